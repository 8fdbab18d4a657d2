"""Writes pictures of tracks: one HTML file or one SVG file, without script, complete in itself."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from skywitness.errors import RecordError
from skywitness.handover.pictures.axes import duration
from skywitness.handover.pictures.charts import KINDS, charts
from skywitness.handover.pictures.scene import Scene, Shown
from skywitness.handover.pictures.trackmap import track_map
from skywitness.handover.rows.exporting import refuse_place, replaced
from skywitness.places.names import atlas
from skywitness.tracks.lines import GAP_S
from skywitness.tracks.provenance import UNSTATED, software
from skywitness.tracks.text import clean, moment

WIDE = 11240  # units of a plot across the page; a map has 8000
MOST_RUNS = 60
ENDINGS = (".html", ".htm", ".svg")


def refuse_picture(path: Path) -> None:
    """Refuse, before any work, a name that no picture can be written to.

    Raises:
        RecordError: another ending, no such folder, or something there that is no file.
    """
    if path.suffix.lower() not in ENDINGS:
        raise RecordError(
            f"{path} is no picture's name", remedy="give --out a name ending in .html or .svg"
        )
    if not path.parent.is_dir():
        raise RecordError(f"there is no folder {path.parent}", remedy="make the folder first")
    refuse_place(path, path.suffix)


def write_picture(scene: Scene, path: Path) -> Path:
    """Write the picture of a scene, as its name's ending says.

    Raises:
        RecordError: another ending, nothing to draw, or a file that cannot be written.
    """
    refuse_picture(path)
    if not scene.shown:
        raise RecordError(
            "there is nothing to draw: no such rows, or none with a time",
            remedy="skywitness show STORE lists the aircraft and their times",
        )
    text = svg(scene) if path.suffix.lower() == ".svg" else page(scene)
    with replaced(path) as partial:
        partial.write_text(text, encoding="utf-8", newline="\n")
    return path


def page(scene: Scene) -> str:
    """The page as text."""
    style = f"\n{_style()}"
    runs = _faulty(scene)
    context = _context(scene, WIDE)
    context |= {
        "style": Markup(style),  # ours alone: nothing from the record
        "policy_line": _policy(style),
        "title": title(scene),
        "legs": [_facts(s) for s in scene.shown],
        "faulty_rows": runs[:MOST_RUNS],
        "more_faulty": len(runs) - MOST_RUNS,
        "unstated": UNSTATED,
    }
    return _environment().get_template("page.html.j2").render(context)


def svg(scene: Scene) -> str:
    """The map above the plots as one SVG file; light and dark as the viewer prefers."""
    context = _context(scene, 8000)
    tall = context["map"].sheet.height + 700 if context["map"] else 700
    heights = [c.height + 700 for c in context["charts"]]
    context |= {
        "title": title(scene),
        "style": Markup(_plain_style(_style())),
        "tops": [round(tall + sum(heights[:k])) for k in range(len(heights))],
        "tall": round(tall + sum(heights) + 640),
    }
    return _environment().get_template("picture.svg.j2").render(context)


def title(scene: Scene) -> str:
    """What is shown, in a few words."""
    found = scene.overview
    names = [
        " ".join(w for w in (a.registration or "", a.typecode or "", a.icao24 or "no address") if w)
        for a in found.aircraft
    ]
    return ", ".join(names)


def _context(scene: Scene, width: int) -> dict[str, Any]:
    drawn = track_map(scene)
    return {
        "scene": scene,
        "found": scene.overview,
        "map": drawn,
        "charts": charts(scene, width),
        "gap": duration(GAP_S),
        "kinds": KINDS,
        "software": software(),
        "shapes": atlas.index("1km"),
    }


def _facts(shown: Shown) -> dict[str, Any]:
    leg = shown.leg
    t = leg.track
    silent = [
        f"{moment(t.time[a[-1]])[11:16]} to {moment(t.time[b[0]])[11:16]} "
        f"({duration(t.time[b[0]] - t.time[a[-1]])})"
        for a, b in pairwise(leg.parts())
    ]
    return {
        "shown": shown,
        "icao24": t.icao24,
        "callsigns": ", ".join(t.callsigns),
        "first": moment(leg.span[0])[:19].replace("T", " "),
        "last": moment(leg.span[1])[:19].replace("T", " "),
        "lasts": duration(leg.span[1] - leg.span[0]),
        "rows": len(t),
        "positions": len(leg.drawn),
        "faulty": int((~leg.sound).sum()),
        "silent": silent[:6],
        "more_silent": max(len(silent) - 6, 0),
    }


def _faulty(scene: Scene) -> list[dict[str, Any]]:
    """Stretches of rows with the same fault, with the place they come from."""
    out: list[dict[str, Any]] = []
    for s in scene.shown if scene.faulty else ():
        table = s.leg.track.table.select(["timestamp", "fault", "file", "row"])
        same: tuple[object, ...] = ()
        for row in table.to_pylist():
            key = (row["fault"], row["file"])
            if row["fault"] and key != same:
                out.append({"mark": s.mark, "fault": key[0], "file": key[1], "met": []})
            if row["fault"]:
                out[-1]["met"].append(row)
            same = key
    for run in out:
        met = run["met"]
        first, last = (met[k]["timestamp"].strftime("%Y-%m-%d %H:%M:%S") for k in (0, -1))
        rows = sorted(r["row"] for r in met if r["row"] is not None)
        run["time"] = first if first == last else f"{first} to {last[11:]}"
        run["count"] = len(met)
        ends = dict.fromkeys(f"{rows[k]:,}" for k in (0, -1)) if rows else {}
        run["rows"] = " to ".join(ends)
    return out


def _style() -> str:
    """The style sheet of pages without script, and the rules for tracks."""
    return _own("house.css") + _own("tracks.css")


def _policy(style: str) -> str:
    """The Content-Security-Policy: nothing but the one style sheet, known by its hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _own(name: str) -> str:
    return (resources.files("skywitness.handover.pictures") / "templates" / name).read_text("utf-8")


