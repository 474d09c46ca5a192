"""Elevation profiles of a site, and what they say in words."""

from collections import Counter

from markupsafe import Markup

from milepost.draw.plots.callouts import Extremes
from milepost.draw.plots.profile import elevation_profile
from milepost.draw.plots.sections import Way, end_to_end
from milepost.model.activity import Totals
from milepost.model.day import Day
from milepost.model.journey import Journey
from milepost.publish.maps.sections import day_sections, journey_sections
from milepost.publish.words.text import N_, Words, units_of

_CATEGORIES = ("HC", "1", "2", "3", "4")
# By so much a sample, the mean over some hundred metres of way, is lower than a summit.
_BLUNT_M, _BLUNT_SHARE = 15.0, 0.05


class Profiles:
    """Draws elevations along the way."""

    def __init__(self, words: Words):
        self._words = words

    def day_profile(self, day: Day) -> Markup:
        """Return a day's elevation profile as inline SVG, empty without elevations."""
        way = self._day_way(day)
        drawing = elevation_profile(
            way,
            title=self._title(day.title),
            description=self._day_text(way, day),
            ident="mp-day-profile",
            extremes=self._extremes(way, day.totals),
            units=units_of(self._words),
        )
        return Markup(drawing)

    def journey_profile(self, journey: Journey) -> Markup:
        """Return a journey's days end to end as inline SVG, empty without elevations."""
        way = end_to_end(journey_sections(journey))
        drawing = elevation_profile(
            way,
            title=self._title(journey.title),
            description=self._journey_text(way, journey),
            ident="mp-journey-profile",
            extremes=self._extremes(way, journey.totals),
            row_name=self._words.pgettext("number of a day", "Day"),
            units=units_of(self._words),
        )
        return Markup(drawing)

    def _title(self, of: str) -> str:
        return self._words.gettext("Elevation profile: %(title)s", title=of)

    def day_profile_text(self, day: Day) -> str:
        """Say in words what a day's profile shows."""
        return self._day_text(self._day_way(day), day)

    def journey_profile_text(self, journey: Journey) -> str:
        """Say in words what a journey's profile shows."""
        return self._journey_text(end_to_end(journey_sections(journey)), journey)

    def _day_way(self, day: Day) -> Way:
        return end_to_end(day_sections(day, self._words))

    def _day_text(self, way: Way, day: Day) -> str:
        carried = bool(day.transfers)
        parts = (self._heights(way, day.totals), self._climbs(way), self._gaps(way, carried))
        return " ".join(filter(None, parts))

    def _journey_text(self, way: Way, journey: Journey) -> str:
        days = self._words.gettext("Day by day in two colours.") if len(way.names) > 1 else ""
        carried = any(day.transfers for day in journey.days)
        parts = (self._heights(way, journey.totals), days, self._gaps(way, carried))
        return " ".join(filter(None, parts))

    def _extremes(self, way: Way, totals: Totals) -> Extremes:
        low_m, high_m = _extremes_m(way, totals)
        say = self._words.elevation
        return Extremes(str(say(low_m)), str(say(high_m)))

    def _heights(self, way: Way, totals: Totals) -> str:
        low_m, high_m = _extremes_m(way, totals)
        say, gain_m = self._words.elevation, totals.gain_m
        if gain_m is None:
            return self._words.gettext(
                "Elevation along the way: lowest %(low)s, highest %(high)s.",
                low=say(low_m),
                high=say(high_m),
            )
        return self._words.gettext(
            "Elevation along the way: lowest %(low)s, highest %(high)s, %(gain)s climbed.",
            low=say(low_m),
            high=say(high_m),
            gain=say(gain_m),
        )

    def _climbs(self, way: Way) -> str:
        """Say how many climbs there are, of which categories, and which is the hardest."""
        climbs = [rise.climb for rise in way.rises]
        if not climbs:
            return ""
        hardest, words = max(climbs, key=lambda climb: climb.gain_m), self._words
        # For translators: of a climb: "5.2 km at 7.5%".
        how = words.gettext(
            "%(length)s at %(gradient)s",
            length=words.distance(hardest.length_m),
            gradient=words.percent(hardest.gradient_pct),
        )
        sums = Counter(climb.category for climb in climbs)
        kinds = [category for category in _CATEGORIES if sums[category]]
        if len(kinds) == 1 and not sums[""]:
            if len(climbs) == 1:
                message = N_("1 climb of category %(category)s: %(how)s.")
                return words.gettext(message, category=kinds[0], how=how)
            return words.ngettext(
                "%(num)s climb of category %(category)s, the hardest %(how)s.",
                "%(num)s climbs of category %(category)s, the hardest %(how)s.",
                len(climbs),
                category=kinds[0],
                how=how,
            )
        if len(climbs) == 1:
            return words.gettext("1 climb: %(how)s.", how=how)
        if not kinds:
            return words.ngettext(
                "%(num)s climb, the hardest %(how)s.",
                "%(num)s climbs, the hardest %(how)s.",
                len(climbs),
                how=how,
            )
        # For translators: how many climbs: "2 of category 3".
        message = N_("%(count)s of category %(category)s")
        listed = words.joined(
            words.gettext(message, count=sums[kind], category=kind) for kind in kinds
        )
        return words.ngettext(
            "%(num)s climb (%(kinds)s), the hardest %(how)s.",
            "%(num)s climbs (%(kinds)s), the hardest %(how)s.",
            len(climbs),
            kinds=listed,
            how=how,
        )

    def _gaps(self, way: Way, carried: bool) -> str:
        """Say what a profile cannot show: what is unknown, and what something else did."""
        said = []
        if way.missing_m:
            missing_m = sum(last - first for first, last in way.missing_m)
            length = self._words.distance(missing_m)
            message = N_("Hatched: no elevation is known for %(length)s.")
            said.append(self._words.gettext(message, length=length))
        if way.breaks_m:
            if carried:
                message = N_(
                    "Where the hills are cut open, some of the way was done otherwise, or is"
                    " missing."
                )
            else:
                message = N_("Where the hills are cut open, some of the way is missing.")
            said.append(self._words.gettext(message))
        return " ".join(said)


def _extremes_m(way: Way, totals: Totals) -> tuple[float | None, float | None]:
    """Return the lowest and the highest elevation of what is drawn.

    The numbers of the page stand unless they belong to a place that is not drawn.
    """
    if way.heights_m is None:
        return None, None
    low_m, high_m = way.heights_m
    near_m = max(_BLUNT_M, _BLUNT_SHARE * (high_m - low_m))
    return _nearer(totals.min_ele_m, low_m, near_m), _nearer(totals.max_ele_m, high_m, near_m)


def _nearer(told_m: float | None, drawn_m: float, near_m: float) -> float:
    return drawn_m if told_m is None or abs(told_m - drawn_m) > near_m else told_m
