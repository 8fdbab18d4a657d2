"""What the words of a case mean: its moments and its objects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from skywitness.claims.casefile.case import Case, Thing
from skywitness.claims.language.atoms.motion.apart import ApartAtom
from skywitness.claims.language.atoms.motion.contact import ContactAtom
from skywitness.claims.language.atoms.shared.base import folded
from skywitness.claims.language.atoms.time.clock import ClockAtom
from skywitness.claims.language.atoms.time.day import DayAtom
from skywitness.claims.language.atoms.time.order import OrderAtom
from skywitness.claims.language.grammar import brief_faults, parse
from skywitness.claims.language.statement import Clause
from skywitness.claims.language.words.adverbs import KINDS
from skywitness.claims.language.words.undeclared import undeclared_moment, undeclared_object
from skywitness.claims.meaning.spots import NOWHERE, Spot
from skywitness.errors import LanguageError

#: What tells when a moment was, so that it is not said of an object at one.
_OF_MOMENTS = (ClockAtom, DayAtom, OrderAtom)


@dataclass(frozen=True)
class CaseNames:
    """The names that a case declares, and what a phrase means by them."""

    case: Case

    @cached_property
    def _phrases(self) -> dict[str, str]:
        return {
            folded(phrase): moment.id
            for moment in self.case.moments
            for phrase in (moment.id, *moment.phrases)
        }

    def moment(self, phrase: str) -> str | None:
        """The id of the moment that a phrase means, if one is declared for it."""
        return self._phrases.get(folded(phrase))

    def thing(self, phrase: str) -> Thing | None:
        """The object that a phrase means, if one is declared for it.

        Spaces and hyphens do not tell names apart: "IR 655" is "IR655" where no other name fits.
        """
        key = folded(phrase)
        for spelt in (str, closed_up):
            for thing in self.case.things:
                if spelt(key) in {
                    spelt(folded(p)) for p in (thing.id, thing.label, *thing.phrases)
                }:
                    return thing
        return None

    def declared(self, words: str) -> str:
        """The longest name or phrase of the case that words are or begin with; "" for none."""
        said = f"{folded(words)} "
        if self.thing(words) is not None:
            return said.strip()  # "IR 655" of "IR655"
        return max((n for n in self._known if said.startswith(f"{n} ")), key=len, default="")

    @cached_property
    def _known(self) -> frozenset[str]:
        names = [p for t in self.case.things for p in (t.id, t.label, *t.phrases)]
        names += [p for row in self.case.facts for p in (*row.phrases, *row.denied)]
        return frozenset(filter(None, (*self._phrases, *map(folded, names))))

    def spot_of(self, clause: Clause) -> Spot:
        """The spot that a clause speaks of; :data:`NOWHERE` for one that speaks of none.

        Raises:
            LanguageError: it names a moment that is not declared, two of them, or none, or an
                object that is not declared where others are.
        """
        if clause.atom.timeless and not clause.at:
            return NOWHERE
        thing = self.thing(clause.subject)
        if thing is not None and thing.stands:
            return thing.spot("")
        subject = self.moment(clause.subject)
        if clause.at is not None:
            at = self.moment(clause.at)
            if at is None:
                raise self.undeclared(clause.at, clause.column)
            if subject is not None and subject != at:
                raise LanguageError(
                    f"'{clause.subject}' and '{clause.at}' are two moments in one phrase",
                    column=clause.subject_column,
                    remedy="name one moment, or make two claims",
                )
            if subject is None and thing is None and clause.subject and self.case.things:
                names = dict.fromkeys(p for t in self.case.things for p in (t.label, *t.phrases))
                raise undeclared_object(clause.subject, clause.subject_column, list(names), at)
            apart = thing is not None and thing.apart and not clause.atom.timeless
            return thing.spot(at) if thing is not None and apart else Spot.of(at)
        if subject is None:
            raise self.undeclared(clause.subject, clause.subject_column, words=clause.atom.words)
        return Spot.of(subject)

    def refuse_kinds(self, clause: Clause) -> None:
        """Refuse "the aircraft" where a case declares objects and none of them so.

        Raises:
            LanguageError: it is told of, and nobody knows which it is.
        """
        atom = clause.atom
        pair = atom.objects if isinstance(atom, ContactAtom | ApartAtom) else ()
        for who in filter(None, (atom.who, *pair)) if self.case.things else ():
            if folded(who) in KINDS and self.thing(who) is None:
                names = dict.fromkeys(p for t in self.case.things for p in (t.label, *t.phrases))
                raise LanguageError(
                    f"'{who}' is not a declared object, and may be any of its kind",
                    column=clause.column,
                    expected=tuple(names),
                    remedy=f"say which of the declared objects: {', '.join(names)}; or add '{who}' "
                    "to the phrases of one",
                )

    def level(self, who: str, moments: Sequence[str]) -> Spot:
        """What the height of an object at a moment (of several ids in a frame) is told of.

        It is the moment's where the case declares that object alone to be there, or declares no
        such moment: then it is one made of the object's own name. Otherwise each has
        a height of its own, whatever else is claimed: were it the moment's as long as no other is
        spoken of, a further claim could free it of what is said of the moment. An object with a
        place of its own has its height there.
        """
        thing = self.thing(who)
        if thing is not None and (thing.stands or thing.apart):
            return thing.spot(moments[0])
        own = thing is not None and not any(m.id in moments for m in self.case.moments)
        if own or self.there(moments) == [thing]:
            return Spot.of(moments[0])
        return Spot(self._name(who), moments[0])

    def there(self, moments: Sequence[str]) -> list[Thing]:
        """The objects that the case declares to be where a moment happens."""
        at = {name for m in self.case.moments if m.id in moments for name in m.objects}
        return [t for t in self.case.things if t.id in at and not (t.stands or t.apart)]

    def risen(self, moments: Sequence[str]) -> tuple[str, ...]:
        """What is where a moment happens and of which sentences tell a height of its own there.

        Of the objects that the case declares to be there; where it declares none, of all.
        """
        told = {name for moment in moments for name in self._told_heights.get(moment, ())}
        there = self.there(moments)
        if not there:
            return tuple(sorted(told))
        return tuple(t.id for t in there if t.id in told) if len(there) > 1 else ()

    def _name(self, who: str) -> str:
        thing = self.thing(who)
        return folded(who) if thing is None else thing.id

    @cached_property
    def _told_heights(self) -> Mapping[str, frozenset[str]]:
        """For each moment the objects of which sentences tell a height there."""
        found: dict[str, set[str]] = {}
        said = [c.statement for c in self.case.claims]
        said += [s.statement for m in self.case.moments for s in m.given]
        for statement in said:
            for clause in statement.clauses:
                who = clause.atom.who or clause.subject
                thing = self.thing(who)
                if clause.atom.topic != "height" or not who or self.moment(who) is not None:
                    continue
                if thing is not None and (thing.stands or thing.apart):
                    continue
                for phrase in (clause.at or "", *(h.words for h in clause.atom.happenings)):
                    at = self.moment(phrase)
                    if at is not None:
                        found.setdefault(at, set()).add(self._name(who))
        return {moment: frozenset(names) for moment, names in found.items()}

    def undeclared(self, phrase: str, column: int, words: str | None = None) -> LanguageError:
        """The error for a moment that is not declared, with those that are."""
        declared = list(dict.fromkeys(p for m in self.case.moments for p in (m.id, *m.phrases)))
        known = self.thing(phrase) is not None
        return undeclared_moment(
            phrase, column, words, declared, is_object=known, reads=self._reads
        )

    def _reads(self, text: str) -> bool:
        """Whether a sentence parses, whatever it names, and speaks of one moment alone."""
        try:
            with brief_faults():
                said = parse(text, self.declared)
        except LanguageError:
            return False
        return not any(isinstance(c.atom, _OF_MOMENTS) and c.subject and c.at for c in said.clauses)


def closed_up(name: str) -> str:
    """A name without spaces and hyphens."""
    return re.sub(r"[\s\-‐‑–]+", "", name)
