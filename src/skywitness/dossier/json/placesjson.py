"""A place that claims or premises speak of, as a JSON object."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.places.place import Place
from skywitness.units import length


def place_json(place: Place) -> Json:
    """Where its shape is from, whose point of view it is, and its stated error in words."""
    return {
        "name": place.name,
        "kind": place.kind,
        "view": place.view,
        "error": _error(place),
        "source": place.source,
        "version": place.version,
        "licence": place.licence,
        "notes": list(place.notes),
    }


def _error(place: Place) -> str:
    if place.error_m is None:
        return "unknown; nothing is contradicted with it"
    return length(place.error_m, "m")
