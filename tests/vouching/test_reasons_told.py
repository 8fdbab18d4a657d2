"""Why a finding is not decided must be the reason that stands below it."""

from __future__ import annotations

import pytest

from skywitness.vouching.difference import DifferenceError
from skywitness.vouching.parts import Demands
from skywitness.vouching.sentences import Told, told_words

REASON = (
    "Not decided, read as “nautical miles; Isle: with its reefs”: the stated error of Isle (7 km) "
    "is wider than what “5 miles from Isle” leaves open (2 km in all); may need tolerances up to "
    "1.4 × as wide as usual."
)
WIDE = (
    "Not decided, as written: it depends on how widely its words are taken; may need tolerances "
    "up to 1.4 × as wide as usual. Not tested: “intent”: no map shows it."
)
DRAWN = (
    "Not decided: shown neither to follow, nor not to, nor to be impossible. In the reading "
    "nearest to it (as written), A leaves 10 to 20 km; “about 30 km from Isle” is 19 to 41 km."
)


def told(words: str, *ids: str, because: str = "", cut: str = "") -> set[str]:
    demands = Demands.__new__(Demands)  # no number of the case is asked for
    return told_words("here", words, ids, Told("undecided", because=because, cut=cut), demands)


def test_the_reason_below_is_told_again() -> None:
    coarse = "Not decided: the stated error of Isle (7 km) is wider than what “5 miles from Isle” "
    told(f"{coarse}leaves open (2 km in all).", "A", because=REASON)
    wide = "Not decided: it depends on how widely its words are taken (may need tolerances up to "
    told(f"{wide}1.4 × as wide as usual).", "A", because=WIDE)
    drawn = "Not decided whether they are possible together: A leaves 10 to 20 km; “about 30 km "
    told(f"{drawn}from Isle” is 19 to 41 km.", "A", "B", because=DRAWN)
    plain = "Not decided whether they are possible together"
    told(f"{plain}: conflicts were not sought.", "A", "B", cut=": conflicts were not sought")


@pytest.mark.parametrize(
    ("words", "ids", "because"),
    [
        ("Not decided.", ("A",), REASON),
        ("Not decided: the stated error of Isle (2 km) is wider than what “5 miles from Isle” "
         "leaves open (2 km in all).", ("A",), REASON),
        ("Not decided: it depends on how widely its words are taken.", ("A",), WIDE),
        ("Not decided whether they are possible together: A leaves 10 to 21 km; “about 30 km from "
         "Isle” is 19 to 41 km.", ("A", "B"), DRAWN),
        ("Not decided whether they are possible together: not everything was searched.",
         ("A", "B"), ""),
        ("Possible together.", ("A", "B"), ""),
    ],
)  # fmt: skip
def test_another_reason_is_found(words: str, ids: tuple[str, ...], because: str) -> None:
    with pytest.raises(DifferenceError):
        told(words, *ids, because=because)
