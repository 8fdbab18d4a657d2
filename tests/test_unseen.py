"""Characters that nobody sees: shown as what they are wherever text of a case or a file goes."""

from __future__ import annotations

import unicodedata

import pytest

from skywitness.cli.output import printable
from skywitness.tracks.text import cell, clean
from skywitness.unseen import plain, shown

PLACES = (shown, printable, clean, plain, cell)
TAGS = "".join(chr(0xE0000 + ord(c)) for c in "lie")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Su\u200b-27", "Su<U+200B>-27"),
        ("Su\u2060-27\ufeff", "Su<U+2060>-27<U+FEFF>"),
        ("safe" + TAGS, "safe<U+E006C><U+E0069><U+E0065>"),
        ("one\u2028two\u2029", "one<U+2028>two<U+2029>"),
        ("a\u00adb\u034fc\u3164d", "a<U+00AD>b<U+034F>c<U+3164>d"),
        ("MQ\u200d-9", "MQ<U+200D>-9"),  # a joiner that joins nothing
        ("a\ufe0fb", "a<U+FE0F>b"),
        ("\u200bx", "<U+200B>x"),
    ],
)
def test_what_is_not_seen_is_shown(place: object, text: str, seen: str) -> None:
    assert place(text) == seen  # type: ignore[operator]
    assert place(seen) == seen  # type: ignore[operator]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "text",
    [
        "می\u200cشود",  # Persian: a non-joiner between letters
        "क्\u200dष",  # Hindi
        "✈\ufe0f took off",  # a sign and its picture
        "👨\u200d✈\ufe0f",  # a pilot
        "Żółć, Ñandú, ελληνικά, Україна, 东京, 日本語, 한국어, עברית",
        "75 miles – “about” · 45° ½ × ≥ …",
    ],
)
def test_what_writing_needs_stays(place: object, text: str) -> None:
    assert place(text) == text  # type: ignore[operator]


def test_no_format_character_passes_unshown() -> None:
    """Category Cf is what Unicode itself calls invisible formatting."""
    for code in range(0x110000):
        sign = chr(code)
        if unicodedata.category(sign) in ("Cf", "Zl", "Zp") and code not in (0x0600, 0x06DD):
            for place in (printable, clean, plain):
                told = place(f"a{sign}b")
                assert told != f"a{sign}b" or not _ignorable(code), hex(code)


def _ignorable(code: int) -> bool:
    """Those of the category that have no shape of their own: signs of Arabic, Syriac, Kaithi,
    Egyptian and shorthand writing have one (Unicode 15, chapters 9, 11, 15)."""
    shaped = (
        (0x0600, 0x0605), (0x06DD, 0x06DD), (0x070F, 0x070F), (0x0890, 0x0891), (0x08E2, 0x08E2),
        (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x13455),
    )  # fmt: skip
    return not any(first <= code <= last for first, last in shaped)
