"""Lines and rings without what lies far outside a picture."""

import numpy as np
from numpy.typing import NDArray

from milepost.draw.projection import Floats

Box = tuple[float, float, float, float]  # left, top, right, bottom


def ring_within(ring: Floats, box: Box) -> Floats:
    """Return a ring of (x, y) rows cut along the edges of a box; empty if nothing is left.

    Sutherland and Hodgman 1974. Parts that the box tears apart stay joined along its edge,
    so the edge belongs outside of what is shown.
    """
    left, top, right, bottom = box
    for axis, edge, sign in (
        (0, left, 1.0),
        (0, right, -1.0),
        (1, top, 1.0),
        (1, bottom, -1.0),
    ):
        if len(ring) < 3:
            break
        depth = sign * (ring[:, axis] - edge)
        if (depth >= 0).all():
            continue
        ring = _cut(ring, depth, axis, edge)
    return ring if len(ring) > 2 else ring[:0]


def _cut(ring: Floats, depth: Floats, axis: int, edge: float) -> Floats:
    """Keep the part of a ring where `depth`, the distance from an edge, is not negative."""
    before, depth_before = np.roll(ring, 1, axis=0), np.roll(depth, 1)
    inside = depth >= 0
    crossing = inside != (depth_before >= 0)
    share = depth_before / np.where(crossing, depth_before - depth, 1.0)
    met = before + share[:, None] * (ring - before)
    met[:, axis] = edge
    # Where an edge is crossed, the crossing comes before the point it leads to.
    both: Floats = np.stack((met, ring), axis=1).reshape(-1, 2)
    kept: Floats = both[np.stack((crossing, inside), axis=1).reshape(-1)]
    return kept


def lines_within(line: Floats, box: Box) -> list[Floats]:
    """Return the pieces of a line that may touch a box; they are not cut at its edges."""
    sides = _sides(line, box)
    seen = (sides[:-1] & sides[1:]) == 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], seen, [False])))).reshape(-1, 2)
    return [line[first : last + 1] for first, last in edges.tolist()]


def _sides(line: Floats, box: Box) -> NDArray[np.int64]:
    """Return on which sides of a box each point lies: Cohen's and Sutherland's code."""
    left, top, right, bottom = box
    x, y = line[:, 0], line[:, 1]
    return (x < left) | (x > right) << 1 | (y < top) << 2 | (y > bottom) << 3
