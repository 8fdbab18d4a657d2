"""Errors of a case file: each with its file, a dotted key and a remedy."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from skywitness.errors import SkywitnessError

T = typing.TypeVar("T")


def first_error(
    error: ValidationError,
    model: type[BaseModel],
    kind: type[SkywitnessError],
    *,
    prefix: str = "",
    names: Mapping[tuple[str, int], str] | None = None,
) -> SkywitnessError:
    """The first complaint of ``error`` as one ``kind``.

    Unknown keys come first, since a misspelt key also shows as a missing one. ``names`` maps
    ``("claims", 2)`` to the id to print for it; ``prefix`` is put before the path.
    """
    return _first(error.errors(), model, kind, prefix, names or {})


def each_error(
    error: ValidationError,
    model: type[BaseModel],
    kind: type[SkywitnessError],
    *,
    names: Mapping[tuple[str, int], str],
) -> list[SkywitnessError]:
    """The first complaint about each table of ``error``, as :func:`first_error` has it."""
    tables: dict[tuple[str | int, ...], list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False, include_context=False):
        path = detail["loc"]
        row = len(path) > 1 and isinstance(path[1], int)
        tables.setdefault(path[: 2 if row else 1], []).append(detail)
    # A misspelt name of a table can be why others are missing.
    told = sorted(tables.values(), key=lambda table: table[0]["type"] != "extra_forbidden")
    return [_first(table, model, kind, "", names) for table in told]


def _first(
    details: Sequence[ErrorDetails],
    model: type[BaseModel],
    kind: type[SkywitnessError],
    prefix: str,
    names: Mapping[tuple[str, int], str],
) -> SkywitnessError:
    unknown = [d for d in details if d["type"] == "extra_forbidden"]
    detail = (unknown or details)[0]
    path = _without_branches(detail["loc"], model)
    key = _dotted(path, names, prefix)
    if detail["type"] == "extra_forbidden":
        word = str(path[-1])  # the nearest is sought when it is told: there may be 100,000 of them
        return kind(
            f"unknown key '{shown(word)}'", key=key,
            remedy=lambda: nearest(word, sorted(_keys_at(model, path[:-1]))),
        )  # fmt: skip
    if detail["type"] == "missing":
        return kind(f"'{path[-1]}' is missing", key=key, remedy=f"add {path[-1]} = …")
    message = detail["msg"].removeprefix("Value error, ")
    given = detail.get("input")
    what = f" (given: {shown(repr(given))})" if isinstance(given, str | int | float | bool) else ""
    message, _, told = message.partition("\n  remedy: ")
    form = next((f for name, f in FORMS.items() if detail["type"].startswith(name)), None)
    remedy = told or form or "correct this value"
    return kind(f"{message[:1].lower()}{message[1:]}{what}", key=key, remedy=remedy)


#: How values are written in TOML, by the beginning of what pydantic calls their faults.
FORMS = {
    "date": "write a day as 1988-07-03, without quotes",
    "bool": "write true or false, without quotes",
    "int": "write a number, without quotes",
    "float": "write a number, without quotes",
    "list": 'write a list, such as ["one", "two"]',
    "string": "write it in quotes",
}


def shown(text: str, limit: int = 80) -> str:
    """Text from outside made safe for a terminal: control characters escaped, shortened."""
    safe = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return safe if len(safe) <= limit else safe[: limit - 1] + "…"


def nearest(name: str, known: Sequence[str]) -> str:
    """A remedy that names the nearest known word, or all of them."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known here: {', '.join(known)}" if known else "none is declared"


def _dotted(path: Sequence[str | int], names: Mapping[tuple[str, int], str], prefix: str) -> str:
    parts = [prefix] if prefix else []
    for index, step in enumerate(path):
        if isinstance(step, int):
            table = str(path[index - 1]) if index else ""
            parts.append(names.get((table, step), str(step + 1)))
        else:
            parts.append(shown(step, 60))
    return ".".join(parts)


def _without_branches(path: Sequence[str | int], model: type[BaseModel]) -> list[str | int]:
    """The path without the marks that pydantic adds for the branches of a union."""
    kept: list[str | int] = []
    for index, step in enumerate(path):
        last = index == len(path) - 1
        if (
            isinstance(step, int)
            or step in _keys_at(model, kept)
            or (last and _keys_at(model, kept))
        ):
            kept.append(step)
    return kept or list(path)


def _keys_at(model: type[BaseModel], path: Sequence[str | int]) -> frozenset[str]:
    return _known_keys(model, tuple(step for step in path if isinstance(step, str)))


@lru_cache(maxsize=256)
def _known_keys(model: type[BaseModel], path: tuple[str, ...]) -> frozenset[str]:
    models = [model]
    for step in path:
        found = [
            field.annotation
            for each in models
            for name, field in each.model_fields.items()
            if step in (name, field.alias)
        ]
        models = [m for annotation in found for m in _models_in(annotation)]
    return frozenset(
        field.alias or name for each in models for name, field in each.model_fields.items()
    )


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models_in(inner)


def located(file: str, key: str, make: Callable[[], T]) -> T:
    """The value of ``make``, or its error with file and key filled in."""
    try:
        return make()
    except SkywitnessError as error:
        if key.startswith("evidence."):  # its sentence does not stand in the file
            error.column = None
        error.located(file=file, key=key)
        raise
