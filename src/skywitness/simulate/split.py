"""A file written as it comes, in parts of a given size where one is given."""

from __future__ import annotations

import io
from pathlib import Path
from types import TracebackType
from typing import IO


class SplitFile(io.RawIOBase):
    """Bytes to ``name``, or to ``name.aa``, ``name.ab`` … each of ``part`` bytes."""

    def __init__(self, path: Path, part: int | None = None) -> None:
        """Nothing is opened before the first byte."""
        super().__init__()
        self._path, self._part = path, part
        self._file: IO[bytes] | None = None
        self._room = 0
        self.paths: list[Path] = []
        self.bytes = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        """Write all of it."""
        view = memoryview(data).cast("B")
        written = len(view)
        while len(view):
            if self._file is None or (self._part and not self._room):
                self._next()
            assert self._file is not None
            taken = view[: self._room] if self._part else view
            self._file.write(taken)
            self._room -= len(taken)
            view = view[len(taken) :]
        self.bytes += written
        return written

    def _next(self) -> None:
        if self._file is not None:
            self._file.close()
        k = len(self.paths)
        path = self._path
        if self._part:
            letters = chr(ord("a") + k // 26) + chr(ord("a") + k % 26)
            path = path.with_name(f"{path.name}.{letters}")
        self._file = path.open("wb")
        self._room = self._part or 0
        self.paths.append(path)

    def close(self) -> None:
        """Close the part that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()

    def __enter__(self) -> SplitFile:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        """Close it."""
        self.close()
