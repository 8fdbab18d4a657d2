"""Values that no case, pack or certificate should hold, and trees with one of them put in."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

UNSEEN = "\u200b\u202e\u2066\u2028\u2029\U000e0041\ufeff\x1b[31m\x00\x07"
"""Zero width, turned, broken, tagged, and what commands a terminal."""
PATHS = ("../outside/secret.txt", "/etc/passwd", "/dev/zero", "/dev/stdin", "C:\\x", "a/../../x",
         "~", "x" * 5000, "a\nb", "documents", "case.toml", "\u202egnp.txt")  # fmt: skip
SENTENCES = (
    "encounter is within " + "9" * 400 + " km of Isle",
    "encounter is within 1e999 km of Isle",
    "encounter is " + "not " * 2000 + "inside Box",
    "encounter is inside \u200bBox\u202e",
    "encounter is inside Box\u2028and within 3 km of Isle",
    "encounter is within NaN km of Isle",
    "encounter is 0.000 km from Isle",
    "encounter is within 5 km of \"" + "x" * 10_000 + "\"",
    "encounter is between " + " and ".join(["3 km"] * 3000) + " of Isle",
    "(" * 5000 + ")" * 5000,
    "",
    "encounter is at 99:99 UTC", "encounter is on 31 February 99999",
    "encounter is inside encounter",
)  # fmt: skip


class Raw(str):
    """A text that stands in the file as it is: no JSON has it, but a file may."""


def value(rng: random.Random) -> Any:
    """A value of any kind."""
    kinds: tuple[Callable[[], Any], ...] = (
        lambda: None,
        lambda: rng.choice((True, False)),
        lambda: rng.choice((0, -1, 1, 10**9, -(10**9), 2**63, 2**64, -(2**63) - 1)),
        lambda: 10**400 + 7,
        lambda: Raw(rng.choice(("NaN", "nan", "Infinity", "-inf", "inf", "1e999", "-1e400"))),
        lambda: rng.choice((0.0, -0.0, 1e-320, 1e300, -1e300, 181.0, 90.0000001)),
        lambda: rng.choice(
            ("", " ", "x", "\U0001f600", UNSEEN, "\ud800", "e\u0301", "x" * 200_000)
        ),
        lambda: rng.choice(PATHS),
        lambda: rng.choice(SENTENCES),
        lambda: [],
        lambda: {},
        lambda: [1, "x", None],
        lambda: [[]],
        lambda: {"x": {"y": []}},
        lambda: Raw("[" * 20_000 + "]" * 20_000),
        lambda: Raw('{"a":' * 3_000 + "1" + "}" * 3_000),
        lambda: [0] * 5_000,
        lambda: "0" * 64,
        lambda: rng.choice(("2023-02-30", "9999-12-31", "0001-01-01", "2023-03-14T25:00:00Z")),
    )
    return rng.choice(kinds)()


def spots(tree: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to everything in a tree of dicts and lists, but to the tree itself."""
    found: list[tuple[Any, ...]] = []
    items = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    for key, inner in items:
        found.append((*at, key))
        found += spots(inner, (*at, key))
    return found


def changed(tree: Any, rng: random.Random) -> Any:
    """The tree with something taken away, put in, put elsewhere or given another name."""
    tree = copy.deepcopy(tree)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        ways = spots(tree)
        if not ways:
            break
        *to, last = rng.choice(ways)
        holder = tree
        for key in to:
            holder = holder[key]
        kind = rng.randrange(8)
        if kind == 0:
            del holder[last]
        elif kind == 1 and isinstance(holder, dict):
            holder[rng.choice(("", "x", UNSEEN, "id", "\ud800", "constructor", "x" * 70_000))] = (
                value(rng)
            )
        elif kind == 1:
            holder.insert(0, value(rng))
        elif (
            kind == 2
        ):  # something of the tree in the place of something else: also circles of names
            *other, end = rng.choice(ways)
            found = tree
            try:
                for key in (*other, end):
                    found = found[key]
            except (KeyError, IndexError, TypeError):
                continue
            holder[last] = copy.deepcopy(found)
        elif kind == 3 and isinstance(holder, list):
            holder += [copy.deepcopy(holder[last]) for _ in range(rng.choice((1, 2, 300)))]
        elif kind == 4 and isinstance(holder[last], str):
            text, k = holder[last], rng.randrange(len(holder[last]) + 1)
            holder[last] = (
                text[:k] + rng.choice((UNSEEN, "\u200b", "'", '"', "\\", "9" * 400)) + text[k:]
            )
        elif kind == 5 and isinstance(holder[last], int | float):
            holder[last] = rng.choice(
                (-holder[last], holder[last] * 1e6, holder[last] + 1e-9, str(holder[last]))
            )
        else:
            holder[last] = value(rng)
    return tree


def as_json(tree: Any) -> str:
    """The tree as JSON, with what is raw in it as it is."""
    raw: list[str] = []

    def marked(x: Any) -> Any:
        if isinstance(x, Raw):
            raw.append(str(x))
            return f"@raw{len(raw) - 1}@"
        if isinstance(x, dict):
            return {k: marked(v) for k, v in x.items()}
        return [marked(v) for v in x] if isinstance(x, list) else x

    text = json.dumps(marked(tree))
    for k, found in enumerate(raw):
        text = text.replace(f'"@raw{k}@"', found)
    return text


def as_toml(tree: dict[str, Any]) -> str:
    """The tree as TOML: JSON's texts, numbers and lists are TOML's."""

    def told(x: Any) -> str:
        if isinstance(x, dict):
            return "{" + ", ".join(f"{json.dumps(str(k))} = {told(v)}" for k, v in x.items()) + "}"
        if isinstance(x, list):
            return "[" + ", ".join(map(told, x)) + "]"
        if isinstance(x, Raw):
            return {"NaN": "nan", "Infinity": "inf"}.get(x, str(x))
        if x is None:
            return '""'
        if isinstance(x, str):
            return json.dumps(x, ensure_ascii=rng_free(x)).replace("\x7f", "\\u007f")
        if isinstance(x, bool | int | float):
            return json.dumps(x)
        return str(x)  # a date or a time

    return "".join(f"{json.dumps(str(k))} = {told(v)}\n" for k, v in tree.items())


def rng_free(text: str) -> bool:
    """Whether a text must be escaped to be written at all: halves of a character must."""
    return any(0xD800 <= ord(c) <= 0xDFFF for c in text)
