"""What a page says of its case: claims, speakers, quotes, points of view, moments, sources.

All of it is told again from ``case.toml``. Of a quote's place in a text that was left out only the
text's hash is known.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case, Claim
from skywitness.claims.meaning.frames import Frame
from skywitness.vouching.difference import DifferenceError, compare, compare_keys

#: What of a piece of evidence a page tells as its row has it.
_EVIDENCE = {"kind", "what", "moment", "object", "file", "sha256", "credit", "subject", "camera",
             "sight", "time"}  # fmt: skip
#: The members of a claim in ``check`` and of the page's entry for it.
SAID = ("id says speaker via stance chain source quote document position evidence supersedes "
        "superseded_by verdicts inference")  # fmt: skip
ENTRY = ("id chain_words topics moments said quote archived unchecked note follows_from verdicts "
         "inferences")  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_ENDS_A_LINK = re.compile(r"[\s\x00-\x20<>\"'`\\]")


def compare_case(page: Json, case: Case, frames: tuple[str, ...]) -> list[str]:
    """Check all that a page says of its case; ``frames`` are those that were checked.

    Returns:
        What of it could not be told again.

    Raises:
        DifferenceError: it says something else.
    """
    checked = page["check"]
    head = {
        "id": case.id,
        "title": case.title,
        "date": _date(case),
        "summary": case.summary,
    }
    compare("case", page["case"], head)
    compare("check.case", checked["case"], case.id)
    compare("check.title", checked["title"], case.title)
    shown = [case.frame(f) for f in frames]
    compare("check.frames", checked["frames"], [_frame(f) for f in shown])
    borders = [{"id": f.id, "borders": f.borders + _as_of(f)} for f in shown]
    compare("frames", page["frames"], borders)
    compare("moments", page["moments"], [_moment(m) for m in case.moments])
    compare("objects", page["objects"], [_thing(t) for t in case.things])
    compare("check.policy", checked["policy"], case.policy.as_json())
    rows = [source.model_dump(mode="json", exclude_none=True) for source in case.sources]
    compare("check.sources", checked["sources"], rows)
    ids = [claim.id for claim in case.claims]
    compare("the claims of check.claims", [c["id"] for c in checked["claims"]], ids)
    compare("the claims of claims", [c["id"] for c in page["claims"]], ids)
    for each in page["stretches"]:
        compare_keys("stretches", each, "key label words")
    left = False
    for claim, said, entry in zip(case.claims, checked["claims"], page["claims"], strict=True):
        where = f"claim {claim.id}"
        compare_keys(where, said, SAID)
        compare_keys(where, entry, ENTRY)
        for key, known in _claim(claim).items():
            if key == "position" and known is None and said[key] is not None:
                left = True
                continue
            compare(f"{where}, {key}", said[key], known)
        told = _entry(claim, case)
        if told["quote"] is not None and claim.position is None and entry["quote"]:
            told["quote"]["position"] = entry["quote"]["position"]
        for key, known in told.items():
            compare(f"{where}, {key}", entry[key], known)
        _evidence(where, said["evidence"], claim)
    return ["where quotes stand in texts that were left out"] if left else []


def _date(case: Case) -> str | None:
    if case.date is None:
        return None
    return " – ".join(_day(d) for d in (case.date, case.until) if d is not None)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _as_of(frame: Frame) -> str:
    return "" if frame.date is None else f", as of {_day(frame.date)}"


def _frame(f: Frame) -> Json:
    date = None if f.date is None else f.date.isoformat()
    return {"id": f.id, "label": f.label, "borders": f.borders, "date": date,
            "same": f.same, "note": f.note}  # fmt: skip


def _moment(m: Any) -> Json:
    given = [each.statement.text for each in m.given]
    return {"id": m.id, "label": m.label or m.id, "phrases": m.phrases, "given": given,
            "given_source": m.given_source, "zones": m.zones, "kind": m.kind,
            "note": m.note}  # fmt: skip


def _thing(t: Any) -> Json:
    return {"id": t.id, "label": t.label, "phrases": t.phrases, "type": t.type, "mover": t.mover,
            "note": t.note}  # fmt: skip


def _claim(claim: Claim) -> Json:
    row = claim.row
    return {
        "says": row.says,
        "speaker": claim.chain[0].who,
        "via": [link.who for link in claim.chain[1:]],
        "stance": claim.chain[0].stance,
        "chain": [{"who": link.who, "stance": link.stance} for link in claim.chain],
        "source": row.source,
        "quote": row.quote,
        "document": row.document,
        "position": claim.position,
        "supersedes": row.supersedes,
        "superseded_by": claim.superseded_by,
    }


def _entry(claim: Claim, case: Case) -> Json:
    row = claim.row
    said = row.said
    return {
        "topics": list(dict.fromkeys(c.atom.topic for c in claim.statement.clauses)),
        "chain_words": " → ".join(f"{link.who} ({link.stance})" for link in claim.chain),
        "moments": [str(m) for m in dict.fromkeys(claim.saying.spots) if m],
        "said": said if isinstance(said, str) or said is None else said.isoformat(),
        "quote": _quote(claim, case),
        "archived": _address(row.archived),
        "unchecked": row.unchecked,
        "note": row.note,
        "follows_from": row.follows_from,
    }


def _quote(claim: Claim, case: Case) -> Json | None:
    row = claim.row
    if row.quote is None and row.document is None:
        return None
    text = next((d for d in case.documents if d.id == row.document), None)
    chars = None if text is None else text.chars
    fit = _TAG.fullmatch(row.language or "") is not None
    return {
        "text": row.quote,
        "language": row.language if fit else None,
        "language_words": row.language,
        "translation": row.translation,
        "translator": row.translator,
        "document": row.document,
        "position": None if claim.position is None else f"character {claim.position:,}",
        "of": None if chars is None else f"of {chars:,}",
        "sha256": None if text is None else text.sha256,
    }


def _address(text: str | None) -> str | None:
    """An address as a page links it: none that is not of the web or holds what could end a link."""
    if not text or _ENDS_A_LINK.search(text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None


def _evidence(where: str, stated: Json | None, claim: Claim) -> None:
    if claim.evidence is None:
        compare(f"{where}, evidence", stated, None)
        return
    if stated is None:
        raise DifferenceError(f"{where}, evidence", "it is missing")
    row = claim.evidence.table
    known = row.model_dump(mode="json", include=_EVIDENCE)
    known["url"] = _address(row.url)
    known["located_by"] = [
        {"who": link.who, "stance": link.stance, "method": how.method}
        for link, how in zip(claim.chain, row.located_by, strict=True)
    ]
    told = {key: stated.get(key) for key in known}
    compare(f"{where}, evidence", told, known)
