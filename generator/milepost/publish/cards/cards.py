"""Share pictures: a theme's card, filled for a day, a journey or a goal that was reached."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Literal

from markupsafe import Markup

from milepost.draw.cards.faces import Faces
from milepost.draw.cards.scripts import package_of, script_of
from milepost.draw.cards.setting import Block, fit, lettered
from milepost.draw.maps import poster
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet
from milepost.draw.maps.thumbnail import shape as shape_of
from milepost.draw.palette import style_sheet
from milepost.draw.projection import Padding
from milepost.errors import Problem
from milepost.model.activity import Totals
from milepost.model.artifact import Recipe
from milepost.model.day import Day
from milepost.model.goal import Goal
from milepost.model.journal import Photo
from milepost.model.journey import Journey
from milepost.model.progress import Progress
from milepost.model.site import Site
from milepost.publish.cards.card_pictures import (
    MAP,
    PHOTO,
    CardMap,
    CardPhoto,
    Plan,
    share_picture,
)
from milepost.publish.maps.captions import Captions
from milepost.publish.maps.grounds import Ground
from milepost.publish.maps.legs import day_legs, legs_until
from milepost.publish.maps.maps import Drawing, Maps
from milepost.publish.theme import Theme
from milepost.publish.words.catalogue import beside
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import N_, capital
from milepost.read.fonts import Fonts

_ROUGHLY, _DISTANCE = N_("Distance, estimated"), N_("Distance")
_CLIMB, _MOVING, _DAYS = N_("Climbed"), N_("Moving time"), N_("Days on the way")
_REST, _REACHED = N_("Rest day"), N_("Goal reached")
_LABELS = (_ROUGHLY, _DISTANCE, _CLIMB, _MOVING, _DAYS, _REST, _REACHED)

Kind = Literal["day", "journey", "goal"]


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of share picture; sizes in pixels, `most` in bytes.

    Apps lay their own things over the top and the foot of a story: words stay off the first
    `free_top` and the last `free_foot` pixels.
    """

    name: str
    width: int
    height: int
    most: int
    free_top: int = 0
    free_foot: int = 0


# Open Graph's, which older messengers show up to 300 kB only; a post's; a story's.
WIDE = Shape("wide", 1200, 630, 300_000)
POST = Shape("post", 1080, 1350, 500_000)
STORY = Shape("story", 1080, 1920, 500_000, free_top=250, free_foot=340)
SHAPES = (WIDE, POST, STORY)


@dataclass(frozen=True, slots=True)
class CardChoice:
    """What the author wants of share pictures.

    Posts and stories are made of the "newest" days or of "all"; with "none" there are only
    plain maps. `photos` fill the pictures of days that have one.
    """

    fonts: Fonts
    pictures: Literal["newest", "all", "none"] = "newest"
    photos: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A figure of a card, ready to be set."""

    value: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, in the site's language; "" for what there is nothing to say of.

    `number` is that of the day alone. `share` is how much is done of the whole, from 0 to 1,
    None if there is no whole.
    """

    kind: Kind
    title: str
    number: str = ""  # "8"
    day: str = ""  # "Day 8 of 10"
    date: str = ""
    place: str = ""
    numbers: tuple[Number, ...] = ()
    share: float | None = None
    progress: str = ""  # "873 of 1,012 km"
    journey: str = ""
    host: str = ""


@dataclass(slots=True)
class _Filling:
    """What a template asked for while its card was filled."""

    maps: Callable[[Sheet], tuple[Drawing, Ground | None] | None]
    photo: Photo | None
    faces: Faces
    shape: Shape
    chosen: set[tuple[str, int]] = field(default_factory=set)
    map: CardMap | None = None
    cut: CardPhoto | None = None

    def fit(
        self,
        words: object,
        *,
        width: float,
        size: float,
        smallest: float | None = None,
        lines: int = 1,
        weight: int = 400,
    ) -> Block:
        block = fit(
            str(words),
            self.faces,
            width=width,
            size=size,
            smallest=size / 2 if smallest is None else smallest,
            lines=lines,
            weight=weight,
        )
        pieces = (piece for line in block.lines for piece in line.pieces)
        self.chosen |= {(piece.family, piece.weight) for piece in pieces}
        return block

    def draw_map(
        self,
        width: int,
        height: int,
        *,
        zoom: float = 2.0,
        keep: tuple[float, float, float, float] = (90, 80, 80, 80),
        wordless: tuple[float, float, float, float] = (0, 0, 0, 0),
    ) -> Markup:
        paper = Sheet(
            round(width / zoom),
            round(height / zoom),
            padding=Padding(*(px / zoom for px in keep)),
            wordless=Padding(*(px / zoom for px in wordless)),
            poster=True,
        )
        whole = (width, height) == (self.shape.width, self.shape.height)
        self.map = _laid(self.maps(paper), whole=whole)
        return Markup(MAP if self.map else "")

    def draw_photo(self, width: int, height: int) -> Markup:
        self.cut = CardPhoto(self.photo, width, height) if self.photo else None
        return Markup(PHOTO if self.cut else "")


