"""Lists the licences of everything needed at run time; fails on the GPL and on unknown ones.

The LGPL passes: a wheel that carries an LGPL library as a replaceable shared object (GEOS in
shapely's) may be used from Apache-2.0 code. NOTICE names these.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = "skywitness"
EXCEPTION = re.compile(r"A?GPL-[\d.]+(-only|-or-later)? WITH GCC-exception-[\d.]+", re.IGNORECASE)
COPYLEFT = re.compile(r"(?<!L)\bA?GPL|(?<!Lesser )General Public Licen[sc]e", re.IGNORECASE)


@dataclass(frozen=True)
class Component:
    """One installed distribution; ``licence`` is "" where its metadata name none."""

    name: str
    version: str
    licence: str

    @property
    def fault(self) -> str:
        """Why it may not be used, or ""."""
        if not self.licence:
            return "no licence in its metadata"
        if COPYLEFT.search(EXCEPTION.sub("", self.licence)):
            return "GPL"
        return ""


def licence_of(name: str) -> str:
    """The licence that the metadata of an installed distribution give, "" when they give none.

    Read in this order: the SPDX expression, the trove classifiers, the first line of the free text.
    """
    found = distribution(name).metadata
    if "License-Expression" in found:
        return found["License-Expression"]
    classifiers = [
        text.rpartition(" :: ")[2]
        for text in found.get_all("Classifier") or []
        if text.startswith("License :: ")
    ]
    if classifiers:
        return "; ".join(classifiers)
    return found["License"].strip().partition("\n")[0] if "License" in found else ""


def components() -> list[Component]:
    """Everything the installed project needs at run time, and what that needs, by name."""
    waiting, seen = [PROJECT], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for text in distribution(name).requires or []:
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(requirement.name))
    return [Component(name, distribution(name).version, licence_of(name)) for name in sorted(seen)]


def main() -> int:
    """Print the list; 1 when something on it may not be used."""
    faults = 0
    for part in components():
        faults += bool(part.fault)
        mark = f"  <-- {part.fault}" if part.fault else ""
        print(f"{part.name:20} {part.version:14} {part.licence}{mark}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
