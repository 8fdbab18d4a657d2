"""``regions.kml`` (KML 2.2): the regions of the page in folders by moment, claim and reading."""

from __future__ import annotations

import re
from html import escape
from typing import Any

import shapely
import simplekml

from skywitness.claims.meaning.stretches import POLICY
from skywitness.dossier.words.appendix import software
from skywitness.dossier.words.standing import STRETCH_WORDS
from skywitness.handover.findings.notices import ODBL, stated
from skywitness.handover.findings.outlines import EDGES_WITHIN_M
from skywitness.handover.findings.regions import INNER, MEANS, OUTER, Area, Group
from skywitness.reason.results import CheckResult
from skywitness.unseen import plain

COLOURS = ("9e5c00", "0047b3", "4f7000", "7d2f8a", "005c7a", "9e4f4a")  # bbggrr
OPACITY = {OUTER: "33", INNER: "66"}
SHOWN = POLICY  # the stretch that is switched on at first, of ordinary readings
_UNFIT = re.compile("[\ufffe\uffff]")  # what XML 1.0 does not allow and a dossier lets through


def kml(result: CheckResult, groups: list[Group]) -> str:
    """The document as text."""
    case = result.case
    simplekml.Kml.resetidcounter()  # ids count on from document to document otherwise
    doc = simplekml.Kml(name=_text(case.title))
    doc.parsetext(parse=False)  # simplekml lets text with CDATA marks through: escaped here
    lines = [
        f"{software()}, case {case.id}. Regions that readings of statements leave, as on the page. "
        f"Edges are exact to {EDGES_WITHIN_M:g} m; how far maps may be off stands with each.",
        *(f"{n['words']} {n['url'] or ''}".strip() for n in stated(result, groups)),
    ]
    doc.document.description = _html("<br>".join(escape(line) for line in lines))
    styles = {(hue, bound): _style(colour, bound) for hue, colour in enumerate(COLOURS)
              for bound in OPACITY}  # fmt: skip
    moments: dict[str, Any] = {}
    for m in case.moments:
        given = [f"given: {g.statement.text}" for g in m.given] or ["nothing is given of it"]
        moments[m.id] = doc.newfolder(name=_text(m.label or m.id))
        moments[m.id].description = _html("<br>".join(map(escape, given)))
    claims: dict[tuple[str, str], Any] = {}
    for group in groups:
        folder = moments.get(group.moment)
        if folder is None:
            folder = moments[group.moment] = doc.newfolder(name=_text(group.moment))
        key = (group.moment, group.claim)
        if key not in claims:
            claims[key] = folder.newfolder(name=_text(f"{group.claim}: {group.says}"))
        _group(claims[key], group, styles)
    return str(doc.kml(format=False))


def _group(folder: Any, group: Group, styles: dict[tuple[int, str], Any]) -> None:
    name = f"{group.letter} ({group.kind}): {'; '.join(group.readings)}"
    mine = folder.newfolder(name=_text(name))
    mine.description = _html("<br>".join(escape(x) for x in _about(group)))
    for area in group.areas:
        at = mine.newfolder(name=_text(f"{area.stretch:g} ×: {STRETCH_WORDS[area.stretch]}"))
        shown = int(area.stretch == SHOWN and group.kind == "ordinary")
        at.visibility = shown
        for bound in (OUTER, INNER):
            _bound(at, area, bound, styles[group.hue, bound], group, shown)
    for w in group.witnesses:
        point = mine.newpoint(name=_text(f"witness, {group.claim} {group.letter}"))
        point.coords = [(f"{w.longitude:.7f}", f"{w.latitude:.7f}")]
        said = [
            MEANS["witness"],
            f"points of view: {', '.join(w.frames)}",
            f"readings: {'; '.join(w.readings)}",
            f"from {w.since:.3f} × tolerances on",
        ]
        point.description = _html("<br>".join(map(escape, said)))
        point.style = styles[group.hue, OUTER]
        point.visibility = int(group.kind == "ordinary")


def _about(group: Group) -> list[str]:
    errors = [
        f"{p.name} ({p.view}): stated error "
        + ("unknown" if p.error_m is None else f"{p.error_m:g} m")
        for p in group.places
    ]
    notice = [f"{ODBL.words} {ODBL.address}"] if group.from_osm else []
    return [f"points of view: {', '.join(group.frames)}", *errors, *notice]


def _bound(folder: Any, area: Area, bound: str, style: Any, group: Group, shown: int) -> None:
    shape = area.outer if bound == OUTER else area.inner
    if shape.is_empty:
        return
    multi = folder.newmultigeometry(name=_text(f"{bound}, {group.claim} {group.letter}"))
    multi.description = _html("<br>".join(escape(x) for x in (MEANS[bound], *_about(group))))
    multi.style = style
    multi.visibility = shown
    for part in shapely.get_parts(shape):
        polygon = multi.newpolygon()
        polygon.outerboundaryis = _coords(part.exterior)
        if part.interiors:
            polygon.innerboundaryis = [_coords(ring) for ring in part.interiors]
        polygon.tessellate = 1


def _coords(ring: shapely.LinearRing) -> list[tuple[str, str]]:
    return [(f"{x:.7f}", f"{y:.7f}") for x, y in shapely.get_coordinates(ring)]


def _style(colour: str, bound: str) -> Any:
    style = simplekml.Style()
    style.polystyle.color = f"{OPACITY[bound]}{colour}"
    style.linestyle.color = f"ff{colour}"
    style.linestyle.width = 2
    style.iconstyle.color = f"ff{colour}"
    style.iconstyle.icon = None  # else it is one from the network
    return style


def _text(text: str) -> str:
    return escape(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", str(plain(text))))


def _html(markup: str) -> str:
    """HTML of ours as the text of an element."""
    return _text(markup)
