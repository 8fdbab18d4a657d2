"""Reading what a load says of itself, as what a stranger may have written.

Nothing in it is followed: the load's name is that of its folder, the places of its files are of the
one form that this program writes, and every value is of its kind. What it says is sealed by a hash
of itself, so that a flipped byte is found. What it lists must add up: each file once, with the rows
that its inputs came to, and no input in two loads.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import orjson

from skywitness.errors import RecordError
from skywitness.record.store import layout
from skywitness.record.store.manifest import (
    NAME,
    SEAL,
    VERSION,
    FormatCount,
    InputEntry,
    Manifest,
    PartEntry,
    sealed,
)
from skywitness.unseen import one_line

LARGEST = 1 << 30
"""Bytes of a manifest, at most: a load of 100,000 inputs writes about a tenth."""
_PART = re.compile(
    r"day=(?:\d{4}-\d{2}-\d{2}|unknown)/hour=(?:\d{2}|unknown)/part-\d{1,6}\.parquet", re.ASCII
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_BEYOND = re.compile(r"[+-]\d+\.\d{6} s since 1970", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST = 1 << 62

Check = Callable[[Any], bool]


def read_manifests(root: Path) -> tuple[Manifest, ...]:
    """The manifests of all loads of the store in ``root``, by the loads' names.

    Raises:
        RecordError: one cannot be used, or an input is in two loads: its rows would count twice.
    """
    manifests = tuple(read_manifest(root, load) for load in layout.loads(root))
    where: dict[str, str] = {}
    for manifest in manifests:
        for entry in manifest.inputs:
            first = where.setdefault(entry.sha256, manifest.load)
            if first != manifest.load:
                folder = root / layout.DATA / f"load={manifest.load}"
                raise RecordError(
                    f"an input is in two loads, {first} and {manifest.load}: "
                    f"{one_line(entry.path)}",
                    file=str(root),
                    remedy=f"delete the folder {folder}, and read again what else it had",
                )
    return manifests


def read_manifest(root: Path, load: str) -> Manifest:
    """The manifest of the load of that name in the store in ``root``.

    Raises:
        RecordError: it is missing, damaged, of a newer version, or says what no load says.
    """
    name = f"{layout.DATA}/load={load}/{NAME}"
    path = root / name
    again = f"delete the folder {path.parent} and read its inputs again"
    try:
        with layout.opened_inside(root, name) as file:
            # As many bytes as are asked for are allotted before the first one is read.
            text = file.read(min(LARGEST, os.fstat(file.fileno()).st_size) + 1)
        if len(text) > LARGEST:
            raise ValueError(f"more than {LARGEST:,} bytes")
        document = orjson.loads(text)
        if not isinstance(document, dict):
            raise ValueError("it is no object with keys")
        version = document["version"]
        if type(version) is not int:
            raise ValueError("its version is no whole number")
        if version > VERSION:
            raise RecordError(
                f"the load is of version {version}, this program knows {VERSION}",
                file=str(path),
                remedy="use a newer skywitness",
            )
        return _manifest(document, load, version)
    except FileNotFoundError as error:
        raise RecordError("a load without manifest", file=str(path), remedy=again) from error
    except OSError as error:
        layout.refuse_links(root, name, error)
        raise RecordError(
            f"the manifest cannot be read ({error.strerror})",
            file=str(path),
            remedy="a store holds files and folders only: get it again from where it came from",
        ) from error
    except KeyError as error:
        raise RecordError(
            f"the manifest is damaged (it does not say {error.args[0]!r})",
            file=str(path),
            remedy=again,
        ) from error
    except ValueError as error:
        raise RecordError(
            f"the manifest is damaged ({error})", file=str(path), remedy=again
        ) from error


def _manifest(document: dict[str, Any], load: str, version: int) -> Manifest:
    seal = document.pop(SEAL, None)
    if seal is not None and seal != sealed(document):
        raise ValueError("its hash of itself is another")
    if document["load"] != load:
        raise ValueError("its load is not that of its folder")
    for key in ("tool", "written"):
        _insist(isinstance(document[key], str), key)
    _insist(isinstance(document["config"], dict), "config")
    for key in ("inputs", "files"):
        each_is_one = isinstance(document[key], list) and all(
            isinstance(entry, dict) for entry in document[key]
        )
        _insist(each_is_one, key)
    manifest = Manifest(
        load=load,
        tool=document["tool"],
        written=document["written"],
        config=document["config"],
        inputs=[_input(each) for each in document["inputs"]],
        files=[_part(each) for each in document["files"]],
        version=version,
    )
    _add_up(manifest, document.get("rows"))
    return manifest


def _add_up(manifest: Manifest, rows: Any) -> None:
    """Refuse files that are not just those of the load: one twice, or not all of them.

    How many rows a file has is compared with the file where it is read.
    """
    twice = _repeated(part.path for part in manifest.files)
    if twice is not None:
        raise ValueError(f"it lists {twice} twice")
    if rows != manifest.rows:
        raise ValueError(f"its files have {manifest.rows:,} rows, not what it says as 'rows'")
    kept = sum(entry.kept for entry in manifest.inputs)
    if kept != manifest.rows:
        raise ValueError(f"its files have {manifest.rows:,} rows, its inputs came to {kept:,}")


def _repeated(words: Iterable[str]) -> str | None:
    """The first word that was there before."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return None


