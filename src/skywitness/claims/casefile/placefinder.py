"""Finding the places that a case speaks of: its own, then the gazetteer's; each is found once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from skywitness.claims.casefile.casemodel import PlaceTable
from skywitness.claims.casefile.ownplaces import build_places
from skywitness.claims.language.atoms.shared.base import FindPlace
from skywitness.claims.meaning.frames import Frame
from skywitness.errors import SkywitnessError
from skywitness.places.place import Extent, Place


@dataclass(frozen=True)
class PlaceFinder:
    """Finds places in a frame, and remembers them by the frame's id.

    ``tables`` are the case's own places, ``folder`` where their files are, ``file`` the case file
    for messages; ``shapes`` is the resolution of the gazetteer's ("1km" or "100m").
    """

    tables: Sequence[PlaceTable]
    folder: Path | None
    file: str
    shapes: str
    _own: dict[str, dict[str, Place]] = field(default_factory=dict, repr=False)
    _finders: dict[str, FindPlace] = field(default_factory=dict, repr=False)

    def own_places(self, frame: Frame, *, find: FindPlace | None = None) -> Mapping[str, Place]:
        """The case's own places in a frame, by every name they have.

        ``find`` replaces the gazetteer for places defined by others ("around", "inside").

        Raises:
            SkywitnessError: a shape is unusable; file and key are named.
        """
        if find is not None:
            return build_places(self.tables, self.folder, find, file=self.file)
        if frame.id not in self._own:
            found = build_places(
                self.tables, self.folder, self._gazetteer(frame, {}), file=self.file
            )
            self._own[frame.id] = found
        return self._own[frame.id]

    def find_in(self, frame: Frame) -> FindPlace:
        """Finds places under a frame's point of view, the case's own before all others."""
        if frame.id not in self._finders:
            self._finders[frame.id] = remembering(self._gazetteer(frame, self.own_places(frame)))
        return self._finders[frame.id]

    def _gazetteer(self, frame: Frame, own: Mapping[str, Place]) -> FindPlace:
        # Imported here: the gazetteer loads tables that parsing a case does not need.
        from skywitness.places.names.gazetteer import find_place

        view = frame.view()
        return lambda name: find_place(name, view, own, shapes=self.shapes)


def remembering(find: FindPlace) -> FindPlace:
    """``find`` with its answers, and its refusals, kept: cutting a country's shape takes time."""
    known: dict[str, tuple[Extent, ...] | SkywitnessError] = {}

    def remembered(name: str) -> tuple[Extent, ...]:
        if name not in known:
            try:
                known[name] = find(name)
            except SkywitnessError as error:
                known[name] = error
        found = known[name]
        if isinstance(found, SkywitnessError):
            raise _again(found)
        return found

    return remembered


def _again(error: SkywitnessError) -> SkywitnessError:
    """A fresh copy, so that file, key and column filled in for one claim do not stick."""
    fresh = error.__class__.__new__(error.__class__)
    fresh.args = error.args
    fresh.__dict__.update(error.__dict__)
    return fresh
