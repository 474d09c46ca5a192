"""A small map in the corner: where in the land a route is."""

from collections.abc import Sequence

from milepost.draw.labels import beside
from milepost.draw.lettering import WIDE
from milepost.draw.maps.backdrop import Borders, drawn
from milepost.draw.maps.names import candidates, name_at, places
from milepost.draw.maps.world import world
from milepost.draw.projection import Frame, fit, latitude_at, longitude_at, metres_per_px
from milepost.draw.room import Room, Spot
from milepost.draw.svg import group, num
from milepost.model.basemap import Basemap, LayerName
from milepost.model.place import Names

_WIDTH, _HEIGHT = 156, 116
_LEAST_KM = 480.0  # from its top to its bottom
_TIMES = 3.5  # at least so much more than the map shows
_WIDEST_LOCATED_KM = 400.0  # a map that shows more needs no locator
_FREE_PX = 16.0
_DISC_PX, _OFF_PX = 8.0, 11.0
_NAMES = 2
_LETTERS = 1800
_LAYERS: tuple[LayerName, ...] = ("land", "lakes", "rivers", "countries", "disputed")


def locator(
    frame: Frame,
    basemap: Basemap,
    rooms: Sequence[Room],
    *,
    ident: str,
    borders: Borders,
    names: Names,
) -> str:
    """Return a map of where a frame is, in a free corner; "" if none is needed or free."""
    height_km = metres_per_px(frame) * frame.height / 1000
    corner = _free_corner(frame, rooms)
    if height_km > _WIDEST_LOCATED_KM or corner is None:
        return ""
    middle = latitude_at(frame, frame.height / 2), longitude_at(frame, frame.width / 2)
    span_m = 1000 * max(_LEAST_KM, _TIMES * height_km)
    small = fit(((middle,),), width=_WIDTH, height=_HEIGHT, min_span_m=span_m)
    x, y = corner
    for room in rooms:
        room.fill((x - 4, y - 4, x + _WIDTH + 4, y + _HEIGHT + 4))
    shown = world(small, basemap, longest=_LETTERS, layers=_LAYERS, small=True)
    return (
        f'<svg class="mp-locator" x="{num(x)}" y="{num(y)}" width="{_WIDTH}"'
        f' height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<rect class="mp-water" width="{_WIDTH}" height="{_HEIGHT}"/>'
        f"{drawn(small, shown, f'{ident}-in', borders)}"
        f"{group('mp-words mp-wide', _words(small, basemap, names))}"
        f'<circle class="mp-here" cx="{_WIDTH // 2}" cy="{_HEIGHT // 2}" r="5.5"/>'
        f'<rect class="mp-frame" width="{_WIDTH}" height="{_HEIGHT}"/></svg>'
    )


def _words(frame: Frame, basemap: Basemap, names: Names) -> str:
    """Name the town under the disc, if there is one, and a few around."""
    middle = frame.width / 2, frame.height / 2
    room = Room(frame.width, frame.height)
    room.reserve(middle, (-_DISC_PX, -_DISC_PX, _DISC_PX, _DISC_PX))
    here = name_at(candidates(room, frame, basemap.places, names), middle, _DISC_PX - 3)
    size = WIDE.places[-1][1]
    label = beside(room, here, size, middle, _OFF_PX) if here else None
    around = places(
        room, frame, basemap, WIDE, names=names, named=(here,), most=_NAMES - bool(label)
    )
    return around + (label.svg() if label else "")


def _free_corner(frame: Frame, rooms: Sequence[Room]) -> Spot | None:
    right, low = frame.width - _WIDTH - 12.0, frame.height - _HEIGHT - 30.0
    for x, y in ((right, 12.0), (12.0, 12.0), (right, low)):
        box = (x - _FREE_PX, y - _FREE_PX, x + _WIDTH + _FREE_PX, y + _HEIGHT + _FREE_PX)
        if all(not room.way_in(box) and room.is_free(box) for room in rooms):
            return x, y
    return None
