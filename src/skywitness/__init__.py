"""Skywitness checks what is said about an air incident against geography.

The public names are those that :mod:`skywitness.api` lists. They are imported on first use, so that
``import skywitness`` is quick.
"""

import sys

if f"/{(sys.argv or [''])[0]}".endswith(("/-m", "/skywitness", "\\skywitness")):
    # The program begins (`-m` stands there until its module is found): what is imported from here
    # on takes longer than all that came before.
    try:
        from skywitness.interruption import at_once

        at_once()
    except KeyboardInterrupt:  # while that was looked for
        import os

        os._exit(130)

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str
    from skywitness.api import *  # noqa: F403  # they are listed there, and nowhere else
else:

    def __getattr__(name: str) -> Any:
        if name == "__version__":  # read when it is asked for: it takes longer than all the rest
            from importlib.metadata import version

            globals()[name] = found = version("skywitness")
            return found
        asked_for_all = name == "__all__"  # by ``from skywitness import *``
        if asked_for_all or not (name.startswith("_") or find_spec(f"{__name__}.{name}")):
            api = import_module("skywitness.api")
            if asked_for_all:
                return api.__all__
            if name in api.__all__:
                globals()[name] = found = getattr(api, name)
                return found
        raise AttributeError(f"module 'skywitness' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), "__version__", *import_module("skywitness.api").__all__})
