"""Towns by name, and the course of a way past them."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from milepost.model.activity import Line, Metres, Position

Shape = Literal["one-way", "loop", "out-and-back"]


@dataclass(frozen=True, slots=True)
class Place:
    """A town, as seen from a point that is in it, or only `near` it.

    `country` is an ISO 3166 code and `at` the middle of the town; `away_m` is how far that is
    from the point. `region` is that of the town, which a border may part from the point. A
    name that an author typed stands for the point itself: `at` is the point, None on a day
    without a track, and nobody has counted the people.
    """

    name: str
    country: str = ""
    at: Position | None = None
    population: int = 0
    near: bool = False
    away_m: float = 0.0
    region: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """A town that a way goes through or close by, `at_m` along it."""

    place: Place
    at_m: float


@dataclass(frozen=True, slots=True)
class Course:
    """Where a day's way leads, in what can be said of it.

    `start` and `end` are where it begins and ends, None where no town is in reach; `turn` is
    the far end of one that goes out and back. With `inside` it never leaves the town that it
    begins in. `heading_deg` is clockwise from north, towards the end or the turn; None if the
    way winds too much to have one. `coast` is the sea that most of it runs along, "" if that
    has no name here, None away from any.
    """

    shape: Shape = "one-way"
    start: Place | None = None
    end: Place | None = None
    turn: Place | None = None
    passes: tuple[Passed, ...] = ()
    inside: bool = False
    heading_deg: float | None = None
    coast: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The publishable lines of a day, and for each point how far along the day it lies."""

    lines: tuple[Line, ...]
    along_m: tuple[Metres, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What places are called in a language.

    `towns` holds big ones by country and plain English name, `countries` all by ISO 3166 code.
    """

    towns: Mapping[tuple[str, str], str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)

    def of(self, place: Place) -> str:
        """Return what a place is called, the name it has if no other is known."""
        return self.town(place.country, place.name)

    def town(self, country: str, name: str) -> str:
        """Return what a town of a country is called, the given name if no other is known."""
        return self.towns.get((country, plain(name)), name) if self.towns else name


def plain(name: str) -> str:
    """Return a name without what spellings of it differ in.

    >>> plain("São Paulo"), plain("St. John’s")
    ('sao paulo', 'st johns')
    """
    letters = unicodedata.normalize("NFD", name)
    return "".join(c for c in letters if c.isalnum() or c in " -").casefold()
