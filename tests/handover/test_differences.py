"""What differs between two dossiers is told, whoever wrote them."""

from __future__ import annotations

import copy
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from skywitness import api, cli
from skywitness.errors import SkywitnessError
from skywitness.handover.differences import SORTS, compared, differences, dossier, told

FRAMES = '[[frames]]\nid = "v"\nlabel = "a view"\nborders = "recognised"\n'
CASE = (
    FRAMES
    + """
id = "t"
title = "A case"
date = 2024-05-03
[[moments]]
id = "fall"
[[claims]]
id = "C1"
speaker = "a ministry"
says = "fall is at 07:20 UTC"
[[claims]]
id = "C2"
speaker = "a captain"
says = "fall is at 07:50 UTC"
"""
)


def written(folder: Path, text: str) -> Path:
    head, _, rest = text.partition('id = "t"')
    (folder).mkdir()
    (folder / "case.toml").write_text(f'id = "t"{rest}{head}', "utf-8")
    api.write_page(api.check(folder, conflicts_s=1.0), folder / "out", exports=False)
    return folder / "out"


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("old") / "case", CASE)


def test_equal_dossiers_differ_in_nothing_in_whatever_form(old: Path, tmp_path: Path) -> None:
    again = written(tmp_path / "again", CASE)
    assert differences(old, again) == ()
    assert differences(old / "case.json", again) == ()
    api.pack(tmp_path / "again", tmp_path / "p.zip", conflicts_s=1.0)
    assert differences(tmp_path / "p.zip", old) == ()


def test_what_an_edit_changes_is_told_in_words(old: Path, tmp_path: Path) -> None:
    new = written(
        tmp_path / "new", CASE.replace("07:50 UTC", "07:21 UTC").replace("A case", "Another")
    )
    found = {each.sort: told(each) for each in differences(old, new)}
    assert found["case"] == "The case's title was: “A case”; it is: “Another”."
    assert found["claims"] == (
        "Claim C2, says was: “fall is at 07:50 UTC”; it is: “fall is at 07:21 UTC”."
    )
    assert found["conflicts"].endswith("is gone; it was: impossible.")
    assert "Finding on C1 + C2" in found["findings"]
    back = differences(new, old)
    assert {(c.old, c.new) for c in differences(old, new)} == {(c.new, c.old) for c in back}


@pytest.mark.parametrize(
    ("path", "value", "sort"),
    [
        (("case", "title"), "other", "case"),
        (("check", "frames", 0, "label"), "other", "frames"),
        (("check", "claims", 0, "speaker"), "other", "claims"),
        (("check", "claims", 0, "quote"), "other", "quotes"),
        (("check", "claims", 0, "verdicts", 0, "verdict"), "contradicted", "verdicts"),
        (("check", "claims", 0, "verdicts", 0, "margin", "hi"), 7.5, "margins"),
        (("check", "conflicts", 0, "strength"), "strained", "conflicts"),
        (("short", "findings", 0, "verdict"), "strained", "findings"),
    ],
)
def test_each_sort_of_difference_is_found(
    old: Path, path: tuple[Any, ...], value: object, sort: str
) -> None:
    before = dossier(old)
    after = copy.deepcopy(before)
    at: Any = after
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    (change,) = compared(before, after)
    assert change.sort == sort
    assert told(change).endswith(".")
    assert change.as_json()["kind"] in ("changed", "added")


def test_the_command_ends_with_a_status_and_a_stable_object(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as stopped:
            cli.main(["diff", *arguments])
        return stopped.value.code or 0, capsys.readouterr().out

    new = written(tmp_path / "new", CASE.replace("a captain", "a pilot"))
    status, out = run(str(old), str(old), "--json")
    assert (status, json.loads(out)) == (0, {"same": True, **{sort: [] for sort in SORTS}})
    status, out = run(str(old), str(new), "--json")
    assert status == 1
    assert json.loads(out)["claims"] == [
        {"kind": "changed", "of": ["C2"], "key": "speaker", "frame": None,
         "old": "a captain", "new": "a pilot"}
    ]  # fmt: skip
    assert run(str(old), str(new)) == (
        1,
        "Claims\n  Claim C2, speaker was: “a captain”; it is: “a pilot”.\n\n",
    )
    assert run(str(old), str(tmp_path))[0] == cli.UNUSABLE_INPUT


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"[]", b"{}", b"nonsense", b"\xff\xfe", b'{"check": 3, "case": {}}', b"[" * 100_000,
        b'{"check": {"claims": {"a": 1}}, "case": {"title": 3}}',
        b'{"check": {"claims": [1]}, "case": {}}',
        b'{"check": {"claims": [{"id": [1]}]}, "case": {}}',
        b'{"check": {"claims": [{"id": "a", "verdicts": [{"margin": 3}]}]}, "case": {}}',
        b'{"check": {"claims": [{"id": "a", "verdicts": [{"margin": {"lo": "x"}}]}]}, "case": {}}',
        b'{"check": {"claims": [{"id": "a", "verdicts": [{"verdict": {}}]}]}, "case": {}}',
        b'{"check": {"conflicts": [{"parts": "ab"}]}, "case": {}}',
        b'{"check": {}, "check": {}, "case": {}}', b'{"check": {"x": NaN}, "case": {}}',
        b'{"check": {}, "case": {}, "short": []}',
        b'{"check": {"x": 1' + b"0" * 500 + b'}, "case": {}}',
    ],
)  # fmt: skip
def test_what_is_no_dossier_is_refused_with_a_remedy(old: Path, tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "case.json").write_bytes(raw)
    with pytest.raises(SkywitnessError) as caught:
        differences(old, tmp_path)
    assert caught.value.remedy


def test_hostile_texts_steer_no_terminal(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = json.loads((old / "case.json").read_text("utf-8"))
    data["check"]["claims"][0]["says"] = "\x1b[31m\u202eabc\nClaims\n  Claim C9 is new"
    (tmp_path / "case.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(SystemExit):
        cli.main(["diff", str(old), str(tmp_path)])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert len(out.splitlines()) == 3


def test_a_zip_that_is_no_pack_is_refused(old: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as made:
        made.writestr("../case.json", "{}")
    with pytest.raises(SkywitnessError):
        differences(tmp_path / "p.zip", old)
    (tmp_path / "q.zip").write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(SkywitnessError):
        differences(old, tmp_path / "q.zip")
    with pytest.raises(SkywitnessError):
        differences(old, tmp_path / "missing")
