"""Local time beside UTC: the zone of the moment, and none where zones differ."""

from __future__ import annotations

import copy
import datetime as dt
import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from small_case import claims, moments

from skywitness.claims.casefile.case import Case
from skywitness.claims.casefile.loader import case_from_text, load_case, shipped_cases
from skywitness.dossier.json.localjson import local_json
from skywitness.dossier.words.localtime import clocks, local_words, offset_words
from skywitness.vouching.difference import DifferenceError
from skywitness.vouching.localtimes import compare_local


def case(head: str, *more: str) -> Case:
    return case_from_text('id = "small"\ntitle = "small"\n' + head + "".join(more))


def told(found: Case) -> dict[str, Any]:
    """The object as a page has it, which the verifier takes."""
    stated: dict[str, Any] = json.loads(json.dumps(local_json(found)))
    compare_local(stated, found)
    return stated


def test_a_clock_is_that_of_its_zone_at_every_time() -> None:
    """Against the zone's own rules, the day that Turkey put off the change to winter time among."""
    found = case('date = 2015-11-08\nzone = ["Europe/Istanbul", "Asia/Kathmandu"]\n', moments("a"))
    for clock in clocks(found):
        at = dt.datetime(2015, 10, 20, tzinfo=dt.UTC)
        while at < dt.datetime(2016, 4, 10, tzinfo=dt.UTC):
            ahead = at.astimezone(ZoneInfo(clock.zone)).utcoffset()
            assert ahead == dt.timedelta(minutes=clock.at(at.timestamp()))
            at += dt.timedelta(minutes=30)
    assert offset_words(345) == "UTC+5:45"
    assert offset_words(-150) == "UTC−2:30"


def test_a_moment_has_its_own_zone() -> None:
    own = moments("a") + '[[moments]]\nid = "b"\nzone = "Asia/Tehran"\n'
    found = told(case('date = 2020-03-01\nzone = "Europe/Paris"\n', own, claims("b is at 12:00")))
    assert [zone["name"] for zone in found["zones"]] == ["Europe/Paris", "Asia/Tehran"]
    assert found["moments"] == [{"id": "a", "zones": [0]}, {"id": "b", "zones": [1]}]
    assert found["claims"] == [{"id": "C1", "zones": [1]}]
    assert found["words"] == "Local time is UTC+1 (Europe/Paris) or UTC+3:30 (Asia/Tehran)."


def test_zones_that_differ_are_named_and_none_is_taken() -> None:
    own = '[[moments]]\nid = "b"\nlabel = "the start"\nzone = ["Asia/Dubai", "Asia/Tehran"]\n'
    words = told(case('date = 2019-06-19\nzone = "Asia/Tehran"\n', own))["words"]
    assert words == (
        "For “the start” times are in UTC only: its local time may be UTC+4 (Asia/Dubai) or "
        "UTC+4:30 (Asia/Tehran)."
    )


def test_without_a_zone_or_a_day_it_says_why() -> None:
    written = case("date = 2023-03-14\n", moments("a"), claims("a is at 07:03 CET"))
    assert told(written)["words"] == (
        "Times are in UTC only: the case names no zone whose clocks are local; its times are told "
        "in CET."
    )
    for date in ("", "date = 0001-01-02\n", "date = 9999-12-31\n"):
        found = told(case(f'{date}zone = "Asia/Tehran"\n', moments("a")))
        assert "the case gives no day" in found["words"]
        assert found["zones"] == []


def test_a_clock_that_changes_on_the_day_is_told_both_ways() -> None:
    found = case('date = 2023-03-26\nzone = "Europe/Paris"\n', moments("a"))
    assert local_words(found) == "Local time is UTC+1, then UTC+2 (Europe/Paris)."
    told(found)


@pytest.mark.parametrize("name", shipped_cases())
def test_changed_clocks_are_found(name: str) -> None:
    found = load_case(name)
    stated = told(found)
    forgeries = [stated | {"words": stated["words"].replace("+", "−") + " "}]
    for k, zone in enumerate(stated["zones"]):
        for change in (
            {"name": "Etc/GMT-9"},
            {"offsets": [[zone["offsets"][0][0], zone["offsets"][0][1] + 30]]},
            {"offsets": [*zone["offsets"], [stated["known"][1] - 9000, 15]]},
        ):
            forged = copy.deepcopy(stated)
            forged["zones"][k] |= change
            forgeries.append(forged)
    for k in range(len(stated["claims"])):
        forged = copy.deepcopy(stated)
        forged["claims"][k]["zones"] = [7]
        forgeries.append(forged)
    for forged in forgeries:
        with pytest.raises(DifferenceError):
            compare_local(forged, found)
