"""Share pictures, and the page `share/` where an athlete finds them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact, Recipe
from milepost.model.day import Day
from milepost.publish.cards.cards import SHAPES, WIDE, Shape, card_path
from milepost.publish.links import goal_path, journey_path
from milepost.publish.press import Press
from milepost.publish.urls import SHARE

_TALL = 12  # newest days whose posts and stories are made: each costs most of a second


@dataclass(frozen=True, slots=True)
class Shared:
    """One share picture as the page shows it: where it stands, and what it shows."""

    path: str
    name: str  # of the file that is saved
    shape: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What pictures are of: a journey, a goal that was reached, or a day."""

    title: str
    note: str
    page: str  # the path of its page
    source: str
    name: str
    make: Callable[[Shape], Recipe]
    shapes: tuple[Shape, ...]

    def path(self, shape: Shape) -> PurePosixPath:
        """Return where a picture of it stands."""
        if shape is WIDE:
            return card_path(self.page)
        return PurePosixPath(SHARE, f"{self.name}-{shape.name}.jpg")


def share(press: Press) -> Iterator[Artifact]:
    """Yield all share pictures, and the page that shows those of which there are all sizes."""
    subjects = tuple(_subjects(press)) if press.cards.on else ()
    for subject in subjects:
        for shape in subject.shapes:
            yield Artifact(subject.path(shape), subject.make(shape), subject.source)
    current = press.current
    if subjects and current and journey_path(current, press.site):
        recipe = press.cards.journey(current, WIDE)
        yield Artifact(card_path(""), recipe, "the front page")
    if subjects:
        yield press.page(
            "share.html",
            SHARE,
            "the page of share pictures",
            noindex=True,
            subjects=tuple(
                (subject, tuple(_shown(subject, press)))
                for subject in subjects
                if subject.shapes == SHAPES
            ),
            page_title=press.theme.words.gettext("Share pictures"),
        )


def pictures_of(day: Day, press: Press) -> Iterator[tuple[Shape, str, Recipe]]:
    """Yield the share pictures of a day, each with a name for its file."""
    subject = _day(press, day, SHAPES)
    for shape in SHAPES:
        yield shape, _file_name(subject, shape), subject.make(shape)


def _subjects(press: Press) -> Iterator[Subject]:
    """Yield the newest day, which is asked for most, then journeys, goals and other days."""
    site, cards = press.site, press.cards
    newest = sorted(site.days, key=lambda day: day.date, reverse=True)
    tall = len(newest) if cards.choice.pictures == "all" else _TALL
    for day in newest[:1]:
        yield _day(press, day, SHAPES)
    for journey in site.journeys:
        if journey.days or journey is press.current:
            yield Subject(
                journey.title,
                press.say.status(journey),
                journey_path(journey, site),
                f"the journey '{journey.slug}'",
                f"journey-{journey.slug}",
                partial(cards.journey, journey),
                SHAPES,
            )
    for goal in site.goals:
        if goal.finish:
            yield Subject(
                goal.name,
                press.say.goal(goal),
                goal_path(goal),
                f"the goal '{goal.name}'",
                f"goal-{goal.slug}",
                partial(cards.goal, goal),
                SHAPES,
            )
    for position, day in enumerate(newest[1:], 1):
        yield _day(press, day, SHAPES if position < tall else (WIDE,))


def _day(press: Press, day: Day, shapes: tuple[Shape, ...]) -> Subject:
    return Subject(
        day.title,
        press.theme.words.long_date(day.date),
        day.permalink,
        str(day.entry.source),
        PurePosixPath(day.permalink).name,
        partial(press.cards.day, day),
        shapes,
    )


def _shown(subject: Subject, press: Press) -> Iterator[Shared]:
    alt = press.card_alt(subject.title)
    for shape in subject.shapes:
        path, name = str(subject.path(shape)), _file_name(subject, shape)
        yield Shared(path, name, shape.name, shape.width, shape.height, alt)


def _file_name(subject: Subject, shape: Shape) -> str:
    return f"{subject.name}-{shape.width}x{shape.height}.jpg"
