"""Days and journeys as the parts of a route that maps show."""

from milepost.draw.legs import Leg
from milepost.model.site import Day, Journey


def day_legs(day: Day) -> list[Leg]:
    """Return a day's activities in their order."""
    return [Leg(activity.lines) for activity in day.activities if activity.lines]


def journey_legs(journey: Journey) -> list[Leg]:
    """Return a journey's plan, and its days in turn."""
    plan = [Leg(route.lines, "plan") for route in journey.routes]
    with_lines = [day for day in journey.days if any(a.lines for a in day.activities)]
    days = [
        Leg(
            tuple(line for activity in day.activities for line in activity.lines), "done", n % 2
        )
        for n, day in enumerate(with_lines)
    ]
    return plan + days
