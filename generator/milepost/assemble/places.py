"""The index of places: which days began, ended or passed there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from milepost.model.day import Day
from milepost.model.place import Place, plain
from milepost.model.site import PlaceDays


def places_of(days: Sequence[Day]) -> tuple[PlaceDays, ...]:
    """Return the places of days, which are newest first, in the order of the alphabet.

    A place that a day only came near counts too. One that an author typed is taken for the
    known one of that name, else it lies in the country where the days before it ended.
    """
    places = [place for day in days for place in _places(day)]
    countries = {plain(place.name): place.country for place in places if place.country}
    found: dict[tuple[str, str], PlaceDays] = {}
    here = ""
    for day in reversed(days):
        for place in _places(day):
            country = place.country or countries.get(plain(place.name), here)
            key = country, plain(place.name)
            visit = found.get(key, PlaceDays(place.name, country, ()))
            days_there = visit.days if day in visit.days[:1] else (day, *visit.days)
            name = place.name if place.country else visit.name
            found[key] = replace(visit, name=name, days=days_there)
        here = day.evening.country or here
    return tuple(found[key] for key in sorted(found))


def _places(day: Day) -> Iterator[Place]:
    ends = day.start_place, day.end_place, day.course.turn
    yield from (place for place in ends if place)
    yield from (passed.place for passed in day.passes)