def plain(value: object) -> object:
    """What any text of a picture goes through before it is escaped: hidden characters are shown."""
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_own),
        autoescape=True,
        finalize=plain,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


# --- a style without variables, which not every program that shows SVG knows ----------------------

_DARK = "@media (prefers-color-scheme: dark)"
_KEPT = re.compile(
    r"\.(sea|land|graticule|hatch|contested|outlines|h\d|names|edges|scale|north|pole|frame|sheet"
    r"|t-|chart|c-)"
)


def _plain_style(style: str) -> str:
    """The rules that pictures need with their colours filled in, first light, then dark."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    light = _variables(style)
    dark = light | _variables(style[style.index(_DARK) :])
    top = _outside_media(style)
    rules = [
        f"{s.strip()}{{{b.strip()}}}"
        for s, b in re.findall(r"([^{}]+)\{([^{}]*)\}", top)
        if _KEPT.search(s) and "--" not in b.replace("var(--", "")
    ]
    hues = "".join(
        f".h{k} .t-line,.h{k} .t-gap,.h{k} .c-line,.h{k} .c-bridge{{stroke:var(--h{k})}}"
        f".h{k} .t-start,.h{k} .t-end{{stroke:var(--h{k})}} .c-leg.h{k},.c-ground.h{k}"
        f"{{fill:var(--h{k})}} .sheet text.h{k}{{fill:var(--h{k})}}"
        for k in range(6)
    )
    body = "\n".join(rules) + "\n.paper{fill:var(--paper)}\n" + hues
    return f"{_filled(body, light)}\n{_DARK}{{\n{_filled(body, dark)}\n}}\n"


def _variables(style: str) -> dict[str, str]:
    """The variables of the first ``:root`` of a style."""
    root = style[style.index(":root") :]
    return dict(re.findall(r"--([a-z0-9-]+):\s*([^;}]+)", root[: root.index("}")]))


def _outside_media(style: str) -> str:
    """A style without its ``@`` blocks."""
    out, depth, skip = [], 0, False
    for piece in re.split(r"([{}])", style):
        if piece == "{":
            depth += 1
        if not skip and depth == 0 and "@" in piece:
            head, _, _ = piece.partition("@")
            out.append(head)
            skip = True
            continue
        if not skip:
            out.append(piece)
        if piece == "}":
            depth -= 1
            skip = skip and depth > 0
    return "".join(out)


def _filled(body: str, values: dict[str, str]) -> str:
    return re.sub(r"var\(--([a-z0-9-]+)\)", lambda m: values.get(m[1], "currentColor"), body)
