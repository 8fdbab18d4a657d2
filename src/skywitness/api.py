"""The names behind ``import skywitness as sw``: the same power as the command line.

``__all__`` is the list of them; ``docs/reference/python.md`` describes each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import load_case, shipped_cases
from skywitness.claims.meaning.frames import Frame
from skywitness.claims.meaning.stretches import POLICY
from skywitness.dossier.json.answerjson import answer_json
from skywitness.dossier.json.checkjson import check_json, together_json
from skywitness.dossier.map.tracks import DrawnTrack
from skywitness.dossier.words.inferencewords import inference_because
from skywitness.dossier.words.words import because, margin_words
from skywitness.errors import SkywitnessError
from skywitness.handover.packs.functions import is_pack, pack, verify_pack
from skywitness.handover.pages import begin_drawing, write_figures, write_page, write_pdf
from skywitness.places.names.gazetteer import find_place
from skywitness.places.names.views import View
from skywitness.places.place import Extent, Place
from skywitness.reason.ask import ask as _ask
from skywitness.reason.check import Progress, check_together
from skywitness.reason.check import check as _check
from skywitness.reason.check import seek_conflicts as _seek_conflicts
from skywitness.reason.conflicts.conflicts import SECONDS
from skywitness.reason.meetings.alibi import could_meet
from skywitness.reason.meetings.meetings import Fix, Meeting, Traveller
from skywitness.reason.results import Answer, CheckResult, Finding

if TYPE_CHECKING:  # the record needs pyarrow, which those who only check a case do without
    from skywitness.handover.packs.pagecheck import PageReport
    from skywitness.handover.rows.exporting import Exported
    from skywitness.record.intake.loading import Outcome
    from skywitness.record.store.store import Store
    from skywitness.tracks import Estimate, Merged, Track, at, merge, tracks_of

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
    conflicts_s: float = SECONDS,
    progress: Progress | None = None,
) -> CheckResult:
    """Verdicts of every claim and inference of a case, in every frame or in one.

    Args:
        case: a loaded case, a folder, a ``case.toml``, or the name of a shipped case.
        frame: id of a single frame.
        together: sets of claim ids that get a verdict as sets.
        sector_deg: total width in degrees of every compass sector, instead of the policy's.
        conflicts_s: seconds to spend on conflicts among the claims; 0 seeks none.
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
        conflicts_s=conflicts_s,
        progress=progress,
    )


def seek_conflicts(
    result: CheckResult, seconds: float = SECONDS, *, progress: Progress | None = None
) -> CheckResult:
    """The same result with the conflicts among all claims of its case.

    Args:
        result: what :func:`check` found with ``conflicts_s=0``.
        seconds: the work to spend, in seconds of a quiet machine.
        progress: told what is being worked on.

    Raises:
        SkywitnessError: the case or something it names cannot be used.
    """
    return _seek_conflicts(result, seconds, progress=progress)


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
    stretch: float = POLICY,
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


def write_certificates(
    result: CheckResult, folder: Path | str, *, progress: Progress | None = None
) -> Path:
    """Write the certificates of a check, and a copy of its case, into ``folder``/certificates.

    Args:
        result: what :func:`check` found, of a case read from a file.
        folder: the folder of the page, made if need be.
        progress: told what is being worked on.

    Raises:
        SkywitnessError: the case has no file to copy, or the folder cannot be written to.
    """
    from skywitness.certificates.write import write_certificates as write

    return write(result, Path(folder), progress=progress or (lambda _: None))


def verify_certificates(folder: Path | str, *, progress: Progress | None = None) -> PageReport:
    """Check every certificate in a folder with bounds of the verifier's own, and the page there.

    Args:
        folder: what :func:`write_certificates` or ``check --out`` wrote into.
        progress: told what is being worked on.

    Returns:
        What was found. A certificate that does not hold raises nothing: the first stands under
        ``failed``.

    Raises:
        SkywitnessError: there are no certificates.
    """
    from skywitness.handover.packs.pagecheck import verify_folder

    return verify_folder(Path(folder), progress)


