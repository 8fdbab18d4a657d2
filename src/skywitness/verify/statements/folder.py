"""The folder of certificates: its manifest, and files read only as far as their hashes hold."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import math
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from skywitness.aliases import Json
from skywitness.errors import SkywitnessError
from skywitness.verify.statements.failure import FailedError
from skywitness.wholefiles import contents

FORMAT = "skywitness-certificates"
CERTIFICATE = "skywitness-certificate"
EXCLUSION = "skywitness-exclusion"
VERSION = 2
#: Name of the folder beside the page.
NAME = "certificates"
#: Largest file read, in bytes, packed and unpacked.
LARGEST = 300_000_000


@dataclass(frozen=True)
class Folder:
    """A folder of certificates and what its manifest says."""

    path: Path
    manifest: Json
    sha256: str

    def read(self, entry: Json) -> bytes:
        """The bytes of a file that the manifest lists, unpacked where its name ends in ``.gz``.

        Raises:
            FailedError: it is missing, damaged, or not what its hash says.
        """
        name = str(entry["path"])
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts or "\\" in name or not pure.parts:
            raise FailedError(f"'{name[:80]}' leads out of the folder")
        path = self.path / pure
        try:
            if path.stat().st_size > LARGEST:
                raise FailedError(f"'{name}' has more than {LARGEST:,} bytes")
            raw = contents(path)
        except OSError as error:
            raise FailedError(f"'{name}' cannot be read: {error.strerror}") from error
        if hashlib.sha256(raw).hexdigest() != entry["sha256"]:
            raise FailedError(f"'{name}' is not the file that the manifest lists: its hash differs")
        return _unpacked(raw, name) if name.endswith(".gz") else raw

    def json(self, entry: Json, format_: str) -> Json:
        """The object in a listed file, of a format and of the version known here.

        Raises:
            FailedError: as :meth:`read`, or it is no such object.
        """
        name = str(entry["path"])
        found = parsed(self.read(entry), name)
        if found.get("format") != format_ or found.get("version") != VERSION:
            raise FailedError(f"'{name}' is not of the format {format_} {VERSION}")
        return found


def _unpacked(raw: bytes, name: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(raw)) as stream:
            out = stream.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FailedError(f"'{name}' is damaged: {error}") from error
    if len(out) > LARGEST:
        raise FailedError(f"'{name}' unpacks to more than {LARGEST:,} bytes")
    return out


def parsed(raw: bytes, name: str) -> Json:
    """A JSON object without numbers that do not exist and without two members of one name.

    Raises:
        FailedError: it is not one.
    """

    try:
        found = json.loads(
            raw.decode("utf-8"), parse_constant=_no_number, parse_int=_whole, parse_float=_fraction,
            object_pairs_hook=_once,
        )  # fmt: skip
    except (ValueError, RecursionError) as error:
        raise FailedError(f"'{name}' is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise FailedError(f"'{name}' holds no object")
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word[:40]} is no number of a certificate")


def _fraction(word: str) -> float:
    value = float(word)
    if not math.isfinite(value):
        _no_number(word)
    return value


def _whole(word: str) -> int:
    _fraction(word)  # one of 400 digits is none either
    return int(word)


def _once(pairs: list[tuple[str, Any]]) -> Json:
    out = dict(pairs)
    if len(out) != len(pairs):
        left = dict(pairs)
        twice = next(key for key, _ in pairs if left.pop(key, left) is left)
        raise ValueError(f"'{twice[:40]}' stands twice in one object")
    return out


def open_folder(path: Path) -> Folder:
    """The certificates in a folder, or beside the page in it.

    Raises:
        SkywitnessError: there are none.
        FailedError: the manifest is damaged or of another version.
    """
    inner = path if (path / "manifest.json").is_file() else path / NAME
    file = inner / "manifest.json"
    try:
        raw = contents(file)
    except OSError as error:
        raise SkywitnessError(
            "there are no certificates here",
            file=str(path),
            remedy="write them with 'skywitness check CASE --out DIR', and give that DIR",
        ) from error
    manifest = parsed(raw, "manifest.json")
    if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
        raise FailedError(f"the manifest is not of the format {FORMAT} {VERSION}")
    return Folder(inner, manifest, hashlib.sha256(raw).hexdigest())
