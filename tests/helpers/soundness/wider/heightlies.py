"""Lies about heights of two references, with and without a ground that the case states.

From the prose of ``docs/concepts/heights.md``: what each reference leaves of the height above the
sea, once with the bounds that no weather and no terrain breaks (``sure``), once with the air of a
world that is shown (``least``). A height without a reference may be any of four.

    python -m tests.helpers.soundness.wider.heightlies --pairs 120 --seed 1

tells how often two heights that lie so many tolerances apart, as they are printed, are excluded.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import skywitness as sw

from ..journeylies import Made
from ..journeysaid import halved, meet
from ..phrases import UNITS
from ..run import load
from .numbers import Number, spoken

Span = tuple[float, float]
#: Metres above the sea of all land.
LAND = (-450.0, 8_850.0)
REFERENCES = ("sea", "ground", "pressure", "setting")
WORDS = {
    "sea": ("at {} above sea level", "at {} amsl"),
    "ground": ("{} above the ground", "at {} agl"),
    "pressure": ("at a pressure altitude of {}", "at {} on the standard setting"),
    "setting": ("at {} on QNH", "at {} on the day's setting"),
}
#: Of a pressure altitude by the height: lowest and highest at the sea, what more the air and the
#: altimeter may take or add there, and least and most growth.
SEA = (-580.9, 1267.2)
OFF = (-280.0 - 150.0, 400.0 + 150.0)
SETTING = 90.0
GROWTH = (0.83, 1.22)
#: The air of a world: pressure altitudes of the sea, growths, metres that altimeters are off.
CALM, GROWTHS, ALTIMETER = (-299.0, 540.0), (1.0, 0.97, 1.03, 0.945, 1.065), 30.0

#: What pairs are counted by, and the pressure that a case states.
KINDS = ("above sea level", "bare, ground and pressure stated", "bare, ground stated", "bare")
AIR = ["[air]", "qnh = [1005, 1020]", 'source = "an aerodrome"']


@dataclass(frozen=True)
class Ground:
    """What a case states of the ground, in metres."""

    lowest: int
    highest: int

    def lines(self) -> list[str]:
        """Its table."""
        return ["[ground]", f'lowest = "{self.lowest} m"', f'highest = "{self.highest} m"',
                'source = "a map"']  # fmt: skip

    @property
    def span(self) -> Span:
        return float(self.lowest), float(self.highest)


def _outer(of: str, said: Span, ground: Span) -> Span:
    """Heights above the sea that a height of a reference leaves, whatever the weather."""
    low, high = said
    if of == "sea":
        return said
    if of == "ground":
        return low + ground[0], high + ground[1]
    sea = SEA if of == "pressure" else (-SETTING, SETTING)
    # Above the sea, so that the least growth makes the highest.
    return (low - sea[1] - OFF[1]) / GROWTH[1], (high - sea[0] - OFF[0]) / GROWTH[0]


def _calm(of: str, said: Span, ground: Span, growth: float) -> Span:
    low, high = said
    if of in ("sea", "ground"):
        return _outer(of, said, ground)
    sea = CALM if of == "pressure" else (0.0, 0.0)
    return (low - sea[1] - ALTIMETER) / growth, (high - sea[0] + ALTIMETER) / growth


def stretches(
    one: Number, other: Number, ways: list[tuple[str, str]], ground: Span = LAND
) -> tuple[float, float]:
    """Below which stretch no weather lets two heights meet, and at which a believable one does."""

    def so(x: float, spans: Callable[[str, Span], Span]) -> bool:
        return any(
            meet(a, b) if first == second else meet(spans(first, a), spans(second, b))
            for first, second in ways
            for a in one.spans(x)
            for b in other.spans(x)
        )

    sure = halved(lambda x: so(x, lambda of, said: _outer(of, said, ground)))
    least = halved(
        lambda x: any(so(x, lambda of, s, b=b: _calm(of, s, ground, b)) for b in GROWTHS)  # type: ignore[misc]
    )
    return sure * (1 - 1e-9), least


def _height(rng: random.Random, low: float, high: float) -> Number:
    """A height of two or three digits, as people print them."""
    unit = rng.choice(["m", "ft"])
    value = rng.uniform(low, high) / UNITS[unit]
    grain = Decimal(10) ** (math.floor(math.log10(value)) - rng.choice([1, 1, 2]))
    said = max(grain, round(Decimal(value) / grain) * grain)
    return spoken(rng, said, None, unit, "plain", "point", after=False)


def _two(rng: random.Random, low: float, high: float) -> tuple[Number, Number]:
    return _height(rng, low, high), _height(rng, low, high)


def lie_references(rng: random.Random) -> tuple[Made, list[Ground]]:
    """Two heights of one moment that name two references."""
    one, other = _two(rng, 400, 18_000)
    first, second = rng.sample(REFERENCES, 2)
    claims = [f"alpha is {rng.choice(WORDS[of]).format(said.text)}"
              for of, said in ((first, one), (second, other))]  # fmt: skip
    return (claims, stretches(one, other, [(first, second)])), []


def lie_bare(rng: random.Random) -> tuple[Made, list[Ground]]:
    """Two heights of one moment by two speakers, neither with a reference."""
    one, other = _two(rng, 400, 24_000)
    return (_bare(one, other), stretches(one, other, _any())), []


def lie_over_ground(rng: random.Random) -> tuple[Made, list[Ground]]:
    """The same over a ground that the case states."""
    one, other = _two(rng, 400, 18_000)
    ground = _ground(rng)
    return (_bare(one, other), stretches(one, other, _any(), ground.span)), [ground]


def _ground(rng: random.Random) -> Ground:
    lowest = rng.choice([0, 0, rng.randrange(0, 1500, 50)])
    return Ground(lowest, lowest + rng.randrange(100, 1500, 50))


def _any() -> list[tuple[str, str]]:
    return [(a, b) for a in REFERENCES for b in REFERENCES]


def _bare(one: Number, other: Number) -> list[str]:
    return [f"alpha is at {said.text}" for said in (one, other)]


def pairs(count: int, seed: int) -> Counter[tuple[str, str]]:
    """What is said of pairs of heights that are at least three tolerances apart as printed.

    By whether they name a reference (the sea), and what the case states where they do not.
    """
    found: Counter[tuple[str, str]] = Counter()
    for kind in KINDS:
        rng = random.Random(f"pairs {seed}")
        done = 0
        while done < count:
            one, other = _two(rng, 400, 15_000)
            apart = halved(lambda x, o=one, p=other: any(  # type: ignore[misc]
                meet(a, b) for a in o.spans(x) for b in p.spans(x)))  # fmt: skip
            ground = _ground(rng)
            if apart < 3:
                continue
            done += 1
            says = _bare(one, other)
            if kind == "above sea level":
                says = [f"{each} above sea level" for each in says]
            head = ground.lines() if "ground" in kind else []
            head += AIR if "pressure" in kind else []
            found[kind, _word(says, head)] += 1
    return found


def _word(says: list[str], head: list[str]) -> str:
    lines = ['id = "pair"', 'title = "A pair"', *head]
    lines += ["[[moments]]", 'id = "alpha"']
    for k, each in enumerate(says, 1):
        lines += ["[[claims]]", f'id = "C{k}"', f'speaker = "s{k}"', f'says = "{each}"']
    (finding,) = sw.together(load("\n".join(lines)), ["C1", "C2"])
    return str(finding.verdict.verdict)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for (kind, word), number in sorted(pairs(args.pairs, args.seed).items()):
        print(f"{kind}: {word} {number}")
