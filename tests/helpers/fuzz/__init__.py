"""Damaged and hostile files against every reader: ``make fuzz``."""

import sys
from pathlib import Path

HELPERS = Path(__file__).parents[1]
RECORD = HELPERS.parent / "record"
ROOMS = ("asterix", "readers", "readsb", "tables", "trackfiles")

# The tests' own modules, outside of pytest.
sys.path[:0] = [str(HELPERS), *(str(RECORD / room) for room in ROOMS)]
