"""The command line as a whole: help, version, one message for unusable input."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest

from skywitness import cli
from skywitness.errors import CaseError

HEAVY = ("numpy", "scipy", "shapely", "pyproj", "lark", "pint", "pydantic", "jinja2")
SERVING = ("asyncio", "starlette", "uvicorn", "anyio", "h11")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    out, err = capsys.readouterr()
    status = stopped.value.code
    return (status if isinstance(status, int) else 0), out, err


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    program = (
        "import sys; from skywitness.cli import main\n"
        "try: main(['--help'])\n"
        f"finally: print([n for n in {HEAVY + SERVING} if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr.strip() == "[]"
    for name in cli.COMMANDS:
        assert f" {name} " in done.stdout


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_no_command_loads_the_server_before_it_serves(name: str) -> None:
    program = (
        "import sys; from skywitness.cli import load\n"
        f"load('{name}'); print([name for name in {SERVING} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_each_command_has_help_of_its_own(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, name, "--help")
    assert status == 0
    assert f"skywitness {name}" in out


def test_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"skywitness {version('skywitness')}\n", "")


def test_unknown_command_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "chekc")
    assert (status, out) == (2, "")
    assert "chekc" in err


def test_unusable_input_is_one_message_on_stderr(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise CaseError(
            "no such \x1b[2Jcase", file="case.toml", key="claims[2].says", remedy="name another"
        )

    monkeypatch.setattr(cli, "load", lambda name: refuse)
    status, out, err = run(capsys, "check")
    assert (status, out) == (2, "")
    assert err == (
        "skywitness: case.toml, claims[2].says: no such �[2Jcase\n  remedy: name another\n"
    )


def test_a_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "load", lambda name: break_down)
    with pytest.raises(ZeroDivisionError):
        cli.main(["check"])
