"""What ``import skywitness as sw`` offers for packs; the rest is loaded when it is needed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import load_case
from skywitness.dossier.map.drawn import drawn_aside
from skywitness.reason.check import Progress, check, seek_conflicts
from skywitness.reason.conflicts.conflicts import SECONDS
from skywitness.reason.results import CheckResult

if TYPE_CHECKING:
    from skywitness.handover.packs.checking import PackReport
    from skywitness.handover.packs.packing import Packed


def _case_of(case: Case | str | Path | CheckResult) -> Case:
    if isinstance(case, CheckResult):
        return case.case
    return case if isinstance(case, Case) else load_case(case)


def pack(
    case: Case | str | Path | CheckResult,
    out: Path | str | None = None,
    *,
    leave_out: Iterable[str] | Mapping[str, str] = (),
    redact: Iterable[str] | Mapping[str, str] = (),
    date: dt.date | None = None,
    conflicts_s: float = SECONDS,
    progress: Progress | None = None,
) -> Packed:
    """Put a case, its dossier, certificates and exports into one BagIt bag.

    Args:
        case: a loaded case, a folder, a ``case.toml``, the name of a shipped case, or what a
            check found.
        out: a folder, or a file that ends in ``.zip``; ``CASE.zip`` here by default. Nothing may be
            there yet.
        leave_out: ids or paths of documents (``*`` and ``?`` stand for any) that are listed with
            their hash and not enclosed, as ``PATTERN``, ``PATTERN=REASON`` or a mapping of these.
        redact: likewise; a text in their place says so.
        date: day of the pack; today (UTC) by default.
        conflicts_s: seconds to spend on conflicts, where the case is yet to be checked.
        progress: told what is being worked on.

    Raises:
        SkywitnessError: the case cannot be used, a pattern matches nothing that can be left out, or
            something stands there already.
    """
    from skywitness.handover.packs.bag import refuse_existing
    from skywitness.handover.packs.packing import write_pack

    loaded = _case_of(case)
    target = Path(out) if out is not None else Path(f"{loaded.id}.zip")
    refuse_existing(target)
    found = case if isinstance(case, CheckResult) else check(loaded, progress=progress)
    with drawn_aside(found) as drawing:
        if not isinstance(case, CheckResult) and conflicts_s > 0:
            found = seek_conflicts(found, conflicts_s, progress=progress)
        return write_pack(
            found, drawing, target, leave_out=leave_out, redact=redact, date=date,
            progress=progress or (lambda _: None),
        )  # fmt: skip


def verify_pack(path: Path | str, *, progress: Progress | None = None) -> PackReport:
    """Check a pack: every byte against its manifests, its parts against each other, and every
    certificate in it.

    Args:
        path: a folder that :func:`pack` wrote, wherever it is now, or a ZIP file.
        progress: told what is being worked on.

    Returns:
        What was found. A pack that does not hold raises nothing: the first thing that is changed,
        missing or too many stands under ``failed``.

    Raises:
        SkywitnessError: it is no pack, or one that cannot be checked.
    """
    from skywitness.handover.packs.checking import verify_pack as check_it

    return check_it(Path(path), progress or (lambda _: None))


def is_pack(path: Path | str) -> bool:
    """Whether a path is meant to be a pack: any file, or a folder with the tag files of a bag."""
    from skywitness.handover.packs.opened import is_pack as meant

    return meant(Path(path))
