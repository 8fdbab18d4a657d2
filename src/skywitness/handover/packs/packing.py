"""Makes a pack: the case, its dossier, certificates and exports, in one BagIt bag."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from skywitness.aside import Aside
from skywitness.certificates.write import write_certificates
from skywitness.dossier.map.drawn import Drawn
from skywitness.errors import SkywitnessError
from skywitness.handover.packs import bag, crate
from skywitness.handover.packs.contents import (
    ABSENT,
    CASE,
    DOCUMENT,
    ENCLOSED,
    LEFT_OUT,
    REDACTED,
    REPLACED,
    Item,
    chosen,
    items,
    wanted,
    where,
)
from skywitness.handover.packs.holding import held
from skywitness.handover.packs.opened import opened
from skywitness.handover.pages import write_page
from skywitness.reason.results import CheckResult

Progress = Callable[[str], None]
FORMAT, VERSION = "skywitness-pack", 1
CONTENTS, README = "contents.json", "README.txt"


@dataclass(frozen=True)
class Packed:
    """What was made: where, payload files and bytes, the hash that names it, and what of the case
    is not in it."""

    path: Path
    files: int
    bytes: int
    tagmanifest_sha256: str
    missing: tuple[Item, ...]


def write_pack(
    result: CheckResult,
    drawing: Aside[Drawn],
    out: Path,
    *,
    leave_out: Iterable[str] | Mapping[str, str] = (),
    redact: Iterable[str] | Mapping[str, str] = (),
    date: dt.date | None = None,
    progress: Progress = lambda _: None,
) -> Packed:
    """Write a bag of a check as a folder, or as one file where ``out`` ends in ``.zip``.

    Args:
        result: what a check found, of a case read from a file.
        drawing: what is drawn of it, begun or not.
        out: where; nothing may be there yet.
        leave_out: ids or paths of documents, with ``*`` and ``?``, that are listed with their hash
            and not enclosed; ``PATTERN=REASON``, or a mapping from pattern to reason.
        redact: likewise; in their place stands a text that says so.
        date: of the pack; today (UTC) by default.
        progress: told what is being worked on.

    Raises:
        SkywitnessError: a pattern matches nothing, something is there already, or it cannot be
            written.
    """
    case = result.case
    found = chosen(items(case), wanted(leave_out), wanted(redact), file=case.file)
    day = date or bag.today()
    with bag.placed(out) as folder:
        data = folder / "data"
        gone = [i.path for i in found if i.kind == DOCUMENT and i.path and i.status != ENCLOSED]
        proofs = write_certificates(result, data, left_out=gone, progress=progress)
        progress("the dossier")
        write_page(result, data, certificates=proofs, drawing=drawing)
        progress("the case's files")
        for item in found:
            _enclose(item, result, data / CASE)
        _text(data / CONTENTS, json.dumps({
            "format": FORMAT, "version": VERSION,
            "software": {"name": "skywitness", "version": version("skywitness")},
            "case": {"id": case.id, "title": case.title},
            "files": [i.as_json() for i in found],
        }, ensure_ascii=False, indent=1) + "\n")  # fmt: skip
        _text(data / README, _readme(result, found))
        made = crate.crate(case, found, data, day)
        _text(data / crate.NAME, json.dumps(made, ensure_ascii=False, indent=1) + "\n")
        progress("sealing")
        count, size = bag.seal(folder, [
            ("Bag-Software-Agent", f"Skywitness {version('skywitness')}"),
            ("Bagging-Date", day.isoformat()),
            ("External-Identifier", case.id),
            ("External-Description", case.title),
        ])  # fmt: skip
        with opened(folder) as written:  # read back
            sealed = held(written)
        for item in found:
            name = f"data/{CASE}/{item.path}"
            if item.status == ENCLOSED and sealed.sha256[name] != item.sha256:
                raise SkywitnessError(
                    f"'{item.path}' changed while it was packed",
                    file=case.file,
                    remedy="pack again once nothing writes to it",
                )
    missing = tuple(i for i in found if i.status != ENCLOSED)
    return Packed(out, count, size, sealed.tagmanifest_sha256, missing)


def _enclose(item: Item, result: CheckResult, folder: Path) -> None:
    if item.path is None or item.status in (LEFT_OUT, ABSENT):
        return
    target = folder / item.path
    if item.status == REDACTED:
        _text(target.with_name(target.name + REPLACED), item.replacement())
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(where(result.case, item.path), target)


def _text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _readme(result: CheckResult, found: list[Item]) -> str:
    lines = [
        f"{result.case.title}",
        "",
        "index.html is the dossier: it opens in any browser, without a network. case/ holds the",
        "case and its documents, certificates/ what each verdict rests on; contents.json lists the",
        "files of the case with their hashes, ro-crate-metadata.json everything.",
        "",
        "To check that nothing was changed and that every certificate holds, give the folder that",
        f"bagit.txt stands in, or the ZIP file, to Skywitness {version('skywitness')} or newer:",
        "",
        "    skywitness verify PACK",
        "",
        "Any program for BagIt (RFC 8493) checks the bytes as well.",
        "",
        "A pack is not signed. Whoever changes it and makes all hashes anew is found only by the",
        "hash that verify prints: compare it with the one you were given by another way.",
    ]
    gone = [i for i in found if i.status != ENCLOSED]
    if gone:
        lines += ["", "Not in this pack:", ""]
        for i in gone:
            lines.append(f"- {i.id} ({i.status}), sha256 {i.sha256}"
                         + (f": {i.reason}" if i.reason else ""))  # fmt: skip
        lines += ["", "Quotes that claims make of these still stand in the case and its dossier."]
    return "\n".join(lines) + "\n"
