"""Documents of a case: texts inside the folder, their hashes, and the quotes taken from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from skywitness.claims.casefile.casemodel import DocumentTable
from skywitness.claims.validation import shown
from skywitness.errors import CaseError
from skywitness.wholefiles import opened_file

#: Largest document read, in bytes.
LARGEST = 20_000_000


@dataclass(frozen=True)
class Document:
    """A text with its hash; ``text`` is ``None`` when only the hash is on record."""

    id: str
    source: str | None
    path: str | None
    sha256: str
    chars: int | None
    language: str | None
    note: str | None
    text: str | None

    @property
    def status(self) -> str:
        """Whether the text is here, in words."""
        return "text enclosed" if self.text is not None else "hash recorded, text not enclosed"


def named_inside(folder: Path, path: str, *, key: str, file: str, remedy: str) -> Path:
    """The path of a file that a case names, by its words alone: it need not exist.

    Raises:
        CaseError: the path is absolute, climbs out or is written as no path of a case may be.
    """
    pure = PurePosixPath(path)
    if (
        pure.is_absolute()
        or ".." in pure.parts
        or "\\" in path
        or (len(path) > 1 and path[1] == ":")
        or not pure.parts
    ):
        raise CaseError(
            f"'{shown(path)}' is not a path inside the case folder",
            file=file,
            key=key,
            remedy=remedy,
        )
    return folder / pure


def inside(folder: Path, path: str, *, key: str, file: str) -> Path:
    """A file named by a case, which must be inside its folder.

    Raises:
        CaseError: the path is absolute, climbs out, escapes by a link, or names no regular file.
    """
    remedy = "give a path inside the case folder, such as documents/article.txt"
    target = named_inside(folder, path, key=key, file=file, remedy=remedy)
    try:
        resolved = target.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise CaseError(
            f"'{shown(path)}' does not exist in the case folder",
            file=file,
            key=key,
            remedy="add the file, or leave 'path' out: then the hash is on record without the text",
        ) from error
    if not resolved.is_relative_to(folder.resolve()):
        raise CaseError(
            f"'{shown(path)}' leads out of the case folder by a link",
            file=file,
            key=key,
            remedy=remedy,
        )
    if not resolved.is_file():
        raise CaseError(f"'{shown(path)}' is not a file", file=file, key=key, remedy=remedy)
    return resolved


def read_bounded(path: Path, limit: int, *, key: str, file: str) -> bytes:
    """The bytes of a file, refused before reading when it is larger than ``limit``.

    Raises:
        CaseError: too large or unreadable.
    """
    try:
        size = path.stat().st_size
        if size <= limit:
            with opened_file(path) as stream:
                data = stream.read(limit + 1)
            size = max(size, len(data))
    except OSError as error:
        raise CaseError(
            f"'{path.name}' cannot be read: {error.strerror}",
            file=file,
            key=key,
            remedy="check the file and its permissions",
        ) from error
    if size > limit:
        raise CaseError(
            f"'{path.name}' has {size:,} bytes; at most {limit:,} are read",
            file=file,
            key=key,
            remedy="keep only the text that is quoted",
        )
    return data


def load_document(table: DocumentTable, folder: Path, *, file: str) -> Document:
    """A document with its text checked against its hash.

    Raises:
        CaseError: the file is missing, outside the folder, too large, not UTF-8 text, or differs
            from its recorded hash or length.
    """
    key = f"documents.{table.id}"
    text: str | None = None
    if table.path is not None:
        path = inside(folder, table.path, key=f"{key}.path", file=file)
        data = read_bounded(path, LARGEST, key=f"{key}.path", file=file)
        found = hashlib.sha256(data).hexdigest()
        if found != table.sha256:
            raise CaseError(
                f"'{shown(table.path)}' is not the text that was recorded: its sha256 is {found}",
                file=file,
                key=f"{key}.sha256",
                remedy="restore the original text; if the change is meant, record the new hash and "
                "check every quote taken from it",
            )
        text = _as_text(data, table, key=key, file=file)
    return Document(
        table.id,
        table.source,
        table.path,
        table.sha256,
        table.chars,
        table.language,
        table.note,
        text,
    )


def _as_text(data: bytes, table: DocumentTable, *, key: str, file: str) -> str:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CaseError(
            f"'{shown(table.path or '')}' is not UTF-8 text (byte {error.start:,})",
            file=file,
            key=f"{key}.path",
            remedy="save it as plain text in UTF-8; nothing can be quoted from a picture or PDF",
        ) from error
    if "\0" in text:
        raise CaseError(
            f"'{shown(table.path or '')}' is a binary file",
            file=file,
            key=f"{key}.path",
            remedy="a document is plain text in UTF-8",
        )
    if table.chars is not None and table.chars != len(text):
        raise CaseError(
            f"'{shown(table.path or '')}' has {len(text):,} characters, not {table.chars:,}",
            file=file,
            key=f"{key}.chars",
            remedy=f"write chars = {len(text)}",
        )
    return text


def check_quote(
    document: Document, quote: str, position: int | None, *, key: str, file: str
) -> int | None:
    """Where a quote stands in its document (characters from 0); ``None`` without the text.

    The comparison is exact: a quote with other blanks or quotation marks is another text. The
    remedy says where a loosely equal passage stands.

    Raises:
        CaseError: the quote is not there.
    """
    if document.text is None:
        if position is not None and document.chars is not None:
            end = position + len(quote)
            if end > document.chars:
                raise CaseError(
                    f"the quote would end at character {end:,} of a text of {document.chars:,}",
                    file=file,
                    key=f"{key}.position",
                    remedy="correct the position (characters are counted from 0)",
                )
        return position
    if position is not None:
        if document.text[position : position + len(quote)] == quote:
            return position
    elif quote in document.text:
        return document.text.index(quote)
    where = document.text.find(quote)
    if where >= 0:
        remedy = f"it stands at position = {where}"
    else:
        loose = _loose(document.text, quote)
        remedy = (
            f"a passage that differs in blanks, case or marks stands at position = {loose}; "
            "quote it exactly as printed"
            if loose is not None
            else "quote the words exactly as they stand in the document"
        )
    at = f" at position {position}" if position is not None else ""
    raise CaseError(
        f"the quote '{shown(quote, 60)}' is not in document '{document.id}'{at}",
        file=file,
        key=f"{key}.quote",
        remedy=remedy,
    )


_MARKS = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-"})


def _loose(text: str, quote: str) -> int | None:
    """Start of the first passage equal to ``quote`` up to blanks, case and kinds of marks."""
    kept = [(index, char) for index, char in enumerate(text) if not char.isspace()]
    squeezed = "".join(char for _, char in kept).translate(_MARKS).lower()
    wanted = "".join(quote.split()).translate(_MARKS).lower()
    if not wanted or len(squeezed) != len(kept):
        return None
    where = squeezed.find(wanted)
    return kept[where][0] if where >= 0 else None
