"""Certificates of conflicts (nothing is left, and without any part something is) and of sets."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.claims.meaning.stretches import POLICY
from skywitness.verify.proofs import check_empty
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.verdicts import EMPTY_AT, Bench
from skywitness.verify.witness import check_witness


def check_conflict(certificate: Json, bench: Bench) -> None:
    """Check the certificate of a conflict.

    Raises:
        FailedError: its parts are not shown to exclude each other, or to be a smallest such set.
    """
    parts = [(str(c), str(w), int(n)) for c, w, n in certificate["about"]["parts"]]
    strength = certificate["strength"]
    if strength not in EMPTY_AT:
        raise FailedError(f"'{strength}' is not the strength of a conflict")
    stretch = EMPTY_AT[strength]
    if len(set(parts)) != len(parts):
        raise FailedError("a part stands twice")
    given = bench.teller.given
    check_empty(
        certificate["proof"]["empty"], stretch, bench.teller.of_parts(parts), given, bench.logs
    )
    without = certificate["proof"]["without"]
    if certificate["minimal"] is not True:
        return
    if len(without) != len(parts):
        raise FailedError("not every part is shown to be needed")
    for k, row in enumerate(without):
        rest = parts[:k] + parts[k + 1 :]
        if not rest:
            continue  # what is given is so
        if row is None or not 0 <= row["stretch"] <= stretch:
            raise FailedError(f"the rest is not shown to be possible without '{parts[k][1]}'")
        check_witness(row, bench.teller.of_parts(rest), given, bench.shapes)


def check_compatible(certificate: Json, bench: Bench) -> None:
    """Check the certificate of claims that can be so together.

    Raises:
        FailedError: the witness does not hold.
    """
    witness = certificate["proof"]["witness"]
    if not 0 <= witness["stretch"] <= POLICY:
        raise FailedError("the witness needs more than the policy's tolerances")
    chosen = bench.teller.chosen(certificate["about"]["claims"], witness["reading"])
    check_witness(witness, [chosen], bench.teller.given, bench.shapes)
