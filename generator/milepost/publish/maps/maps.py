"""The maps of a site: on its pages, and as pictures.

All that pages show is drawn at once, before the first page: what was drawn before is
remembered, the rest is drawn side by side.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, inf, radians
from pathlib import Path, PurePosixPath
from typing import Protocol

from markupsafe import Markup

from milepost.draw.maps.backdrop import Borders
from milepost.draw.maps.base import base
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import NO_NAMES, PAGE, Sheet, frame_of, route_map
from milepost.draw.maps.thumbnail import thumbnail
from milepost.draw.palette import Palette, style_sheet
from milepost.draw.projection import Frame, unwrap
from milepost.draw.raster import can_write, png
from milepost.draw.scales import IMPERIAL, METRIC, Units
from milepost.errors import Problem
from milepost.model.activity import Marker
from milepost.model.artifact import Recipe
from milepost.model.day import Day
from milepost.model.journey import Journey
from milepost.model.place import Names
from milepost.model.site import AthleteTotals, Site
from milepost.publish.maps.captions import Captions
from milepost.publish.maps.ground_pictures import Layout, laid_under
from milepost.publish.maps.grounds import Ground, Grounds
from milepost.publish.maps.legs import athlete_legs, day_legs, journey_legs, legs_until
from milepost.publish.words.text import units_of
from milepost.read.basemap import basemap

CARD_WIDTH, CARD_HEIGHT = 1200, 630
_WIDTH, _FLATTEST, _TALLEST = 800, 520, 700  # of maps on pages, in CSS pixels at most
_CARD_ZOOM = 2  # drawn at half the size, so that words stay readable on a phone
# Letters that the lines under a route may take: a page of words weighs as much.
_NEAR_LETTERS, _FAR_LETTERS, _FAR_M = 7000, 26000, 400_000.0
_DEGREE_M = 111_320.0  # of latitude


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What the author wants of all maps; `names` are those in the site's language."""

    borders: Borders = "dashed"
    names: Names = NO_NAMES


