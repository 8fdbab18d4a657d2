"""What commands share: progress on standard error, and text that cannot steer a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape

from skywitness.unseen import shown

KEPT = "\n\t\u200c\u200d"
"""What is not printable and stays: joiners are left where writing needs them."""
WIDTH = 120
"""Columns of tables that go to a file or another program."""


def wide() -> Console:
    """The console that tables go to, with room where it is no terminal."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    return console


def printable(text: str) -> str:
    """``text`` without control characters, so that no input can steer the reader's terminal.

    What is not seen is shown as what it is (:mod:`skywitness.unseen`).
    """
    return "".join(
        c if c in KEPT or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown(text)
    )


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A status line on standard error while work goes on; silent when that is no terminal."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(f"{what} …") as status:
        yield lambda text: status.update(f"{what} … {escape(printable(text))}")
