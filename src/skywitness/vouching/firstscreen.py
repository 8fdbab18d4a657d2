"""What a page says first, told again from the case and its certificates.

Who said what, in which points of view it is impossible, does not fit, follows or is possible, what
stays open and what was not shown are all of them. The words of each sentence are fixed; of its
numbers those that the case itself gives are compared, and the rest is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from skywitness.aliases import Json
from skywitness.claims.casefile.case import NO_DENIAL, Case
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    DOES_NOT_FOLLOW,
    EXCLUDED,
    FOLLOWS,
    NOT_TESTABLE,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
)
from skywitness.claims.meaning.stretches import POLICY
from skywitness.vouching import margins
from skywitness.vouching.certified import Certified
from skywitness.vouching.difference import DifferenceError, compare, compare_keys
from skywitness.vouching.findings import PROOFS
from skywitness.vouching.parts import Demands
from skywitness.vouching.sentences import Told, told_words

METHOD = (
    "What was said is held against maps, clocks and physics, in every ordinary meaning of "
    "its words."
)
CAUTION = (
    "“Impossible” means that no ordinary meaning of the words fits, even with every tolerance "
    "doubled. “Possible” means that it could be, not that it was. Neither says why anyone said it."
)
SHORT = "method findings open agree differ more not_shown accounts caution"
#: So many pairs that agree, or differ, are listed at most.
LISTED = 100
IN_PART = "in the part that can be tested"
#: From what decides most; all else comes after.
RANK = {CONTRADICTED: 0, STRAINED: 1, SUPPORTED: 2, FOLLOWS: 2}
WEIGHT = {CONTRADICTED: 0, SUPPORTED: 0, STRAINED: 1, CONSISTENT: 2, UNDECIDED: 3, NOT_TESTABLE: 4}
MEANS = {
    CONTRADICTED: "no ordinary reading fits, even with every tolerance doubled",
    STRAINED: "no ordinary reading fits with its words as usually meant",
    CONSISTENT: "places, heights, times and facts were found with which it fits",
    SUPPORTED: "it holds wherever the given facts leave room",
    NOT_TESTABLE: "nothing here can test it",
    UNDECIDED: "shown neither to be possible nor to be impossible",
}
VERBS = {"asserts": "says", "reports": "reports", "infers": "concludes",
         "denies": "says in denial", "did not deny": "did not deny"}  # fmt: skip
NOT_SHOWN = {
    (CONSISTENT, False): "Each of these is possible. That it was so is not shown.",
    (CONSISTENT, True): f"Each of these is possible {IN_PART}. Another part of each is not tested.",
    (UNDECIDED, False): "Not decided: shown neither to be possible nor to be impossible.",
    (NOT_TESTABLE, False): "Nothing here can test these.",
}


@dataclass
class FirstScreen:
    """The first section of a page, beside what its case and certificates say."""

    page: Json
    case: Case
    known: Certified
    demands: dict[str, Demands]
    unvouched: set[str] = field(default_factory=set)

    def compare(self) -> set[str]:
        """Check every entry.

        Returns:
            What numbers and texts could not be told again.

        Raises:
            DifferenceError: an entry says something else, is missing, or is one too many.
        """
        short = self.page["short"]
        compare_keys("the first section", short, SHORT)
        compare("method", short["method"], METHOD, "every page")
        compare("caution", short["caution"], CAUTION, "every page")
        self._findings(short["findings"])
        self._open(short["open"], short["findings"])
        compare("not shown", short["not_shown"], self._not_shown(), PROOFS)
        self._accounts(short["accounts"])
        compare_keys("how many more agree or differ", short["more"], "agree differ")
        for how in ("agree", "differ"):
            more = short["more"][how]
            if type(more) is not int or more < 0 or (more and len(short[how]) != LISTED):
                raise DifferenceError("how many more agree or differ", f"it cannot be {more}")
            for k, each in enumerate(short[how], 1):
                self._agreement(f"what speakers {how} on, {k}", each)
        return self.unvouched

    # ---- findings ----------------------------------------------------------------------------

    def _findings(self, shown: Sequence[Json]) -> None:
        place = {claim.id: k for k, claim in enumerate(self.case.claims)}
        sets = {tuple(sorted(ids, key=place.__getitem__)) for ids in self._decided()}
        ranked = {
            ids: (min(RANK.get(self._word(ids, f), 3) for f in self.known.frames),
                  max(len(ids), 2), *(place[c] for c in ids))
            for ids in sets
        }  # fmt: skip
        order = sorted(sets, key=ranked.__getitem__)
        compare("the findings", [f["claims"] for f in shown], order, PROOFS)
        for finding, ids in zip(shown, order, strict=True):
            self._finding(f"the finding on {' and '.join(ids)}", finding, ids)

    def _decided(self) -> set[frozenset[str]]:
        found = {frozenset(c for c, _ in parts) for parts, _ in self.known.conflicts}
        found |= {frozenset(c for c, _ in parts) for parts, _ in self.known.accounts}
        singles = (CONTRADICTED, STRAINED, SUPPORTED)
        found |= {frozenset(ids) for (ids, _), word in self.known.verdicts.items()
                  if len(ids) == 1 and word in singles}  # fmt: skip
        found |= {frozenset((claim, *each["given"]))
                  for (claim, _), each in self.known.inferences.items()
                  if each["result"] in (EXCLUDED, FOLLOWS)}  # fmt: skip
        return found

    def _clash(self, ids: Sequence[str], frame: str) -> Json | None:
        """The first conflict of exactly these claims that the page gives in a frame."""
        checked = self.page["check"]
        for each in (*(checked["conflicts"] or ()), *(checked["accounts"] or ())):
            claims = set(each.get("claims") or (each["earlier"], each["later"]))
            if each["frame"] == frame and claims == set(ids):
                return dict(each)
        return None

    def _inference(self, ids: Sequence[str], frame: str) -> Json | None:
        for claim in self.case.claims:
            each = self.known.inferences.get((claim.id, frame))
            if each is not None and {claim.id, *each["given"]} == set(ids):
                return each
        return None

    def _told(self, ids: tuple[str, ...], frame: str) -> Told:
        """What a set of claims comes to in a frame."""
        clash = self._clash(ids, frame)
        if clash is not None:
            return Told(clash["strength"], clash=clash, because=clash["because"])
        if len(ids) == 1:
            ends = margins.bracket(self.known.margins[ids, frame])
            because = self._verdict(ids[0], frame)["because"]
            return Told(self.known.verdicts[ids, frame], ends=ends, because=because)
        follows = self._inference(ids, frame)
        if follows is not None and follows["result"] == EXCLUDED:
            stated = self._stated(ids, frame)
            return Told(follows["strength"] or STRAINED, excluded=stated, because=stated["because"])
        if follows is not None and follows["result"] == FOLLOWS:
            return Told(FOLLOWS)
        together = any(where == frame and set(ids) <= set(claims)
                       for claims, where in self.known.compatible)  # fmt: skip
        drawn = ()
        if together and follows is not None and follows["result"] == DOES_NOT_FOLLOW:
            drawn = tuple(follows["given"])
        if together:
            return Told(CONSISTENT, drawn=drawn)
        because = self._stated(ids, frame)["because"] if follows is not None else ""
        return Told(UNDECIDED, because=because, cut=self._cut(frame))

    def _cut(self, frame: str) -> str:
        """Why it may be that sets are undecided: as the page says, of what was searched."""
        checked = self.page["check"]
        if checked["conflicts"] is None:
            return ": conflicts were not sought"
        cut = any(each["frame"] == frame for each in checked["conflicts_cut"])
        return ": not everything was searched" if cut else ""

    def _stated(self, ids: Sequence[str], frame: str) -> Json:
        """What the page gives of an inference that is excluded: its margin."""
        for each in self.page["check"]["claims"]:
            for inference in each["inference"]:
                if inference["frame"] == frame and {each["id"], *inference["given"]} == set(ids):
                    return dict(inference)
        raise DifferenceError("check", f"the inference from {' and '.join(ids)} is missing")

    def _verdict(self, claim: str, frame: str) -> Json:
        """A claim's verdict as the page gives it."""
        (checked,) = (c for c in self.page["check"]["claims"] if c["id"] == claim)
        return dict(next(v for v in checked["verdicts"] if v["frame"] == frame))

    def _word(self, ids: tuple[str, ...], frame: str) -> str:
        return self._told(ids, frame).word

    def _finding(self, where: str, finding: Json, ids: tuple[str, ...]) -> None:
        compare_keys(where, finding, "claims verdict said lines slip given")
        compare(f"{where}, who said it", finding["said"], [self._said(c) for c in ids])
        shown = [frame for line in finding["lines"] for frame in line["frames"]]
        if sorted(shown) != sorted(self.known.frames):
            raise DifferenceError(where, f"it stands in the points of view {shown}")
        for line in finding["lines"]:
            compare_keys(where, line, "frames everywhere verdict words")
            if not line["frames"]:
                raise DifferenceError(where, "a line of it is of no point of view")
            whole = len(line["frames"]) == len(self.known.frames)
            compare(f"{where}, everywhere", line["everywhere"], whole, PROOFS)
            for frame in line["frames"]:
                told = self._told(ids, frame)
                place = f"{where} ({frame})"
                compare(place, line["verdict"], told.word, PROOFS)
                self.unvouched |= told_words(place, line["words"], ids, told, self.demands[frame])
        words = [self._word(ids, f) for f in self.known.frames]
        strongest = min(words, key=lambda word: RANK.get(word, 3))
        compare(f"{where}, verdict", finding["verdict"], strongest, PROOFS)
        self._slip(where, finding, ids)
        self._given(where, finding["given"])

    def _slip(self, where: str, finding: Json, ids: Sequence[str]) -> None:
        hints = [self._clash(ids, frame) for frame in self.known.frames]
        hint = next((c["hint"] for c in hints if c is not None and c.get("hint")), "")
        accounts = any(c is not None and "earlier" in c for c in hints)
        if not accounts:
            compare(f"{where}, the slip", finding["slip"], hint, "check.conflicts")
        if finding["slip"]:
            self.unvouched.add("slips that would explain a finding")

    def _given(self, where: str, shown: Sequence[str]) -> None:
        known = frozenset[str]().union(*(demands.given for demands in self.demands.values()))
        for each in shown:
            if each not in known:
                raise DifferenceError(where, f"the case does not give “{each}”")

    def _said(self, claim_id: str) -> Json:
        """What a claim's first speaker said, in the printed words where the case has them."""
        claim = self.case.claim(claim_id)
        says = re.split(r";\s*not testable:", claim.row.says)[0]
        quote = (claim.row.quote or "").strip().strip('“”"„«»').strip()
        first = claim.chain[0]
        return {"claim": claim.id, "who": first.who, "how": VERBS[first.stance],
                "words": quote or says, "quoted": bool(quote), "coded": says if quote else "",
                "via": [link.who for link in claim.chain[1:]]}  # fmt: skip

    # ---- what stays open ---------------------------------------------------------------------

    def _open(self, shown: Sequence[Json], findings: Sequence[Json]) -> None:
        place = {claim.id: k for k, claim in enumerate(self.case.claims)}
        against = (CONTRADICTED, STRAINED)
        opposed = [f for f in findings if len(f["claims"]) > 1 and f["verdict"] in against]
        opposed.sort(key=lambda f: [place[c] for c in f["claims"]])
        known = [
            _entry(self._opposed(f["claims"]), f["claims"], f["verdict"], self._against(f))
            for f in opposed
        ]
        for claim in self.case.claims:
            for frame in self.known.frames:
                ends = margins.bracket(self.known.margins[(claim.id,), frame])
                word = self.known.verdicts[(claim.id,), frame]
                if word == UNDECIDED and ends is not None and ends[0] != float("inf"):
                    text = f"Whether this is possible: {self._sentence(claim.id)}"
                    known.append(_entry(text, [claim.id], UNDECIDED, []))
                    break
        reasons: dict[str, dict[str, None]] = {}
        for claim in self.case.claims:
            for frame in self.known.frames:
                for words, reason in self._untested(claim.id, frame):
                    if reason != NO_DENIAL:
                        whole = words in reason or not words
                        text = reason if whole else f"“{words}”: {reason}"
                        reasons.setdefault(text, {})[claim.id] = None
        known += [_entry(f"{text[:1].upper()}{text[1:].rstrip('.')}.", list(ids), NOT_TESTABLE, [])
                  for text, ids in reasons.items()]  # fmt: skip
        compare("what stays open", list(shown), known)

    def _opposed(self, ids: Sequence[str]) -> str:
        said = [self._said(c) for c in ids]
        words = [f"“{s['words']}”" if s["quoted"] else s["words"] for s in said]
        who = list(dict.fromkeys(s["who"] for s in said))
        if len(who) == 1:
            return f"Which of these is not so, all said by {who[0]}: {_listed(words, ' and ')}."
        told = [f"{s['who']} ({w})" for s, w in zip(said, words, strict=True)]
        return f"Who is right: {_listed(told, ' or ')}."

    def _against(self, finding: Json) -> list[str]:
        found = [f for line in finding["lines"] if line["verdict"] in (CONTRADICTED, STRAINED)
                 for f in line["frames"]]  # fmt: skip
        return [] if len(found) == len(self.known.frames) else found

    def _sentence(self, claim_id: str) -> str:
        said = self._said(claim_id)
        words = f"“{said['words']}”" if said["quoted"] else said["words"]
        via = f" (via {', '.join(said['via'])})" if said["via"] else ""
        return f"{said['who']} {said['how']}: {words}{via}"

    def _untested(self, claim: str, frame: str) -> list[tuple[str, str]]:
        """What the page names as untested of a claim, which the case must have so."""
        known = self.demands[frame].untested(claim)
        verdict = self._verdict(claim, frame)
        shown = [(each["part"], each["reason"]) for each in verdict["not_tested"]]
        place = f"claim {claim}, what is not tested ({frame})"
        if verdict["verdict"] in (CONTRADICTED, STRAINED):  # facts that clash test each other
            known = [each for each in known if each in shown]
        compare(place, [list(each) for each in shown], known)
        partly = bool(known) and verdict["verdict"] in (CONSISTENT, STRAINED)
        compare(f"{place}, in part", verdict["tested_in_part"], partly)
        return known

    # ---- what was not shown, and each account ------------------------------------------------

    def _partly(self, claim: str, frame: str) -> bool:
        word = self.known.verdicts[(claim,), frame]
        return word in (CONSISTENT, STRAINED) and bool(self._untested(claim, frame))

    def _not_shown(self) -> list[Json]:
        out = []
        for (word, partly), text in NOT_SHOWN.items():
            ids = [
                c.id for c in self.case.claims
                if any(self.known.verdicts[(c.id,), f] == word and self._partly(c.id, f) == partly
                       for f in self.known.frames)
            ]  # fmt: skip
            if ids:
                out.append(_entry(text, ids, word, []))
        return out

    def _accounts(self, shown: Sequence[Json]) -> None:
        given = [c for c in self.case.claims if c.chain[0].stance != "did not deny"]
        speakers = list(dict.fromkeys(c.chain[0].who for c in given))
        compare("the accounts", [a["speaker"] for a in shown], speakers)
        entries = {entry["id"]: entry["verdicts"] for entry in self.page["claims"]}
        for account, speaker in zip(shown, speakers, strict=True):
            mine = [c.id for c in given if c.chain[0].who == speaker]
            every = [(claim, group["frames"]) for claim in mine for group in entries[claim]]
            claim, frames = min(every, key=lambda each: self._weight(each[0], each[1][0]))
            word = self.known.verdicts[(claim,), frames[0]]
            partly = self._partly(claim, frames[0])
            margin = self._margins(claim, frames[0], partly=partly)
            if (((claim,), frames[0]) not in self.known.certified) or account["margin"] in margin:
                margin = [account["margin"]]
            known = {
                "speaker": speaker,
                "said": self._said(claim),
                "claims": mine,
                "claim": claim,
                "verdict": word,
                "means": MEANS[word] + (f" ({IN_PART}; another is not tested)" if partly else ""),
                "margin": margin[0],
                "frames": [] if len(frames) == len(self.known.frames) else frames,
            }
            compare(f"the account of {speaker}", account, known, "its certificates")

    def _weight(self, claim: str, frame: str) -> tuple[float, float]:
        ends = margins.bracket(self.known.margins[(claim,), frame])
        lo = 0.0 if ends is None or ends[0] <= POLICY else min(ends[0], 1e9)
        return WEIGHT[self.known.verdicts[(claim,), frame]], -lo

    def _margins(self, claim: str, frame: str, *, partly: bool) -> list[str]:
        """The words in which an account's margin may be told."""
        some = margins.brackets(self.known.margins[(claim,), frame])
        told = [margins.words(*ends) for ends in some] or [""]
        if not told[0] or not partly:
            return told
        named = [f"“{name}”" for name, _ in self._untested(claim, frame) if name]
        rest = _listed(named, " and ") or "another part"
        return [f"{IN_PART}: {words}; not tested: {rest}" for words in told]

    def _agreement(self, where: str, each: Json) -> None:
        compare_keys(where, each, "claims said times")
        for said in each["said"]:
            compare_keys(where, said, "claim who words")
            claim = self.case.claim(said["claim"])
            compare(f"{where}, who", said["who"], claim.chain[0].who)
            names = {p.name for f in self.known.frames for p in self.demands[f].of(claim.id)}
            if said["words"] not in {*names, claim.row.says, claim.row.quote}:
                raise DifferenceError(where, f"{claim.id} has no part “{said['words']}”")
        ids = list(dict.fromkeys(said["claim"] for said in each["said"]))
        compare(f"{where}, claims", each["claims"], ids)
        clocks = {time for said in each["said"] for demands in self.demands.values()
                  for time in demands.clocks(said["claim"], said["words"])}  # fmt: skip
        for time in each["times"]:
            if time not in clocks:
                raise DifferenceError(where, f"none of its clock times is {time}")
        self.unvouched.add("that speakers agree or differ")


def _entry(text: str, claims: Sequence[str], verdict: str, frames: Sequence[str]) -> Json:
    return {"text": text, "claims": list(dict.fromkeys(claims)), "verdict": verdict,
            "frames": list(frames)}  # fmt: skip


def _listed(items: Sequence[str], last: str) -> str:
    return last.join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else list(items))
