"""Thirty claims on twelve moments, with motion and eight planted conflicts: how long a check takes.

    python bench/thirty_claims.py            # the case below
    python bench/thirty_claims.py --seed 7   # with other numbers
    python bench/thirty_claims.py --print    # the case file itself

Prints the processor time, the conflicts found, and which of the planted ones are missing. Nothing
is asserted of the time.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator

import skywitness as sw
from skywitness.claims.casefile.loader import case_from_text
from skywitness.reason.conflicts.conflicts import SECONDS

MOMENTS = 12
#: Two objects fly six moments each; the number of claims of a planted conflict is that of its row.
OBJECTS = {"Falcon": range(1, 7), "Shadow": range(7, 13)}
PLACES = {"Alpha": (10.0, 20.0), "Beta": (10.0, 21.0), "Gamma": (10.8, 20.5)}


def planted(rng: random.Random) -> list[tuple[str, list[str]]]:
    """Eight sets of claims that cannot all be so, each with what it is made of."""
    minute = rng.randint(2, 20)
    north = round(10 + rng.uniform(0, 0.3), 2)
    return [
        ("clock times and a duration",
         [f"m1 is at 10:{minute:02d} UTC", f"m2 is at 10:{minute + 30} UTC",
          "m2 is 12 minutes after m1"]),
        ("an order against clock times",
         ["m3 is at 11:10 UTC", "m4 is at 11:20 UTC", "m4 is before m3"]),
        ("speed, path and time on a leg",
         [f"Falcon covers {rng.randint(96, 104)} km from m5 to m6", "m6 is 10 minutes after m5",
          "Falcon flies at 250 kt over the ground from m5 to m6"]),
        ("a path shorter than the way",
         [f"m7 is at {north} N, 20.00 E", f"m8 is at {north} N, 21.00 E",
          f"Shadow covers {rng.randint(61, 79)} km from m7 to m8"]),
        ("farther than its kind can fly",
         ["m9 is within 5 km of Alpha", "m10 is within 5 km of Beta", "m10 is 60 s after m9"]),
        ("climb against heights and time",
         ["m11 is at 3100 m above sea level", "m12 is at 3300 m above sea level",
          "m12 is 10 minutes after m11",
          "Shadow climbs at 2500 ft/min from m11 to m12"]),
        ("a depth against a path",
         ["Falcon goes 31 km deep into Zone and out again", "Falcon covers 41 km inside Zone",
          "Falcon enters Zone only once"]),
        ("two distances that do not meet",
         [f"m3 is within {rng.randint(31, 39)} km of Alpha", "m3 is 30-40 km from Beta"]),
    ]  # fmt: skip


REST = [
    "m2 is after m1", "m5 is after m4", "m9 is after m8",
    "Falcon and Shadow do not touch at m1", "m11 is within 300 km of Alpha",
    "m12 is 40-60 km from m11",
]  # fmt: skip


def case_text(rng: random.Random) -> str:
    """The case file."""
    return "\n".join(_lines(rng))


def _lines(rng: random.Random) -> Iterator[str]:
    yield 'id = "thirty"\ntitle = "Thirty claims"\ndate = 2020-05-04'
    for name in OBJECTS:
        yield f'[[objects]]\nid = "{name}"\nmover = "propeller"'
    for n in range(1, MOMENTS + 1):
        who = next(name for name, at in OBJECTS.items() if n in at)
        yield f'[[moments]]\nid = "m{n}"\nobjects = ["{who}"]'
    for name, (lat, lon) in PLACES.items():
        yield f'[[places]]\nname = "{name}"\ncoordinates = "{lat} N, {lon} E"\nerror = "100 m"'
    yield '[[places]]\nname = "Zone"\nbox = [22.0, 9.0, 24.0, 11.0]\nerror = "500 m"'
    for claim, says, why in claims(rng):
        yield f'# {why}\n[[claims]]\nid = "{claim}"\nsays = "{says}"\nspeaker = "S {claim}"'


def claims(rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Thirty claims: id, sentence and what it belongs to."""
    for letter, (why, says) in zip("ABCDEFGH", planted(rng), strict=True):
        for k, each in enumerate(says, 1):
            yield f"{letter}{k}", each, why
    for k, each in enumerate(REST, 1):
        yield f"R{k}", each, "no conflict planted"


def main() -> int:
    """Time one check, and say what it found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seed", type=int, default=1, help="of the numbers")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for the conflicts")
    parser.add_argument("--print", action="store_true", help="the case file, and nothing else")
    args = parser.parse_args()
    text = case_text(random.Random(args.seed))
    if args.print:
        print(text)
        return 0
    case = case_from_text(text)
    began, cpu = time.monotonic(), time.process_time()
    alone = sw.as_json(sw.check(case, conflicts_s=0))
    first = time.process_time() - cpu
    found = sw.as_json(sw.check(case, conflicts_s=args.seconds))
    print(f"{len(case.claims)} claims, {len(case.moments)} moments")
    print(f"verdicts alone: {first:.1f} s of processor time")
    spent, clock = time.process_time() - cpu, time.monotonic() - began
    print(f"both, with conflicts: {spent:.1f} s, {clock:.1f} s by the clock")
    words: dict[str, int] = {}
    for claim in alone["claims"]:
        for verdict in claim["verdicts"]:
            words[verdict["verdict"]] = words.get(verdict["verdict"], 0) + 1
    print("verdicts:", ", ".join(f"{n} {word}" for word, n in sorted(words.items())))
    missing = {letter: why for letter, (why, _) in
               zip("ABCDEFGH", planted(random.Random(args.seed)), strict=True)}  # fmt: skip
    for conflict in found["conflicts"]:
        print(f"  {conflict['strength']}, minimal {conflict['minimal']}: "
              f"{'; '.join(conflict['parts'])}")  # fmt: skip
        letters = {claim[0] for claim in conflict["claims"]}
        if len(letters) == 1:
            missing.pop(letters.pop(), None)
    print(f"{len(found['conflicts'])} conflicts, {len(found['compatible'])} compatible sets")
    for cut in found["conflicts_cut"]:
        print("cut:", cut["why"])
    for letter, why in missing.items():
        print(f"not found: {letter}, {why}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
