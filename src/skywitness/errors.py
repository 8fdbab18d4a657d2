"""Every error a user can cause, with the file, the place in it and the remedy.

The command line turns any :class:`SkywitnessError` into one clear message and exit status 2;
nothing else is caught there, so a traceback always means a fault of ours.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence

from skywitness.unseen import one_line

MOST_TOLD = 10
"""Faults of one case that are told at once: each is looked at for what would mend it."""

Remedy = str | Callable[[], str] | None
"""What would mend it, or a function that finds out when somebody asks."""


class SkywitnessError(Exception):
    """Unusable input: what is wrong, where it stands, and what would mend it."""

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        key: str | None = None,
        row: int | None = None,
        column: int | None = None,
        remedy: Remedy = None,
    ) -> None:
        """Keep what is wrong, where it stands and what would mend it."""
        super().__init__(message)
        self.message = message
        self.file = file
        self.key = key
        self.row = row
        self.column = column
        self._remedy = remedy

    @property
    def remedy(self) -> str | None:
        """What would mend it."""
        return self._remedy() if callable(self._remedy) else self._remedy

    @remedy.setter
    def remedy(self, value: Remedy) -> None:
        self._remedy = value

    def located(self, *, file: str | None = None, key: str | None = None) -> SkywitnessError:
        """This error with its file and key filled in where they were not known deeper down."""
        self.file = self.file or file
        self.key = self.key or key
        return self

    def __str__(self) -> str:
        """The message with its place before and its remedy after it."""
        where = [one_line(self.file)] if self.file else []
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.key:
            where.append(self.key)
        if self.column is not None:
            where.append(f"column {self.column}")
        head = f"{', '.join(where)}: " if where else ""
        remedy = self.remedy
        tail = f"\n  remedy: {remedy}" if remedy else ""
        return f"{head}{self.message}{tail}"


class CaseError(SkywitnessError):
    """A case folder or ``case.toml`` that cannot be used."""


class SeveralFaults(CaseError):
    """Faults of one case that have nothing to do with each other; ``errors`` are their own."""

    def __init__(self, errors: Sequence[SkywitnessError]) -> None:
        """The first is this one's message, place and remedy."""
        first = errors[0]
        super().__init__(
            first.message, file=first.file, key=first.key, row=first.row, column=first.column,
            remedy=first._remedy,
        )  # fmt: skip
        self.errors = tuple(errors)

    def __str__(self) -> str:
        """Every error with its place and remedy, the first :data:`MOST_TOLD` of them."""
        told = [str(error) for error in self.errors[:MOST_TOLD]]
        if more := len(self.errors) - len(told):
            told.append(f"and {more} more")
        return "\n".join(told)


def together(faults: Sequence[SkywitnessError]) -> SkywitnessError:
    """The only one of faults of one case, or all as one error."""
    return faults[0] if len(faults) == 1 else SeveralFaults(faults)


class LanguageError(SkywitnessError):
    """A sentence that is not in the claim language; ``column`` counts from 1."""

    def __init__(
        self,
        message: str,
        *,
        column: int | None = None,
        expected: tuple[str, ...] = (),
        nearest: str | None = None,
        remedy: Remedy = None,
    ) -> None:
        """Keep also what was expected there and the nearest form that would parse."""
        super().__init__(message, column=column, remedy=remedy)
        self.expected = expected
        self.nearest = nearest


class PlaceError(SkywitnessError):
    """A place that is unknown, or whose shape cannot be used."""


class AmbiguousPlace(PlaceError):
    """A name that several places bear; ``candidates`` are the names that settle it."""

    def __init__(self, message: str, candidates: tuple[str, ...], *, remedy: Remedy = None) -> None:
        """Remember the names that settle it."""
        super().__init__(message, remedy=remedy)
        self.candidates = candidates


class RecordError(SkywitnessError):
    """A surveillance file or a store of the record that cannot be used."""


class DataError(SkywitnessError):
    """A shipped or installed data file that is missing or damaged."""


class LackError(RecordError):
    """The machine has too little of something; nothing is wrong with what was given."""


_LACKS = {
    "memory": "close other programs, or allow this one more (ulimit -v); then try again",
    "threads": "close other programs, or allow more of them (ulimit -u, -v); then try again",
    "open files": "close other programs, or allow more of them (ulimit -n); then try again",
}
_NUMBERS = {
    errno.ENOMEM: "memory",
    errno.EAGAIN: "threads",
    errno.EMFILE: "open files",
    errno.ENFILE: "open files",
}
_SAID = {
    "can't start new thread": "threads",
    "failed to launch worker thread": "threads",
    "resource temporarily unavailable": "threads",
    "cannot allocate memory": "memory",
    "failed to map segment": "memory",
}
"""What is said of it in words alone, by Python, by Arrow and where code is loaded."""


def lack(error: BaseException) -> LackError | None:
    """What the machine has too little of, where an error comes of that; else None."""
    cause: BaseException | None = error
    while cause is not None:
        what = _lacked(cause)
        if what is not None:
            return LackError(
                f"the machine has not enough {what} left for this",
                remedy=f"{_LACKS[what]}. Nothing is wrong with what was given",
            )
        cause = cause.__cause__
    return None


def _lacked(error: BaseException) -> str | None:
    if isinstance(error, MemoryError):
        return "memory"
    if isinstance(error, OSError):
        return _NUMBERS.get(error.errno or 0)
    if isinstance(error, SkywitnessError):
        return None
    said = str(error).lower()
    return next((what for words, what in _SAID.items() if words in said), None)
