"""Certificates of conflicts, sets and double accounts.

Of a conflict: nothing is left, and without any part something is.
"""

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
        check_witness(row, bench.teller.of_parts(rest), given, bench.shapes, bench.called)


def check_accounts(certificate: Json, bench: Bench) -> None:
    """Check the certificate of two accounts of one speaker.

    Raises:
        FailedError: they are not shown to exclude each other, or the case does not make them
            accounts of one speaker, or one the correction of the other.
    """
    about = certificate["about"]
    earlier, later = (str(each) for each in about["claims"])
    if {str(part[0]) for part in about["parts"]} != {earlier, later} or earlier == later:
        raise FailedError("its parts are not those of its two claims")
    case = bench.teller.case
    if about["how"] == "correction":
        older = case.claim(later).row.supersedes
        while older is not None and older != earlier:
            older = case.claim(older).row.supersedes
        if older is None:
            raise FailedError(f"{later} does not correct {earlier}")
    elif about["how"] == "one speaker":
        names = {" ".join(case.claim(each).speaker.casefold().split()) for each in (earlier, later)}
        if len(names) != 1:
            raise FailedError("they are not of one speaker")
    else:
        raise FailedError(f"'{about['how']}' is no way to have two accounts")
    check_conflict(certificate, bench)


def check_compatible(certificate: Json, bench: Bench) -> None:
    """Check the certificate of claims that can be so together.

    Raises:
        FailedError: the witness does not hold.
    """
    witness = certificate["proof"]["witness"]
    if not 0 <= witness["stretch"] <= POLICY:
        raise FailedError("the witness needs more than the policy's tolerances")
    chosen = bench.teller.chosen(certificate["about"]["claims"], witness["reading"])
    check_witness(witness, [chosen], bench.teller.given, bench.shapes, bench.called)
