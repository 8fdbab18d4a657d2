"""``skywitness verify``: a pack or the certificates of a check, with bounds of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from skywitness import api
from skywitness.cli.output import printable, progress
from skywitness.unseen import one_line

if TYPE_CHECKING:
    from skywitness.handover.packs.checking import PackReport

DOES_NOT_HOLD = 1

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
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the documented JSON object instead of text.")
    ] = False,
) -> None:
    """Check a pack, or the certificates that a check wrote, with bounds of its own."""
    with progress("verifying") as tell:
        packed = api.verify_pack(folder, progress=tell) if api.is_pack(folder) else None
        found = packed or api.verify_certificates(folder, progress=tell)
    if as_json:
        failed = None if found.failed is None else dict(zip(("certificate", "what"), found.failed,
                                                            strict=True))  # fmt: skip
        missing = [{"certificate": name, "reason": why} for name, why in found.not_certified]
        out = {
            "case": found.case,
            "holds": found.holds,
            "failed": failed,
            "certificates": found.certificates,
            "exclusions": found.logs,
            "proven": found.proven,
            "claim_something": found.claim_something,
            "claim_nothing": found.claim_nothing,
            "frames_left_out": found.frames_left_out,
            "not_certified": missing,
            "manifest_sha256": found.manifest_sha256 or None,
            "pack": None if packed is None else _pack_json(packed),
        }
        typer.echo(json.dumps(out, ensure_ascii=False, indent=2, allow_nan=False))
    else:
        console = Console(highlight=False, soft_wrap=True)
        if found.failed is not None:
            where, why = found.failed
            console.print(Text("does not hold", style="bold red"))
            console.print(Text(printable(f"  {one_line(where)}: {why}")))
            if "\n  remedy: " not in why:
                console.print(Text(f"  remedy: {_PACK if packed else _CERTIFICATES}"))
            if packed is None or found.manifest_sha256:
                console.print(
                    Text(f"  {found.certificates} certificates before it hold", style="dim")
                )
        else:
            console.print(Text(printable(f"{found.case}: every certificate holds"), style="bold"))
            for word, count in found.proven.items():
                console.print(Text(printable(f"  {count:4}  {word}")))
            console.print(
                Text(
                    f"  {found.claim_something} prove what they say; {found.claim_nothing} claim "
                    "nothing (open, not testable or not certified)"
                )
            )
            if found.frames_left_out:
                names = ", ".join(found.frames_left_out)
                console.print(Text(printable(f"  frames left out: {names}"), style="yellow"))
            console.print(Text(f"  {found.logs} exclusion logs were checked", style="dim"))
        for name, why in found.not_certified:
            console.print(Text(printable(f"  not certified: {name}: {why}"), style="yellow"))
        if found.manifest_sha256:
            console.print(Text(f"  manifest sha256 {found.manifest_sha256}", style="dim"))
        if packed is not None:
            _show_pack(console, packed)
    if not found.holds:
        raise typer.Exit(DOES_NOT_HOLD)


def _pack_json(packed: PackReport) -> dict[str, Any]:
    return {
        "files": packed.files,
        "bytes": packed.bytes,
        "tagmanifest_sha256": packed.tagmanifest_sha256 or None,
        "missing": packed.missing,
        "notes": packed.notes,
    }


def _show_pack(console: Console, packed: PackReport) -> None:
    if packed.tagmanifest_sha256:
        console.print(Text(f"  {packed.files:,} files are as packed, {packed.bytes:,} bytes"))
    for each in packed.missing:
        why = f": {each['reason']}" if each["reason"] else ""
        console.print(Text(printable(f"  {each['status']}: {each['id']}{why}"), style="yellow"))
    for note in packed.notes:
        console.print(Text(printable(f"  {note}"), style="yellow"))
    if packed.tagmanifest_sha256:
        console.print(Text(f"  tagmanifest sha256 {packed.tagmanifest_sha256}", style="dim"))
