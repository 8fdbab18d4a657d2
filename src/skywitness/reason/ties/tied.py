"""The least stretch of tied unknowns: a certified bracket from refutations and witnesses."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skywitness.claims.meaning.parts import Constraint, Demand
from skywitness.claims.meaning.spots import Spot
from skywitness.claims.meaning.stretches import BEYOND, THRESHOLDS
from skywitness.reason.ties.course import Witness, find_witness, stands
from skywitness.reason.ties.network import Unknowns, network
from skywitness.reason.ties.pruning import ROUNDS, Pruned, pruned, refine
from skywitness.reason.ties.world import Position
from skywitness.reason.work import Kept, within

GAP = 0.02
PROBES = 9
FARTHEST = 128.0  # stretches past which no world is sought; margins are told up to 100
FEW = 6  # rounds of splitting where only a refutation can come of it, or little hangs on it
SOUGHT = (0, 2, 5, 9)  # rounds of splitting after which a world is sought


KNOWN = 1024
# Refutations sought of unknowns without a witness, with what keeps alive what the key names.
_refutations: Kept[tuple[object, ...], tuple[Unknowns, Probe]] = Kept(KNOWN)


@dataclass(frozen=True)
class Tied:
    """Least stretch ``[lo, hi]``, a witness at ``hi``, the parts that rule below ``lo``."""

    lo: float
    hi: float
    witness: Witness | None
    blame: tuple[int, ...] = ()


@dataclass(frozen=True)
class Probe:
    """What is known at one stretch: EMPTY, a witness, or neither."""

    empty: bool
    witness: Witness | None
    blame: tuple[int, ...] = ()


def probe(unknowns: Unknowns, stretch: float, given: Mapping[Spot, Position]) -> Probe:
    """Refute unknowns at a stretch, or find a witness there.

    ``given`` are positions that each place alone may have.
    """
    if not hopeless(unknowns, given):
        return _probed(unknowns, stretch, given)
    key = (
        stretch,
        tuple((p.spot, *_key(p.constraint)) for p in unknowns.parts),
        tuple((place, *map(_key, row)) for place, row in unknowns.rows.items()),
        tuple((place, *map(_key, row)) for place, row in unknowns.hard.items()),
    )
    kept = _refutations.get(key)
    if kept is not None:
        return kept[1]
    with within() as meter:
        found = _probed(unknowns, stretch, None)
    _refutations.put(key, (unknowns, found), meter.done)
    return found


def hopeless(unknowns: Unknowns, given: Mapping[Spot, Position]) -> bool:
    """Whether no witness can be shown, since some place alone has none."""
    return any(row and place not in given for place, row in unknowns.rows.items())


def _key(c: Demand | None) -> tuple[object, ...]:
    """What makes two demands the same while both are alive."""
    return (c.measure.key, c.allowed) if isinstance(c, Constraint) else (c,)


def _probed(unknowns: Unknowns, stretch: float, given: Mapping[Spot, Position] | None) -> Probe:
    """As :func:`probe`; without ``given`` only a refutation is sought."""
    state = pruned(unknowns, stretch)
    rounds = FEW if given is None or stretch < THRESHOLDS[0] else ROUNDS
    for turn in range(rounds + 1):
        if state.empty:
            return Probe(True, None, state.sources or _everything(state))
        settled = state.settled()
        last = turn == rounds or settled
        if given is not None and (last or turn in SOUGHT):
            found = find_witness(state, given)
            if found is not None or last:
                return Probe(False, found)
        if turn == rounds or (settled and state.steady):  # all there is to refute it with
            break
        refine(state)
    return Probe(False, None)


def _everything(state: Pruned) -> tuple[int, ...]:
    return tuple(range(len(state.net.unknowns.parts)))


def least_tied(
    unknowns: Unknowns,
    given: Mapping[Spot, Position],
    floor: float,
    start: float,
    *,
    rough: bool = False,
    tried: Sequence[Mapping[Spot, Position]] = (),
) -> Tied:
    """The bracket of the least stretch at which unknowns can be so together.

    Args:
        unknowns: parts and the constraints of each place.
        given: positions at which each place alone needs at most ``start``.
        floor: a stretch below which some place or time alone cannot be so.
        start: a stretch at which each of them alone can be (infinite where not shown).
        rough: stop once the bracket lies on one side of both thresholds.
        tried: positions of worlds of other unknowns, which may do for these as well.
    """
    sought = _Bracket(unknowns, given, max(floor, 0.0))
    if tried and sought.lo <= THRESHOLDS[0]:
        net = network(unknowns, THRESHOLDS[0])
        found = next((w for at in tried if (w := stands(net, at)) is not None), None)
        if found is not None:
            sought.witness, sought.hi = found, found.stretch
    unshowable = hopeless(unknowns, given)
    for stretch in (*THRESHOLDS, *([start] if THRESHOLDS[-1] < start <= BEYOND else [])):
        if unshowable and sought.undecided:  # what is not refuted is not at a larger stretch either
            break
        if sought.lo <= stretch < sought.hi:
            sought.probe(stretch)
    stretch = THRESHOLDS[-1]
    hopeful = sought.lo >= stretch and not rough
    while hopeful and stretch < FARTHEST and math.isinf(sought.hi):
        stretch *= 2
        sought.probe(stretch)
    if sought.lo >= BEYOND and math.isinf(sought.hi) and _never(unknowns):
        sought.lo = math.inf
    if sought.witness is not None and sought.lo + GAP < sought.hi <= THRESHOLDS[0]:
        # The same positions often do at the least stretch there can be.
        least = stands(network(unknowns, sought.lo), sought.witness.world.positions)
        if least is not None and least.stretch < sought.hi:
            sought.witness, sought.hi = least, least.stretch
    for left in range(PROBES, 0, -1):
        if sought.closed(rough) or (
            # It can be so at the policy's tolerance; how far below matters little.
            left <= PROBES - 2 and sought.hi <= THRESHOLDS[0] and sought.lo == floor
        ):
            break
        middle = (sought.lo + sought.hi) / 2
        if middle in sought.undecided or not sought.probe(middle):
            break
    return Tied(min(sought.lo, sought.hi), sought.hi, sought.witness, sought.blame)


@dataclass
class _Bracket:
    """What is known so far of the least stretch."""

    unknowns: Unknowns
    given: Mapping[Spot, Position]
    lo: float
    hi: float = math.inf
    witness: Witness | None = None
    blame: tuple[int, ...] = ()
    undecided: set[float] = field(default_factory=set)

    def probe(self, stretch: float) -> bool:
        """Look at one stretch and move an end; whether one could be moved."""
        found = probe(self.unknowns, stretch, self.given)
        if found.empty:
            # EMPTY at this stretch itself, and a bracket's lower end is above all that are EMPTY.
            self.lo = max(self.lo, math.nextafter(stretch, math.inf))
            self.blame = found.blame
        elif found.witness is not None:
            self.witness, self.hi = found.witness, min(self.hi, found.witness.stretch)
        else:
            self.undecided.add(stretch)
        return found.empty or found.witness is not None

    def closed(self, rough: bool) -> bool:
        """Whether nothing is gained by looking on."""
        if math.isinf(self.hi) or self.hi - self.lo <= max(GAP, self.lo * GAP):
            return True
        if self.lo >= BEYOND:  # nobody asks how far apart such stretches are
            return True
        return rough and (self.lo > THRESHOLDS[1] or self.hi <= THRESHOLDS[0])


def _never(unknowns: Unknowns) -> bool:
    """Whether no stretch at all helps: rows that do not stretch refute each other."""
    return network(unknowns, 1e6).proof is not None
