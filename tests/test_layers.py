"""The layers hold, and the contracts that say so notice when they do not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLANTED = {
    "layers": ("places/names/planted.py", "import skywitness.claims\n"),
    "layers, lowest": ("errors.py", "from skywitness.places import place as place\n"),
    "dossier": ("dossier/json/planted.py", "import skywitness.places.measures\n"),
    "verify": ("verify/kinds/planted.py", "import skywitness.earth\n"),
    "verify, solver": ("verify/kinds/planted.py", "import skywitness.reason.regions\n"),
    "new layer": ("planted.py", "pass\n"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """The contracts of pyproject.toml applied to the sources under ``folder``."""
    program = (
        "import sys; from importlinter.cli import lint_imports as run; sys.exit(run(no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_module_imports_upward(repository: Path) -> None:
    done = lint_imports(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 broken" in done.stdout


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(fault: str, repository: Path, tmp_path: Path) -> None:
    shutil.copy(repository / "pyproject.toml", tmp_path)
    for source in (repository / "src" / "skywitness").rglob("*.py"):
        copy = tmp_path / source.relative_to(repository)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, copy)
    name, text = PLANTED[fault]
    planted = tmp_path / "src" / "skywitness" / name
    before = planted.read_text() if planted.exists() else '"""Planted."""\n'
    planted.write_text(before + text)

    done = lint_imports(tmp_path)

    assert done.returncode == 1, done.stdout + done.stderr
    assert Path(name).stem in done.stdout
