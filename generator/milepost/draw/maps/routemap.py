"""A route on its map: one day's, or a journey's with its days in turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from milepost.draw.clip import Box
from milepost.draw.labels import Label, beside, with_margin
from milepost.draw.lettering import NARROW, WIDE, Lettering, Type
from milepost.draw.maps import ground, marks
from milepost.draw.maps.backdrop import Borders, drawn, has_world
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.locator import locator
from milepost.draw.maps.names import areas, candidates, name_at, places
from milepost.draw.maps.route import DrawnLeg, End, Route, fitted_frame, route_of
from milepost.draw.maps.world import world
from milepost.draw.palette import MARK_GROWTH
from milepost.draw.projection import NO_PADDING, Frame, Padding
from milepost.draw.room import Room, Rooms
from milepost.draw.scales import METRIC, Units
from milepost.draw.svg import group, identifier, path, path_data, picture
from milepost.model.activity import Marker
from milepost.model.basemap import Basemap
from milepost.model.place import Names

NO_NAMES = Names()
_MOST_PILLS = 6.5
_PILL_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_CREDIT_MARGIN_PX = 4.0
_MOST_STOPS = 24  # of more, only large places have their names
_PIN_OFF_PX, _STOP_OFF_PX = 15.0, 8.0  # names keep off pins, and off rings


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper that a map is drawn on, and in what manner; sizes in pixels.

    `longest` is about how many letters the lines under the route may take. `narrow` asks for
    a second set of words, which the style sheet shows on narrow screens in place of the
    first. A `bare` map has no ground, as it is laid over a picture, and `credit` names
    that picture's source; a `named` one bears names of places already. `names` are those in
    the reader's language, and so are the signs of `units` and `map_end`, which says that the
    map ends although the way goes on. The way stays off the edges by `padding`, and within
    `wordless` of them are neither words nor signs. A `poster` is looked at from afar: its
    way has one colour and pins, but no other signs, there is no scale bar, and a small map of
    where it is only if nothing else has a name.
    """

    width: int = 800
    height: int = 520
    units: Units = METRIC
    borders: Borders = "dashed"
    longest: int = 7000
    narrow: bool = True
    bare: bool = False
    named: bool = False
    credit: str = ""
    names: Names = NO_NAMES
    map_end: str = "The map ends at 85°"
    padding: Padding | None = None
    wordless: Padding = NO_PADDING
    poster: bool = False


PAGE = Sheet()


def route_map(
    legs: Sequence[Leg],
    basemap: Basemap,
    *,
    title: str,
    description: str,
    ident: str,
    sheet: Sheet = PAGE,
    markers: Sequence[Marker] = (),
) -> str:
    """Return a complete `<svg>` of the legs in their order, or "" if they have no points.

    Done legs of different tones make a journey: rings where legs meet, with the names of the
    places. Legs of one tone make a day: numbered distances and arrows. The chequered pin
    stands at the end of the way; if a plan leads on from there, it stands at the plan's end
    and a disc says how far it went. Dashes lead over what was not recorded. `markers` are
    drawn where there is room. `ident` must be unique on the page.
    """
    route = route_of(legs, sheet.width, sheet.height, markers, sheet.padding)
    if route is None:
        return ""
    frame = route.frame
    layers = _Layers(route, basemap, sheet, identifier(ident))
    return picture(
        layers.all(),
        kind="map",
        title=title,
        description=description,
        ident=ident,
        width=sheet.width,
        height=sheet.height,
        ground="" if sheet.bare else "mp-water" if has_world(frame) else "mp-ground",
        data={"west": frame.west, "north": frame.north, "scale": frame.scale},
    )


def frame_of(legs: Sequence[Leg], sheet: Sheet) -> Frame | None:
    """Return the part of the world that the map of some legs shows; it costs no drawing."""
    return fitted_frame(legs, sheet.width, sheet.height, sheet.padding)


