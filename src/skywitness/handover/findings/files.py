"""Writes what stands beside the dossier, each file whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
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


def write_exports(result: CheckResult, regions: ByStretch, folder: Path) -> list[Path]:
    """Write the files of ``EXPORTS`` of a check into ``folder``; returns their paths.

    ``regions`` are those of the page, :func:`skywitness.reason.drawing.draw` at each stretch.

    Raises:
        SkywitnessError: the folder cannot be made or written to.
    """
    found = list(groups(result, regions))
    made: dict[str, Callable[[], bytes]] = {
        CLAIMREVIEW: lambda: _text(claimreview(result)),
        PROV: lambda: _text(prov_json(result)),
        GEOJSON: lambda: orjson.dumps(geojson(result, regions, found)) + b"\n",
        KML: lambda: kml(result, found).encode(),
    }
    assert list(made) == list(EXPORTS)
    for name, make in made.items():
        write_whole(make(), folder / name, "export")
    return [folder / name for name in made]


def _text(found: dict[str, Any]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
