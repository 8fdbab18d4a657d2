"""Which sign stands before the decimals, by the language of a text.

In English a comma groups thousands; in German, Russian, Turkish and most other languages of
Europe and of Latin America it stands before the decimals. The number patterns of Unicode's CLDR
tell which.
Languages written both ways (Arabic, Persian, South African English) count as unknown.
"""

from __future__ import annotations

import re

from skywitness.claims.meaning.numbers import Signs

#: Codes and English names of languages with a decimal comma (CLDR 44).
_COMMA = {
    "az": "azerbaijani", "be": "belarusian", "bg": "bulgarian", "bs": "bosnian", "ca": "catalan",
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "gl": "galician",
    "hr": "croatian", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "is": "icelandic",
    "it": "italian", "ka": "georgian", "kk": "kazakh", "ky": "kyrgyz", "lt": "lithuanian",
    "lv": "latvian", "mk": "macedonian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sk": "slovak", "sl": "slovenian", "sq": "albanian", "sr": "serbian", "sv": "swedish",
    "tr": "turkish", "uk": "ukrainian", "uz": "uzbek", "vi": "vietnamese",
}  # fmt: skip
_POINT = {
    "en": "english", "he": "hebrew", "hi": "hindi", "ja": "japanese", "ko": "korean",
    "ms": "malay", "ta": "tamil", "th": "thai", "zh": "chinese",
}  # fmt: skip
#: Regions in which a language of the first table has a decimal point.
_POINT_REGIONS = {
    "es": {"MX", "US", "GT", "HN", "NI", "SV", "PA", "DO", "PR", "PE"},
    "de": {"CH", "LI"},
    "it": {"CH"},
}
_BOTH = {"en-ZA"}

#: Words that a text of a few words in English has and one in another language has not.
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "was",
        "were",
        "is",
        "are",
        "at",
        "from",
        "with",
        "that",
        "which",
        "they",
        "their",
        "than",
        "over",
        "about",
        "feet",
        "miles",
        "nautical",
        "height",
        "altitude",
        "airspace",
        "aircraft",
        "flew",
        "hit",
        "approximately",
        "less",
        "more",
    ]
)


def signs_of_language(language: str) -> Signs | None:
    """The convention of a language, by its code ("de", "pt-BR") or its English name.

    ``None`` where it is not known, or both are in use.
    """
    code, _, region = language.strip().replace("_", "-").partition("-")
    code, region = code.casefold(), region.upper()
    if f"{code}-{region}" in _BOTH:
        return None
    if code in _POINT or code in _POINT.values():
        return "point"
    if code in _COMMA or code in _COMMA.values():
        return "point" if region in _POINT_REGIONS.get(code, set()) else "comma"
    return None


def signs_of_text(text: str) -> Signs | None:
    """The convention of the language a text is plainly in, by its letters or its commonest words.

    ``None`` where that is not plain.
    """
    if re.search(r"[\u0370-\u03ff\u0400-\u04ff\u10a0-\u10ff\u0530-\u058f]", text):
        return "comma"  # Greek, Cyrillic, Georgian, Armenian
    if re.search(r"[\u0590-\u05ff\u0e00-\u0e7f\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]", text):
        return "point"  # Hebrew, Thai, Japanese, Chinese, Korean
    words = re.findall(r"[^\W\d_]+", text.casefold())
    foreign = re.search(r"[^\W\d_a-zA-Z]", text)
    return "point" if not foreign and len(_ENGLISH.intersection(words)) >= 2 else None
