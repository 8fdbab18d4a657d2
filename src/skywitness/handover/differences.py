"""What differs between two dossiers, as a note of corrections would tell it.

Both are read without trust: a dossier may come from anybody. Only its ``case.json`` is read;
whether that is what its certificates prove is asked of ``verify``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skywitness.aliases import Json
from skywitness.dossier.page.page import DATA
from skywitness.dossier.words.verdictwords import SHOWN
from skywitness.dossier.words.words import margin_words
from skywitness.errors import SkywitnessError
from skywitness.handover.packs.opened import LARGEST, is_pack, opened
from skywitness.unseen import plain
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.folder import parsed
from skywitness.wholefiles import contents

#: Where a pack has the data of its page.
IN_PACK = f"data/{DATA}"

SORTS = ("case", "frames", "claims", "quotes", "verdicts", "margins", "conflicts", "findings")
"""What is compared, in the order of the note."""

_WORDS: dict[str, str] = {str(word): told for word, told in SHOWN.items()}
_SAID = ("says", "speaker", "via", "stance", "source", "supersedes", "evidence")


@dataclass(frozen=True)
class Change:
    """One difference: what it was (``None``: it is new) and what it is (``None``: it is gone).

    ``of`` is an id (of a claim, a point of view), or what a conflict or finding is made of;
    ``frame`` the point of view that it is about, ``key`` the member that differs.
    """

    sort: str
    of: tuple[str, ...]
    key: str
    frame: str
    old: Any
    new: Any

    def as_json(self) -> Json:
        """The documented object."""
        kind = "added" if self.old is None else "removed" if self.new is None else "changed"
        return {
            "kind": kind,
            "of": list(self.of),
            "key": self.key or None,
            "frame": self.frame or None,
            "old": self.old,
            "new": self.new,
        }


def differences(old: Path, new: Path) -> tuple[Change, ...]:
    """What differs between two dossiers: packs, folders of ``check --out``, or ``case.json`` files.

    Raises:
        SkywitnessError: one of them is none, or cannot be read.
    """
    return compared(dossier(old), dossier(new))


def dossier(path: Path) -> Json:
    """The data of a dossier, with nothing in its texts that is not seen.

    Raises:
        SkywitnessError: there is none, or it cannot be read.
    """
    try:
        raw = _raw(path)
        found = plain(parsed(raw, DATA))
    except FailedError as error:
        raise _none(path, str(error)) from None
    except OSError as error:
        raise _none(path, error.strerror or str(error)) from error
    if "check" not in found or "case" not in found:
        raise _none(path, f"'{DATA}' is no data of a dossier")
    return dict(found)


def _raw(path: Path) -> bytes:
    if path.is_dir() and not is_pack(path):
        path = path / DATA
    elif path.is_dir() or path.suffix.lower() != ".json":
        with opened(path) as pack:
            return pack.read(IN_PACK)
    raw = contents(path, LARGEST + 1)
    if len(raw) > LARGEST:
        raise _none(path, f"it has more than {LARGEST:,} bytes")
    return raw


def _none(path: Path, why: str) -> SkywitnessError:
    return SkywitnessError(
        f"this is no dossier that can be read: {why}",
        file=str(path),
        remedy=f"give a pack, a folder that check --out wrote, or the {DATA} in it",
    )


def compared(old: Json, new: Json) -> tuple[Change, ...]:
    """What differs between the data of two dossiers.

    Raises:
        SkywitnessError: one of them is not made as the data of a dossier are.
    """
    out: list[Change] = []
    for key in ("id", "title", "summary"):
        pair = [_text(_object(each, "case").get(key)) for each in (old, new)]
        if pair[0] != pair[1]:
            out.append(Change("case", (key,), key, "", *pair))
    before, after = (_object(each, "check") for each in (old, new))
    out += _members("frames", before, after, ("label", "borders", "date", "same", "note"))
    out += _members("claims", before, after, _SAID)
    out += _members("quotes", before, after, ("quote",), of="claims")
    for sort, made in (("verdicts", _verdicts), ("margins", _margins),
                       ("conflicts", _conflicts)):  # fmt: skip
        out += _maps(sort, made(before), made(after))
    shorts = (_object(each, "short") for each in (old, new))
    out += _maps("findings", *(_findings(each) for each in shorts))
    return tuple(sorted(out, key=lambda each: SORTS.index(each.sort)))


def _members(sort: str, old: Json, new: Json, keys: Iterable[str], of: str = "") -> list[Change]:
    """Objects of a list by their ids: those that came or went, and members that differ."""
    before, after = (
        {_text(row.get("id")) or "": row for row in _objects(each, of or sort)}
        for each in (old, new)
    )
    out = []
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            if not of:
                shown = [None if row is None else _shown(row) for row in (was, now)]
                out.append(Change(sort, (name,), "", "", *shown))
            continue
        out += [
            Change(sort, (name,), key, "", was.get(key), now.get(key))
            for key in keys
            if was.get(key) != now.get(key)
        ]
    return out


def _shown(row: Json) -> Any:
    """What is told of a whole claim or point of view."""
    return _text(row.get("says")) or _text(row.get("label")) or ""


Told = Mapping[tuple[tuple[str, ...], str], Any]


def _maps(sort: str, old: Told, new: Told) -> list[Change]:
    return [
        Change(sort, key[0], "", key[1], old.get(key), new.get(key))
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    ]


def _verdicts(check: Json) -> Told:
    """The verdict of each claim, and what is drawn from others, in each point of view."""
    out: dict[tuple[tuple[str, ...], str], Any] = {}
    for claim in _objects(check, "claims"):
        for each in _objects(claim, "verdicts"):
            out[(_id(claim),), _id(each, "frame")] = _text(each.get("verdict"))
        for each in _objects(claim, "inference"):
            key = (_id(claim), "drawn from", *_texts(each.get("given")))
            out[key, _id(each, "frame")] = _text(each.get("result"))
    for each in _objects(check, "together"):
        out[tuple(_texts(each.get("claims"))), _id(each, "frame")] = _text(each.get("verdict"))
    return out


def _margins(check: Json) -> Told:
    return {
        ((_id(claim),), _id(each, "frame")): _margin(each)
        for claim in _objects(check, "claims")
        for each in _objects(claim, "verdicts")
    }


def _conflicts(check: Json) -> Told:
    return {
        (tuple(_texts(each.get("parts"))), _id(each, "frame")): _text(each.get("strength"))
        for each in _objects(check, "conflicts")
    }


def _findings(short: Json) -> Told:
    """The verdict of each finding of the first screen, by its claims."""
    return {
        (tuple(_texts(each.get("claims"))), ""): _text(each.get("verdict"))
        for each in _objects(short, "findings")
    }


def _margin(row: Json) -> Json | None:
    found = row.get("margin")
    if found is None:
        return None
    if not isinstance(found, dict):
        raise _unlike("margin")
    ends = {}
    for key in ("lo", "hi"):
        value = found.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            raise _unlike("margin")
        ends[key] = value
    return ends


def _object(row: Json, key: str) -> Json:
    found = row.get(key, {})
    if not isinstance(found, dict):
        raise _unlike(key)
    return found


def _objects(row: Json, key: str) -> list[Json]:
    found = row.get(key) or []
    if isinstance(found, dict):
        found = [found]
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise _unlike(key)
    return found


def _texts(found: Any) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise _unlike("a list of names")
    return found


def _text(found: Any) -> str | None:
    if found is not None and not isinstance(found, str):
        raise _unlike("a text")
    return found


def _id(row: Json, key: str = "id") -> str:
    return _text(row.get(key)) or ""


def _unlike(what: str) -> SkywitnessError:
    return SkywitnessError(
        f"{what} of a dossier is not what it is in one that this program writes",
        remedy="write the dossier anew with check CASE --out DIR",
    )


def told(change: Change) -> str:
    """A difference as a sentence of a note of corrections."""
    of = " + ".join(change.of)
    where = f" (point of view {change.frame})" if change.frame else ""
    shown = _TOLD.get(change.sort, _plainly)
    old, new = shown(change.old), shown(change.new)
    name = {"verdicts": "Verdict on", "margins": "Margin of", "conflicts": "Conflict of",
            "findings": "Finding on", "claims": "Claim", "quotes": "Quote of claim",
            "frames": "Point of view", "case": "The case's"}[change.sort]  # fmt: skip
    member = f", {change.key}" if change.key and change.sort in ("claims", "frames") else ""
    head = f"{name} {of}{member}{where}"
    if change.old is None:
        return f"{head} is new: {new}."
    if change.new is None:
        return f"{head} is gone; it was: {old}."
    return f"{head} was: {old}; it is: {new}."


def _plainly(value: Any) -> str:
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "none"
    return str(value)


def _verdict(value: Any) -> str:
    return _WORDS.get(str(value), str(value))


def _stretch(value: Any) -> str:
    if not isinstance(value, dict):
        return "none"
    return margin_words(value["lo"], value["hi"]) or "none needed"


_TOLD: dict[str, Callable[[Any], str]] = {
    "verdicts": _verdict, "conflicts": _verdict, "findings": _verdict, "margins": _stretch,
}  # fmt: skip
