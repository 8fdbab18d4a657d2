"""Logs about motion with only those demands and orders that they use."""

from __future__ import annotations

from collections.abc import Mapping

from skywitness.aliases import Json
from skywitness.certificates.motionlogs import Draft, Name, Rows
from skywitness.verify.motion.rows import ON_LEGS
from skywitness.verify.statements.demands import moment_of

#: Rows that are named by the number of a demand.
NUMBERED = ("part", "offset", "forward", "speed")


def finished(log: Json, draft: Draft) -> Json:
    """A log with only those demands and orders that it uses, numbered anew."""
    lists = [log["sum"]] if log.get("sum") else []
    for edge in log.get("edges", ()):
        lists += [edge["by"][k] for k in ("path", "forth", "back", "climb") if edge["by"].get(k)]
    names = [name for rows in lists for name, _ in rows]
    todo = {_moments(n, log, draft) for n in names if n[0] in ("path", "speed", "way")}
    for edge in log.get("edges", ()):
        if "path" in edge["by"]:
            todo.add((moment_of(edge["first"]), moment_of(edge["second"])))
    orders: list[Json] = []
    for order in reversed(draft.orders):
        if (order["earlier"], order["later"]) in todo:
            orders.insert(0, order)
            lists.append(order["rows"])
            named = (name for name, _ in order["rows"])
            todo |= {_moments(n, log, draft) for n in named if n[0] in ("path", "speed")}
    used = {name[1] for rows in lists for name, _ in rows if name[0] in NUMBERED}
    used |= {e["by"][k] for e in log.get("edges", ()) for k in ("separation", "speed")
             if k in e["by"]}  # fmt: skip
    used |= {s["by"][1] for s in log.get("removals", ()) if s["by"][0] == "part"}
    keep = sorted(used | _telling_stops(log, draft))
    at = {k: number for number, k in enumerate(keep)}
    out = {
        **log,
        "stretch": draft.stretch,
        "demands": [draft.demands[k] for k in keep],
        "moments": [draft.moments[k] for k in keep],
        "orders": [{**o, "rows": _renamed(o["rows"], at)} for o in orders],
    }
    if log.get("sum"):
        out["sum"] = _renamed(log["sum"], at)
    if "edges" in log:
        out["edges"] = [{**e, "by": _by(e["by"], at)} for e in log["edges"]]
        out["removals"] = [
            {**s, "by": ["part", at[s["by"][1]]] if s["by"][0] == "part" else s["by"]}
            for s in log["removals"]
        ]
    return out


def _moments(name: Name, log: Json, draft: Draft) -> tuple[str, str]:
    """The two moments whose order a row needs."""
    if name[0] == "path":
        return name[2], name[3]
    if name[0] == "speed":
        return moment_of(name[2]), moment_of(name[3])
    way = log["ways"][name[1]] if log.get("ways") else None
    assert way is not None
    return moment_of(way["first"]), moment_of(way["second"])


def _telling_stops(log: Json, draft: Draft) -> set[int]:
    """Demands that tell whose the places of edges and ways are."""
    pairs = {(e["by"]["who"], e[k]) for e in log.get("edges", ()) if "who" in e["by"]
             for k in ("first", "second")}  # fmt: skip
    pairs |= {(w["who"], w[k]) for w in log.get("ways", ()) for k in ("first", "second")}
    out = set()
    for who, place in sorted(pairs):
        out.add(next(k for k, d in draft.numbered("mover", *ON_LEGS)
                     if d["who"] == who and place in d["places"]))  # fmt: skip
    return out


def _renamed(rows: Rows, at: Mapping[int, int]) -> Rows:
    return [[[n[0], at[n[1]], *n[2:]] if n[0] in NUMBERED else n, times] for n, times in rows]


def _by(by: Json, at: Mapping[int, int]) -> Json:
    return {
        key: at[value] if key in ("separation", "speed")
        else _renamed(value, at) if key in ("path", "forth", "back", "climb") else value
        for key, value in by.items()
    }  # fmt: skip
