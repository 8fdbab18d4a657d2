"""Reading a case: a folder, a ``case.toml``, or the name of a shipped case.

Nothing in a case is executed or interpreted; every fault is one error with file, key and remedy.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from pydantic import ValidationError

from skywitness.claims.casefile.binder import Binder
from skywitness.claims.casefile.budget import CLAUSES, within
from skywitness.claims.casefile.case import NO_DENIAL, Case, Claim, Link, Moment
from skywitness.claims.casefile.caselinks import check_links, must_exist, no_repeats
from skywitness.claims.casefile.casemodel import (
    CaseTable,
    ClaimTable,
    FrameTable,
    MomentTable,
)
from skywitness.claims.casefile.casepath import case_path, shipped_cases
from skywitness.claims.casefile.denials import refuse_positive
from skywitness.claims.casefile.documents import (
    Document,
    check_quote,
    load_document,
    read_bounded,
)
from skywitness.claims.casefile.evidence import Evidence, as_claim, load_evidence
from skywitness.claims.casefile.facts import facts_from
from skywitness.claims.casefile.grounds import air_from, grounds_from
from skywitness.claims.casefile.ownplaces import check_places
from skywitness.claims.casefile.placedapart import placed_apart
from skywitness.claims.casefile.things import things_from
from skywitness.claims.language.atoms.shared.base import folded
from skywitness.claims.language.grammar import brief_faults
from skywitness.claims.meaning.frames import RECOGNISED, Frame
from skywitness.claims.meaning.policy import policy_from
from skywitness.claims.validation import each_error, located, shown
from skywitness.errors import MOST_TOLD, CaseError, SkywitnessError, together

__all__ = ["case_from_text", "load_case", "shipped_cases"]

#: Largest ``case.toml`` read, in bytes.
LARGEST = 5_000_000

#: Deepest nesting of tables and lists (a GeoJSON multipolygon needs ten).
_DEEPEST = 20

#: Control characters, and marks that reorder text on screen.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def load_case(ref: str | Path) -> Case:
    """Read a case from a folder, a ``case.toml``, or by a shipped name.

    Raises:
        SkywitnessError: anything unusable, with file, key and remedy.
    """
    with case_path(ref) as found:
        return _load(found.path, found.name)


def _load(path: Path, file: str) -> Case:
    if not path.is_file():
        raise CaseError("this is not a file", file=file, remedy="give a folder or a case.toml")
    data = read_bounded(path, LARGEST, key="", file=file)
    return case_from_text(_decoded(data, file), file=file, folder=path.parent)


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CaseError(
            f"the file is not UTF-8 text (byte {error.start:,})",
            file=file,
            row=data[: error.start].count(b"\n") + 1,
            remedy="save it as UTF-8; a case file is plain text in TOML",
        ) from error
    if "\0" in text:
        raise CaseError(
            "the file is binary",
            file=file,
            row=text[: text.index("\0")].count("\n") + 1,
            remedy="a case file is plain text in TOML",
        )
    return text


def case_from_text(text: str, *, file: str = "case.toml", folder: Path | None = None) -> Case:
    """A case from the text of its ``case.toml``.

    Raises:
        SkywitnessError: anything unusable, with file, key and remedy.
    """
    _refuse_endless_keys(text, file)
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(error, text, file) from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise CaseError(
            f"the file cannot be read as TOML: {type(error).__name__}",
            file=file,
            remedy="look for a value nested very deep or a number that is too long",
        ) from error
    _refuse_unseen(raw, "", file)
    try:
        table = CaseTable.model_validate(raw)
    except ValidationError as error:
        faults = each_error(error, CaseTable, CaseError, names=_names(raw))
        raise together([fault.located(file=file) for fault in faults]) from error
    return _assembled(table, file, folder)


def _not_toml(error: tomllib.TOMLDecodeError, toml: str, file: str) -> CaseError:
    text = str(error)
    place = re.search(r"\(at line (\d+), column (\d+)\)", text)
    return CaseError(
        "the file is not TOML: " + shown(re.sub(r"\s*\(at .*\)$", "", text), 200),
        file=file,
        row=int(place[1]) if place else toml.count("\n") + 1,  # "at end of document"
        column=int(place[2]) if place else None,
        remedy='correct this line; text stands in "double quotes"',
    )


def _refuse_endless_keys(text: str, file: str) -> None:
    """Refuse dotted keys of many parts unparsed: the parser's time grows with their square."""
    strings = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
    for row, line in enumerate(text.split("\n"), 1):
        if line.count(".") <= _DEEPEST:
            continue
        for segment in re.split(r"[={},\[\]]", strings.sub("q", line)):
            run = 0
            for part in segment.split("."):
                run = run + 1 if len(part.split()) == 1 else 0
                if run > _DEEPEST:
                    raise CaseError(
                        f"tables are nested more than {_DEEPEST} deep",
                        file=file,
                        row=row,
                        remedy="a case file has no key that deep; look for dots that do not belong",
                    )


