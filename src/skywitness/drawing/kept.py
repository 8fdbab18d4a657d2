"""What was drawn a moment ago and is asked for again, as when a case is checked on every save.

Only what hangs on its key alone is kept here, so nothing that is drawn is ever another.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class KeptDrawings(Generic[V]):
    """The last so many drawings of one kind."""

    def __init__(self, most: int) -> None:
        """Nothing is drawn yet."""
        self.most = most
        self._drawn: OrderedDict[Hashable, tuple[object, V]] = OrderedDict()

    def of(self, key: Hashable, draw: Callable[[], V], alive: object = None) -> V:
        """The drawing of a key, drawn unless it is known.

        Where the key holds ids of objects, ``alive`` keeps these, so that no others take them.
        """
        if key not in self._drawn:
            self._drawn[key] = alive, draw()
            if len(self._drawn) > self.most:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key][1]
