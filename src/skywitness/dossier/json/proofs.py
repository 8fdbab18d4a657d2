"""Which certificate proves which finding of a page: files beside it, with their hashes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from skywitness.aliases import Json
from skywitness.errors import SkywitnessError
from skywitness.wholefiles import contents

FOLDER = "certificates"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Proofs:
    """Certificates by what they are about, and the hash of the manifest that names them all."""

    known: Mapping[tuple[object, ...], Json] = field(default_factory=lambda: MappingProxyType({}))
    manifest_sha256: str | None = None

    @classmethod
    def of(cls, folder: Path) -> Proofs:
        """Those of a folder that stands beside the page.

        Raises:
            SkywitnessError: it has no manifest that can be read.
        """
        file = folder / MANIFEST
        try:
            raw = contents(file)
            listed = json.loads(raw)["certificates"]
            known: dict[tuple[object, ...], Json] = {}
            twice = set()
            for each in listed:
                key = _key(each["about"])
                twice |= {key} & known.keys()
                known[key] = {
                    "frame": each["about"]["frame"],
                    "path": f"{FOLDER}/{each['path']}",
                    "sha256": each["sha256"],
                    "certified": each["certified"],
                }
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SkywitnessError(
                f"the certificates cannot be linked to: {error}",
                file=str(file),
                remedy="write them again with 'skywitness check CASE --out DIR'",
            ) from error
        # Conflicts whose parts have the same words cannot be told apart here: better no link.
        known = {key: proof for key, proof in known.items() if key not in twice}
        return cls(known, hashlib.sha256(raw).hexdigest())

    def put_into(self, dossier: Json) -> None:
        """Name the certificates of all that a dossier's object says was found.

        Lists are empty where there are none.
        """
        for claim, checked in zip(dossier["claims"], dossier["check"]["claims"], strict=True):
            self._verdicts(claim["verdicts"], [claim["id"]])
            given = {i["frame"]: i["given"] for i in checked["inference"]}
            for each in claim["inferences"]:
                about = {
                    "kind": "inference",
                    "claims": [claim["id"]],
                    "given": given[each["frames"][0]],
                }
                each["certificates"] = self._certificates(about, each["frames"])
        for some in dossier["together"]:
            self._verdicts(some["verdicts"], some["claims"])
        for each in (dossier["conflicts"] or {"entries": ()})["entries"]:
            parts = [[p["claim"], p["words"]] for p in each["parts"]]
            about = {"kind": "conflict", "parts": parts}
            each["certificates"] = self._certificates(about, each["frames"])
        for each in (dossier["conflicts"] or {"accounts": ()})["accounts"]:
            parts = [[p["claim"], p["words"]] for p in each["parts"]]
            about = {"kind": "accounts", "parts": parts}
            each["certificates"] = self._certificates(about, each["frames"])
        if self.manifest_sha256 is not None:
            dossier["method"]["hashes"].append(
                {"what": f"{FOLDER}/{MANIFEST}", "sha256": self.manifest_sha256}
            )

    def _verdicts(self, verdicts: Sequence[Json], claims: Sequence[str]) -> None:
        for each in verdicts:
            about = {"kind": "verdict", "claims": list(claims)}
            each["certificates"] = self._certificates(about, each["frames"])

    def _certificates(self, about: Json, frames: Sequence[str]) -> list[Json]:
        proofs = (self.known.get(_key({**about, "frame": frame})) for frame in frames)
        return [proof for proof in proofs if proof is not None]


def _key(about: Json) -> tuple[object, ...]:
    """What a certificate is about, in a form that can be looked up."""
    if "parts" in about:
        ids: tuple[object, ...] = tuple(sorted((part[0], part[1]) for part in about["parts"]))
    else:
        ids = tuple(about["claims"])
    return (about["kind"], ids, tuple(about.get("given", ())), about["frame"])


NONE = Proofs()
