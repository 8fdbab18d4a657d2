"""Days of toy files, and what a store makes of them."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from typing import Any

from record_toy import flight, toy

from skywitness.record.intake.writing import Sizes
from skywitness.record.store.store import open_store

T0 = 1748736000  # 2025-06-01 00:00 UTC
SMALL = Sizes(load_rows=1000, part_rows=700, buffer_rows=333, buffer_batches=7)


def day(folder: Path, aircraft: int = 6, reports: int = 2000) -> list[Path]:
    """Files of a day, one for each aircraft, written to a folder."""
    folder.mkdir(exist_ok=True)
    paths = []
    for k in range(aircraft):
        path = folder / f"{k}.json"
        path.write_bytes(gzip.compress(toy(flight(f"a0000{k}", T0 + 977 * k, reports)), mtime=0))
        paths.append(path)
    return paths


def tree(store: Path) -> dict[str, str]:
    """Every file of a store but the manifests (which say when they were written) by its hash."""
    return {
        str(p.relative_to(store)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(store.rglob("*"))
        if p.is_file() and p.name not in ("manifest.json", ".lock")
    }


def rows(store: Path, **choice: Any) -> list[dict[str, Any]]:
    """What a store holds, faulty rows too."""
    return list(open_store(store).scan(**choice, faulty=True).to_pylist())
