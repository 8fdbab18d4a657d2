"""Writes the dossier: one HTML file that needs nothing but itself, and ``case.json`` beside it."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from skywitness.aliases import Json
from skywitness.dossier.json.dossierjson import dossier_json
from skywitness.dossier.json.proofs import NONE, Proofs
from skywitness.dossier.json.wholejson import whole_claims
from skywitness.dossier.map.layers import ByMoment, ByStretch, Map
from skywitness.dossier.words.safe import inert
from skywitness.dossier.words.verdictwords import told_word
from skywitness.reason.results import CheckResult
from skywitness.wholefiles import write_whole

NAME = "index.html"
DATA = "case.json"
#: Where a case fills the built page: its title, its words for readers without script, its data.
MARKS = ("@@TITLE@@", "@@PLAIN@@", "@@CASE@@")


def write_page(
    result: CheckResult,
    regions: ByStretch,
    folder: Path,
    *,
    tracks: ByMoment = MappingProxyType({}),
    proofs: Proofs = NONE,
    drawn: Sequence[Map] | None = None,
) -> Path:
    """Write ``index.html`` and ``case.json`` of a check into ``folder``; returns the page's path.

    ``regions`` are those of :func:`skywitness.reason.drawing.draw` at each stretch; ``tracks``,
    ``proofs`` and ``drawn`` as in :func:`dossier_json`. Each file appears whole or not at all.

    Raises:
        SkywitnessError: the folder cannot be made or written to, or a track cannot be drawn.
    """
    dossier = dossier_json(result, regions, tracks=tracks, proofs=proofs, drawn=drawn)
    data = json.dumps(dossier, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    write_whole(data.encode(), folder / DATA, "page")
    write_whole(page(dossier).encode(), folder / NAME, "page")
    return folder / NAME


def page(dossier: Json) -> str:
    """The page that shows the object of :func:`dossier_json`."""
    parts = _template()
    filled = (html.escape(str(dossier["case"]["title"])), plain(dossier), inert(dossier))
    return parts[0] + "".join(text + part for text, part in zip(filled, parts[1:], strict=True))


@lru_cache(maxsize=1)
def _template() -> Sequence[str]:
    """The built page, cut at the three spots that a case fills."""
    text = (resources.files("skywitness") / "data" / "dossier" / "page.html").read_text("utf-8")
    parts = []
    for mark in MARKS:
        before, mark_there, text = text.partition(mark)
        assert mark_there, mark
        parts.append(before)
    return (*parts, text)


def plain(dossier: Json) -> str:
    """What a reader without script sees: every claim with its verdicts, in the same words."""
    out = [f"<h1>{html.escape(dossier['case']['title'])}</h1>"]
    out.append("<p>This page draws itself with script, which is switched off here. Every claim and "
               "verdict follows; case.json beside this file holds the rest.</p>")  # fmt: skip
    labels = {frame["id"]: frame["label"] for frame in dossier["check"]["frames"]}
    for claim in whole_claims(dossier):
        out.append(f"<h2>{html.escape(claim['id'])}: {html.escape(claim['says'])}</h2>")
        out.append(f"<p>{html.escape(claim['chain_words'])}</p>")
        for v in claim["verdicts"]:
            where = "" if v["everywhere"] else f" [{', '.join(labels[f] for f in v['frames'])}]"
            conditional = v["only_if"] is not None
            word = told_word(v["verdict"], conditional=conditional, partly=v["tested_in_part"])
            said = "; ".join(w for w in (word, v["margin"]) if w)
            out.append(f"<p>{html.escape(f'{said}{where}: ')}{html.escape(v['because'])}</p>")
    return "\n".join(out)
