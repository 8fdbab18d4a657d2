"""The checks of the shipped cases, each made once for all tests of a process."""

from __future__ import annotations

from functools import cache

import skywitness as sw
from skywitness.reason.results import CheckResult


@cache
def checked(name: str) -> CheckResult:
    """The check of a shipped case, conflicts too: they take seconds, but machines may be busy."""
    return sw.check(name, conflicts_s=300)
