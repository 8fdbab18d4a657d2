"""What walking through archives tells, kept until the manifest's entry is written."""

from __future__ import annotations

from collections.abc import Iterable

from skywitness.record.store.manifest import InputEntry


class Report:
    """Keeps what walking through archives tells, for the manifest's entry."""

    def __init__(self, said: Iterable[tuple[str, str, str | None, bool]] = ()) -> None:
        """Begin with what was said already."""
        self._said = list(said)

    def passed_over(self, name: str, why: str) -> None:
        """Something is not read."""
        self._said.append((name, why, None, False))

    def problem(self, name: str, message: str, remedy: str | None = None) -> None:
        """Something cannot be read, or breaks off."""
        self._said.append((name, message, remedy, True))

    def take(self) -> Report:
        """What was told since the last time."""
        taken, self._said = Report(self._said), []
        return taken

    def tell(self, entry: InputEntry) -> None:
        """Write it down."""
        for name, text, remedy, is_problem in self._said:
            if is_problem:
                entry.add_problem(name, text, remedy)
            else:
                entry.pass_over(name, text)
