"""Which map tiles a picture needs, and where they lie in it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from math import ceil, floor, log2
from typing import NamedTuple

from milepost.draw.clip import Box
from milepost.draw.projection import Frame
from milepost.model.tiles import Tile

_VECTOR_PX = 512.0  # the most that a vector tile is wide, unless there is no closer zoom
_RASTER_PX = 362.0  # 256 px, up to half a zoom larger
# Zooms by which a tile may be blown up. From the detailed zoom on, vector tiles hold all.
_RASTER_ABOVE, _VECTOR_ABOVE, _DETAILED = 1.0, 2.0, 13
_MOST_TILES = 80
_FARTHEST_PARENT = 3  # zooms to look up for what a tile does not show


class Place(NamedTuple):
    """A tile's place on a world that goes on in the east and west without an end."""

    zoom: int
    column: int
    row: int

    @property
    def tile(self) -> Tile:
        """The tile that is shown there."""
        return Tile(self.zoom, self.column % (1 << self.zoom), self.row)

    @property
    def parent(self) -> "Place":
        """The place, one zoom up, that holds this one as a quarter."""
        return Place(self.zoom - 1, self.column >> 1, self.row >> 1)


@dataclass(frozen=True, slots=True)
class Cover:
    """What a picture is laid out with, the coarsest first, and the places without a tile.

    `share` is how much of the picture is covered, from 0 to 1.
    """

    places: tuple[Place, ...]
    voids: tuple[Place, ...]
    share: float


NOTHING = Cover((), (), 0.0)


def box_of(frame: Frame, place: Place) -> Box:
    """Return the pixels that a tile covers."""
    size = frame.scale / (1 << place.zoom)
    left = place.column * size - (0.5 + frame.west) * frame.scale
    top = place.row * size - frame.north * frame.scale
    return left, top, left + size, top + size


def cover(
    frame: Frame,
    *,
    vector: bool,
    zooms: tuple[int, int],
    present: Callable[[Iterable[Tile]], Collection[Tile]],
) -> Cover:
    """Return the tiles to lay out, `present` telling which of some tiles there are.

    A vector tile is shown 256 to 512 pixels wide, a raster tile 181 to 362; a tile of the
    highest zoom may be wider. Where a tile is missing, what one of a lower zoom shows of the
    place takes its part: extracts leave out the far corners at high zooms only.
    """
    zoom = _zoom(frame, vector, zooms)
    if zoom is None:
        return NOTHING
    wanted = _places(frame, zoom)
    if len(wanted) > _MOST_TILES:
        return NOTHING
    laid: set[Place] = set()
    standing = {place: place for place in wanted}  # place -> what may be shown for it
    for _ in range(min(_FARTHEST_PARENT, zoom - zooms[0]) + 1):
        there = present({shown.tile for shown in standing.values()})
        laid |= {shown for shown in standing.values() if shown.tile in there}
        standing = {
            place: shown.parent for place, shown in standing.items() if shown.tile not in there
        }
        if not standing:
            break
    bare = sum(_visible(frame, place) for place in standing)
    share = 1.0 - bare / (frame.width * frame.height)
    return Cover(tuple(sorted(laid)), tuple(sorted(standing)), max(0.0, share))


def _zoom(frame: Frame, vector: bool, zooms: tuple[int, int]) -> int | None:
    ideal = log2(frame.scale / (_VECTOR_PX if vector else _RASTER_PX))
    above = _VECTOR_ABOVE if vector else _RASTER_ABOVE
    if ideal - zooms[1] > above and not (vector and zooms[1] >= _DETAILED):
        return None  # it would look exact, and be coarse
    return min(max(ceil(ideal), zooms[0]), zooms[1])


def _places(frame: Frame, zoom: int) -> list[Place]:
    """Return the places of a zoom that a picture shows a part of."""
    size = frame.scale / (1 << zoom)
    left, top = (0.5 + frame.west) * frame.scale, frame.north * frame.scale
    columns = range(floor(left / size), ceil((left + frame.width) / size))
    first, last = max(0, floor(top / size)), min(1 << zoom, ceil((top + frame.height) / size))
    if len(columns) * (last - first) > _MOST_TILES:
        return [Place(zoom, 0, 0)] * (_MOST_TILES + 1)
    return [Place(zoom, column, row) for row in range(first, last) for column in columns]


def _visible(frame: Frame, place: Place) -> float:
    left, top, right, bottom = box_of(frame, place)
    wide = min(right, frame.width) - max(left, 0.0)
    tall = min(bottom, frame.height) - max(top, 0.0)
    return max(0.0, wide) * max(0.0, tall)
