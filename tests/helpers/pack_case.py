"""A small case with documents, and packs of it, each made once."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from skywitness.handover.packs.tags import manifest

Json = dict[str, Any]
SECRET = "Nobody quotes this sentence of the second text."
TEXTS = {
    "one": "They met within 100 km of the isle, he said.",
    "two": f"It was inside the box, she said. {SECRET}",
}
CASE = """
id = "two-texts"
title = "Two texts"

[[moments]]
id = "encounter"
given = ["over Box"]

[[places]]
name = "Box"
geojson = "shapes/box.json"
error = "200 m"

[[places]]
name = "Isle"
coordinates = "43.0 N, 31.0 E"
error = "50 m"

{documents}
[[documents]]
id = "three"
sha256 = "{hash}"

[[claims]]
id = "A"
speaker = "He"
says = "encounter is within 100 km of Isle"
document = "one"
quote = "within 100 km of the isle"

[[claims]]
id = "B"
speaker = "She"
says = "encounter is inside Box"
document = "two"
quote = "inside the box"
position = 7
"""


def case_folder(folder: Path) -> Path:
    """Write the case."""
    rows = []
    for name, text in TEXTS.items():
        path = folder / f"documents/{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        rows.append(f'[[documents]]\nid = "{name}"\npath = "documents/{name}.txt"\n'
                    f'sha256 = "{digest}"\nchars = {len(text)}\n')  # fmt: skip
    (folder / "shapes").mkdir()
    ring = [[30, 42], [33, 42], [33, 45], [30, 45], [30, 42]]
    (folder / "shapes/box.json").write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    (folder / "case.toml").write_text(
        CASE.replace("{documents}", "\n".join(rows)).replace("{hash}", "0" * 64), "utf-8"
    )
    return folder


def resealed(folder: Path, only: tuple[str, ...] = ("payload", "tags")) -> None:
    """Make the manifests of a bag fit again, as a forger would."""
    for how in ("sha256", "sha512"):

        def digests(files: list[Path], how: str = how) -> dict[str, str]:
            return {p.relative_to(folder).as_posix(): hashlib.new(how, p.read_bytes()).hexdigest()
                    for p in files}  # fmt: skip

        payload = [p for p in (folder / "data").rglob("*") if p.is_file()]
        if "payload" in only:
            (folder / f"manifest-{how}.txt").write_text(manifest(digests(payload)), "utf-8")
            size = sum(p.stat().st_size for p in payload)
            info = folder / "bag-info.txt"
            lines = [x for x in info.read_text("utf-8").splitlines() if "Oxum" not in x]
            info.write_text("\n".join([*lines, f"Payload-Oxum: {size}.{len(payload)}"]) + "\n")
    for how in ("sha256", "sha512"):
        if "tags" in only:
            tags = [p for p in folder.iterdir() if p.is_file() and "tagmanifest" not in p.name]
            found = {p.name: hashlib.new(how, p.read_bytes()).hexdigest() for p in tags}
            (folder / f"tagmanifest-{how}.txt").write_text(manifest(found), "utf-8")


def rezipped(source: Path, target: Path, change: Callable[[str, bytes], Any]) -> Path:
    """A ZIP file with its entries changed: ``change`` gives (name or ZipInfo, bytes) or None."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            made = change(name, old.read(name))
            if made is not None:
                new.writestr(*made)
    return target