class _Layers:
    """The layers of one map. Marks take their room first, then words, by their weight."""

    def __init__(self, route: Route, basemap: Basemap, sheet: Sheet, ident: str):
        self.route, self.basemap, self.sheet, self.ident = route, basemap, sheet, ident
        self.frame = route.frame
        self.grid = ground.Grid()
        if not sheet.bare:
            over_land = has_world(self.frame)
            self.grid = ground.grid(self.frame, over_land=over_land, units=sheet.units)
        ways = [*(line.shown for line in route.every), *route.gaps]
        self.sizes = [(WIDE, Room(sheet.width, sheet.height, ways))]
        plain = Room(sheet.width, sheet.height)
        self.towns = candidates(plain, self.frame, basemap.places, sheet.names)
        if sheet.narrow:
            self.sizes.append((NARROW, Room(sheet.width, sheet.height, ways, MARK_GROWTH)))

    def all(self) -> tuple[str, ...]:
        """Return all layers, the lowest first."""
        poster, units = self.sheet.poster, self.sheet.units
        edge = "" if poster else ground.scale_bar(self.frame, units=units)
        for lettering, room in self.sizes:
            taken = [
                *([] if poster else [ground.scale_bar_box(self.frame, units)]),
                with_margin(self._credit(lettering).box, _CREDIT_MARGIN_PX),
                *self.grid.boxes(lettering.degrees.size),
                *self._wordless(),
            ]
            for box in taken:
                room.fill(box)
        on_the_way = self._marks()
        edge += self._map_end()
        small = "" if poster else self._locator()
        named = "".join(self._words(*each) for each in self.sizes)
        if poster and not self.sheet.bare and "<text" not in named:
            small = self._locator()
        credit = self._credit(WIDE).svg()
        return (self._under(), *self._ways(), named, *on_the_way, small, edge, credit)

    def _wordless(self) -> list[Box]:
        """Return the bands along the edges that hold nothing to read."""
        off, width, height = self.sheet.wordless, self.frame.width, self.frame.height
        bands = (
            (0.0, 0.0, width, off.top),
            (width - off.right, 0.0, width, height),
            (0.0, height - off.bottom, width, height),
            (0.0, 0.0, off.left, height),
        )
        return [band for band in bands if band[0] < band[2] and band[1] < band[3]]

    def _under(self) -> str:
        if self.sheet.bare:
            return ""
        lines = ""
        if has_world(self.frame):
            shown = world(self.frame, self.basemap, longest=self.sheet.longest)
            lines = drawn(self.frame, shown, self.ident, self.sheet.borders)
        return lines + self.grid.svg()

    def _map_end(self) -> str:
        if not self.route.leaves_map:
            return ""
        rooms = Rooms([room for _, room in self.sizes])
        return ground.map_end(self.frame, rooms, self.sheet.map_end)

    def _locator(self) -> str:
        rooms = [room for _, room in self.sizes]
        return locator(
            self.frame,
            self.basemap,
            rooms,
            ident=self.ident,
            borders=self.sheet.borders,
            names=self.sheet.names,
        )

    def _ways(self) -> tuple[str, ...]:
        route = self.route
        return (
            path("mp-plan", _data(route.plan)),
            path("mp-skipped", _data(route.skipped)),
            path("mp-link", path_data(route.gaps)),
            path("mp-transfer", _data(route.transfer)),
            path("mp-case", _data(route.done)),
            *_done(route, in_turn=route.in_days and not self.sheet.poster),
        )

    def _marks(self) -> tuple[str, ...]:
        """Draw all marks, lowest first; pins take their room first."""
        rooms = Rooms([room for _, room in self.sizes])
        route = self.route
        start, now, finish = route.ends()
        pins = marks.pins(start.at, finish.at if finish else None, rooms)
        disc = marks.here(now.at, rooms) if now else ""
        if self.sheet.poster:
            return disc, pins
        if route.in_days:
            return marks.joints([stop.at for stop in route.stops()], rooms), disc, pins
        sights = marks.sights(route.sights, rooms)
        way = [line for leg in route.done for line in leg.lines]
        if not way:
            return disc, pins
        unit = self.sheet.units.far
        total = float(way[-1].metres[-1]) / unit.metres
        step = next((s for s in _PILL_STEPS if total / s <= _MOST_PILLS), _PILL_STEPS[-1])
        pills = marks.pills(way, step * unit.metres, step, rooms)
        return marks.arrows(way, step * unit.metres, rooms), pills, sights, disc, pins

    def _words(self, lettering: Lettering, room: Room) -> str:
        """Write the ends, the stops, the areas, then the places that still find room."""
        names = self.sheet.names
        written = []
        named: list[str] = []
        for end, type_, off in self._ends(lettering, room.growth):
            known = not end.name or end.name in named
            if not known and (label := beside(room, end.name, type_, end.at, off)):
                written.append(label.svg())
                named.append(end.name)
        wide_enough = has_world(self.frame) and not self.sheet.bare
        regions = areas(room, self.frame, self.basemap, lettering, names) if wide_enough else ""
        towns = ""
        if not self.sheet.named:
            towns = places(room, self.frame, self.basemap, lettering, names=names, named=named)
        size = "wide" if lettering is WIDE else "narrow"
        return group(f"mp-words mp-{size}", regions + towns + "".join(written))

    def _ends(self, lettering: Lettering, growth: float) -> Iterator[tuple[End, Type, float]]:
        for end in self.route.ends():
            if end:
                named = replace(end, name=end.name or name_at(self.towns, end.at))
                yield named, lettering.end, _PIN_OFF_PX * growth
        in_turn = self.route.in_days and not self.sheet.poster
        stops = self.route.stops() if in_turn else []
        if len(stops) <= _MOST_STOPS:
            for stop in stops:
                yield stop, lettering.stop, _STOP_OFF_PX * growth

    def _credit(self, lettering: Lettering) -> Label:
        words = self.sheet.credit or self.basemap.credit
        off = self.sheet.wordless
        at = self.frame.width - 7 - off.right, self.frame.height - 7 - off.bottom
        return Label(words, lettering.credit, *at, "end")


def _data(legs: Sequence[DrawnLeg]) -> str:
    return path_data(line.shown for leg in legs for line in leg.lines)


def _done(route: Route, *, in_turn: bool) -> list[str]:
    if not in_turn:
        return [path("mp-route", _data(route.done))]
    return [
        path(f"mp-tone mp-tone-{tone}", _data([d for d in route.done if d.tone % 2 == tone]))
        for tone in (0, 1)
    ]
