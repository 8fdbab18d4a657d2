"""The stretches of tolerances that mean something.

A stretch λ is what tolerances are multiplied by, see :mod:`skywitness.claims.meaning.allowed`.
"""

from __future__ import annotations

from typing import Final

AS_PRINTED: Final = 0.0  # numbers as they stand, without tolerance
POLICY: Final = 1.0  # the tolerances of the policy: what is impossible here is strained
DOUBLED: Final = 2.0  # every tolerance doubled: what is impossible here too is contradicted
BEYOND: Final = 20.0  # stretches past this are not told apart

#: Where one verdict ends and the next begins.
THRESHOLDS: Final = (POLICY, DOUBLED)
#: Those that a reader can choose.
STRETCHES: Final = (AS_PRINTED, POLICY, DOUBLED)
