"""Checks a pack: its bytes, that its parts are of one case, and every certificate in it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from skywitness.aliases import Json
from skywitness.dossier.page.page import DATA as PAGE_DATA
from skywitness.dossier.page.page import NAME as PAGE
from skywitness.handover.packs.contents import CASE, ENCLOSED, LEFT_OUT, REDACTED, REPLACED
from skywitness.handover.packs.holding import NotHoldingError, Sealed, held
from skywitness.handover.packs.opened import Opened, opened
from skywitness.handover.packs.packing import CONTENTS, FORMAT, VERSION
from skywitness.handover.packs.pagecheck import BESIDE, PageReport, verify_folder
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.folder import parsed

Progress = Callable[[str], None]
DATA = "data/"
PROOFS = "certificates/"
MANIFEST = f"{PROOFS}manifest.json"
MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError)


@dataclass
class PackReport(PageReport):
    """What the check of a pack found: that of certificates and page, and of the bag around them.

    ``missing`` are files of the case that are not in it: id, status, SHA-256, bytes and reason.
    """

    files: int = 0
    bytes: int = 0
    tagmanifest_sha256: str = ""
    missing: list[Json] = field(default_factory=list)


def verify_pack(path: Path, progress: Progress = lambda _: None) -> PackReport:
    """Check a pack in a folder or a ZIP file.

    Returns:
        What was found; the first thing that does not hold stands under ``failed``.

    Raises:
        SkywitnessError: it is no pack, or one that cannot be checked.
    """
    report = PackReport()
    with opened(path) as bag:
        try:
            progress("the files")
            sealed = held(bag)
            report.files, report.bytes = len(sealed.sha256), sealed.bytes
            report.tagmanifest_sha256 = sealed.tagmanifest_sha256
            _agree(bag, sealed, report)
        except NotHoldingError as error:
            report.failed = (error.where, str(error))
            return report
        folder = bag.folder()
        if folder is not None:
            found = verify_folder(folder / DATA / PROOFS, progress)
        else:
            with tempfile.TemporaryDirectory(prefix="skywitness-") as taken:
                _taken(bag, Path(taken))
                found = verify_folder(Path(taken) / PROOFS, progress)
        report.beside = tuple(name for name in BESIDE if f"{DATA}{name}" in bag.size)
    report.take(found)
    report.vouched, report.page_checked = found.vouched, found.page_checked
    if found.failed is not None:
        where, why = found.failed
        within = DATA if where in (PAGE, PAGE_DATA) else f"{DATA}{PROOFS}"
        report.failed = (f"{within}{where}", why)
    return report


def _taken(bag: Opened, folder: Path) -> None:
    """Take page and certificates out of an archive; names were found safe and bytes right."""
    for path in bag.size:
        if path.startswith(f"{DATA}{PROOFS}") or path in (f"{DATA}{PAGE}", f"{DATA}{PAGE_DATA}"):
            target = folder / path.removeprefix(DATA)
            target.parent.mkdir(parents=True, exist_ok=True)
            with bag.open(path) as source, target.open("wb") as out:
                shutil.copyfileobj(source, out, 1 << 20)


def _json(bag: Opened, name: str) -> Json:
    if f"{DATA}{name}" not in bag.size:
        raise NotHoldingError(f"{DATA}{name}", "a pack has this file, and it is missing")
    try:
        return parsed(bag.read(f"{DATA}{name}"), name)
    except FailedError as error:
        raise NotHoldingError(f"{DATA}{name}", str(error)) from error


def _agree(bag: Opened, sealed: Sealed, report: PackReport) -> None:
    """Whether case, contents, dossier and certificates are of one case and say one thing."""
    contents, proofs = _json(bag, CONTENTS), _json(bag, MANIFEST)
    if contents.get("format") != FORMAT or contents.get("version") != VERSION:
        raise NotHoldingError(f"{DATA}{CONTENTS}", f"it is not of the format {FORMAT} {VERSION}")
    name = CONTENTS
    try:
        report.case = str(contents["case"]["id"])
        files: list[Json] = contents["files"]
        report.missing = [
            {key: each[key] for key in ("id", "status", "path", "sha256", "bytes", "reason")}
            for each in files
            if each["status"] != ENCLOSED
        ]
        _enclosed(files, sealed.sha256)
        name = MANIFEST
        if proofs["case"]["id"] != report.case:
            raise NotHoldingError(f"{DATA}{MANIFEST}", "it is of another case than contents.json")
        _same_files(files, proofs["case"]["files"])
        name = "case.json"
        found = _json(bag, name)
        hashes = {each["what"]: each["sha256"] for each in found["method"]["hashes"]}
        if hashes.get("case.toml") != sealed.sha256.get(f"{DATA}{CASE}/case.toml"):
            raise NotHoldingError(f"{DATA}case.json", "it is of another case.toml")
        if f"{DATA}index.html" not in bag.size:
            raise NotHoldingError(f"{DATA}index.html", "a pack has this file, and it is missing")
    except MALFORMED as error:
        what = f"{type(error).__name__} {error}".strip()[:120]
        raise NotHoldingError(
            f"{DATA}{name}", f"it is not of the documented form ({what})"
        ) from error


def _enclosed(files: list[Json], sha256: dict[str, str]) -> None:
    """What is listed as enclosed is there, what is not is not, and nothing else is."""
    here = {p.removeprefix(f"{DATA}{CASE}/") for p in sha256 if p.startswith(f"{DATA}{CASE}/")}
    listed = set()
    for each in files:
        path, status = each["path"], each["status"]
        if path is None:
            continue
        place = f"{DATA}{CASE}/{path}"
        if status == ENCLOSED:
            listed.add(path)
            if sha256.get(place) != each["sha256"]:
                raise NotHoldingError(place, "it is not the file that contents.json lists")
            continue
        if status not in (LEFT_OUT, REDACTED):
            raise ValueError(f"status {status!r}")
        if place in sha256:
            raise NotHoldingError(place, f"contents.json says that it was {status}, and it is here")
        if status == REDACTED:
            listed.add(f"{path}{REPLACED}")
            if f"{place}{REPLACED}" not in sha256:
                raise NotHoldingError(f"{place}{REPLACED}", "the stated replacement is missing")
    if more := here - listed:
        raise NotHoldingError(f"{DATA}{CASE}/{min(more)}", "contents.json does not list it")


def _same_files(files: list[Json], copied: list[Json]) -> None:
    """The case that the certificates hold is the one that is packed."""
    mine = {f"case/{each['path']}": each for each in files if each["path"] is not None}
    for each in copied:
        path = PurePosixPath(str(each["path"])).as_posix()
        if path not in mine or mine[path]["sha256"] != each["sha256"]:
            raise NotHoldingError(f"{DATA}{path}", "the certificates are of another file")
        if bool(each.get("left_out")) != (mine[path]["status"] != ENCLOSED):
            raise NotHoldingError(f"{DATA}{PROOFS}{path}", "contents.json says otherwise of it")
