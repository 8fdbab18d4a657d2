"""The checks of the shipped cases, each made once for all tests of a process."""

from __future__ import annotations

from functools import cache

import skywitness as sw
from skywitness.reason.results import CheckResult


@cache
def checked(name: str) -> CheckResult:
    """The check of a shipped case, conflicts too, with the default work."""
    return sw.check(name)
