"""In which of its ordinary readings a set of claims is possible: *possible only if …*.

The condition is over the ambiguous words alone: every reading outside it is EMPTY at the stretch
that the verdict speaks of. It is the shortest that is found: values of one word where one word
decides, of several where each decides by itself, else alternatives of such.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skywitness.claims.meaning.parts import Reading

#: Most alternatives that are told; a condition that needs more is told by its numbers only.
MOST_ALTERNATIVES = 4


@dataclass(frozen=True)
class WordValues:
    """An ambiguous word and the values of it that are left.

    ``of`` tells two words apart that are written alike, as each of two speakers has a "speed".
    """

    word: str
    values: tuple[str, ...]
    of: str = field(default="", compare=False)


@dataclass(frozen=True)
class OnlyIf:
    """A set is possible in ``fits`` of ``readings``, and in ``left`` of them not excluded.

    One of the ``alternatives`` must be so, in each all of its words; none are given where it takes
    too many to say. Where the readings were not all tried, ``fits`` and ``left`` are ``None``.
    """

    alternatives: tuple[tuple[WordValues, ...], ...]
    readings: int
    left: int | None
    fits: int | None


Choice = Mapping[str, str]  # a word's id → the label of its value


def only_if(
    readings: Sequence[Reading], left: Sequence[bool], fits: Sequence[bool]
) -> OnlyIf | None:
    """The condition under which a set is not excluded; ``None`` where it is in no reading.

    ``left`` says of each ordinary reading that it is not excluded, ``fits`` that a world was found.
    """
    if all(left) or not any(left):
        return None
    labels = {id_: label for r in readings for id_, label in r.words.items()}
    choices = [{id_: v.label for id_, v in r.choice.items()} for r in readings]
    domain: dict[str, dict[str, None]] = {}
    for choice in choices:
        for id_, value in choice.items():
            domain.setdefault(id_, {})[value] = None
    words = {id_: tuple(values) for id_, values in domain.items() if len(values) > 1}
    good = [c for c, is_left in zip(choices, left, strict=True) if is_left]
    bad = [c for c, is_left in zip(choices, left, strict=True) if not is_left]
    cubes = _cubes(words, good, bad)
    alternatives = tuple(
        tuple(
            WordValues(labels.get(id_, id_), tuple(v for v in words[id_] if v in values), id_)
            for id_, values in cube.items()
        )
        for cube in cubes
    )
    return OnlyIf(
        alternatives if len(cubes) <= MOST_ALTERNATIVES else (),
        len(readings),
        sum(left),
        sum(fits),
    )


Cube = dict[str, frozenset[str]]


def _cubes(
    words: Mapping[str, tuple[str, ...]], good: Sequence[Choice], bad: Sequence[Choice]
) -> list[Cube]:
    """Conditions that together hold all good readings, and no bad one."""
    whole = {id_: frozenset(c[id_] for c in good if id_ in c) for id_ in words}
    if not any(_inside(c, whole) for c in bad):
        return [_shortest(whole, words, bad)]
    found: list[Cube] = []
    for choice in good:
        if any(_inside(choice, cube) for cube in found):
            continue
        cube: Cube = {id_: frozenset((choice[id_],)) for id_ in words if id_ in choice}
        for id_, value in itertools.chain.from_iterable(
            ((id_, value) for value in values) for id_, values in words.items() if id_ in cube
        ):
            wider = {**cube, id_: cube[id_] | {value}}
            if not any(_inside(c, wider) for c in bad):
                cube = wider
        found.append(_shortest(cube, words, bad))
    return found


def _shortest(cube: Cube, words: Mapping[str, tuple[str, ...]], bad: Sequence[Choice]) -> Cube:
    """A condition without the words that exclude nothing."""
    kept = {id_: values for id_, values in cube.items() if len(values) < len(words[id_])}
    for id_ in list(kept):
        rest = {k: v for k, v in kept.items() if k != id_}
        if not any(_inside(c, rest) for c in bad):
            kept = rest
    return kept


def _inside(choice: Choice, cube: Cube) -> bool:
    return all(choice.get(id_) in values for id_, values in cube.items())
