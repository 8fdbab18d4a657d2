"""The objects of a case as declared: names that mean one thing each, kinds that exist."""

from __future__ import annotations

from skywitness.claims.casefile.case import Thing
from skywitness.claims.casefile.caselinks import must_exist
from skywitness.claims.casefile.casemodel import CaseTable
from skywitness.claims.language.atoms.shared.base import folded
from skywitness.claims.meaning.movers import MOVERS
from skywitness.claims.validation import nearest, shown
from skywitness.errors import CaseError


def things_from(table: CaseTable, file: str) -> tuple[Thing, ...]:
    """The declared objects.

    Raises:
        CaseError: a name means two things, a kind of mover is unknown, or a moment names an object
            that is not declared.
    """
    owner = {folded(p): f"moment '{m.id}'" for m in table.moments for p in (m.id, *m.phrases)}
    for row in table.objects:
        key = f"objects.{row.id}"
        for phrase in {folded(p): p for p in (row.id, *row.phrases)}.values():
            other = owner.setdefault(folded(phrase), f"object '{row.id}'")
            if other != f"object '{row.id}'":
                raise CaseError(
                    f"'{shown(phrase)}' means both {other} and object '{row.id}'",
                    file=file,
                    key=f"{key}.phrases",
                    remedy="a phrase means one thing; rename one of them",
                )
        if row.mover is not None and row.mover not in MOVERS:
            raise CaseError(
                f"'{shown(row.mover)}' is not a kind of mover",
                file=file,
                key=f"{key}.mover",
                remedy=nearest(row.mover, list(MOVERS)),
            )
    declared = [row.id for row in table.objects]
    for moment in table.moments:
        for name in moment.objects:
            must_exist(name, declared, "object", f"moments.{moment.id}.objects", file)
    return tuple(
        Thing(r.id, r.label or r.id, tuple(r.phrases), r.type, r.mover, r.stands, r.apart, r.note)
        for r in table.objects
    )
