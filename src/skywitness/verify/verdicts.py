"""Certificates of verdicts and inferences: whether the word follows from what is proven."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from skywitness.aliases import Json
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    DOES_NOT_FOLLOW,
    EXCLUDED,
    FOLLOWS,
    NOT_TESTABLE,
    OPEN,
    PREMISES_FAIL,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    Outcome,
    VerdictWord,
)
from skywitness.claims.meaning.stretches import AS_PRINTED, DOUBLED, POLICY
from skywitness.verify.geometry.earth import Spots
from skywitness.verify.geometry.holding import fails_and_holds
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.motion.visits import Called, called
from skywitness.verify.proofs import Logs, check_empty, check_follows
from skywitness.verify.statements.bands import interval
from skywitness.verify.statements.demands import Places
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.readings import Said, Teller, Told, claimed, tested, without
from skywitness.verify.witness import World, check_witness, holds

#: Seconds beyond what a claim allows at which it surely fails. A time is held to be what is stated
#: to a hundredth of a millisecond, and one moment is after another by a millisecond at least: less
#: than that is no less a failure, and forty times what rounding may come to.
OUTSIDE = 4e-4
#: The stretch at which a verdict says that nothing is left.
EMPTY_AT: dict[VerdictWord, float] = {CONTRADICTED: DOUBLED, STRAINED: POLICY}
#: What a certificate of each verdict proves; of "fits" see :func:`_margin`.
PROVES: dict[VerdictWord, set[str]] = {
    CONTRADICTED: {"empty"},
    STRAINED: {"empty"},
    CONSISTENT: {"witness"},
    SUPPORTED: {"witness", "always"},
    UNDECIDED: set(),
    NOT_TESTABLE: set(),
}


#: How far below a margin's lower end its witness must not hold: brackets are closed to 2 %, and a
#: centimetre that is granted is a hundredth of the tolerance of a height in feet.
BELOW, GRANTED = 0.97, 0.01


@dataclass(frozen=True)
class Bench:
    """What certificates of one frame are checked with."""

    teller: Teller
    logs: Logs
    shapes: Shapes
    places: Places

    @cached_property
    def called(self) -> Called:
        """What the moments of the case are called."""
        return called(self.teller.case, self.teller.frame)


def check_verdict(certificate: Json, bench: Bench) -> None:
    """Check the certificate of a claim, or of claims together.

    Raises:
        FailedError: it does not prove its word.
    """
    ids = certificate["about"]["claims"]
    word, proof = certificate["verdict"], certificate["proof"]
    readings = _readings(ids, proof, bench)
    if word not in PROVES or set(proof) - {"fits"} != PROVES[word]:
        raise FailedError(f"'{word}' does not follow from {sorted(proof) or 'no proof'}")
    anything = any(tested(r.parts) for r in readings)
    if bench.teller.many(ids):
        if word == SUPPORTED:
            raise FailedError("not every reading is shown")
        anything = anything or any(
            s.part.untestable is None
            for each in ids
            for s in bench.teller.chosen([each], bench.teller.defaults([each])).parts
            if s.demand is not None
        )
    if (word == NOT_TESTABLE) == anything:
        raise FailedError("parts can be tested" if anything else "no part can be tested")
    if word == SUPPORTED:
        _all_tested([s for r in readings for s in r.parts])
    check_proof(word, proof, readings, bench)
    _margin(certificate, readings, bench)


def _readings(ids: Sequence[str], proof: Json, bench: Bench) -> tuple[Told, ...]:
    """The readings that a proof must be of.

    Where those of the claims are too many, what excludes some parts of them in every reading of
    these excludes all of them; and a witness is of the one reading that it names.

    Raises:
        FailedError: the parts are not parts of the claims.
    """
    if not bench.teller.many(ids):
        return bench.teller.readings(ids)
    if "empty" in proof:
        parts = [(str(c), str(w), int(n)) for c, w, n in proof["empty"]["parts"]]
        if not {c for c, _, _ in parts} <= set(ids):
            raise FailedError("what is excluded are parts of other claims")
        return bench.teller.of_parts(parts)
    if "witness" in proof:
        return (bench.teller.chosen(ids, proof["witness"]["reading"]),)
    return (bench.teller.chosen(ids, bench.teller.defaults(ids)),)


def _all_tested(parts: Sequence[Said]) -> None:
    """Check that something can test each part: nothing else is supported, or follows."""
    for said in parts:
        if said.demand is None or said.part.untestable is not None:
            raise FailedError(f"'{said.part.name}' is untested")


def check_proof(word: VerdictWord, proof: Json, readings: Sequence[Told], bench: Bench) -> None:
    """Check what a verdict's word rests on.

    Raises:
        FailedError: it does not hold.
    """
    given = bench.teller.given
    if "empty" in proof:
        check_empty(proof["empty"], EMPTY_AT[word], readings, given, bench.logs)
    if "witness" in proof:
        if not 0 <= proof["witness"]["stretch"] <= POLICY:
            raise FailedError("the witness needs more than the policy's tolerances")
        check_witness(proof["witness"], readings, given, bench.shapes, bench.called)
    if "always" in proof:
        check_follows(proof["always"], readings, lambda r: (claimed(r.parts), given), bench.logs)


def _margin(certificate: Json, readings: Sequence[Told], bench: Bench) -> None:
    """Check what a certificate says of the bracket of the least stretch.

    The upper end is certified by a witness (``fits`` where that needs more than the policy), the
    lower end only as far as the stretch at which nothing is left.
    """
    word, proof, margin = certificate["verdict"], certificate["proof"], certificate["margin"]
    if margin is None:
        if word != NOT_TESTABLE:
            raise FailedError("the margin is missing")
        return
    low = math.inf if margin["lo"] is None else margin["lo"]
    high = math.inf if margin["hi"] is None else margin["hi"]
    certified = EMPTY_AT[word] if "empty" in proof else AS_PRINTED
    if not certified <= low <= high or margin["lo_certified"] != certified:
        raise FailedError("the margin's lower end is not what was proven")
    fits = proof.get("fits", proof.get("witness"))
    if margin["hi_certified"] != (fits is not None):
        raise FailedError("the margin's upper end is not what was proven")
    if fits is None:
        return
    if not fits["stretch"] <= high:
        raise FailedError(f"the margin ends at {high:g}; its witness needs {fits['stretch']:g}")
    if fits["stretch"] < certified:
        raise FailedError("a witness holds where nothing was said to be left")
    if fits["stretch"] < low:
        raise FailedError(f"the margin begins at {low:g}; its witness needs {fits['stretch']:g}")
    ids = certificate["about"]["claims"]
    if "fits" in proof and bench.teller.many(ids):
        readings = (bench.teller.chosen(ids, fits["reading"]),)
    if "fits" in proof:
        check_witness(fits, readings, bench.teller.given, bench.shapes, bench.called)
    if low > max(certified, GRANTED) and holds(
        fits | {"stretch": max(low * BELOW - GRANTED, 0.0)},
        readings,
        bench.teller.given,
        bench.shapes,
    ):
        raise FailedError(f"the margin begins at {low:g}; its witness holds below that")


def check_inference(certificate: Json, bench: Bench) -> None:
    """Check the certificate of what premises make of a claim.

    Raises:
        FailedError: it does not prove its result.
    """
    about, result, proofs = certificate["about"], certificate["result"], certificate["proofs"]
    (claim,), premises = about["claims"], about["given"]
    if sorted(premises) != sorted(bench.teller.case.claim(claim).row.follows_from):
        raise FailedError(f"{claim} is not said to follow from {premises}")
    strength = certificate["strength"]
    wanted: dict[Outcome, set[str]] = {
        EXCLUDED: {"premises", "together"},
        FOLLOWS: {"premises", "together", "follows"},
        DOES_NOT_FOLLOW: {"premises", "together", "escape"},
        PREMISES_FAIL: {"premises"},
        OPEN: set(),
    }
    if result not in wanted or set(proofs) != wanted[result]:
        raise FailedError(f"'{result}' does not follow from {sorted(proofs) or 'no proof'}")
    if (result == EXCLUDED) != (strength in EMPTY_AT):
        raise FailedError(f"'{result}' has no strength '{strength}'")
    if result == OPEN:
        return
    fails = result == PREMISES_FAIL
    holds: tuple[VerdictWord, ...] = (CONSISTENT,)
    _sub(proofs["premises"], tuple(EMPTY_AT) if fails else holds, premises, bench)
    every = [*premises, claim]
    if "together" in proofs:
        _sub(proofs["together"], (strength,) if result == EXCLUDED else holds, every, bench)
    if "follows" in proofs:
        both = _about(claim, every, proofs["follows"], bench)
        _all_tested([s for r in both for s in r.parts if s.part.claim == claim])
        check_follows(proofs["follows"], both, lambda r: _split(claim, r, bench), bench.logs)
    if "escape" in proofs:
        _escape(proofs["escape"], claim, _readings(every, proofs["escape"], bench), bench)


def _about(claim: str, ids: Sequence[str], follows: Json, bench: Bench) -> tuple[Told, ...]:
    """The readings in which a claim must be shown to follow.

    Where those of the claims are too many, they are those of some parts, all of the claim's among
    them: what follows from less follows from more.

    Raises:
        FailedError: a part of the claim is left out, or one is of another claim.
    """
    if not bench.teller.many(ids):
        return bench.teller.readings(ids)
    parts = [(str(c), str(w), int(n)) for c, w, n in follows["parts"]]
    if not {c for c, _, _ in parts} <= set(ids):
        raise FailedError("it follows from parts of other claims")
    if bench.teller.keys(claim) - {(w, n) for c, w, n in parts if c == claim}:
        raise FailedError("a part of the claim is left out")
    whole = bench.teller.chosen([claim], bench.teller.defaults([claim]))
    _all_tested(whole.parts)
    return bench.teller.of_parts(parts)


def _sub(stated: Json, words: Sequence[VerdictWord], ids: Sequence[str], bench: Bench) -> None:
    """Check one of the verdicts that an inference rests on."""
    word = stated["verdict"]
    readings = _readings(ids, stated["proof"], bench)
    if word not in words or set(stated["proof"]) != PROVES[word]:
        raise FailedError(f"'{word}' is not what the inference needs")
    check_proof(word, stated["proof"], readings, bench)


def _split(claim: str, reading: Told, bench: Bench) -> tuple[list[Said], list[Said]]:
    mine = [s for s in claimed(reading.parts) if s.part.claim == claim]
    rest = [s for s in tested(reading.parts) if s.part.claim != claim]
    return mine, [*rest, *bench.teller.given]


def _escape(stated: Json, claim: str, readings: Sequence[Told], bench: Bench) -> None:
    """Check a world that meets the premises and in which a part of the claim surely fails."""
    witness = stated["witness"]
    if not 0 <= witness["stretch"] <= POLICY:
        raise FailedError("the way out needs more than the policy's tolerances")
    rest = [without(claim, each) for each in readings]
    reading = check_witness(witness, rest, bench.teller.given, bench.shapes, bench.called)
    whole = next(r for r in readings if r.values == reading.values)
    world = World(witness, bench.shapes)
    for said in tested(whole.parts):
        if said.part.claim != claim or said.part.name != stated["part"] or said.part.by_sense:
            continue
        if said.part.alternative:
            raise FailedError(f"'{stated['part']}' is only one way in which {claim} may be so")
        demand = said.demand
        assert demand is not None
        if demand["kind"] == "place" and said.spot in witness["places"]:
            lon, lat = witness["places"][said.spot]
            spot = Spots.at(np.array([float(lon)]), np.array([float(lat)]))
            if fails_and_holds(demand, bench.shapes, spot, POLICY)[0][0]:
                return
        elif demand["kind"] == "time":
            found = world.measure(said)
            low, high = interval(demand["allowed"], POLICY)
            if found is not None and not low - OUTSIDE <= found.value <= high + OUTSIDE:
                return
    raise FailedError(f"'{stated['part']}' is not shown to fail in the way out")
