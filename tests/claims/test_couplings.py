"""Which words of several claims are one: conventions, denials, corrections, opposite facts."""

from __future__ import annotations

import pytest
from language_fakes import find

from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text
from skywitness.claims.readings import Reader
from skywitness.errors import CaseError

HEAD = 'id = "c"\ntitle = "c"\ndate = 2020-03-15\nzone = "Europe/Moscow"\n'
WORLD = """
[[documents]]
id = "P"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
[[documents]]
id = "Q"
sha256 = "0000000000000000000000000000000000000000000000000000000000000001"
[[objects]]
id = "jet"
mover = "jet"
[[objects]]
id = "ship"
mover = "ship"
[[moments]]
id = "hit"
objects = ["jet"]
[[moments]]
id = "fire"
"""


def claim(name: str, says: str, speaker: str = "A", more: str = 'document = "P"') -> str:
    return f'[[claims]]\nid = "{name}"\nspeaker = "{speaker}"\nsays = \'{says}\'\n{more}\n'


def case(*claims: str, more: str = "") -> Case:
    return case_from_text(HEAD + WORLD + "".join(claims) + more, file="case.toml")


def words(made: Case, name: str) -> dict[str, str]:
    """The ids of a claim's ambiguous words, by their kind."""
    reader = Reader(made, made.frames[0], find=find)
    return {v.id.partition(":")[0]: v.id for v in reader.variables(made.claim(name).saying)}


def count(made: Case, *names: str) -> int:
    """The ordinary joint readings of claims, all of them by default."""
    reader = Reader(made, made.frames[0], find=find)
    chosen = [c.saying for c in made.claims if not names or c.id in names]
    return sum(r.kind == "ordinary" for r in reader.readings(chosen))


MILES, FAR = "hit is 75 miles from Sevastopol", "fire is 12 miles from Sevastopol"


def test_a_speaker_has_one_mile_in_one_document() -> None:
    assert count(case(claim("C1", MILES), claim("C2", FAR))) == 2
    assert count(case(claim("C1", MILES), claim("C2", FAR, "B"))) == 4
    assert count(case(claim("C1", MILES), claim("C2", FAR, more='document = "Q"'))) == 4
    assert count(case(claim("C1", MILES, more=""), claim("C2", FAR, more=""))) == 4


def test_without_a_document_one_source_or_one_quote_is_the_text() -> None:
    sources = "".join(f'[[sources]]\nid = "{name}"\ntitle = "T"\n' for name in ("S", "T"))

    def both(one: str, other: str, speaker: str = "A") -> int:
        made = claim("C1", MILES, more=one), claim("C2", FAR, speaker, more=other)
        return count(case(*made, more=sources))

    quote = 'quote = "75 miles from the port, 12 miles from the base"'
    assert both('source = "S"', 'source = "S"') == both(quote, quote) == 2
    assert both('source = "S"', 'source = "S"', "B") == 4
    assert both('source = "S"', 'source = "T"') == both(quote, 'quote = "12 miles"') == 4


def test_who_only_reports_has_no_mile_of_his_own() -> None:
    via = 'chain = [{{ who = "A" }}, {{ who = "{}", stance = "{}" }}]\ndocument = "P"'
    row = claim("C2", FAR).replace('speaker = "A"\n', "")
    reported = row.replace('document = "P"', via.format("W", "reports"))
    asserted = row.replace('document = "P"', via.format("W", "asserts"))
    assert count(case(claim("C1", MILES), reported)) == 2
    assert count(case(claim("C1", MILES), asserted)) == 4


@pytest.mark.parametrize(
    ("one", "other", "readings"),
    [
        ("hit is on a bearing of 213° from Sevastopol",
         "fire is on a bearing of 20° from Sevastopol", 2),
        ("hit is at 07:03 CST on 2 May 2023", "fire is at 08:10 CST on 2 May 2023", None),
        ("jet flies at 300 kt at hit", "jet flies at 250 kt at fire", 3),
        ("jet flies at 300 kt at hit", "jet flies at 500 km/h at fire", 9),
        ("hit is at 23:30 UTC", "fire is at 22:10 UTC", 2),
    ],
)  # fmt: skip
def test_north_clock_and_speeds_are_conventions_too(
    one: str, other: str, readings: int | None
) -> None:
    made = case(claim("C1", one), claim("C2", other))
    assert count(made) == (readings or count(made, "C1"))
    apart = case(claim("C1", one), claim("C2", other, "B"))
    assert count(apart) == count(apart, "C1") * count(apart, "C2")


def test_what_an_object_speed_is_measured_against_says_nothing_of_another() -> None:
    says = "ship flies at 30 kt at hit", "jet flies at 300 kt at fire", "MiG flies at 400 kt at hit"
    made = case(*(claim(f"C{k}", s) for k, s in enumerate(says)))
    assert count(made) == 1 * 3 * 3


