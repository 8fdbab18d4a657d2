"""A witness in words: where and when everything was in the world that was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from skywitness.claims.language.atoms.place.restates import NUMBER_OF
from skywitness.claims.language.atoms.shared.common import OUTSIDE
from skywitness.claims.meaning.parts import State
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.telling.timewords import duration, instant
from skywitness.dossier.words.heightwords import height_words
from skywitness.reason.worlds.joint import Joint
from skywitness.reason.worlds.placed import row_of


def position_words(lon: float, lat: float) -> str:
    """A position as people read it: ``44.057° N, 33.614° E``."""
    lon = (lon + 180) % 360 - 180
    return f"{abs(lat):.3f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.3f}° {'E' if lon >= 0 else 'W'}"


def listed(items: Sequence[str], between: str, last: str) -> str:
    """Items in one phrase."""
    return last.join([between.join(items[:-1]), *items[-1:]] if len(items) > 1 else items)


def definite(moment: object, spelled: Mapping[str, str] | None = None) -> str:
    """A moment with its article, names of objects and places as the sentence writes them."""
    words = str(moment)
    words = (spelled or {}).get(words, words)
    return words if words.startswith(("a ", "an ", "the ")) else f"the {words}"


def witness_words(best: Joint, spelled: Mapping[str, str], reading: str) -> str:
    """With what a reading fits, as a sentence without its end; ``reading`` is how it is read."""

    def the(moment: object) -> str:
        return definite(moment, spelled)

    if all(part.spot.moment.startswith(NUMBER_OF) for part in best.reading.parts):
        return f"One number fits both sides, {reading}"  # it is nowhere and at no time
    groups = _alike(best)
    at = [_moments(best, alike, the) for alike in groups]
    at += [f"some place of {the(moment)} (whatever the true shape)" for moment in best.somewhere]
    at += height_words(best)
    at += [f"{the(moment)} at {instant(when)}" for moment, when in sorted(best.times.items())]
    gaps = sorted(best.gaps.items(), key=lambda each: (each[1], each[0]))
    at += [
        f"{the(moment)} {duration(gap) + ' after' if gap else 'at the time of'} {the(gaps[0][0])}"
        for moment, gap in gaps[1:]
    ]
    spoken = [
        (what, value)
        for what, value in best.facts.items()
        # What only follows from a position, or from another fact, is no news beside it.
        if not (at or _said(best)) or what in _said(best)
    ]
    lead = "It fits" if at or not spoken else "Nothing here says otherwise: it fits"
    at += [f"“{what}”" for what, value in spoken if value]
    without = [f"“{what}”" for what, value in spoken if not value]
    ways = [f"with {listed(at, ', ', ' and ')}"] if at else []
    ways += [f"without {listed(without, ', ', ' or ')}"] if without else []
    return ", ".join([lead, reading, " and ".join(ways)] if ways else [lead, reading])


def _said(best: Joint) -> set[str]:
    """The facts that parts of the reading state, and not only imply."""
    demands = (p.constraint for p in best.reading.parts if not p.implied)
    return {demand.what for demand in demands if isinstance(demand, State)}


def _alike(best: Joint) -> list[list[Spot]]:
    """Moments with a witness position, those at one position together."""
    groups: dict[tuple[object, ...], list[Spot]] = {}
    for moment, place in sorted(best.places.items()):
        groups.setdefault((place, _elsewhere(best, moment)), []).append(moment)
    return list(groups.values())


def _elsewhere(best: Joint, spot: Spot) -> bool:
    """Whether all that is said of a moment's place is where it is not."""
    row = row_of(best.reading.parts, spot)
    return bool(row) and all(c.allowed == OUTSIDE for c in row)


def _moments(best: Joint, alike: Sequence[Spot], the: Callable[[object], str]) -> str:
    """Moments with the witness position that they share."""
    who = listed([the(moment) for moment in alike], ", ", " and ")
    where = position_words(*best.places[alike[0]])
    return f"{who} elsewhere (as at {where})" if _elsewhere(best, alike[0]) else f"{who} at {where}"
