"""Maps in words: what a map shows, for those who cannot see it and those who can.

Everything is said in the site's language; towns have the names that it has for them.
"""

from collections.abc import Sequence
from itertools import pairwise

from milepost.assemble.courses import course_title, phrase, says_back
from milepost.draw.maps.legs import Leg, is_journey
from milepost.draw.maps.links import links
from milepost.draw.projection import MAX_LAT
from milepost.model.day import Day, is_estimate
from milepost.model.journey import Journey
from milepost.model.place import Course, Place
from milepost.model.site import AthleteTotals
from milepost.publish.maps.legs import day_legs, journey_legs
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import N_, Words, capital

_HEADINGS = (
    N_("heading north"),
    N_("heading north-east"),
    N_("heading east"),
    N_("heading south-east"),
    N_("heading south"),
    N_("heading south-west"),
    N_("heading west"),
    N_("heading north-west"),
)
_FIRST_HEADINGS = (
    N_("heading north first"),
    N_("heading north-east first"),
    N_("heading east first"),
    N_("heading south-east first"),
    N_("heading south first"),
    N_("heading south-west first"),
    N_("heading west first"),
    N_("heading north-west first"),
)
_WITH_ARTICLE = ("coast", " Sea", " Ocean", " Gulf", " Channel", " Bight", " Basin", " Firth")
_STOPS = 5  # that a journey's sentence names between its ends


