"""The folder of certificates: made beside its place and put there whole."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Collection, Iterator
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from skywitness.aliases import Json
from skywitness.certificates.book import LogBook
from skywitness.certificates.conflicts import Sets, conflict_body
from skywitness.certificates.verdicts import Desk, inference_body, verdict_body
from skywitness.claims.casefile.case import Case
from skywitness.errors import CaseError, SkywitnessError
from skywitness.reason.conflicts.conflictresults import Conflict, Conflicts
from skywitness.reason.results import CheckResult, Finding
from skywitness.reason.work import SECOND, SpentError, within
from skywitness.reason.worlds.given import Given
from skywitness.verify.completeness import frame_json
from skywitness.verify.run import word_of
from skywitness.verify.statements.demands import Places
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.folder import CERTIFICATE, FORMAT, NAME, VERSION
from skywitness.verify.statements.readings import Teller
from skywitness.wholefiles import contents, folder_beside

Progress = Callable[[str], None]

#: Work on one certificate, in seconds of a quiet machine; far above what any has been seen to take.
WORK = 300


def write_certificates(
    result: CheckResult,
    folder: Path,
    *,
    left_out: Collection[str] = (),
    progress: Progress = lambda _: None,
) -> Path:
    """Write the certificates of a check into ``folder``/certificates; returns that folder.

    Args:
        result: what a check found.
        folder: the folder of the page, made if need be.
        left_out: paths of documents, as the case has them, that are listed but not copied.
        progress: told what is being worked on.

    Raises:
        SkywitnessError: the case has no file to copy, or the folder cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / NAME
        refuse_others(folder)
        with folder_beside(target) as made:
            _Writer(result, made, left_out, progress).run()
            made.chmod(0o755)
            refuse_others(folder)
            if target.exists():
                shutil.rmtree(target)
            made.rename(target)
    except OSError as error:
        raise SkywitnessError(
            f"the certificates cannot be written: {error.strerror or error}",
            file=str(folder),
            remedy="name a folder that can be written to",
        ) from error
    return target


def refuse_others(folder: Path) -> None:
    """Refuse a folder with anything but certificates, which are replaced, where they will be.

    Raises:
        SkywitnessError: a link, a file or another folder is there.
    """
    target = folder / NAME
    there = target.exists() or target.is_symlink()
    if there and (target.is_symlink() or not (target / "manifest.json").is_file()):
        raise SkywitnessError(
            "there is something else of that name",
            file=str(target),
            remedy="name another folder, or move it away",
        )


