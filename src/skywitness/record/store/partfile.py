"""A Parquet file of the store, of which nothing is used that is not what its hashes say.

The manifest has a hash of the file's end, where its columns and their places stand, and one of each
row group. Only what is asked for is read, and it is read once: what was hashed is what is used.
Files of stores written before there were such hashes are hashed as a whole, once.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from skywitness.record.store.layout import opened_inside
from skywitness.record.store.manifest import PartEntry

MAGIC = b"PAR1"
_TAIL = 8
_BEYOND = 128  # bytes: Arrow looks at no more than 100 behind a column


class Damaged(Exception):
    """A part is not what its manifest says."""


class Part:
    """One file; :meth:`group` reads of it."""

    def __init__(self, file: BinaryIO, entry: PartEntry) -> None:
        """Read the file's end."""
        self._file, self._entry = file, entry
        end = _footer(file, entry.bytes)
        if hashlib.sha256(end).hexdigest() != entry.footer:
            raise Damaged(DIFFERS)
        self.metadata = pq.read_metadata(pa.BufferReader(MAGIC + end))
        if self.metadata.num_row_groups != len(entry.groups):
            raise Damaged(DIFFERS)
        _counted(self.metadata, entry)
        self.schema = self.metadata.schema.to_arrow_schema()

    def group(self, k: int, columns: list[str]) -> pa.Table:
        """Columns of row group ``k``."""
        start, size = group_place(self.metadata.row_group(k))
        if not 0 <= start <= start + size <= self._entry.bytes:
            raise Damaged("it points outside of what its hashes cover")
        self._file.seek(start)
        data = self._file.read(size)
        if hashlib.sha256(data).hexdigest() != self._entry.groups[k]:
            raise Damaged(DIFFERS)
        source = pa.BufferReader(_in_place(data, start, self._entry.bytes))
        with pq.ParquetFile(source, metadata=self.metadata) as file:
            return file.read_row_group(k, columns=columns)


def _counted(metadata: Any, entry: PartEntry) -> None:
    """Refuse a file with other rows than the manifest says."""
    if metadata.num_rows != entry.rows:
        raise Damaged(f"it has {metadata.num_rows:,} rows, not {entry.rows:,} as in the manifest")


DIFFERS = "its hash is not the manifest's"


class Whole:
    """The same of a file that was hashed as a whole."""

    def __init__(self, file: BinaryIO, entry: PartEntry) -> None:
        """Read the file's end."""
        self._file = pq.ParquetFile(file)
        self.metadata, self.schema = self._file.metadata, self._file.schema_arrow
        _counted(self.metadata, entry)

    def group(self, k: int, columns: list[str]) -> pa.Table:
        """Columns of row group ``k``."""
        # No threads, which may outlive the file: it is a Python object.
        return self._file.read_row_group(k, columns=columns, use_threads=False)


def _in_place(data: bytes, start: int, size: int) -> pa.Buffer:
    """Memory of ``size`` bytes that has ``data`` at ``start``, and takes no room for the rest.

    It is Arrow's own. Arrow's threads may let go of what they read after the call has returned;
    where that is a Python object and Python is ending, the process is aborted.
    """
    memory = pa.allocate_buffer(size)
    filled = np.frombuffer(memory, np.uint8)
    end = start + len(data)
    filled[start:end] = np.frombuffer(data, np.uint8)
    filled[end : end + _BEYOND] = 0
    return memory


@contextmanager
def part_file(root: Path, name: str, entry: PartEntry, hashed: set[str]) -> Iterator[Part | Whole]:
    """A part of the store in ``root`` for reading.

    ``hashed`` are the names of those that were hashed as a whole; this one is added where it is.

    Raises:
        Damaged: it is not what the manifest says.
        OSError, pa.ArrowException: it cannot be read.
    """
    with opened_inside(root, name) as file:
        if entry.footer:
            yield Part(file, entry)
            return
        if name not in hashed:
            if hashlib.file_digest(file, "sha256").hexdigest() != entry.sha256:
                raise Damaged(DIFFERS)
            hashed.add(name)
            file.seek(0)
        yield Whole(file, entry)


def group_place(group: Any) -> tuple[int, int]:
    """Where a row group begins in its file, and how many bytes it has."""
    columns = [group.column(k) for k in range(group.num_columns)]
    starts = [
        min(c.data_page_offset, c.dictionary_page_offset)
        if c.dictionary_page_offset
        else c.data_page_offset
        for c in columns
    ]
    ends = [s + c.total_compressed_size for s, c in zip(starts, columns, strict=True)]
    return min(starts), max(ends) - min(starts)


def _footer(file: BinaryIO, size: int) -> bytes:
    """The end of a Parquet file, from where its metadata begin."""
    if file.seek(0, io.SEEK_END) != size or size < _TAIL + len(MAGIC):
        raise Damaged("its size is not the manifest's")
    file.seek(size - _TAIL)
    tail = file.read(_TAIL)
    length = int.from_bytes(tail[:4], "little")
    if not tail.endswith(MAGIC) or length > size - _TAIL - len(MAGIC):
        raise Damaged(DIFFERS)
    file.seek(size - _TAIL - length)
    return file.read(length) + tail


def hashes(data: memoryview) -> tuple[str, str, list[str]]:
    """Of a whole file, of its end, and of each of its row groups."""
    end = _footer(io.BytesIO(data), len(data))
    metadata = pq.read_metadata(pa.BufferReader(MAGIC + end))
    groups = []
    for k in range(metadata.num_row_groups):
        start, size = group_place(metadata.row_group(k))
        groups.append(hashlib.sha256(data[start : start + size]).hexdigest())
    return hashlib.sha256(data).hexdigest(), hashlib.sha256(end).hexdigest(), groups
