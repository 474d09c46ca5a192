"""The maps and profiles of a site, and what they say in words."""

from math import cos, inf, radians
from pathlib import PurePosixPath

from markupsafe import Markup

from milepost.draw.chart import cumulative_chart
from milepost.draw.legs import Leg
from milepost.draw.links import links
from milepost.draw.palette import Palette, style_sheet
from milepost.draw.profile import elevation_profile
from milepost.draw.raster import png
from milepost.draw.routemap import route_map
from milepost.errors import counted
from milepost.model.activity import Totals
from milepost.model.artifact import Recipe
from milepost.model.site import Day, Journey, is_estimate
from milepost.publish.text import Words

CARD_WIDTH, CARD_HEIGHT = 1200, 630
_WIDTH, _FLATTEST, _TALLEST = 800, 520, 700  # of maps on pages, in CSS pixels at most
_CARD_ZOOM = 2  # drawn at half the size, so that words stay readable on a phone


class Maps:
    """Draws what pages, feeds and cards show of days and journeys."""

    def __init__(self, words: Words, palette: Palette):
        self._words = words
        self._palette = palette
        self._cards: dict[str, Recipe | None] = {}  # several publishers ask for the same

    def day_map(self, day: Day) -> Markup:
        """Return a day's route as inline SVG, empty without a track."""
        return Markup(
            self._route(_day_legs(day), day.title, self.day_caption(day), "mp-day-map")
        )

    def journey_map(self, journey: Journey) -> Markup:
        """Return a journey's days in turn, and its plan, as inline SVG."""
        text = self.journey_text(journey)
        return Markup(
            self._route(_journey_legs(journey), journey.title, text, "mp-journey-map")
        )

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
        gain = f", {self._words.elevation(climbed)} climbed" if climbed is not None else ""
        listed = " and ".join(parts)
        return f"{self._words.long_date(day.date)}: {listed}{gain}."

    def day_caption(self, day: Day) -> str:
        """Describe what a day's map shows."""
        return self.day_text(day) + _dashes(_day_legs(day))

    def journey_text(self, journey: Journey) -> str:
        """Describe how far a journey has come in a sentence."""
        done = self._words.distance(journey.totals.distance_m)
        plan = journey.planned_m
        planned = f" of a planned {self._words.distance(plan)} (dotted)" if plan else ""
        if not journey.days:
            return f"{journey.title}: {self._words.distance(plan)} planned."
        until = self._words.long_date(journey.days[-1].date)
        dashes = _dashes(_journey_legs(journey))
        return f"{done}{planned} by {until}, day by day in two colours.{dashes}"

    def day_card(self, day: Day) -> Recipe | None:
        """Return how to make a day's map as a picture for feeds and previews."""
        if day.permalink not in self._cards:
            self._cards[day.permalink] = self._card(_day_legs(day), day.title)
        return self._cards[day.permalink]

    def journey_card(self, journey: Journey) -> Recipe | None:
        """Return how to make a journey's map as a picture."""
        if journey.slug not in self._cards:
            self._cards[journey.slug] = self._card(_journey_legs(journey), journey.title)
        return self._cards[journey.slug]

    def _card(self, legs: list[Leg], title: str) -> Recipe | None:
        drawing = self._route(
            legs, title, "", "card", (CARD_WIDTH // _CARD_ZOOM, CARD_HEIGHT // _CARD_ZOOM)
        )
        if not drawing:
            return None
        return Recipe(card, (drawing, style_sheet(self._palette)), "card")

    def _route(
        self,
        legs: list[Leg],
        title: str,
        text: str,
        ident: str,
        size: tuple[int, int] | None = None,
    ) -> str:
        width, height = size or (_WIDTH, _height(legs))
        return route_map(
            legs,
            title=f"Route map: {title}",
            description=text,
            ident=ident,
            width=width,
            height=height,
            imperial=self._words.imperial,
        )

    def _heights(self, totals: Totals) -> str:
        low, high = (
            self._words.elevation(totals.min_ele_m),
            self._words.elevation(totals.max_ele_m),
        )
        return f"Lowest {low}, highest {high}."


def _height(legs: list[Leg]) -> int:
    """Return the height of a map: a way from south to north is given more of it."""
    places = [place for leg in legs for line in leg.lines for place in line]
    if not places:
        return _FLATTEST
    lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
    wide = (max(lons) - min(lons)) * cos(radians((max(lats) + min(lats)) / 2))
    tall = (max(lats) - min(lats)) / wide if wide else inf
    return round(min(max(_FLATTEST, _WIDTH * 0.75 * tall), _TALLEST))


def card(drawing: str, style: str) -> bytes:
    """Return a drawing as a PNG picture."""
    return png(drawing, style, width=CARD_WIDTH)


def card_path(folder: str) -> PurePosixPath:
    """Return where the picture of a day or journey stands."""
    return PurePosixPath(folder, "map.png")


def _dashes(legs: list[Leg]) -> str:
    return " Dashed: not recorded." if links(legs) else ""


def _day_legs(day: Day) -> list[Leg]:
    return [Leg(activity.lines) for activity in day.activities if activity.lines]


def _journey_legs(journey: Journey) -> list[Leg]:
    plan = [Leg(route.lines, "plan") for route in journey.routes]
    with_lines = [day for day in journey.days if any(a.lines for a in day.activities)]
    days = [
        Leg(
            tuple(line for activity in day.activities for line in activity.lines), "done", n % 2
        )
        for n, day in enumerate(with_lines)
    ]
    return plan + days