class _Writer:
    def __init__(
        self, result: CheckResult, folder: Path, left_out: Collection[str], progress: Progress
    ) -> None:
        self.result, self.folder, self.left_out = result, folder, left_out
        self.progress = progress
        self.places = Places()
        self.book = LogBook()
        self.desks = {g.frame.id: self._desk(g) for g in result.given}
        self.listed: list[Json] = []
        self.used: set[str] = set()

    def run(self) -> None:
        """Write everything, the manifest last."""
        files = _copied(self.result.case, self.folder, self.left_out)
        claims = self.result.claims
        for number, each in enumerate(claims, 1):
            self.progress(f"certificates, claim {number} of {len(claims)}, {each.claim.id}")
            for finding in each.findings:
                self._verdict(finding)
            for frame, inference in each.inference:
                about = {
                    "kind": "inference",
                    "claims": [each.claim.id],
                    "given": list(inference.given),
                    "frame": frame.id,
                }
                desk = self.desks[frame.id]
                make = partial(inference_body, each.claim.id, inference, desk)
                self._certify(about, inference.result, make)
        for finding in self.result.together:
            self._verdict(finding)
        views = self.result.conflicts or ()
        for number, conflicts in enumerate(views, 1):
            self.progress(f"certificates, conflicts, point of view {number} of {len(views)}")
            self._conflicts(conflicts)
        exclusions = {name: self._log(name) for name in sorted(self.used)}
        case = self.result.case
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "software": {"name": "skywitness", "version": version("skywitness")},
            "case": {"id": case.id, "title": case.title, "files": files},
            "sector_deg": self.result.sector_deg,
            "frames": [frame_json(case, f.id) for f in self.result.frames],
            "frames_left_out": [f.id for f in case.frames if f not in self.result.frames],
            "policy": case.policy.as_json(),
            "places": self.places.manifest(),
            "conflicts_sought": self.result.conflicts is not None,
            "exclusions": exclusions,
            "certificates": self.listed,
        }
        _write(self.folder / "manifest.json", _bytes(manifest, indent=1))

    def _desk(self, given: Given) -> Desk:
        case = self.result.case
        teller = Teller(case, given.frame, self.result.sector_deg, self.places)
        return Desk(teller, given.world, self.book)

    def _verdict(self, finding: Finding) -> None:
        about = {"kind": "verdict", "claims": list(finding.claims), "frame": finding.frame.id}
        if any(entry["about"] == about for entry in self.listed):
            return
        desk = self.desks[finding.frame.id]
        self._certify(
            about,
            finding.verdict.verdict,
            partial(verdict_body, finding.claims, finding.verdict, desk),
        )

    def _conflicts(self, found: Conflicts) -> None:
        desk = self.desks[found.frame.id]
        for conflict in found.conflicts:
            words = [[p.claim, p.words, 0] for p in conflict.parts]
            about: Json = {"kind": "conflict", "parts": words, "frame": found.frame.id}

            self._certify(about, conflict.strength, partial(_numbered, conflict, about, desk))
        for each in found.accounts:
            words = [[p.claim, p.words, 0] for p in each.conflict.parts]
            pair: Json = {"kind": "accounts", "how": each.kind, "frame": found.frame.id,
                          "claims": [each.earlier, each.later], "parts": words}  # fmt: skip
            strength = each.conflict.strength
            self._certify(pair, strength, partial(_numbered, each.conflict, pair, desk))
        sets = Sets(desk) if found.compatible else None
        for some in found.compatible:
            assert sets is not None
            about = {"kind": "compatible", "claims": list(some.claims), "frame": found.frame.id}
            self._certify(about, "compatible", partial(sets.body, some))

    def _certify(self, about: Json, word: str, body: Callable[[], Json]) -> None:
        """Write one certificate; one that cannot be made says so and claims nothing."""
        head: Json = {"format": CERTIFICATE, "version": VERSION, "about": about}
        try:
            whole = {**head, "certified": True, **_within_work(body)}
        except (FailedError, SkywitnessError) as error:
            field = {"verdict": "verdict", "inference": "result", "conflict": "strength",
                     "accounts": "strength"}  # fmt: skip
            named = field.get(str(about["kind"]))
            whole = {**head, "certified": False, "reason": str(error)}
            whole |= {named: word} if named else {}
        self.used |= set(_logs(whole))
        raw = _bytes(whole)
        path = f"{about['kind']}/{self._name(about, raw)}.json"
        entry = {"path": path, "sha256": _write(self.folder / path, raw), "about": about,
                 "word": word_of(whole), "certified": whole["certified"]}  # fmt: skip
        self.listed.append(entry)

    @staticmethod
    def _name(about: Json, raw: bytes) -> str:
        """A file's name: claims and frame, or a part of its hash where there are many."""
        ids = "+".join(about.get("claims", ()))
        name = f"{ids}.{about['frame']}"
        if not ids or len(name) > 80 or about["kind"] in ("conflict", "accounts", "compatible"):
            return hashlib.sha256(raw).hexdigest()[:16]
        return re.sub(r"[^A-Za-z0-9._+-]", "_", name)

    def _log(self, name: str) -> Json:
        log = self.book.logs[name]
        path = f"exclusions/{name}.json.gz"
        digest = _write(self.folder / path, gzip.compress(self.book.raw[name], 9, mtime=0))
        return {"path": path, "sha256": digest, "kind": log["kind"], "stretch": log["stretch"]}


def _within_work(body: Callable[[], Json]) -> Json:
    """What a certificate says, if that is found with the work allowed.

    Raises:
        FailedError: it is not.
    """
    try:
        with within(WORK * SECOND) as meter:
            return body()
    except SpentError as spent:
        if spent.meter is not meter:
            raise
        raise FailedError(f"no proof was found in {WORK} s of a quiet machine") from spent


def _logs(found: object) -> Iterator[str]:
    """The logs that a certificate names."""
    if isinstance(found, dict):
        if isinstance(found.get("log"), str):
            yield found["log"]
        for each in found.values():
            yield from _logs(each)
    elif isinstance(found, list):
        for each in found:
            yield from _logs(each)


def _numbered(conflict: Conflict, about: Json, desk: Desk) -> Json:
    """The body of a conflict's certificate, its parts told apart in what it is about."""
    keys, body = conflict_body(conflict, desk)
    about["parts"] = [list(key) for key in keys]
    return body


def _copied(case: Case, folder: Path, left_out: Collection[str]) -> list[Json]:
    """Copy the case file and the files it names; returns what the manifest says of them."""
    if case.folder is None:
        raise CaseError(
            "the case was not read from a file, so its certificates would not stand alone",
            file=case.file,
            remedy="save it as a case folder and check that",
        )
    own = case.folder / Path(case.file).name
    names = {"case.toml": own if own.is_file() and own.suffix == ".toml" else
             case.folder / "case.toml"}  # fmt: skip
    for document in case.documents:
        if document.path is not None:
            names[document.path] = case.folder / document.path
    for place in case.places:
        if isinstance(place.geojson, str):
            names[place.geojson] = case.folder / place.geojson
    out = []
    for name, source in names.items():
        raw = contents(source)
        path = f"case/{name}"
        if PurePosixPath(name).as_posix() in left_out:
            digest = hashlib.sha256(raw).hexdigest()
            out.append({"path": path, "sha256": digest, "bytes": len(raw), "left_out": True})
            continue
        out.append({"path": path, "sha256": _write(folder / path, raw), "bytes": len(raw)})
    return out


def _bytes(found: Json, indent: int | None = None) -> bytes:
    separators = None if indent else (",", ":")
    text = json.dumps(
        found, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )
    return (text + "\n").encode()


def _write(path: Path, raw: bytes) -> str:
    """Write a file; returns its SHA-256."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return hashlib.sha256(raw).hexdigest()
