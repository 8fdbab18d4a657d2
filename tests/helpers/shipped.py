"""The checks of the shipped cases, each made once for all tests of a process."""

from __future__ import annotations

from functools import cache

import pytest

import skywitness as sw
from skywitness.reason.results import CheckResult

#: Shipped cases whose check, page and pack take little, of each of which something is held.
QUICK = ("fr4978-2021", "rq4-hormuz-2019", "ep3-hainan-2001")
#: All shipped cases, those that take longer for `make test-long` only.
QUICK_FIRST = [
    pytest.param(name, marks=() if name in QUICK else pytest.mark.long)
    for name in sw.shipped_cases()
]


@cache
def checked(name: str) -> CheckResult:
    """The check of a shipped case, conflicts too, with the default work."""
    return sw.check(name)
