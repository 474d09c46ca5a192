"""Days and journeys as the parts of a way that profiles show."""

from collections.abc import Iterator, Sequence

from milepost.draw.plots.sections import Rise, Samples, Section
from milepost.measure.geo import between_m
from milepost.model.activity import Activity, Position
from milepost.model.day import Day
from milepost.model.detail import Climb
from milepost.model.journey import Journey
from milepost.publish.maps.legs import outline
from milepost.publish.words.text import Words

_NEAR_M = 300.0  # that a device may take to start, and a person to park
_NEAR_SHARE = 0.01  # of what is shown: a shorter gap is narrower than the sign for it


def day_sections(day: Day, words: Words) -> list[Section]:
    """Return a day's activities in their order; their sports are named if they differ."""
    activities = _measured(day)
    breaks = _breaks_m(activities, sum(each.measured.distance_m for each in activities))
    differ = len({activity.sport for activity in activities}) > 1
    sections, before = [], None
    for activity, breaks_m in zip(activities, breaks, strict=True):
        sport = activity.sport
        rises = (Rise(climb, climb_words(climb, words)) for climb in activity.climbs)
        sections.append(
            Section(
                length_m=activity.measured.distance_m,
                stretches=tuple(_laid([activity])),
                rises=tuple(rises),
                breaks_m=breaks_m,
                name=words.sport(sport) if differ and sport != before else "",
            )
        )
        before = sport
    return sections


def climb_words(climb: Climb, words: Words) -> str:
    """Say how hard a climb is: by its length if it has a category, else by its gain."""
    steepness = words.percent(climb.gradient_pct)
    if climb.category:
        return f"{words.distance(climb.length_m)} {steepness}"
    return f"+{words.elevation(climb.gain_m)} {steepness}"


def journey_sections(journey: Journey) -> list[Section]:
    """Return a journey's days in turn, without those of rest.

    A day that was typed and not recorded has its length and no elevations. The tones are
    those of the map, where such a day has none.
    """
    sections: list[Section] = []
    number, recorded = 0, 0
    way_m = sum(day.totals.distance_m for day in journey.days)
    for day, (begin_m, end_m) in laid_days(journey):
        if end_m > begin_m:
            activities = _measured(day)
            sections.append(
                Section(
                    length_m=end_m - begin_m,
                    stretches=tuple(_laid(activities)),
                    breaks_m=tuple(_over_day(activities, way_m)),
                    name="" if day.number == number else str(day.number),
                    number=day.number,
                    tone=1 if recorded % 2 else 0,
                )
            )
            number = day.number
        recorded += bool(outline(day))
    return sections


def laid_days(journey: Journey) -> Iterator[tuple[Day, tuple[float, float]]]:
    """Yield all days and the metres at their ends, laid end to end; without way, they meet.

    A recorded day is as long as it was measured, as its profile and its line are.
    """
    begin_m = 0.0
    for day in journey.days:
        measured_m = sum(activity.measured.distance_m for activity in _measured(day))
        end_m = begin_m + (measured_m or day.totals.distance_m)
        yield day, (begin_m, end_m)
        begin_m = end_m


def _measured(day: Day) -> list[Activity]:
    return [activity for activity in day.activities if activity.measured.distance_m > 0]


def _starts_m(activities: Sequence[Activity]) -> Iterator[tuple[Activity, float]]:
    start_m = 0.0
    for activity in activities:
        yield activity, start_m
        start_m += activity.measured.distance_m


def _laid(activities: Sequence[Activity]) -> Iterator[tuple[float, Samples]]:
    for activity, start_m in _starts_m(activities):
        for samples in activity.profile.stretches if activity.profile else ():
            yield start_m, samples


def _over_day(activities: Sequence[Activity], way_m: float) -> Iterator[float]:
    pairs = zip(_starts_m(activities), _breaks_m(activities, way_m), strict=True)
    for (_, start_m), breaks_m in pairs:
        yield from (start_m + at_m for at_m in breaks_m)


def _breaks_m(activities: Sequence[Activity], way_m: float) -> list[tuple[float, ...]]:
    """Return for each activity where it goes on at another place than it broke off.

    At 0.0 it began elsewhere than the one before had ended. `way_m` is shown altogether.
    """
    near_m = max(_NEAR_M, _NEAR_SHARE * way_m)
    found: list[tuple[float, ...]] = []
    end: Position | None = None
    for activity in activities:
        breaks_m = []
        for line, along_m in zip(activity.lines, activity.along_m, strict=True):
            if end and between_m(*end, *line[0]) > near_m:
                breaks_m.append(along_m[0])
            end = line[-1]
        found.append(tuple(breaks_m))
    return found
