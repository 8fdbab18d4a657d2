"""Photographs and videos take part as claims: verdicts, conflicts, inferences, certificates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from evidence_case import CLIP, FAR, HEAD, NEAR, SHA, clock, piece, spot

import skywitness as sw
from skywitness import cli
from skywitness.claims.casefile.loader import case_from_text, load_case
from skywitness.claims.meaning.spots import Spot
from skywitness.dossier.json.wholejson import whole_claims
from skywitness.dossier.page.page import page as page_of


def verdict(text: str, *ids: str) -> str:
    (finding,) = sw.together(case_from_text(HEAD + text), ids)
    return finding.verdict.verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (piece("V", FAR), "contradicted"),
        (piece("V", NEAR), "consistent"),
        (piece("V", spot("44.5800 N, 33.3800 E", "700 m")), "strained"),
        (piece("V", spot("44.5800 N, 33.3800 E", "500 m")), "contradicted"),
        (piece("V", time=clock("07:03 UTC", "2 min")), "contradicted"),
        (piece("V", time=clock("07:03 UTC", "20 min")), "consistent"),
        (piece("V", time=clock("07:03:00 UTC", "10 min")), "strained"),
        (piece("V", time='{ at = "before 07:10 UTC" }'), "contradicted"),
        (piece("V", time='{ at = "between 07:10 and 07:30 UTC" }'), "consistent"),
        (piece("V", NEAR, clock("07:03 UTC", "2 min")), "contradicted"),
    ],
)
def test_a_picture_against_a_statement(text: str, expected: str) -> None:
    assert verdict(text, "C1", "V") == expected


def test_two_pictures_conflict_in_the_parts_that_do() -> None:
    text = HEAD + piece("V1", NEAR, clock("07:20 UTC", "5 min"))
    text += piece("V2", FAR, clock("07:21 UTC", "5 min"))
    result = sw.check(case_from_text(text))
    assert [c.findings[0].verdict.verdict for c in result.claims] == ["consistent"] * 3
    assert result.conflicts is not None
    clashes = {c.claims for each in result.conflicts for c in each.conflicts}
    assert clashes == {("V1", "V2"), ("C1", "V2")}
    together = {c.claims for each in result.conflicts for c in each.compatible}
    assert together == {("C1", "V1"), ("V2",)}


def test_sight_is_a_distance_from_the_camera_whose_error_adds_to_it() -> None:
    camera = spot("44.6200 N, 33.5300 E", "1 km")  # 13.1 km from where C1 says
    seen = {"camera": camera, "sight": '{ farthest = "12.5 km", source = "haze" }'}
    assert verdict(piece("V", **seen), "C1", "V") == "consistent"
    near = {"camera": camera, "sight": '{ farthest = "9 km", source = "haze" }'}
    assert verdict(piece("V", **near), "C1", "V") == "contradicted"


def test_a_camera_alone_is_put_on_record_and_not_tested() -> None:
    case = case_from_text(HEAD + piece("V", camera=spot("44.62 N, 33.53 E", "50 m")))
    (finding,) = sw.together(case, ["V"])
    assert finding.verdict.verdict == "not testable"
    assert "how far the camera could see" in sw.because(finding)


def test_a_piece_is_asked_drawn_from_and_corrected_like_a_claim() -> None:
    text = HEAD + "follows_from = ['V1']\n"
    text += piece("V1", NEAR, clock("07:20 UTC", "5 min"))
    text += piece("V2", FAR, supersedes='"V1"', note='"A second look."')
    text += "\n[[same]]\nwords = 'miles'\nclaims = ['C1', 'V1']\n"
    case = case_from_text(text)
    result = sw.check(case, conflicts_s=0)
    assert result.claims[0].inference[0][1].result == "does not follow"
    assert case.claim("V1").superseded_by == "V2"
    answer = sw.ask(case, "time of fall", ["V1"])
    ((low, high),) = answer.readings[0].possible.bounds
    assert high - low == pytest.approx(600)


def test_who_located_it_is_who_says_it() -> None:
    chain = """[{ who = "a desk", stance = "infers", method = "skyline" }, { who = "a paper" },
      { who = "another desk", stance = "denies" }]"""
    claim = case_from_text(HEAD + piece("V", NEAR, located_by=chain)).claim("V")
    assert [(link.who, link.stance) for link in claim.chain] == [
        ("a desk", "infers"), ("a paper", "reports"), ("another desk", "denies"),
    ]  # fmt: skip


def test_a_named_place_and_an_object_with_a_place_of_its_own() -> None:
    text = HEAD + "[[objects]]\nid = 'drone'\napart = true\n[[places]]\nname = 'Pier'\n"
    text += "coordinates = '44.6 N, 33.4 E'\nerror = '10 m'\n"
    text += piece("V", spot("near Pier", "2 km"), object='"drone"')
    case = case_from_text(text)
    assert case.claim("V").row.says == 'drone is at "Pier" ± 2 km at fall'
    assert case.claim("V").saying.spots == (Spot("drone", "fall"),)
    (finding,) = sw.together(case, ["C1", "V"])
    assert finding.verdict.verdict == "consistent"  # the drone need not be where it falls


def test_the_file_may_be_there_or_not(tmp_path: Path) -> None:
    text = HEAD + piece("V1", NEAR, file='"shots/clip.mp4"') + piece("V2", NEAR)
    (tmp_path / "case.toml").write_text(text, "utf-8")
    pieces = [c.evidence for c in load_case(tmp_path).claims if c.evidence]
    assert [p.enclosed for p in pieces] == [False, False]
    assert pieces[0].status == "hash recorded, file not enclosed"
    (tmp_path / "shots").mkdir()
    (tmp_path / "shots/clip.mp4").write_bytes(CLIP)
    pieces = [c.evidence for c in load_case(tmp_path).claims if c.evidence]
    assert [p.enclosed for p in pieces] == [True, False]
    assert pieces[0].status == "file enclosed, hash checked"


def test_the_terminal_says_what_it_is_and_whether_it_was_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "case.toml").write_text(HEAD + piece("V", NEAR), "utf-8")
    with pytest.raises(SystemExit):
        cli.main(["check", str(tmp_path), "--conflicts", "0"])
    told = " ".join(capsys.readouterr().out.split())
    assert "video: Something burning falls, filmed from the shore (hash recorded, file not" in told


def test_certificates_of_a_case_with_evidence_hold(tmp_path: Path) -> None:
    text = HEAD + piece("V1", NEAR, clock("07:03 UTC", "2 min"), file='"clip.mp4"')
    text += piece("V2", FAR, camera=spot("44.62 N, 33.53 E", "1 km"),
                  sight='{ farthest = "60 km", source = "haze" }')  # fmt: skip
    (tmp_path / "case.toml").write_text(text, "utf-8")
    (tmp_path / "clip.mp4").write_bytes(CLIP)
    result = sw.check(tmp_path, together=[["C1", "V1"]])
    sw.write_certificates(result, tmp_path / "out")
    report = sw.verify_certificates(tmp_path / "out")
    assert report.failed is None
    assert report.not_certified == []
    assert not list((tmp_path / "out").rglob("clip.mp4"))  # pictures are not passed on


def test_the_dossier_tells_of_it(tmp_path: Path) -> None:
    text = HEAD + piece("V", NEAR, clock("07:03 UTC", "2 min"), credit='"<b>a fisher</b>"',
                        url='"https://example.org/clip"')  # fmt: skip
    (tmp_path / "case.toml").write_text(text, "utf-8")
    made = sw.write_page(sw.check(tmp_path), tmp_path / "out")
    found = json.loads((made.parent / "case.json").read_text("utf-8"))
    words, shown = whole_claims(found)
    assert words["evidence"] is None
    assert shown["evidence"] == {
        "kind": "video",
        "what": "Something burning falls, filmed from the shore",
        "moment": "fall",
        "object": None,
        "file": None,
        "sha256": SHA,
        "enclosed": False,
        "status": "hash recorded, file not enclosed",
        "credit": "<b>a fisher</b>",
        "url": "https://example.org/clip",
        "located_by": [{"who": "a desk", "stance": "asserts", "method": "skyline"}],
        "subject": {"place": "44.5800 N, 33.3800 E", "error": "2 km"},
        "camera": None,
        "sight": None,
        "time": {"at": "07:03 UTC", "error": "2 min", "method": None},
    }
    assert shown["topics"] == ["place", "time"]
    assert {"what": "V", "sha256": SHA} in found["method"]["hashes"]
    assert found["check"]["claims"][1]["evidence"] == shown["evidence"]
    assert "<b>a fisher</b>" not in page_of(found)
