"""Steps 1, 2 and a part of 5: the shipped cases, their pages with all that lies beside them."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

from compare import dropped
from compare.differences import Findings, bytes_lines, json_lines, text_lines
from compare.drawings import drawing_lines
from compare.rejoined import rejoined
from compare.sides import Command, Sides

UNHURRIED = ("--conflicts", "100000")
"""Seconds for conflicts: the usual 20 would end the search by the clock on a busy machine."""
_DATA = re.compile(r'<script type="application/json" id="case">(.*?)</script>', re.DOTALL)
_PLAIN = re.compile(r"<noscript>(.*?)</noscript>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def names(tree: Path) -> list[str]:
    """The cases that a tree ships."""
    return sorted(p.parent.name for p in (tree / "src/skywitness/data/cases").glob("*/case.toml"))


def commands(cases: list[str]) -> list[Command]:
    """Each case checked, its page written, its figures drawn, its certificates verified."""
    found = []
    for case in cases:
        out = f"cases/{case}"
        arguments = ("check", case, "--json", "--figures", "--out", out, *UNHURRIED)
        found += [
            Command(f"check-{case}", arguments),
            Command(f"verify-{case}", ("verify", f"{out}/certificates", "--json")),
        ]
    return found


def compare_checks(sides: Sides, cases: list[str]) -> Findings:
    """``check --json``."""
    found = Findings("check")
    for case in cases:
        name = f"check-{case}"
        statuses = [side.done()[name] for side in (sides.old, sides.new)]
        if statuses != [0, 0]:
            found.add(case, [f"exit status {statuses[0]} → {statuses[1]} (0 is meant)"])
            found.add(case, text_lines(sides.old.said(name, "err"), sides.new.said(name, "err")))
            continue
        old, new = (json.loads(side.said(name, "out")) for side in (sides.old, sides.new))
        found.add(case, dropped.lines(dropped.CHECK, old, new))
        found.count("cases")
        found.count("claims", len(old["claims"]))
    return found


def compare_pages(sides: Sides, cases: list[str]) -> Findings:
    """The data of the pages and every file beside them, figures apart."""
    found = Findings("pages")
    for case in cases:
        name = f"verify-{case}"
        for ending in ("out", "err"):
            old, new = (side.said(name, ending) for side in (sides.old, sides.new))
            found.add(f"skywitness verify, {case}", text_lines(old, new))
        old_folder, new_folder = (s.folder / "cases" / case for s in (sides.old, sides.new))
        for path in both(found, case, old_folder, new_folder):
            if path.startswith("figures/"):
                continue
            found.add(f"{case}/{path}", _file_lines(path, old_folder / path, new_folder / path))
            found.count("certificates" if path.startswith("certificates/") else "other files")
    return found


def compare_figures(found: Findings, sides: Sides, cases: list[str]) -> None:
    """The figures of the dossiers."""
    for case in cases:
        old_folder, new_folder = (s.folder / "cases" / case for s in (sides.old, sides.new))
        for path in both(Findings(""), case, old_folder, new_folder):  # told by the pages' step
            if path.startswith("figures/"):
                compare_picture(found, f"{case}/{path}", old_folder / path, new_folder / path)


def compare_picture(found: Findings, where: str, old: Path, new: Path) -> None:
    """One picture of either side; a PNG is drawn from an SVG and is equal where that is."""
    a, b = old.read_bytes(), new.read_bytes()
    found.count(f"{old.suffix[1:]} files")
    if a == b:
        return
    if old.suffix == ".png":
        if old.with_suffix(".svg").read_bytes() == new.with_suffix(".svg").read_bytes():
            found.add(where, ["other pixels of the same drawing"])
        return
    lines = drawing_lines(a.decode(), b.decode())
    found.add(where, lines)
    if not lines:
        found.count("of these not byte for byte, but within a pixel")


def both(found: Findings, where: str, old: Path, new: Path) -> list[str]:
    """Paths of files that both folders have; the others are differences."""
    a, b = _files(old), _files(new)
    found.add(where, [f"{path} is gone" for path in sorted(a - b)])
    found.add(where, [f"{path} is new" for path in sorted(b - a)])
    return sorted(a & b)


def _files(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def _file_lines(path: str, old: Path, new: Path) -> list[str]:
    a, b = old.read_bytes(), new.read_bytes()
    if path == "index.html":
        return _page_lines(a.decode(), b.decode())
    if path == "case.json":
        return dropped.lines(dropped.PAGE, json.loads(a), rejoined(json.loads(b)))
    if a == b:
        return []
    if path.endswith(".gz"):
        a, b = gzip.decompress(a), gzip.decompress(b)
    if ".json" in path or path.endswith(".geojson"):
        return json_lines(json.loads(a), json.loads(b)) or ["the same JSON in other bytes"]
    return bytes_lines(a, b) or ["packed otherwise"]


def _page_lines(old: str, new: str) -> list[str]:
    """The page as JSON, title, and what is shown without script; the built template may change."""
    parts: list[list[Any]] = []
    for text in (old, new):
        data, plain, title = (mark.search(text) for mark in (_DATA, _PLAIN, _TITLE))
        if data is None or plain is None or title is None:
            return ["no data, no text without script or no title is found in it"]
        parts.append([json.loads(data[1]), plain[1], title[1]])
    (old_data, *old_texts), (new_data, *new_texts) = parts
    texts = [line for a, b in zip(old_texts, new_texts, strict=True) for line in text_lines(a, b)]
    return dropped.lines(dropped.PAGE, old_data, rejoined(new_data)) + texts
