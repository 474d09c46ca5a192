"""Maps in words: what a map shows, for those who cannot see it."""

from milepost.draw.legs import Leg
from milepost.draw.links import links
from milepost.model.site import Day, Journey, is_estimate
from milepost.publish.legs import day_legs, journey_legs
from milepost.publish.text import Words


class Captions:
    """Describes the routes of days and journeys."""

    def __init__(self, words: Words):
        self._words = words

    def day_text(self, day: Day) -> str:
        """Describe a day's route in a sentence."""
        words = self._words
        rough = {activity.sport for activity in day.activities if is_estimate(activity)}
        typed = day.entry.typed.distance_m is not None
        parts = [
            f"{words.a_sport(part.sport)} of "
            f"{words.roughly(part.totals.distance_m, part.sport in rough and not typed)}"
            for part in day.by_sport
            if part.totals.distance_m
        ]
        if not parts:
            return f"{day.title}: no track was recorded."
        climbed = day.totals.gain_m
        gain = f", {words.elevation(climbed)} climbed" if climbed is not None else ""
        listed = " and ".join(parts)
        return f"{words.long_date(day.date)}: {listed}{gain}."

    def day_caption(self, day: Day) -> str:
        """Describe what a day's map shows."""
        return self.day_text(day) + _dashes(day_legs(day))

    def journey_text(self, journey: Journey) -> str:
        """Describe how far a journey has come in a sentence."""
        done = self._words.distance(journey.totals.distance_m)
        plan = journey.planned_m
        planned = f" of a planned {self._words.distance(plan)} (dotted)" if plan else ""
        if not journey.days:
            return f"{journey.title}: {self._words.distance(plan)} planned."
        until = self._words.long_date(journey.days[-1].date)
        dashes = _dashes(journey_legs(journey))
        return f"{done}{planned} by {until}, day by day in two colours.{dashes}"


def _dashes(legs: list[Leg]) -> str:
    return " Dashed: not recorded." if links(legs) else ""
