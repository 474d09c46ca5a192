"""Days as charts show them, one a date."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from milepost.draw.plots.dates import Span
from milepost.draw.svg import escape

# More than these would be too thin to hit, and a page full of links.
MOST_LINKS = 120


@dataclass(frozen=True, slots=True)
class DayBar:
    """A date of a journey.

    `rest` tells that its author called it a day of rest, `typed` that the distance was typed
    by hand. `title` is what its link says, such as "7 Dec: 112 km, last 100 km"; a day without
    `href` has no link and says nothing.
    """

    date: date
    metres: float
    rest: bool = False
    typed: bool = False
    href: str = ""
    title: str = ""


def one_a_date(days: Iterable[DayBar], span: Span | None) -> tuple[DayBar, ...]:
    """Return days by their dates, those outside a span left out.

    Several of a date are added up: the first leads on, and says what all of them say.
    """
    found: dict[date, DayBar] = {}
    for day in days:
        if span is None or span[0] <= day.date <= span[1]:
            before = found.get(day.date)
            found[day.date] = _added(before, day) if before else day
    return tuple(found[key] for key in sorted(found))


def _added(one: DayBar, other: DayBar) -> DayBar:
    return replace(
        one,
        metres=one.metres + other.metres,
        rest=one.rest and other.rest,
        typed=one.typed or other.typed,
        href=one.href or other.href,
        title="\n".join(filter(None, (one.title, other.title))),
    )


def spanned(days: Iterable[DayBar], span: Span | None) -> Span:
    """Return a span, or without one that from the first day to the last."""
    dates = [day.date for day in days]
    return span or (min(dates), max(dates))


def are_linked(days: Iterable[DayBar], dates: int) -> bool:
    """Tell whether the days of a chart over so many dates are links."""
    return dates <= MOST_LINKS and any(day.href for day in days)


def link(day: DayBar, drawn: str) -> str:
    """Return what is drawn for a day as a link, if it has one."""
    if not day.href:
        return drawn
    title = f"<title>{escape(day.title)}</title>" if day.title else ""
    return f'<a class="mp-go" href="{escape(day.href)}">{title}{drawn}</a>'


def silent(drawn: str) -> str:
    """Return what is drawn around links: it neither stands in their way nor is read aloud."""
    return f'<g class="mp-silent" aria-hidden="true">{drawn}</g>' if drawn else ""