def _refuse_unseen(value: object, key: str, file: str, depth: int = 0) -> None:
    """Refuse control and reordering characters anywhere in the file, and bottomless nesting."""
    if depth > _DEEPEST:
        raise CaseError(
            f"tables are nested more than {_DEEPEST} deep",
            file=file,
            key=shown(key, 80),
            remedy="a case file has no key that deep; look for dots that do not belong",
        )
    if isinstance(value, str):
        found = _UNSEEN.search(value)
        if found:
            raise CaseError(
                f"the text has the unseen character U+{ord(found.group()):04X} "
                f"at position {found.start()}",
                file=file,
                key=key,
                remedy="delete it; text of a case is shown as it is written",
            )
        return
    items: Iterable[tuple[object, object]] = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value, 1)
    for name, inner in items:
        inside = f"{key}.{shown(str(name), 40)}".lstrip(".")
        _refuse_unseen(str(name), inside, file, depth)
        _refuse_unseen(inner, inside, file, depth + 1)


def _names(raw: dict[str, object]) -> dict[tuple[str, int], str]:
    """Ids (or names) of table rows, for messages."""
    names: dict[tuple[str, int], str] = {}
    for table, rows in raw.items():
        if not isinstance(rows, list):
            continue
        for index, row in enumerate(rows):
            label = row.get("id", row.get("name")) if isinstance(row, dict) else None
            if isinstance(label, str) and label:
                names[table, index] = shown(label, 40)
    return names


def _assembled(table: CaseTable, file: str, folder: Path | None) -> Case:
    for name, ids in (
        ("sources", [s.id for s in table.sources]),
        ("documents", [d.id for d in table.documents]),
        ("frames", [f.id for f in table.frames]),
        ("moments", [m.id for m in table.moments]),
        ("objects", [o.id for o in table.objects]),
        ("facts", [f.id for f in table.facts]),
        ("claims", [c.id for c in table.claims]),
        ("evidence", [e.id for e in table.evidence]),
        ("places", [n.casefold() for p in table.places for n in (p.name, *p.also)]),
    ):
        no_repeats(ids, name, file)
    policy = located(file, "policy", lambda: policy_from(table.policy))
    case = Case(
        id=table.id,
        title=table.title,
        file=file,
        folder=folder,
        policy=policy,
        frames=_frames(table.frames, [m.id for m in table.moments], file),
        moments=_moments(table.moments, file),
        things=things_from(table, file),
        facts=facts_from(table, file),
        sources=tuple(table.sources),
        documents=_documents(table, folder, file),
        places=tuple(table.places),
        same=tuple((same.words, tuple(same.claims)) for same in table.same),
        apart=tuple((apart.words, tuple(apart.claims)) for apart in table.apart),
        date=table.date[0] if isinstance(table.date, list) else table.date,
        until=table.date[1] if isinstance(table.date, list) else None,
        zones=_zones(table.zone),
        summary=table.summary,
        air=air_from(table.air),
        grounds=grounds_from(table.ground, [m.id for m in table.moments], file),
        shapes=table.shapes,
        replaced_policy=tuple(sorted(table.policy)),
    )
    check_places(case.places, folder, file=file)
    case = replace(case, moments=_with_given(case, table.moments))
    shown_by = _evidence(case, table)
    said = [*((row, None) for row in table.claims), *shown_by]
    rows = [row for row, _ in said]
    no_repeats([row.id for row in rows], "evidence", file)
    claims = _claims(case, said)
    check_links(rows, claims, table, file)
    later = {c.row.supersedes: c.id for c in claims if c.row.supersedes}
    return replace(case, claims=tuple(replace(c, superseded_by=later.get(c.id)) for c in claims))


def _documents(table: CaseTable, folder: Path | None, file: str) -> tuple[Document, ...]:
    sources = [source.id for source in table.sources]
    for row in table.documents:
        if row.source is not None:
            must_exist(row.source, sources, "source", f"documents.{row.id}.source", file)
    return tuple(load_document(row, folder or Path(), file=file) for row in table.documents)


def _frames(rows: Sequence[FrameTable], moments: Sequence[str], file: str) -> tuple[Frame, ...]:
    frames = []
    for row in rows:
        grouped: set[str] = set()
        for group in row.same:
            for moment in group:
                key = f"frames.{row.id}.same"
                must_exist(moment, moments, "moment", key, file)
                if moment in grouped:
                    raise CaseError(
                        f"'{moment}' stands in two groups",
                        file=file,
                        key=key,
                        remedy="join the groups into one",
                    )
                grouped.add(moment)
        same = tuple(tuple(group) for group in row.same)
        frames.append(Frame(row.id, row.label, row.borders, row.date, same, row.note or ""))
    return tuple(frames) or (RECOGNISED,)


