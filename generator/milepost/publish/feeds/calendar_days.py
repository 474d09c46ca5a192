"""Days as a calendar shows them: those that were, and those that are planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain

from milepost.model.day import Day
from milepost.model.journey import Journey, PlannedDay
from milepost.publish.dates import changed
from milepost.publish.feeds.identity import Identities
from milepost.publish.links import journey_path
from milepost.publish.press import Press
from milepost.publish.urls import absolute
from milepost.publish.words.quantities import UNKNOWN


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A whole day in a calendar; `stamp` is when it was last changed, `url` a whole address."""

    uid: str
    date: date
    title: str
    description: str
    url: str
    stamp: datetime
    place: str = ""
    tags: tuple[str, ...] = ()
    planned: bool = False


def calendar_days(press: Press) -> tuple[CalendarDay, ...]:
    """Return all days, and those to come, in turn."""
    identities = Identities(press.site)
    done = (_done(day, press, identities) for day in press.site.days)
    to_come = (each for own in press.site.journeys for each in _to_come(own, press, identities))
    return tuple(sorted(chain(done, to_come), key=lambda day: (day.date, day.uid)))


def _done(day: Day, press: Press, identities: Identities) -> CalendarDay:
    words, say, entry = press.theme.words, press.say, day.entry
    journey = next((each for each in press.site.journeys if each.slug == day.journey), None)
    numbers = (
        words.roughly(day.totals.distance_m or None, day.approximate),
        words.duration(day.totals.moving_s),
        str(words.elevation(day.totals.gain_m)),
    )
    lines = (
        words.joined([say.day_of(journey, day.number), *(n for n in numbers if n != UNKNOWN)]),
        words.sentence(say.along(day.progress)) if day.progress else "",
        entry.description or entry.summary,
    )
    return CalendarDay(
        uid=identities.uid(entry),
        date=day.date,
        title=day.title,
        description="\n".join(line for line in lines if line),
        url=absolute(press.site.url, day.permalink),
        stamp=changed(day, press.site),
        place=say.where(day),
        tags=entry.tags,
    )


def _to_come(journey: Journey, press: Press, identities: Identities) -> Iterator[CalendarDay]:
    newest = journey.days[-1].date if journey.days else date.min
    for planned in journey.planned_days:
        if planned.date > newest:  # before, nobody knows whether it was so
            yield _planned(planned, journey, press, identities)


def _planned(
    day: PlannedDay, journey: Journey, press: Press, identities: Identities
) -> CalendarDay:
    said = press.say.stage(day)
    return CalendarDay(
        uid=identities.uid(day.entry),
        date=day.date,
        title=day.title or said,
        description=said,
        url=absolute(press.site.url, journey_path(journey, press.site)),
        stamp=datetime.combine(day.entry.updated or day.date, time(), UTC),
        tags=day.entry.tags,
        planned=True,
    )
