"""What the names and the words of sentences mean in a case, as atoms ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from skywitness.claims.language.atoms.shared.flightends import FlightEnd
from skywitness.claims.language.atoms.shared.passings import Passing
from skywitness.claims.language.atoms.shared.visits import Visit
from skywitness.claims.meaning.numbers import Quantity
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.places.place import Extent


class Names(Protocol):
    """What the names in a sentence mean in one frame of a case."""

    @property
    def kinds(self) -> Mapping[str, tuple[str, ...]]:
        """The moments that the case declares of each kind, one for those that are one here."""

    def places(self, name: str) -> tuple[Extent, ...]:
        """Every way to read the name of a place.

        Raises:
            PlaceError: there is none.
            AmbiguousPlace: several places have it.
        """

    def moment(self, phrase: str) -> str:
        """The id of the moment that a phrase means; the phrase, folded, where none is declared."""

    def phrases(self, moment: str) -> tuple[str, ...]:
        """The phrases that the case declares for a moment; none where it declares none."""

    def thing(self, phrase: str) -> str:
        """The id of the object that a phrase means; else the phrase, folded."""

    def called(self, who: str) -> tuple[str, ...]:
        """All that a declared object is called, its id first; empty for another."""

    def things(self) -> Mapping[str, str]:
        """The declared objects by id, each with its kind of mover ("" for none)."""

    def spot(self, who: str, moment: str) -> Spot:
        """The place of an object at a moment: the moment's, unless it stands or is apart."""

    def spots(self, who: str) -> tuple[tuple[Spot, str], ...]:
        """The places of an object at all moments at which the case has it, each with when."""

    def alone(self, moment: str) -> str:
        """The id of the only object that the case declares to be at a moment; "" where not one."""

    def level(self, who: str, moment: str) -> Spot:
        """What the height of an object at a moment is told of: it has its own among several."""

    def levels(self, moment: str) -> tuple[Spot, ...]:
        """The heights that declared objects have of their own where a moment happens."""

    def here(self, spot: Spot) -> Spot:
        """What a spot is called in this frame."""

    def stated(self, claim: str) -> tuple[Quantity | Stamp, ...]:
        """The numbers and clock times that a claim of the case states, in their order."""

    def visits(self, who: str, place: str) -> tuple[Visit, ...]:
        """The visits of an object to a place that claims tell apart; none where one may be all."""

    def ordinals(self, who: str, place: str) -> tuple[str, ...]:
        """The words that number visits of an object to a place ("second"), as claims tell them."""

    def flight_ends(self, who: str, *, landing: bool) -> tuple[FlightEnd, ...]:
        """The take-offs or landings that claims tell, but for those of a declared moment."""

    def passings(self, who: str, other: str) -> tuple[Passing, ...]:
        """The passes of an object by another or a place that claims tell unlike; else none."""

    def several_depths(self, who: str, place: str) -> bool:
        """Whether claims tell of several visits, or of depths unlike, which may be of several."""

    def arrives(self, who: str, place: str) -> bool:
        """Whether claims tell that it came into a place, or set out elsewhere."""

    def came(self, who: str, place: str) -> bool:
        """Whether claims tell that an object came into a place from elsewhere."""

    def inside_elsewhere(self, who: str, place: str) -> tuple[str, ...]:
        """The places far from ``place`` that claims tell an object to be inside at some time."""

    def kept_elsewhere(self, who: str, place: str) -> tuple[str, ...]:
        """The places far from ``place`` that claims tell it to stay in, and not that it came."""

    def visited(self, who: str) -> tuple[str, ...]:
        """The places of an object's visits to which claims tell, each once."""

    def tells_visits(self, who: str, place: str) -> bool:
        """Whether claims tell of visits of an object to a place, or that there was only one."""


class Scopes(Protocol):
    """What the words of one sentence are one with."""

    def scope(self, kind: str, word: str, about: str = "") -> str:
        """The scope of a word (folded): equal ones of one kind and word have one reading."""
        ...

    def own(self, word: str) -> bool:
        """Whether the case itself couples or parts the word in this sentence."""
        ...

    def parted(self, word: str) -> bool:
        """Whether the case takes the word in this sentence out of what is one."""
        ...
