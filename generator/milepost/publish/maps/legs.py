"""Days and journeys as the parts of a route that maps show."""

from collections.abc import Sequence
from dataclasses import replace

from milepost.assemble.lines import coarse
from milepost.draw.maps.legs import Leg
from milepost.model.activity import Line
from milepost.model.day import Day
from milepost.model.journey import Journey
from milepost.model.place import Place
from milepost.model.site import AthleteTotals

_CARRIED_M = 25.0
_MOST_POINTS = 12_000  # of many days together: some 50 kB, packed
_COARSER_M, _COARSEST_M = 50.0, 400.0  # that their lines may then be off


def day_legs(day: Day) -> list[Leg]:
    """Return a day's activities in their order, with the names of its two ends.

    Transfers lie under them.
    """
    legs = [
        Leg(activity.lines, brinks=activity.brinks)
        for activity in day.activities
        if activity.lines
    ]
    if legs:
        legs[0] = replace(legs[0], start=_name(day.start_place))
        legs[-1] = replace(legs[-1], end=_name(day.end_place))
    return _carried([day], legs) + legs


def _carried(days: Sequence[Day], legs: Sequence[Leg]) -> list[Leg]:
    """Return the transfers of days; one that nobody recorded needs a way beside it."""
    told = [each for day in days for each in day.transfers if each.recorded or legs]
    lines = (tuple(coarse(line, _CARRIED_M) for line in each.lines) for each in told)
    return [Leg(each, "transfer") for each in lines if each]


def journey_legs(journey: Journey) -> list[Leg]:
    """Return a journey's plan, as far as it is still to come or was left out, and its days.

    What athletes say that they rode along the plan, without a recording, is drawn as done.
    """
    plan = journey.plan
    pieces = [Leg(plan.ahead, "plan"), Leg(plan.skipped, "skipped")]
    days = _in_turn(journey.days)
    return [leg for leg in pieces if leg.lines] + _carried(journey.days, days) + days


def legs_until(day: Day, journey: Journey) -> list[Leg]:
    """Return the days of a journey in turn, up to one of them."""
    days = journey.days[: journey.days.index(day) + 1]
    legs = _in_turn(days)
    return _carried(days, legs) + legs


def athlete_legs(own: AthleteTotals) -> list[Leg]:
    """Return all days that one person wrote, in turn."""
    days = own.days[::-1]
    legs = _in_turn(days)
    return _carried(days, legs) + legs


def _in_turn(days: Sequence[Day]) -> list[Leg]:
    return [
        Leg(
            lines,
            tone=n % 2,
            start=_name(day.start_place),
            end=_name(day.end_place),
            brinks=tuple(place for each in day.activities for place in each.brinks),
        )
        for n, (day, lines) in enumerate(outlines(days))
    ]


def _name(place: Place | None) -> str:
    # A town that is only near would be a wrong name for the very spot.
    return place.name if place and not place.near else ""


def outlines(days: Sequence[Day]) -> list[tuple[Day, tuple[Line, ...]]]:
    """Return the days that have a line, with their lines as a map of all of them wants them.

    A day without a recording has the piece of the plan that its author says was done.

    They are true to 25 m, unless there are so many of them that no page should carry it.
    """
    fine = [(day, outline(day)) for day in days]
    found = [(day, lines) for day, lines in fine if lines]
    tolerance_m = _COARSER_M
    while _points(found) > _MOST_POINTS and tolerance_m <= _COARSEST_M:
        found = [
            (day, tuple(coarse(line, tolerance_m) for line in outline(day))) for day, _ in found
        ]
        tolerance_m *= 2
    return found


def outline(day: Day) -> tuple[Line, ...]:
    """Return the lines of a day as a map of many has them, or of the plan that was done."""
    return tuple(line for each in day.activities for line in each.outline) or day.told


def _points(found: Sequence[tuple[Day, tuple[Line, ...]]]) -> int:
    return sum(len(line) for _, lines in found for line in lines)
