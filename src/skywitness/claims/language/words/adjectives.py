"""Adjectives in place names: "Russian coastline", "Syrian coast", "Turkish territory".

A name goes to the gazetteer as written first; only then are these forms tried. The table holds
the adjectives that English forms irregularly; it says nothing about who owns what: a point of
view on borders is chosen by the frame, never by a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADJECTIVES = {
    "afghan": "Afghanistan", "albanian": "Albania", "algerian": "Algeria",
    "american": "United States", "argentine": "Argentina", "armenian": "Armenia",
    "australian": "Australia", "austrian": "Austria", "azerbaijani": "Azerbaijan",
    "belarusian": "Belarus", "belgian": "Belgium", "brazilian": "Brazil",
    "british": "United Kingdom",
    "bulgarian": "Bulgaria", "canadian": "Canada", "chilean": "Chile", "chinese": "China",
    "colombian": "Colombia", "crimean": "Crimea", "croatian": "Croatia", "cuban": "Cuba",
    "cypriot": "Cyprus", "czech": "Czechia", "danish": "Denmark", "dutch": "Netherlands",
    "egyptian": "Egypt", "emirati": "United Arab Emirates", "estonian": "Estonia",
    "finnish": "Finland", "french": "France", "georgian": "Georgia", "german": "Germany",
    "greek": "Greece", "hungarian": "Hungary", "icelandic": "Iceland", "indian": "India",
    "indonesian": "Indonesia", "iranian": "Iran", "iraqi": "Iraq", "irish": "Ireland",
    "israeli": "Israel", "italian": "Italy", "japanese": "Japan", "jordanian": "Jordan",
    "kazakh": "Kazakhstan", "kuwaiti": "Kuwait", "latvian": "Latvia", "lebanese": "Lebanon",
    "libyan": "Libya", "lithuanian": "Lithuania", "malaysian": "Malaysia", "maltese": "Malta",
    "mexican": "Mexico", "moldovan": "Moldova", "montenegrin": "Montenegro", "moroccan": "Morocco",
    "north korean": "North Korea", "norwegian": "Norway", "omani": "Oman", "pakistani": "Pakistan",
    "philippine": "Philippines", "polish": "Poland", "portuguese": "Portugal", "qatari": "Qatar",
    "romanian": "Romania", "russian": "Russia", "saudi": "Saudi Arabia", "serbian": "Serbia",
    "slovak": "Slovakia", "slovenian": "Slovenia", "south korean": "South Korea",
    "spanish": "Spain", "swedish": "Sweden", "swiss": "Switzerland", "syrian": "Syria",
    "taiwanese": "Taiwan", "thai": "Thailand", "tunisian": "Tunisia", "turkish": "Turkey",
    "ukrainian": "Ukraine", "u.s.": "United States", "uk": "United Kingdom", "us": "United States",
    "venezuelan": "Venezuela", "vietnamese": "Vietnam", "yemeni": "Yemen",
}  # fmt: skip

_COAST = r"(?:sea\s*)?(?:coast|coastline|coastal\s+line|shore|shoreline|seaboard)s?"
_LAND = r"(?:territory|soil|land|mainland)"
_COAST_LAST = re.compile(rf"(?P<of>.+?)\s+{_COAST}\Z", re.IGNORECASE)
_COAST_FIRST = re.compile(rf"(?:the\s+)?{_COAST}\s+of\s+(?P<of>.+)\Z", re.IGNORECASE)
_LAND_LAST = re.compile(rf"(?P<of>.+?)\s+(?P<noun>{_LAND})\Z", re.IGNORECASE)


def coast_word(name: str) -> bool:
    """Whether a name speaks of a coast: "Russian coastline", "coast of Syria"."""
    return bool(_COAST_LAST.match(name) or _COAST_FIRST.match(name))


def spellings(name: str) -> Iterator[str]:
    """The name as written, then the forms worth trying, most literal first, without repeats."""
    seen: set[str] = set()
    for form in _forms(" ".join(name.split())):
        if form and form.casefold() not in seen:
            seen.add(form.casefold())
            yield form


def _forms(name: str) -> Iterator[str]:
    yield name
    bare = re.sub(r"^the\s+", "", name, flags=re.IGNORECASE)
    yield bare
    yield from _as_noun(bare)
    coast = _COAST_LAST.match(bare) or _COAST_FIRST.match(bare)
    if coast:
        owner = re.sub(r"(?:'s|’s|s['’])\Z", "", coast["of"])
        owner = re.sub(r"^the\s+", "", owner, flags=re.IGNORECASE)
        yield owner
        yield from _as_noun(owner)
        return
    land = _LAND_LAST.match(bare)
    if land:
        owner = re.sub(r"(?:'s|’s)\Z", "", land["of"])
        for country in _as_noun(owner):
            yield f"{country} {land['noun']}"
        # "Syrian soil" is Syria; "mainland" may leave islands out, so it is never just dropped.
        if land["noun"].casefold() != "mainland":
            yield owner
            yield from _as_noun(owner)


def _as_noun(name: str) -> Iterator[str]:
    country = _ADJECTIVES.get(name.casefold())
    if country:
        yield country
