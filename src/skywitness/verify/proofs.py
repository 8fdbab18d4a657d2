"""The two kinds of proof that rest on logs: that nothing is left, and that nothing escapes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from skywitness.aliases import Json
from skywitness.claims.meaning.stretches import POLICY
from skywitness.verify.geometry.shapes import Shapes
from skywitness.verify.kinds import EXCLUSIONS, IMPLICATIONS, KINDS, OF_MANY
from skywitness.verify.statements.demands import text_of
from skywitness.verify.statements.failure import FailedError
from skywitness.verify.statements.folder import EXCLUSION, Folder
from skywitness.verify.statements.readings import Said, Told

Hypotheses = set[tuple[str, str]]


@dataclass
class Logs:
    """The logs of a folder, each read and checked when it is first used."""

    folder: Folder
    shapes: Shapes
    _good: dict[str, Json] = field(default_factory=dict)

    def good(self, name: str) -> Json:
        """A log that shows what it says.

        Raises:
            FailedError: it does not, or there is none of this name.
        """
        if name not in self._good:
            entry = self.folder.manifest["exclusions"].get(name)
            if entry is None:
                raise FailedError(f"the manifest lists no log {name}")
            log = self.folder.json(entry, EXCLUSION)
            try:
                if (log["kind"], log["stretch"]) != (entry["kind"], entry["stretch"]):
                    raise FailedError("its kind and stretch are not those in the manifest")
                if log["kind"] not in KINDS:
                    raise FailedError(f"its kind '{log['kind']}' is not known here")
                KINDS[log["kind"]](log, self.shapes)
            except FailedError as error:
                raise FailedError(f"log {name}: {error}") from error
            self._good[name] = log
        return self._good[name]

    def __len__(self) -> int:
        """How many were found good."""
        return len(self._good)


def hypotheses(parts: Sequence[Said]) -> Hypotheses:
    """What parts demand, as logs name it."""
    return {said.hypothesis for said in parts if said.demand is not None}


def _used(demands: Sequence[Json], moment: str, moments: Sequence[str] = ()) -> Hypotheses:
    """What a log demands when it is used for a moment; one of many moments names them itself."""
    each = moments or [moment] * len(demands)
    return {
        (m if d["kind"] in ("place", "height") else "", text_of(d))
        for d, m in zip(demands, each, strict=True)
    }


def each_reading(stated: Sequence[Json], readings: Sequence[Told]) -> Sequence[tuple[Json, Told]]:
    """What is stated of every ordinary reading, in a certificate that must leave none out.

    Raises:
        FailedError: one is left out, stands twice, or is no ordinary reading of these claims.
    """
    ordinary = {tuple(sorted(r.values.items())): r for r in readings if r.kind == "ordinary"}
    out = []
    seen = set()
    for row in stated:
        key = tuple(sorted(row["values"].items()))
        if key not in ordinary:
            raise FailedError(f"{row['values']} is not an ordinary reading of these claims")
        if key in seen:
            raise FailedError(f"the reading {row['values']} stands twice")
        seen.add(key)
        out.append((row, ordinary[key]))
    for key in ordinary:
        if key not in seen:
            raise FailedError(f"the ordinary reading {dict(key)} is left out")
    if not out:
        raise FailedError("there is no reading")
    return out


def check_empty(
    stated: Json,
    stretch: float,
    readings: Sequence[Told],
    given: Sequence[Said],
    logs: Logs,
) -> None:
    """Check that no world meets the parts and premises at ``stretch`` in any ordinary reading.

    Raises:
        FailedError: that is not shown.
    """
    if stated["stretch"] != stretch:
        raise FailedError(f"what is excluded is excluded at stretch {stated['stretch']}, "
                          f"not {stretch:g}")  # fmt: skip
    known = hypotheses(given)
    for row, reading in each_reading(stated["readings"], readings):
        log = _log(row["by"], EXCLUSIONS, stretch, logs)
        moments = log["moments"] if log["kind"] in OF_MANY else ()
        missing = _used(log["demands"], row["by"]["moment"], moments)
        if not missing <= known | hypotheses(reading.parts):
            raise FailedError(
                f"log {row['by']['log']} excludes demands that the reading {dict(reading.values)} "
                "does not make"
            )


def check_follows(
    stated: Json,
    readings: Sequence[Told],
    claimed: Callable[[Told], tuple[Sequence[Said], Sequence[Said]]],
    logs: Logs,
) -> None:
    """Check that in every ordinary reading all worlds left meet what is claimed, at stretch 1.

    ``claimed`` splits a reading into what is claimed and what may be used.

    Raises:
        FailedError: that is not shown.
    """
    for row, reading in each_reading(stated["readings"], readings):
        claims, usable = claimed(reading)
        known = hypotheses(usable)
        left = hypotheses(claims) - known
        if not claims:
            raise FailedError("nothing that can be tested is claimed")
        for by in row["by"]:
            log = _log(by, IMPLICATIONS, POLICY, logs)
            if not _used(log["demands"], by["moment"]) <= known:
                raise FailedError(f"log {by['log']} uses what is not given")
            left -= _used(log["claim"], by["moment"])
        if left:
            raise FailedError(
                f"of the reading {dict(reading.values)} a part is not shown to hold always"
            )


def _log(by: Json, kinds: object, stretch: float, logs: Logs) -> Json:
    log = logs.good(by["log"])
    if log["kind"] not in kinds:  # type: ignore[operator]
        raise FailedError(f"log {by['log']} is of a kind that does not show this")
    if log["stretch"] != stretch:
        raise FailedError(f"log {by['log']} is of stretch {log['stretch']}, not {stretch:g}")
    return log
