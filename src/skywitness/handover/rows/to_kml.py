"""KML 2.2 with Google's tracks: a track for each leg, times and heights with every position.

KML counts ``absolute`` heights from mean sea level (EGM96; OGC 07-147r2, 9.20): heights above the
ellipsoid are turned into such. Where a height is not known, and on the ground, the track is clamped
to the ground. What the columns held stands in the tracks' data, by which the record's reader gets
it back. Elements stand in the schema's order, and ids are XML names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path

import numpy as np

from skywitness import geoid
from skywitness.aliases import Floats
from skywitness.handover.rows.formats import Job
from skywitness.handover.rows.owncolumns import Columns
from skywitness.record.schema import COLUMNS
from skywitness.record.trackfiles import own
from skywitness.tracks.facts import facts_html
from skywitness.tracks.lines import HEIGHT_S, HIGH, Leg, Piece
from skywitness.tracks.provenance import FROM_ELLIPSOID, HEIGHTS, SEA
from skywitness.tracks.text import clean, moment, plain_number, words

COLOURS = ("9e5c00", "0047b3", "4f7000", "7d2f8a", "005c7a", "9e4f4a")  # bbggrr, as on the page
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2" '
    'xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Tracks</name>'
)
_SCHEMA = "reports"


def write(path: Path, job: Job) -> None:
    """Write the document, leg by leg."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        out.write(f"<description>{_html(_about(job))}</description>\n")
        out.writelines(_styles())
        out.writelines(_schema())
        for n, leg in enumerate(job.legs(), 1):
            said = Columns(leg)
            if job.provenance.selection.faulty and len(leg.faulty):
                out.writelines(_faulty(leg, n, said))
            if len(leg.drawn):
                out.writelines(_leg(leg, n, job.heights, said))
        out.write("</Document></kml>\n")


def _about(job: Job) -> str:
    if job.heights == "pressure":
        said = f"Absolute heights: {HEIGHTS[job.heights]}, in metres."
    else:
        said = f"Absolute heights: {SEA}, in metres; {FROM_ELLIPSOID}."
    more = (
        "Positions without a known height, and those on the ground, are clamped to the ground. "
        f"Heights are filled in between reports at most {HEIGHT_S:.0f} s apart; those reported "
        "stand in the tracks' data."
    )
    return "<br>".join(escape(line) for line in job.provenance.lines(f"{said} {more}"))


def _styles() -> Iterator[str]:
    """An icon without an address, else one is fetched from the network."""
    for n, colour in enumerate((*COLOURS, "808080")):
        faulty = n == len(COLOURS)
        label, scale = (0, 0.5) if faulty else (0.8, 0.6)
        yield (
            f'<Style id="{"faulty" if faulty else f"colour-{n}"}">'
            f"<IconStyle><color>ff{colour}</color><scale>{scale}</scale><Icon><href></href></Icon>"
            f"</IconStyle><LabelStyle><scale>{label}</scale></LabelStyle>"
            f"<LineStyle><color>ff{colour}</color><width>3</width></LineStyle></Style>\n"
        )


def _schema() -> Iterator[str]:
    """The columns in the tracks' data; the schema's name is how the record's reader knows it."""
    about = {c.name: f"{c.meaning}{f', {c.unit}' if c.unit else ''}" for c in COLUMNS}
    yield f'<Schema name="{own.SPACE}" id="{_SCHEMA}">'
    for names, kind in ((own.NUMBERED, "float"), (own.SPELT, "string")):
        for name in names:
            yield f'<gx:SimpleArrayField name="{name}" type="{kind}">'
            yield f"<displayName>{_text(about[name])}</displayName></gx:SimpleArrayField>"
    yield "</Schema>\n"


def _leg(leg: Leg, n: int, heights: str, said: Columns) -> Iterator[str]:
    pieces = leg.pieces(heights)
    yield f'<Placemark id="leg-{n}"><name>{_text(leg.name)}</name>'
    yield f"<description>{_html(facts_html(leg, pieces))}</description>"
    yield f"<styleUrl>#colour-{(leg.number - 1) % len(COLOURS)}</styleUrl>"
    yield from _data(said.whole)
    yield "<gx:MultiTrack><gx:interpolate>0</gx:interpolate>\n"
    for piece in pieces:
        yield from _piece(leg, piece, heights, said)
    yield "</gx:MultiTrack></Placemark>\n"


def _data(said: Mapping[str, str]) -> Iterator[str]:
    if said:
        yield "<ExtendedData>"
        for name, text in said.items():
            yield f'<Data name="{name}"><value>{_text(text)}</value></Data>'
        yield "</ExtendedData>"


def _piece(leg: Leg, piece: Piece, heights: str, said: Columns) -> Iterator[str]:
    mode = "absolute" if piece.kind == HIGH else "clampToGround"
    yield f"<gx:Track><altitudeMode>{mode}</altitudeMode>\n"
    for k in piece.rows:
        yield f"<when>{moment(leg.track.time[k])}</when>"
    yield "\n"
    for spot in _places(leg, piece, heights):
        yield f"<gx:coord>{' '.join(spot)}</gx:coord>"
    yield f'\n<ExtendedData><SchemaData schemaUrl="#{_SCHEMA}">'
    for name, texts in said.of(piece.rows):
        yield from _array(name, texts)
    yield "</SchemaData></ExtendedData></gx:Track>\n"


def _array(name: str, texts: Iterable[str]) -> Iterator[str]:
    yield f'<gx:SimpleArrayData name="{name}">'
    for text in texts:
        yield f"<gx:value>{escape(text)}</gx:value>"
    yield "</gx:SimpleArrayData>\n"


def _places(leg: Leg, piece: Piece, heights: str) -> Iterator[tuple[str, str, str]]:
    t = leg.track
    lat, lon = t.latitude[piece.rows], t.longitude[piece.rows]
    metres: Floats = piece.metres
    if piece.kind != HIGH:
        metres = np.zeros(len(lat))
    elif heights != "pressure":
        metres = metres - geoid.undulation_m(lat, lon)
    for x, y, z in zip(lon.tolist(), lat.tolist(), metres.tolist(), strict=True):
        yield plain_number(x, 7), plain_number(y, 7), plain_number(z, 2)


def _faulty(leg: Leg, n: int, said: Columns) -> Iterator[str]:
    t = leg.track
    files = words(t.table.column("file")).to_pylist()
    yield f'<Folder id="faults-{n}"><name>{_text(f"{leg.name}: rows with a fault")}</name>\n'
    for k in map(int, leg.faulty):
        alone = said.alone(k)
        row = t.table.column("row")[k].as_py()
        yield f"<Placemark><name>{_text('fault: ' + alone['fault'])}</name>"
        yield f"<description>{_html(escape(f'{files[k]}, row {row}'))}</description>"
        yield f"<TimeStamp><when>{moment(t.time[k])}</when></TimeStamp>"
        yield "<styleUrl>#faulty</styleUrl>"
        yield from _data(alone)
        spot = f"{plain_number(t.longitude[k], 7)},{plain_number(t.latitude[k], 7)}"
        yield f"<Point><coordinates>{spot}</coordinates></Point></Placemark>\n"
    yield "</Folder>\n"


def _text(text: str) -> str:
    return escape(clean(text))


def _html(markup: str) -> str:
    """HTML of ours as the text of an element."""
    return escape(clean(markup))