def _moments(rows: Sequence[MomentTable], file: str) -> tuple[Moment, ...]:
    owner: dict[str, str] = {}
    for row in rows:
        for phrase in dict.fromkeys((row.id, *row.phrases)):
            key = folded(phrase)
            if owner.setdefault(key, row.id) != row.id:
                raise CaseError(
                    f"'{shown(phrase)}' means both '{owner[key]}' and '{row.id}'",
                    file=file,
                    key=f"moments.{row.id}.phrases",
                    remedy="a phrase means one moment; say in [[frames]], 'same', that two are one",
                )
    return tuple(
        Moment(
            r.id,
            r.label or r.id,
            tuple(r.phrases),
            (),
            r.given_source,
            r.note,
            _zones(r.zone),
            r.kind,
            tuple(r.objects),
        )
        for r in rows
    )


def _zones(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(dict.fromkeys(value))


def _day_said(said: object) -> dt.date | None:
    """The day of a claim's ``said``, where it is a date; with a zone, the day on that clock."""
    if isinstance(said, dt.datetime):
        return said.date()
    return said if isinstance(said, dt.date) else None


def _with_given(case: Case, rows: Sequence[MomentTable]) -> tuple[Moment, ...]:
    binder, moments = Binder(case), []
    for moment, row in zip(case.moments, rows, strict=True):
        key = f"moments.{row.id}.given"
        given = tuple(
            located(case.file, key, partial(binder.saying_of, text, key, moment=row.id))
            for text in row.given
        )
        moments.append(replace(moment, given=given))
    return tuple(moments)


def _evidence(case: Case, table: CaseTable) -> list[tuple[ClaimTable, Evidence]]:
    """Every piece of evidence, with the claim that it makes."""
    moments = [moment.id for moment in case.moments]
    things = [thing.id for thing in case.things]
    made = []
    for row in table.evidence:
        key = f"evidence.{row.id}"
        must_exist(row.moment, moments, "moment", f"{key}.moment", case.file)
        if row.object is not None:
            must_exist(row.object, things, "object", f"{key}.object", case.file)
        claim = as_claim(row, file=case.file)
        made.append((claim, load_evidence(row, case.folder or Path(), file=case.file)))
    return made


def _claims(case: Case, rows: Iterable[tuple[ClaimTable, Evidence | None]]) -> tuple[Claim, ...]:
    """All claims; the faults of those that cannot be used are told together."""
    binder = Binder(case)
    made: list[Claim] = []
    faults: list[SkywitnessError] = []
    clauses = 0
    for row, evidence in rows:
        try:
            with nullcontext() if len(faults) < MOST_TOLD else brief_faults():
                made.append(_claim(binder, row, evidence))
        except SkywitnessError as error:
            faults.append(error)
            continue
        clauses += len(made[-1].saying.statement.clauses)
    if faults:
        raise together(faults)
    within(clauses, CLAUSES, "clauses in its sentences", file=case.file, key="claims")
    return placed_apart(made, binder.names)


def _claim(binder: Binder, row: ClaimTable, evidence: Evidence | None) -> Claim:
    case = binder.case
    key = f"claims.{row.id}" if evidence is None else f"evidence.{row.id}"
    if row.chain is not None:
        chain = tuple(Link(link.who, link.stance) for link in row.chain)
    else:
        first = Link(row.speaker or "", row.stance or "asserts")
        chain = (first, *(Link(who, "reports") for who in row.via))
    saying = located(
        case.file,
        f"{key}.says" if evidence is None else key,
        lambda: binder.saying_of(row.says, row.id, sentence=row.sentence),
    )
    saying = replace(saying, said=_day_said(row.said))
    if chain[0].stance == "denies" and evidence is None:
        refuse_positive(row.says, saying, chain[0].who, binder, key)
    if chain[0].stance == "did not deny":
        saying = replace(saying, mute=NO_DENIAL)
    position = row.position
    if row.document is not None:
        known = {document.id: document for document in case.documents}
        must_exist(row.document, list(known), "document", f"{key}.document", case.file)
        if row.quote is not None:
            position = check_quote(
                known[row.document], row.quote, row.position, key=key, file=case.file
            )
    if row.source is not None:
        sources = [source.id for source in case.sources]
        must_exist(row.source, sources, "source", f"{key}.source", case.file)
    return Claim(row, saying, chain, position, evidence=evidence)
