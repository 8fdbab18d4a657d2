"""Writes what stands beside the dossier, each file whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from skywitness.dossier.map.layers import ByStretch
from skywitness.handover.findings import CLAIMREVIEW, EXPORTS, GEOJSON, KML, PROV
from skywitness.handover.findings.claimreview import claimreview
from skywitness.handover.findings.geojson import geojson
from skywitness.handover.findings.kml import kml
from skywitness.handover.findings.provenance import prov_json
from skywitness.handover.findings.regions import groups
from skywitness.reason.results import CheckResult
from skywitness.wholefiles import write_whole


def exports_of(result: CheckResult, regions: ByStretch) -> dict[str, bytes]:
    """The files of ``EXPORTS`` of a check by their names.

    ``regions`` are those of the page, :func:`skywitness.reason.drawing.draw` at each stretch.
    """
    found = list(groups(result, regions))
    made = {
        CLAIMREVIEW: _text(claimreview(result)),
        PROV: _text(prov_json(result)),
        GEOJSON: orjson.dumps(geojson(result, regions, found)) + b"\n",
        KML: kml(result, found).encode(),
    }
    assert list(made) == list(EXPORTS)
    return made


def write_exports(exports: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write what :func:`exports_of` gave into ``folder``; returns the paths.

    Raises:
        SkywitnessError: the folder cannot be made or written to.
    """
    for name, text in exports.items():
        write_whole(text, folder / name, "export")
    return [folder / name for name in exports]


def _text(found: dict[str, Any]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
