"""Elevation profiles and charts of a site, and what they say in words."""

from markupsafe import Markup

from milepost.draw.chart import cumulative_chart
from milepost.draw.profile import elevation_profile
from milepost.errors import counted
from milepost.model.activity import Totals
from milepost.model.site import Day, Journey
from milepost.publish.text import Words


class Profiles:
    """Draws elevations along the way, and distance day by day."""

    def __init__(self, words: Words):
        self._words = words

    def day_profile(self, day: Day) -> Markup:
        """Return a day's elevation profile as inline SVG, empty without elevations."""
        profiles = [activity.profile for activity in day.activities if activity.profile]
        if not profiles:
            return Markup("")
        drawing = elevation_profile(
            profiles,
            title=f"Elevation profile: {day.title}",
            description=self._heights(day.totals),
            ident="mp-day-profile",
            imperial=self._words.imperial,
        )
        return Markup(drawing)

    def journey_chart(self, journey: Journey) -> Markup:
        """Return the distance day by day and in sum as inline SVG."""
        points = [(day.date, day.totals.distance_m) for day in journey.days]
        if not any(metres for _, metres in points):
            return Markup("")
        total = self._words.distance(journey.totals.distance_m)
        drawing = cumulative_chart(
            [(day.date, day.cumulative.distance_m) for day in journey.days],
            title=f"Distance day by day: {journey.title}",
            description=f"{total} in {counted(len(journey.days), 'entry')}.",
            ident="mp-journey-chart",
            label=self._words.short_date,
            imperial=self._words.imperial,
            plan_m=journey.planned_m,
        )
        return Markup(drawing)

    def _heights(self, totals: Totals) -> str:
        low, high = (
            self._words.elevation(totals.min_ele_m),
            self._words.elevation(totals.max_ele_m),
        )
        return f"Lowest {low}, highest {high}."
