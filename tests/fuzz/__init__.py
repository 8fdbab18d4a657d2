"""Damaged and hostile files against every reader: ``python -m tests.fuzz`` (``make fuzz``)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # the tests' own modules, outside of pytest
