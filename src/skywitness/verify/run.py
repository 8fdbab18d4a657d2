"""The verification of a folder: the case, its places, every log that is used, every certificate."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import tomli_w

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text, load_case
from skywitness.claims.meaning.outcomes import NOT_TESTABLE, OPEN, UNDECIDED
from skywitness.errors import SkywitnessError
from skywitness.verify.completeness import check_complete
from skywitness.verify.conflicts import check_accounts, check_compatible, check_conflict
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.proofs import Logs
from skywitness.verify.statements.demands import Places
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.folder import CERTIFICATE, Folder, open_folder
from skywitness.verify.statements.readings import Teller
from skywitness.verify.verdicts import Bench, check_inference, check_verdict
from skywitness.wholefiles import contents

Progress = Callable[[str], None]

#: What a certificate is about, and what checks it.
ABOUT: dict[str, Callable[[Json, Bench], None]] = {
    "verdict": check_verdict,
    "inference": check_inference,
    "conflict": check_conflict,
    "accounts": check_accounts,
    "compatible": check_compatible,
}


#: Words of certificates that claim nothing.
CLAIM_NOTHING = (UNDECIDED, NOT_TESTABLE, OPEN)


@dataclass
class Report:
    """What a verification found; ``failed`` names the first thing that does not hold, and why.

    ``checked`` are the case and the folder, once every certificate of it was found to hold.
    """

    case: str = ""
    manifest_sha256: str = ""
    certificates: int = 0
    logs: int = 0
    proven: dict[str, int] = field(default_factory=dict)
    not_certified: list[tuple[str, str]] = field(default_factory=list)
    frames_left_out: list[str] = field(default_factory=list)
    conflicts_sought: bool = True
    failed: tuple[str, str] | None = None
    checked: tuple[Case, Folder] | None = field(default=None, repr=False)

    def take(self, other: Report) -> None:
        """Take over what another report found."""
        for each in fields(Report):
            setattr(self, each.name, getattr(other, each.name))

    @property
    def not_proven(self) -> int:
        """How many verdicts, inferences and conflicts are open or could not be certified."""
        left = sum(self.proven.get(word, 0) for word in (UNDECIDED, OPEN))
        return left + len(self.not_certified)

    @property
    def not_testable(self) -> int:
        """How many verdicts are of what nothing here can test, which the case itself shows."""
        return self.proven.get(NOT_TESTABLE, 0)

    @property
    def claim_something(self) -> int:
        """How many certificates prove something."""
        return sum(count for word, count in self.proven.items() if word not in CLAIM_NOTHING)

    @property
    def claim_nothing(self) -> int:
        """How many claim nothing: what is open, cannot be tested or could not be certified."""
        return self.certificates - self.claim_something + len(self.not_certified)

    @property
    def holds(self) -> bool:
        """Whether everything that is claimed holds."""
        return self.failed is None


class _StopError(Exception):
    """The first thing that does not hold."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(why)
        self.where, self.why = where, why


@contextmanager
def _named(where: str, *, opened: bool = True) -> Iterator[None]:
    """Names what is being checked in whatever is found wrong with it.

    Until the folder is ``opened`` what is unusable is left to the caller.
    """
    try:
        yield
    except FailedError as error:
        raise _StopError(where, str(error)) from error
    except SkywitnessError as error:
        if not opened:
            raise
        raise _StopError(where, str(error)) from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, ArithmeticError,
            AssertionError) as error:  # fmt: skip
        what = f"{type(error).__name__} {error}".strip()
        raise _StopError(where, f"it is not of the documented form ({what[:120]})") from error


def verify(path: Path, progress: Progress = lambda _: None) -> Report:
    """Check every certificate in a folder.

    Args:
        path: the folder that ``check --out`` wrote, or its ``certificates``.
        progress: told what is being worked on.

    Raises:
        SkywitnessError: there are no certificates.
    """
    report = Report()
    try:
        with _named("manifest.json", opened=False):
            folder = open_folder(path)
            report.case = str(folder.manifest["case"]["id"])
            report.manifest_sha256 = folder.sha256
        _verify(folder, report, progress)
    except _StopError as stop:
        report.failed = (stop.where, stop.why)
    return report


