"""Addresses, callsigns and registrations in what a track file calls a track."""

from __future__ import annotations

import re

from skywitness.record.schema import ADDRESS, TRACK_ID

_ADDRESS = re.compile(f"{ADDRESS}|{TRACK_ID}")
_CALLSIGN = re.compile(r"[A-Z0-9]{2,8}")
_REGISTRATION = re.compile(r"[A-Z0-9]{1,4}-[A-Z0-9]{1,5}")


def address(text: object) -> str | None:
    """An address, or a track's name of ours, in lower case; None for anything else."""
    word = text.strip().lower() if isinstance(text, str) else ""
    return word if _ADDRESS.fullmatch(word) else None


def callsign(name: str | None) -> str | None:
    """A track's name where it can be a callsign: two to eight capital letters and digits."""
    text = (name or "").strip()
    good = _CALLSIGN.fullmatch(text) and re.search("[A-Z]", text)
    return text if good else None


def registration(name: str | None) -> str | None:
    """A track's name where it can be a registration with its hyphen (`D-ABCD`, `86-0033`)."""
    text = (name or "").strip()
    return text if _REGISTRATION.fullmatch(text) else None
