"""Logs of exclusions that rest on motion: rows alone, or places tied to each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, combinations_with_replacement

from skywitness.aliases import Json
from skywitness.certificates.lean import finished
from skywitness.certificates.motionlogs import Draft, Rows
from skywitness.certificates.tiles import tile_names
from skywitness.claims.meaning.spots import spot_from
from skywitness.reason.ties.tiedlog import Bound, Elimination
from skywitness.verify.kinds import tied
from skywitness.verify.motion.rows import gap, path
from skywitness.verify.statements.demands import moment_of
from skywitness.verify.statements.failure import FailedError

#: How often what is left is quartered.
TURNS = 18
#: Edges are laid this much wider than they are shown to be, which is never less safe.
WIDER = 1e-9


def linear_log(draft: Draft) -> Json | None:
    """The log of times, paths, heights and speeds that exclude each other, if they do."""
    rows = draft.refuted()
    if rows is None:
        draft.add_movers()
        rows = draft.refuted()
    return None if rows is None else finished({"kind": "linear", "sum": rows}, draft)


def tied_log(draft: Draft) -> Json | None:
    """The log of tied places that cannot all be somewhere, if one is found.

    To be asked after :func:`linear_log`, which leaves the hard speeds in the draft.
    """
    edges = list(_edges(draft))
    two = _exclusive(edges, draft)
    if two is not None:
        return two
    rows = {p: [(k, c) for k, c in draft.constraints.items() if draft.moments[k] == p]
            for e in edges for p in (e["first"], e["second"])}  # fmt: skip
    edges = _binding(edges, {p for p, row in rows.items() if row})
    rows = {p: rows[p] for e in edges for p in (e["first"], e["second"])}
    if not edges:
        return None
    try:
        bounds = [_bound(e, draft) for e in edges]
    except FailedError:
        return None
    search = Elimination({spot_from(p): row for p, row in rows.items()}, bounds, draft.stretch)
    for _ in range(TURNS):
        if search.empty:
            return _log(edges, search, draft, [], [])
        ways = _ways(search, draft)
        if ways is not None:
            return _log(edges, search, draft, *ways)
        if not search.turn():
            break
    return _log(edges, search, draft, [], []) if search.empty else None


def _exclusive(edges: list[Json], draft: Draft) -> Json | None:
    """The log of two edges between the same places of which no way can be both, if there are.

    One alone is enough where no way can be as it says: a straight line that is shorter than its
    ends differ in height.
    """
    for one, other in combinations_with_replacement(edges, 2):
        if {one["first"], one["second"]} != {other["first"], other["second"]}:
            continue
        try:
            a, b = (tied.edge_of(e, draft.table) for e in (one, other))
        except FailedError:
            continue
        if max(a.least, b.least) > min(a.most, b.most):
            alone = one is other
            log: Json = {"kind": "tied", "places": {}, "edges": [one] if alone else [one, other],
                         "removals": [], "ways": [], "sum": [],
                         "pair": [0, 0 if alone else 1]}  # fmt: skip
            return finished(log, draft)
    return None


def _edges(draft: Draft) -> Iterator[Json]:
    """Bounds on the ways between places, each with what it rests on."""
    for k, demand in draft.numbered("separation"):
        by: Json = {"separation": k}
        if demand["slant"]:
            by |= _climb(demand["first"], demand["second"], draft)
        yield {"first": demand["first"], "second": demand["second"], "by": by}
    for who, first, second, mover in _ordered(draft):
        ends = moment_of(first), moment_of(second)
        if ends in draft.table.orders:
            found = draft.at_most(path(who, *ends))
            if found is not None:
                yield {"first": first, "second": second, "by": {"who": who, "path": found[1]}}
        elif mover is not None:
            forth, back = (draft.at_most(gap(*e)) for e in (ends, ends[::-1]))
            if forth is not None and back is not None:
                by = {"who": who, "speed": mover, "forth": forth[1], "back": back[1]}
                yield {"first": first, "second": second, "by": by}


def _stops(draft: Draft) -> set[tuple[str, str, str, int | None]]:
    """Any two places of one object, with the number of the mover that says so."""
    out: set[tuple[str, str, str, int | None]] = set()
    for k, demand in draft.numbered("mover"):
        out |= {(demand["who"], a, b, k) for a, b in combinations(demand["places"], 2)}
    pairs = {(who, *sorted((a, b))) for who, a, b, _ in out}
    stops = sorted(draft.table.stops())
    for (who, _, a), (other, _, b) in combinations(stops, 2):
        if who == other and a != b and (who, *sorted((a, b))) not in pairs:
            out.add((who, a, b, None))
    return out


def _ordered(draft: Draft) -> Iterator[tuple[str, str, str, int | None]]:
    """Any two places of one object, in the order of their moments where that is known."""
    for who, one, other, mover in sorted(_stops(draft), key=str):
        back = (moment_of(other), moment_of(one)) in draft.table.orders
        yield (who, other, one, mover) if back else (who, one, other, mover)


def _climb(first: str, second: str, draft: Draft) -> Json:
    """Rows that show two places to differ in height."""
    for up, (one, other) in ((True, (first, second)), (False, (second, first))):
        if draft.tells_height(one) and draft.tells_height(other):
            # "first - second at most -x" is a rise of at least x from the first to the second.
            found = draft.at_most(_less(one, other))
            if found is not None and found[0] < 0:
                return {"climb": found[1], "up": up}
    return {}


def _less(one: str, other: str) -> dict[tuple[str, ...], Fraction]:
    return {("h", one): Fraction(1), ("h", other): Fraction(-1)}


def _binding(edges: list[Json], bound: set[str]) -> list[Json]:
    """The edges of which both ends are bound by something else as well."""
    while True:
        count: dict[str, int] = {}
        for e in edges:
            for place in {e["first"], e["second"]}:
                count[place] = count.get(place, 0) + 1
        kept = [e for e in edges if all(p in bound or count[p] > 1
                                        for p in (e["first"], e["second"]))]  # fmt: skip
        if len(kept) == len(edges):
            return edges
        edges = kept


def _bound(edge: Json, draft: Draft) -> Bound:
    shown = tied.edge_of(edge, draft.table)
    ends = spot_from(shown.first), spot_from(shown.second)
    return Bound(*ends, shown.least, shown.most * (1 + WIDER))


def _ways(search: Elimination, draft: Draft) -> tuple[list[Json], Rows] | None:
    """Ways between what is left of places, and rows that contradict each other given these."""
    ways: list[Json] = []
    left = set(map(str, search.left))
    for who, first, second, _ in _ordered(draft):
        ends = moment_of(first), moment_of(second)
        if ends not in draft.table.orders or not {first, second} <= left:
            continue
        metres = search.apart(spot_from(first), spot_from(second))
        if metres > 1.0:
            ways.append({"who": who, "first": first, "second": second, "metres": metres})
    if len(ways) < 2:  # one alone is an edge
        return None
    mine = draft.with_ways(
        [(w["who"], moment_of(w["first"]), moment_of(w["second"]), w["metres"]) for w in ways]
    )
    found = mine.refuted()
    return None if found is None else (ways, found)


def _log(
    edges: list[Json], search: Elimination, draft: Draft, ways: list[Json], rows: Rows
) -> Json:
    tiles: dict[str, list[str]] = {str(p): tile_names(cells) for p, cells in search.left.items()}
    removals = []
    for step in search.steps:
        names = tile_names(step.cells)
        tiles[str(step.place)] += names
        removals.append({"place": str(step.place), "by": [step.kind, step.number],
                         "tiles": " ".join(names)})  # fmt: skip
    log: Json = {
        "kind": "tied",
        "places": {p: " ".join(sorted(names)) for p, names in tiles.items()},
        "edges": edges,
        "removals": removals,
        "ways": ways,
        "sum": rows,
    }
    return finished(log, draft)
