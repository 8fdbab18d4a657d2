"""Photographs, videos, sound and satellite pictures: files checked, statements made of them.

A piece of evidence becomes a claim: where and when its subject was, each within its stated error,
written as a sentence of the claim language, and said by those who located it. So it is read, tested
and certified as any other claim is. Nothing is read out of a picture, nor out of the data that a
camera writes into its file.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from skywitness.claims.casefile.casemodel import ClaimTable, LinkTable
from skywitness.claims.casefile.documents import named_inside
from skywitness.claims.casefile.evidencemodel import EvidenceTable, SpotTable, TimeTable
from skywitness.claims.casefile.lengths import metres_of
from skywitness.claims.language.atoms.place.position import PositionAtom
from skywitness.claims.language.atoms.time.clock import ClockAtom
from skywitness.claims.language.grammar import parse
from skywitness.claims.language.words.coordinates import PAIR_PATTERN
from skywitness.claims.validation import shown
from skywitness.errors import CaseError, LanguageError, SkywitnessError
from skywitness.wholefiles import opened_file

#: Largest file of a piece of evidence that is read for its hash, in bytes.
LARGEST = 2_000_000_000

#: What a camera's place alone leaves open.
NO_SIGHT = "where it was, as how far the camera could see it is not stated"

_REMEDY = "give a path inside the case folder, such as evidence/clip.mp4"


@dataclass(frozen=True)
class Evidence:
    """A piece of evidence as given, and whether its file is ``enclosed`` with its hash checked."""

    table: EvidenceTable
    enclosed: bool

    @property
    def status(self) -> str:
        """Whether the file is here, in words."""
        return (
            "file enclosed, hash checked" if self.enclosed else "hash recorded, file not enclosed"
        )


def load_evidence(row: EvidenceTable, folder: Path, *, file: str) -> Evidence:
    """A piece of evidence with its file, where it is there, checked against its hash.

    Raises:
        CaseError: the path leads out of the folder or by a link, or the file is too large or is not
            the one that was recorded.
    """
    key = f"evidence.{row.id}"
    if row.file is None:
        return Evidence(row, False)
    path = named_inside(folder, row.file, key=f"{key}.file", file=file, remedy=_REMEDY)
    found = _digest(path, folder, row.file, key=f"{key}.file", file=file)
    if found is None:
        return Evidence(row, False)
    if found != row.sha256:
        raise CaseError(
            f"'{shown(row.file)}' is not the file that was recorded: its sha256 is {found}",
            file=file,
            key=f"{key}.sha256",
            remedy="restore the original file; if another one is meant, record its hash and look "
            "again at all that was concluded from it",
        )
    return Evidence(row, True)


def _digest(path: Path, folder: Path, name: str, *, key: str, file: str) -> str | None:
    """The SHA-256 of a file inside the folder; ``None`` where there is no such file."""

    def refuse(what: str, remedy: str = _REMEDY) -> CaseError:
        return CaseError(f"'{shown(name)}' {what}", file=file, key=key, remedy=remedy)

    try:
        if path.resolve() != folder.resolve() / path.relative_to(folder):
            raise refuse("is reached by a link", "put the file itself into the case folder")
        if not path.exists():
            return None
        if not path.is_file():
            raise refuse("is not a file")
        size = path.stat().st_size
        if size > LARGEST:
            raise refuse(
                f"has {size:,} bytes; at most {LARGEST:,} are read",
                "leave 'file' out and keep its hash: then the file is on record, not enclosed",
            )
        with opened_file(path) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, RuntimeError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "it cannot be a path"
        raise refuse(f"cannot be read: {why}", "check the file and its permissions") from error


def as_claim(row: EvidenceTable, *, file: str) -> ClaimTable:
    """The claim that a piece of evidence makes.

    Raises:
        CaseError: a place, time, error or sight is not one; file and key are named.
    """
    key = f"evidence.{row.id}"
    chain = [
        LinkTable(who=link.who, stance=link.stance or ("reports" if number else "asserts"))
        for number, link in enumerate(row.located_by)
    ]
    return ClaimTable(
        id=row.id,
        says=_sentence(row, key, file),
        chain=chain,
        source=row.source,
        said=row.said,
        archived=row.archived,
        supersedes=row.supersedes,
        unchecked=row.unchecked,
        note=row.note,
    )


def _sentence(row: EvidenceTable, key: str, file: str) -> str:
    moment = _name(row.moment)
    where, at = (moment, "") if row.object is None else (_name(row.object), f" at {moment}")
    told = []
    if row.subject is not None:
        told.append(f"{where} is at {_spot(row.subject, f'{key}.subject', file)}{at}")
    if row.camera is not None:
        camera = _spot(row.camera, f"{key}.camera", file)
        if row.sight is not None:
            _length(row.sight.farthest, f"{key}.sight.farthest", file)
            told.append(f"{where} is within {row.sight.farthest} of {camera}{at}")
    if row.time is not None:
        told.append(f"{moment} is {_time(row.time, f'{key}.time', file)}")
    if row.camera is not None and row.sight is None and row.subject is None:
        told.append(f"not testable: {NO_SIGHT}")
    return "; ".join(told)


def _name(moment: str) -> str:
    """An id as a sentence names it: in quotation marks unless it is one plain word."""
    return moment if re.fullmatch(r"[A-Za-z]\w*", moment) else _quoted(moment)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _spot(spot: SpotTable, key: str, file: str) -> str:
    """A place with its error as words: coordinates as they stand, a name in quotation marks."""
    _length(spot.error, f"{key}.error", file)
    words = re.sub(r"^(?:near|at|in)\s+", "", spot.place.strip(), flags=re.IGNORECASE)
    # A name is quoted, so that whatever stands in it is a name and never a second phrase.
    pair = re.search(PAIR_PATTERN, words) is not None
    said = f"{words if pair else _quoted(words)} ± {spot.error}"
    try:
        clauses = parse(f"X is at {said}").clauses
    except LanguageError as error:
        why = error.message
    else:
        atom = clauses[0].atom
        alone = len(clauses) == 1 and clauses[0].at is None
        if alone and isinstance(atom, PositionAtom):
            return said
        why = "it says more than where that is"
    raise CaseError(
        f"'{shown(spot.place)}' is not a place: {why}",
        file=file,
        key=f"{key}.place",
        remedy="write coordinates such as 44°34'12\"N 33°22'E, or the name of a place",
    )


def _length(words: str, key: str, file: str) -> None:
    try:
        metres = metres_of(words)
    except SkywitnessError as error:
        raise CaseError(error.message, file=file, key=key, remedy=error.remedy) from error
    if not 0 < metres < 20_000_000:
        raise CaseError(
            f"'{shown(words)}' is not more than 0 and less than 20,000 km",
            file=file,
            key=key,
            remedy='write it like "300 m"',
        )


def _time(time: TimeTable, key: str, file: str) -> str:
    """A clock time with its error as words."""
    words = time.at.strip()
    atom = _clock(f"X is {words}")
    if atom is None or atom.stamp.error is not None:
        why = "it is not one clock time" if atom is None else "its error stands in 'error'"
        raise CaseError(
            f"'{shown(time.at)}' is not a clock time here: {why}",
            file=file,
            key=f"{key}.at",
            remedy='write it like at = "07:03 UTC", at = "07:03:20 CET on 14 March 2023", '
            'at = "between 07:00 and 07:10 UTC"',
        )
    said = f"at {words}" if words[:1].isdigit() and atom.stamp.until is None else words
    if time.error is None:
        if atom.side == "at" and atom.stamp.until is None:
            raise CaseError(
                "'error' is missing",
                file=file,
                key=f"{key}.error",
                remedy='say how far off the time can be, such as error = "2 min"',
            )
        return said
    timed = _clock(f"X is {said} ± {time.error}")
    if timed is None or timed.stamp.error is None:
        raise CaseError(
            f"'{shown(time.error)}' is not a span of time",
            file=file,
            key=f"{key}.error",
            remedy='write a number and a unit: "30 s", "2 min", "1 h"',
        )
    return f"{said} ± {time.error}"


def _clock(sentence: str) -> ClockAtom | None:
    """The clock time that a sentence gives, if it gives that and nothing else."""
    try:
        clauses = parse(sentence).clauses
    except LanguageError:
        return None
    atom = clauses[0].atom
    alone = len(clauses) == 1 and clauses[0].at is None
    return atom if alone and isinstance(atom, ClockAtom) else None
