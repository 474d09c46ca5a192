"""The ground that a live map draws: the basemap around a picture, with names and no route."""

import json

from milepost.draw.maps.backdrop import Borders
from milepost.draw.maps.names import candidates, fitting_areas
from milepost.draw.maps.world import world
from milepost.draw.projection import Frame
from milepost.draw.room import Room
from milepost.model.basemap import Basemap, LabelKind
from milepost.model.place import Names

_PICTURES = 3  # as many wide and high as the picture in its middle
_LETTERS = 15000
_MOST_PLACES = 160
_AREAS: tuple[LabelKind, ...] = ("country", "region", "sea")
_PLACE = len(_AREAS)  # kind of a name that is a place


def around(frame: Frame) -> Frame:
    """Return the frame of several pictures around a given one, within one world."""
    wide, tall = frame.width / frame.scale, frame.height / frame.scale
    beside = min((_PICTURES - 1) / 2 * wide, max(0.0, (1.0 - wide) / 2))
    above = min((_PICTURES - 1) / 2 * tall, max(0.0, frame.north))
    below = min((_PICTURES - 1) / 2 * tall, max(0.0, 1.0 - frame.north - tall))
    return Frame(
        west=frame.west - beside,
        north=frame.north - above,
        scale=frame.scale,
        width=round((wide + 2 * beside) * frame.scale),
        height=round((tall + above + below) * frame.scale),
    )


def base(picture: Frame, basemap: Basemap, *, borders: Borders, names: Names) -> str:
    """Return JSON of the ground around a picture; lengths are pixels of the picture.

    `frame` is [west, north, scale, width, height] as in a Frame. Each layer is the data of an
    SVG path, and absent if there is nothing of it. A name is [x, y, words, kind, rank]: kinds
    0 to 2 are countries, regions and seas, 3 a place; rank 0 is the most important.
    """
    frame = around(picture)
    lines = world(frame, basemap, longest=_LETTERS)
    layers = {
        "land": lines.land,
        "lakes": lines.lakes,
        "rivers": lines.rivers + lines.streams,
        "countries": lines.countries,
        "disputed": lines.disputed if borders == "dashed" else "",
        "regions": lines.regions,
    }
    data = {
        "frame": [frame.west, frame.north, frame.scale, frame.width, frame.height],
        **{name: path for name, path in layers.items() if path},
        "names": _names(frame, basemap, names),
        "credit": basemap.credit,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _names(frame: Frame, basemap: Basemap, names: Names) -> list[list[object]]:
    """Return areas and places, each kind with its most important first."""
    rows: list[list[object]] = []
    for rank, area in enumerate(fitting_areas(frame, basemap, names)):
        if 0 < area.x < frame.width:
            kind = _AREAS.index(area.kind)
            rows.append([round(area.x), round(area.y), area.words, kind, rank])
    room = Room(frame.width, frame.height)
    best = candidates(room, frame, basemap.places, names)[:_MOST_PLACES]
    for rank, place in enumerate(best):
        rows.append([round(place.x), round(place.y), place.name, _PLACE, rank])
    return rows
