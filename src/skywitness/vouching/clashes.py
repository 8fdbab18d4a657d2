"""What a page says of conflicts, of double accounts and of what is possible together."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.vouching.certified import Certified, PartName
from skywitness.vouching.difference import DifferenceError, compare, compare_keys
from skywitness.vouching.findings import PROOFS
from skywitness.vouching.parts import Demands

NOT_SHOWN = "not shown"
#: The members of conflicts and double accounts in ``check``, and of the page's entries for them.
ENTRIES = {
    "conflict": "id conflict frames everywhere parts also pictures certificates",
    "accounts": "id accounts frames everywhere parts certificates",
}
MEMBERS = {
    "conflict": "parts claims frame strength minimal margin because hint reading directions also",
    "double account": "kind speaker earlier later words frame strength minimal parts margin title "
                      "because reading",
}  # fmt: skip
FEW = 6  # sets that a page tells in a sentence


def compare_clashes(page: Json, case: Case, known: Certified, demands: dict[str, Demands]) -> None:
    """Check the conflicts and sets of a page against their certificates, both ways.

    Raises:
        DifferenceError: one differs, is missing, or has no certificate.
    """
    checked = page["check"]
    if not known.sought:
        for key in ("conflicts", "compatible", "accounts"):
            compare(f"check.{key}", checked[key], None, PROOFS)
        compare("conflicts", page["conflicts"], None, PROOFS)
        return
    _both("conflict", checked["conflicts"], known.conflicts)
    _both("double account", checked["accounts"], known.accounts)
    shown = sorted([c["claims"], c["frame"]] for c in checked["compatible"])
    compare("check.compatible", shown, sorted([list(c), f] for c, f in known.compatible), PROOFS)
    for each in checked["compatible"]:
        untested = [{"claim": claim, "part": words} for claim in each["claims"]
                    for words, _ in demands[each["frame"]].untested(claim)]  # fmt: skip
        where = f"the set {' + '.join(each['claims'])}, what is not tested"
        compare(where, each["not_tested"], untested)
    for each in checked["accounts"]:
        _account(each, case, known)
    entries = page["conflicts"]
    _together(entries["remaining"], checked)
    _without(entries["without"], entries["entries"], checked, case)
    _entries("conflict", entries["entries"], "conflict", checked["conflicts"])
    _entries("double account", entries["accounts"], "accounts", checked["accounts"])


def _named(each: Json) -> tuple[str, ...]:
    return tuple(sorted(each["parts"]))


def _both(
    what: str, shown: Sequence[Json], proofs: dict[tuple[tuple[PartName, ...], str], Json]
) -> None:
    certificates = {
        (tuple(sorted(f"{claim}.{words}" for claim, words in parts)), frame): proof
        for (parts, frame), proof in proofs.items()
    }
    for each in shown:
        compare_keys(f"check, {what}", each, MEMBERS[what])
    told = {(_named(each), each["frame"]): each for each in shown}
    if len(told) != len(shown):
        raise DifferenceError(f"check, {what}", "one stands twice")
    for key in (*told, *certificates):
        where = f"{what} of {' + '.join(key[0])} ({key[1]})"
        if key not in certificates:
            raise DifferenceError(where, "no certificate is about it")
        if key not in told:
            raise DifferenceError(where, "it has a certificate, and the page says nothing of it")
        proof, each = certificates[key], told[key]
        compare(where, each["strength"], proof["strength"], PROOFS)
        minimal = True if proof["minimal"] is True else NOT_SHOWN
        compare(f"{where}, whether all of it is needed", each["minimal"], minimal, PROOFS)
        if "claims" in each:
            ids = sorted({part.split(".", 1)[0] for part in each["parts"]})
            if sorted(each["claims"]) != sorted(_claims(proof)):
                raise DifferenceError(where, f"its claims are not those of its parts, {ids}")


def _claims(proof: Json) -> set[str]:
    return {str(part[0]) for part in proof["about"]["parts"]}


def _entries(what: str, entries: Sequence[Json], at: str, shown: Sequence[Json]) -> None:
    """That the page's entries are of what was found: each of it in one entry, and none besides."""
    told = []
    for entry in entries:
        compare_keys(f"{what} {entry['id']}", entry, ENTRIES[at])
        first = shown[entry[at]]
        parts = [f"{p['claim']}.{p['words']}" for p in entry["parts"]]
        compare(f"{what} {entry['id']}", parts, first["parts"], "check")
        if first["frame"] not in entry["frames"]:
            raise DifferenceError(f"{what} {entry['id']}", "it is shown in other points of view")
        told += [[sorted(parts), frame] for frame in entry["frames"]]
    known = [[sorted(each["parts"]), each["frame"]] for each in shown]
    compare(f"the {what}s of the page", sorted(told), sorted(known), "check")


