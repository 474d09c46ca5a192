"""What the gallery shows, one picture each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import NO_NAMES, PAGE, Sheet
from milepost.measure.places import PlaceIndex, index_of, place_at
from milepost.model.activity import Line, Position
from milepost.model.place import Names
from milepost.read.basemap import basemap

# As on pages: a way to the north has a taller map, one of 400 km a more detailed ground.
TALL = Sheet(height=700)
FAR = Sheet(longest=26000)
TALL_FAR = Sheet(height=700, longest=26000)


@dataclass(frozen=True, slots=True)
class Case:
    """A map with its title, and what to look for."""

    name: str
    title: str
    look_for: str
    legs: tuple[Leg, ...]
    sheet: Sheet = PAGE
    kind: Literal["map", "thumbnail", "card"] = "map"


def day(*lines: Line) -> tuple[Leg, ...]:
    """Return a day's legs, with the names of the towns at its ends."""
    parts = [line for line in lines if line]
    return (Leg(lines, start=town(parts[0][0]), end=town(parts[-1][-1])),)


def days(
    lines: Iterable[Line], *, first_tone: int = 0, names: Names = NO_NAMES
) -> tuple[Leg, ...]:
    """Return one leg a day, in two tones by turns."""
    return tuple(
        Leg(
            (line,),
            tone=(n + first_tone) % 2,
            start=town(line[0], names),
            end=town(line[-1], names),
        )
        for n, line in enumerate(lines)
        if line
    )


def town(at: Position, names: Names = NO_NAMES) -> str:
    """Return the name of the town that a point is in, "" for none."""
    place = place_at(_index(), *at)
    return names.of(place) if place and not place.near else ""


@cache
def _index() -> PlaceIndex:
    return index_of(basemap().places)


def split(line: Line, count: int) -> Sequence[Line]:
    """Cut a line into days of as many points each."""
    edges = [round(k * (len(line) - 1) / count) for k in range(count + 1)]
    return [line[a : b + 1] for a, b in pairwise(edges)]
