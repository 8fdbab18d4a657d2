"""Certificates of verdicts and of inferences."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from skywitness.aliases import Json
from skywitness.certificates.book import LogBook
from skywitness.certificates.witness import moved, reading_of, witness_json
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    DOES_NOT_FOLLOW,
    FOLLOWS,
    OPEN,
    PREMISES_FAIL,
    SUPPORTED,
    UNDECIDED,
)
from skywitness.claims.meaning.parts import Constraint, Difference
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import AS_PRINTED, POLICY
from skywitness.reason.regions.cover import cover
from skywitness.reason.times.certtimes import shortest, times_beyond
from skywitness.reason.verdicts.beyond import failing, tied
from skywitness.reason.verdicts.contained import within_premises
from skywitness.reason.verdicts.inference import Inference
from skywitness.reason.verdicts.verdicts import Verdict
from skywitness.reason.worlds.joint import Joint, World, joint
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.kinds import chain
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.readings import Said, Teller, Told, claimed, tested, without
from skywitness.verify.verdicts import EMPTY_AT
from skywitness.verify.witness import holds

#: By which shares the witness of a margin's upper end is stretched more, until it holds.
ROOMS = (0.0, 0.005, 0.015, 0.05)


@dataclass(frozen=True)
class Desk:
    """What certificates of one frame are written with."""

    teller: Teller
    world: World
    book: LogBook

    @property
    def shapes(self) -> Shapes:
        """The shapes as the verifier prepares them."""
        return self.book.shapes(self.teller.places)

    @property
    def given(self) -> tuple[Said, ...]:
        """The premises."""
        return self.teller.given


def verdict_body(ids: Sequence[str], found: Verdict, desk: Desk) -> Json:
    """What a certificate of a verdict says.

    Raises:
        FailedError: it cannot be certified; the message says why.
    """
    told = told_of(found, ids, desk)
    proof = proof_of(found, told, desk)
    if found.lo is None or found.hi is None:
        return {"verdict": found.verdict, "margin": None, "proof": proof}
    fits = proof.get("witness")
    if fits is None and math.isfinite(found.hi) and found.best is not None:
        # Where it cannot be written the margin's upper end is not certified.
        with suppress(FailedError):
            fits = proof["fits"] = _fitting(found, ids, told, desk)
    high = found.hi if fits is None else max(found.hi, fits["stretch"])
    low = min(found.lo, high)
    return {
        "verdict": found.verdict,
        "margin": {
            "lo": low if math.isfinite(low) else None,
            "hi": high if math.isfinite(high) else None,
            "lo_certified": EMPTY_AT.get(found.verdict, AS_PRINTED),
            "hi_certified": fits is not None,
        },
        "proof": proof,
    } | _record(found, told)


def told_of(found: Verdict, ids: Sequence[str], desk: Desk) -> tuple[Told, ...]:
    """The readings that a verdict rests on, in the order of its joint readings.

    Where all are too many: those of the parts that exclude the set, or the one with the witness.
    """
    if not found.many:
        return desk.teller.readings(ids)
    desk.teller.met(ids)
    if found.core:
        return desk.teller.of_parts(found.core)
    if found.best is None:
        return ()
    return (desk.teller.chosen(ids, found.best.reading.plain),)


def _fitting(found: Verdict, ids: Sequence[str], told: Sequence[Told], desk: Desk) -> Json:
    """The witness at a margin's upper end."""
    assert found.best is not None
    if not found.core:
        return _held(found.best, told[found.joints.index(found.best)], told, desk)
    # What excludes a set with very many readings is a part of it; all of it must have the witness.
    whole = desk.teller.chosen(ids, desk.teller.defaults(ids) | dict(found.best.reading.plain))
    (joined,) = joint([reading_of(whole)], desk.world)
    if found.hi is None or joined.hi > found.hi:
        raise FailedError("no witness was found again")
    return witness_json(joined, whole, desk.given)


def _held(best: Joint, reading: Told, told: Sequence[Told], desk: Desk) -> Json:
    """The witness of a margin's upper end, at a stretch at which the verifier finds it so as well.

    Bounds of two programs differ by a little, and a bearing from nearby turns that into degrees.

    Raises:
        FailedError: it cannot be written.
    """
    first = witness_json(best, reading, desk.given)
    for room in ROOMS:
        fits = witness_json(best, reading, desk.given, stretch=first["stretch"] * (1 + room))
        if holds(fits, told, desk.given, desk.shapes):
            return fits
    raise FailedError("the witness of the margin is not one by the verifier's bounds")


