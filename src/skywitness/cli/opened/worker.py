"""The process that checks a case each time it is asked to, and keeps what does not change.

Run as ``python -P -m skywitness.cli.opened.worker SECONDS CASE``. It is asked by lines of JSON on
standard input, and answers by such lines on standard output:

- ``{"check": 3, "into": "FOLDER"}``: check the case and write its page into the folder. Answered by
  ``{"check": 3, "claim": {...}}`` for every claim as soon as its verdicts stand, those first that
  are as they were, and at last by ``{"check": 3, "error": null}``, or the error with its place and
  remedy.
- ``{"give_up": 3}``: that check is of no more use. If it runs it ends, and ``"given_up": true`` is
  its last answer.

With the end of standard input the process ends, whatever it does.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from skywitness import api
from skywitness.aliases import Json
from skywitness.aside import Aside
from skywitness.claims.casefile.case import Claim
from skywitness.cli.opened.told import claim_told, told
from skywitness.dossier.map.drawn import drawn
from skywitness.errors import SkywitnessError
from skywitness.handover.pages import write_page
from skywitness.reason.check import check, seek_conflicts
from skywitness.reason.conflicts.conflictresults import Conflicts
from skywitness.reason.memory import Memory
from skywitness.reason.results import CheckResult, Finding
from skywitness.reason.work import Meter, SpentError, charge, within

Say = Callable[[Json], None]


class Worker:
    """Checks one case again and again."""

    def __init__(self, ref: str, conflicts_s: float, say: Say) -> None:
        """Nothing is known of the case yet; ``say`` is told every answer."""
        self.ref, self.conflicts_s, self.say = ref, conflicts_s, say
        self.memory = Memory()
        self._useless = 0
        self._running = 0
        self._meter: Meter | None = None
        self._lock = threading.Lock()

    def give_up(self, number: int) -> None:
        """Let a check end as soon as it counts its work, or not begin; from another thread."""
        with self._lock:
            self._useless = max(self._useless, number)
            if self._meter is not None and self._running <= number:
                self._meter.limit = -1.0

    def check(self, number: int, into: str) -> None:
        """One check, with all of its answers."""
        with within() as meter:
            with self._lock:
                self._running, self._meter = number, meter
                if number <= self._useless:
                    meter.limit = -1.0
            try:
                charge(0)
                self.say({"check": number, "error": self._checked(number, Path(into))})
            except SpentError as spent:
                if spent.meter is not meter:
                    raise
                self.say({"check": number, "error": None, "given_up": True})
            finally:
                with self._lock:
                    self._meter = None

    def _checked(self, number: int, folder: Path) -> Json | None:
        try:
            case = api.load_case(self.ref)
            anew: set[str] = set()

            def found(claim: Claim, findings: tuple[Finding, ...], known: bool) -> None:
                if not known:
                    anew.add(claim.id)
                told_now = claim_told(claim, findings) | {"anew": not known}
                self.say({"check": number, "claim": told_now})

            result = check(case, memory=self.memory, found=found)
            with Aside(lambda: self._conflicts(result), _shared(result)) as beside:
                made = drawn(result)
                result = replace(result, conflicts=beside.result(lambda: charge(0)))
            charge(0)
            write_page(result, folder, exports=False, drawing=made)
        except SkywitnessError as caught:
            return told(caught, self.ref)
        return None

    def _conflicts(self, result: CheckResult) -> tuple[Conflicts, ...] | None:
        if self.conflicts_s <= 0:
            return None
        return seek_conflicts(result, self.conflicts_s).conflicts


def _shared(result: CheckResult) -> Iterator[object]:
    """What conflicts hold of a result: it comes back from the second process as these objects."""
    yield from result.frames
    found = [f.verdict for each in result.claims for f in each.findings]
    readings = [j.reading for verdict in found for j in verdict.joints]
    yield from readings
    given = [part for each in result.given for part in each.parts]
    for part in (*given, *(part for reading in readings for part in reading.parts)):
        yield part
        if part.placed is not None and part.placed.measure.place is not None:
            yield part.placed.measure.place
            yield part.placed.measure.place.geometry


def main(conflicts_s: str, ref: str) -> None:
    """Check the case as often as standard input asks for it."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # nothing else that is printed is taken for an answer
    worker = Worker(ref, float(conflicts_s), lambda said: _say(answers, said))
    asked: queue.SimpleQueue[Json] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(worker, asked), daemon=True).start()
    while True:
        each = asked.get()
        worker.check(each["check"], each["into"])


def _say(answers: BinaryIO, said: Json) -> None:
    answers.write(json.dumps(said).encode() + b"\n")


def _listen(worker: Worker, asked: queue.SimpleQueue[Json]) -> None:
    """Take what is asked, as it comes; end the process when nobody asks any more."""
    status = 1
    try:
        with os.fdopen(os.dup(0), "rb") as lines:
            for line in lines:
                said = json.loads(line)
                if "give_up" in said:
                    worker.give_up(said["give_up"])
                else:
                    asked.put({"check": said["check"], "into": said["into"]})
        status = 0
    except (ValueError, TypeError, KeyError) as wrong:
        print(f"what is asked cannot be read: {wrong!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
