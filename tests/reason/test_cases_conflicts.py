"""The conflicts that the shipped cases are expected to have, in a check with the default work."""

from __future__ import annotations

import pytest
from shipped import checked

import skywitness as sw

#: Case, claims that cannot all be so, and the frame where it matters.
EXPECTED = [
    ("fr4978-2021", "C1 C2 P1 P2", None),
    ("fr4978-2021", "B1 P1 P2", None),
    ("rq4-hormuz-2019", "I1 U1", None),
    ("rq4-hormuz-2019", "M2 U2", None),
    ("ep3-hainan-2001", "C2 U2", None),
    ("f4-syria-2012", "S1 T1", None),
    ("f4-syria-2012", "X1 T1", None),
    ("f4-syria-2012", "S0 S2 T1", None),
    ("su24-turkey-2015", "T1 R1b", None),
    ("su24-turkey-2015", "T1 T2-length K1", None),
    # Sectors give way beyond the policy's tolerance, so this one is strained.
    ("mq9-black-sea-2023", "C1 C2", "recognised"),
    ("mq9-black-sea-2023", "C3", None),
    ("mq9-black-sea-2023", "C5 C6", None),
]


@pytest.mark.parametrize(("case", "claims", "frame"), EXPECTED)
def test_is_listed(case: str, claims: str, frame: str | None) -> None:
    result = checked(case)
    frames = [frame] if frame else [f.id for f in result.frames]
    for each in frames:
        rows = [c for c in sw.as_json(result)["conflicts"] if c["frame"] == each]
        sets = [set(ids) for c in rows for ids in (c["claims"], *c["also"])]
        assert any(ids <= set(claims.split()) for ids in sets), each
