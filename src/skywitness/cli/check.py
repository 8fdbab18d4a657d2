"""``skywitness check``: a verdict, a margin and a reason for every claim of a case."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from skywitness import api
from skywitness.claims.meaning.outcomes import (
    CONSISTENT,
    CONTRADICTED,
    NOT_TESTABLE,
    STRAINED,
    SUPPORTED,
    UNDECIDED,
    Outcome,
    VerdictWord,
)
from skywitness.cli.choices import CaseName, Sector
from skywitness.cli.output import in_json, printable, progress
from skywitness.dossier.page.page import DATA, NAME
from skywitness.dossier.page.paper import PDF
from skywitness.dossier.words import words
from skywitness.dossier.words.accountwords import (
    accounts_because,
    accounts_groups,
    accounts_title,
    their_words,
)
from skywitness.dossier.words.conditions import outcome_word, verdict_word
from skywitness.dossier.words.conflictgroups import conflict_groups, remaining
from skywitness.dossier.words.headlines import headlines
from skywitness.dossier.words.inferencewords import inference_because
from skywitness.dossier.words.verdictwords import SHOWN
from skywitness.errors import SkywitnessError
from skywitness.handover.findings import EXPORTS
from skywitness.reason.conflicts.conflictresults import Conflicts
from skywitness.reason.conflicts.conflicts import SECONDS
from skywitness.reason.results import CheckResult, ClaimResult, Finding
from skywitness.wholefiles import refuse_places

COLOURS: dict[VerdictWord | Outcome, str] = {
    CONTRADICTED: "bold red",
    STRAINED: "yellow",
    CONSISTENT: "green",
    SUPPORTED: "bold green",
    UNDECIDED: "cyan",
    NOT_TESTABLE: "dim",
}


def check(
    case: CaseName,
    together: Annotated[
        list[str] | None,
        typer.Option(metavar="ID,ID", help="Only the verdict of these claims taken together."),
    ] = None,
    frame: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this point of view, by its id.")
    ] = None,
    sector: Sector = None,
    conflicts: Annotated[
        float,
        typer.Option(
            metavar="SECONDS",
            min=0,
            help="Work on conflicts among claims, in seconds of a quiet machine; 0 seeks none.",
        ),
    ] = SECONDS,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write page, exports and certificates here.")
    ] = None,
    pdf: Annotated[
        bool, typer.Option("--pdf", help="With --out: print the page too (needs Chromium).")
    ] = False,
    figures: Annotated[
        bool,
        typer.Option("--figures", help="With --out: figures as SVG and PNG (needs Chromium)."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of a table.")
    ] = False,
) -> None:
    """Check a case: a verdict, a margin and a reason for every claim."""
    if (pdf or figures) and out is None:
        raise SkywitnessError(
            "--pdf and --figures draw the page, and no page is written",
            remedy="add --out DIR",
        )
    if out is not None:
        from skywitness.certificates.write import refuse_others

        refuse_others(out)
        refuse_places(out, (NAME, DATA, *EXPORTS, *([PDF] if pdf else [])), "page")
    loaded = api.load_case(case)
    sets = [[i.strip() for i in ids.split(",") if i.strip()] for ids in together or []]
    with ExitStack() as stack:
        drawing = None
        with progress("checking") as tell:
            if sets and out is None:
                findings = [
                    f
                    for ids in sets
                    for f in api.together(loaded, ids, frame=frame, sector_deg=sector)
                ]
                result = None
            else:
                result = api.check(
                    loaded,
                    frame=frame,
                    together=sets,
                    sector_deg=sector,
                    conflicts_s=0,
                    progress=tell,
                )
                if out is not None:  # maps hang on no conflict: they are drawn meanwhile
                    drawing = stack.enter_context(api.begin_drawing(result))
                if conflicts > 0:
                    result = api.seek_conflicts(result, conflicts, progress=tell)
                findings = list(result.together)
        if as_json:
            printed = (
                {"case": loaded.id, "together": [api.as_json(f) for f in findings]}
                if result is None
                else api.as_json(result)
            )
            typer.echo(in_json(printed))
        else:
            console = Console(highlight=False)
            if result is not None:
                show(console, result)
            _show_sets(console, findings)
        if out is None or result is None:
            return
        with progress("writing") as tell:
            proofs = api.write_certificates(result, out, progress=tell)
        with progress("drawing"):
            page = api.write_page(result, out, certificates=proofs, drawing=drawing)
    told = Console(stderr=as_json, highlight=False, soft_wrap=True)
    told.print(
        f"\nThe page: {_path(page)}\nThe certificates: {_path(proofs)}\n"
        f"Beside the page: {', '.join(EXPORTS)}"
    )
    if pdf or figures:
        with progress("printing"):
            made = [api.write_pdf(page)] if pdf else []
            made += api.write_figures(page)[:1] if figures else []
        for file in made:
            told.print(f"Drawn: {_path(file if file.suffix == '.pdf' else file.parent)}")


def _path(path: Path) -> str:
    return escape(printable(str(path)))


def show(console: Console, result: CheckResult) -> None:
    """Print what was found first, then conflicts, double accounts, and every claim."""
    _show_findings(console, result)
    _show_conflicts(console, result)
    _show_accounts(console, result)
    _show_claims(console, result)


def _show_findings(console: Console, result: CheckResult) -> None:
    """What was found, first: who said what, and how it stands in each point of view."""
    console.print(Text(printable(result.case.title), style="bold"))
    found = headlines(result)
    if not found:
        console.print("  Nothing was found to be impossible, or to hold in every reading.")
    if result.conflicts is None:
        console.print("  Which statements exclude each other was not looked for.")
    for headline in found:
        for said in headline.said:
            spoken = Text(printable(f"{said.claim}  "), style="dim")
            console.print(spoken.append(printable(said.sentence), style="not dim"))
        for line in headline.lines:
            lead, dot, rest = line.words.partition(". ")
            shown = Text()
            if len(line.frames) < len(result.frames):
                shown.append(printable(f"{_labels(line.frames, result)}: "), style="bold")
            shown.append(printable(lead + dot), style=COLOURS.get(line.verdict, "bold green"))
            console.print(Padding(shown.append(printable(rest)), (0, 0, 0, 4)))
        if headline.slip:
            slip = f"A slip that would explain it: {headline.slip}"
            console.print(Padding(Text(printable(slip)), (0, 0, 0, 4)))
        console.print()


def _labels(frames: Sequence[str], result: CheckResult) -> str:
    """Points of view by their labels, the first letter of the whole large."""
    known = {f.id: f.label for f in result.frames}
    text = "; ".join(known[each] for each in frames)
    return text[:1].upper() + text[1:]


def _show_claims(console: Console, result: CheckResult) -> None:
    console.print(Text("Claims", style="bold"))
    for frame in result.frames:
        shown = f"  point of view {frame.id}: {frame.label}"
        console.print(Text(printable(shown), style="dim"))
    console.print()
    for each in result.claims:
        _show_claim(console, each)


def _show_claim(console: Console, each: ClaimResult) -> None:
    claim = each.claim
    head = Text(printable(f"{claim.id}  {claim.row.says}"), style="bold")
    console.print(head)
    console.print(Text(printable(f"    {words.speakers(claim)}"), style="dim"))
    if claim.evidence is not None:
        row = claim.evidence.table
        shown = f"    {row.kind}: {row.what} ({claim.evidence.status})"
        console.print(Text(printable(shown), style="dim"))
    if claim.superseded_by:
        console.print(Text(printable(f"    corrected by {claim.superseded_by}"), style="dim"))
    for labels, finding in _merged(each.findings):
        _show_finding(console, finding, labels)
    for frame, inference in each.inference:
        line = Text("    drawn from ")
        line.append(printable(" and ".join(inference.given)))
        word = outcome_word(inference.result, inference.strength)
        line.append(": ")
        line.append(word, style=COLOURS[inference.strength] if inference.strength else "bold")
        if len(each.inference) > 1:
            line.append(printable(f"  [{frame.id}]"), style="dim")
        console.print(line)
        console.print(_indented(inference_because(inference, claim)))
    console.print()


def _show_conflicts(console: Console, result: CheckResult) -> None:
    """What does not go together, and what does."""
    conflicts: Sequence[Conflicts] = result.conflicts or ()
    groups, rest = conflict_groups(conflicts), remaining(conflicts)
    if not groups and not rest:
        return
    console.print(Text("Conflicts", style="bold"))
    for group in groups:
        first = group.first
        line = Text("    ")
        line.append(printable(" + ".join(first.claims)), style="bold")
        line.append(f"  {SHOWN[first.strength]}", style=COLOURS[first.strength])
        line.append(_in_frames(group.frame_ids, group.everywhere), style="dim")
        console.print(line)
        for part in first.told:
            said = words.speaker(result.case.claim(part.claim))
            console.print(_indented(f"{part.claim} “{part.words}”, {said}"))
        for text in (group.because, group.hint, group.also):
            if text:
                console.print(_indented(text))
    for each in rest:
        frames = _in_frames(each.frame_ids, each.everywhere)
        for text in (each.compatible, each.cut):
            if text:
                console.print(Padding(Text(printable(text + frames)), (0, 0, 0, 4)))
    console.print()


def _show_accounts(console: Console, result: CheckResult) -> None:
    """Two accounts reported of one speaker, both in their words."""
    groups = accounts_groups(result.conflicts or ())
    if not groups:
        return
    console.print(Text("Two accounts of one speaker", style="bold"))
    for group in groups:
        first = group.first
        line = Text("    ")
        line.append(printable(accounts_title(first)), style="bold")
        strength = first.conflict.strength
        line.append(f"  {SHOWN[strength]}", style=COLOURS[strength])
        line.append(_in_frames(group.frame_ids, group.everywhere), style="dim")
        console.print(line)
        for claim, said in zip(
            (first.earlier, first.later), their_words(first, result.case), strict=True
        ):
            who = words.speaker(result.case.claim(claim))
            console.print(_indented(f"{claim} “{said}”, {who}"))
        console.print(_indented(accounts_because(first)))
    console.print()


def _in_frames(ids: Sequence[str], everywhere: bool) -> str:
    return "" if everywhere else printable(f"  [{', '.join(ids)}]")


def _merged(findings: tuple[Finding, ...]) -> list[tuple[str, Finding]]:
    """Findings that are the same in several frames, once."""
    out: list[tuple[list[str], Finding]] = []
    for finding in findings:
        for ids, known in out:
            if words.because(known) == words.because(finding) and (
                known.verdict.verdict == finding.verdict.verdict
            ):
                ids.append(finding.frame.id)
                break
        else:
            out.append(([finding.frame.id], finding))
    every = len(findings)
    return [("" if len(ids) == every else ", ".join(ids), f) for ids, f in out]


def _show_finding(console: Console, finding: Finding, frames: str) -> None:
    v = finding.verdict
    line = Text("    ")
    line.append(verdict_word(v), style=COLOURS[v.verdict])
    margin = words.margin_words(v.lo, v.hi)
    if margin:
        line.append(f"  {margin}")
    if frames:
        line.append(printable(f"  [{frames}]"), style="dim")
    console.print(line)
    console.print(_indented(words.because(finding)))
    for note in words.weighty(v.notes):
        console.print(_indented(words.note_words(note)))


def _indented(text: str) -> Padding:
    """A paragraph under a claim, its wrapped lines indented too."""
    return Padding(Text(printable(text)), (0, 0, 0, 6))


def _show_sets(console: Console, findings: list[Finding]) -> None:
    if not findings:
        return
    table = Table("together", "point of view", "verdict", "margin", "because", show_lines=True)
    for f in findings:
        v = f.verdict
        table.add_row(
            escape(printable(", ".join(f.claims))),
            escape(printable(f.frame.id)),
            Text(verdict_word(v), style=COLOURS[v.verdict]),
            words.margin_words(v.lo, v.hi),
            escape(
                printable(
                    " ".join([words.because(f), *map(words.note_words, words.weighty(v.notes))])
                )
            ),
        )
    console.print(table)
