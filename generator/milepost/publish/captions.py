"""Maps in words: what a map shows, for those who cannot see it and those who can.

The sentences are English; towns have the names that the site's language has for them.
"""

from collections.abc import Sequence
from itertools import pairwise

from milepost.assemble.courses import course_title
from milepost.draw.maps.legs import Leg, is_journey
from milepost.draw.maps.links import links
from milepost.errors import counted
from milepost.model.day import Day, is_estimate
from milepost.model.journey import Journey
from milepost.model.place import Course, Place
from milepost.model.site import AthleteTotals
from milepost.publish.legs import day_legs, journey_legs
from milepost.publish.sayings import Sayings
from milepost.publish.text import Words

_WINDS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip
_WITH_ARTICLE = ("coast", " Sea", " Ocean", " Gulf", " Channel", " Bight", " Basin", " Firth")
_STOPS = 5  # that a journey's sentence names between its ends


class Captions:
    """Describes the routes of days and journeys."""

    def __init__(self, words: Words, say: Sayings):
        self._words, self._say = words, say

    def day_text(self, day: Day) -> str:
        """Describe a day's route in a sentence, in place of its map."""
        route = self._route(day)
        if not route:
            lead = f"{course_title(day.course) or day.title}: no track was recorded."
            return lead + self._carried([day])
        sports = self._sports(day)
        lead = f"{_listed(sports)}: " if sports else ""
        said = _sentence("; ".join([lead + route, *self._passes(day), *self._heights(day)]))
        lost = " A part of the way was not recorded." if links(day_legs(day)) else ""
        return said + self._carried([day]) + lost

    def day_caption(self, day: Day) -> str:
        """Say what a day's map shows to those who see it, with its numbers above."""
        route = self._route(day)
        if not route:
            return ""
        said = _sentence("; ".join([route, *self._passes(day)]))
        return said + self._carried([day]) + _dashes(day_legs(day))

    def where(self, day: Day) -> str:
        """Say where a day led, "" if its title says as much or nothing is known."""
        ends = [place.name for place in (day.start_place, day.end_place) if place]
        if all(name.casefold() in day.title.casefold() for name in ends):
            return ""
        return course_title(day.course, self._words.language)

    def journey_text(self, journey: Journey) -> str:
        """Describe a journey's route, in place of its map."""
        stops = _listed(_stops(journey.days))
        by_way = f" by way of {stops};" if stops else ""
        return self._progress(journey, by_way)

    def journey_caption(self, journey: Journey) -> str:
        """Say what a journey's map shows to those who see it."""
        if not journey.days:
            return self._progress(journey)
        legs = journey_legs(journey)
        tones = " Day by day in two colours." if is_journey(leg.tone for leg in legs) else ""
        skipped = " Fine dots: left out." if journey.plan.skipped else ""
        carried = self._carried(journey.days)
        return f"{self._progress(journey)}{tones}{skipped}{carried}{_dashes(legs)}"

    def athlete_text(self, own: AthleteTotals) -> str:
        """Describe what a map of all days of one person shows."""
        days = counted(own.active_days, "active day")
        return f"{own.athlete.name}: {self._words.distance(own.totals.distance_m)} on {days}."

    def _progress(self, journey: Journey, by_way: str = "") -> str:
        plan = journey.planned_m
        if not journey.days:
            return f"{journey.title}: {self._words.distance(plan)} planned."
        where = course_title(_whole(journey.days))
        done = self._words.distance(journey.totals.distance_m)
        along = self._along(journey)
        days = counted(journey.active_days, "day")
        until = self._words.long_date(journey.days[-1].date)
        lead = f"{where}{by_way or ':'} " if where else ""
        return f"{lead}{done} on {days} until {until}.{along}"

    def _along(self, journey: Journey) -> str:
        """Say how far along its plan a journey is, and how what is to come is drawn."""
        progress = journey.progress
        if progress is None or progress.complete:
            return ""
        dotted = " (dotted)" if journey.plan.ahead else ""
        return f" {self._say.along(progress)}{dotted}."

    def _carried(self, days: Sequence[Day]) -> str:
        """Say what else did a part of the way, in lines of dashes and dots."""
        found = [each for day in days for each in day.transfers if each.lines]
        modes = dict.fromkeys(self._say.by(each.mode) for each in found)
        return f" Dashes and dots: {_listed(list(modes))}, not counted." if modes else ""

    def _route(self, day: Day) -> str:
        """Say from where to where, how far, which way; "" for a day without a way."""
        course, total_m = day.course, day.totals.distance_m
        if not total_m:
            return ""
        far = self._words.roughly(total_m, day.approximate)
        if len(shares := [s for s in day.by_sport if s.totals.distance_m]) > 1:
            far += f" ({_listed([self._share(day, share.sport) for share in shares])})"
        where = course_title(course)
        if course.shape == "loop":
            far = f"a loop of {far}"
        elif course.shape == "out-and-back" and not where.endswith("and back"):
            far = f"{far} out and back"
        return f"{where}, {far}{_way(course)}" if where else f"{far}{_way(course)}"

    def _share(self, day: Day, sport: str) -> str:
        """Say how far a day went in one of its sports."""
        (total_m,) = (s.totals.distance_m for s in day.by_sport if s.sport == sport)
        rough = any(is_estimate(a) for a in day.activities if a.sport == sport)
        name = self._words.sport(sport).lower()
        return f"{name} {self._words.roughly(total_m, rough)}"

    def _sports(self, day: Day) -> list[str]:
        """Name what was done, the first with a capital."""
        done = [share.sport for share in day.by_sport if share.totals.distance_m]
        names = [self._words.sport(sport) for sport in done if sport != "other"]
        return names[:1] + [name.lower() for name in names[1:]]

    def _passes(self, day: Day) -> list[str]:
        if not day.passes:
            return []
        if day.entry.typed.distance_m is not None:  # of another way than the track's
            return [f"passes {_listed([each.place.name for each in day.passes])}"]
        said = (f"{p.place.name} ({self._words.milestone(p.at_m)})" for p in day.passes)
        return [f"passes {_listed(list(said))}"]

    def _heights(self, day: Day) -> list[str]:
        low, high, gain = day.totals.min_ele_m, day.totals.max_ele_m, day.totals.gain_m
        said = []
        if low is not None and high is not None:
            ends = self._words.elevation(low), self._words.elevation(high)
            said.append(f"lowest {ends[0]}, highest {ends[1]}")
        if gain is not None:
            said.append(f"{self._words.elevation(gain)} climbed")
        return said


