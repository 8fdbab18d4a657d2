"""Damaged and hostile variants of a small valid file, for tests of anything that reads files.

``mutations(seed, n, rng)`` yields ``n`` of them: the seed itself first, then its damage: cut short,
bits and bytes changed, spans deleted, doubled, moved or blown up, numbers replaced by extreme ones,
brackets nested deep, lines of many megabytes (rare). The same ``rng`` gives the same variants.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

LONG_LINE = 10 * 1024 * 1024
"""Size of the longest lines made, in bytes; about one variant in 500 has one."""

_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_WORD = re.compile(rb'"[^"\\\n]{0,40}"|true|false|null')

NUMBERS = (
    b"0", b"-0", b"-0.0", b"-1", b"1e9", b"-1e9", b"1e308", b"1e309", b"-1e400", b"1e-400",
    b"NaN", b"nan", b"Infinity", b"-Infinity", b"inf", b"9007199254740993", b"18446744073709551616",
    b"-9223372036854775809", b"2147483648", b"-2147483649", b"1" * 400, b"0." + b"0" * 400 + b"1",
    b"0.1e5", b"1.", b".5", b"01", b"+1", b"--1", b"0x1F", b"1_000", b"1,5", b"90.0000001",
    b"-180.0000001", b"540", b"1e22", b"123456789012345678.9", b"253402300800", b"-62135596801",
)  # fmt: skip
"""What numbers are replaced with: at, past and far past every limit, and no numbers at all."""

WORDS = (
    b'""', b'"ground"', b'"\\ud800"', b'"\\u0000"', b'"\xff\xfe"', b'"\\',
    b'"' + b"A" * 3000 + b'"', b"null", b"true", b"false", b"{}", b"[]", b"[[]]", b'{"a":1}',
    b"'x'", b"\xc3", b"\x00", b'"~"', b'"12345.0"', b'"../../etc/passwd"', b"[" * 200,
    b'{"a":' * 200,
)  # fmt: skip
"""What quoted words and literals are replaced with."""

TOKENS = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\n", b"\r\n", b"\n\n\n", b",", b":", b";", b"[", b"]",
    b"{", b"}", b'"', b"\\", b"<", b">", b"&", b"\x1a", b"\x1a\x1a", b"*", b"/*", b"//", b"#",
    b" " * 50, b"\xf0\x9f\x9b\xa9", b"\x80" * 8, b"\xff" * 16, b"\x00" * 16,
)  # fmt: skip
"""What is inserted anywhere."""

Mutator = Callable[[bytes, random.Random], bytes]


def mutations(seed_bytes: bytes, n: int, rng: random.Random) -> Iterator[bytes]:
    """``n`` variants of ``seed_bytes`` the first the seed itself."""
    for k in range(n):
        yield mutant(seed_bytes, rng) if k else seed_bytes


def mutant(seed_bytes: bytes, rng: random.Random, long_lines: float = 0.002) -> bytes:
    """One variant; of ``long_lines`` of them nothing is changed but for a line of megabytes."""
    if rng.random() < long_lines:
        return long_line(seed_bytes, rng)
    data = seed_bytes
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        data = rng.choices(_MUTATORS, _WEIGHTS)[0](data, rng)
    return data


def cut(data: bytes, rng: random.Random) -> bytes:
    """Its beginning or, rarely, its end."""
    at = rng.randrange(len(data) + 1)
    return data[:at] if rng.random() < 0.8 else data[at:]


def flip_bits(data: bytes, rng: random.Random) -> bytes:
    """One to sixteen bits flipped."""
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def random_bytes(data: bytes, rng: random.Random) -> bytes:
    """A span of up to 16 bytes replaced by random ones."""
    start, end = _span(data, rng, 16)
    return data[:start] + rng.randbytes(end - start) + data[end:]


def delete(data: bytes, rng: random.Random) -> bytes:
    """A span of up to 64 bytes taken out."""
    start, end = _span(data, rng, 64)
    return data[:start] + data[end:]


def double(data: bytes, rng: random.Random) -> bytes:
    """A span of up to 200 bytes repeated, now and then a thousand times."""
    start, end = _span(data, rng, 200)
    return data[:end] + data[start:end] * rng.choice((1, 1, 2, 10, 1000)) + data[end:]


def move(data: bytes, rng: random.Random) -> bytes:
    """A span of up to 64 bytes put elsewhere."""
    start, end = _span(data, rng, 64)
    rest = data[:start] + data[end:]
    at = rng.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def insert(data: bytes, rng: random.Random) -> bytes:
    """An awkward token put in."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(TOKENS) + data[at:]