class Captions:
    """Describes the routes of days and journeys."""

    def __init__(self, words: Words, say: Sayings):
        self.words, self._say = words, say
        self._in = words.gettext

    def day_text(self, day: Day) -> str:
        """Describe a day's route in a sentence, in place of its map."""
        route, words = self._route(day), self.words
        if not route:
            where = self._where(day.course) or day.title
            lead = self._in("%(where)s: no track was recorded.", where=where)
            return _together(lead, self._carried([day]))
        if sports := self._sports(day):
            # For translators: what was done, and where: "Ride: Vapi to Surat, 120 km".
            route = self._in("%(sports)s: %(route)s", sports=sports, route=route)
        said = words.sentence(words.clauses([route, self._passes(day), *self._heights(day)]))
        lost = links(day_legs(day)) and self._in("A part of the way was not recorded.")
        return _together(said, self._carried([day]), lost or "")

    def day_caption(self, day: Day) -> str:
        """Say what a day's map shows to those who see it, with its numbers above."""
        route = self._route(day)
        if not route:
            return ""
        said = self.words.sentence(self.words.clauses([route, self._passes(day)]))
        return _together(said, self._carried([day]), self._dashes(day_legs(day)))

    def where(self, day: Day) -> str:
        """Say where a day led, "" if its title says as much or nothing is known."""
        ends = [place.name for place in (day.start_place, day.end_place) if place]
        if all(name.casefold() in day.title.casefold() for name in ends):
            return ""
        return course_title(day.course, self.words.language)

    def _where(self, course: Course) -> str:
        """Say where a course led, with a capital: "Vapi to Surat", "Around Udaipur"."""
        found = phrase(course)
        return capital(self._in(found.message, **found.places)) if found else ""

    def map_title(self, of: str) -> str:
        """Name a map of a day, a journey or a person."""
        return self._in("Route map: %(title)s", title=of)

    def map_end(self) -> str:
        """Say that a map ends although the way goes on towards a pole."""
        return self._in("The map ends at %(latitude)s", latitude=f"{MAX_LAT:.0f}°")

    def journey_text(self, journey: Journey) -> str:
        """Describe a journey's route, in place of its map."""
        return self._progress(journey, self.words.listed(_stops(journey.days)))

    def journey_caption(self, journey: Journey) -> str:
        """Say what a journey's map shows to those who see it."""
        if not journey.days:
            return self._progress(journey)
        legs = journey_legs(journey)
        in_days = is_journey(leg.tone for leg in legs)
        return _together(
            self._progress(journey),
            self._in("Day by day in two colours.") if in_days else "",
            self._in("Fine dots: left out.") if journey.plan.skipped else "",
            self._carried(journey.days),
            self._dashes(legs),
        )

    def athlete_text(self, own: AthleteTotals) -> str:
        """Describe what a map of all days of one person shows."""
        return self.words.ngettext(
            "%(name)s: %(far)s on %(num)s active day.",
            "%(name)s: %(far)s on %(num)s active days.",
            own.active_days,
            name=own.athlete.name,
            far=self.words.distance(own.totals.distance_m),
        )

    def _progress(self, journey: Journey, stops: str = "") -> str:
        """Say how far a journey came until now, `stops` being towns on its way."""
        words = self.words
        if not journey.days:
            plan = words.distance(journey.planned_m)
            return self._in("%(title)s: %(far)s planned.", title=journey.title, far=plan)
        done = words.ngettext(
            "%(far)s on %(num)s day until %(date)s.",
            "%(far)s on %(num)s days until %(date)s.",
            journey.active_days,
            far=words.distance(journey.totals.distance_m),
            date=words.long_date(journey.days[-1].date),
        )
        where = self._where(_whole(journey.days))
        if where and stops:
            # For translators: `done` is "873 km on 8 days until 3 June 2026."
            message = N_("%(where)s by way of %(stops)s; %(done)s")
            done = self._in(message, where=where, stops=stops, done=done)
        elif where:
            done = self._in("%(where)s: %(done)s", where=where, done=done)
        return _together(done, self._along(journey))

    def _along(self, journey: Journey) -> str:
        """Say how far along its plan a journey is, and how what is to come is drawn."""
        progress = journey.progress
        if progress is None or progress.complete:
            return ""
        said = self._say.along(progress)
        if journey.plan.ahead:
            # For translators: how what is to come is drawn on the map.
            return self._in("%(along)s (dotted).", along=said)
        return self.words.sentence(said)

    def _carried(self, days: Sequence[Day]) -> str:
        """Say what else did a part of the way, in lines of dashes and dots."""
        found = [each for day in days for each in day.transfers if each.lines]
        if not found:
            return ""
        modes = self.words.listed(dict.fromkeys(self._say.by(each.mode) for each in found))
        # For translators: what a line on the map is: "by ferry and by train".
        return self._in("Dashes and dots: %(modes)s, not counted.", modes=modes)

    def _dashes(self, legs: Sequence[Leg]) -> str:
        return self._in("Dashed: not recorded.") if links(legs) else ""

    def _route(self, day: Day) -> str:
        """Say from where to where, how far, which way; "" for a day without a way."""
        course, total_m = day.course, day.totals.distance_m
        if not total_m:
            return ""
        far = self.words.roughly(total_m, day.approximate)
        if len(shares := [s for s in day.by_sport if s.totals.distance_m]) > 1:
            parts = self.words.listed(self._share(day, share.sport) for share in shares)
            far = self._in("%(far)s (%(parts)s)", far=far, parts=parts)
        if course.shape == "loop":
            # For translators: a way that ends where it began: "a loop of 42 km".
            far = self._in("a loop of %(far)s", far=far)
        elif course.shape == "out-and-back" and not says_back(course):
            # For translators: a way back on the same road: "42 km out and back".
            far = self._in("%(far)s out and back", far=far)
        return self.words.joined((self._where(course), far, self._way(course)))

    def _way(self, course: Course) -> str:
        """Say which way a course leads, and along which sea."""
        heading = ""
        if course.heading_deg is not None:
            winds = _FIRST_HEADINGS if course.shape == "out-and-back" else _HEADINGS
            heading = self._in(winds[round(course.heading_deg / 45) % 8])
        if course.coast is None:
            return heading
        if not course.coast:
            along = self._in("along the coast")
        elif _takes_article(course.coast):
            # For translators: a sea that has an article in English: "the Gulf of Khambhat".
            along = self._in("along the %(sea)s", sea=course.coast)
        else:
            along = self._in("along %(sea)s", sea=course.coast)
        if not heading:
            return along
        # For translators: "heading north", "along the coast".
        return self._in("%(heading)s %(along)s", heading=heading, along=along)

    def _share(self, day: Day, sport: str) -> str:
        """Say how far a day went in one of its sports."""
        (total_m,) = (s.totals.distance_m for s in day.by_sport if s.sport == sport)
        rough = any(is_estimate(a) for a in day.activities if a.sport == sport)
        far = self.words.roughly(total_m, rough)
        # For translators: a part of a day: "ride 31.4 km".
        return self._in("%(sport)s %(far)s", sport=self.words.sport_within(sport), far=far)

    def _sports(self, day: Day) -> str:
        """Name what was done, the first with a capital."""
        done = [share.sport for share in day.by_sport if share.totals.distance_m]
        return self.words.sports([sport for sport in done if sport != "other"])

    def _passes(self, day: Day) -> str:
        if not day.passes:
            return ""
        said = [each.place.name for each in day.passes]
        if day.entry.typed.distance_m is None:  # else of another way than the track's
            said = [
                # For translators: a town, and how far along the way: "Surat (31 km)".
                self._in("%(place)s (%(far)s)", place=name, far=self.words.milestone(p.at_m))
                for name, p in zip(said, day.passes, strict=True)
            ]
        # For translators: the way leads past towns: "passes Vapi (12 km) and Surat (31 km)".
        return self._in("passes %(places)s", places=self.words.listed(said))

    def _heights(self, day: Day) -> list[str]:
        low, high, gain = day.totals.min_ele_m, day.totals.max_ele_m, day.totals.gain_m
        write, said = self.words.elevation, []
        if low is not None and high is not None:
            message = N_("lowest %(low)s, highest %(high)s")
            said.append(self._in(message, low=write(low), high=write(high)))
        if gain is not None:
            said.append(self._in("%(gain)s climbed", gain=write(gain)))
        return said


def _takes_article(sea: str) -> bool:
    """Tell how an English sentence has a sea: the Gulf of Khambhat, but Hudson Bay."""
    return " of " in sea or sea.endswith(_WITH_ARTICLE)


def _together(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


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
