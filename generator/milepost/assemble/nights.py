"""Where somebody on a journey sleeps right now, and what of their days would show it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import PurePosixPath

from milepost.measure.geo import between_m
from milepost.model.activity import Position
from milepost.model.day import Day


@dataclass(frozen=True, slots=True)
class Night:
    """The place of the last night, private, and the date since when tracks may lead there.

    `first` is the entry that first ended there: for as long as somebody stays, it is the same.
    """

    place: Position
    first: PurePosixPath
    since: date


DateOf = Callable[[Day], date]
"""The last date that an entry shows something of: its own, or that of a track which went on."""


def last_nights(days: Sequence[Day], radius_m: float, last_of: DateOf) -> tuple[Night, ...]:
    """Return where the people of a journey under way are, as far as its days tell.

    `days` are in turn. Somebody sleeps where their newest day ended, and does so since the
    first of the days in a row that ended no further than `radius_m` from there; of several
    entries of that day, or that go on until then, any may be the last. A day without a way
    leads nowhere. Who has moved on without a recording sleeps elsewhere. Of places so near to
    each other one is returned.
    """
    people = dict.fromkeys(slug for day in days for slug in _slugs(day))
    nights: list[Night] = []
    for slug in people:
        own = [day for day in days if slug in _slugs(day)]
        for night in _nights_of(own, radius_m, last_of):
            if not any(_near(night.place, each.place, radius_m) for each in nights):
                nights.append(night)
    return tuple(nights)


def _slugs(day: Day) -> tuple[str, ...]:
    return tuple(person.slug for person in day.people) or ("",)


def _nights_of(own: Sequence[Day], radius_m: float, last_of: DateOf) -> Iterator[Night]:
    """Yield the places where somebody's newest day may have ended."""
    moved = [day for day in own if day.position or day.active or day.transfers or day.told]
    # A clock may be wrong: by what a track says, a day is newer, but none is older.
    newest = [day for day in moved if last_of(day) >= moved[-1].date]
    before = [day for day in reversed(moved) if last_of(day) < moved[-1].date]
    for last in newest:
        if last.position:
            first = [last, *_stayed(last.position, before, radius_m)][-1]
            yield Night(first.position or last.position, first.entry.source, last_of(first))


def _stayed(place: Position, before: Sequence[Day], radius_m: float) -> Iterator[Day]:
    return takewhile(lambda day: _near(place, day.position, radius_m), before)


def _near(place: Position, other: Position | None, radius_m: float) -> bool:
    return other is not None and between_m(*place, *other) <= radius_m
