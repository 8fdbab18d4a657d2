"""The parser's tables, kept as JSON from one run to the next: making them takes most of a second.

lark's own cache is a pickle, and whoever can write a pickle runs code in the program that loads it.
These tables are data: numbers and names, for exactly the grammar and the lark that made them, and
they are used only where nobody but the user can have written them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import lark
from lark import Lark
from lark.exceptions import LarkError
from lark.grammar import Rule
from lark.lexer import TerminalDef

from skywitness.claims.language.scanning import InContext
from skywitness.errors import SkywitnessError
from skywitness.wholefiles import opened_file, write_whole

LARGEST = 16_000_000
"""Bytes of the file, at most: it has less than one million."""
_PLUGINS = {"ContextualLexer": InContext}
_UNUSABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError, IndexError,
             RecursionError, re.error, LarkError)  # fmt: skip


def parser(grammar: str, kept: Path | None) -> Lark:
    """The parser of a grammar, from the tables in ``kept`` where they are its own.

    Raises:
        lark.exceptions.GrammarError: rules clash.
    """
    if kept is None:
        return _made(grammar)
    of = _fingerprint(grammar)
    with suppress(*_UNUSABLE):
        return _loaded(kept, of)
    made = _made(grammar)
    with suppress(SkywitnessError, OSError):  # a home that cannot be written to
        tables, memo = made.memo_serialize([TerminalDef, Rule])
        options = {key: value for key, value in tables["options"].items() if key != "_plugins"}
        tables["options"] = options  # without what is code and no data
        text = json.dumps({"of": of, "tables": tables, "memo": memo})
        write_whole(text.encode(), kept, "parser's tables")
    return made


def _made(grammar: str) -> Lark:
    return Lark(
        grammar, parser="lalr", lexer="contextual", propagate_positions=True,
        maybe_placeholders=False, _plugins=_PLUGINS,
    )  # fmt: skip


def _fingerprint(grammar: str) -> str:
    text = f"{grammar}\0{lark.__version__}\0{sys.version_info[:2]}"
    return hashlib.sha256(text.encode()).hexdigest()


def _loaded(kept: Path, of: str) -> Lark:
    with opened_file(kept) as file:
        status = os.fstat(file.fileno())
        mine = os.name == "nt" or status.st_uid == os.getuid()
        if not mine or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise OSError("somebody else may have written it")
        document = json.loads(file.read(LARGEST), object_hook=_numbered)
    if document["of"] != of:
        raise ValueError("of another grammar")
    found: Lark = Lark._load_from_dict(  # type: ignore[no-untyped-call]
        document["tables"], document["memo"], propagate_positions=True, _plugins=_PLUGINS
    )
    return found


def _numbered(value: dict[str, Any]) -> dict[Any, Any]:
    """What JSON made words of, numbers again: the keys of states and of the memo.

    Keys of one object are all of one kind, so the first tells.
    """
    first = next(iter(value), "")
    if not first.lstrip("-").isdigit():
        return value
    return {int(key): each for key, each in value.items()}
