"""What stands beside a verdict's word: in which readings it holds, and what it leaves untested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skywitness.aliases import Json
from skywitness.claims.meaning.outcomes import Outcome, Strength
from skywitness.dossier.words.verdictwords import SHOWN, TOGETHER, told_word
from skywitness.reason.verdicts.onlyif import OnlyIf, WordValues
from skywitness.reason.verdicts.verdicts import Verdict


def verdict_word(v: Verdict) -> str:
    """The verdict as it is shown; where a part is untested, never without saying so."""
    return told_word(v.verdict, conditional=v.only_if is not None, partly=v.partly)


def outcome_word(result: Outcome, strength: Strength | None) -> str:
    """What premises make of a claim, as it is shown."""
    return SHOWN[result] if strength is None else TOGETHER[strength]


def only_if_words(found: OnlyIf | None) -> str:
    """The condition as a sentence with how many readings of how many; empty where there is none."""
    if found is None:
        return ""
    told = ", or ".join(_each_told(found.alternatives))
    numbers = _numbers(found)
    return f"Possible only if {told} ({numbers})." if told else f"Possible only in {numbers}."


def only_if_json(found: OnlyIf | None) -> Json | None:
    """The condition as documented; ``None`` where there is none."""
    if found is None:
        return None
    return {
        "text": only_if_words(found),
        "readings": found.readings,
        "not_excluded": found.left,
        "possible": found.fits,
        "any_of": [
            [{"word": each.word, "values": list(each.values)} for each in words]
            for words in found.alternatives
        ],
    }


def _each_told(alternatives: Sequence[Sequence[WordValues]]) -> Iterator[str]:
    """Each way in words; a word that is written as one told before, and is another, says so."""
    met: dict[str, list[str]] = {}
    for words in alternatives:
        told = _all_of(words)
        for each in words:
            known = met.setdefault(each.word, [])
            if known and each.of not in known:
                told = told.replace(f"“{each.word}” is", f"another “{each.word}” is", 1)
            known.append(each.of)
        yield told


def _all_of(words: Sequence[WordValues]) -> str:
    """What each word is read as; a word that several claims have is named once."""
    said: dict[str, list[str]] = {}
    for each in words:
        said.setdefault(each.word, []).append(_either(each.values))
    return " and ".join(
        f"“{word}” is read as {' and as '.join(dict.fromkeys(ways))}" for word, ways in said.items()
    )


def _either(values: Sequence[str]) -> str:
    return f"“{'” or “'.join(values)}”"


def _numbers(found: OnlyIf) -> str:
    of = f"of {found.readings:,} readings"
    if found.left is None or found.fits is None:
        return f"some {of}"
    if found.fits == found.left:
        return f"{found.left:,} {of}"
    rest = found.left - found.fits
    return f"{found.left:,} {of}" + (
        f", {rest:,} of them not decided" if found.fits else ", none of them decided"
    )


def not_tested_words(parts: Sequence[tuple[str, str]]) -> str:
    """Reasons of untested parts as sentences."""
    out = []
    for words, reason in parts:
        whole = reason if words in reason or not words else f"“{words}”: {reason}"
        out.append(whole[:1].upper() + whole[1:].rstrip(".") + ".")
    return " ".join(out)
