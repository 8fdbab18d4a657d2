"""Certificates of conflicts and of sets of claims that can be so together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from skywitness.aliases import Json
from skywitness.certificates.verdicts import Desk, empty_json
from skywitness.certificates.witness import reading_of, witness_json
from skywitness.claims.meaning.parts import State
from skywitness.claims.meaning.stretches import POLICY
from skywitness.reason.conflicts.conflictresults import Compatible, Conflict
from skywitness.reason.conflicts.oracle import Oracle
from skywitness.reason.conflicts.settled import TRIALS, Settled
from skywitness.reason.ties.openparts import OpenParts, open_parts
from skywitness.reason.worlds.joint import joint
from skywitness.verify.motion.visits import Called
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.verdicts import EMPTY_AT
from skywitness.verify.witness import check_witness

Key = tuple[str, str, int]
#: Ways to tell apart parts of one claim that have the same words.
MOST_WAYS = 200
#: Above so many ways they are ordered first, and so many of them at most.
FEW_WAYS, MOST_ORDERED = 20, 20_000


def conflict_body(found: Conflict, desk: Desk) -> tuple[list[Key], Json]:
    """Which parts a conflict has, and what its certificate says.

    Raises:
        FailedError: it cannot be certified.
    """
    stretch = EMPTY_AT[found.strength]
    keys, empty = _told_apart(found, stretch, desk)
    body: Json = {
        "strength": found.strength,
        "minimal": found.minimal,
        "proof": {"empty": empty, "without": []},
    }
    if found.minimal:
        for k in range(len(keys)):
            rest = keys[:k] + keys[k + 1 :]
            body["proof"]["without"].append(_possible(rest, stretch, desk) if rest else None)
    return keys, body


def _told_apart(found: Conflict, stretch: float, desk: Desk) -> tuple[list[Key], Json]:
    """The parts of a conflict by number among those of the same words, with its exclusion."""
    first: FailedError | None = None
    for keys in itertools.islice(_likely(_ways(found, desk), desk), MOST_WAYS):
        try:
            return keys, empty_json(desk.teller.of_parts(keys), stretch, desk)
        except FailedError as error:
            first = first or error
    raise first or FailedError("the parts of the conflict were not found again")


def _ways(found: Conflict, desk: Desk) -> Iterator[list[Key]]:
    """All ways to take a conflict's parts from the parts of their claims."""
    wanted: dict[tuple[str, str], int] = {}
    for part in found.parts:
        wanted[part.claim, part.words] = wanted.get((part.claim, part.words), 0) + 1
    options = []
    for (claim, words), count in wanted.items():
        have = {n for name, n in desk.teller.keys(claim) if name == words}
        options.append(
            [[(claim, words, n) for n in some]
             for some in itertools.combinations(sorted(have), count)]
        )  # fmt: skip
    for way in itertools.product(*options):
        yield [key for some in way for key in some]


def _likely(ways: Iterator[list[Key]], desk: Desk) -> Iterator[list[Key]]:
    """Those ways, of many first those in which one part denies what another says."""
    some = list(itertools.islice(ways, MOST_ORDERED))
    facts: dict[Key, frozenset[State]] = {}
    if len(some) > FEW_WAYS:
        for key in {key for way in some for key in way}:
            told = desk.teller.of_parts([key])
            said = (each.part.constraint for reading in told for each in reading.parts)
            facts[key] = frozenset(c for c in said if isinstance(c, State))
        some.sort(key=lambda way: not _denied(way, facts))
    yield from some
    yield from ways


def _denied(way: Sequence[Key], facts: Mapping[Key, frozenset[State]]) -> bool:
    """Whether one of these parts denies what another says."""
    return any(
        State(fact.what, not fact.value) in facts[other]
        for one, other in itertools.combinations(way, 2)
        for fact in facts[one]
    )


def _possible(keys: Sequence[Key], stretch: float, desk: Desk) -> Json:
    """A witness of some parts at ``stretch``, under some ordinary reading.

    Raises:
        FailedError: none was found again.
    """
    told = desk.teller.of_parts(keys)
    for kind in TRIALS:
        joints = joint([reading_of(t, kind) for t in told], desk.world)
        best = min(range(len(told)), key=lambda k: joints[k].hi)
        if joints[best].hi <= stretch:
            # At the stretch asked for: at its least, other bounds on a bearing may not hold it.
            return witness_json(
                joints[best], told[best], desk.given, stretch=stretch, printed=False
            )
    raise FailedError("no witness was found again for the rest of the parts")


class Sets:
    """What finds the common witness of claims of one frame again."""

    def __init__(self, desk: Desk) -> None:
        """Open the parts of all claims that assert something."""
        self.desk = desk
        claims = [c.saying for c in desk.teller.case.claims if c.asserts]
        self.opened: OpenParts = open_parts(claims, desk.teller.reader, desk.world.parts)
        self.settled = Settled(self.opened.settled, desk.world, stays=self.opened.stays)
        self.oracle = Oracle(self.opened, self.settled, POLICY)

    def body(self, found: Compatible) -> Json:
        """What the certificate of a set says.

        Raises:
            FailedError: no common witness was found again.
        """
        claims = set(found.claims)
        values: dict[str, str] = {}
        for component in self.opened.components():
            members = frozenset(k for k in component if self.opened.parts[k].claim in claims)
            if not members:
                continue
            mask = self.oracle.witness(members)
            if mask is None:
                raise FailedError("no common witness was found again")
            values |= self._values(members, mask)
        words = {
            v.id: next(x.label for x in v.values if x.kind == "ordinary")
            for c in self.desk.teller.claims(found.claims)
            for v in self.desk.teller.reader.variables(c.saying)
        }
        every = self.desk.teller.every_chosen(found.claims, words | values)
        desk, failed = self.desk, FailedError("no common witness was found again")
        for kind, told in itertools.product(TRIALS, every):
            (joined,) = joint([reading_of(told, kind)], desk.world)
            if joined.hi > POLICY:
                continue
            try:
                witness = witness_json(joined, told, desk.given, printed=False)
                check_witness(witness, [told], desk.given, desk.shapes, Called())
            except FailedError as error:
                failed = error
                continue
            return {"proof": {"witness": witness}}
        raise failed

    def _values(self, members: frozenset[int], mask: int) -> dict[str, str]:
        """Values of the words under which the parts settle to those of ``mask``."""
        parts = [self.opened.parts[k] for k in sorted(members)]
        words = sorted({w for p in parts for w in p.words})
        chosen: dict[int, int] = {}

        def fits() -> bool:
            for part in parts:
                if all(w in chosen for w in part.words):
                    number = part.settled.get(tuple(chosen[w] for w in part.words))
                    if number is not None and not mask >> number & 1:
                        return False
            return True

        def search(depth: int) -> bool:
            if depth == len(words):
                return True
            for value in range(len(self.opened.words[words[depth]].values)):
                chosen[words[depth]] = value
                if fits() and search(depth + 1):
                    return True
            del chosen[words[depth]]
            return False

        if not fits() or not search(0):
            raise FailedError("the reading of the common witness was not found again")
        return {
            self.opened.words[w].id: self.opened.words[w].values[k].label for w, k in chosen.items()
        }
