"""Files of a dossier that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from skywitness.errors import SkywitnessError


def place(content: bytes, target: Path, what: str = "file") -> None:
    """Write a file, and the folder it stands in; ``what`` it is called where that fails.

    Raises:
        SkywitnessError: it cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".page-", suffix=".part", dir=target.parent)
        partial = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            partial.chmod(0o644)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise SkywitnessError(
            f"the {what} cannot be written: {error.strerror or error}",
            file=str(target),
            remedy="name a folder that can be written to",
        ) from error
