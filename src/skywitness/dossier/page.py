"""Writes the page: one HTML file, without script, that needs nothing but itself."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from skywitness.dossier import appendix, content, words
from skywitness.dossier.layers import Map, maps
from skywitness.dossier.toggles import rules
from skywitness.dossier.told import remaining, told
from skywitness.errors import SkywitnessError
from skywitness.reason.drawing import DrawnRegion
from skywitness.reason.results import CheckResult

NAME = "index.html"

#: Characters that no text needs and that could make a line read differently from what it says:
#: controls, and marks that turn the direction of writing.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def write_page(result: CheckResult, regions: Sequence[DrawnRegion], folder: Path) -> Path:
    """Write the page of a check into ``folder`` as ``index.html`` and return its path.

    ``regions`` are those of :func:`skywitness.reason.drawing.draw`. The file appears whole or not
    at all.

    Raises:
        SkywitnessError: the folder cannot be made or written to.
    """
    text = page(result, regions)
    target = folder / NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".page-", suffix=".part", dir=folder)
        partial = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            partial.chmod(0o644)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise SkywitnessError(
            f"the page cannot be written: {error.strerror or error}",
            file=str(target),
            remedy="name a folder that can be written to",
        ) from error
    return target


def page(result: CheckResult, regions: Sequence[DrawnRegion]) -> str:
    """The page as text."""
    drawn = maps(result, regions)
    style = _style(drawn)
    places = appendix.places_used(result, regions)
    frames = len(result.frames)
    context = {
        "case": result.case,
        "result": result,
        "frames": result.frames,
        "maps": drawn,
        "in_short": content.in_short(result),
        "cards": [(each, content.verdicts(each.findings, frames)) for each in result.claims],
        "deductions": [d for each in result.claims for d in content.deductions(each, frames)],
        "together": [
            (same[0].claims, content.verdicts(same, frames))
            for same in content.by_claims(result.together)
        ],
        "conflicts": told(result.conflicts or ()),
        "remaining": remaining(result.conflicts or ()),
        "sources": {s.id: s for s in result.case.sources},
        "documents": {d.id: d for d in result.case.documents},
        "places": places,
        "policy": appendix.policy_rules(result),
        "notices": appendix.notices(result, places),
        "software": appendix.software(),
        "means": words.VERDICT_MEANS,
        "style": Markup(style),  # ours alone: nothing from the case
        "policy_line": _policy_line(style),
    }
    return _environment().get_template("page.html.j2").render(context)


def _style(drawn: Sequence[Map]) -> str:
    """The page's one style sheet: the shipped one and the switches of its maps."""
    return f"\n{_shipped('style.css')}{rules(drawn)}"


def _policy_line(style: str) -> str:
    """The Content-Security-Policy: nothing but the one style sheet, known by its hash."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _shipped(name: str) -> str:
    return (resources.files("skywitness.dossier") / "templates" / name).read_text("utf-8")


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_shipped),
        autoescape=True,
        finalize=plain,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"address": address, "language": language, "slug": slug}
    return environment


def plain(value: object) -> object:
    """What any text of the page goes through before it is escaped: hidden characters are shown."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", value)


def address(text: str | None) -> str | None:
    """An address that may become a link: ``http`` and ``https`` only, else ``None``."""
    if not text or re.search(r"[\s<>\"'`\\\x00-\x20]", text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.netloc else None


def language(text: str | None) -> str | None:
    """A language tag fit for ``lang``, or ``None``."""
    return text if text and _LANGUAGE.fullmatch(text) else None


def slug(text: str) -> str:
    """Words as part of a class name."""
    return re.sub(r"[^a-z]+", "-", text.lower()).strip("-")
