"""Licence notices that go with shapes."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.dossier.words.appendix import Notice, notices, places_used
from skywitness.handover.findings.regions import Group
from skywitness.reason.results import CheckResult

ODBL = Notice(
    "Shape derived from OpenStreetMap, © OpenStreetMap contributors, under the Open Database "
    "License (ODbL) 1.0.",
    "https://opendatacommons.org/licenses/odbl/1-0/",
)
QUOTES = "Quotes remain their authors'; no licence of the program covers them."


def stated(result: CheckResult, groups: Sequence[Group]) -> list[dict[str, str | None]]:
    """The notices of the page, as far as the shapes here need them, and that on quotes."""
    found = notices(result, places_used(result, ()))
    osm = any(g.from_osm for g in groups)
    kept = [n for n in found if osm or "OpenStreetMap" not in n.words]
    out: list[dict[str, str | None]] = [{"words": n.words, "url": n.address} for n in kept]
    out.append({"words": QUOTES, "url": None})
    return out
