"""Names for types that are used all over: a JSON object, and arrays of numpy.

Those of arrays are words to the interpreter, so that what only needs JSON does without numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Json: TypeAlias = dict[str, Any]

Floats: TypeAlias = "npt.NDArray[np.float64]"
Ints: TypeAlias = "npt.NDArray[np.int64]"
Mask: TypeAlias = "npt.NDArray[np.bool_]"
Indices: TypeAlias = "npt.NDArray[np.intp]"
