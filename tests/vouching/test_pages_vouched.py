"""What a page says is told again from its case and certificates, and every change is found."""

from __future__ import annotations

import contextlib
import copy
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from shipped import checked
from small_case import claims, moments, written

import skywitness as sw
from skywitness.dossier.page.page import page
from skywitness.handover.packs.pagecheck import PageReport
from skywitness.reason.results import CheckResult
from skywitness.verify.run import verify
from skywitness.vouching.difference import DifferenceError
from skywitness.vouching.run import vouch

Json = dict[str, Any]
#: Quick ones, with conflicts, an inference, two points of view, times, and a slip.
NAMES = ("fr4978-2021", "rq4-hormuz-2019")
MUTATIONS = 200


def put_out(result: CheckResult, folder: Path) -> Path:
    """What ``check --out`` writes of certificates and page."""
    sw.write_page(result, folder, certificates=sw.write_certificates(result, folder))
    return folder


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: put_out(checked(name), tmp_path_factory.mktemp(name)) for name in NAMES}


def told(folder: Path) -> Json:
    found: Json = json.loads((folder / "case.json").read_text("utf-8"))
    return found


def forged(source: Path, target: Path, found: Json) -> PageReport:
    """The verification of a copy whose page shows something else, made as the program makes it."""
    shutil.copytree(source, target)
    (target / "case.json").write_text(json.dumps(found), "utf-8")
    with contextlib.suppress(IndexError):  # what the program cannot make a page of
        (target / "index.html").write_text(page(found), "utf-8")
    return sw.verify_certificates(target)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_as_made_is_told_again(outputs: dict[str, Path], name: str) -> None:
    report = sw.verify_certificates(outputs[name])
    assert report.failed is None
    assert report.page_checked
    assert report.vouched is not None
    found = told(outputs[name])
    assert report.vouched.claims == len(found["claims"])
    assert report.vouched.findings == len(found["short"]["findings"]) > 0
    assert "maps, plots and tables of readings" in report.vouched.unvouched


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every text within a value, with the way to it."""
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(each, (*path, key))
    elif isinstance(value, list):
        for k, each in enumerate(value):
            yield from texts(each, (*path, k))


def changed(rng: random.Random, text: str) -> str:
    """The text with one word or one number another."""
    found = list(re.finditer(r"\d+(?:\.\d+)?|[^\W\d_]+", text))
    where = rng.choice(found)
    word = where.group()
    if word[0].isdigit():
        digits = str(int(word.replace(".", "")) + rng.choice([-1, 1, 10]))
        new = digits if "." not in word else f"{digits[:-1] or 0}.{digits[-1]}"
        new = new if new != word else f"{word}1"
    else:
        new = rng.choice([w for w in ("not", "north", "missile", "he", "before") if w != word])
    return text[: where.start()] + new + text[where.end() :]


@pytest.mark.parametrize("name", NAMES)
def test_one_word_or_number_of_the_findings_is_never_another(
    outputs: dict[str, Path], name: str
) -> None:
    checked_before = verify(outputs[name]).checked
    assert checked_before is not None
    case, folder = checked_before
    found = told(outputs[name])
    every = [("short", *path) for path, _ in texts(found["short"])]
    every += [("conflicts", "remaining", *p) for p, _ in texts(found["conflicts"]["remaining"])]
    every += [("conflicts", "without", *p) for p, _ in texts(found["conflicts"]["without"])]
    for k, claim in enumerate(found["check"]["claims"]):
        own = ("says", "speaker", "quote", "via", "stance", "chain")
        every += [("check", "claims", k, key, *p) for key in own for p, _ in texts(claim[key])]
    for k, entry in enumerate(found["claims"]):
        every += [("claims", k, "chain_words")]
        every += [("claims", k, "verdicts", n, "margin") for n, v in enumerate(entry["verdicts"])
                  if v["margin"]]  # fmt: skip
    rng = random.Random(7)
    for _ in range(MUTATIONS // len(NAMES)):
        path = rng.choice(every)
        mutant = copy.deepcopy(found)
        holder: Any = mutant
        for key in path[:-1]:
            holder = holder[key]
        holder[path[-1]] = changed(rng, holder[path[-1]])
        with pytest.raises(DifferenceError):
            vouch(mutant, case, folder)


# --- forgeries, each with its page made anew -----------------------------------------------------

ISLE = """
[[places]]
name = "Isle"
coordinates = "43.0 N, 31.0 E"
error = "50 m"
"""
SAYS = ("strike is 10 km from Isle", "strike is 40 km from Isle",
        "strike is over Isle; not testable: y")  # fmt: skip
SIDES = claims(*SAYS).replace("s1", "Side A").replace("s2", "Side B")
CASE = moments("strike") + ISLE + SIDES


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    result = sw.check(sw.load_case(written(tmp_path_factory.mktemp("small"), CASE)))
    return put_out(result, tmp_path_factory.mktemp("out"))


def headline(found: Json) -> None:
    found["short"]["findings"][0]["said"][1]["who"] = "Side A"


def verdict_above(found: Json) -> None:
    found["short"]["accounts"][1]["verdict"] = "contradicted"


def finding_added(found: Json) -> None:
    first = copy.deepcopy(found["short"]["findings"][0])
    first["claims"] = ["C2"]
    found["short"]["findings"].append(first)


def finding_dropped(found: Json) -> None:
    found["short"]["findings"].pop()


def sentences_exchanged(found: Json) -> None:
    one, other = found["check"]["claims"][:2]
    for key in ("says", "speaker", "chain", "quote"):
        one[key], other[key] = other[key], one[key]


def frames_emptied(found: Json) -> None:
    found["claims"][1]["verdicts"][0]["frames"] = []


def claim_added(found: Json) -> None:
    found["claims"].append({**copy.deepcopy(found["claims"][0]), "id": "C9"})
    found["check"]["claims"].append({**copy.deepcopy(found["check"]["claims"][0]), "id": "C9"})


def conflict_dropped(found: Json) -> None:
    found["check"]["conflicts"].pop()


def conflict_added(found: Json) -> None:
    more = copy.deepcopy(found["check"]["conflicts"][0])
    more["parts"] = ["C3.over Isle"]
    found["check"]["conflicts"].append(more)


def strength_raised(found: Json) -> None:
    found["check"]["conflicts"][0]["minimal"] = "not shown"


def word_hidden_in_an_entry(found: Json) -> None:
    found["claims"][0]["verdicts"][0]["verdict"] = "contradicted"


def set_made_larger(found: Json) -> None:
    found["check"]["compatible"][0]["claims"] = ["C1", "C2", "C3"]


def untested_hidden(found: Json) -> None:
    for each in found["check"]["claims"]:
        for v in each["verdicts"]:
            v["not_tested"] = []


def title_changed(found: Json) -> None:
    found["case"]["title"] = found["check"]["title"] = "Another title"


FORGERIES: list[Callable[[Json], None]] = [
    headline, verdict_above, finding_added, finding_dropped, sentences_exchanged, frames_emptied,
    claim_added, conflict_dropped, conflict_added, strength_raised, word_hidden_in_an_entry,
    set_made_larger, untested_hidden, title_changed,
]  # fmt: skip


@pytest.mark.parametrize("way", FORGERIES, ids=lambda way: way.__name__)
def test_a_forged_page_is_refused_by_what_it_says(
    small: Path, tmp_path: Path, way: Callable[[Json], None]
) -> None:
    found = told(small)
    way(found)
    failed = forged(small, tmp_path / "forged", found).failed
    assert failed is not None
    assert failed[0] == "case.json"


def test_the_page_that_was_not_forged_holds(small: Path, tmp_path: Path) -> None:
    report = forged(small, tmp_path / "same", told(small))
    assert report.failed is None
    assert report.page_checked


# --- the page's own script and style -------------------------------------------------------------


def test_a_page_of_another_script_is_not_checked(small: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(small, tmp_path / "copy"))
    file = copied / "index.html"
    text = file.read_text("utf-8").replace("<style>", "<style>body{display:none}", 1)
    file.write_text(text, "utf-8")
    report = sw.verify_certificates(copied)
    assert report.holds
    assert not report.page_checked
    assert not report.strictly


def test_what_the_software_calls_itself_makes_no_script_known(small: Path, tmp_path: Path) -> None:
    found = told(small)
    found["software"] = found["method"]["software"] = "Skywitness 0.0.9"
    copied = Path(shutil.copytree(small, tmp_path / "copy"))
    (copied / "case.json").write_text(json.dumps(found), "utf-8")
    text = page(found).replace("<head>", "<head><script>document.title='x'</script>", 1)
    (copied / "index.html").write_text(text, "utf-8")
    assert not sw.verify_certificates(copied).page_checked


def test_a_page_without_its_data_is_refused(small: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copytree(small, tmp_path / "copy"))
    (copied / "case.json").unlink()
    failed = sw.verify_certificates(copied).failed
    assert failed is not None
    assert failed[0] == "index.html"
    file = Path(shutil.copytree(small, tmp_path / "other")) / "index.html"
    file.write_text(file.read_text("utf-8").replace("Side B", "Side C"), "utf-8")
    failed = sw.verify_certificates(file.parent).failed
    assert failed is not None
    assert failed[0] == "index.html"
