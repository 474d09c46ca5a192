"""Where somebody on a journey sleeps right now, and what of their days would show it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import PurePosixPath

from milepost.measure.geo import between_m
from milepost.model.activity import Position
from milepost.model.day import Day


@dataclass(frozen=True, slots=True)
class Night:
    """The place of the last night, private, and the entries whose tracks may lead there.

    `first` is the entry that first ended there: for as long as somebody stays, it is the same.
    """

    place: Position
    first: PurePosixPath
    entries: tuple[PurePosixPath, ...]


def last_nights(days: Sequence[Day], radius_m: float) -> tuple[Night, ...]:
    """Return where the people of a journey under way are, as far as its days tell.

    `days` are in turn. Somebody sleeps where their newest day ended, and does so since the
    first of the days in a row that ended no further than `radius_m` from there; of several
    entries of that day any may be the last. A day without a way leads nowhere. Who has moved
    on without a recording sleeps elsewhere. Of places so near to each other one is returned.
    """
    people = dict.fromkeys(slug for day in days for slug in _slugs(day))
    nights: list[Night] = []
    for slug in people:
        own = [day for day in days if slug in _slugs(day)]
        for night in _nights_of(own, days, radius_m):
            if not any(_near(night.place, each.place, radius_m) for each in nights):
                nights.append(night)
    return tuple(nights)


def _slugs(day: Day) -> tuple[str, ...]:
    return tuple(person.slug for person in day.people) or ("",)


def _nights_of(own: Sequence[Day], days: Sequence[Day], radius_m: float) -> Iterator[Night]:
    """Yield the places where somebody's newest day may have ended; `days` are everybody's."""
    moved = [day for day in own if day.position or day.active or day.transfers or day.told]
    newest = [day for day in moved if day.date == moved[-1].date]
    before = [day for day in reversed(moved) if day.date < newest[0].date]
    for last in newest:
        if last.position:
            first = [last, *_stayed(last.position, before, radius_m)][-1]
            since = tuple(day.entry.source for day in days if day.date >= first.date)
            yield Night(first.position or last.position, first.entry.source, since)


def _stayed(place: Position, before: Sequence[Day], radius_m: float) -> Iterator[Day]:
    return takewhile(lambda day: _near(place, day.position, radius_m), before)


def _near(place: Position, other: Position | None, radius_m: float) -> bool:
    return other is not None and between_m(*place, *other) <= radius_m
