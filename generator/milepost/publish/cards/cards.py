"""Share pictures: a theme's card, filled for a day, a journey or a goal that was reached."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath
from typing import Literal

from milepost.draw.maps import poster
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet
from milepost.draw.palette import style_sheet
from milepost.errors import Problem
from milepost.model.activity import Totals
from milepost.model.artifact import Recipe
from milepost.model.day import Day
from milepost.model.goal import Goal
from milepost.model.journal import Photo
from milepost.model.journey import Journey
from milepost.model.progress import Progress
from milepost.model.site import Site
from milepost.publish.cards.card_pictures import Plan, share_picture
from milepost.publish.cards.filling import Filling, FoundMap
from milepost.publish.cards.titles import unwritten, writable
from milepost.publish.maps.captions import Captions
from milepost.publish.maps.legs import day_legs, legs_until
from milepost.publish.maps.maps import Maps
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
        told = partial(unwritten, fonts=self.choice.fonts)
        for day in self.site.days:
            source, line = str(day.entry.source), day.entry.key_lines.get("title")
            number = self.say.day_of(None, day.number)
            yield from told("the title", day.title, source=source, line=line, instead=number)
        settings = partial(told, source="site.toml")
        for journey in self.site.journeys:
            what, named = f"the title '{journey.title}'", self.site.title
            yield from settings(what, journey.title, instead=named)
        for goal in self.site.goals:
            what, amount = f"the goal '{goal.name}'", self.say.amount(goal.unit, goal.target)
            yield from settings(what, goal.name, instead=amount) if goal.finish else ()
        yield from settings("words of Milepost", " ".join(self._own_words()))

    def _own_words(self) -> Iterator[str]:
        """Yield what stands on cards by itself: labels, dates and units."""
        words = self.theme.words
        yield from map(words.gettext, _LABELS)
        yield from (words.long_date(day.date) for day in self.site.days)
        yield from (words.distance(1000.0).full, words.elevation(1.0).full)
        yield words.duration(3660.0)

    def _recipe(
        self,
        card: Card,
        shape: Shape,
        *,
        maps: Callable[[Sheet], FoundMap],
        has_map: bool = False,
        photo: Photo | None = None,
        legs: Sequence[Leg] = (),
    ) -> Recipe:
        size = shape.width, shape.height
        filling = Filling(maps, photo, legs, self.choice.fonts, size)
        context = {
            "card": card,
            "shape": shape,
            "colours": self.theme.light,
            "leftward": self.theme.words.direction == "rtl",
            "has_map": has_map,
            "has_photo": photo is not None,
            **filling.functions,
        }
        page = f"the share picture of {card.title}"
        plan = Plan(
            card=self.theme.picture("card.svg", page, context, size),
            style=style_sheet(self.theme.light) + poster.STYLE,
            width=shape.width,
            fonts=self.choice.fonts.files(filling.fonts),
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
            self._written(day.title, self.say.day_of(None, day.number)),
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
            self._written(journey.title, self.site.title),
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
            self._written(goal.name, self.say.amount(goal.unit, goal.target)),
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

    def _written(self, title: str, instead: str) -> str:
        return writable(title, instead, self.choice.fonts)

    def _beside(self, *parts: str) -> str:
        return beside(parts, leftward=self.theme.words.direction == "rtl")

    @property
    def _host(self) -> str:
        return self.say.link(self.site.url)


def _share(progress: Progress | None) -> float | None:
    if progress is None or not progress.total_m:
        return None
    return 1.0 if progress.complete else min(max(progress.done_m / progress.total_m, 0.0), 1.0)


def card_path(folder: str) -> PurePosixPath:
    """Return where the wide share picture of a day, journey or goal stands."""
    return PurePosixPath(folder, "card.jpg")
