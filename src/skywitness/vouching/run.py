"""A page held against its case and its certificates."""

from __future__ import annotations

from dataclasses import dataclass

from skywitness.aliases import Json
from skywitness.claims.casefile.case import Case
from skywitness.errors import SkywitnessError
from skywitness.verify.statements.folder import Folder
from skywitness.vouching.casewords import compare_case
from skywitness.vouching.certified import certified
from skywitness.vouching.clashes import compare_clashes
from skywitness.vouching.difference import DifferenceError, compare, compare_keys
from skywitness.vouching.findings import compare_findings
from skywitness.vouching.firstscreen import FirstScreen
from skywitness.vouching.localtimes import compare_local
from skywitness.vouching.parts import Demands

#: The members of a dossier.
WHOLE = (
    "format version software case frames moments objects stretches short scene claims together "
    "maps conflicts times method check"
)
#: What no certificate carries, on any page.
DRAWN = (
    "maps, plots and tables of readings",
    "reasons in whole sentences below the first screen",
    "that no other conflict exists",
)


@dataclass(frozen=True)
class Vouched:
    """What of a page was told again and is so, and what could not be."""

    findings: int
    claims: int
    unvouched: tuple[str, ...]


def vouch(page: Json, case: Case, folder: Folder) -> Vouched:
    """Hold ``case.json`` against the case and the certificates, whose own check has passed.

    Raises:
        DifferenceError: the first thing that it says otherwise.
        FailedError: a certificate is damaged.
    """
    known = certified(folder)
    try:
        compare_keys("case.json", page, WHOLE)
        compare("format", page["format"], "skywitness dossier", "every page")
        unvouched = compare_case(page, case, known.frames)
        compare_keys("times", page["times"], "happened ties said local")
        compare_local(page["times"]["local"], case)
        compare_findings(page, known)
        sector = folder.manifest["sector_deg"]
        demands = {frame: Demands(case, frame, sector) for frame in known.frames}
        compare_clashes(page, case, known, demands)
        unvouched += sorted(FirstScreen(page, case, known, demands).compare())
    except SkywitnessError as error:
        raise DifferenceError("case.json", str(error)) from error
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        what = f"{type(error).__name__} {error}".strip()[:120]
        raise DifferenceError("case.json", f"it is not of the documented form ({what})") from error
    findings = len(page["short"]["findings"])
    return Vouched(findings, len(page["claims"]), (*unvouched, *DRAWN))