def _record(found: Verdict, told: Sequence[Told]) -> Json:
    """For what is open: which readings are, and why; nothing is claimed by it."""
    if found.verdict != UNDECIDED or found.many:
        return {}
    return {
        "open": {
            "why": found.undecided_by,
            "readings": [
                {"values": dict(t.values), "lo": j.lo, "hi": j.hi if math.isfinite(j.hi) else None}
                for j, t in zip(found.joints, told, strict=True)
                if t.kind == "ordinary" and j.lo <= POLICY
            ],
        }
    }


def proof_of(found: Verdict, told: Sequence[Told], desk: Desk) -> Json:
    """What a verdict's word rests on.

    Raises:
        FailedError: it cannot be written.
    """
    if found.verdict in EMPTY_AT:
        empty = empty_json(told, EMPTY_AT[found.verdict], desk)
        return {"empty": empty | ({"parts": [list(k) for k in found.core]} if found.core else {})}
    if found.verdict not in (CONSISTENT, SUPPORTED):
        return {}
    assert found.best is not None
    best = told[0] if found.many else told[found.joints.index(found.best)]
    proof: Json = {"witness": witness_json(found.best, best, desk.given)}
    if found.verdict == SUPPORTED:
        proof["always"] = always_json(told, lambda t: (claimed(t.parts), list(desk.given)), desk)
    return proof


def empty_json(told: Sequence[Told], stretch: float, desk: Desk) -> Json:
    """The exclusion of every ordinary reading at ``stretch``.

    Raises:
        FailedError: of one none was found.
    """
    rows = []
    for each in told:
        if each.kind != "ordinary":
            continue
        by = desk.book.excluded(each.parts, desk.given, stretch, desk.world)
        if by is None:
            unknown = sorted(
                {s.demand["type"] for s in (*each.parts, *desk.given)
                 if s.demand and s.demand["kind"] == "unknown"}
            )  # fmt: skip
            raise FailedError(
                f"no exclusion at stretch {stretch:g} could be written for the reading "
                f"{dict(each.values)}"
                + (f"; demands of these kinds are not shown: {', '.join(unknown)}"
                   if unknown else "")
            )  # fmt: skip
        rows.append({"values": dict(each.values), "by": by})
    return {"stretch": stretch, "readings": rows}


Split = Callable[[Told], tuple[list[Said], list[Said]]]


def always_json(told: Sequence[Told], split: Split, desk: Desk) -> Json:
    """The proof that what is claimed holds in every world left, for every ordinary reading.

    Raises:
        FailedError: of one none could be written.
    """
    rows = []
    for each in told:
        if each.kind != "ordinary":
            continue
        mine, usable = split(each)
        known = {s.hypothesis for s in usable if s.demand is not None}
        left = [s for s in mine if s.hypothesis not in known]
        by: list[Json] = []
        left = _by_ranges(left, usable, by, desk)
        for moment in dict.fromkeys(s.spot for s in left if _kind(s) == "place"):
            here = [s for s in usable if _kind(s) == "place" and s.spot == moment]
            claim = [s for s in left if _kind(s) == "place" and s.spot == moment]
            log = desk.book.cover(here, POLICY, claim)
            if log is None:
                raise FailedError(f"no proof could be written that '{claim[0].part.name}' holds")
            by.append({"log": log, "moment": moment})
        for said in left:
            if _kind(said) == "time":
                by.append({"log": _chain(said, usable, desk), "moment": ""})
            elif _kind(said) != "place":
                raise FailedError(f"no proof could be written that '{said.part.name}' holds")
        rows.append({"values": dict(each.values), "by": by})
    return {"readings": rows}


def _by_ranges(
    left: Sequence[Said], usable: Sequence[Said], by: list[Json], desk: Desk
) -> list[Said]:
    """What is left to be shown when ranges of one number within each other have shown the rest."""
    out = []
    for said in left:
        found = within_premises(said.part, [s.part for s in usable])
        if not found:
            out.append(said)
            continue
        used = [next(s for s in usable if s.part is part).demand for part in found]
        log = {"kind": "within", "stretch": POLICY, "demands": used, "claim": [said.demand]}
        by.append({"log": desk.book.put(log), "moment": said.spot})
    return out


def _kind(said: Said) -> str:
    return "" if said.demand is None else str(said.demand["kind"])


