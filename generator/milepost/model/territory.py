"""Countries and their regions: their borders, and how long a way stays in each."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Territory:
    """A country and, if known, its first-level region: a state, a province, a canton.

    `country` is an ISO 3166 alpha-2 code, "XK" for Kosovo and "" out at sea; `region` is its
    English or Latin name, "" where it has none.
    """

    country: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """A stretch of a day's way in one territory, in metres along the way."""

    territory: Territory
    from_m: float
    to_m: float


@dataclass(frozen=True, slots=True, eq=False)
class TerritoryMap:
    """Borders between territories, and of them with the open sea.

    The points of border `i` are rows `starts[i]:starts[i + 1]` of `points`, (longitude,
    latitude) in degrees, WGS84, of shape (n, 2). `left` and `right` of each are positions in
    `territories`, of which the first is the open sea.
    """

    points: NDArray[np.float64]
    starts: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    territories: tuple[Territory, ...]
