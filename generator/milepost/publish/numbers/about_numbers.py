"""The page that tells how the numbers are made, how good they are, and which were given."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from milepost.measure.sports import SPORTS
from milepost.model.activity import Activity, Totals
from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.model.track import DeviceTotals
from milepost.publish.numbers.accuracy import ERRORS
from milepost.publish.press import Press
from milepost.publish.words.text import Words

ABOUT_NUMBERS = "about-the-numbers/"


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure twice, in words: as the device counted it, and as we measured it."""

    device: str
    measured: str


@dataclass(frozen=True, slots=True)
class Given:
    """An activity whose device counted for itself: a cell for each column, None if not."""

    day: Day
    sport: str
    cells: tuple[Pair | None, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    figure: str  # in Totals and in DeviceTotals
    say: Callable[[float | None], object]


def about_numbers(press: Press) -> Iterator[Artifact]:
    """Yield the page `about-the-numbers/`."""
    days, words = press.site.days[::-1], press.theme.words
    columns = _columns(words)
    rows = [
        (day, activity)
        for day in days
        for activity in day.activities
        if any(_has(activity, column) for column in columns)
    ]
    columns = [each for each in columns if any(_has(activity, each) for _, activity in rows)]
    yield press.page(
        "about-numbers.html",
        ABOUT_NUMBERS,
        "the page about the numbers",
        errors=tuple(
            replace(error, quantity=words.gettext(error.quantity)) for error in ERRORS
        ),
        figures=tuple(column.title for column in columns),
        given=tuple(_given(day, activity, columns) for day, activity in rows),
        typed_days=tuple(day for day in days if day.typed),
        page_title=words.gettext("About the numbers"),
    )


def _columns(words: Words) -> list[_Column]:
    return [
        _Column(words.gettext("Distance"), "distance_m", words.distance),
        _Column(words.gettext("Active time"), "active_s", words.clock),
        _Column(words.gettext("Moving time"), "moving_s", words.clock),
        _Column(words.gettext("Climbed"), "gain_m", words.elevation),
        _Column(words.gettext("Top speed"), "max_speed_mps", words.speed),
    ]


def _has(activity: Activity, column: _Column) -> bool:
    """Tell whether the device counted a figure that we show."""
    if column.figure == "max_speed_mps" and not SPORTS[activity.sport].shows_top_speed:
        return False
    return _value(activity.device, column) is not None


def _value(of: DeviceTotals | Totals, column: _Column) -> float | None:
    value: float | None = getattr(of, column.figure)
    return value


def _given(day: Day, activity: Activity, columns: Sequence[_Column]) -> Given:
    cells = (
        Pair(
            str(column.say(_value(activity.device, column))),
            str(column.say(_value(activity.measured, column))),
        )
        if _has(activity, column)
        else None
        for column in columns
    )
    return Given(day, activity.sport, tuple(cells))