PLAIN = MapChoice()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map with all that it depends on; `ground` names the content of the basemap.

    Without a `sheet` it is a thumbnail.
    """

    legs: tuple[Leg, ...]
    ground: str
    title: str = ""
    description: str = ""
    ident: str = ""
    sheet: Sheet | None = None
    markers: tuple[Marker, ...] = ()


class DrawAll(Protocol):
    """Like the builtin `map` over drawings: order is kept."""

    def __call__(
        self, fn: Callable[[Drawing], str], items: Iterable[Drawing], /
    ) -> Iterable[str]:
        """Yield `fn` of each item."""


def svg(drawing: Drawing) -> str:
    """Return a drawing as SVG; "" if it has no points."""
    if drawing.sheet is None:
        return thumbnail(drawing.legs, basemap())
    return route_map(
        drawing.legs,
        basemap(),
        title=drawing.title,
        description=drawing.description,
        ident=drawing.ident,
        sheet=drawing.sheet,
        markers=drawing.markers,
    )


class Maps:
    """Draws what pages, feeds and cards show of days and journeys."""

    def __init__(
        self,
        site: Site,
        captions: Captions,
        palette: Palette,
        choice: MapChoice,
        draw_all: DrawAll = map,
        grounds: Grounds | None = None,
    ):
        self._captions, self._palette, self._choice = captions, palette, choice
        self._grounds = grounds
        self._ground_of: dict[tuple[str, str], Ground] = {}
        self._sheet = Sheet(
            units=units_of(captions.words),
            borders=choice.borders,
            names=choice.names,
            map_end=captions.map_end(),
        )
        self._writable_names = _writable_names(choice.names)
        asked = {key: self._laid(key, drawing) for key, drawing in self._drawings(site)}
        self._drawings_of = asked
        self._made = dict(zip(asked, draw_all(svg, asked.values()), strict=True))

    def _drawings(self, site: Site) -> Iterator[tuple[tuple[str, str], Drawing]]:
        """Yield what the pages of a site show, by kind and name."""
        for day in site.days:
            legs, text = day_legs(day), self._captions.day_text(day)
            page = self._page(legs, day.title, text, "mp-day-map")
            yield ("day", day.permalink), replace(page, markers=day.markers)
            yield ("thumb", day.permalink), Drawing(tuple(legs), basemap().digest)
        for journey in site.journeys:
            legs, text = journey_legs(journey), self._captions.journey_text(journey)
            page = self._page(legs, journey.title, text, "mp-journey-map")
            yield ("journey", journey.slug), page
        people = site.by_athlete if len(site.by_athlete) > 1 else ()
        for own in people:
            if own.athlete in site.athletes:
                legs, text = athlete_legs(own), self._captions.athlete_text(own)
                page = self._page(legs, own.athlete.name, text, "mp-athlete-map")
                yield _of_athlete(own), page

    def _laid(self, key: tuple[str, str], drawing: Drawing) -> Drawing:
        """Take the ground away from a map that has a picture of it."""
        ground = self._ground(drawing)
        if ground is None:
            return drawing
        self._ground_of[key] = ground
        return _over(drawing, ground)

    def _ground(self, drawing: Drawing) -> Ground | None:
        frame = _frame(drawing) if self._grounds else None
        return self._grounds.under(frame) if self._grounds and frame else None

    def lacking(self, days: Iterable[Day]) -> Iterator[Problem]:
        """Warn of each day close enough for streets that the author's own map does not show."""
        for day in days if self._grounds else ():
            frame = _frame(self._drawings_of["day", day.permalink])
            if frame and self._grounds and self._grounds.lacks(frame):
                name = self._grounds.archive.name
                message = f"{name} does not show this day; cut it anew:  milepost map corridor"
                yield Problem(message, str(day.entry.source), severity="warning")

    @property
    def credit(self) -> str:
        """Whom the maps of this site have to name."""
        own = self._grounds.archive.about.attribution if self._grounds else ""
        return _credit(own)

    def day_ground(self, day: Day) -> Ground | None:
        """Return the picture to lay under a day's map, None if the map has its own ground."""
        return self._ground_of.get(("day", day.permalink))

    def journey_ground(self, journey: Journey) -> Ground | None:
        """Return the picture to lay under a journey's map."""
        return self._ground_of.get(("journey", journey.slug))

    def athlete_ground(self, own: AthleteTotals) -> Ground | None:
        """Return the picture to lay under a person's map."""
        return self._ground_of.get(_of_athlete(own))

    def day_map(self, day: Day) -> Markup:
        """Return a day's route as inline SVG, empty without a track."""
        return Markup(self._made["day", day.permalink])

    def day_thumb(self, day: Day) -> Markup:
        """Return the shape of a day's route, for lists; empty without a track."""
        return Markup(self._made["thumb", day.permalink])

    def journey_map(self, journey: Journey) -> Markup:
        """Return a journey's days in turn, and its plan, as inline SVG."""
        return Markup(self._made["journey", journey.slug])

    def athlete_map(self, own: AthleteTotals) -> Markup:
        """Return all days of a person as inline SVG; empty if there is only one person."""
        return Markup(self._made.get(_of_athlete(own), ""))

    def day_card(self, day: Day) -> Recipe | None:
        """Return how to make a day's map as a picture for feeds and previews."""
        return self._card("day", day.permalink)

    def journey_card(self, journey: Journey) -> Recipe | None:
        """Return how to make a journey's map as a picture."""
        return self._card("journey", journey.slug)

    def day_base(self, day: Day) -> Recipe | None:
        """Return how to make the ground of a day's live map."""
        return self._base("day", day.permalink)

    def journey_base(self, journey: Journey) -> Recipe | None:
        """Return how to make the ground of a journey's live map."""
        return self._base("journey", journey.slug)

    def _base(self, kind: str, name: str) -> Recipe | None:
        drawing = self._drawings_of[kind, name]
        frame = _frame(drawing)
        if frame is None:
            return None
        return Recipe(base_of, (frame, self._choice, drawing.ground), "base")

    def _card(self, kind: str, name: str) -> Recipe | None:
        width, height = CARD_WIDTH // _CARD_ZOOM, CARD_HEIGHT // _CARD_ZOOM
        found = self.picture(kind, name, Sheet(width, height))
        if found is None:
            return None
        drawing, ground = found
        style = style_sheet(self._palette)
        if ground is None:
            return Recipe(card, (drawing, style), "card")
        args = (drawing, style, ground.layout, ground.styles[0])
        return Recipe(card_on_ground, args, "card", large=(ground.inside,))

    def picture(
        self, kind: str, name: str, paper: Sheet
    ) -> tuple[Drawing, Ground | None] | None:
        """Return a map of the site for a picture, with what lies under it if it has no ground.

        `kind` and `name` are ("day", its permalink) or ("journey", its slug); of the `paper`,
        the size, what is kept free and the manner count. None if there is nothing to draw.
        """
        if not self._made[kind, name]:
            return None
        return self._picture(self._drawings_of[kind, name], paper)

    def picture_until(
        self, day: Day, journey: Journey, paper: Sheet
    ) -> tuple[Drawing, Ground | None] | None:
        """Return the map of a journey up to a day for a picture, as `picture` does."""
        legs = legs_until(day, journey)
        if not legs:
            return None
        whole = self._drawings_of["journey", journey.slug]
        return self._picture(replace(whole, legs=tuple(legs)), paper)

    def _picture(self, drawing: Drawing, paper: Sheet) -> tuple[Drawing, Ground | None]:
        assert drawing.sheet is not None
        map_end = drawing.sheet.map_end
        sheet = replace(
            drawing.sheet,
            width=paper.width,
            height=paper.height,
            padding=paper.padding,
            wordless=paper.wordless,
            poster=paper.poster,
            narrow=False,
            bare=False,
            named=False,
            credit="",
            names=self._writable_names,
            units=_writable_units(drawing.sheet.units),
            map_end=map_end if can_write(map_end) else PAGE.map_end,
        )
        legs = tuple(_writable(leg) for leg in drawing.legs)
        plain = replace(drawing, legs=legs, description="", ident="card", sheet=sheet)
        ground = self._ground(plain)
        return (plain, None) if ground is None else (_over(plain, ground), ground)

    def _page(self, legs: Sequence[Leg], title: str, text: str, ident: str) -> Drawing:
        wide_m, tall_m = _extent_m(legs)
        far = max(wide_m, tall_m) > _FAR_M
        sheet = replace(
            self._sheet,
            width=_WIDTH,
            height=_height(wide_m, tall_m),
            longest=_FAR_LETTERS if far else _NEAR_LETTERS,
        )
        title = self._captions.map_title(title)
        return Drawing(tuple(legs), basemap().digest, title, text, ident, sheet)


