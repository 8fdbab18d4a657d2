"""A page of version 2 in the form of version 1: each entry put together with what it is of.

In version 2 a thing of the check stands once, in ``check``, and the page's lists hold entries of
it. What version 1 said twice must come out of that again, key for key.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
SPARE = {"date": None, "captured": None, "licence": None, "note": None}  # of a source


def rejoined(page: Json) -> Json:
    """The object with every value where version 1 has it; one of version 1 as it is."""
    if page["version"] != 2:
        return page
    check, method = page["check"], page["method"]
    known = {claim["id"]: claim for claim in check["claims"]}
    claims = [_claim(known[entry["id"]], entry) for entry in page["claims"]]
    frames = {frame["id"]: frame for frame in check["frames"]}
    sources = {source["id"]: SPARE | source for source in check["sources"]}
    return page | {
        "version": 1,
        "frames": [_picked(frames[e["id"]], "label same note") | e for e in page["frames"]],
        "claims": claims,
        "together": [
            each
            | {
                "verdicts": _verdicts(
                    each["verdicts"],
                    [v for v in check["together"] if v["claims"] == each["claims"]],
                )
            }
            for each in page["together"]
        ],
        "short": page["short"]
        | {
            "accounts": [
                account | _picked(known[account["claim"]], "says stance")
                for account in page["short"]["accounts"]
            ]
        },
        "maps": [
            each | {"places": [_outline(o, method["places"]) for o in each["places"]]}
            for each in page["maps"]
        ],
        "conflicts": page["conflicts"]
        and page["conflicts"]
        | {"entries": [_conflict(e, check["conflicts"]) for e in page["conflicts"]["entries"]]},
        "times": page["times"] | {"said": _said(page["times"]["said"], known)},
        "method": method
        | {
            "sources": [
                _picked(sources[e["id"]], "title date captured licence note") | e
                for e in method["sources"]
            ]
        },
    }


def _picked(thing: Json, keys: str) -> Json:
    return {key: thing[key] for key in keys.split()}


def _claim(claim: Json, entry: Json) -> Json:
    keys = "says speaker chain source evidence supersedes superseded_by"
    by_frame = {inference["frame"]: inference for inference in claim["inference"]}
    return (
        _picked(claim, keys)
        | entry
        | {
            "verdicts": _verdicts(entry["verdicts"], claim["verdicts"]),
            "inferences": [
                _picked(by_frame[e["frames"][0]], "given result strength because") | e
                for e in entry["inferences"]
            ],
        }
    )


def _verdicts(entries: list[Json], verdicts: list[Json]) -> list[Json]:
    by_frame = {verdict["frame"]: verdict for verdict in verdicts}
    return [_picked(by_frame[e["frames"][0]], "verdict because reading") | e for e in entries]


def _conflict(entry: Json, conflicts: list[Json]) -> Json:
    conflict = conflicts[entry["conflict"]]
    kept = {key: value for key, value in entry.items() if key != "conflict"}
    minimal = {"minimal": conflict["minimal"] is True}
    return _picked(conflict, "claims strength because hint") | minimal | kept


def _outline(outline: Json, places: list[Json]) -> Json:
    kept = {key: value for key, value in outline.items() if key != "place"}
    return _picked(places[outline["place"]], "name view error") | kept


def _said(said: Json | None, claims: dict[str, Json]) -> Json | None:
    if said is None:
        return None
    rows = []
    for row in said["rows"]:
        claim = claims[row["claim"]]
        who = {"who": claim["speaker"]} | _picked(claim, "says supersedes superseded_by")
        rows.append(row | who)
    return said | {"rows": rows}
