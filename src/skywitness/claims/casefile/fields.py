"""What the values of a case file may look like: ids, addresses, hashes, lines of text."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from skywitness.claims.meaning.zones import iana_name
from skywitness.errors import SkywitnessError

Stance = Literal["asserts", "reports", "infers", "denies", "did not deny"]


def _identifier(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}", text):
        raise ValueError("an id has letters, digits, '-', '_' and '.', at most 64 of them")
    return text


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"'`\\]+", text):
        raise ValueError("an address begins with http:// or https:// and has no blanks or quotes")
    return text


def _hash(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("a sha256 is 64 hexadecimal digits in lower case")
    return text


def _zone(text: str) -> str:
    try:
        return iana_name(text)
    except SkywitnessError as error:
        raise ValueError(str(error)) from error  # it names its remedy


Zone = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_zone)]
Zones = Zone | Annotated[list[Zone], Field(min_length=1, max_length=6)]
Id = Annotated[str, AfterValidator(_identifier)]
Address = Annotated[str, AfterValidator(_address)]
Sha256 = Annotated[str, AfterValidator(_hash)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]
Line = Annotated[str, Field(min_length=1, max_length=500)]

#: Tables of the case file have no other keys and no other types, and do not change.
STRICT = ConfigDict(extra="forbid", strict=True, frozen=True)
