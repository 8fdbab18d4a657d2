"""Findings in plain sentences: the same ones in the terminal, in JSON and on the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from skywitness.claims.casefile.case import Claim
from skywitness.claims.language.atoms.shared.paces import METRES_PER_SECOND
from skywitness.claims.meaning.allowed import Range
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    NOT_TESTABLE,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    VerdictWord,
)
from skywitness.claims.meaning.parts import (
    Constraint,
    Motion,
    Part,
    Reading,
    State,
)
from skywitness.claims.meaning.stretches import AS_PRINTED, BEYOND, POLICY, STRETCHES, THRESHOLDS
from skywitness.claims.telling import explainmotion
from skywitness.claims.telling.explaintime import plain
from skywitness.claims.telling.timewords import duration, instant, instants, lapse
from skywitness.dossier.words.conditions import not_tested_words, only_if_words
from skywitness.dossier.words.remedy import remedy
from skywitness.dossier.words.verdictwords import IN_PART
from skywitness.dossier.words.witnesswords import listed, witness_words
from skywitness.reason.regions.implied import End, Implied
from skywitness.reason.results import Finding
from skywitness.reason.verdicts.coarse import errorless, errors, too_coarse
from skywitness.reason.verdicts.inference import InferenceReading
from skywitness.reason.verdicts.plausible import Note
from skywitness.reason.verdicts.verdicts import Verdict
from skywitness.units import interval, length

# Margins are told in tenths and no finer than two independent shorelines agree (docs/adr/0002).
STEP = 0.1
NONE_WOULD_DO = "no stretch of tolerances would do"
AGREEMENT = 0.02
FAR = 100.0  # margins are told no farther than this

VERDICT_MEANS: dict[VerdictWord, str] = {
    CONTRADICTED: "no ordinary reading fits, even with every tolerance doubled",
    STRAINED: "no ordinary reading fits with its words as usually meant",
    CONSISTENT: "places, heights, times and facts were found with which it fits",
    SUPPORTED: "it holds wherever the given facts leave room",
    NOT_TESTABLE: "nothing here can test it",
    UNDECIDED: "shown neither to be possible nor to be impossible",
}


#: Degrees of all directions.
FULL_CIRCLE = 360.0
#: So many stated errors are told at most.
FEW_ERRORS = 2
#: Why a claim is undecided where it is for what the maps are.
BY_MAP = ("map error", "resolution")


def outward(lo: float | None, hi: float | None) -> tuple[float | None, float | None]:
    """A bracket rounded outward to tenths, 2 % at least, but never across a verdict's threshold.

    An infinite upper end becomes ``None``. An infinite lower end is given as the search's range:
    the bound holds there too.
    """
    if lo is None or hi is None:
        return None, None
    if math.isinf(lo):
        lo = BEYOND
    low = math.floor(lo * (1 - AGREEMENT) / STEP + 1e-9) * STEP
    low = max(low, *(t for t in STRETCHES if t <= lo))
    if not math.isfinite(hi):
        return round(low, 1), None
    high = math.ceil(hi * (1 + AGREEMENT) / STEP - 1e-9) * STEP
    return round(low, 1), round(min(high, *(t for t in (*THRESHOLDS, math.inf) if t >= hi)), 1)


def margin_words(lo: float | None, hi: float | None) -> str:  # noqa: PLR0911  (a table)
    """The margin in words: how far tolerances would have to be stretched."""
    low, high = outward(lo, hi)
    if low is None or lo is None:
        return ""
    if math.isinf(lo):
        return NONE_WOULD_DO
    if high is None and low == 0:
        return "how far tolerances would have to be stretched, if at all, is not shown"
    if high is None or lo >= FAR:
        return f"would need tolerances at least {min(low, FAR):g} × as wide as usual"
    if lo > POLICY:
        return f"would need tolerances {_wide(lo, hi)}"
    if hi is not None and hi <= AS_PRINTED:
        return "fits as printed"
    if high > POLICY:
        return f"may need tolerances up to {high:g} × as wide as usual"
    if low == AS_PRINTED:
        return f"fits within the usual tolerances (a stretch of {high:g} is enough)"
    stretch = f"a stretch of {times_words(lo, hi)}"
    return f"does not fit as printed, but within the usual tolerances ({stretch})"


def _wide(lo: float, hi: float | None) -> str:
    return f"{times_words(lo, hi)} × as wide as usual"


def times_words(lo: float, hi: float | None) -> str:
    """A bracket of stretches, as it is told before "×": "1.6–1.7", "at least 2.1"."""
    low, high = outward(lo, hi)
    assert low is not None
    if high is None:
        return f"at least {low:g}"
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def decides(contrast: InferenceReading) -> bool:
    """Whether this one number excludes: bounds that overlap show nothing, more than it does."""
    return not any(
        lo <= high and low <= hi
        for lo, hi in contrast.allowed
        for low, high in contrast.possible.bounds
    )


def favourable(reading: Reading, lo: float | None, hi: float | None) -> str:
    """How far the most favourable reading is from being so, as a sentence."""
    margin = margin_words(lo, hi)
    if margin == NONE_WOULD_DO:
        return f" {margin[:1].upper()}{margin[1:]}."
    most = f"The most favourable ({reading_words(reading.name)})"
    how = remedy(reading.parts, math.inf if hi is None else hi)
    if how and lo is not None and lo > POLICY:
        return f" {most} does not fit unless {how} (tolerances {_wide(lo, hi)})."
    return f" {most} {margin}."


def intervals_words(possible: Implied, unit: str, *, height: bool = False) -> str:
    """A list of intervals in words; a ``height`` may be below the sea."""
    if not possible.intervals:
        return "nothing"
    if unit == "deg":
        return " or ".join(arc_words(lo, hi) for lo, hi in possible.bounds)
    if unit in ("UTC", "s"):
        words = instants if unit == "UTC" else lapse
        return " or ".join(words(lo, hi) for lo, hi in possible.bounds)
    if unit in METRES_PER_SECOND:
        return " or ".join(_paces(lo, hi, unit) for lo, hi in possible.bounds)
    if height:
        return " or ".join(_heights(lo, hi, unit) for lo, hi in possible.bounds)
    return " or ".join(interval(lo, hi, unit) for lo, hi in possible.bounds)


def arc_words(low: float, high: float) -> str:
    """Bearings from one to another, clockwise, each within a circle."""
    if high - low >= FULL_CIRCLE:
        return "any direction"
    first, last = round(low) % 360, round(high) % 360
    if (low < 0 < high or low < FULL_CIRCLE < high) and last > 0:
        return f"{first}° through north to {last}°"
    return f"{first}–{last or 360}°"


def _heights(low: float, high: float, unit: str) -> str:
    """An interval of heights, those below the sea negative."""
    if math.isinf(low):
        return "any height" if math.isinf(high) else f"at most {length(high, unit)}"
    if math.isinf(high):
        return f"{length(low, unit)} or more"
    first, last = length(low, unit), length(high, unit)
    return first if first == last else f"{first.removesuffix(f' {unit}')} to {last}"


def _paces(low: float, high: float, unit: str) -> str:
    """An interval of speeds or vertical speeds, downward ones negative."""
    if low >= 0:
        return explainmotion.speeds(low, high, unit)
    if math.isinf(low) and math.isinf(high):
        return "any speed"
    if math.isinf(high):
        return f"{explainmotion.speed(low, unit)} or more"
    most = explainmotion.speed(high, unit)
    if math.isinf(low):
        return f"at most {most}"
    first = explainmotion.speed(low, unit)
    return first if first == most else f"{first.removesuffix(f' {unit}')} to {most}"


def reading_words(name: str) -> str:
    """A reading's name within a sentence."""
    return "as written" if name == "as written" else f"read as “{name}”"


