"""The builders of the words all atoms share: names, numbers, hedges, clock times, moments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import get_args

from lark import Token

from skywitness.claims.language.atoms.shared.base import Builder, MomentRef, Span
from skywitness.claims.language.atoms.shared.common import PlaceRef
from skywitness.claims.language.words import lexicon
from skywitness.claims.language.words.coordinates import parse_coordinates
from skywitness.claims.language.words.unitwords import UNIT_TABLES
from skywitness.claims.meaning.numbers import Figure, Hedge, Quantity, Signs, Slack, figure_of
from skywitness.claims.meaning.numerals import SMALL_NUMBER
from skywitness.claims.meaning.stamps import Stamp, day_of, span_of_day, time_of_day
from skywitness.errors import LanguageError

_HEDGE: dict[str, Hedge] = {
    "ABOUT": "about", "NEARLY": "nearly", "JUST_OVER": "just over", "MORE": "at least",
    "OVER": "at least", "ABOVE": "at least", "AT_MOST": "at most", "OR_SO": "about",
    "OR_MORE": "at least", "OR_LESS": "at most", "EXACTLY": "", "PLUS": "at least", "ODD": "about",
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


#: The North Sea is a name, though "the north" and "the sea" are none.
_A_SEA = re.compile(r"(?:the\s+)?(?:north|south|east|west)(?:ern)?\s+sea", re.IGNORECASE)


def _place(children: list[object], span: Span) -> object:
    if isinstance(children[0], PlaceRef):
        return children[0]
    assert isinstance(children[0], Token)
    token = children[0]
    if token.type == "COORDINATES":
        return PlaceRef(span.words, span.column, parse_coordinates(str(token), column=span.column))
    name = _unquoted(str(token))
    unnamed = all(w in lexicon.NOT_NAMES for w in name.lower().split())
    if token.type == "NAME" and unnamed and not _A_SEA.fullmatch(name):
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
    if hedges - {"ABOUT", "NEARLY", "EXACTLY", "OR_SO"}:
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
        time, until, zones.get("ZONE", ""), date, bool(hedges - {"EXACTLY"}), span.words,
        span.column,
        next((c.error for c in children if isinstance(c, Slack)), None), ends,
    )  # fmt: skip


def _at_clock(children: list[object], span: Span) -> object:
    """The time after a whole clause, with the side of it on which that was."""
    stamp = children[-1]
    assert isinstance(stamp, Stamp)
    kinds = {child.type for child in children if isinstance(child, Token)}
    if "BEFORE_TIME" in kinds:
        return replace(stamp, side="before", words=span.words, column=span.column)
    if "AFTER_TIME" in kinds:
        return replace(stamp, side="after", words=span.words, column=span.column)
    return stamp


def _plain(token: Token) -> str:
    return " ".join(str(token).strip(", ").split())


def _number(children: list[object], span: Span) -> object:
    kinds = [child for child in children if isinstance(child, Token)]
    figures = _figures([str(token) for token in kinds if token.type == "NUMBER"], kinds, span)
    half = any(token.type == "AND_A_HALF" for token in kinds)
    units = {_unit(token) for token in kinds if token.type in UNIT_TABLES}
    if len(units) > 1:
        raise LanguageError(
            "both ends of a range need the same unit",
            column=span.column,
            expected=("one unit for both ends",),
        )
    ways = {
        signs: [getattr(each, signs) for each in figures]
        for signs in get_args(Signs)
        if all(getattr(each, signs) is not None for each in figures)
    } or {None: [each.value for each in figures]}
    if half:  # "a mile and a half"
        ways = {signs: [value + Decimal("0.5") for value in ends] for signs, ends in ways.items()}
    # A range that runs backwards under one convention is meant under the other.
    forward = {signs: ends for signs, ends in ways.items() if ends == sorted(ends)}
    if not forward:
        low, high = next(iter(ways.values()))
        raise LanguageError(
            f"the range runs backwards: {high} is less than {low}",
            column=span.column,
            expected=("the lower end first",),
        )
    read = {signs: _ends(values) for signs, values in forward.items()}
    (low, high), *others = read.values()
    told = next(iter(read)) if len(read) == 1 else None
    comma = others[0] if others and others[0] != (low, high) else None
    hedge: Hedge = next((_HEDGE[t.type] for t in kinds if t.type in ("PLUS", "ODD")), "")
    return Quantity(low, high, hedge, units.pop(), span.words, comma=comma, signs=told)


def _lapse(children: list[object], span: Span) -> object:
    """A length of time; one in two units is counted in the smaller."""
    token = children[0]
    if not isinstance(token, Token) or token.type != "HOURS_AND_MINUTES":
        return _number(children, span)
    (first, unit), (second, _) = re.findall(r"(\d+)\s*([a-z])", str(token).lower())
    smaller = "min" if unit == "h" else "s"
    if int(second) >= 60:
        raise LanguageError(
            f"'{token}' is no amount of time", column=span.column, expected=("less than 60",)
        )
    return Quantity(Decimal(int(first) * 60 + int(second)), None, "", smaller, span.words)


def _figures(written: Sequence[str], kinds: Sequence[Token], span: Span) -> list[Figure]:
    """The numbers as written; "20 to 25 thousand" is twenty thousand to twenty-five thousand.

    Raises:
        LanguageError: "20-25,000 ft" may be both, so it is refused.
    """
    figures = [figure_of(each) for each in written]
    if len(figures) < 2 or sum(token.type in UNIT_TABLES for token in kinds) > 1:
        return figures
    first, last = (" ".join(each.casefold().split()) for each in written)
    low, high = (figure.value for figure in figures)
    for word, factor in (("hundred", 100), ("thousand", 1000), ("dozen", 12)):
        if re.search(rf"\b{word}(?:\s+of)?\Z", last) and word not in first:
            if low * factor < high:
                return [_times(figures[0], factor), figures[1]]
            return figures
    grouped = re.fullmatch(r"\d{1,3}([,.' \u00a0\u2009\u202f’])\d{3}", last)
    if grouped and re.fullmatch(r"\d{1,3}", first) and low < 100 and low * 1000 < high:
        unit = next(str(token) for token in kinds if token.type in UNIT_TABLES)
        whole = f"{first}{grouped[1]}000"
        raise LanguageError(
            f"'{span.words}' may begin at {first} or at {whole}",
            column=span.column,
            expected=("both ends in full",),
            remedy=f"write '{whole}-{last} {unit}' or '{first} {unit} to {last} {unit}'",
        )
    return figures


def _times(figure: Figure, factor: int) -> Figure:
    point, comma = (
        None if each is None else (each * factor).normalize().quantize(Decimal(1))
        for each in (figure.point, figure.comma)
    )
    return Figure(point, comma)


def _ends(values: Sequence[Decimal]) -> tuple[Decimal, Decimal | None]:
    return values[0], values[1] if len(values) > 1 and values[1] != values[0] else None


def _vague(children: list[object], span: Span) -> object:
    token = next(c for c in children if isinstance(c, Token) and c.type in UNIT_TABLES)
    return Quantity(Decimal(0), None, "", _unit(token), span.words, vague=True)


def _slack(children: list[object], span: Span) -> object:
    error = children[-1]
    assert isinstance(error, Quantity)
    if error.hedge:
        raise LanguageError(
            f"'{error.words}' is no stated error", column=span.column,
            expected=("a number and its unit",),
        )  # fmt: skip
    return Slack(error, span.words)


def _unit(token: Token) -> str:
    for pattern, word in UNIT_TABLES[token.type].items():
        if re.fullmatch(pattern, token, flags=re.IGNORECASE):
            return word
    raise AssertionError(f"no unit word for {token}")


def _mach(children: list[object], span: Span) -> object:
    found = re.findall(rf"\d+(?:[.,]\d+)?|{SMALL_NUMBER}", span.words, re.IGNORECASE)
    figures = [figure_of(each) for each in found]
    read: list[tuple[Signs | None, Decimal, Decimal | None]] = [
        (signs, *_ends([getattr(each, signs) for each in figures]))
        for signs in get_args(Signs)
        if all(getattr(each, signs) is not None for each in figures)
    ]
    if not read:
        read = [(None, *_ends([each.value for each in figures]))]
    (told, low, high), *others = read
    if high is not None and high < low:
        raise LanguageError(
            f"the range runs backwards: {high} is less than {low}",
            column=span.column,
            expected=("the lower end first",),
        )
    other = [each[1:] for each in others if each[1:] != (low, high)]
    comma = other[0] if other else None
    return Quantity(low, high, "", "Mach", span.words, comma=comma, signs=None if others else told)


def _hedge(children: list[object], span: Span) -> object:
    token = children[0]
    assert isinstance(token, Token)
    return token


def _quantity(children: list[object], span: Span) -> object:
    amount = next(child for child in children if isinstance(child, Quantity))
    hedges = [_HEDGE[child.type] for child in children if isinstance(child, Token)]
    hedges += [amount.hedge] if amount.hedge else []
    firm = list(dict.fromkeys(hedge for hedge in hedges if hedge not in ("about", "")))
    if len(firm) > 1:
        raise LanguageError(
            f"'{span.words}' says two things at once",
            column=span.column,
            expected=("one of more than, less than, nearly, up to",),
        )
    hedge: Hedge = firm[0] if firm else "about" if "about" in hedges else ""
    # "Maybe more than 100": the soft word adds nothing to the firm one before which it stands.
    rough = bool(firm) and "about" in hedges[len(hedges) - hedges[::-1].index(firm[0]) :]
    return replace(amount, hedge=hedge, rough=rough, words=span.words)


#: Rule of the lexicon → its builder.
BUILDERS: dict[str, Builder] = {
    "subject": _subject,
    "at_moment": _at_moment,
    "at_clock": _at_clock,
    "place": _place,
    "named": _place,
    "happening": _happening,
    "quantity": _quantity,
    "duration": _quantity,
    "lapse": _lapse,
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
    "hedged_stamp": _stamp,
    "between_stamp": _stamp,
    "slack": _slack,
    "slack_time": _slack,
    "hedge": _hedge,
    "soft": _hedge,
    "number": _number,
    "span": _number,
    "vague": _vague,
    "lapse_vague": _vague,
    "pace_vague": _vague,
    "rate_vague": _vague,
}