@dataclass(slots=True)
class Cards:
    """Makes the share pictures of one site."""

    site: Site
    theme: Theme
    maps: Maps
    say: Sayings
    captions: Captions
    choice: CardChoice
    _journeys: dict[str, Journey] = field(init=False)

    def __post_init__(self) -> None:
        self._journeys = {journey.slug: journey for journey in self.site.journeys}

    @property
    def on(self) -> bool:
        """Whether the site shows share pictures."""
        return self.choice.pictures != "none"

    def day(self, day: Day, shape: Shape) -> Recipe:
        """Return how to make a picture of a day; without a way it shows that of its journey."""
        found = partial(self.maps.picture, "day", day.permalink)
        has_map, journey = bool(self.maps.day_map(day)), self._journeys.get(day.journey)
        if journey and not has_map:
            found = partial(self.maps.picture_until, day, journey)
            has_map = bool(legs_until(day, journey))
        return self._recipe(
            self._day(day),
            shape,
            maps=found,
            has_map=has_map,
            photo=self.photo_of(day),
            legs=day_legs(day),
        )

    def journey(self, journey: Journey, shape: Shape) -> Recipe:
        """Return how to make a picture of a journey as it stands."""
        maps = partial(self.maps.picture, "journey", journey.slug)
        has_map = bool(self.maps.journey_map(journey))
        return self._recipe(self._journey(journey), shape, maps=maps, has_map=has_map)

    def goal(self, goal: Goal, shape: Shape) -> Recipe:
        """Return how to make a picture of a goal that was reached."""
        return self._recipe(self._goal(goal), shape, maps=lambda paper: None)

    def photo_of(self, day: Day) -> Photo | None:
        """Return the photo that fills a day's pictures, None for its map."""
        chosen = day.entry.share_photo
        return day.cover if (self.choice.photos if chosen is None else chosen) else None

    def lacking(self) -> Iterator[Problem]:
        """Warn of words that no font has letters for."""
        if not self.on:
            return
        for day in self.site.days:
            source, line = str(day.entry.source), day.entry.key_lines.get("title")
            yield from self._unwritten("the title", day.title, source, line)
        named = {
            **{f"the title '{journey.title}'": journey.title for journey in self.site.journeys},
            **{f"the goal '{goal.name}'": goal.name for goal in self.site.goals if goal.finish},
            "words of Milepost": " ".join(map(self.theme.words.gettext, _LABELS)),
        }
        for what, words in named.items():
            yield from self._unwritten(what, words, "site.toml", None)

    def _unwritten(
        self, what: str, words: str, source: str, line: int | None
    ) -> Iterator[Problem]:
        _, missing = lettered(words, self.choice.fonts)
        if missing:
            scripts = dict.fromkeys(script_of(letter) for letter in missing)
            packages = dict.fromkeys(package_of(script) for script in scripts)
            message = (
                f"share pictures leave letters of {what} out, as no font has them: "
                f"{', '.join(scripts)}; install fonts ({', '.join(packages)} on Debian), or "
                'name one:  [share]  fonts = ["fonts/…"]'
            )
            yield Problem(message, source, line, severity="warning")

    def _recipe(
        self,
        card: Card,
        shape: Shape,
        *,
        maps: Callable[[Sheet], tuple[Drawing, Ground | None] | None],
        has_map: bool = False,
        photo: Photo | None = None,
        legs: Sequence[Leg] = (),
    ) -> Recipe:
        filling = _Filling(maps, photo, self.choice.fonts, shape)
        context = {
            "card": card,
            "shape": shape,
            "colours": self.theme.light,
            "leftward": self.theme.words.direction == "rtl",
            "fit": filling.fit,
            "map": filling.draw_map,
            "photo": filling.draw_photo,
            "route": partial(shape_of, legs),
            "has_map": has_map,
            "has_photo": photo is not None,
        }
        text = self.theme.render("card.svg", f"the share picture of {card.title}", context)
        plan = Plan(
            card=text.decode(),
            style=style_sheet(self.theme.light) + poster.STYLE,
            width=shape.width,
            fonts=self.choice.fonts.files(filling.chosen),
            most=shape.most,
            map=filling.map,
            photo=filling.cut,
        )
        large = (filling.map.inside,) if filling.map and filling.map.inside else ()
        inputs = (str(photo.source),) if photo and filling.cut else ()
        return Recipe(share_picture, (plan,), "share", inputs, large)

    def _day(self, day: Day) -> Card:
        words, journey = self.theme.words, self._journeys.get(day.journey)
        rest = [words.gettext(_REST)] if day.rest else []
        place = day.end_place
        return Card(
            "day",
            day.title,
            number=words.number(day.number, 0),
            day=self._beside(self.say.day_of(journey, day.number), *rest),
            date=words.long_date(day.date),
            place=self.captions.where(day) or (capital(self.say.where(day)) if place else ""),
            numbers=self._numbers(day.totals, rough=day.approximate),
            journey=journey.title if journey else "",
            host=self._host,
            share=_share(day.progress),
            progress=self.say.so_far(day.progress) if day.progress else "",
        )

    def _journey(self, journey: Journey) -> Card:
        words = self.theme.words
        days = journey.active_days
        count = Number(words.number(days, 0), "", words.gettext(_DAYS))
        return Card(
            "journey",
            journey.title,
            day=self.say.status(journey),
            place="",
            numbers=(*self._numbers(journey.totals)[:2], *([count] if days else ())),
            # A site is often named like its only journey: once is enough.
            journey="" if self.site.title in journey.title else self.site.title,
            host=self._host,
            share=_share(journey.progress),
            progress=self.say.so_far(journey.progress) if journey.progress else "",
        )

    def _goal(self, goal: Goal) -> Card:
        words, finish = self.theme.words, goal.finish
        date = words.long_date(finish.date) if finish else ""
        return Card(
            "goal",
            goal.name,
            day=words.gettext(_REACHED),
            date=date,
            share=1.0,
            progress=self.say.amount(goal.unit, goal.target),
            journey=self.site.title,
            host=self._host,
        )

    def _numbers(self, totals: Totals, *, rough: bool = False) -> tuple[Number, ...]:
        words = self.theme.words
        found = []
        if totals.distance_m:
            far = words.distance(totals.distance_m)
            label = words.gettext(_ROUGHLY if rough else _DISTANCE)
            found.append(Number(far.value, far.unit, label))
        if totals.gain_m is not None and totals.distance_m:
            up = words.elevation(totals.gain_m)
            found.append(Number(up.value, up.unit, words.gettext(_CLIMB)))
        if totals.moving_s:
            lasting = words.duration(totals.moving_s)
            found.append(Number(lasting, "", words.gettext(_MOVING)))
        return tuple(found)

    def _beside(self, *parts: str) -> str:
        return beside(parts, leftward=self.theme.words.direction == "rtl")

    @property
    def _host(self) -> str:
        return self.say.link(self.site.url)


def _laid(found: tuple[Drawing, Ground | None] | None, *, whole: bool) -> CardMap | None:
    if found is None:
        return None
    drawing, ground = found
    if ground is None:
        return CardMap(drawing, whole=whole)
    return CardMap(drawing, ground.layout, ground.styles[0], ground.inside, whole)


def _share(progress: Progress | None) -> float | None:
    if progress is None or not progress.total_m:
        return None
    return 1.0 if progress.complete else min(max(progress.done_m / progress.total_m, 0.0), 1.0)


def card_path(folder: str) -> PurePosixPath:
    """Return where the wide share picture of a day, journey or goal stands."""
    return PurePosixPath(folder, "card.jpg")
