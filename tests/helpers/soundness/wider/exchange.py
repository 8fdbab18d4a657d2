"""Nothing changes where claims are told in another order and speakers exchange their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .voices import Voice

#: One of so many cases is told a second time.
EVERY = 4
Found = dict[str, Any]


def exchanged(voices: Iterable[Voice]) -> dict[str, str]:
    """For each speaker the name of the next one, for the last that of the first."""
    speakers = list(dict.fromkeys(v.speaker for v in voices))
    if len(speakers) == 1:
        return {speakers[0]: "somebody else"}
    return dict(zip(speakers, [*speakers[1:], speakers[0]], strict=True))


def differences(first: Found, again: Found) -> Iterator[str]:
    """What differs between two checks of one case."""
    one, two = _findings(first), _findings(again)
    for key in sorted(one.keys() | two.keys()):
        a, b = one.get(key), two.get(key)
        if a is None or b is None:
            yield f"{key}: said in one order only"
            continue
        for what in ("verdict", "margin"):
            if not _alike(a.get(what), b.get(what)):
                yield (f"{key}: {what} {a.get(what)}, but {b.get(what)} where claims are reordered "
                       "and speakers exchanged")  # fmt: skip


def other_witnesses(first: Found, again: Found) -> int:
    """How many verdicts of two checks of one case show another witness."""
    one, two = _findings(first), _findings(again)
    return sum(
        not _alike(one[key].get("witness"), two[key].get("witness"))
        for key in one.keys() & two.keys()
    )


def _findings(found: Found) -> dict[str, Found]:
    out = {}
    for claim in found["claims"]:
        for each in claim["verdicts"]:
            out[f"{claim['id']} in {each['frame']}"] = each
        for each in claim["inference"]:
            given = ", ".join(sorted(each["given"]))
            out[f"{claim['id']} from {given} in {each['frame']}"] = {"verdict": each["result"]}
    for each in found["together"]:
        out[f"{', '.join(sorted(each['claims']))} in {each['frame']}"] = each
    return out


def _alike(a: Any, b: Any) -> bool:
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_alike(a[k], b[k]) for k in a)
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        if a and isinstance(a[0], dict):  # courses: in any order
            a, b = (sorted(x, key=str) for x in (a, b))
        return len(a) == len(b) and all(_alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) <= 1e-9 * max(1.0, abs(a))
    return bool(a == b)


def reordered(ids: Sequence[str]) -> list[str]:
    """The claims from the last to the first."""
    return list(reversed(ids))