def _chain(said: Said, usable: Sequence[Said], desk: Desk) -> str:
    """The log of the bounds that keep one time within what is claimed.

    Raises:
        FailedError: they do not, for motion or a separation bounds it besides.
    """
    timed = [s for s in usable if _kind(s) == "time"]
    demands = [s.part.constraint for s in timed if isinstance(s.part.constraint, Difference)]
    claim = said.demand
    assert claim is not None
    nodes = (claim["earlier"] or "", claim["later"])
    log: Json = {"kind": "chain", "stretch": POLICY, "demands": [s.demand for s in timed],
                 "claim": [claim]}  # fmt: skip
    for end, (start, goal) in (("upper", nodes), ("lower", nodes[::-1])):
        log[end] = None
        if claim["allowed"][end] is not None:
            steps = shortest(demands, start, goal, POLICY)
            if steps is None:
                raise FailedError(f"nothing bounds '{said.part.name}'")
            log[end] = [list(s) for s in steps]
    chain.check(log, desk.shapes)
    return desk.book.put(log)


def inference_body(claim: str, found: Inference, desk: Desk) -> Json:
    """What a certificate of an inference says.

    Raises:
        FailedError: it cannot be certified.
    """
    alone = told_of(found.premises, found.given, desk)
    both = told_of(found.together, [*found.given, claim], desk)
    body: Json = {"result": found.result, "strength": found.strength, "proofs": {}}
    if found.result == OPEN:
        return body
    proofs = body["proofs"]
    proofs["premises"] = _sub(found.premises, alone, desk)
    if found.result == PREMISES_FAIL:
        return body
    proofs["together"] = _sub(found.together, both, desk)
    if found.result == FOLLOWS:
        about = desk.teller.of_parts(found.about) if found.about else both
        proofs["follows"] = always_json(about, lambda t: _split(claim, t, desk), desk)
        if found.about:
            proofs["follows"]["parts"] = [list(key) for key in found.about]
    if found.result == DOES_NOT_FOLLOW:
        proofs["escape"] = _escape(claim, both, desk)
    return body


def _sub(found: Verdict, told: Sequence[Told], desk: Desk) -> Json:
    """One of the verdicts that an inference rests on; "supported" counts as consistent here."""
    proof = proof_of(found, told, desk)
    if found.verdict == SUPPORTED:
        return {"verdict": CONSISTENT, "proof": {"witness": proof["witness"]}}
    return {"verdict": found.verdict, "proof": proof}


def _split(claim: str, told: Told, desk: Desk) -> tuple[list[Said], list[Said]]:
    mine = [s for s in claimed(told.parts) if s.part.claim == claim]
    rest = [s for s in tested(told.parts) if s.part.claim != claim]
    return mine, [*rest, *desk.given]


def _escape(claim: str, both: Sequence[Told], desk: Desk) -> Json:
    """A world that meets the premises at the policy's tolerances and not the claim.

    Raises:
        FailedError: none was found again.
    """
    for told in both:
        if told.kind != "ordinary":
            continue
        mine, usable = _split(claim, told, desk)
        usable += [said for said in mine if said.part.by_sense]
        mine = [said for said in mine if not (said.part.alternative or said.part.by_sense)]
        rest = without(claim, told)
        (base,) = joint([reading_of(rest)], desk.world)
        if base.hi > POLICY:
            continue
        for said in mine:
            constraint, spot = said.part.constraint, said.part.spot
            premises = [s.part for s in rest.parts if s.demand is not None]
            if tied(said.part, premises, desk.world):
                found = failing(said.part, premises, desk.world)
                if found is not None:
                    world = witness_json(found, rest, desk.given, stretch=POLICY)
                    return {"witness": world, "part": said.part.name}
            elif isinstance(constraint, Difference):
                demands = [s.part.constraint for s in usable
                           if isinstance(s.part.constraint, Difference)]  # fmt: skip
                out = times_beyond(demands, constraint, POLICY)
                if out is None:
                    continue
                other = replace(base, times=out[0], gaps=out[1])
                world = witness_json(other, rest, desk.given, stretch=POLICY)
                return {"witness": world, "part": said.part.name}
            if isinstance(constraint, Constraint) and _kind(said) == "place":
                at = _outside(constraint, rest, spot, desk)
                if at is not None:
                    world = witness_json(moved(base, spot, at), rest, desk.given, stretch=POLICY)
                    return {"witness": world, "part": said.part.name}
    raise FailedError("no world was found again that meets the premises and not the claim")


def _outside(
    constraint: Constraint, rest: Told, spot: Spot, desk: Desk
) -> tuple[float, float] | None:
    """A position that the premises allow for every true shape and the claim for none."""
    row = tuple(s.part.placed for s in rest.parts if s.part.spot == spot and s.part.placed)
    region = cover([row], desk.world.get(spot, ()))[0]
    points = region.level.discs.centres()
    ((least, _),) = constraint.measure.stretch(points, constraint.allowed)  # type: ignore[union-attr]
    good = (region.witness & (least > POLICY)).nonzero()[0]
    if not len(good):
        return None
    k = int(good[len(good) // 2])
    return float(points.lon[k]), float(points.lat[k])