def _frame(drawing: Drawing) -> Frame | None:
    """Return the part of the world that a drawing shows; None for a bare shape."""
    return frame_of(drawing.legs, drawing.sheet) if drawing.sheet else None


def _of_athlete(own: AthleteTotals) -> tuple[str, str]:
    return "athlete", own.athlete.slug or own.athlete.name


def _writable(leg: Leg) -> Leg:
    """Return a leg without names that the pictures' font has no letters for."""
    start, end = (name if can_write(name) else "" for name in (leg.start, leg.end))
    return replace(leg, start=start, end=end)


def _writable_names(names: Names) -> Names:
    return Names(
        {key: name for key, name in names.towns.items() if can_write(name)},
        {code: name for code, name in names.countries.items() if can_write(name)},
    )


def _writable_units(units: Units) -> Units:
    if can_write(units.far.sign + units.high.sign):
        return units
    return IMPERIAL if units.far.metres == IMPERIAL.far.metres else METRIC


def _extent_m(legs: Sequence[Leg]) -> tuple[float, float]:
    """Return about how far legs reach from west to east, and from south to north."""
    lines = unwrap([line for leg in legs for line in leg.lines if line])
    places = [place for line in lines for place in line]
    if not places:
        return 0.0, 0.0
    lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
    wide = (max(lons) - min(lons)) * cos(radians((max(lats) + min(lats)) / 2))
    return wide * _DEGREE_M, (max(lats) - min(lats)) * _DEGREE_M


def _height(wide_m: float, tall_m: float) -> int:
    """Return the height of a map: a way from south to north is given more of it."""
    steep = tall_m / wide_m if wide_m else inf if tall_m else 0.0
    return round(min(max(_FLATTEST, _WIDTH * 0.75 * steep), _TALLEST))


def base_of(frame: Frame, choice: MapChoice, ground: str) -> bytes:
    """Return the ground around a frame; `ground` names the content of the basemap."""
    return base(frame, basemap(), borders=choice.borders, names=choice.names).encode()


def card(drawing: Drawing, style: str) -> bytes:
    """Return a drawing as a PNG picture."""
    return png(svg(drawing), style, width=CARD_WIDTH)


def card_on_ground(
    drawing: Drawing, style: str, layout: Layout, ground_style: str, archive: Path
) -> bytes:
    """Return a drawing that has no ground over one from an archive, as a PNG picture."""
    over = png(svg(drawing), style, width=CARD_WIDTH)
    return laid_under(over, layout, ground_style, _CARD_ZOOM, archive)


def _credit(own: str) -> str:
    return " · ".join(filter(None, (own, basemap().credit)))


def _over(drawing: Drawing, ground: Ground) -> Drawing:
    assert drawing.sheet is not None
    credit = _credit(ground.credit)
    sheet = replace(drawing.sheet, bare=True, named=ground.named, credit=credit)
    return replace(drawing, sheet=sheet)


def picture_path(folder: str) -> PurePosixPath:
    """Return where the picture of a day or journey stands."""
    return PurePosixPath(folder, "map.png")
