"""The builders of the words all atoms share: names, numbers, hedges, clock times, moments."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lark import Token

from skywitness.claims.language.atoms.shared.base import Builder, MomentRef, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.language.words import lexicon
from skywitness.claims.language.words.coordinates import parse_coordinates
from skywitness.claims.meaning.numbers import Hedge, Quantity, Slack, decimal_of
from skywitness.claims.meaning.stamps import Stamp, day_of, span_of_day, time_of_day
from skywitness.errors import LanguageError

_HEDGE: dict[str, Hedge] = {
    "ABOUT": "about", "NEARLY": "nearly", "MORE": "more than", "OVER": "more than",
    "ABOVE": "more than", "LESS": "less than", "AT_MOST": "at most",
}  # fmt: skip


class AtMoment(str):
    """The phrase of "at encounter"."""


class Subject(str):
    """The words before "is"."""

    column: int = 1


def _unquoted(text: str) -> str:
    return " ".join(text.strip('"“”„«»').split())


def _subject(children: list[object], span: Span) -> object:
    words = _unquoted(span.words)
    subject = Subject(re.sub(r"^the\s+", "", words, flags=re.IGNORECASE))
    subject.column = span.column
    return subject


def _at_moment(children: list[object], span: Span) -> object:
    words = _unquoted(str(next(child for child in children if isinstance(child, Token))))
    if all(word in lexicon.NOT_NAMES for word in words.lower().split()):
        raise LanguageError(
            f"'{words}' is not a moment", column=span.column, expected=("a moment",)
        )
    return AtMoment(re.sub(r"^the\s+", "", words, flags=re.IGNORECASE))


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


@dataclass(frozen=True)
class _Begin:
    """The beginning of a span of the clock: its words, by the kind of word."""

    tokens: tuple[Token, ...]


def _begin(children: list[object], span: Span) -> object:
    return _Begin(tuple(child for child in children if isinstance(child, Token)))


def _stamp(children: list[object], span: Span) -> object:
    begin = next((child.tokens for child in children if isinstance(child, _Begin)), ())
    last = tuple(child for child in children if isinstance(child, Token))
    tokens = (*begin, *last)
    told = [str(t) for t in tokens if t.type == "TIME"]
    until = None
    if len(told) == 1:
        time = time_of_day(told[0], span.column)
    else:
        time, until = span_of_day(told[0], told[1], span.column)
    zones = {t.type: _plain(t) for t in tokens if t.type == "ZONE"}
    if len({_plain(t).casefold() for t in tokens if t.type == "ZONE"}) > 1:
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
    date, ends = (next((_plain(t) for t in half if t.type == "DATE"), "") for half in (begin, last))
    for written in filter(None, (date, ends)):
        day_of(written, span.column)
    # One date, wherever it stands, is that of the beginning.
    date, ends = (date, ends) if date else (ends, "")
    return Stamp(
        time, until, zones.get("ZONE", ""), date, bool(hedges), span.words, span.column,
        next((c.error for c in children if isinstance(c, Slack)), None), ends,
    )  # fmt: skip


def _plain(token: Token) -> str:
    return " ".join(str(token).strip(", ").split())


def _number(children: list[object], span: Span) -> object:
    kinds = [child for child in children if isinstance(child, Token)]
    values = [decimal_of(str(token)) for token in kinds if token.type == "NUMBER"]
    units = {_unit(token) for token in kinds if token.type in lexicon.UNIT_TABLES}
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


def _slack(children: list[object], span: Span) -> object:
    error = children[-1]
    assert isinstance(error, Quantity)
    return Slack(error, span.words)


def _unit(token: Token) -> str:
    for pattern, word in lexicon.UNIT_TABLES[token.type].items():
        if re.fullmatch(pattern, token, flags=re.IGNORECASE):
            return word
    raise AssertionError(f"no unit word for {token}")


def _mach(children: list[object], span: Span) -> object:
    number = next(child for child in children if isinstance(child, Token))
    return Quantity(decimal_of(str(number)), None, "", "Mach", span.words)


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


#: Rule of the lexicon → its builder.
BUILDERS: dict[str, Builder] = {
    "subject": _subject,
    "at_moment": _at_moment,
    "at_clock": lambda children, span: children[-1],
    "place": _place,
    "named": _place,
    "happening": _happening,
    "quantity": _quantity,
    "duration": _quantity,
    "lapse": _number,
    "lapse_span": _number,
    "pace": _quantity,
    "pace_number": _number,
    "pace_span": _number,
    "mach": _mach,
    "rate": _quantity,
    "rate_number": _number,
    "rate_span": _number,
    "begin": _begin,
    "stamp": _stamp,
    "slack": _slack,
    "slack_time": _slack,
    "hedge": _hedge,
    "number": _number,
    "span": _number,
}
