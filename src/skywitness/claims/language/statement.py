"""What a sentence of the claim language says, once read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from skywitness.claims.language.atoms.shared.asprinted import printed_facts
from skywitness.claims.language.atoms.shared.base import Atom, Choice, Context
from skywitness.claims.language.atoms.shared.bounds import bound_numbers, sides
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.errors import LanguageError

NO_NUMBER = "'{words}' is no number: how much is meant cannot be said"
UNBOUNDED = "what the words bound leaves what is measured here unbounded"


@dataclass(frozen=True)
class Clause:
    """One atom with what it is said of.

    ``subject`` is the moment or object named before "is" ("" where a sentence has none, as in
    "not testable: intent"); ``at`` is the moment named by "at encounter".
    """

    subject: str
    at: str | None
    atom: Atom
    column: int
    subject_column: int

    @property
    def moment_phrase(self) -> str:
        """The phrase that names this clause's moment, as written."""
        return self.at if self.at is not None else self.subject


@dataclass(frozen=True)
class Statement:
    """A sentence as read: its text and its clauses in order."""

    text: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Saying:
    """A statement bound to moments, ready to be read.

    ``id`` is the claim's id (or a label such as "given 1"); ``sentence`` the key of the printed
    sentence; ``spots[i]`` what ``clauses[i]`` is told of (:data:`NOWHERE` for none). With
    ``mute`` set the sentence asserts nothing, and ``mute`` is the reason. ``said`` is the day it
    was said.
    """

    id: str
    sentence: str
    statement: Statement
    spots: tuple[Spot, ...]
    mute: str | None = None
    said: dt.date | None = None

    @property
    def spot(self) -> Spot:
        """The first spot spoken of; :data:`NOWHERE` when there is none."""
        return next((spot for spot in self.spots if spot), NOWHERE)

    def variables(self, ctx_of: Callable[[Spot], Context]) -> tuple[Variable, ...]:
        """Every ambiguous word, in order (ids may repeat); ``ctx_of`` takes a spot."""
        if self.mute is not None:
            return ()
        return tuple(v for atom, ctx in self.bound(ctx_of) for v in atom.variables(ctx))

    def parts(self, choice: Choice, ctx_of: Callable[[Spot], Context]) -> tuple[Part, ...]:
        """Every part under one choice of values."""
        if self.mute is not None:
            spot = ctx_of(self.spot).spot
            said = self.statement.text.removeprefix("not testable:").strip()
            return (Part(self.id, said, spot, None, self.mute),)
        return tuple(p for atom, ctx in self.bound(ctx_of) for p in tested_parts(atom, choice, ctx))

    def bound(self, ctx_of: Callable[[Spot], Context]) -> Iterator[tuple[Atom, Context]]:
        """Every atom with what it may know."""
        for clause, spot in zip(self.statement.clauses, self.spots, strict=True):
            yield clause.atom, replace(ctx_of(spot), subject=clause.subject)


def without_moments(clause: Clause) -> Spot:
    """The moment of a clause where no case declares any: the phrase itself, folded.

    Raises:
        LanguageError: the clause speaks of no moment although it constrains a place.
    """
    timeless = clause.atom.timeless
    phrase = " ".join((clause.at or "" if timeless else clause.moment_phrase).casefold().split())
    if phrase or timeless:
        return Spot.of(phrase)
    raise LanguageError(
        f"it is not said what '{clause.atom.words}' speaks of",
        column=clause.column,
        expected=("a moment, such as encounter, followed by is",),
        nearest=f"encounter is {clause.atom.words}",
    )


def tested_parts(atom: Atom, choice: Choice, ctx: Context) -> tuple[Part, ...]:
    """The parts of an atom; one whose number bounds nothing, or that has none, says so."""
    vague = [each for each in vars(atom).values() if isinstance(each, Quantity) and each.vague]
    found: list[Part] = []
    told = False
    for part in atom.parts(choice, ctx):
        allowed = part.allowed
        if not isinstance(allowed, Range) or (allowed.lower, allowed.upper) != (None, None):
            found.append(part)
            continue
        told = True
        reason = NO_NUMBER.format(words=vague[0].words) if vague else UNBOUNDED
        found.append(replace(part, constraint=None, untestable=reason))
    if vague and not told and all(part.constraint for part in found):
        reason = NO_NUMBER.format(words=vague[0].words)
        found.append(Part(ctx.claim, vague[0].words, ctx.spot, None, reason))
    if any(n in ctx.bounds for each in vars(atom).values() for n in bound_numbers(each)):
        own = tuple(found)
        # What tells by facts of its own what it denies needs no others: no conflict names it twice.
        if not any(_denies_itself(part) for part in own):
            told_so = [fact for part in own for fact in sides(part, ctx)]
            # First, so that each has the same place among its words in every reading.
            first = printed_facts(atom, own, ctx, told=bool(told_so))
            found = [*first, *own, *told_so]
    return tuple(found)


def _denies_itself(part: Part) -> bool:
    """Whether a part is what the sentence's own denial, at its moment, says the other way."""
    return part.alternative and part.implied and part.spot != NOWHERE
