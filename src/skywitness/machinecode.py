"""Machine code that numba keeps on disk, and when what was kept is no longer right.

numba asks only whether the file of a function has changed. Constants and functions that compiled
code takes in come from other files too, so code kept here is compiled anew when any file of the
function's folder, or another one that is named, has another content.

Slow to import: only what is compiled imports it.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit
from numba.core.caching import FunctionCache, IndexDataCacheFile

F = TypeVar("F", bound=Callable[..., object])


class Kept(FunctionCache):
    """numba's cache of one function, which other files can make stale as well as its own."""

    def __init__(self, function: Callable[..., object], files: Iterable[Path]) -> None:
        """The cache of ``function``, right as long as ``files`` are as they are now."""
        super().__init__(function)  # type: ignore[no-untyped-call]
        own = self._impl.locator.get_source_stamp()
        self._cache_file = IndexDataCacheFile(  # type: ignore[no-untyped-call]
            cache_path=self._cache_path,
            filename_base=self._impl.filename_base,
            source_stamp=(own, _digest(tuple(files))),
        )


def compiled(function: F, others: Iterable[Path] = (), **options: Any) -> F:
    """The function compiled at its first call, its machine code kept on disk.

    ``others`` are files outside of its folder that it takes something from; ``options`` are those
    of :func:`numba.njit`.
    """
    made: Any = njit(**options)(function)
    folder = Path(inspect.getfile(function)).parent
    made._cache = Kept(function, [*sorted(folder.glob("*.py")), *others])
    return cast(F, made)


@cache
def _digest(files: tuple[Path, ...]) -> str:
    found = hashlib.sha256(Path(__file__).read_bytes())
    for file in files:
        found.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return found.hexdigest()
