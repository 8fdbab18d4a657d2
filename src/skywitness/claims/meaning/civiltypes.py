"""Civil types from the ``openap`` library, where it is installed (``skywitness[civil]``).

openap (TU Delft, LGPL-3.0) holds aircraft data collected from open literature, and WRAP, how types
were flown in recorded traffic. Read here: ``prop.aircraft(code)`` (``ceiling`` in m, ``mmo``,
``cruise.range`` in km) and ``WRAP(ac=code).landing_speed()`` (m/s). WRAP's climb rates are what was
flown, not what a type can do, so they are not taken.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from skywitness.claims.meaning.figures import Figure, Source, TypeRow
from skywitness.errors import DataError

ADDRESS = "https://pypi.org/project/openap"


@lru_cache(maxsize=64)
def civil_type(code: str) -> TypeRow | None:
    """What openap says of an ICAO designator ("B738"); ``None`` without openap or the type.

    The figures count as checked: they are read from the library itself.

    Raises:
        DataError: the installed openap describes types in another form.
    """
    # Only names of the form of a designator are tried: openap looks them up as file names.
    if not (code.isascii() and code.isalnum() and len(code) <= 4):
        return None
    try:
        prop = import_module("openap.prop")
        number = version("openap")
    except (ImportError, PackageNotFoundError):
        return None
    try:
        data: dict[str, Any] = prop.aircraft(code)
    except ValueError:  # openap's word for a type it does not have
        return None
    try:
        return _row(code, data, Source(f"openap {number}", ADDRESS))
    except (KeyError, TypeError) as error:
        raise DataError(
            f"openap {number} describes '{code}' in a form not known here ({error})",
            remedy="install a version that skywitness[civil] allows",
        ) from error


def _row(code: str, data: dict[str, Any], source: Source) -> TypeRow:
    figures = [
        Figure("top speed", float(data["mmo"]), "Mach", source, True, "maximum operating Mach"),
        Figure("ceiling", float(data["ceiling"]), "m", source, True),
        Figure("range", float(data["cruise"]["range"]), "km", source, True),
    ]
    slow = _landing(code)
    if slow is not None:
        which = "landing, lower end of those flown"
        figures.insert(0, Figure("least speed", slow, "m/s", source, True, which))
    kind = "propeller" if data["engine"]["type"] == "turboprop" else "jet"
    return TypeRow(str(data["aircraft"]), (code.upper(),), kind, tuple(figures), code.upper())


def _landing(code: str) -> float | None:
    """Lower end of the landing speeds that WRAP records of a type, in m/s."""
    try:
        flown = import_module("openap.kinematic").WRAP(ac=code, use_synonym=False)
        return float(flown.landing_speed()["minimum"])
    except (ImportError, ValueError):
        return None
