"""The tag files of a BagIt bag (RFC 8493): written, and read without trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from skywitness.errors import SkywitnessError
from skywitness.unseen import one_line

BAGIT = "bagit.txt"
INFO = "bag-info.txt"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DATA = "data/"
#: Algorithms that are written, and the length of each one's digest in hexadecimal digits.
DIGITS = {"sha256": 64, "sha512": 128}
MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_LINE = re.compile(r"([0-9a-fA-F]+)[ \t]+\*?(\S.*)")
_OXUM = re.compile(r"(\d{1,18})\.(\d{1,18})")
#: Most lines of a manifest.
MOST_LINES = 200_000


def manifest(digests: Mapping[str, str]) -> str:
    """A manifest: digest, two blanks and path, by path."""
    return "".join(f"{digests[path]}  {_encoded(path)}\n" for path in sorted(digests))


def info(pairs: Iterable[tuple[str, str]]) -> str:
    """``bag-info.txt``; values are brought onto one line each."""
    return "".join(f"{key}: {' '.join(value.split())}\n" for key, value in pairs)


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _decoded(path: str) -> str:
    named = {"%25": "%", "%0d": "\r", "%0a": "\n"}
    return re.sub("%(25|0[dDaA])", lambda m: named[m[0].lower()], path)


def lines_of(raw: bytes, name: str) -> list[str]:
    """The lines of a tag file.

    Raises:
        SkywitnessError: it is not UTF-8, or begins with a byte order mark.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise unusable(f"'{name}' is not UTF-8 text (byte {error.start:,})") from error
    if text.startswith("\ufeff"):
        raise unusable(f"'{name}' begins with a byte order mark, which BagIt does not allow")
    lines = re.split("\r\n|\r|\n", text)  # what str.splitlines takes for ends may stand in names
    return lines if lines[-1] else lines[:-1]


def check_declaration(raw: bytes) -> None:
    """Refuse a bag of a version or encoding that is not known here.

    Raises:
        SkywitnessError: it is.
    """
    lines = lines_of(raw, BAGIT)
    if len(lines) != 2 or lines[0] not in ("BagIt-Version: 1.0", "BagIt-Version: 0.97"):
        raise unusable(f"'{BAGIT}' does not declare BagIt 1.0")
    if lines[1].casefold() != "tag-file-character-encoding: utf-8":
        raise unusable(f"'{BAGIT}' declares an encoding other than UTF-8")


def parse_manifest(raw: bytes, name: str) -> dict[str, str]:
    """Path → digest in lower case.

    Raises:
        SkywitnessError: a line is no digest and path, or a path stands twice.
    """
    match = MANIFEST.fullmatch(name)
    digits = DIGITS.get(match[2]) if match else None
    out: dict[str, str] = {}
    lines = lines_of(raw, name)
    if len(lines) > MOST_LINES:
        raise unusable(f"'{name}' has more than {MOST_LINES:,} lines")
    for row, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found is None or len(found[1]) != digits:
            raise unusable(f"row {row} of '{name}' is not a digest and a path")
        path = safe(_decoded(found[2]))
        if path in out:
            raise unusable(f"'{name}' lists '{path[:80]}' twice")
        out[path] = found[1].lower()
    return out


def oxum(raw: bytes) -> tuple[int, int] | None:
    """Bytes and number of payload files that ``bag-info.txt`` states, if it does.

    Raises:
        SkywitnessError: what it states is not two numbers.
    """
    for line in lines_of(raw, INFO):
        key, _, value = line.partition(":")
        if key.casefold() == "payload-oxum":
            found = _OXUM.fullmatch(value.strip())
            if found is None:
                raise unusable(f"the Payload-Oxum in '{INFO}' is not two numbers")
            return int(found[1]), int(found[2])
    return None


def safe(path: str) -> str:
    """A path that stays inside the bag, as it is.

    Raises:
        SkywitnessError: it is absolute, climbs out, or is not written with ``/``.
    """
    parts = path.split("/")
    if (
        not path
        or any(part in ("", ".", "..") for part in parts)
        or "\\" in path
        or "\0" in path
        or path[1:2] == ":"
        or path.startswith("~")
        or len(path) > 1000
    ):
        raise unusable(f"'{path[:80]}' is not a path inside the pack")
    return path


def unusable(what: str) -> SkywitnessError:
    """The error for a pack that cannot be checked at all."""
    return SkywitnessError(one_line(what), remedy="ask whoever made the pack for it again")
