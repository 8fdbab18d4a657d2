"""Prints the table of types for docs/reference/types.md: python tools/types_table.py."""

from __future__ import annotations

from skywitness.claims.meaning.figures import Figure, TypeRow
from skywitness.claims.meaning.types import all_types

COLUMNS = ("least speed", "top speed", "ceiling", "climb", "range", "reach")


def cell(figures: tuple[Figure, ...]) -> str:
    """Figures of one kind; those from memory in brackets, those near the ground marked."""
    texts = []
    for figure in figures:
        text = f"{figure} low" if figure.low else str(figure)
        texts.append(text if figure.checked else f"[{text}]")
    return ", ".join(texts)


def line(row: TypeRow) -> str:
    """One row of the table."""
    cells = [cell(tuple(f for f in row.figures if f.what == what)) for what in COLUMNS]
    return f"| {' | '.join([row.name, row.kind, *cells])} |"


def table() -> str:
    """The whole table in Markdown."""
    head = f"| type | kind | {' | '.join(COLUMNS)} |"
    rule = "|---" * (2 + len(COLUMNS)) + "|"
    return "\n".join([head, rule, *(line(row) for row in all_types())])


if __name__ == "__main__":
    print(table())
