"""Certificates tampered with, as someone would who makes every hash fit again."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import skywitness as sw

Json = dict[str, Any]
HERE = "certificates"


class Forger:
    """A copy of a folder, changed, with every hash made to fit again."""

    def __init__(self, source: Path, folder: Path) -> None:
        shutil.copytree(source / HERE, folder / HERE)
        self.folder = folder
        self.inner = folder / HERE
        self.manifest: Json = json.loads((self.inner / "manifest.json").read_text("utf-8"))

    def certificate(self, path: str) -> Json:
        return json.loads((self.inner / path).read_text("utf-8"))

    def put(self, path: str, found: Json) -> None:
        (self.inner / path).write_text(json.dumps(found), "utf-8")

    def log(self, kind: str, stretch: float | None = None) -> tuple[str, Json]:
        """The name and content of the first log of a kind."""
        name = next(n for n, e in self.manifest["exclusions"].items()
                    if e["kind"] == kind and stretch in (None, e["stretch"]))  # fmt: skip
        path = self.inner / self.manifest["exclusions"][name]["path"]
        return name, json.loads(gzip.decompress(path.read_bytes()))

    def put_log(self, name: str, found: Json) -> None:
        path = self.inner / self.manifest["exclusions"][name]["path"]
        path.write_bytes(gzip.compress(json.dumps(found).encode()))

    def sealed(self) -> tuple[str, str]:
        """What the verifier names first, after all hashes were made to fit."""
        entries = [*self.manifest["certificates"], *self.manifest["exclusions"].values(),
                   *self.manifest["case"]["files"]]  # fmt: skip
        for entry in entries:
            raw = (self.inner / entry["path"]).read_bytes()
            entry["sha256"] = hashlib.sha256(raw).hexdigest()
        (self.inner / "manifest.json").write_text(json.dumps(self.manifest), "utf-8")
        report = sw.verify_certificates(self.folder)
        assert report.failed is not None, "nothing was found wrong"
        assert not report.holds
        return report.failed


def first_leaf(log: Json) -> tuple[str, list[str]]:
    reason = max(log["leaves"], key=lambda r: len(log["leaves"][r]))
    return reason, log["leaves"][reason].split()


def verdict(name: str, frame: str = "recognised") -> str:
    return f"verdict/{name}.{frame}.json"


def entry(f: Forger, path: str) -> Json:
    return next(e for e in f.manifest["certificates"] if e["path"] == path)


def edit_case(f: Forger, old: str, new: str) -> None:
    path = f.inner / "case/case.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
