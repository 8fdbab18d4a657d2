"""Compiled code is made anew when anything it was made of has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from skywitness.machinecode import Kept
from skywitness.record.modes.positions import compiled as modes
from skywitness.record.readsb import engine, scan, tokens

CONSTANTS = "FACTOR = {factor}\n"
KERNEL = """
from pathlib import Path

import other
from constants import FACTOR
from skywitness.machinecode import compiled

ADD = other.ADD

def plain(x):
    return FACTOR * x + ADD

kernel = compiled(plain, [Path(other.__file__)])
if __name__ == "__main__":
    print(kernel(10), sum(kernel.stats.cache_hits.values()))
"""


def test_a_constant_of_another_file_is_never_an_old_one(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "kernel.py").write_text(KERNEL)

    def run(factor: int, add: int) -> str:
        (folder / "constants.py").write_text(CONSTANTS.format(factor=factor))
        (elsewhere / "other.py").write_text(f"ADD = {add}\n")
        done = subprocess.run(
            [sys.executable, "-B", "kernel.py"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(elsewhere)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert run(3, 1) == "31 0"
    assert run(3, 1) == "31 1"  # from the disk
    assert run(4, 1) == "41 0"
    assert run(4, 5) == "45 0"
    assert run(4, 5) == "45 1"


def test_all_compiled_code_of_the_readers_is_kept_so() -> None:
    kernels = [
        engine.compiled_settle(),
        *(v for module in (scan, tokens) for v in vars(module).values() if hasattr(v, "py_func")),
        modes.follow,
    ]
    assert len(kernels) > 15
    for kernel in kernels:
        assert isinstance(kernel._cache, Kept), kernel  # type: ignore[attr-defined]