def read(
    files: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    date: dt.date | None = None,
    receiver: str | None = None,
    position: tuple[float, float] | None = None,
    oldest_s: float = 60.0,
    quality_s: float = 60.0,
    heights: str | None = None,
    source_name: str | None = None,
    licence: str | None = None,
    limits: float = 1.0,
    jobs: int | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Read surveillance files into a store of the record; what it has already is passed by.

    Args:
        files: files, folders or archives, or one of them.
        out: the store's folder, made if need be.
        date: day (UTC) of files that know only the time of day, or a counter.
        receiver: name of the receiver or network, where files say none.
        position: longitude and latitude in degrees where that receiver stands.
        oldest_s: positions older than this many seconds are marked stale.
        quality_s: seconds for which quality figures are carried forward.
        heights: what heights of track files are where a file does not say it: ``pressure``,
            ``msl`` (above mean sea level) or ``ellipsoid`` (WGS 84).
        source_name: who published the files, for the manifest.
        licence: their licence, for the manifest.
        limits: factor on the limits against bombs; 0 lifts them.
        jobs: threads that read, one for each core if None; what is read does not depend on it.
        progress: told what is being worked on.

    Returns:
        What was read, was there already, was passed over and failed. A file that cannot be read
        raises nothing: it stands under ``failed``.

    Raises:
        RecordError: nothing was given, no such heights, or the store cannot be used.
    """
    from skywitness.errors import RecordError
    from skywitness.record.intake.loading import Options
    from skywitness.record.intake.loading import read as read_files
    from skywitness.record.reading import HEIGHTS, Context

    if heights is not None and heights not in HEIGHTS:
        raise RecordError(f"no heights {heights!r}", remedy=f"one of {', '.join(HEIGHTS)}")
    context = Context(date, receiver, position, oldest_s, quality_s, heights)
    given = [files] if isinstance(files, (str, Path)) else files
    options = Options(context, source_name, licence, limits, jobs=jobs)
    return read_files(given, out, options, progress)


def open_store(path: str | Path) -> Store:
    """The store of the record in a folder: rows by address and time, as Arrow or Polars tables.

    Raises:
        RecordError: there is none, it is of a newer version, or a manifest is damaged.
    """
    from skywitness.record.store.store import open_store as open_it

    return open_it(path)


def as_json(result: CheckResult | Answer | Finding) -> Json:
    """The documented JSON object of a result (``docs/reference/json.md``)."""
    match result:
        case CheckResult():
            return check_json(result)
        case Answer():
            return answer_json(result)
        case Finding():
            return together_json(result)
        case _:
            assert_never(result)


def export(
    store: Store | str | Path,
    *,
    to: str,
    out: str | Path,
    icao24: str | Iterable[str] | None = None,
    callsign: str | Iterable[str] | None = None,
    start: dt.datetime | str | None = None,
    end: dt.datetime | str | None = None,
    faulty: bool = False,
    heights: str = "geometric",
    lines: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Exported:
    """Write a part of a store as KML, GeoJSON, GPX, CZML, CSV or GeoParquet.

    Args:
        store: a store, or its folder.
        to: ``kml``, ``geojson``, ``gpx``, ``czml``, ``csv`` or ``geoparquet``.
        out: the file to write.
        icao24: addresses to keep.
        callsign: callsigns whose legs to keep.
        start: rows from this time on (UTC where none is said).
        end: rows before this time.
        faulty: also rows with a fault, marked.
        heights: ``geometric`` or ``pressure``, where the format knows only one.
        lines: a line for each leg in place of points, where the format has both.
        progress: is told what is being written.

    Raises:
        SkywitnessError: the store or the choice cannot be used, or nothing is left to write.
    """
    from skywitness.handover.rows.exporting import export as write
    from skywitness.record.store.store import Store as Kind

    opened = store if isinstance(store, Kind) else open_store(store)
    return write(
        opened, to, out, icao24=icao24, callsign=callsign, start=start, end=end,
        faulty=faulty, heights=heights, lines=lines, progress=progress,
    )  # fmt: skip


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """What is listed and not here is of the record, imported when it is asked for."""
        if name in __all__:
            return getattr(import_module("skywitness.tracks"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [  # noqa: RUF022  (in the order of the page that describes them)
    "Answer", "Case", "CheckResult", "Finding", "SkywitnessError", "as_json", "ask", "because",
    "check", "inference_because", "load_case", "margin_words", "shipped_cases", "together",
    "Extent", "Fix", "Meeting", "Place", "Traveller", "View", "could_meet", "place",
    "DrawnTrack", "begin_drawing", "is_pack", "pack", "seek_conflicts", "verify_certificates",
    "verify_pack", "write_certificates",
    "write_figures", "write_page", "write_pdf",
    "Estimate", "Merged", "Track", "at", "export", "merge", "open_store", "read", "tracks_of",
]  # fmt: skip
