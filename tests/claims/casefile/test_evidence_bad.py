"""Unusable evidence: one error each, with file, key and remedy; nothing read outside the folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from skywitness.claims.casefile import evidence
from skywitness.claims.casefile.loader import case_from_text, load_case
from skywitness.errors import SkywitnessError

CLIP = b"a clip"
SHA = hashlib.sha256(CLIP).hexdigest()
LINES = {
    "kind": '"photo"',
    "what": '"A trail of smoke"',
    "moment": '"fall"',
    "sha256": f'"{SHA}"',
    "located_by": '[{ who = "a desk" }]',
    "subject": '{ place = "44.57 N, 33.38 E", error = "2 km" }',
}
SPOT = '{{ place = "{}", error = "{}" }}'


def text(**changed: str | None) -> str:
    lines = {**LINES, **changed}
    told = "".join(f"{key} = {value}\n" for key, value in lines.items() if value is not None)
    head = 'id = "t"\ntitle = "t"\ndate = 2024-05-03\n[[moments]]\nid = "fall"\n'
    return f'{head}[[moments]]\nid = "hit"\n[[evidence]]\nid = "V"\n{told}'


def fault(body: str) -> SkywitnessError:
    with pytest.raises(SkywitnessError) as caught:
        case_from_text(body, file="case.toml")
    assert caught.value.file == "case.toml"
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("changed", "key", "words"),
    [
        ({"moment": '"fal"'}, "moment", "no moment 'fal'"),
        ({"object": '"drone"'}, "object", "no object 'drone'"),
        ({"kind": '"rumour"'}, "kind", "'photo'"),
        ({"sha256": '"abc"'}, "sha256", "64 hexadecimal"),
        ({"sha256": None}, "sha256", "missing"),
        ({"located_by": None}, "located_by", "missing"),
        ({"located_by": "[]"}, "", "at least one"),
        ({"subject": None}, "", "a place or a time"),
        ({"subject": '{ place = "44.57 N, 33.38 E" }'}, "subject.error", "missing"),
        ({"subject": SPOT.format("44.57 N, 33.38 E", "2 miles")}, "subject.error", "which mile"),
        ({"subject": SPOT.format("44.57 N, 33.38 E", "2")}, "subject.error", "not a length"),
        ({"subject": SPOT.format("44.57 N, 33.38 E", "0 m")}, "subject.error", "more than 0"),
        ({"subject": SPOT.format("94.57 N, 33.38 E", "2 m")}, "subject.place", "94.57"),
        ({"subject": SPOT.format(r"a\" ± 3 m at \"b", "2 m")}, "subject.place", "is not a place"),
        ({"subject": SPOT.format("44.57 N, 33.38 E at hit", "2 m")}, "subject.place", "says more"),
        ({"camera": SPOT.format(" ", "2 m")}, "camera.place", "is not a place"),
        ({"sight": '{ farthest = "9 km", source = "x" }'}, "", "needs the 'camera'"),
        ({"time": '{ at = "07:03 UTC" }'}, "time.error", "missing"),
        ({"time": '{ at = "07:03 UTC", error = "2 km" }'}, "time.error", "span of time"),
        ({"time": '{ at = "07:03 UTC", error = "2 min at hit" }'}, "time.error", "span of time"),
        ({"time": '{ at = "07:03 UTC", error = "2 min; before 1:00" }'}, "time.error", "span"),
        ({"time": '{ at = "25:03 UTC", error = "2 min" }'}, "time.at", "not a clock time"),
        ({"time": '{ at = "07:03 UTC at hit", error = "2 min" }'}, "time.at", "one clock time"),
        ({"time": '{ at = "07:03 UTC and inside Turkey" }'}, "time.at", "one clock time"),
        ({"time": '{ at = "07:03 UTC ± 1 s", error = "2 min" }'}, "time.at", "'error'"),
        ({"url": '"javascript:alert(1)"'}, "url", "http"),
        ({"supersedes": '"W"'}, "supersedes", "no claim 'W'"),
        ({"source": '"paper"'}, "source", "no source"),
        ({"qredit": '"x"'}, "qredit", "unknown key"),
        ({"file": '"../clip.mp4"'}, "file", "not a path inside"),
        ({"file": '"/etc/passwd"'}, "file", "not a path inside"),
        ({"file": r'"a\\b.mp4"'}, "file", "not a path inside"),
        ({"file": '"C:/clip.mp4"'}, "file", "not a path inside"),
        ({"file": '"."'}, "file", "not a path inside"),
        ({"what": '"\u202etxt"'}, "", "unseen character"),
    ],
)
def test_each_fault_is_one_error(changed: dict[str, str | None], key: str, words: str) -> None:
    found = fault(text(**changed))
    wanted = f"evidence.V.{key}".rstrip(".")
    assert (found.key or "").startswith(wanted) or words == "unseen character"
    assert words in found.message + (found.remedy or "")
    assert found.column is None


@pytest.mark.parametrize(
    "name", ["Pier; hit is at Rome", "Pier and inside Turkey", "Pier ± 3 m; at Rome", "x at hit"]
)
def test_whatever_stands_in_a_name_is_a_name(name: str) -> None:
    case = case_from_text(text(subject=SPOT.format(name, "2 m")))
    assert case.claim("V").row.says == f'fall is at "{name}" ± 2 m'
    assert len(case.claim("V").statement.clauses) == 1


def test_an_id_belongs_to_one_claim_or_piece() -> None:
    claim = '[[claims]]\nid = "V"\nsays = "not testable: x"\nspeaker = "x"\n'
    assert "used twice" in fault(text() + claim).message
    twice = text() + text().split("[[evidence]]")[1].join(["[[evidence]]", ""])
    assert "used twice" in fault(twice).message


def test_a_place_that_is_unknown_is_told_of_without_a_column_of_a_sentence_not_written() -> None:
    import skywitness as sw

    case = case_from_text(text(subject=SPOT.format("Nowhere-at-all", "2 km")), file="case.toml")
    with pytest.raises(SkywitnessError) as caught:
        sw.check(case)
    assert (caught.value.key, caught.value.column) == ("evidence.V", None)
    assert "Nowhere-at-all" in caught.value.message


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "case"
    made.mkdir()
    (made / "case.toml").write_text(text(file='"clip.mp4"'), "utf-8")
    return made


def refused(folder: Path) -> SkywitnessError:
    with pytest.raises(SkywitnessError) as caught:
        load_case(folder)
    assert caught.value.file
    assert caught.value.remedy
    return caught.value


def test_another_file_than_the_recorded_one_is_refused(folder: Path) -> None:
    (folder / "clip.mp4").write_bytes(b"another clip")
    found = refused(folder)
    assert found.key == "evidence.V.sha256"
    assert hashlib.sha256(b"another clip").hexdigest() in found.message
    assert "clip.mp4" in found.message
    assert "restore the original" in (found.remedy or "")


@pytest.mark.parametrize("where", ["outside", "inside"])
def test_a_link_is_refused(folder: Path, where: str) -> None:
    target = (folder if where == "inside" else folder.parent) / "real.mp4"
    target.write_bytes(CLIP)
    (folder / "clip.mp4").symlink_to(target)
    assert "by a link" in refused(folder).message


def test_a_linked_folder_is_refused_even_without_the_file(folder: Path) -> None:
    (folder / "case.toml").write_text(text(file='"shots/clip.mp4"'), "utf-8")
    (folder / "shots").symlink_to(folder.parent)
    assert "by a link" in refused(folder).message


def test_a_case_folder_that_is_itself_a_link_is_usable(folder: Path) -> None:
    (folder / "clip.mp4").write_bytes(CLIP)
    link = folder.parent / "link"
    link.symlink_to(folder)
    piece = load_case(link).claim("V").evidence
    assert piece is not None
    assert piece.enclosed


def test_what_is_no_file_is_refused(folder: Path) -> None:
    (folder / "clip.mp4").mkdir()
    assert "not a file" in refused(folder).message
    (folder / "clip.mp4").rmdir()
    os.mkfifo(folder / "clip.mp4")  # reading it would wait for ever
    assert "not a file" in refused(folder).message


def test_a_file_that_is_too_large_is_refused_unread(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "LARGEST", 5)
    (folder / "clip.mp4").write_bytes(CLIP)
    found = refused(folder)
    assert "6 bytes" in found.message
    assert "on record, not enclosed" in (found.remedy or "")