def because(finding: Finding) -> str:
    """Why a finding's verdict is what it is, in one to three sentences."""
    v = finding.verdict
    if v.verdict == NOT_TESTABLE or v.best is None:
        text = not_tested_words(v.untestable)
        for each in finding.reported:
            value = intervals_words(each.possible, each.unit)
            text += f" Reported, not judged: {each.label} is {value}."
        return text
    reading = reading_words(v.best.reading.name)
    if v.verdict in (CONTRADICTED, STRAINED):
        text = _against(finding, reading)
    elif v.verdict == SUPPORTED:
        text = (
            "It holds at every place and time that the given facts leave, in every ordinary "
            "reading."
        )
    elif v.verdict == CONSISTENT:
        drawn = any(part.placed is not None for part in v.best.reading.parts)
        errors = ", whatever the maps' errors" if v.best.places and drawn else ""
        text = f"{witness_words(v.best, finding.spelled, reading)}{errors}."
        if v.partly:
            text = f"Possible {IN_PART}: {text[:1].lower()}{text[1:]}"
    else:
        text = _undecided(v, reading)
    condition = only_if_words(v.only_if)
    if condition:
        text += f" {condition}"
    if v.many:
        text += f" {_too_many(v)}"
    if v.untestable:
        text += f" Not tested: {not_tested_words(v.untestable)}"
    return text


def _too_many(v: Verdict) -> str:
    """What is not looked at where readings are too many to be listed."""
    text = f"There are {v.readings:,} joint readings, too many to list: generous ones are left out"
    if v.verdict == CONSISTENT:
        text += ", and whether it holds in all of them is not looked at"
    return f"{text}."


