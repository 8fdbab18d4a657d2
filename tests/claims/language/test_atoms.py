"""The table of atoms: a new atom is one file and one row, and each is documented."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pytest

from skywitness.claims.language.atoms import ATOMS
from skywitness.claims.language.atoms.shared import base
from skywitness.claims.language.atoms.shared.base import (
    Atom,
    AtomKind,
    Choice,
    Context,
    Span,
)
from skywitness.claims.language.grammar import Language, parse
from skywitness.claims.meaning.parts import Part, Variable
from skywitness.errors import LanguageError


@dataclass(frozen=True)
class LastsAtom(Atom):
    """Stands for an atom to come: how often something goes round."""

    laps: int
    words: str
    topic = "time"

    def variables(self, ctx: Context) -> tuple[Variable, ...]:
        return ()

    def parts(self, choice: Choice, ctx: Context) -> tuple[Part, ...]:
        return (Part(ctx.claim, self.words, ctx.spot, None, "no track"),)


def _build(children: list[object], span: Span) -> LastsAtom:
    return LastsAtom(int(str(children[0])), span.words)


TOY = AtomKind(
    name="lasts",
    title="Laps",
    grammar=r"""
lasts: _FOR NUMBER _LAPS
touch: subject _AND_BOTH subject _TOUCH
_FOR.6: /through(?![\w-])/i
_LAPS.6: /laps?(?![\w-])/i
_AND_BOTH.7: /together\s+with(?![\w-])/i
_TOUCH.7: /touch(?![\w-])/i
""",
    predicates=("lasts",),
    tails=("lasts",),
    clauses=("touch",),
    builders={"lasts": _build, "touch": lambda children, span: LastsAtom(0, span.words)},
    terminals={"_FOR": "through", "_LAPS": "laps"},
    stop_words=("through",),
    examples=("Su-24 is inside Turkey through 17 laps at hit",),
)


@pytest.fixture(scope="module")
def extended() -> Language:
    return Language((*ATOMS, TOY))


def test_a_new_atom_needs_only_its_row(extended: Language) -> None:
    with pytest.raises(LanguageError):
        parse(TOY.examples[0])
    clauses = extended.parse(TOY.examples[0]).clauses
    assert [type(clause.atom).__name__ for clause in clauses] == ["InsideAtom", "LastsAtom"]
    assert [(c.subject, c.at) for c in clauses] == [("Su-24", "hit")] * 2
    assert extended.parse("encounter is through 17 laps").clauses[0].atom == LastsAtom(
        17, "through 17 laps"
    )


def test_a_new_atom_may_be_a_whole_clause(extended: Language) -> None:
    (clause,) = extended.parse("Su-27 together with MQ-9 touch").clauses
    assert clause.atom.words == "Su-27 together with MQ-9 touch"


def test_what_a_new_atom_expects_is_said_in_its_words(extended: Language) -> None:
    with pytest.raises(LanguageError) as caught:
        extended.parse("Su-24 is inside Turkey through 17 hours at hit")
    assert caught.value.expected == ("laps",)
    assert caught.value.column == 35


@pytest.mark.parametrize("example", [e for kind in ATOMS for e in kind.examples])
def test_all_sentences_of_the_table_still_parse_with_another_atom(
    extended: Language, example: str
) -> None:
    assert len(extended.parse(example).clauses) == len(parse(example).clauses)


@pytest.mark.parametrize("kind", ATOMS, ids=lambda kind: kind.name)
def test_each_atom_is_documented(kind: AtomKind, repository: Path) -> None:
    page = (repository / "docs/reference/claim-language.md").read_text(encoding="utf-8")
    assert f"\n### {kind.title}\n" in page
    section = page.split(f"\n### {kind.title}\n")[1].split("\n### ")[0]
    for example in kind.examples:
        assert example in section, example


@pytest.mark.parametrize("kind", ATOMS, ids=lambda kind: kind.name)
def test_each_atom_says_what_it_means_and_what_can_test_it(kind: AtomKind) -> None:
    module = sys.modules[next(iter(kind.builders.values())).__module__]
    assert module.KIND is kind
    assert "Semantics:" in module.__doc__
    assert "What can test it:" in module.__doc__
    for example in kind.examples:
        assert any(
            type(clause.atom).__module__ == module.__name__ for clause in parse(example).clauses
        )


def test_atoms_are_frozen_and_have_a_topic() -> None:
    for kind in ATOMS:
        for example in kind.examples:
            for clause in parse(example).clauses:
                assert isinstance(clause.atom, Atom)
                assert clause.atom.topic in get_args(base.Topic)
                with pytest.raises(AttributeError):
                    clause.atom.words = "other"  # type: ignore[misc]
    assert base.Builder is not None
