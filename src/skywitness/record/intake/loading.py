"""Reading files into a store: recognised, read, counted; each input whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from skywitness.errors import RecordError
from skywitness.record.intake.ahead import Threads, bundles
from skywitness.record.intake.nothing import NO_FORMAT, nothing_kept, unknown, where_to_look
from skywitness.record.intake.pieces import BROKEN, Piece, leaves
from skywitness.record.intake.piecework import (
    SMALL,
    TOGETHER,
    TOGETHER_BYTES,
    Piecework,
    read_together,
)
from skywitness.record.intake.report import Report
from skywitness.record.intake.sources import Input, expand, unreadable
from skywitness.record.intake.writing import Load, Sizes, StoreBroken
from skywitness.record.limits import Limits
from skywitness.record.readers import formats
from skywitness.record.reading import EXAMPLES, Context, Tally
from skywitness.record.store import layout
from skywitness.record.store.manifest import (
    FormatCount,
    InputEntry,
    Manifest,
)
from skywitness.record.store.manifestfile import read_manifests

T = TypeVar("T")
Work: TypeAlias = tuple[T, Piecework | None]
"""Something with the piece to be read of it, if there is one."""
TELL_ROWS = 100_000


@dataclass(frozen=True)
class Options:
    """What the person who reads adds: of the files (``context``), of their origin, of limits."""

    context: Context = field(default_factory=Context)
    source_name: str | None = None
    licence: str | None = None
    limits: float = 1.0
    sizes: Sizes = field(default_factory=Sizes)
    jobs: int | None = None
    """Threads that read, one for each core if it is not said; what is read is the same."""

    def config(self) -> dict[str, Any]:
        """The options that decide what the rows are."""
        c = self.context
        return {
            "date": c.date.isoformat() if c.date else None,
            "receiver": c.receiver,
            "position": list(c.position) if c.position else None,
            "oldest_s": c.oldest_s,
            "quality_s": c.quality_s,
            **({"heights": c.heights} if c.heights else {}),
        }


@dataclass
class Outcome:
    """What a run came to: each input once, with its ``status``."""

    store: Path
    read: list[InputEntry] = field(default_factory=list)
    """In the store now, some with problems: what came before them was kept."""
    already: list[InputEntry] = field(default_factory=list)
    """In the store before, as they were entered then."""
    passed_over: list[InputEntry] = field(default_factory=list)
    """Found in a folder, of no known format, or no file (pipes, sockets, devices)."""
    failed: list[InputEntry] = field(default_factory=list)
    """Nothing of them could be read."""
    loads: list[str] = field(default_factory=list)
    removed_leftovers: int = 0

    @property
    def kept(self) -> int:
        """Rows that what was given has in the store, from before or from now."""
        return sum(entry.kept for entry in (*self.read, *self.already))

    @property
    def complete(self) -> bool:
        """Whether everything that was to be read was, to its end, and each file had a row."""
        return not self.failed and not any(e.problems for e in (*self.read, *self.already))


def read(
    files: Iterable[str | Path],
    out: str | Path,
    options: Options | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """Read files, folders and archives into the store ``out``, which is made if need be.

    Inputs that the store has already are passed by. A file that cannot be read costs that file.

    Raises:
        RecordError: nothing was given, or the store cannot be used.
    """
    if not os.fspath(out):
        raise RecordError("the name of the store is empty", remedy="name a folder with --out")
    root = Path(out)
    inputs = expand(files, root)
    layout.make(root)
    with layout.locked(root):
        outcome = Outcome(root, removed_leftovers=layout.empty_staging(root))
        try:
            _Run(root, options or Options(), outcome, progress).read(inputs)
        except StoreBroken as error:
            raise RecordError(
                f"the store cannot be written ({error})",
                file=str(root),
                remedy="see to space and rights, then read again: what is whole was kept",
            ) from error
        finally:
            layout.empty_staging(root)
    return outcome


class _Run:
    """One run over the inputs."""

    def __init__(
        self, root: Path, options: Options, outcome: Outcome, progress: Callable[[str], None]
    ) -> None:
        self._root = root
        self._options = options
        self._limits = Limits().times(options.limits)
        self._outcome = outcome
        self._progress = progress
        self._number = 0
        self._load = self._new_load()
        self._known: dict[str, tuple[InputEntry, dict[str, Any]]] = {}
        self._sizes: dict[int, int] = {}
        self._parts: dict[str, str] = {}
        for manifest in read_manifests(root):
            self._learn(manifest)

    def _new_load(self) -> Load:
        self._number += 1
        return Load(self._root, self._number, self._options.sizes)

    def _learn(self, manifest: Manifest) -> None:
        for entry in manifest.inputs:
            self._know(entry, manifest.config)

    def _know(self, entry: InputEntry, config: dict[str, Any]) -> None:
        self._known[entry.sha256] = entry, config
        self._sizes[entry.bytes] = self._sizes.get(entry.bytes, 0) + 1
        for part in entry.parts or [{"sha256": entry.sha256, "bytes": entry.bytes}]:
            self._parts[part["sha256"]] = entry.path
            self._sizes[part["bytes"]] = self._sizes.get(part["bytes"], 0) + 1

    def read(self, inputs: list[Input]) -> None:
        with Threads(self._options.jobs) as self._threads:
            self._read_all(inputs)

    def _read_all(self, inputs: list[Input]) -> None:
        begun = self._ahead(
            map(self._begin, inputs), lambda item: item[0].size if item[1] else None
        )
        for k, (each, work) in enumerate(begun, start=1):
            self._progress(f"{k} of {len(inputs)}: {each.name}")
            entry = InputEntry(
                each.name,
                bytes=each.size,
                source_name=self._options.source_name,
                licence=self._options.licence,
            )
            if each.passed_over:
                entry.pass_over(each.name, each.passed_over)
                self._outcome.passed_over.append(entry)
                continue
            try:
                if each.error:
                    raise each.error
                before = self._fingerprint(each)
                if before is None or not self._is_known(before, each):
                    self._read(each, entry, before, work)
            except RecordError as error:
                entry.add_problem(each.name, error.message, error.remedy)
                self._outcome.failed.append(entry)
            if self._load.full():
                self._close()
        self._close()

    def _begin(self, each: Input) -> tuple[Input, Piecework | None]:
        """An input, as what is read ahead of its turn: a small one that is surely not known."""
        if (
            each.error
            or each.passed_over
            or each.size > SMALL
            or each.size in self._sizes
            or len(each.paths) > 1
        ):
            return each, None
        return each, Piecework(each.piece(self._limits), self._options.context)

    def _ahead(
        self, items: Iterable[Work[T]], weight: Callable[[Work[T]], int | None]
    ) -> Iterator[Work[T]]:
        """The items in their order, those of a weight (bytes on disk) read before their turn."""

        def reading(bundle: list[Work[T]]) -> Callable[[], None] | None:
            sizes = [weight(item) for item in bundle]
            works = [work for _, work in bundle if work is not None]
            if None in sizes or not works:
                return None
            return partial(read_together, works, self._options.context)

        bundled = bundles(items, weight, TOGETHER, TOGETHER_BYTES)
        for bundle, _ in self._threads.ahead(bundled, reading):
            yield from bundle

    def _fingerprint(self, each: Input) -> str | None:
        """The hash of an input that may be known: another one has its size, or a part's."""
        try:
            sizes = {each.size, *(path.stat().st_size for path in each.paths)}
            if not any(size in self._sizes for size in sizes):
                return None
            if len(each.paths) > 1:
                for path, digest in zip(each.paths, each.part_fingerprints(), strict=True):
                    whole = self._parts.get(digest)
                    if whole and digest in self._known:
                        raise RecordError(
                            f"{path.name} was read into this store without the other parts",
                            remedy="read all parts into another store",
                        )
            return each.fingerprint()
        except OSError as error:
            raise unreadable(each.name, error) from error

    def _is_known(self, digest: str, each: Input) -> bool:
        if digest not in self._known:
            return False
        entry, config = self._known[digest]
        if config != self._options.config():
            changed = sorted(k for k, v in self._options.config().items() if config.get(k) != v)
            raise RecordError(
                f"the store has this file, read with other options ({', '.join(changed)})",
                remedy="read it into another store, or with the same options",
            )
        self._outcome.already.append(replace(entry, path=each.name))
        return True

    def _read(
        self, each: Input, entry: InputEntry, before: str | None, begun: Piecework | None
    ) -> None:
        self._load.begin(entry)
        told = 0
        try:
            for report, work in self._work(each, begun):
                report.tell(entry)
                if work is not None:
                    self._read_piece(work, entry, each.named and work.piece.name == each.name)
                if entry.kept >= told + TELL_ROWS:
                    told = entry.kept
                    self._progress(f"{each.name}: {told:,} rows")
            entry.sha256 = each.finish()
        except OSError as error:
            failure = unreadable(each.name, error)
            entry.add_problem(each.name, failure.message, failure.remedy)
            entry.sha256 = each.digest.hexdigest()
        entry.bytes, entry.parts = each.digest.size, each.digest.parts
        if before not in (None, entry.sha256):
            entry.add_problem(each.name, "the file changed while it was read", None)
        if entry.kept or (entry.formats and not entry.problems):
            self._know(entry, self._options.config())
            self._outcome.read.append(entry)
        else:
            entry.formats.clear()  # not in the manifest: the next run tries again
            self._list_unread(entry)

    def _list_unread(self, entry: InputEntry) -> None:
        (self._outcome.failed if entry.problems else self._outcome.passed_over).append(entry)

    def _work(
        self, each: Input, begun: Piecework | None
    ) -> Iterator[tuple[Report, Piecework | None]]:
        """Each piece of an input, and what walking through archives told before it."""
        whole = begun.piece if begun else each.piece(self._limits)
        if begun and begun.is_ready:
            yield Report(), begun
            return

        def walk() -> Iterator[tuple[Report, Piecework | None]]:
            report = Report()
            try:
                for piece in leaves(whole, report, _is_format):
                    yield report.take(), Piecework(piece, self._options.context)
            except OSError:
                yield report.take(), None
                raise
            yield report.take(), None

        yield from self._ahead(walk(), _weight)

    def _read_piece(self, work: Piecework, entry: InputEntry, named: bool) -> None:
        kept = 0
        try:
            for batch, first, end in work.spans():
                kept += end - first
                self._load.add(batch, first, end)
        except OSError:  # rows before it are in the load, so they count
            if work.kind is not None:
                self._count(work, entry, kept)
            raise
        name, error = work.piece.name, work.error
        if error is not None:
            row = "" if error.row is None else f"row {error.row}: "
            entry.add_problem(name, row + error.message, error.remedy)
        elif work.kind is None:
            why = unknown(work.piece.head)
            if named:
                entry.add_problem(name, why, "skywitness formats lists what can be read")
            else:
                entry.pass_over(name, why if "packed" in why else NO_FORMAT)
        for text in work.breaks:
            entry.add_problem(name, text, BROKEN)
        if work.kind is None:
            return
        tally = work.tally
        told = tally.rows or named or work.kind.filled
        if not kept and error is None and not work.breaks and told:
            entry.add_problem(name, nothing_kept(tally), where_to_look(tally))
        self._count(work, entry, kept)

    def _count(self, work: Piecework, entry: InputEntry, kept: int) -> None:
        """Add what a piece came to, as far as it was read, to its input."""
        assert work.kind is not None
        name, tally = work.piece.name, work.tally
        if tally.judged:
            self._load.judged(name)
        count = entry.formats.setdefault(tally.format or work.kind.name, FormatCount())
        count.files += 1
        count.rows += tally.rows
        count.kept += kept
        count.refused += sum(tally.bad.values())
        entry.rows += tally.rows
        entry.kept += kept
        _take_over(tally, name, entry)

    def _close(self) -> None:
        manifest = self._load.finish(
            self._options.config(), f"skywitness {version('skywitness')}", self._progress
        )
        if manifest:
            self._outcome.loads.append(manifest.load)
        self._load = self._new_load()


def _weight(item: Work[Report]) -> int | None:
    """Bytes of a piece that can be read ahead of its turn; None of one that cannot."""
    work = item[1]
    if work is None or work.piece.held is None or work.piece.held > SMALL:
        return None
    return work.piece.held


def _is_format(piece: Piece) -> bool:
    return formats.recognise(piece.head, piece.name) is not None


def _take_over(tally: Tally, name: str, entry: InputEntry) -> None:
    """What a reader counted in one piece, added to its input's."""
    inside = "" if name == entry.path else f"{name.removeprefix(entry.path + '!')}, "
    for reason, count in tally.bad.items():
        entry.refused[reason] = entry.refused.get(reason, 0) + count
        shown = entry.examples.setdefault(reason, [])
        shown += [inside + each for each in tally.examples.get(reason, [])][: EXAMPLES - len(shown)]
    for column, count in tally.unread.items():
        if count:
            entry.unread[column] = entry.unread.get(column, 0) + count
    for note in tally.notes:
        entry.add_note(inside + note)
