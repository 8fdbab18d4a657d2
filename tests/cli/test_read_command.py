"""``skywitness read`` and ``skywitness formats``, and the same from Python."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from record_toy import TOY, flight, toy

import skywitness as sw
from skywitness import cli
from skywitness.cli.read import _common
from skywitness.record.readers import formats

T0 = 1748736000


@pytest.fixture(autouse=True)
def _toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(formats, "FORMATS", (TOY,))
    monkeypatch.chdir(tmp_path)
    Path("good").write_bytes(toy([*flight("a00001", T0, 20), "?"]))
    Path("bad").write_bytes(b"nothing known\x1b[2J")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    out, err = capsys.readouterr()
    status = stopped.value.code
    return (status if isinstance(status, int) else 0), out, err


def test_a_table_and_status_0_when_everything_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "read", "good", "--out", "store")
    assert (status, err) == (0, "")
    assert "2025-06-01" in out
    assert "left out: not five fields 1" in out
    status, out, err = run(capsys, "read", "good", "--out", "store")
    assert (status, err) == (0, "")
    assert "in the store already: " in out


def test_the_table_fits_and_says_what_many_files_have(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = Path("good").read_bytes()
    for k in range(22):
        path = Path(f"a long name of a folder/{k % 2}/another folder/{k:03}-good")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(good + b"\n" * k)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("FORCE_COLOR", "1")  # as in a terminal
    few = "a long name of a folder/0"
    _, out, _ = run(capsys, "read", few, "--out", "few")
    lines = [re.sub("\x1b\\[[0-9;]*m", "", line) for line in out.splitlines()]
    assert f"below {few}/another folder/" in out
    rows = [line for line in lines if "-good" in line]
    assert len(rows) == 11
    assert all(line.count("2025-06-01") == 2 and len(line) <= 80 for line in rows)
    _, out, _ = run(capsys, "read", "a long name of a folder", "--out", "many")
    lines = [re.sub("\x1b\\[[0-9;]*m", "", line) for line in out.splitlines()]
    (row,) = [line for line in lines if "toy, 22" in line]
    assert row.count("2025-06-01") == 2
    assert _common(["/a/b", "/c/d"]) == _common(["a", "/b"]) == _common(["a"]) == ""


def test_status_1_when_a_part_was_read_and_2_when_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, out, err = run(capsys, "read", "bad", "good", "--out", "store")
    assert status == 1
    assert "good" in out
    assert err.startswith("skywitness: bad: no known format; looked for")
    status, out, err = run(capsys, "read", "bad", "--out", "store")
    assert (status, out) == (2, "")
    assert "nothing could be read" in err
    status, out, err = run(capsys, "read", "good", "--out", "good")
    assert (status, out) == (2, "")
    assert "the store cannot be written" in err


def test_json_is_one_documented_object(
    capsys: pytest.CaptureFixture[str], repository: Path
) -> None:
    Path("in").mkdir()
    Path("in/readme").write_bytes(b"hello")
    options = ("--receiver", "roof", "--licence", "ODbL 1.0", "--source-name", "adsb.lol")
    status, out, _ = run(capsys, "read", "good", "bad", "in", "--out", "s", "--json", *options)
    assert status == 1
    found = json.loads(out)
    assert [e["status"] for e in found["inputs"]] == ["read", "passed over", "failed"]
    (entry,) = [e for e in found["inputs"] if e["status"] == "read"]
    assert (entry["receivers"], entry["licence"]) == (["roof"], "ODbL 1.0")
    assert (entry["rows"], entry["kept"], found["totals"]["kept"]) == (21, 20, 20)
    text = (repository / "docs/reference/json.md").read_text(encoding="utf-8")
    keys = [*found, *found["totals"]]
    assert [k for k in keys if f"`{k}`" not in text] == []


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--date", "yesterday", "not a date"),
        ("--position", "200,10", "not a position"),
        ("--position", "10", "not a position"),
        ("--position", "nan,10", "not a position"),
    ],
)
def test_unusable_options_are_one_message(
    capsys: pytest.CaptureFixture[str], option: str, value: str, message: str
) -> None:
    status, out, err = run(capsys, "read", "good", "--out", "store", option, value)
    assert (status, out) == (2, "")
    assert message in err
    assert not Path("store").exists()


def test_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "read", "good", "bad", "--out", "store", "--dry-run")
    assert status == 0
    assert "toy" in out
    assert "\x1b" not in out
    status, out, _ = run(capsys, "read", "good", "none", "--out", "store", "--dry-run", "--json")
    good, none = json.loads(out)["inputs"]
    assert good["formats"] == {"toy": 1}
    assert "No such file" in none["not_read"][0]
    assert not Path("store").exists()


def test_formats_are_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")  # no word of the table is wrapped
    status, out, _ = run(capsys, "formats")
    assert status == 0
    assert "toy lines" in out
    status, out, _ = run(capsys, "formats", "--json")
    assert json.loads(out)["formats"][0]["name"] == "toy"


def test_every_format_says_what_it_is_known_by_and_what_a_row_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    assert formats.FORMATS
    assert [f.name for f in formats.FORMATS if not (f.row and f.sign)] == []


def test_python_reads_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    outcome = sw.read("good", "store", receiver="roof", progress=told.append)
    assert outcome.complete
    assert told
    table = sw.open_store("store").scan("a00001", columns=["receiver"])
    assert table.column("receiver").unique().to_pylist() == ["roof"]
    assert len(sw.open_store("store").polars()) == 20


def test_importing_skywitness_imports_no_arrow() -> None:
    program = (
        "import sys, skywitness; from skywitness import errors\n"
        "assert 'skywitness.api' not in sys.modules; skywitness.check\n"
        "print([m for m in ('pyarrow', 'polars', 'numba') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_name_with_line_breaks_cannot_speak_as_the_program(
    capsys: pytest.CaptureFixture[str],
) -> None:
    forged = "\nskywitness: all is well\r\u2028skywitness: truly"
    for k, content in enumerate((Path("good").read_bytes(), b"nothing known")):
        Path(f"in{k}").mkdir()
        Path(f"in{k}", f"a{forged}").write_bytes(content)
    Path("in1", f"b{forged}").symlink_to("nowhere")
    for given in ("in0", "in1", "in0"):
        _, out, err = run(capsys, "read", given, "--out", "store")
        lines = [line for text in (out, err) for line in text.splitlines()]
        assert "<U+000A>skywitness" in re.sub(r"\s", "", out + err)
        assert not [line for line in lines if "all is well" in line and "<U+000A>" not in line]
        assert not any(line.strip().startswith("skywitness: all") for line in lines)
