"""Shipped cases say the same with their claims in another order and their speakers exchanged."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from soundness.wider.exchange import differences

import skywitness as sw
from skywitness.claims.casefile.case import Case

SHIPPED = Path(sw.__file__).parent / "data" / "cases"
NAMED = re.compile(r'(?P<before>\b(?:speaker|who) = ")(?P<name>[^"]+)"')


def turned(text: str) -> str:
    """A case with the tables of its claims in reverse, each speaker called like the next."""
    tables = re.split(r"(?m)^(?=\[\[?)", text)
    at = [k for k, table in enumerate(tables) if table.startswith("[[claims]]")]
    names = list(dict.fromkeys(m["name"] for k in at for m in NAMED.finditer(tables[k])))
    other = dict(zip(names, [*names[1:], *names[:1]], strict=True))
    claims = [
        NAMED.sub(lambda m: f'{m["before"]}{other[m["name"]]}"', tables[k]).rstrip() + "\n\n"
        for k in at
    ]
    for k, claim in zip(at, reversed(claims), strict=True):
        tables[k] = claim
    return "".join(tables)


def told_twice(name: str, folder: Path) -> tuple[Case, Case]:
    """A shipped case, and the same turned about."""
    shutil.copytree(SHIPPED / name, folder / name)
    text = (folder / name / "case.toml").read_text("utf-8")
    (folder / name / "case.toml").write_text(turned(text), "utf-8")
    case, again = sw.load_case(name), sw.load_case(folder / name)
    assert [c.id for c in again.claims] != [c.id for c in case.claims]
    assert [c.speaker for c in again.claims] != [c.speaker for c in reversed(case.claims)]
    return case, again


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.long if name == "mq9-black-sea-2023" else ())
        for name in sw.shipped_cases()
    ],
)
def test_the_order_of_claims_and_the_names_of_speakers_change_no_verdict(
    name: str, tmp_path: Path
) -> None:
    first, second = (
        sw.as_json(sw.check(each, conflicts_s=0)) for each in told_twice(name, tmp_path)
    )
    assert list(differences(first, second)) == []


@pytest.mark.long
@pytest.mark.parametrize("name", sw.shipped_cases())
def test_nor_which_claims_are_found_to_exclude_each_other(name: str, tmp_path: Path) -> None:
    """Where the search comes to its end; a budget that is used up may end elsewhere."""
    found = []
    for each in told_twice(name, tmp_path):
        conflicts = sw.check(each, conflicts_s=60).conflicts
        assert conflicts is not None
        found.append(conflicts)
    for one, two in zip(*found, strict=True):
        if one.cut or two.cut:
            pytest.skip("the search was cut")
        clashes = [
            {(c.strength, frozenset(some)) for c in which.conflicts for some in (c.claims, *c.also)}
            for which in (one, two)
        ]
        assert clashes[0] == clashes[1]
        sets = [{frozenset(s.claims) for s in which.compatible} for which in (one, two)]
        assert sets[0] == sets[1]
