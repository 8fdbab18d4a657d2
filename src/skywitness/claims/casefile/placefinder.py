"""A place finder that remembers what it found, and what it refused."""

from __future__ import annotations

from skywitness.claims.language.atoms.shared.base import FindPlace
from skywitness.errors import SkywitnessError
from skywitness.places.place import Extent


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
