"""The maps of a site: on its pages, and as pictures."""

from math import cos, inf, radians
from pathlib import PurePosixPath

from markupsafe import Markup

from milepost.draw.legs import Leg
from milepost.draw.palette import Palette, style_sheet
from milepost.draw.raster import png
from milepost.draw.routemap import route_map
from milepost.model.artifact import Recipe
from milepost.model.site import Day, Journey
from milepost.publish.captions import Captions
from milepost.publish.legs import day_legs, journey_legs

CARD_WIDTH, CARD_HEIGHT = 1200, 630
_WIDTH, _FLATTEST, _TALLEST = 800, 520, 700  # of maps on pages, in CSS pixels at most
_CARD_ZOOM = 2  # drawn at half the size, so that words stay readable on a phone


class Maps:
    """Draws what pages, feeds and cards show of days and journeys."""

    def __init__(self, captions: Captions, palette: Palette, *, imperial: bool):
        self._captions = captions
        self._imperial = imperial
        self._palette = palette
        self._cards: dict[str, Recipe | None] = {}  # several publishers ask for the same

    def day_map(self, day: Day) -> Markup:
        """Return a day's route as inline SVG, empty without a track."""
        return Markup(
            self._route(day_legs(day), day.title, self._captions.day_caption(day), "mp-day-map")
        )

    def journey_map(self, journey: Journey) -> Markup:
        """Return a journey's days in turn, and its plan, as inline SVG."""
        text = self._captions.journey_text(journey)
        return Markup(self._route(journey_legs(journey), journey.title, text, "mp-journey-map"))

    def day_card(self, day: Day) -> Recipe | None:
        """Return how to make a day's map as a picture for feeds and previews."""
        if day.permalink not in self._cards:
            self._cards[day.permalink] = self._card(day_legs(day), day.title)
        return self._cards[day.permalink]

    def journey_card(self, journey: Journey) -> Recipe | None:
        """Return how to make a journey's map as a picture."""
        if journey.slug not in self._cards:
            self._cards[journey.slug] = self._card(journey_legs(journey), journey.title)
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
            imperial=self._imperial,
        )


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
