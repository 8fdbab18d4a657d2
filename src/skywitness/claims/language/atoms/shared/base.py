"""What every atom of the claim language is, and what it is given when it is interpreted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import ClassVar, Literal, TypeVar, cast

from skywitness.claims.language.atoms.shared.flightends import FlightEnd
from skywitness.claims.language.atoms.shared.names import Names, Scopes
from skywitness.claims.language.atoms.shared.passings import Passing
from skywitness.claims.language.atoms.shared.visits import Presence, Visit
from skywitness.claims.meaning.calendar import Calendar
from skywitness.claims.meaning.numbers import Quantity, Signs
from skywitness.claims.meaning.parts import Part, Value, Variable
from skywitness.claims.meaning.policy import Policy
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stamps import Stamp
from skywitness.errors import LanguageError
from skywitness.places.measures.measures import Distance
from skywitness.places.place import Extent

T = TypeVar("T")

#: What a speaker uses in one way throughout a document: the unit "miles", the north of degrees, the
#: reference of heights and of speeds, the zone of an abbreviation, a clock's day.
CONVENTIONS = frozenset({"unit", "north", "height", "medium", "zone", "clock"})

#: Finds a place by name under the point of view and own places of a frame.
FindPlace = Callable[[str], tuple[Extent, ...]]
#: The longest name or phrase of a case that words begin with; "" for none.
Declared = Callable[[str], str]
Choice = Mapping[str, Value]
When = Literal["any", "leg", "moment", "none"]

#: What a claim can be about, for those who look for one matter.
Topic = Literal[
    "place",
    "height",
    "depth",
    "time",
    "speed",
    "path",
    "heading",
    "separation",
    "reach",
    "contact",
    "transponder",
    "number",
    "not testable",
]


@dataclass(frozen=True)
class Span:
    """Where a phrase stands in its sentence: the words and their first column (from 1)."""

    words: str
    column: int


@dataclass(frozen=True)
class MomentRef:
    """A moment that a phrase names besides the one it speaks of ("after strike")."""

    words: str
    column: int


def folded(phrase: str) -> str:
    """A phrase as moments and objects are compared: lower case, single blanks, no "the"."""
    return " ".join(phrase.casefold().split()).removeprefix("the ")


def singular(kind: str) -> str:
    """A kind as compared: "mails to Minsk" is "mail to minsk"."""
    first, _, rest = folded(kind).partition(" ")
    plural = len(first) > 3 and first.endswith("s") and not first.endswith("ss")
    return f"{first[:-1] if plural else first} {rest}".strip()


@dataclass(frozen=True)
class Context:
    """What an atom may know when it states its variables and parts.

    ``claim`` is the claim's id, ``spot`` what is spoken of (``NOWHERE`` when nothing is),
    ``sentence`` the key of the printed sentence, ``scopes`` what each of its words is one with (the
    sentence, where there is none). ``document`` is the key of the text it is from, and ``signs``
    its one convention of point and comma, where that is known. ``subject`` are the words before
    "is"; ``names`` says what names mean, ``calendar`` how clocks are read here, ``calendars`` how
    they are read at each moment, by its id. ``bounds`` are the numbers that more than one phrase of
    the case binds on one side, ``limits`` those that counts of the case say were not reached.
    """

    claim: str
    spot: Spot
    sentence: str
    policy: Policy
    names: Names
    scopes: Scopes | None = None
    document: str = ""
    signs: Signs | None = None
    sector_deg: float | None = None
    subject: str = ""
    calendar: Calendar = field(default_factory=Calendar)
    calendars: Callable[[str], Calendar] | None = None
    bounds: frozenset[Decimal] = frozenset()
    limits: frozenset[int] = frozenset()

    def timed_at(self, moment: str) -> Context:
        """The same with the clocks of a moment, for a time that is told of that moment."""
        if self.calendars is None:
            return self
        return replace(self, calendar=self.calendars(moment))

    @property
    def moment(self) -> str:
        """The id of the moment spoken of; that of an object that stands, where one is spoken of."""
        return self.spot.moment or self.spot.who

    def key(self, kind: str, word: str, about: str = "") -> str:
        """Id of the variable of a word: one per printed sentence, or as the case couples it.

        ``about`` narrows a convention of a speaker to what is told of one thing.
        """
        word = folded(word)
        where = self.sentence if self.scopes is None else self.scopes.scope(kind, word, about)
        return f"{kind}:{word}@{where}"

    def coupled(self, word: str) -> bool:
        """Whether the case itself couples or parts a word of the sentence."""
        return self.scopes is not None and self.scopes.own(word)

    def parted(self, word: str) -> bool:
        """Whether the case takes a word of the sentence out of what is one with it."""
        return self.scopes is not None and self.scopes.parted(word)


class _Default:
    """A value that instances have and the class has not, so no field of a dataclass takes it up."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __get__(self, atom: object, kind: type) -> object:
        if atom is None:
            raise AttributeError
        return self.value


def default(value: T) -> T:
    """The value of a member where an atom has no field of that name."""
    return cast(T, _Default(value))