def _verify(folder: Folder, report: Report, progress: Progress) -> None:
    manifest = folder.manifest
    with _named("case"):
        progress("the case")
        case = _case(folder)
    with _named("manifest.json"):
        check_complete(manifest, case)
        report.frames_left_out = [str(f) for f in manifest.get("frames_left_out", ())]
        report.conflicts_sought = manifest["conflicts_sought"] is True
    places = Places()
    shapes = Shapes(places)
    logs = Logs(folder, shapes)
    benches = {}
    with _named("manifest.json"):
        for frame in manifest["frames"]:
            teller = Teller(case, case.frame(frame["id"]), manifest["sector_deg"], places)
            benches[frame["id"]] = Bench(teller, logs, shapes, places)
    with _named("places"):
        progress("the places")
        for entry in manifest["certificates"]:
            about = entry["about"]
            if about["kind"] == "verdict" and entry["certified"]:
                benches[about["frame"]].teller.met(about["claims"])
        every = all(entry["certified"] for entry in manifest["certificates"])
        _places(manifest["places"], places, more_allowed=not every)
    for entry in manifest["certificates"]:
        name = str(entry["path"])
        with _named(name):
            progress(name)
            certificate = folder.json(entry, CERTIFICATE)
            about = certificate["about"]
            if about != entry["about"] or certificate["certified"] is not entry["certified"]:
                raise FailedError("it is about something else than the manifest says")
            if word_of(certificate) != entry["word"]:
                raise FailedError("its word is not the one in the manifest")
            if not certificate["certified"]:
                report.not_certified.append((name, str(certificate["reason"])))
                continue
            ABOUT[about["kind"]](certificate, benches[about["frame"]])
            report.certificates += 1
            word = word_of(certificate)
            report.proven[word] = report.proven.get(word, 0) + 1
    for name in manifest["exclusions"]:
        with _named(f"log {name}"):
            progress(f"log {name}")
            logs.good(name)
    report.logs = len(logs)
    report.checked = (case, folder)


def word_of(certificate: Json) -> str:
    """The word that a certificate stands for."""
    kind = certificate["about"]["kind"]
    if kind == "verdict":
        return str(certificate["verdict"])
    if kind == "inference":
        return str(certificate["result"])
    return "compatible" if kind == "compatible" else f"{kind}, {certificate['strength']}"


def _case(folder: Folder) -> Case:
    """The copied case, after every copied file's hash was compared."""
    files: list[Any] = folder.manifest["case"]["files"]
    if not any(each["path"] == "case/case.toml" for each in files):
        raise FailedError("the manifest lists no case/case.toml")
    absent = [str(each["path"]) for each in files if each.get("left_out")]
    for each in files:
        if not each.get("left_out"):
            folder.read(each)
    if absent:
        case = case_without(folder.path / "case", [p.removeprefix("case/") for p in absent])
    else:
        case = load_case(folder.path / "case")
    if case.id != folder.manifest["case"]["id"]:
        raise FailedError("the case is another than the manifest says")
    return case


def case_without(folder: Path, absent: Collection[str]) -> Case:
    """The case in a folder where the texts of some documents, by path, were left out.

    Their hashes and lengths stay on record, as the case file has them.

    Raises:
        SkywitnessError: the case cannot be used otherwise.
        FailedError: something else than a document was left out, or ``case.toml`` is damaged.
    """
    try:
        raw = tomllib.loads(contents(folder / "case.toml").decode("utf-8-sig"))
        waiting = set(absent)
        for row in raw.get("documents", []):
            if row.get("path") in absent:
                waiting.discard(row.pop("path"))
        text = tomli_w.dumps(raw)
    except (OSError, ValueError, RecursionError, AttributeError, TypeError) as error:
        raise FailedError(f"case.toml cannot be read: {error}") from error
    if waiting:
        raise FailedError(f"'{min(waiting)}' was left out and is no document of the case")
    return case_from_text(text, file=str(folder / "case.toml"), folder=folder)


def _places(stated: list[Json], places: Places, more_allowed: bool) -> None:
    """Check that the places listed are those that the readings lead to, as installed here.

    Where certificates are not certified, their places are listed and were not looked up.
    """
    found = places.manifest()
    known = {(p["key"], p["name"], p["view"]): p for p in found}
    listed = {(p["key"], p["name"], p["view"]): p for p in stated}
    for key, place in known.items():
        if key not in listed:
            raise FailedError(f"'{place['name']}' as installed here is not the place listed: its "
                              "shape, band or error differs")  # fmt: skip
        if listed[key] != place:
            raise FailedError(f"what is said of '{place['name']}' is not what is installed here")
    if not more_allowed and set(listed) - set(known):
        raise FailedError("a place is listed that no reading leads to")
