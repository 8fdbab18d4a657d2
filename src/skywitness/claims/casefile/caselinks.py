"""What the parts of a case refer to: ids that exist, once each, and never in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from skywitness.claims.casefile.case import Claim
from skywitness.claims.casefile.casemodel import CaseTable, ClaimTable
from skywitness.claims.language.atoms.place.restates import RestatesAtom
from skywitness.claims.language.atoms.shared.base import folded
from skywitness.claims.validation import nearest, shown
from skywitness.errors import CaseError

#: Ambiguous words that a sentence need not have, as the case names them.
UNWRITTEN = ("local time", "day", "degrees", "height", "speed")


def no_repeats(ids: Sequence[str], table: str, file: str) -> None:
    """Raise :class:`CaseError` when an id stands twice in a table."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise CaseError(
                f"'{shown(each)}' is used twice",
                file=file,
                key=f"{table}.{shown(each, 40)}",
                remedy="give each its own id",
            )
        seen.add(each)


def check_links(
    rows: Sequence[ClaimTable], claims: Sequence[Claim], table: CaseTable, file: str
) -> None:
    """Check what claims refer to each other by.

    Raises:
        CaseError: an id does not exist, inferences or corrections run in a circle, or a speaker
            corrects another.
    """
    ids = [row.id for row in rows]
    speakers = {claim.id: claim.speaker for claim in claims}
    tables = {claim.id: claim.table for claim in claims}
    for row in rows:
        for key in ("follows_from", "denies", "restates"):
            for each in getattr(row, key):
                must_exist(each, ids, "claim", f"claims.{row.id}.{key}", file)
        if row.supersedes is None:
            continue
        key = f"{tables[row.id]}.{row.id}.supersedes"
        must_exist(row.supersedes, ids, "claim", key, file)
        if speakers[row.supersedes] != speakers[row.id]:
            raise CaseError(
                f"'{row.id}' of {shown(speakers[row.id])} cannot supersede '{row.supersedes}' of "
                f"{shown(speakers[row.supersedes])}",
                file=file,
                key=key,
                remedy="only the same speaker corrects a statement; otherwise they are two claims",
            )
    for index, same in enumerate(table.same, 1):
        for claim in same.claims:
            must_exist(claim, ids, "claim", f"same.{index}.claims", file)
    _check_apart(table, {claim.id: claim for claim in claims}, file)
    _no_cycle({r.id: r.follows_from for r in rows}, "follows_from", "follow from", file)
    _no_cycle(
        {r.id: [r.supersedes] if r.supersedes else [] for r in rows},
        "supersedes",
        "supersede",
        file,
    )
    answered = {
        c.id: tuple(dict.fromkeys(i for some in answers(c) for i in some if i in speakers))
        for c in claims
    }
    _no_cycle(answered, "denies", "deny, restate or correct", file)


def answers(claim: Claim) -> tuple[tuple[str, ...], ...]:
    """The claims that a claim denies, restates and corrects, as the case names them."""
    row = claim.row
    stated = tuple(
        clause.atom.of
        for clause in claim.statement.clauses
        if isinstance(clause.atom, RestatesAtom) and clause.atom.of != claim.id
    )
    corrected = () if row.supersedes is None else (row.supersedes,)
    return tuple(row.denies), (*row.restates, *stated), corrected


def _check_apart(table: CaseTable, claims: Mapping[str, Claim], file: str) -> None:
    """Check that ``[[apart]]`` names claims in which its words are, and parts nothing coupled."""
    for index, row in enumerate(table.apart, 1):
        word = folded(row.words)
        for each in row.claims:
            must_exist(each, list(claims), "claim", f"apart.{index}.claims", file)
            text = folded(claims[each].statement.text)
            forms = (word, word.removesuffix("s"))
            if word not in UNWRITTEN and not any(
                re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in forms if form
            ):
                raise CaseError(
                    f"'{shown(row.words)}' does not occur in '{each}'",
                    file=file,
                    key=f"apart.{index}.words",
                    remedy=f"write the word as it stands in '{shown(text)}' (for what stands in no "
                    f"word: {', '.join(UNWRITTEN)})",
                )
            if any(folded(s.words) == word and each in s.claims for s in table.same):
                raise CaseError(
                    f"'{shown(row.words)}' of '{each}' is in [[same]] and in [[apart]]",
                    file=file,
                    key=f"apart.{index}.claims",
                    remedy="a word is read alike or by itself: take it out of one of them",
                )


def must_exist(wanted: str, known: Sequence[str], what: str, key: str, file: str) -> None:
    """Raise :class:`CaseError` with the nearest id when ``wanted`` is none of the known ones."""
    if wanted not in known:
        raise CaseError(
            f"there is no {what} '{wanted}'", file=file, key=key, remedy=nearest(wanted, known)
        )


def _no_cycle(links: Mapping[str, Sequence[str]], name: str, verb: str, file: str) -> None:
    done: set[str] = set()
    for start in links:
        path: list[str] = []
        walk: list[Iterator[str]] = [iter([start])]
        while walk:
            step = next(walk[-1], None)
            if step is None:
                walk.pop()
                if path:
                    done.add(path.pop())
                continue
            if step in path:
                cycle = [*path[path.index(step) :], step]
                raise CaseError(
                    f"these claims {verb} each other in a circle: {' → '.join(cycle)}",
                    file=file,
                    key=f"claims.{step}.{name}",
                    remedy="remove one of these links",
                )
            if step in done:
                continue
            path.append(step)
            walk.append(iter(links[step]))
