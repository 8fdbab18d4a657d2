"""What the certificates of a folder say: words, margins, conflicts and sets, by frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from skywitness.aliases import Json
from skywitness.verify.statements.folder import CERTIFICATE, NAME, Folder

#: A part of a claim by its words, as certificates and pages name it.
PartName = tuple[str, str]


@dataclass(frozen=True)
class Certified:
    """What certificates say, each kind by frame.

    ``verdicts`` and ``margins`` are of single claims, ``sets`` of claims given together, each with
    its word. ``conflicts`` are by their parts. ``certified`` are the verdicts that a proof
    stands behind. ``files`` are each certificate's file and hash as a
    page names them, by kind, claims or parts, and frame.
    """

    frames: tuple[str, ...]
    sought: bool
    verdicts: dict[tuple[tuple[str, ...], str], str] = field(default_factory=dict)
    margins: dict[tuple[tuple[str, ...], str], Json | None] = field(default_factory=dict)
    inferences: dict[tuple[str, str], Json] = field(default_factory=dict)
    conflicts: dict[tuple[tuple[PartName, ...], str], Json] = field(default_factory=dict)
    accounts: dict[tuple[tuple[PartName, ...], str], Json] = field(default_factory=dict)
    compatible: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    files: dict[tuple[str, object, str], Json] = field(default_factory=dict)
    certified: set[tuple[tuple[str, ...], str]] = field(default_factory=set)


def certified(folder: Folder) -> Certified:
    """Read all certificates of a folder whose own check has passed.

    Raises:
        FailedError: a file is missing or not what its hash says.
    """
    manifest = folder.manifest
    out = Certified(
        tuple(str(f["id"]) for f in manifest["frames"]), bool(manifest["conflicts_sought"])
    )
    for entry in manifest["certificates"]:
        about, frame = entry["about"], str(entry["about"]["frame"])
        each = folder.json(entry, CERTIFICATE)
        claims = tuple(map(str, about.get("claims", ())))
        parts = tuple(sorted((str(p[0]), str(p[1])) for p in about.get("parts", ())))
        out.files[about["kind"], parts or claims, frame] = {
            "frame": frame,
            "path": f"{NAME}/{entry['path']}",
            "sha256": entry["sha256"],
            "certified": entry["certified"],
        }
        match about["kind"]:
            case "verdict":
                out.verdicts[claims, frame] = str(entry["word"])
                out.margins[claims, frame] = each.get("margin")
                if each["certified"]:
                    out.certified.add((claims, frame))
            case "inference":
                out.inferences[claims[0], frame] = {**each, "given": list(about["given"])}
            case "conflict":
                out.conflicts[parts, frame] = each
            case "accounts":
                out.accounts[parts, frame] = each
            case "compatible":
                out.compatible.append((claims, frame))
    return out
