"""What a pack holds of a case: its files, and which of them are left out or replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.dossier.words.appendix import case_file
from skywitness.errors import CaseError, SkywitnessError
from skywitness.wholefiles import opened_file

ItemKind = Literal["case file", "document", "shape", "evidence"]
Status = Literal["enclosed", "left out", "redacted", "not enclosed"]

CASE_FILE: Final = "case file"
DOCUMENT: Final = "document"
SHAPE: Final = "shape"
EVIDENCE: Final = "evidence"
#: Kinds without which nothing could be checked again.
NEEDED = (CASE_FILE, SHAPE)
ENCLOSED: Final = "enclosed"
LEFT_OUT: Final = "left out"
REDACTED: Final = "redacted"
ABSENT: Final = "not enclosed"
NO_REASON = "no reason was given"
CASE = "case"  # the folder of the case's own files
REPLACED = ".redacted.txt"


@dataclass(frozen=True)
class Item:
    """A file of a case. ``path`` is as in the case, ``None`` where only a hash is on record."""

    id: str
    kind: ItemKind
    path: str | None
    sha256: str
    bytes: int | None
    status: Status
    source: str | None = None
    reason: str | None = None
    quoted_by: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """As ``contents.json`` lists it."""
        return {
            "id": self.id, "kind": self.kind, "path": self.path, "sha256": self.sha256,
            "bytes": self.bytes, "status": self.status, "reason": self.reason,
            "source": self.source, "quoted_by": list(self.quoted_by),
        }  # fmt: skip

    def replacement(self) -> str:
        """The text that stands in place of a redacted file."""
        quoted = (
            f"Quotes from it stand in the case and its dossier: claims {', '.join(self.quoted_by)}."
            if self.quoted_by else "No claim of the case quotes it."
        )  # fmt: skip
        return (
            "This file was redacted before the pack was made. Nothing of it follows.\n\n"
            f"{self.kind}: {self.id}\npath: {self.path}\nsource: {self.source or 'not stated'}\n"
            f"bytes: {self.bytes}\nsha256: {self.sha256}\nreason: {self.reason}\n\n{quoted}\n"
        )


def case_toml(case: Case) -> Path:
    """The file that a case was read from.

    Raises:
        CaseError: it was read from none.
    """
    file = case_file(case)
    if file is None:
        raise CaseError(
            "the case was not read from a file, so nothing could be handed on with it",
            file=case.file,
            remedy="save it as a case folder and pack that",
        )
    return file


def items(case: Case) -> list[Item]:
    """Every file of a case. A kind of file that cases come to have is one more row here."""
    case_toml(case)
    rows: list[tuple[ItemKind, str, str | None, str | None, str | None]] = [
        # kind, id, path, sha256 on record, source
        (CASE_FILE, "case.toml", "case.toml", None, None),
        *((DOCUMENT, d.id, d.path, d.sha256, d.source) for d in case.documents),
        *((SHAPE, p.name, p.geojson, None, p.source) for p in case.places
          if isinstance(p.geojson, str)),
        *((EVIDENCE, e.table.id, e.table.file if e.enclosed else None, e.table.sha256, None)
          for c in case.claims if (e := c.evidence) is not None),
    ]  # fmt: skip
    out = []
    for kind, name, written, sha256, source in rows:
        quoted = tuple(c.id for c in case.claims if kind == DOCUMENT and c.row.document == name)
        if written is None:
            out.append(Item(name, kind, None, sha256 or "", None, ABSENT, source, None, quoted))
            continue
        path = PurePosixPath(written).as_posix()  # without "./"
        file = where(case, path)
        try:
            with opened_file(file) as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            size = file.stat().st_size
        except OSError as error:
            raise CaseError(
                f"'{path}' cannot be read: {error.strerror or error}",
                file=case.file,
                remedy="check the file and its permissions",
            ) from error
        if sha256 not in (None, digest):
            raise CaseError(
                f"'{path}' changed while it was packed: its sha256 is {digest}", file=case.file,
                remedy="restore the file and pack again",
            )  # fmt: skip
        out.append(Item(name, kind, path, digest, size, ENCLOSED, source, None, quoted))
    return out


def where(case: Case, path: str) -> Path:
    """Where a file of a case is; ``case.toml`` is the file that the case was read from."""
    assert case.folder is not None
    return case_toml(case) if path == "case.toml" else case.folder / path


def wanted(given: Iterable[str] | Mapping[str, str]) -> dict[str, str]:
    """Patterns with their reasons; in words ``PATTERN`` or ``PATTERN=REASON``."""
    if isinstance(given, str):
        given = [given]
    if isinstance(given, Mapping):
        return {k: v or NO_REASON for k, v in given.items()}
    pairs = (text.partition("=") for text in given)
    return {name.strip(): reason.strip() or NO_REASON for name, _, reason in pairs}


def chosen(
    found: list[Item], leave_out: Mapping[str, str], redact: Mapping[str, str], *, file: str
) -> list[Item]:
    """The items with those marked that match a pattern (id or path; ``*`` and ``?`` stand for any).

    Raises:
        SkywitnessError: a pattern matches nothing that can be left out, or an item is named twice.
    """
    out = dict(enumerate(found))
    marks: tuple[tuple[Status, Mapping[str, str]], ...] = (
        (LEFT_OUT, leave_out),
        (REDACTED, redact),
    )
    for status, patterns in marks:
        for pattern, reason in patterns.items():
            hits = [k for k, i in out.items() if _matches(i, pattern)]
            may = [k for k in hits if out[k].kind not in NEEDED and out[k].path is not None]
            if not may:
                raise _nothing(pattern, [found[k] for k in hits], found, file)
            for k in may:
                if out[k].status not in (ENCLOSED, status):
                    raise SkywitnessError(
                        f"'{out[k].id}' is to be both left out and redacted", file=file,
                        remedy="name it once; --redact leaves a stated replacement",
                    )  # fmt: skip
                same = [n for n, i in out.items() if i.path == out[k].path]  # one file, two ids
                for n in same:
                    out[n] = replace(out[n], status=status, reason=_line(reason))
    return list(out.values())


def _line(text: str) -> str:
    return " ".join(text.split())[:500]


def _matches(item: Item, pattern: str) -> bool:
    return fnmatchcase(item.id, pattern) or (
        item.path is not None and fnmatchcase(item.path, pattern)
    )


def _nothing(pattern: str, hits: list[Item], found: list[Item], file: str) -> SkywitnessError:
    can = [i.id for i in found if i.kind not in NEEDED and i.path is not None]
    if any(i.kind in NEEDED for i in hits):
        what = f"'{pattern}' is needed to check the case again and cannot be left out"
    elif hits:
        what = f"the text of '{pattern}' is not enclosed in the case: only its hash is on record"
    else:
        what = f"'{pattern}' matches no document or evidence of the case"
    return SkywitnessError(
        what,
        file=file,
        remedy=f"files that can be left out: {', '.join(can) or 'none'}",
    )
