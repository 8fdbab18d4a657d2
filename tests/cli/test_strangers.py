"""Folders and files from strangers: one clear message, an end within seconds, nothing outside."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from pack_case import case_folder
from strangers.mutants import KINDS, Sound
from strangers.runs import run
from strangers.trial import trial


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    return Sound.make(tmp_path_factory.mktemp("sound"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [6, pytest.param(200, marks=pytest.mark.long)])
def test_drawn_by_number(kind: str, count: int, sound: Sound, tmp_path: Path) -> None:
    statuses = set()
    for number in range(count):
        for fault, words, ended in trial(sound, kind, number, tmp_path):
            assert fault is None, (number, words[0], ended.err[:500])
            statuses.add(ended.status)
    assert statuses & {1, 2}


def test_what_is_sound_is_answered(sound: Sound, tmp_path: Path) -> None:
    for words in (("check", str(sound.case), "--conflicts", "0"), ("verify", str(sound.out)),
                  ("verify", str(sound.pack))):  # fmt: skip
        ended, fault = run(*words)
        assert (ended.status, fault) == (0, None)


def test_a_hundred_thousand_unknown_keys_are_told_within_seconds(tmp_path: Path) -> None:
    file = case_folder(tmp_path) / "case.toml"
    keys = "".join(f"k{k} = 1\n" for k in range(100_000))
    file.write_text(keys + file.read_text("utf-8"), "utf-8")
    ended, fault = run("check", str(tmp_path))
    assert fault is None
    assert ended.status == 2
    assert "unknown key 'k0'" in ended.err
    assert "and 99990 more" in ended.err
    assert ended.seconds < 10


@pytest.mark.parametrize("name", ["bag/data/a\nskywitness: all is well", "bag/data/a\u2028b"])
def test_a_name_in_an_archive_makes_no_line_of_its_own(
    name: str, sound: Sound, tmp_path: Path
) -> None:
    target = tmp_path / "in.zip"
    with zipfile.ZipFile(target, "w") as out:
        for file in sorted(p for p in sound.pack.rglob("*") if p.is_file()):
            out.write(file, f"bag/{file.relative_to(sound.pack).as_posix()}")
        out.writestr(name, b"x")
    ended, fault = run("verify", str(target))
    assert fault is None
    assert ended.status in (1, 2)
    told = (ended.err + ended.out).splitlines()
    assert not any(line.startswith("skywitness: all is well") for line in told)
    assert "<U+" in ended.err + ended.out


@pytest.mark.parametrize("number", ["1e999", "9" * 400, "-" + "9" * 400])
def test_a_number_that_no_float_holds_is_none_of_a_certificate(
    number: str, sound: Sound, tmp_path: Path
) -> None:
    shutil.copytree(sound.out, tmp_path / "in")
    file = tmp_path / "in/certificates/manifest.json"
    file.write_text(file.read_text("utf-8").replace("{", f'{{"x": {number}, ', 1), "utf-8")
    ended, fault = run("verify", str(tmp_path / "in"))
    assert fault is None
    assert ended.status == 1
    assert "is no number of a certificate" in ended.out
    assert "remedy: get them again" in ended.out


def test_very_many_members_of_one_name_are_found_at_once(sound: Sound, tmp_path: Path) -> None:
    shutil.copytree(sound.out, tmp_path / "in")
    file = tmp_path / "in/certificates/manifest.json"
    many = json.dumps({f"k{k}": 0 for k in range(200_000)})
    file.write_text(many.removesuffix("}") + ', "k199999": 1}', "utf-8")
    ended, fault = run("verify", str(tmp_path / "in"))
    assert fault is None
    assert "'k199999' stands twice" in ended.out
    assert ended.seconds < 10
