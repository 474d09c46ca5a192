"""What a vector tile holds, as columns."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LINE, AREA = 2, 3  # what a feature of a vector tile is; points are not read

TagValue = str | float | bool


@dataclass(frozen=True, slots=True, eq=False)
class TileLayer:
    """One layer of a vector tile: the lines and areas of its features.

    `points` are (x, y) in shares of the tile's width, of shape (n, 2), y growing to the
    south; they may lie a little outside. Piece `i` is rows `starts[i]:starts[i + 1]` and
    belongs to feature `owners[i]`; a ring does not repeat its first point. `kinds` (LINE or
    AREA) and `tags` are those of the features.
    """

    name: str
    points: NDArray[np.float64]
    starts: NDArray[np.int64]
    owners: NDArray[np.int64]
    kinds: tuple[int, ...]
    tags: tuple[Mapping[str, TagValue], ...]
