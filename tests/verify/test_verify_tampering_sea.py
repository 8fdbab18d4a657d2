"""Tampering with the certificates of the Black Sea case: frames, readings, facts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from forger import Forger, verdict
from shipped import checked

import skywitness as sw


@pytest.fixture(scope="module")
def black_sea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sea")
    sw.write_certificates(checked("mq9-black-sea-2023"), folder)
    return folder


def reading_dropped(f: Forger) -> None:
    c = f.certificate(verdict("C3"))
    c["proof"]["empty"]["readings"].pop()
    f.put(verdict("C3"), c)


def reading_made_generous(f: Forger) -> None:
    c = f.certificate(verdict("C1"))
    values = c["proof"]["witness"]["reading"]
    key = next(k for k in values if k.startswith("anchor:"))
    values[key] = "southwest of some point of Crimea"
    f.put(verdict("C1"), c)


def frames_swapped(f: Forger) -> None:
    one, other = verdict("C2"), verdict("C2", "claimed-by-russia-2022")
    a, b = f.certificate(one), f.certificate(other)
    a["about"], b["about"] = b["about"], a["about"]
    f.put(one, b)
    f.put(other, a)


def fact_flipped(f: Forger) -> None:
    c = f.certificate(verdict("C5"))
    facts = c["proof"]["witness"]["facts"]
    facts[next(iter(facts))] = False
    f.put(verdict("C5"), c)


def fact_log_flipped(f: Forger) -> None:
    name, log = f.log("facts")
    log["demands"][1]["value"] = not log["demands"][1]["value"]
    f.put_log(name, log)


def sector_of_a_log_widened(f: Forger) -> None:
    for name, e in f.manifest["exclusions"].items():
        if e["kind"] == "cells":
            log = json.loads(gzip.decompress((f.inner / e["path"]).read_bytes()))
            for demand in log["demands"]:
                if "half_width" in demand["allowed"]:
                    demand["allowed"]["half_width"] = 5.0
                    f.put_log(name, log)
                    return
    raise AssertionError("no sector")


def places_of_a_log_swapped(f: Forger) -> None:
    name, log = f.log("cells", 2.0)
    keys = [p["key"] for p in f.manifest["places"]]
    demand = next(d for d in log["demands"] if "place" in d)
    demand["place"] = next(k for k in keys if k != demand["place"])
    f.put_log(name, log)


def names_of_places_swapped(f: Forger) -> None:
    a, b = f.manifest["places"][:2]
    a["wkb_sha256"], b["wkb_sha256"] = b["wkb_sha256"], a["wkb_sha256"]


SEA: dict[str, Callable[[Forger], None]] = {
    way.__name__: way
    for way in (
        reading_dropped,
        reading_made_generous,
        frames_swapped,
        fact_flipped,
        fact_log_flipped,
        sector_of_a_log_widened,
        places_of_a_log_swapped,
        names_of_places_swapped,
    )
}


@pytest.mark.parametrize("name", SEA)
def test_tampering_with_the_black_sea_is_found(name: str, black_sea: Path, tmp_path: Path) -> None:
    forger = Forger(black_sea, tmp_path)
    SEA[name](forger)
    where, what = forger.sealed()
    assert where
    assert what