def _way(course: Course) -> str:
    """Say which way a course leads, and along which sea."""
    said = ""
    if course.heading_deg is not None:
        wind = _WINDS[round(course.heading_deg / 45) % 8]
        said = f", heading {wind}" + (" first" if course.shape == "out-and-back" else "")
    if course.coast is None:
        return said
    return said + ("" if said else ",") + f" along {_with_article(course.coast or 'coast')}"


def _with_article(sea: str) -> str:
    """Return a sea as a sentence has it: the Gulf of Khambhat, but Hudson Bay."""
    takes_one = " of " in sea or sea.endswith(_WITH_ARTICLE)
    return f"the {sea}" if takes_one else sea


def _whole(days: Sequence[Day]) -> Course:
    """Return the course of many days: where the first began and the last ended."""
    starts = [day.start_place for day in days if day.start_place]
    ends = [day.end_place for day in days if day.end_place]
    return Course(start=starts[0] if starts else None, end=ends[-1] if ends else None)


def _stops(days: Sequence[Day]) -> list[str]:
    """Name the biggest of the towns where days ended, in their order."""
    whole = _whole(days)
    known = {place.name for place in (whole.start, whole.end) if place}
    found: dict[str, Place] = {}
    for today, tomorrow in pairwise(days):
        place = today.end_place or tomorrow.start_place
        if place and not place.near and place.name not in known:
            found.setdefault(place.name, place)
    biggest = sorted(found, key=lambda name: -found[name].population)[:_STOPS]
    return [name for name in found if name in biggest]


def _listed(words: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _dashes(legs: Sequence[Leg]) -> str:
    return " Dashed: not recorded." if links(legs) else ""
