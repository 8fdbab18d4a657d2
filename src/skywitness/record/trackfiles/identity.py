"""Addresses, callsigns and registrations in what a track file calls a track."""

from __future__ import annotations

import re

from skywitness.record.schema import ADDRESS, TRACK_ID
from skywitness.record.tables.values import NOTHING

_NOBODY = {"000000", "ffffff"}
_LONGEST = 40
_ADDRESS = re.compile(f"{ADDRESS}|{TRACK_ID}")
_CALLSIGN = re.compile(r"[A-Z0-9]{2,8}")
_REGISTRATION = re.compile(r"[A-Z0-9]{1,4}-[A-Z0-9]{1,5}")


def address(text: object) -> str | None:
    """An address, or a track's name of ours, in lower case; None for anything else."""
    word = text.strip().lower() if isinstance(text, str) else ""
    return word if _ADDRESS.fullmatch(word) else None


def stated(value: object) -> tuple[str | None, bool]:
    """An address that a file states, in lower case and without `0x`, and whether it can be one.

    As in tables (:func:`skywitness.record.tables.identity.addresses`) it is kept where it cannot
    be: a number, of which zeros may be lost, or another text. What is neither is None.
    """
    if value is None:
        return None, True
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None, False
    text = str(value).strip().lower().encode("utf-8", "replace").decode()
    if text in NOTHING:
        return None, True
    text = re.sub(r"^(~?)0x", r"\1", text)
    good = isinstance(value, str) and _ADDRESS.fullmatch(text) is not None and text not in _NOBODY
    return text[:_LONGEST], good


def callsign(name: str | None) -> str | None:
    """A track's name where it can be a callsign: two to eight capital letters and digits."""
    text = (name or "").strip()
    good = _CALLSIGN.fullmatch(text) and re.search("[A-Z]", text)
    return text if good else None


def registration(name: str | None) -> str | None:
    """A track's name where it can be a registration with its hyphen (`D-ABCD`, `86-0033`)."""
    text = (name or "").strip()
    return text if _REGISTRATION.fullmatch(text) else None


def label(name: str | None) -> str | None:
    """A point's name where it may be what a thing is called: no time and no number with a unit."""
    text = (name or "").strip()
    if callsign(text) or registration(text):
        return text
    number = text[:1].isdigit() or text[:1] in ("+", "-", ".")
    timed = re.search(r"\d:\d\d", text) or re.fullmatch(r"fl\s?\d{1,3}", text, re.IGNORECASE)
    return None if number or timed or not re.search(r"[^\W\d]", text) else text
