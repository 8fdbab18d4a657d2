"""A certificate is sought with so much work and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import claims, moments, written

import skywitness as sw
from skywitness.certificates import write
from skywitness.reason.work import forget


def test_a_certificate_that_takes_too_much_work_claims_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = claims("alpha is 100 km from 40.0 N, 10.0 E", "alpha is 300 km from 40.0 N, 11.0 E")
    folder = written(tmp_path, moments("alpha") + said)
    found = sw.check(folder, together=[["C1", "C2"]])
    assert found.together[0].verdict.verdict == "contradicted"
    forget()
    monkeypatch.setattr(write, "WORK", 0.0)
    sw.write_certificates(found, folder)
    report = sw.verify_certificates(folder)
    assert report.failed is None
    assert any("of a quiet machine" in why for _, why in report.not_certified)
    monkeypatch.setattr(write, "WORK", 300)
    sw.write_certificates(found, folder)
    assert not sw.verify_certificates(folder).not_certified