def _account(each: Json, case: Case, known: Certified) -> None:
    """Who is said to have given two accounts, and which they are."""
    parts = tuple(sorted(tuple(part.split(".", 1)) for part in each["parts"]))
    about = known.accounts[parts, each["frame"]]["about"]
    where = f"the two accounts {' and '.join(about['claims'])}"
    earlier, later = about["claims"]
    speaker = case.claim(earlier).chain[0].who
    titles = {
        "correction": f"{later} corrects {earlier}: the two do not fit together",
        "one speaker": f"Two accounts are reported of {speaker}: {earlier} and {later} do not fit "
                       "together",
    }  # fmt: skip
    words = [case.claim(c).row.quote or case.claim(c).row.says for c in (earlier, later)]
    compare(where, {key: each[key] for key in ("kind", "earlier", "later", "words", "title")},
            {"kind": about["how"], "earlier": earlier, "later": later, "words": words,
             "title": titles[about["how"]]})  # fmt: skip
    if each["speaker"] not in {case.claim(c).chain[0].who for c in (earlier, later)}:
        raise DifferenceError(where, f"{each['speaker']} is the speaker of neither")


def _together(shown: Sequence[Json], checked: Json) -> None:
    """What is possible together, in words: the first few of the sets that were found."""
    for entry in shown:
        for frame in entry["frames"]:
            sets = [_set_words(c) for c in checked["compatible"] if c["frame"] == frame]
            if not sets:
                text = "No set of claims was shown to be possible."
            else:
                more = f"; and {len(sets) - FEW} more" if len(sets) > FEW else ""
                text = f"Possible together: {'; or '.join(sets[:FEW])}{more}."
            compare(f"what is possible together ({frame})", entry["compatible"], text, PROOFS)
            why = [c["why"] for c in checked["conflicts_cut"] if c["frame"] == frame]
            text = f"Not everything was searched: {'; '.join(why)}." if why else ""
            compare(f"what was not searched ({frame})", entry["cut"], text, "check")


def _set_words(each: Json) -> str:
    beside = []
    if each["not_tested"]:
        named = ", ".join(f"“{n['part']}” of {n['claim']}" for n in each["not_tested"])
        beside.append(f"in the part that can be tested; not tested: {named}")
    if each["only_if"]:
        text = each["only_if"]["text"].rstrip(".")
        beside.append(f"{text[:1].lower()}{text[1:]}")
    return " + ".join(each["claims"]) + (f" ({'; '.join(beside)})" if beside else "")


def _without(shown: Sequence[Json], entries: Sequence[Json], checked: Json, case: Case) -> None:
    """For each claim in a conflict, which conflicts it being left out resolves."""
    numbered = [(entry["id"], checked["conflicts"][entry["conflict"]]) for entry in entries]
    known = []
    for claim in case.claims:
        mine = [(k, c) for k, c in numbered if claim.id in c["claims"]]
        if not mine:
            continue
        rest = [k for k, c in numbered if claim.id not in c["claims"]]
        resolves = [k for k, c in mine if c["minimal"] is True]
        unsure = [k for k, c in mine if c["minimal"] is not True]
        said = []
        if resolves:
            said.append(f"{_numbers(resolves)} {'is' if len(resolves) == 1 else 'are'} resolved")
        if unsure:
            are = "is" if len(unsure) == 1 else "are"
            said.append(f"whether {_numbers(unsure)} {are} was not shown")
        left = "none remains"
        if rest:
            left = f"{_numbers(rest)} remain{'s' if len(rest) == 1 else ''}"
        words = f"Without {claim.id}: {', '.join(said)}; {left}."
        known.append({"claim": claim.id, "resolves": resolves, "unsure": unsure, "leaves": rest,
                      "words": words})  # fmt: skip
    compare("what each claim being left out resolves", list(shown), known, PROOFS)


def _numbers(ids: Sequence[str]) -> str:
    return f"conflict{'' if len(ids) == 1 else 's'} {', '.join(ids)}"