def _input(document: Mapping[str, Any]) -> InputEntry:
    known = _known(InputEntry, document)
    _insist(isinstance(document["path"], str), "path")
    _timed(known)
    formats = document["formats"]
    _insist(
        isinstance(formats, dict) and all(isinstance(each, dict) for each in formats.values()),
        "formats",
    )
    known["formats"] = {
        str(name): FormatCount(**_known(FormatCount, count)) for name, count in formats.items()
    }
    return InputEntry(**known)


def _part(document: Mapping[str, Any]) -> PartEntry:
    known = _known(PartEntry, document)
    for each in fields(PartEntry):
        if each.default is MISSING and each.default_factory is MISSING:
            document[each.name]  # a KeyError is told as what it does not say
    _timed(known)
    part = PartEntry(**known)
    _insist(_PART.fullmatch(part.path) is not None, "path")
    hashes = [part.sha256, *part.groups, *([part.footer] if part.footer else [])]
    _insist(all(_HASH.fullmatch(each) for each in hashes), "sha256")
    return part


def _timed(known: Mapping[str, Any]) -> None:
    """Refuse times that are not as :func:`skywitness.record.store.manifest.iso` writes them."""
    for key in ("first", "last"):
        said = known.get(key)
        _insist(said is None or _is_time(said), key)


def _is_time(text: str) -> bool:
    if _BEYOND.fullmatch(text):
        return True
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return _TIME.fullmatch(text) is not None


def _known(kind: type, document: Mapping[str, Any]) -> dict[str, Any]:
    """The keys this version has, each of its kind: a later version may have added some."""
    checks = _checks(kind)
    known = {key: value for key, value in document.items() if key in checks}
    for key, value in known.items():
        _insist(checks[key](value), key)
    return known


def _insist(good: bool, key: str) -> None:
    if not good:
        raise ValueError(f"what it says as {key!r} is not what a load says there")


@cache
def _checks(kind: type) -> dict[str, Check]:
    hints = get_type_hints(kind)
    return {each.name: _check(hints[each.name]) for each in fields(kind)}


def _check(hint: Any) -> Check:
    """What tells whether a value of JSON is of a kind that entries have."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is list:
        of = _check(inner[0])
        return lambda value: type(value) is list and all(map(of, value))
    if origin is dict:
        of = _check(inner[1])
        return lambda value: type(value) is dict and all(map(of, value.values()))
    if origin is UnionType:
        ways = [_check(each) for each in inner]
        return lambda value: any(way(value) for way in ways)
    if hint is int:
        return lambda value: type(value) is int and 0 <= value < _MOST
    # An entry within an entry looks after itself, and what may be anything is not used.
    kind = {str: str, bool: bool, NoneType: NoneType, Any: object}.get(hint, dict)
    return lambda value: isinstance(value, kind)
