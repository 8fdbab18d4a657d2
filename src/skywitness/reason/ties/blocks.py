"""Cells of a cover in blocks of near ones, so that many pairs are judged by a few numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skywitness.aliases import Floats, Indices, Mask
from skywitness.reason.regions.cells import DEEPEST, Cells
from skywitness.reason.ties.places import Cover

SIZE = 16  # cells of a block


@dataclass(frozen=True)
class Blocks:
    """Cells of a cover, those near to each other together; shapes are ``(blocks, SIZE)``.

    The last block is filled up with its last cell. ``middle`` (shape ``(blocks, 3)``) and
    ``spread`` are a ball in ECEF metres that holds the cells' centres; ``widest`` is the largest
    radius of a cell, ``early`` and ``late`` the ends of all windows.
    """

    cells: Indices
    xyz: Floats
    radius: Floats
    middle: Floats
    spread: Floats
    widest: Floats
    early: Floats
    late: Floats

    def all(self, flags: Mask) -> Mask:
        """Of each block whether all its cells are marked."""
        return np.asarray(flags[self.cells].all(axis=1))

    def least(self, values: Floats) -> Floats:
        """Of each block the least of its cells' values."""
        return np.asarray(values[self.cells].min(axis=1))

    def most(self, values: Floats) -> Floats:
        """Of each block the greatest of its cells' values."""
        return np.asarray(values[self.cells].max(axis=1))


def blocks_of(cover: Cover) -> Blocks:
    """The cells of a cover, sorted into blocks."""
    order = np.argsort(_along(cover.level.cells), kind="stable")
    count = -(-len(order) // SIZE)
    cells = np.append(order, np.full(count * SIZE - len(order), order[-1])).reshape(count, SIZE)
    discs = cover.level.discs
    xyz, radius = discs.xyz[cells], discs.radius[cells]
    middle = xyz.mean(axis=1)
    off = xyz - middle[:, None]
    spread = np.sqrt(np.einsum("ijk,ijk->ij", off, off).max(axis=1))
    return Blocks(
        cells,
        xyz,
        radius,
        middle,
        spread,
        radius.max(axis=1),
        cover.early[cells].min(axis=1),
        cover.late[cells].max(axis=1),
    )


def _along(cells: Cells) -> Indices:
    """Where cells lie on a line that visits the quarters of each cell one after the other."""
    left = DEEPEST - cells.level
    return np.asarray(
        (cells.face << (2 * DEEPEST))
        | _spaced(np.left_shift(cells.i, left))
        | (_spaced(np.left_shift(cells.j, left)) << 1)
    )


def _spaced(bits: Indices) -> Indices:
    """Numbers below 2**32 with a zero between any two of their binary digits."""
    for step, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        bits = (bits | (bits << step)) & mask
    return bits
