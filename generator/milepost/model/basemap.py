"""The offline basemap: coarse lines, and the places of the whole world."""

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

LayerName = Literal["land", "lakes", "rivers", "countries", "disputed", "regions"]
LabelKind = Literal["country", "region", "sea"]
CAPITAL, REGION_SEAT, DISTRICT_SEAT, TOWN, QUARTER = range(5)  # kinds of a place
UNRANKED = 15  # a place that the small-scale maps of the world leave out


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Lines or rings of one kind. The points of shape `i` are rows `starts[i]:starts[i + 1]`.

    `points` are (longitude, latitude) in degrees, WGS84, of shape (n, 2); a ring does not
    repeat its first point. `bounds` holds (west, south, east, north) of each shape; `rank`
    is 0 for what a map of the world shows, and grows with detail.
    """

    points: NDArray[np.float64]
    starts: NDArray[np.int64]
    bounds: NDArray[np.float64]
    rank: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.rank)


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Towns and quarters, as columns of one length.

    `kind` is one of CAPITAL, REGION_SEAT, DISTRICT_SEAT, TOWN, QUARTER (a part of a city);
    `rank` runs from 0, a metropolis, to 14, and is UNRANKED for most. `population` is
    rounded to a few per cent. `country` is an index into `countries`, ISO 3166 codes.
    """

    lat_deg: NDArray[np.float64]
    lon_deg: NDArray[np.float64]
    population: NDArray[np.float64]
    kind: NDArray[np.uint8]
    rank: NDArray[np.uint8]
    country: NDArray[np.uint8]
    countries: tuple[str, ...]
    names: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class AreaLabel:
    """The name of an area, and where it fits best; `size_deg` is about the area's width.

    `code` is the ISO 3166 code of a country, else "".
    """

    kind: LabelKind
    name: str
    lat_deg: float
    lon_deg: float
    size_deg: float
    code: str = ""


class Basemap(Protocol):
    """What is known of the world; each part is unpacked when it is first asked for."""

    @property
    def digest(self) -> str:
        """Names this very content."""

    @property
    def credit(self) -> str:
        """Whom every map made of it has to name."""

    @property
    def places(self) -> Places:
        """All places, sorted by country, then from west to east."""

    @property
    def labels(self) -> tuple[AreaLabel, ...]:
        """Names of countries, regions and seas, the largest first."""

    def layer(self, name: LayerName) -> Layer:
        """Return the lines of one kind."""
