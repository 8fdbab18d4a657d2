"""The functions behind ``import skywitness as sw``: the same power as the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from skywitness.claims.case import Case
from skywitness.claims.casefile import load_case, shipped_cases
from skywitness.claims.frames import Frame
from skywitness.dossier.asjson import Json, answer_json, check_json, together_json
from skywitness.dossier.page import write_page as _write_page
from skywitness.dossier.words import because, inference_because, margin_words
from skywitness.places.gazetteer import find_place
from skywitness.places.place import Extent, Place
from skywitness.places.views import View
from skywitness.reason.ask import ask as _ask
from skywitness.reason.check import Progress, check_together
from skywitness.reason.check import check as _check
from skywitness.reason.drawing import draw
from skywitness.reason.results import Answer, CheckResult, Finding

CaseLike = Case | str | Path


def case_of(case: CaseLike) -> Case:
    """The case itself, or the one a folder, a ``case.toml`` or a shipped name stands for.

    Raises:
        SkywitnessError: the case cannot be used; file, key and remedy are named.
    """
    return case if isinstance(case, Case) else load_case(case)


def _frames(case: Case, frame: str | None) -> tuple[Frame, ...] | None:
    return None if frame is None else (case.frame(frame),)


def check(
    case: CaseLike,
    *,
    frame: str | None = None,
    together: Sequence[Sequence[str]] = (),
    sector_deg: float | None = None,
    progress: Progress | None = None,
) -> CheckResult:
    """Verdicts of every claim and inference of a case, in every frame or in one.

    Args:
        case: a loaded case, a folder, a ``case.toml``, or the name of a shipped case.
        frame: id of a single frame.
        together: sets of claim ids that get a verdict as sets.
        sector_deg: total width in degrees of every compass sector, instead of the policy's.
        progress: told what is being worked on.

    Raises:
        SkywitnessError: the case or something it names cannot be used.
    """
    loaded = case_of(case)
    return _check(
        loaded,
        frames=_frames(loaded, frame),
        together=together,
        sector_deg=sector_deg,
        progress=progress,
    )


def together(
    case: CaseLike, ids: Sequence[str], *, frame: str | None = None, sector_deg: float | None = None
) -> tuple[Finding, ...]:
    """The verdict of a set of claims, in every frame or in one.

    Raises:
        SkywitnessError: the case, a claim id or something they name cannot be used.
    """
    loaded = case_of(case)
    return check_together(loaded, ids, frames=_frames(loaded, frame), sector_deg=sector_deg)


def ask(
    case: CaseLike,
    question: str,
    given: Sequence[str] = (),
    *,
    frame: str | None = None,
    stretch: float = 1.0,
    sector_deg: float | None = None,
) -> Answer:
    """What claims leave possible of a quantity: ``distance from encounter to Russian mainland``.

    Args:
        case: as in :func:`check`.
        question: a distance, a bearing or an altitude.
        given: claim ids, or sentences of the claim language.
        frame: id of the frame; the case's first by default.
        stretch: factor on every tolerance (0 as printed, 1 the policy).
        sector_deg: total width in degrees of every compass sector, instead of the policy's.

    Raises:
        SkywitnessError: the question, a sentence, a claim or a place cannot be used.
    """
    loaded = case_of(case)
    chosen = None if frame is None else loaded.frame(frame)
    return _ask(loaded, question, given, frame=chosen, stretch=stretch, sector_deg=sector_deg)


def place(
    name: str,
    *,
    borders: str = "recognised",
    date: dt.date | None = None,
    shapes: str = "1km",
) -> tuple[Extent, ...]:
    """Every way to read a place's name under a point of view on borders.

    Raises:
        PlaceError: no such place.
        AmbiguousPlace: several places bear the name.
    """
    return find_place(name, View(borders, date), shapes=shapes)


def write_page(result: CheckResult, folder: Path | str) -> Path:
    """Write the page of a check, ``index.html``, into a folder; returns its path.

    Raises:
        SkywitnessError: the folder cannot be written.
    """
    return _write_page(result, draw(result), Path(folder))


def as_json(result: CheckResult | Answer | Finding) -> Json:
    """The documented JSON object of a result (``docs/reference/json.md``)."""
    if isinstance(result, CheckResult):
        return check_json(result)
    if isinstance(result, Answer):
        return answer_json(result)
    return together_json(result)


__all__ = [
    "Answer",
    "Case",
    "CheckResult",
    "Extent",
    "Finding",
    "Place",
    "View",
    "as_json",
    "ask",
    "because",
    "check",
    "inference_because",
    "load_case",
    "margin_words",
    "place",
    "shipped_cases",
    "together",
    "write_page",
]
