"""JSON as programs write it, with the ``NaN`` and ``Infinity`` that are none.

C's ``printf``, Python and pandas write them for what has no value. A parser of plain JSON refuses
the whole document for one of them, or for a number that is too large.
"""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

_ENDLESS = re.compile(rb"NaN|Infinity|[0-9][eE]\+?[0-9]{3}|[0-9]{300}")
"""What stands in texts that the plain parser may refuse for a number alone."""


def parse(text: bytes) -> Any:
    """The value; ``NaN`` and the infinities become floats of that kind.

    Raises:
        ValueError: it is no JSON, or nested too deep to be read.
    """
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        if not _ENDLESS.search(text):
            raise
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
