"""Writing the page of a check: what ``skywitness.write_page`` and its like do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from skywitness.aside import Aside
from skywitness.dossier.json.proofs import NONE as NO_PROOFS
from skywitness.dossier.json.proofs import Proofs
from skywitness.dossier.map.drawn import Drawn, drawn, drawn_aside
from skywitness.dossier.map.tracks import DrawnTrack
from skywitness.reason.results import CheckResult


def write_page(
    result: CheckResult,
    folder: Path | str,
    *,
    certificates: Path | str | None = None,
    tracks: Mapping[str, Sequence[DrawnTrack]] | None = None,
    exports: bool = True,
    drawing: Aside[Drawn] | Drawn | None = None,
) -> Path:
    """Write the dossier of a check, ``index.html`` and ``case.json``, into a folder.

    Args:
        result: what ``check`` found.
        folder: made if need be.
        certificates: the folder that ``write_certificates`` wrote beside the page, to link to.
        tracks: tracks to draw on the map of each moment, by its id. No verdict rests on them.
        exports: also ``claimreview.json``, ``prov.json``, ``regions.geojson`` and ``regions.kml``.
        drawing: what :func:`begin_drawing` began, of the same check, or what came of it; its
            tracks are drawn.

    Returns:
        The path of the page.

    Raises:
        SkywitnessError: the folder cannot be written, the certificates cannot be read, or a track
            cannot be drawn.
    """
    from skywitness.dossier.page.page import write_page as write
    from skywitness.handover.findings.files import exports_of, write_exports

    made = drawing.result() if isinstance(drawing, Aside) else drawing
    if made is None:
        made = drawn(result, tracks or {})
    proofs = NO_PROOFS if certificates is None else Proofs.of(Path(certificates))
    with Aside(lambda: exports_of(result, made.regions) if exports else {}) as beside:
        page = write(result, made.regions, Path(folder), proofs=proofs, drawn=made.maps)
        write_exports(beside.result(), Path(folder))
    return page


def begin_drawing(
    result: CheckResult, *, tracks: Mapping[str, Sequence[DrawnTrack]] | None = None
) -> Aside[Drawn]:
    """Begin to draw what the page of a check shows, in a second process while this one goes on.

    Nothing that is drawn of claims hangs on conflicts. It is a context manager, and to be left when
    the page is written.

    Args:
        result: what ``check`` found, with or without conflicts.
        tracks: as for :func:`write_page`.
    """
    return drawn_aside(result, tracks or {})


def write_pdf(page: Path | str) -> Path:
    """Print a dossier that :func:`write_page` wrote into ``dossier.pdf`` beside it.

    Raises:
        SkywitnessError: there is no Chromium to print with, or it failed.
    """
    from skywitness.dossier.page.paper import write_pdf as write

    return write(Path(page))


def write_figures(page: Path | str) -> list[Path]:
    """Write every figure of a dossier as SVG and PNG into the folder ``figures`` beside it.

    Raises:
        SkywitnessError: there is no Chromium to draw with, or it failed.
    """
    from skywitness.dossier.page.paper import write_figures as write

    return write(Path(page))
