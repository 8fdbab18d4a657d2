"""The claim language: one grammar put together from the table of atoms, and its parser.

The parser is LALR(1), so its time is linear in the length of a sentence whatever is in it.
Nothing here knows any single atom: shared words come from the lexicon, the rest from the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from skywitness.claims import lexicon
from skywitness.claims.atoms import ATOMS
from skywitness.claims.atoms.base import Atom, AtomKind, Builder, MomentRef, Span
from skywitness.claims.atoms.common import PlaceRef
from skywitness.claims.coordinates import parse_coordinates
from skywitness.claims.mending import nearest_form
from skywitness.claims.numbers import Hedge, Quantity, decimal_of
from skywitness.claims.stamps import Stamp, day_of, time_of_day
from skywitness.claims.statement import Clause, Statement
from skywitness.errors import LanguageError

#: Longest sentence read, in characters.
LONGEST = 1000

_HEDGE: dict[str, Hedge] = {
    "ABOUT": "about", "NEARLY": "nearly", "MORE": "more than", "OVER": "more than",
    "ABOVE": "more than", "LESS": "less than", "AT_MOST": "at most",
}  # fmt: skip


class _UngrammaticalError(LanguageError):
    """The words do not fit together (otherwise what they say cannot be)."""


class Language:
    """A grammar made of ``kinds``; :meth:`parse` reads one sentence."""

    def __init__(self, kinds: Sequence[AtomKind]) -> None:
        """Assemble the grammar; raises ``lark.exceptions.GrammarError`` for a clash of rules."""
        self.kinds = tuple(kinds)
        self.grammar = _assemble(self.kinds)
        self._builders: dict[str, Builder] = dict(_SHARED)
        self._words = dict(lexicon.TERMINALS)
        for kind in self.kinds:
            self._builders.update(kind.builders)
            self._words.update({_bare(name): text for name, text in kind.terminals.items()})
        self._lark = Lark(
            self.grammar, parser="lalr", lexer="contextual", propagate_positions=True,
            maybe_placeholders=False,
        )  # fmt: skip

    @property
    def examples(self) -> tuple[str, ...]:
        """Whole sentences that parse, from every kind of atom."""
        return tuple(example for kind in self.kinds for example in kind.examples)

    def parse(self, text: str) -> Statement:
        """Read one sentence.

        Raises:
            LanguageError: it is not in the language; ``column`` counts from 1, ``expected`` says
                in words what could stand there, ``nearest`` is a sentence that would parse.
        """
        try:
            return self._read(text)
        except LanguageError as caught:
            error = caught
        if len(text) <= LONGEST:
            grammatical = not isinstance(error, _UngrammaticalError)
            error.nearest = nearest_form(text, self.fault, self.examples, grammatical=grammatical)
            form = f"a form that would parse: {error.nearest}"
            error.remedy = f"{error.remedy}; {form}" if error.remedy else form
        raise error

    def fault(self, text: str) -> LanguageError | None:
        """What is wrong with a sentence, in brief (where, not what else); ``None`` if it parses."""
        try:
            self._read(text, brief=True)
        except LanguageError as error:
            return error
        return None

    def _read(self, text: str, *, brief: bool = False) -> Statement:
        if len(text) > LONGEST:
            raise LanguageError(
                f"the sentence has {len(text):,} characters; at most {LONGEST:,} are read",
                column=LONGEST + 1,
                expected=("the end of the sentence",),
                remedy="split it into several claims",
            )
        # A full stop ends the sentence, but "U.S." keeps its own.
        body = re.sub(r"(?:(?<=\w\w)|(?<=[\"”»)\d°]))\.\s*\Z", "", text)
        try:
            tree = self._lark.parse(body)
        except UnexpectedInput as error:
            raise self._complaint(error, body, brief) from None
        clauses = _build(tree, body, self._builders)
        assert isinstance(clauses, list)
        return Statement(text, _with_subjects(clauses))

    def _complaint(self, error: UnexpectedInput, text: str, brief: bool) -> LanguageError:
        at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        position = len(text.rstrip()) if at_end else int(error.pos_in_stream or 0)
        if isinstance(error, UnexpectedToken) and not at_end:
            position = int(error.token.start_pos or 0)
        found = _word_at(text, position)
        accepted: set[str] = set()
        if isinstance(error, UnexpectedToken | UnexpectedCharacters) and not brief:
            parser = getattr(error, "interactive_parser", None)
            accepted = set(parser.accepts()) if parser is not None else set()
        expected = self._in_words(accepted)
        if not text.strip():
            message, position = "the sentence is empty", 0
        elif at_end or not found:
            message = "the sentence ends too early"
        else:
            message = f"'{found}' does not fit here"
        if expected:
            message += f"; expected {_choices(expected)}"
        return _UngrammaticalError(message, column=position + 1, expected=expected)

    def _in_words(self, terminals: set[str]) -> tuple[str, ...]:
        order = list(self._words)
        known = sorted(
            (name for name in map(_bare, terminals) if name in self._words), key=order.index
        )
        return tuple(dict.fromkeys(self._words[name] for name in known))


def _bare(terminal: str) -> str:
    return terminal.lstrip("_")


def _choices(expected: Sequence[str], most: int = 7) -> str:
    shown = [
        word if re.match(r"(?:an?|the|coordinates|degrees|one) ", word) else f"'{word}'"
        for word in expected[:most]
    ]
    if len(expected) > most:
        return ", ".join(shown) + " …"
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " or " + shown[-1]


def _word_at(text: str, position: int) -> str:
    match = re.match(r"\S+", text[position:])
    word = match.group()[:40] if match else ""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in word)


def _assemble(kinds: Sequence[AtomKind]) -> str:
    def either(name: str, rules: list[str]) -> str:
        return f"{name}: " + " | ".join(rules)

    stops = [word for kind in kinds for word in kind.stop_words]
    return "\n".join(
        [
            lexicon.shared_grammar(stops),
            either("_predicate", [rule for kind in kinds for rule in kind.predicates]),
            either("_tail", ["at_moment", *(rule for kind in kinds for rule in kind.tails)]),
            either("_whole_clause", [rule for kind in kinds for rule in kind.clauses]),
            *(kind.grammar for kind in kinds),
        ]
    )


class _AtMoment(str):
    """The phrase of "at encounter"."""


class _Subject(str):
    """The words before "is"."""

    column: int = 1


def _build(node: Tree[Token] | Token, text: str, builders: Mapping[str, Builder]) -> object:
    if isinstance(node, Token):
        return node
    children = [_build(child, text, builders) for child in node.children]
    meta = node.meta
    start = 0 if meta.empty else meta.start_pos
    end = 0 if meta.empty else meta.end_pos
    builder = builders.get(str(node.data))
    if builder is None:
        raise AssertionError(f"no builder for rule {node.data}")
    return builder(children, Span(text[start:end], start + 1))


def _with_subjects(said: Sequence[object]) -> tuple[Clause, ...]:
    """Clauses in order; one that names no subject takes the last one named."""
    clauses: list[Clause] = []
    subject, subject_column = "", 1
    for each in said:
        assert isinstance(each, list)
        moments = [item for item in each if isinstance(item, _AtMoment)]
        if len(moments) > 1:
            raise LanguageError("a clause speaks of one moment", column=_column(each))
        for item in each:
            if isinstance(item, _Subject):
                subject, subject_column = str(item), item.column
        at = str(moments[0]) if moments else None
        for atom, column in (item for item in each if isinstance(item, tuple)):
            nobody = getattr(atom, "timeless", False) and not getattr(atom, "of_object", False)
            clauses.append(Clause("" if nobody else subject, at, atom, column, subject_column))
    return tuple(clauses)


def _column(items: Sequence[object]) -> int:
    return next((item[1] for item in items if isinstance(item, tuple)), 1)


def _clause(children: list[object], span: Span) -> object:
    found: list[object] = []
    for child in children:
        if isinstance(child, _Subject | _AtMoment):
            found.append(child)
        else:
            assert isinstance(child, Atom)
            found.append((child, span.column + max(span.words.find(child.words), 0)))
    return found


def _unquoted(text: str) -> str:
    return " ".join(text.strip('"“”„«»').split())


def _subject(children: list[object], span: Span) -> object:
    words = _unquoted(span.words)
    subject = _Subject(re.sub(r"^the\s+", "", words, flags=re.IGNORECASE))
    subject.column = span.column
    return subject


def _at_moment(children: list[object], span: Span) -> object:
    words = _unquoted(str(next(child for child in children if isinstance(child, Token))))
    if all(word in lexicon.NOT_NAMES for word in words.lower().split()):
        raise LanguageError(
            f"'{words}' is not a moment", column=span.column, expected=("a moment",)
        )
    return _AtMoment(re.sub(r"^the\s+", "", words, flags=re.IGNORECASE))


def _place(children: list[object], span: Span) -> object:
    if isinstance(children[0], PlaceRef):
        return children[0]
    assert isinstance(children[0], Token)
    token = children[0]
    if token.type == "COORDINATES":
        return PlaceRef(span.words, span.column, parse_coordinates(str(token), column=span.column))
    name = _unquoted(str(token))
    if token.type == "NAME" and all(w in lexicon.NOT_NAMES for w in name.lower().split()):
        raise LanguageError(
            f"'{name}' is not a place name", column=span.column, expected=("a place name",)
        )
    return PlaceRef(name, span.column)


def _happening(children: list[object], span: Span) -> object:
    words = _at_moment(children, span)
    return MomentRef(str(words), span.column)


def _stamp(children: list[object], span: Span) -> object:
    tokens = [child for child in children if isinstance(child, Token)]
    times = [time_of_day(str(t), span.column) for t in tokens if t.type == "TIME"]
    words = {t.type: " ".join(str(t).split()) for t in tokens if t.type in ("ZONE", "DATE")}
    if len({str(t).casefold() for t in tokens if t.type == "ZONE"}) > 1:
        raise LanguageError(
            "both ends of a span of the clock need the same zone",
            column=span.column,
            expected=("one zone for both ends",),
        )
    hedges = {t.type for t in tokens if t.type in _HEDGE}
    if hedges - {"ABOUT", "NEARLY"}:
        raise LanguageError(
            f"'{span.words}' is not a clock time",
            column=span.column,
            expected=("before", "after", "about"),
        )
    if "DATE" in words:
        day_of(words["DATE"], span.column)
    until = times[1] if len(times) > 1 else None
    return Stamp(
        times[0], until, words.get("ZONE", ""), words.get("DATE", ""), bool(hedges), span.words,
        span.column,
    )  # fmt: skip


def _number(children: list[object], span: Span) -> object:
    kinds = [child for child in children if isinstance(child, Token)]
    values = [decimal_of(str(token)) for token in kinds if token.type == "NUMBER"]
    units = {_unit(token) for token in kinds if token.type in ("UNIT", "TIME_UNIT")}
    if len(units) > 1:
        raise LanguageError(
            "both ends of a range need the same unit",
            column=span.column,
            expected=("one unit for both ends",),
        )
    high = values[1] if len(values) > 1 else None
    if high is not None and high < values[0]:
        raise LanguageError(
            f"the range runs backwards: {high} is less than {values[0]}",
            column=span.column,
            expected=("the lower end first",),
        )
    if high == values[0]:
        high = None
    return Quantity(values[0], high, "", units.pop(), span.words)


def _unit(token: Token) -> str:
    for pattern, word in (lexicon.UNITS if token.type == "UNIT" else lexicon.TIME_UNITS).items():
        if re.fullmatch(pattern, token, flags=re.IGNORECASE):
            return word
    raise AssertionError(f"no unit word for {token}")


def _hedge(children: list[object], span: Span) -> object:
    token = children[0]
    assert isinstance(token, Token)
    return token


def _quantity(children: list[object], span: Span) -> object:
    amount = children[-1]
    assert isinstance(amount, Quantity)
    hedges = {_HEDGE[child.type] for child in children[:-1] if isinstance(child, Token)}
    # "maybe more than 100": the soft word adds nothing to the firm one.
    firm = [hedge for hedge in hedges if hedge != "about"]
    if len(firm) > 1:
        raise LanguageError(
            f"'{span.words}' says two things at once",
            column=span.column,
            expected=("one of more than, less than, nearly, up to",),
        )
    hedge: Hedge = firm[0] if firm else "about" if hedges else ""
    if amount.high is not None and firm:
        hedge = "about"
    return Quantity(amount.low, amount.high, hedge, amount.unit, span.words)


_SHARED: dict[str, Builder] = {
    "sentence": lambda children, span: children,
    "said": _clause,
    "continued": _clause,
    "whole": _clause,
    "subject": _subject,
    "at_moment": _at_moment,
    "place": _place,
    "happening": _happening,
    "quantity": _quantity,
    "duration": _quantity,
    "lapse": _number,
    "lapse_span": _number,
    "stamp": _stamp,
    "hedge": _hedge,
    "number": _number,
    "span": _number,
}

__all__ = ["LONGEST", "Language", "language", "parse"]


@cache
def language() -> Language:
    """The language of the shipped table of atoms (built once)."""
    return Language(ATOMS)


def parse(text: str) -> Statement:
    """Read one sentence of the claim language.

    Raises:
        LanguageError: it is not in the language, see :meth:`Language.parse`.
    """
    return language().parse(text)