def extreme_number(data: bytes, rng: random.Random) -> bytes:
    """A decimal number in text replaced by an extreme one or by a slight change of itself."""
    return _replace(data, rng, _NUMBER, NUMBERS)


def odd_word(data: bytes, rng: random.Random) -> bytes:
    """A quoted word or a literal in text replaced by an odd one."""
    return _replace(data, rng, _WORD, WORDS)


def hostile_size(data: bytes, rng: random.Random) -> bytes:
    """One, two, four or eight bytes set to what a length or count should never be."""
    width = rng.choice((1, 2, 4, 8))
    value = rng.choice((0, 1, 2 ** (8 * width) - 1, 2 ** (8 * width - 1), 2 ** (8 * width - 1) - 1))
    at = rng.randrange(max(1, len(data) - width + 1))
    return data[:at] + value.to_bytes(width, rng.choice(("little", "big"))) + data[at + width :]


def nest(data: bytes, rng: random.Random) -> bytes:
    """Brackets opened hundreds to a hundred thousand deep, closed or not."""
    depth = rng.choice((300, 1500, 100_000))
    opening, closing = rng.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"<a>", b"</a>")))
    at = rng.randrange(len(data) + 1)
    tail = closing * depth if rng.random() < 0.5 else b""
    return data[:at] + opening * depth + tail + data[at:]


def lines_shuffled(data: bytes, rng: random.Random) -> bytes:
    """Its lines in another order, some twice; or without line ends."""
    lines = data.splitlines(keepends=True)[:1000]
    if rng.random() < 0.2:
        return b"".join(line.rstrip(b"\r\n") for line in lines)
    return b"".join(rng.choices(lines, k=len(lines))) if lines else data


def long_line(data: bytes, rng: random.Random) -> bytes:
    """A line of :data:`LONG_LINE` bytes somewhere in it."""
    at = rng.randrange(len(data) + 1)
    filler = rng.choice((b"A", b" ", b"[", b"1", b"1,", b'"a":1,', b"\x00", b"\xff", b"<x>"))
    return data[:at] + filler * (LONG_LINE // len(filler)) + data[at:]


def _span(data: bytes, rng: random.Random, longest: int) -> tuple[int, int]:
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + rng.randint(1, longest))


def _replace(
    data: bytes, rng: random.Random, pattern: re.Pattern[bytes], others: tuple[bytes, ...]
) -> bytes:
    # From a random place on, so that long files need no search from their beginning.
    found = pattern.search(data, rng.randrange(len(data) + 1)) or pattern.search(data)
    if found is None:
        return insert(data, rng)
    new = rng.choice(others)
    if rng.random() < 0.25:
        new = found[0] + rng.choice((b"0", b".5", b"e1", b"e-7", b"999999999999"))
    return data[: found.start()] + new + data[found.end() :]


_MUTATORS: tuple[Mutator, ...] = (
    cut, flip_bits, random_bytes, delete, double, move, insert,
    extreme_number, odd_word, hostile_size, nest, lines_shuffled,
)  # fmt: skip
_WEIGHTS = (6, 12, 8, 8, 6, 6, 12, 24, 14, 8, 2, 2)
