"""The sourced tables beside the shapes, read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from skywitness.errors import DataError


@lru_cache(maxsize=32)
def table(name: str) -> dict[str, Any]:
    """One table of ``data/places/tables`` by its name without ``.toml``."""
    path = resources.files("skywitness") / "data" / "places" / "tables" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DataError(
            f"a table of places cannot be read: {error}",
            file=str(path),
            remedy="reinstall skywitness",
        ) from error
