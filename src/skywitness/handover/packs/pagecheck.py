"""The page beside certificates: what it holds, and that script and style are a release's own."""

from __future__ import annotations

import hashlib
import html
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.dossier.page.page import DATA, MARKS, NAME, page, plain
from skywitness.dossier.words.safe import inert
from skywitness.verify.run import Progress, Report, verify
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.folder import Folder, parsed
from skywitness.vouching.difference import DifferenceError
from skywitness.vouching.run import Vouched, vouch
from skywitness.wholefiles import contents

#: What of ``--out`` stands beside the page and is not looked into.
BESIDE = ("claimreview.json", "prov.json", "regions.geojson", "regions.kml")


@dataclass
class PageReport(Report):
    """What the check of certificates found, and of the page beside them.

    ``vouched`` is ``None`` where there is no page. ``page_checked`` is false where the page is not
    made of the script and style of a known release: then what it shows may be anything.
    """

    vouched: Vouched | None = None
    page_checked: bool = True
    beside: tuple[str, ...] = ()

    @property
    def strictly(self) -> bool:
        """Whether all of it is proven: no verdict open or uncertified, no point of view left out,
        conflicts sought, and a page that was checked."""
        return (
            self.holds
            and not self.not_proven
            and not self.frames_left_out
            and self.conflicts_sought
            and self.page_checked
        )


def verify_folder(path: Path, progress: Progress | None = None) -> PageReport:
    """Check certificates, and the page and ``case.json`` beside them where they are.

    Raises:
        SkywitnessError: there are no certificates.
    """
    tell = progress or (lambda _: None)
    report = PageReport()
    found = verify(path, tell)
    report.take(found)
    if report.failed is None and found.checked is not None:
        case, folder = found.checked
        beside = folder.path.parent
        try:
            look(report, beside, case, folder, tell)
        except FailedError as error:
            report.failed = (DATA, str(error))
    return report


def look(report: PageReport, beside: Path, case: Case, folder: Folder, tell: Progress) -> None:
    """Hold the page in a folder against case and certificates; without one nothing is done.

    Raises:
        FailedError: a file cannot be read.
    """
    texts = {}
    for name in (DATA, NAME):
        file = beside / name
        if file.is_file() and not file.is_symlink():
            texts[name] = contents(file)
    if not texts:
        return
    report.beside = tuple(name for name in BESIDE if (beside / name).is_file())
    if DATA not in texts:
        report.failed = (NAME, f"it has no {DATA} beside it, which holds what it shows")
        return
    tell("the page")
    found = parsed(texts[DATA], DATA)
    report.failed = _held(report, found, case, folder)
    if report.failed is None and NAME in texts:
        checked_page(report, texts[NAME], found)


def _held(report: PageReport, found: Json, case: Case, folder: Folder) -> tuple[str, str] | None:
    """Whether ``case.json`` says what case and certificates do; else what it says otherwise."""
    try:
        hashes = {str(h["what"]): h["sha256"] for h in found["method"]["hashes"]}
    except (KeyError, TypeError):
        return DATA, "it is not of the documented form (method.hashes)"
    copied = {str(f["path"]): f["sha256"] for f in folder.manifest["case"]["files"]}
    if hashes.get("case.toml") != copied.get("case/case.toml"):
        return DATA, "it is of another case.toml"
    if hashes.get("certificates/manifest.json") != folder.sha256:
        return DATA, "it is of other certificates"
    try:
        report.vouched = vouch(found, case, folder)
    except DifferenceError as error:
        return DATA, f"{error.where}: {error}"
    return None


def checked_page(report: PageReport, raw: bytes, found: Json) -> None:
    """Whether a page is ``case.json`` in the script and style of a known release."""
    try:
        text = raw.decode("utf-8")
    except ValueError:
        report.failed = (NAME, "it is not UTF-8")
        return
    if text == page(found) or _template_hash(text, found) in releases():
        return
    if inert(found) not in text:
        report.failed = (NAME, f"it does not show what {DATA} holds")
        return
    report.page_checked = False


def _template_hash(text: str, found: Json) -> str:
    """The SHA-256 of a page without what a case fills in; "" where that does not stand in it."""
    title = f"<title>{html.escape(str(found['case']['title']))}</title>"
    for filled, mark in ((inert(found), MARKS[2]), (plain(found), MARKS[1]),
                         (title, f"<title>{MARKS[0]}</title>")):  # fmt: skip
        before, there, after = text.rpartition(filled)
        if not there:
            return ""
        text = f"{before}{mark}{after}"
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def releases() -> dict[str, str]:
    """By SHA-256 of a page as built, the versions that it was built for."""
    text = (resources.files("skywitness") / "data" / "dossier" / "releases.toml").read_text("utf-8")
    return {each["sha256"]: each["version"] for each in tomllib.loads(text)["pages"]}
