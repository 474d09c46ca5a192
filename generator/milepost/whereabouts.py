"""Where the days led: their towns and their countries, found once and remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from milepost.assemble.courses import trace_of
from milepost.assemble.sums import in_order, once_each
from milepost.assemble.turns import in_turn
from milepost.measure.course import course_of
from milepost.measure.places import PlaceIndex, index_of, place_at
from milepost.measure.territory import TerritoryIndex, region_of, stays_of, territory_index
from milepost.memo import Store, key_of, remembered
from milepost.model.activity import Activity, Position
from milepost.model.place import Course, Place, Trace
from milepost.model.territory import Stay
from milepost.read.basemap import basemap
from milepost.read.stored import dump_value, load_course, load_place, load_stays


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the map of the world tells of the lines of days, by their entry's source."""

    courses: Mapping[PurePosixPath, Course]
    stays: Mapping[PurePosixPath, tuple[Stay, ...]]


def whereabouts(
    activities: Mapping[PurePosixPath, Sequence[Activity]],
    store: Store,
) -> Whereabouts:
    """Find out where the lines of each day lead; a day without lines is left out.

    Of a day that ended on a train or a ferry the end is where that arrived.
    """
    traces = {
        source: trace_of(once_each(in_order(made))) for source, made in activities.items()
    }
    traces = {source: trace for source, trace in traces.items() if trace.lines}

    world = basemap().digest
    courses = remembered(
        _course,
        traces.values(),
        key=lambda trace: key_of("course", trace, world),
        dump=dump_value,
        load=load_course,
        store=store,
        pmap=map,  # a few milliseconds each, once the places of the world are there
    )
    stays = remembered(
        _stays,
        traces.values(),
        key=lambda trace: key_of("stays", trace, world),
        dump=dump_value,
        load=load_stays,
        store=store,
        pmap=map,
    )
    found = dict(zip(traces, courses, strict=True))
    arrivals = {source: end for source, made in activities.items() if (end := _arrival(made))}
    spots = sorted(set(arrivals.values()))
    names = remembered(
        _place,
        spots,
        key=lambda spot: key_of("place", spot, world),
        dump=dump_value,
        load=load_place,
        store=store,
        pmap=map,
    )
    at = {spot: next(iter(name), None) for spot, name in zip(spots, names, strict=True)}
    for source, end in arrivals.items():
        found[source] = replace(found.get(source, Course()), end=at[end])
    return Whereabouts(found, dict(zip(traces, stays, strict=True)))


def _arrival(activities: Sequence[Activity]) -> Position | None:
    """Return where a day ended that ended on something else than its own way."""
    turns = [each for each in in_turn(activities) if each.lines]
    return turns[-1].lines[-1][-1] if turns and turns[-1].transfer else None


def _place(spot: Position) -> tuple[Place, ...]:
    found = place_at(_towns(), *spot)
    return (_with_region(found),) if found else ()


def _course(trace: Trace) -> Course:
    course = course_of(trace, _towns(), basemap())
    return replace(course, end=_with_region(course.end)) if course.end else course


def _with_region(place: Place) -> Place:
    return replace(place, region=region_of(_borders(), place))


def _stays(trace: Trace) -> tuple[Stay, ...]:
    return stays_of(trace, _borders())


@cache
def _towns() -> PlaceIndex:
    return index_of(basemap().places)


@cache
def _borders() -> TerritoryIndex:
    return territory_index(basemap().territories)
