"""Where the repository and the tests' own modules lie, for tests that start other processes."""

from pathlib import Path

HELPERS = Path(__file__).resolve().parent
REPOSITORY = HELPERS.parent.parent