class Atom(ABC):
    """One testable (or openly untestable) constraint of a sentence: a frozen dataclass.

    Every atom has ``words``, the phrase as it stands in the sentence, its ``topic``,
    :meth:`variables` and :meth:`parts`. All else has a default. ``who`` and ``quantity`` are
    replaced by fields of those names, the others by a class attribute or a property:

    ``who``: the object that the words name; "" where it is the subject, or nobody.
    ``quantity``: the length said, in whose unit the parts are shown.
    ``timeless``: it speaks of no moment unless "at" names one.
    ``of_object``: though timeless, it is said of the subject, which is an object.
    ``when``: what it must be told of: a "moment" named by "at", a "leg" alone, "none", or "any".
    ``whens``: what it lacks, in words, where ``when`` is "moment" and none is named.
    ``happenings``: moments that it names besides the one it speaks of.
    ``passed``, ``visit``: the place of whose entry and exit it speaks, as shown ("" for none), and
    the visit of it that it tells by a length or a time.
    ``flight_end``, ``passing``: the take-off or landing, and the pass by something, that it tells.
    ``ordinal``, ``of_visits``: the word that numbers that visit ("second"; "" for none), and
    whether it tells of visits of that place, one or all.
    ``outside_of``: the place that it says something is outside of at a moment; "" for none.
    ``inside_of``, ``kept_in``: the place that its object is inside at some time, or at all times.
    ``limits``: the numbers that it says were not reached by a count.
    ``comes_into``, ``goes_from``: the place that its object enters, or leaves.
    """

    topic: ClassVar[Topic]
    words: str
    who: str = default("")
    quantity: Quantity | None = default(None)
    timeless: ClassVar[bool] = False
    of_object: ClassVar[bool] = False
    whens: ClassVar[tuple[str, ...]] = ("at and a moment",)

    @property
    def when(self) -> When:
        """What it must be told of."""
        return "any"

    @property
    def limits(self) -> tuple[int, ...]:
        """The numbers that it says were not reached by a count."""
        return ()

    @property
    def happenings(self) -> tuple[MomentRef, ...]:
        """The moments that it names besides the one it speaks of."""
        return ()

    @property
    def passed(self) -> str:
        """The place of whose entry and exit it speaks."""
        return ""

    @property
    def visit(self) -> Visit | None:
        """The visit that it tells by a length or a time, if it tells one."""
        return None

    @property
    def flight_end(self) -> FlightEnd | None:
        """The take-off or landing that it tells, if it tells one and names no moment for it."""
        return None

    @property
    def passing(self) -> Passing | None:
        """The pass that it tells by how near it came, where it names no moment for it."""
        return None

    @property
    def ordinal(self) -> str:
        """The word that numbers the visit that it speaks of."""
        return ""

    @property
    def of_visits(self) -> bool:
        """Whether it tells of visits of that place: of what lies between an entry and an exit."""
        return bool(self.passed)

    @property
    def depth(self) -> Quantity | None:
        """How deep into the place that it passes something goes, if it tells that."""
        return None

    @property
    def more_visits(self) -> bool:
        """Whether it tells of more than one visit of the place that it passes."""
        return False

    @property
    def outside_of(self) -> str:
        """The place that it says something is outside of at a moment."""
        return ""

    @property
    def inside_of(self) -> str:
        """The place that it says its object is inside at some time."""
        return ""

    @property
    def kept_in(self) -> str:
        """The place that it says its object is at no time outside of."""
        return ""

    @property
    def comes_into(self) -> str:
        """The place that it says its object enters."""
        return ""

    @property
    def goes_from(self) -> str:
        """The place that it says its object leaves, or takes off from."""
        return ""

    def presences(self, ctx: Context) -> tuple[Presence, ...]:
        """Where it says that an object is inside a place at a moment, or outside it."""
        return ()

    def stops(self, ctx: Context) -> tuple[tuple[str, str], ...]:
        """Objects with moments made of their names at which they are ("landing of MQ-9").

        Those of visits are not among them.
        """
        return ()

    def hard(self, ctx: Context) -> tuple[Part, ...]:
        """What hard physics says of what it speaks of, whatever is claimed."""
        return ()

    def made(self, ctx: Context) -> tuple[str, ...]:
        """Moments that are made of its words, as written, but for those of visits and flights."""
        return ()

    @abstractmethod
    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        """The ambiguous words of this atom; equal ids mean one choice."""

    @abstractmethod
    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        """The parts under one choice of values (it holds every id of :meth:`variables`)."""

    def timed(self, stamp: Stamp, words: str) -> Atom:
        """The same at a clock time; ``words`` are those of both.

        Raises:
            LanguageError: it takes none, or has one already.
        """
        raise LanguageError(
            f"'{self.words}' is told of a moment, not of a clock time",
            column=stamp.column,
            expected=("a moment",),
            remedy="name the moment here, and its clock time in a phrase of its own",
        )

    def reported(self, ctx: Context) -> tuple[Distance, ...]:
        """Distances that are worth reporting beside the claim though it constrains none."""
        return ()


#: Makes one node of a sentence from the values of its children and its span.
Builder = Callable[[list[object], Span], object]


@dataclass(frozen=True)
class AtomKind:
    """One row of the table of atoms: everything the language needs to know about an atom.

    ``grammar`` is a fragment in lark's notation that defines the rule ``name`` (and may use the
    shared rules of the lexicon); ``predicates``, ``tails`` and ``clauses`` name the rules of the
    fragment that may stand after "is", after another phrase, or as a whole clause. ``builders``
    turn rules into atoms; ``terminals`` say in words what a terminal of the fragment is;
    ``stop_words`` end an unquoted name before them; ``examples`` are whole sentences that parse.
    ``doubts`` refuse a terminal's words at a column that only a case could declare.
    """

    name: str
    title: str
    grammar: str
    builders: Mapping[str, Builder]
    examples: tuple[str, ...]
    predicates: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    terminals: Mapping[str, str] = field(default_factory=dict)
    stop_words: tuple[str, ...] = ()
    doubts: Mapping[str, Callable[[str, int, Declared], None]] = field(default_factory=dict)
