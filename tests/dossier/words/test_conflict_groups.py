"""Conflicts in the terminal, on the page and in JSON, where several frames say the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from skywitness.claims.casefile.loader import case_from_text, load_case
from skywitness.cli import build
from skywitness.dossier.json.checkjson import check_json
from skywitness.dossier.json.dossierjson import dossier_json
from skywitness.dossier.words.conflictgroups import conflict_groups, remaining
from skywitness.reason.check import check
from skywitness.reason.results import CheckResult

CASE = """
id = "reef"
title = "A reef"
[[frames]]
id = "one"
label = "one point of view"
[[frames]]
id = "other"
label = "another point of view"
same = [["sighting", "landing"]]
[[moments]]
id = "sighting"
label = "the <b>sighting</b>"
phrases = ["sighting"]
given = ["within 500 km of Rock"]
[[moments]]
id = "landing"
phrases = ["landing"]
[[places]]
name = "Rock"
coordinates = "17.0 S, 179.5 W"
error = "100 m"
[[places]]
name = "<i>Reef</i>"
also = ["Reef"]
coordinates = "17.0 S, 178.5 W"
error = "100 m"
[[claims]]
id = "A"
says = 'sighting is 20 km from "<i>Reef</i>"'
speaker = "a"
[[claims]]
id = "B"
says = "sighting is 60 km from Reef"
speaker = "b"
[[claims]]
id = "C"
says = "landing is 20 km from Rock"
speaker = "c"
[[claims]]
id = "D"
says = "landing is 10.8 nm from Rock"
speaker = "d"
[[claims]]
id = "E"
says = "landing is 10.8 km from Rock"
speaker = "e"
"""


@pytest.fixture(scope="module")
def checked() -> CheckResult:
    return check(case_from_text(CASE), conflicts_s=60)


def test_frames_that_say_the_same_are_one_group(checked: CheckResult) -> None:
    assert checked.conflicts is not None
    rows = {group.first.claims: group for group in conflict_groups(checked.conflicts)}
    both = rows["A", "B"]
    assert both.everywhere
    assert both.frame_ids == ("one", "other")
    only = rows["B", "C"]
    assert not only.everywhere
    assert only.frame_ids == ("other",)
    assert {r.frame_ids for r in remaining(checked.conflicts)} == {("one",), ("other",)}


def test_sets_found_before_the_search_was_cut_are_listed_though_nothing_conflicts(
    checked: CheckResult,
) -> None:
    first, *_ = checked.conflicts or ()
    (rest,) = remaining([replace(first, conflicts=(), cut=("the work allowed was used up",))])
    assert rest.compatible.startswith("Possible together: ")


def test_the_dossier_tells_them_with_what_leaving_one_out_resolves(checked: CheckResult) -> None:
    dossier = dossier_json(checked, {})
    found = dossier["conflicts"]
    shown = [dossier["check"]["conflicts"][e["conflict"]] for e in found["entries"]]
    groups = conflict_groups(checked.conflicts or ())
    assert [c["because"] for c in shown] == [group.because for group in groups]
    assert [c["frame"] for c in shown] == [e["frames"][0] for e in found["entries"]]
    assert any("the <b>sighting</b>" in c["because"] for c in shown)
    assert any("nautical miles (D)" in (c["hint"] or "") for c in shown)
    (first,) = [
        e["id"] for e, c in zip(found["entries"], shown, strict=True) if c["claims"] == ["A", "B"]
    ]
    rows = {row["claim"]: row for row in found["without"]}
    assert first in rows["A"]["resolves"]
    assert first in rows["D"]["leaves"]
    assert any("Possible together:" in r["compatible"] for r in found["remaining"])


def test_the_dossier_says_where_nothing_was_sought() -> None:
    assert dossier_json(check(case_from_text(CASE)), {})["conflicts"] is None


def test_json_has_the_documented_keys(checked: CheckResult, repository: Path) -> None:
    found = check_json(checked)
    documented = (repository / "docs/reference/json.md").read_text(encoding="utf-8")
    part = documented[documented.index("A **conflict**") : documented.index("A **compatible set**")]
    keys = set(re.findall(r"^\| `(\w+)`", part, flags=re.M))
    assert found["conflicts"]
    assert all(set(c) == keys for c in found["conflicts"])
    keys = {"claims", "frame", "maximal", "not_tested", "only_if"}
    assert all(set(c) == keys for c in found["compatible"])
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    (hinted,) = {c["hint"] for c in found["conflicts"] if c["claims"] == ["D", "E"]}
    assert hinted.startswith("10.8 stands in both, in nautical miles (D) and in km (E).")


def test_the_command_prints_them_and_can_leave_them_out(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(CASE, encoding="utf-8")
    load_case(tmp_path)
    run = CliRunner().invoke(build(["check"]), ["check", str(tmp_path)])
    assert run.exit_code == 0
    shown = run.output[run.output.index("\nConflicts") :]
    assert "A + B  impossible" in shown
    assert "[other]" in shown
    assert "Possible together:" in shown
    without = CliRunner().invoke(
        build(["check"]), ["check", str(tmp_path), "--conflicts", "0", "--json"]
    )
    assert json.loads(without.output)["conflicts"] is None
