"""Skywitness checks what is said about an air incident against geography.

The public names are imported on first use, so that ``import skywitness`` is quick.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from skywitness.api import (
        Answer,
        Case,
        CheckResult,
        Extent,
        Finding,
        Fix,
        Meeting,
        Place,
        Track,
        Traveller,
        View,
        as_json,
        ask,
        because,
        check,
        could_meet,
        export,
        inference_because,
        load_case,
        margin_words,
        open_store,
        pack,
        place,
        read,
        shipped_cases,
        together,
        verify_certificates,
        verify_pack,
        write_certificates,
        write_page,
    )
    from skywitness.errors import SkywitnessError

__version__ = version("skywitness")

__all__ = [
    "Answer",
    "Case",
    "CheckResult",
    "Extent",
    "Finding",
    "Fix",
    "Meeting",
    "Place",
    "SkywitnessError",
    "Track",
    "Traveller",
    "View",
    "as_json",
    "ask",
    "because",
    "check",
    "could_meet",
    "export",
    "inference_because",
    "load_case",
    "margin_words",
    "open_store",
    "pack",
    "place",
    "read",
    "shipped_cases",
    "together",
    "verify_certificates",
    "verify_pack",
    "write_certificates",
    "write_page",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        module = "skywitness.errors" if name == "SkywitnessError" else "skywitness.api"
        return getattr(import_module(module), name)
    raise AttributeError(f"module 'skywitness' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