def _against(finding: Finding, reading: str) -> str:
    """Why a set is contradicted or strained."""
    v = finding.verdict
    assert v.best is not None
    # Where only places are at issue, it is a place that is missing.
    nothing = "Nothing" if v.best.clash else "No place"
    how = "even with every tolerance doubled"
    if v.verdict == STRAINED:
        how = "with its words as usually meant"
    text = f"{nothing} fits it in any ordinary reading, {how}."
    text += favourable(v.best.reading, v.lo, v.hi)
    if v.best.clash:
        text += f" {clash_words(v.best.clash)}"
    contrast = finding.contrast
    if contrast is not None:
        text += (
            f" “{contrast.part}” allows {allowed_words(contrast)}; what is left is "
            f"{intervals_words(contrast.possible, contrast.unit)}."
        )
    return text


def clash_words(parts: Sequence[Part]) -> str:
    """Parts about times or facts that exclude each other, with what each says."""
    # What holds of every world has a name that says it.
    seen = dict.fromkeys((p.name, p.claim, part_says(p) if p.claim else "") for p in parts)
    said = []
    for name, claim, what in seen:
        who = "given" if not claim or claim.startswith("moments.") else claim
        said.append(f"“{name}” ({who}{f': {what}' if what else ''})")
    leave = "leaves nothing possible" if len(said) == 1 else "exclude each other"
    return f"{listed(said, ', ', ' and ')} {leave}."


def part_says(part: Part) -> str:
    """What a part says as usually meant: a number, a time or a fact; empty where it has none."""
    demand = part.constraint
    if isinstance(demand, Constraint):
        allowed = None if part.placed is None else part.placed.allowed
        if not isinstance(allowed, Range):
            return ""
        low, high = allowed.at(POLICY)
        return interval(max(low, 0.0), high, allowed.unit) if high > 0 else ""  # inside a place
    if demand is None:
        return ""
    if isinstance(demand, State):
        return f"{demand.what}, {'yes' if demand.value else 'no'}"
    return explainmotion.plain(demand) if isinstance(demand, Motion) else plain(demand)


def allowed_words(reading: InferenceReading) -> str:
    """What the words of a reading allow, as intervals."""
    return " or ".join(interval(lo, hi, reading.unit) for lo, hi in reading.allowed)


def _undecided(v: Verdict, reading: str) -> str:
    why, nameless = undecided_why(v)
    rest = "error in [[places]] mends it" if nameless else margin_words(v.lo, v.hi)
    return f"Not decided, {reading}: {why}; {rest}."


def undecided_why(v: Verdict) -> tuple[str, bool]:
    """Why a verdict is undecided, and whether that is for a place without a stated error."""
    by_map = v.best is not None and v.undecided_by in BY_MAP
    nameless = errorless(v.best) if v.best is not None and by_map else ()
    if nameless:
        names = listed(nameless, ", ", " and ")
        have, them = ("has", "it") if len(nameless) == 1 else ("have", "them")
        return f"{names} {have} no stated error, so that nothing can be shown of {them}", True
    found = too_coarse(v.best) if v.best is not None and by_map else None
    if found is not None:
        return (
            f"the stated error of {found.place} ({length(found.error, 'km')}) is wider than "
            f"what “{found.part}” leaves open ({length(found.width, 'km')} in all)"
        ), False
    return {
        "map error": f"the maps' stated errors{_errors(v)} are larger than the difference",
        "resolution": "as finely as was searched, neither a proof against it nor a case in which "
        "it fits was found",
        "tolerance": "it depends on how widely its words are taken",
        "only a generous reading": "only a generous reading is shown to be possible",
    }.get(v.undecided_by, v.undecided_by), False


def _errors(v: Verdict) -> str:
    """The stated errors of the places that the most favourable reading names, the largest ones."""
    found = sorted(errors(v.best).items(), key=lambda each: -each[1]) if v.best is not None else []
    told = [f"{length(error, 'km')} of {place}" for place, error in found[:FEW_ERRORS]]
    return f" ({listed(told, ', ', ' and ')})" if told else ""


def weighty(notes: Sequence[Note]) -> list[Note]:
    """The notes that say more than how a number compares with a published one."""
    return [note for note in notes if note.kind != "compare"]


def note_words(note: Note) -> str:
    """What a published figure says beside a verdict."""
    return f"Beside it, {note.kind}: {note.text}"


def end_words(end: End, unit: str) -> str:
    """One end of an interval with how sure it is."""
    if math.isinf(end.value):
        return "no limit"
    if unit == "deg":
        value = f"{round(end.value) % 360}°"
    elif unit == "UTC":
        value = instant(end.value)
    elif unit == "s":
        value = f"{duration(-end.value)} earlier" if end.value < 0 else duration(end.value)
    elif unit in METRES_PER_SECOND:
        value = explainmotion.speed(end.value, unit)
    else:
        value = length(end.value, unit)
    if end.witness_value is None:
        return f"{value} (bound)"
    return f"{value} ({'witnessed' if end.witnessed else 'bound'})"


def speaker(claim: Claim) -> str:
    """A claim's first speaker, with the stance."""
    return f"{claim.speaker} ({claim.stance})"


def speakers(claim: Claim) -> str:
    """The speech chain on one line."""
    return " → ".join(f"{link.who} ({link.stance})" for link in claim.chain)
