"""Names that a command is given: empty ones, far too long ones, and what stands at ``--out``."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import export_store
import pytest

from skywitness import cli
from skywitness.errors import SkywitnessError
from skywitness.record.store.store import Store

CASE = "mq9-black-sea-2023"
LONG = "x" * 5000

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and links")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return export_store.make(tmp_path_factory.mktemp("given"))


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    out, err = capsys.readouterr()
    status = stopped.value.code
    return (status if isinstance(status, int) else 0), out, err


WRITERS = {
    "export": (["export", "STORE", "--to", "csv", "--out", "TARGET"], "rows.csv"),
    "show": (["show", "STORE", "--icao24", "a00001", "--out", "TARGET"], "tracks.svg"),
    "places": (["places", "Crimea", "--out", "TARGET"], "crimea.svg"),
    "check": (["check", CASE, "--conflicts", "0", "--out", "FOLDER"], "index.html"),
    "check's data": (["check", CASE, "--conflicts", "0", "--out", "FOLDER"], "case.json"),
    "check's exports": (["check", CASE, "--conflicts", "0", "--out", "FOLDER"], "prov.json"),
}


@pytest.mark.parametrize("what", ["pipe", "link", "link to nothing"])
@pytest.mark.parametrize("command", WRITERS)
def test_what_is_no_file_is_neither_replaced_nor_written_to(
    command: str, what: str, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, name = WRITERS[command]
    folder, other = tmp_path / "out", tmp_path / "theirs"
    folder.mkdir()
    target = folder / name
    other.write_text("theirs")
    if what == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to(other if what == "link" else tmp_path / "none")
    put = {"STORE": str(store.root), "TARGET": str(target), "FOLDER": str(folder)}
    status, out, err = run(capsys, *(put.get(word, word) for word in words))
    assert (status, out) == (2, "")
    assert f"a {what.split(maxsplit=1)[0]} of that name is there" in err
    assert target.is_fifo() if what == "pipe" else target.is_symlink()
    assert other.read_text() == "theirs"
    assert os.listdir(folder) == [name]
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("what", ["pipe", "link", "file"])
def test_what_has_the_name_of_the_certificates_is_told_before_the_work(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "certificates"
    if what == "pipe":
        os.mkfifo(target)
    elif what == "link":
        target.symlink_to(tmp_path)
    else:
        target.write_text("theirs")
    status, out, err = run(capsys, "check", CASE, "--conflicts", "0", "--out", str(folder))
    assert (status, out) == (2, "")
    assert "something else of that name" in err
    assert os.listdir(folder) == ["certificates"]


@pytest.mark.parametrize(
    "words",
    [
        ["read", "", "--out", "new"],
        ["read", ".", "--out", ""],
        ["check", ""],
        ["show", ""],
        ["export", "", "--to", "csv", "--out", "x.csv"],
    ],
)
def test_an_empty_name_is_not_the_folder_one_is_in(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, *words)
    assert status == 2
    assert "empty" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["read", LONG, "--out", "new"],
        ["read", LONG, "--out", "new", "--json"],
        ["check", LONG],
        ["check", CASE, "--conflicts", "0", "--out", LONG],
        ["explain", "--case", LONG, "alpha is in Turkey"],
        ["show", LONG],
        ["export", "STORE", "--to", "csv", "--out", LONG],
        ["show", "STORE", "--out", f"{LONG}.svg"],
        ["verify", LONG],
    ],
)
def test_a_name_that_is_too_long_for_the_system_is_one_message(
    words: list[str], store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [str(store.root) if word == "STORE" else word for word in words]
    status, _, err = run(capsys, *given)
    assert status == 2
    assert err.startswith("skywitness: ")


@pytest.mark.parametrize("option", ["--callsign", "--icao24"])
@pytest.mark.parametrize("said", ["", ",", " , "])
def test_no_name_is_not_every_name(
    option: str, said: str, store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, err = run(capsys, "show", str(store.root), option, said)
    assert status == 2
    assert "is named in" in err
    words = ["export", str(store.root), "--to", "csv", "--out", "x.csv", option, said]
    status, _, err = run(capsys, *words)
    assert status == 2
    assert "is named in" in err


@pytest.mark.parametrize("written", ["0xA00001", " 0xa00001 ", "A00001"])
def test_an_address_is_read_as_readers_read_it(
    written: str, store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "show", str(store.root), "--icao24", written, "--json")
    assert status == 0
    assert '"icao24": "a00001"' in out


CLOSED = {
    "out": "import os, sys; os.close(1)",
    "error": "import os, sys; os.close(2)",
    "all": "import os, sys; [os.close(k) for k in range(3)]",
}


def without(streams: str, *words: str) -> subprocess.CompletedProcess[str]:
    """What becomes of a command that is started with streams closed."""
    code = f"{CLOSED[streams]}\nos.execv(sys.executable, {[sys.executable, '-m', 'skywitness']!r} "
    code += f"+ {list(words)!r})"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )


def test_closed_output_is_one_line_and_status_1(store: Store) -> None:
    for words in (["show", str(store.root)], ["show", str(store.root), "--json"], ["--version"]):
        done = without("out", *words)
        assert done.returncode == 1
        assert done.stderr == (
            "skywitness: what was found cannot be written: standard output is closed\n"
        )
    done = without("out", "show", "none")
    assert done.returncode == 2
    assert "there is no store" in done.stderr


def test_messages_are_not_printed_among_the_data_where_errors_are_closed(store: Store) -> None:
    done = without("error", "show", "none")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


def test_nothing_that_is_printed_goes_into_a_file_that_is_written(
    store: Store, tmp_path: Path
) -> None:
    words = ["export", str(store.root), "--to", "csv", "--out", str(tmp_path / "x.csv")]
    assert without("all", *words).returncode == 1
    assert (tmp_path / "x.csv").read_text().startswith('"timestamp",')


@pytest.mark.parametrize("words", [["--out", ""], ["--out="]])
@pytest.mark.parametrize(
    "command",
    [
        ["check", CASE, "--conflicts", "0"], ["pack", CASE], ["simulate"], ["places", "Crimea"],
        ["show", "STORE"], ["export", "STORE", "--to", "csv"], ["read", "STORE"],
    ],
)  # fmt: skip
def test_an_empty_name_after_out_is_one_error_and_writes_nothing(
    command: list[str], words: list[str], store: Store, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    named = [str(store.root) if word == "STORE" else word for word in command]
    status, out, err = run(capsys, *named, *words)
    assert (status, out) == (2, "")
    assert err == (
        "skywitness: the name after --out is empty\n  remedy: name the file or folder to write\n"
    )
    assert not list(tmp_path.iterdir())


def test_what_stands_behind_two_dashes_is_no_option() -> None:
    cli._refuse_no_name(["places", "--", "--out="])
    with pytest.raises(SkywitnessError, match="is empty"):
        cli._refuse_no_name(["places", "--out=", "--", "Kyiv"])
