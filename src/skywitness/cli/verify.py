"""``skywitness verify``: a pack or the certificates of a check, with bounds of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from skywitness import api
from skywitness.cli.output import in_json, printable, progress
from skywitness.dossier.words.verdictwords import SHOWN
from skywitness.unseen import one_line

if TYPE_CHECKING:
    from skywitness.handover.packs.checking import PackReport
    from skywitness.handover.packs.pagecheck import PageReport

DOES_NOT_HOLD = 1
PAGE_NOT_CHECKED = 3
NOT_CHECKED = "its script and style are of no release known here, so what it shows may be anything"

#: By plain strings: what was proven comes from files.
_WORDS: dict[str, str] = {str(word): told for word, told in SHOWN.items()}
_PACK = "ask whoever made the pack for it again"
_CERTIFICATES = (
    "get them again from whoever made them, or write them anew with check CASE --out DIR"
)


def verify(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="A pack (folder or .zip), or what check --out wrote."
        ),
    ],
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Refuse whatever leaves something unproven: open or uncertified verdicts, points "
            "of view left out, conflicts not sought, a page that was not checked.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of text.")
    ] = False,
) -> None:
    """Check a pack, or what a check wrote: certificates with bounds of its own, and the page."""
    with progress("verifying") as tell:
        packed = api.verify_pack(folder, progress=tell) if api.is_pack(folder) else None
        found = packed or api.verify_certificates(folder, progress=tell)
    console = Console(highlight=False, soft_wrap=True)
    if as_json:
        out = _json(found, packed)
        typer.echo(in_json(out))
    else:
        _show(console, found, packed)
    if not found.holds or (strict and not found.strictly):
        if found.holds and not as_json:
            console.print(Text("refused: not all of it is proven (--strict)", style="bold red"))
        raise typer.Exit(DOES_NOT_HOLD)
    if not found.page_checked:
        raise typer.Exit(PAGE_NOT_CHECKED)


def _json(found: PageReport, packed: PackReport | None) -> dict[str, Any]:
    """The documented object."""
    failed = None if found.failed is None else dict(zip(("certificate", "what"), found.failed,
                                                        strict=True))  # fmt: skip
    return {
        "case": found.case,
        "holds": found.holds,
        "failed": failed,
        "certificates": found.certificates,
        "exclusions": found.logs,
        "proven": found.proven,
        "claim_something": found.claim_something,
        "claim_nothing": found.claim_nothing,
        "not_proven": found.not_proven,
        "conflicts_sought": found.conflicts_sought,
        "strictly": found.strictly,
        "frames_left_out": found.frames_left_out,
        "not_certified": [
            {"certificate": name, "reason": why} for name, why in found.not_certified
        ],
        "manifest_sha256": found.manifest_sha256 or None,
        "page": _page_json(found),
        "pack": None if packed is None else _pack_json(packed),
    }


def _show(console: Console, found: PageReport, packed: PackReport | None) -> None:
    """What was found, the failure first."""
    if found.failed is not None:
        where, why = found.failed
        console.print(Text("does not hold", style="bold red"))
        console.print(Text(printable(f"  {one_line(where)}: {why}")))
        if "\n  remedy: " not in why:
            console.print(Text(f"  remedy: {_PACK if packed else _CERTIFICATES}"))
        if packed is None or found.manifest_sha256:
            console.print(Text(f"  {found.certificates} certificates before it hold", style="dim"))
    else:
        _show_proven(console, found)
    for name, why in found.not_certified:
        console.print(Text(printable(f"  not certified: {name}: {why}"), style="yellow"))
    if found.manifest_sha256:
        console.print(Text(f"  manifest sha256 {found.manifest_sha256}", style="dim"))
    if packed is not None:
        _show_pack(console, packed)


def _show_proven(console: Console, found: PageReport) -> None:
    """What is proven, by its words, and what is not."""
    console.print(Text(printable(f"{found.case}: every certificate holds"), style="bold"))
    for word, count in found.proven.items():
        console.print(Text(printable(f"  {count:4}  {_shown(word)}")))
    console.print(
        Text(
            f"  {found.claim_something} proven, {found.not_proven} not proven (open or not "
            f"certified), {found.not_testable} not testable"
        )
    )
    if not found.conflicts_sought:
        console.print(Text("  conflicts were not sought", style="yellow"))
    if found.frames_left_out:
        names = ", ".join(found.frames_left_out)
        console.print(Text(printable(f"  points of view left out: {names}"), style="yellow"))
    console.print(Text(f"  {found.logs} exclusion logs were checked", style="dim"))
    _show_page(console, found)


def _shown(word: str) -> str:
    """What was proven as people are told it; ``--json`` has the word itself."""
    what, comma, verdict = word.rpartition(", ")
    if word == "compatible":
        return "possible together"
    return f"{what}{comma}{_WORDS.get(verdict, verdict)}"


def _page_json(found: PageReport) -> dict[str, Any] | None:
    if found.vouched is None:
        return None
    return {
        "checked": found.page_checked,
        "findings": found.vouched.findings,
        "claims": found.vouched.claims,
        "not_vouched_for": [*found.vouched.unvouched, *found.beside],
    }


def _show_page(console: Console, found: PageReport) -> None:
    """What of the page was told again, and what was not."""
    if found.vouched is None:
        console.print(Text("  no page beside them", style="dim"))
        return
    said = found.vouched
    console.print(
        Text(
            f"  page: {_many(said.findings, 'finding')} and {_many(said.claims, 'claim')} say what "
            "case and certificates say"
        )
    )
    rest = ", ".join((*said.unvouched, *found.beside))
    console.print(Text(printable(f"  not vouched for: {rest}"), style="dim"))
    if not found.page_checked:
        console.print(Text(f"  page not checked: {NOT_CHECKED}", style="bold yellow"))


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _pack_json(packed: PackReport) -> dict[str, Any]:
    return {
        "files": packed.files,
        "bytes": packed.bytes,
        "tagmanifest_sha256": packed.tagmanifest_sha256 or None,
        "missing": packed.missing,
    }


def _show_pack(console: Console, packed: PackReport) -> None:
    if packed.tagmanifest_sha256:
        console.print(Text(f"  {packed.files:,} files are as packed, {packed.bytes:,} bytes"))
    for each in packed.missing:
        why = f": {each['reason']}" if each["reason"] else ""
        console.print(Text(printable(f"  {each['status']}: {each['id']}{why}"), style="yellow"))
    if packed.tagmanifest_sha256:
        console.print(Text(f"  tagmanifest sha256 {packed.tagmanifest_sha256}", style="dim"))
