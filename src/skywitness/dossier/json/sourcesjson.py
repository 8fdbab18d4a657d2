"""A source as a JSON object, and the page's entry for it."""

from __future__ import annotations

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Source
from skywitness.dossier.words.safe import address


def source_json(source: Source) -> Json:
    """A source with what its case says of it."""
    row: Json = source.model_dump(mode="json", exclude_none=True)
    return row


def source_entry(source: Source) -> Json:
    """What the page says of it otherwise: by whom, and addresses only if they may become links."""
    return {
        "id": source.id,
        "by": ", ".join(w for w in (source.author, source.publisher) if w),
        "url": address(source.url),
        "archived": address(source.archived),
    }
