"""What a page says was found, claim by claim: words, margins, points of view, certificates."""

from __future__ import annotations

from collections.abc import Sequence

from skywitness.aliases import Json
from skywitness.claims.meaning.stretches import STRETCHES
from skywitness.vouching import margins
from skywitness.vouching.certified import Certified
from skywitness.vouching.difference import DifferenceError, compare, compare_keys

PROOFS = "the certificates"
#: The members of verdicts and inferences in ``check``, and of the page's entries for them.
VERDICT = ("frame verdict margin because tested_in_part only_if notes reading witness clash "
           "not_tested reported readings")  # fmt: skip
VERDICT_ENTRY = "frames everywhere margin at plot readings notes certificates"
INFERENCE = "frame given result strength margin because only_if readings"
INFERENCE_ENTRY = "frames everywhere margin table certificates"


def compare_findings(page: Json, known: Certified) -> None:
    """Check every verdict and inference of a page against its certificate.

    Raises:
        DifferenceError: one differs, is missing, or has no certificate.
    """
    checked = page["check"]
    for claim, entry in zip(checked["claims"], page["claims"], strict=True):
        where = f"claim {claim['id']}"
        _verdicts(where, (claim["id"],), claim["verdicts"], entry["verdicts"], known)
        _inferences(where, claim, entry["inferences"], known)
    given: dict[tuple[str, ...], list[Json]] = {}
    for each in checked["together"]:
        given.setdefault(tuple(each["claims"]), []).append(each)
    compare("together", [e["claims"] for e in page["together"]], [list(ids) for ids in given],
            "check.together")  # fmt: skip
    for entry in page["together"]:
        ids = tuple(entry["claims"])
        _verdicts(f"together {'+'.join(ids)}", ids, given[ids], entry["verdicts"], known)


def _verdicts(
    where: str, ids: tuple[str, ...], found: Sequence[Json], entries: Sequence[Json],
    known: Certified,
) -> None:  # fmt: skip
    compare(f"{where}, points of view", [v["frame"] for v in found], known.frames, PROOFS)
    for verdict in found:
        together = "claims " if "claims" in verdict else ""
        compare_keys(f"{where}, verdict", verdict, f"{together}{VERDICT}")
        frame = verdict["frame"]
        place = f"{where}, verdict ({frame})"
        if (ids, frame) not in known.verdicts:
            raise DifferenceError(place, "no certificate is about it")
        compare(place, verdict["verdict"], known.verdicts[ids, frame], PROOFS)
        some = [margins.told(*ends) for ends in margins.brackets(known.margins[ids, frame])]
        if (ids, frame) not in known.certified or verdict["margin"] in some:
            continue
        compare(f"{where}, margin ({frame})", verdict["margin"], next(iter(some), None), PROOFS)
    _grouped(where, entries, known)
    for entry in entries:
        compare_keys(f"{where}, verdict in words", entry, VERDICT_ENTRY)
        first = entry["frames"][0]
        if (ids, first) in known.certified:
            ends = margins.bracket(known.margins[ids, first])
            told = [margins.words(*each) for each in margins.brackets(known.margins[ids, first])]
            if entry["margin"] not in told:
                words = told[0] if told else ""
                compare(f"{where}, margin in words", entry["margin"], words, PROOFS)
            _at(f"{where}, at each stretch", entry["at"], ends)
        _files(where, entry, "verdict", ids, known)


def _inferences(where: str, claim: Json, entries: Sequence[Json], known: Certified) -> None:
    frames = [f for f in known.frames if (claim["id"], f) in known.inferences]
    compare(f"{where}, points of view of its inference", [i["frame"] for i in claim["inference"]],
            frames, PROOFS)  # fmt: skip
    for each in claim["inference"]:
        compare_keys(f"{where}, inference", each, INFERENCE)
        proof = known.inferences[claim["id"], each["frame"]]
        for key in ("result", "strength", "given"):
            place = f"{where}, {key} of its inference ({each['frame']})"
            compare(place, each[key], proof.get(key), PROOFS)
    if frames or entries:
        _grouped(f"{where}, inference", entries, known)
    for entry in entries:
        compare_keys(f"{where}, inference in words", entry, INFERENCE_ENTRY)
        _files(f"{where}, inference", entry, "inference", (claim["id"],), known)


def _at(where: str, shown: Json, ends: tuple[float, float] | None) -> None:
    """How a claim stands at each stretch that a reader can choose."""
    if ends is None:
        compare(where, shown, {}, PROOFS)
        return
    compare_keys(where, shown, " ".join(f"{s:g}" for s in STRETCHES))
    for stretch in STRETCHES:
        # The least upper end of all readings may be below that of the reading shown.
        fits = ["fits"] if ends[1] <= stretch else ["not decided", "fits"]
        known = ["does not fit"] if ends[0] > stretch else fits
        if shown[f"{stretch:g}"] not in known:
            raise DifferenceError(where, f"at {stretch:g} × it says {shown[f'{stretch:g}']!r}")


def _files(where: str, entry: Json, kind: str, ids: tuple[str, ...], known: Certified) -> None:
    files = [known.files[kind, ids, frame] for frame in entry["frames"]]
    compare(f"{where}, certificates", entry["certificates"], files, "the manifest")


def _grouped(where: str, entries: Sequence[Json], known: Certified) -> None:
    """That every point of view stands in one entry, none in two, and each says so."""
    shown = [frame for entry in entries for frame in entry["frames"]]
    if sorted(shown) != sorted(known.frames):
        raise DifferenceError(
            where, f"it stands in the points of view {shown}, where {PROOFS} have "
                   f"{list(known.frames)}"
        )  # fmt: skip
    for entry in entries:
        if not entry["frames"]:
            raise DifferenceError(where, "it stands in no point of view")
        everywhere = len(entry["frames"]) == len(known.frames)
        compare(f"{where}, everywhere", entry["everywhere"], everywhere, PROOFS)
