"""What is said of a file of which nothing was read, or no row was kept."""

from __future__ import annotations

from skywitness.record.readers import formats
from skywitness.record.reading import Tally

NO_FORMAT = "no known format"
LEFT_OUT = "not read"
"""How notes end that say what was left out."""
NOTES = 3
"""So many notes tell why there is no row."""
OTHER_PACKING = {
    b"\xfd7zXZ\0": "xz",
    b"BZh": "bzip2",
    b"\x28\xb5\x2f\xfd": "Zstandard",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "RAR",
}


def unknown(head: bytes) -> str:
    """Why content is not read: empty, packed in another way, or of no known format."""
    if not head:
        return "empty"
    packing = next((n for magic, n in OTHER_PACKING.items() if head.startswith(magic)), None)
    if packing:
        return f"packed with {packing}, which is not read: unpack it first"
    looked_for = ", ".join(f.title for f in formats.FORMATS)
    return f"{NO_FORMAT}; looked for gzip, tar, zip, {looked_for}"


def nothing_kept(tally: Tally) -> str:
    """What is said of a file of which no row was kept."""
    if not tally.rows:
        left = [note for note in tally.notes if note.endswith(LEFT_OUT)][:NOTES]
        because = f" ({'; '.join(left)})" if left else ""
        return f"nothing of it was kept: there are no rows in it{because}"
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in tally.bad.most_common(5))
    why = reasons or "none says anything of an aircraft by itself"
    return f"nothing of it was kept: of {tally.rows:,} rows all were left out ({why})"


def where_to_look(tally: Tally) -> str:
    """Where to look in such a file."""
    if not tally.bad:
        return "see whether it is the file that was meant"
    shown = tally.examples[tally.bad.most_common(1)[0][0]]
    return f"see what stands there ({shown[0]}) and mend the file, or get it in another format"
