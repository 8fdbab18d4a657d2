"""The claim language: one grammar put together from the table of atoms, and its parser.

The parser is LALR(1), so its time is linear in the length of a sentence whatever is in it.
Nothing here knows any single atom: shared words come from the lexicon, the rest from the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import platformdirs
from lark import Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from skywitness.claims.language.atoms import ATOMS
from skywitness.claims.language.atoms.shared.base import Atom, AtomKind, Builder, Declared, Span
from skywitness.claims.language.daylight import halves_opened
from skywitness.claims.language.statement import Clause, Statement
from skywitness.claims.language.tables import parser
from skywitness.claims.language.wordbuilders import BUILDERS, AtMoment, Subject
from skywitness.claims.language.words import lexicon
from skywitness.claims.language.words.clocklike import CLOCK_LIKE, no_length
from skywitness.claims.language.words.mending import nearest_form
from skywitness.claims.language.words.nobody import SwallowedError, denials, denied_subject
from skywitness.claims.language.words.surplus import names_in, surplus
from skywitness.claims.meaning.numbers import MOST_DIGITS, endless_number
from skywitness.claims.meaning.stamps import Stamp
from skywitness.errors import LanguageError

#: Longest sentence read, in characters.
#: What a remedy says where no form of the sentence itself would parse.
AN_EXAMPLE = "an example of what parses"
LONGEST = 1000


#: What may name a moment, about which the case has its say.
_OF_MOMENTS = ("SUBJECT", "SUBJECT_ALONE", "OCCURRENCE", "LASTER")

_BRIEF: ContextVar[bool] = ContextVar("brief", default=False)


@contextmanager
def brief_faults() -> Iterator[None]:
    """Inside, what would mend a sentence is not looked for: of many faults few are told."""
    before = _BRIEF.set(True)
    try:
        yield
    finally:
        _BRIEF.reset(before)


#: Whether what a sentence says fits what a case declares.
Fits = Callable[[Statement], bool]


def _undeclared(phrase: str) -> str:
    return ""


def _any(statement: Statement) -> bool:
    return True


class _UngrammaticalError(LanguageError):
    """The words do not fit together (otherwise what they say cannot be)."""


class Language:
    """A grammar made of ``kinds``; :meth:`parse` reads one sentence."""

    def __init__(self, kinds: Sequence[AtomKind], *, kept: Path | None = None) -> None:
        """Assemble the grammar; raises ``lark.exceptions.GrammarError`` for a clash of rules.

        ``kept`` is a file in which the parser's tables are kept, and found again as long as the
        grammar and lark are the same.
        """
        self.kinds = tuple(kinds)
        self.grammar = _assemble(self.kinds)
        self._builders: dict[str, Builder] = dict(_SHARED)
        self._subjects = _subjects_of(self.grammar)
        self._words = dict(lexicon.TERMINALS)
        for kind in self.kinds:
            self._builders.update(kind.builders)
            self._words.update({_bare(name): text for name, text in kind.terminals.items()})
        self._lark = parser(self.grammar, kept)

    @property
    def examples(self) -> tuple[str, ...]:
        """Whole sentences that parse, from every kind of atom."""
        return tuple(example for kind in self.kinds for example in kind.examples)

    def parse(self, text: str, declared: Declared = _undeclared, fits: Fits = _any) -> Statement:
        """Read one sentence.

        ``declared`` is the longest name or phrase of a case that words begin with: only such a
        name may hold a denial ("no Su-24"). A form is offered for a sentence that does not parse
        only if it ``fits`` the case too.

        Raises:
            LanguageError: it is not in the language; ``column`` counts from 1, ``expected`` says
                in words what could stand there, ``nearest`` is a sentence that would parse.
        """
        try:
            return self._read(text, declared)
        except SwallowedError:
            raise
        except LanguageError as caught:
            error = caught
        if len(text) <= LONGEST and not _BRIEF.get():
            grammatical = not isinstance(error, _UngrammaticalError)
            error.nearest = nearest_form(
                text, lambda form: self.fault(form, declared, fits), self.examples,
                grammatical=grammatical,
            )  # fmt: skip
            mended = error.nearest not in self.examples
            kind = "a form that would parse" if mended else AN_EXAMPLE
            form = f"{kind}: {error.nearest}"
            error.remedy = f"{error.remedy}; {form}" if error.remedy else form
        raise error

    def fault(
        self, text: str, declared: Declared = _undeclared, fits: Fits = _any
    ) -> LanguageError | None:
        """What is wrong with a sentence, in brief (where, not what else); ``None`` if it parses."""
        try:
            read = self._read(text, declared, brief=True)
        except LanguageError as error:
            return error
        return None if fits(read) else LanguageError("it names what is unknown", column=len(text))

    def _read(
        self, text: str, declared: Declared = _undeclared, *, brief: bool = False
    ) -> Statement:
        if len(text) > LONGEST:
            raise LanguageError(
                f"the sentence has {len(text):,} characters; at most {LONGEST:,} are read",
                column=LONGEST + 1,
                expected=("the end of the sentence",),
                remedy="split it into several claims",
            )
        if endless := endless_number(text):
            digits = sum(map(str.isdigit, endless[0]))
            raise LanguageError(
                f"a number of {digits} digits; at most {MOST_DIGITS} are read",
                column=endless.start() + 1,
                expected=("a shorter number",),
                remedy="round it",
            )
        if lasted := CLOCK_LIKE.search(text):
            raise no_length(lasted)
        # ".5 km" is 0.5 km; a full stop ends the sentence, but "U.S." keeps its own.
        text = re.sub(r"(?<![\w.,:°'’\"”])\.(?=\d)", "0.", text)
        body = re.sub(r"(?:(?<=\w\w)|(?<=[\"”»)\d°]))\.\s*\Z", "", text)
        try:
            tree = self._lark.parse(body)
        except UnexpectedInput as error:
            raise self._complaint(error, body, brief) from None
        clauses = _build(tree, body, self._builders)
        assert isinstance(clauses, list)
        self._doubt(tree, body, declared)
        return Statement(text, tuple(halves_opened(_with_subjects(clauses))))

    def _doubt(self, tree: Tree[Token], text: str, declared: Declared) -> None:
        """Refuse names and phrases that hold what only a case could make part of them."""
        for token in tree.scan_values(lambda each: isinstance(each, Token)):
            start = int(token.start_pos or 0)
            if token.type in self._subjects:
                for at, phrase in denials(str(token), declared):
                    raise denied_subject(text, start + at, phrase, self.fault)
                for at, name in names_in(str(token)):
                    more = surplus(
                        text, start + at, name, declared, lambda form: self.fault(form, declared),
                        nouns=token.type not in _OF_MOMENTS,
                    )  # fmt: skip
                    if more is not None:
                        raise more
            for kind in self.kinds:
                if token.type in kind.doubts:
                    kind.doubts[token.type](str(token), start + 1, declared)

    def _complaint(self, error: UnexpectedInput, text: str, brief: bool) -> LanguageError:
        at_end = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        position = len(text.rstrip()) if at_end else int(error.pos_in_stream or 0)
        if isinstance(error, UnexpectedToken) and not at_end:
            position = int(error.token.start_pos or 0)
        found = _found(error, text, position)
        accepted: set[str] = set()
        if isinstance(error, UnexpectedToken | UnexpectedCharacters) and not brief:
            stopped = getattr(error, "interactive_parser", None)
            accepted = set(stopped.accepts()) if stopped is not None else set()
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


def _found(error: UnexpectedInput, text: str, position: int) -> str:
    """What does not fit: the word, or all words that were read as one ("before dawn")."""
    match = re.match(r"\S+", text[position:])
    word = match.group() if match else ""
    if isinstance(error, UnexpectedToken) and str(error.token).startswith(f"{word} "):
        word = str(error.token)
    word = word[:40]
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


def _subjects_of(grammar: str) -> frozenset[str]:
    """The terminals of a grammar that are the name of an object or a moment."""
    lines = (line for line in grammar.splitlines() if lexicon.OBJECT_PATTERN in line)
    named = (re.match(r"([A-Z_]+)\.-?\d+:", line) for line in lines)
    return frozenset({"SUBJECT", "SUBJECT_ALONE"} | {found[1] for found in named if found})


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
        moments = [item for item in each if isinstance(item, AtMoment)]
        if len(moments) > 1:
            raise LanguageError("a clause speaks of one moment", column=_column(each))
        for item in each:
            if isinstance(item, Subject):
                subject, subject_column = str(item), item.column
        at = str(moments[0]) if moments else None
        for atom, column in (item for item in each if isinstance(item, tuple)):
            _when(atom, column, at)
            nobody = atom.timeless and not atom.of_object
            clauses.append(Clause("" if nobody else subject, at, atom, column, subject_column))
    return tuple(clauses)


def _when(atom: Atom, column: int, at: str | None) -> None:
    """Refuse a motion that is told of no time, or both of a leg and of a moment."""
    if atom.when == "moment" and at is None:
        raise LanguageError(
            f"it is not said when '{atom.words}'",
            column=column,
            expected=atom.whens,
            remedy="add 'at' and a moment at the end",
        )
    if atom.when == "none" and at is not None:
        raise LanguageError(
            f"'{atom.words}' is told of no moment, and '{at}' would be lost",
            column=column,
            expected=("the end of the sentence",),
            remedy="leave out 'at' and the moment",
        )
    if atom.when == "leg" and at is not None:
        raise LanguageError(
            f"'{atom.words}' is told of a way and of one moment, '{at}', at once",
            column=column,
            expected=("the end of the sentence",),
            remedy="leave out 'at' and the moment, or make two claims",
        )


def _column(items: Sequence[object]) -> int:
    return next((item[1] for item in items if isinstance(item, tuple)), 1)


def _clause(children: list[object], span: Span) -> object:
    found: list[object] = []
    for child in children:
        if isinstance(child, Subject | AtMoment):
            found.append(child)
        elif isinstance(child, Stamp):
            found[-1] = _timed(found[-1], child, span)
        else:
            assert isinstance(child, Atom)
            found.append((child, span.column + max(span.words.find(child.words), 0)))
    return found


def _timed(told: object, stamp: Stamp, span: Span) -> tuple[Atom, int]:
    """An atom with the clock time after it, where it takes one."""
    assert isinstance(told, tuple)
    atom, column = told
    words = span.words[: stamp.column - span.column + len(stamp.words)]
    return atom.timed(stamp, words[column - span.column :]), column


_SHARED: dict[str, Builder] = {
    **BUILDERS,
    "sentence": lambda children, span: children,
    "said": _clause,
    "continued": _clause,
    "whole": _clause,
}

__all__ = ["LONGEST", "Language", "language", "parse"]


@cache
def language() -> Language:
    """The language of the shipped table of atoms (built once)."""
    return Language(ATOMS, kept=_kept())


def _kept() -> Path | None:
    """Where the parser's tables are kept: making them takes most of a second each time."""
    try:
        return platformdirs.user_cache_path("skywitness", ensure_exists=True) / "grammar.json"
    except OSError:  # a home that cannot be written to
        return None


def parse(text: str, declared: Declared = _undeclared, fits: Fits = _any) -> Statement:
    """Read one sentence of the claim language; ``declared`` tells the phrases of a case.

    What is offered for one that does not parse ``fits`` the case.

    Raises:
        LanguageError: it is not in the language, see :meth:`Language.parse`.
    """
    return language().parse(text, declared, fits)
