"""What commands share: progress on standard error, and text that cannot steer a terminal."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from rich.console import Console
from rich.markup import escape

from skywitness.unseen import shown

SILENT_S = 30.0
"""Seconds after which it is said that work goes on."""
KEPT = "\n\t\u200c\u200d"
"""What is not printable and stays: joiners are left where writing needs them."""
ESCAPED = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What JSON gives as an escape: C0 controls have one there as it is."""
WIDTH = 120
"""Columns of tables that go to a file or another program."""


def wide() -> Console:
    """The console that tables go to, with room where it is no terminal."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    return console


def in_json(document: Any) -> str:
    """A document as JSON; what could steer the reader's terminal, or is not seen, is escaped.

    Raises:
        ValueError: a number in it is none.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return ESCAPED.sub(lambda found: json.dumps(found.group())[1:-1], text)


def printable(text: str) -> str:
    """``text`` without control characters, so that no input can steer the reader's terminal.

    What is not seen is shown as what it is (:mod:`skywitness.unseen`).
    """
    return "".join(
        c if c in KEPT or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown(text)
    )


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """A status line on standard error while work goes on.

    Where that is no terminal it is silent, but for a line of what is being done each half minute.
    """
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        with _now_and_then(what) as told:
            yield told
        return
    with console.status(f"{what} …") as status:
        yield lambda text: status.update(f"{what} … {escape(printable(text))}")


@contextmanager
def _now_and_then(what: str) -> Iterator[Callable[[str], None]]:
    last, done = [what], threading.Event()

    def tell() -> None:
        while not done.wait(SILENT_S):
            with suppress(OSError, ValueError):
                print(printable(f"skywitness: still {last[0]} …"), file=sys.stderr, flush=True)

    def told(text: str) -> None:
        last[0] = f"{what}: {text}"

    thread = threading.Thread(target=tell, name="progress", daemon=True)
    thread.start()
    try:
        yield told
    finally:
        done.set()
        thread.join(timeout=1)