@pytest.mark.parametrize("key", ["denies", "restates", "supersedes"])
def test_a_denial_shares_its_readings(key: str) -> None:
    value = '"C1"' if key == "supersedes" else '["C1"]'
    speaker = "A" if key == "supersedes" else "B"
    made = case(
        claim("C1", "hit is at least 5-10 miles southwest of Crimea"),
        claim("C2", "hit is at most 5-10 miles southwest of Crimea", speaker,
              f'document = "Q"\n{key} = {value}'),
        claim("C3", "fire is 3 miles from Sevastopol", speaker, 'document = "Q"'),
    )  # fmt: skip
    assert words(made, "C1") == words(made, "C2")
    assert count(made, "C1", "C2") == count(made, "C1") == 8
    # The mile of the denial is that of what it denies, not the one its speaker uses.
    assert words(made, "C3")["unit"] != words(made, "C2")["unit"]


def test_a_plain_denial_needs_no_key() -> None:
    made = case(
        claim("C1", "hit is within 5-10 miles of Sevastopol"),
        claim("C2", "hit is not within 5-10 miles of Sevastopol", "B", 'document = "Q"'),
        claim("C3", "hit is not within 20 miles of Sevastopol", "C", 'document = "Q"'),
    )
    assert words(made, "C1") == words(made, "C2")
    assert count(made, "C1", "C2") == 4
    assert words(made, "C3")["unit"] != words(made, "C1")["unit"]


def test_a_number_restated_has_the_mile_of_the_first() -> None:
    made = case(claim("C1", MILES), claim("C2", "120 km restates C1", "B"))
    assert words(made, "C2")["unit"] == words(made, "C1")["unit"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jet never enters US territory", "jet is inside US territory for 12 minutes"),
        ("jet is inside US territory at hit", "hit is outside US territory"),
        ("fire is inside US territory", "fire is outside US territory"),
        ("jet flies over US territory at hit", "jet does not fly over US territory"),
        ("jet leaves US territory", "jet never enters US territory"),
    ],
)
def test_opposite_facts_share_the_extent(one: str, other: str) -> None:
    made = case(claim("C1", one, more=""), claim("C2", other, "B", ""))
    assert words(made, "C1")["extent"] == words(made, "C2")["extent"]
    apart = '[[apart]]\nwords = "US territory"\nclaims = ["C2"]\n'
    made = case(claim("C1", one, more=""), claim("C2", other, "B", ""), more=apart)
    assert words(made, "C1")["extent"] != words(made, "C2")["extent"]


def test_facts_of_two_objects_do_not_share_an_extent() -> None:
    made = case(
        claim("C1", "jet never enters US territory", more=""),
        claim("C2", "ship is inside US territory for 12 minutes", more=""),
    )
    assert words(made, "C1")["extent"] != words(made, "C2")["extent"]


def test_the_case_may_part_what_would_be_one() -> None:
    apart = '[[apart]]\nwords = "Miles"\nclaims = ["C2"]\n'
    made = case(claim("C1", MILES), claim("C2", FAR), claim("C3", FAR), more=apart)
    assert count(made, "C1", "C2") == 4
    assert count(made, "C1", "C3") == 2


def test_the_case_may_join_speakers_and_with_them_all_they_said() -> None:
    same = '[[same]]\nwords = "miles"\nclaims = ["C1", "C3"]\n'
    made = case(
        claim("C1", MILES), claim("C2", FAR), claim("C3", MILES, "B"), claim("C4", FAR, "B"),
        more=same,
    )  # fmt: skip
    assert count(made) == 2


def test_the_order_of_the_claims_couples_nothing() -> None:
    rows = [
        claim("C1", MILES, "B", 'document = "P"'),
        claim("C2", FAR, "A", 'document = "Q"\ndenies = ["C1"]'),
        claim("C3", "fire is not within 3 miles of Sevastopol", "C", 'document = "Q"'),
        claim("C4", "fire is within 3 miles of Sevastopol", "A", 'document = "Q"'),
    ]
    made, turned = case(*rows), case(*reversed(rows))
    assert all(words(made, f"C{k}") == words(turned, f"C{k}") for k in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("more", "key", "message"),
    [
        ('[[apart]]\nwords = "miles"\nclaims = ["C9"]\n', "apart.1.claims", "no claim 'C9'"),
        ('[[apart]]\nwords = "feet"\nclaims = ["C1"]\n', "apart.1.words", "does not occur in 'C1'"),
        ('[[apart]]\nwords = "miles"\nclaims = ["C1"]\n'
         '[[same]]\nwords = "miles"\nclaims = ["C1", "C2"]\n', "apart.1.claims", "[[same]]"),
    ],
)  # fmt: skip
def test_what_cannot_be_parted_is_told(more: str, key: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        case(claim("C1", MILES), claim("C2", FAR), more=more)
    assert caught.value.key == key
    assert message in caught.value.message
    assert caught.value.remedy


@pytest.mark.parametrize("key", ["denies", "restates"])
def test_what_is_denied_or_restated_must_exist_and_not_go_round(key: str) -> None:
    with pytest.raises(CaseError, match="no claim 'C7'"):
        case(claim("C1", MILES, more=f'{key} = ["C7"]'))
    with pytest.raises(CaseError, match="in a circle"):
        case(claim("C1", MILES, more=f'{key} = ["C2"]'), claim("C2", FAR, more=f'{key} = ["C1"]'))
