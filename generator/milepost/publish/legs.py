"""Days and journeys as the parts of a route that maps show."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.assemble.lines import coarse
from milepost.draw.maps.legs import Leg
from milepost.model.activity import Line
from milepost.model.place import Place
from milepost.model.site import AthleteTotals, Day, Journey

_MOST_POINTS = 12_000  # of many days together: some 50 kB, packed
_COARSER_M, _COARSEST_M = 50.0, 400.0  # that their lines may then be off


def day_legs(day: Day) -> list[Leg]:
    """Return a day's activities in their order, with the names of its two ends."""
    legs = [Leg(activity.lines) for activity in day.activities if activity.lines]
    if legs:
        legs[0] = replace(legs[0], start=_name(day.start_place))
        legs[-1] = replace(legs[-1], end=_name(day.end_place))
    return legs


def journey_legs(journey: Journey) -> list[Leg]:
    """Return a journey's plan, and its days in turn."""
    plan = [Leg(route.lines, "plan") for route in journey.routes]
    return plan + _in_turn(journey.days)


def athlete_legs(own: AthleteTotals) -> list[Leg]:
    """Return all days that one person wrote, in turn."""
    return _in_turn(own.days[::-1])


def _in_turn(days: Sequence[Day]) -> list[Leg]:
    return [
        Leg(lines, "done", n % 2, _name(day.start_place), _name(day.end_place))
        for n, (day, lines) in enumerate(outlines(days))
    ]


def _name(place: Place | None) -> str:
    # A town that is only near would be a wrong name for the very spot.
    return place.name if place and not place.near else ""


def outlines(days: Sequence[Day]) -> list[tuple[Day, tuple[Line, ...]]]:
    """Return the days that have a line, with their lines as a map of all of them wants them.

    They are true to 25 m, unless there are so many of them that no page should carry it.
    """
    fine = [(day, _outline(day)) for day in days]
    found = [(day, lines) for day, lines in fine if lines]
    tolerance_m = _COARSER_M
    while _points(found) > _MOST_POINTS and tolerance_m <= _COARSEST_M:
        found = [
            (day, tuple(coarse(line, tolerance_m) for line in _outline(day)))
            for day, _ in found
        ]
        tolerance_m *= 2
    return found


def _outline(day: Day) -> tuple[Line, ...]:
    return tuple(line for activity in day.activities for line in activity.outline)


def _points(found: Sequence[tuple[Day, tuple[Line, ...]]]) -> int:
    return sum(len(line) for _, lines in found for line in lines)
