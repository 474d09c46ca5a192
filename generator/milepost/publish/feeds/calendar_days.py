"""Days as a calendar shows them: those that were, and those that are planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain

from milepost.model.day import Day
from milepost.model.journey import Journey, PlannedDay
from milepost.publish.dates import changed
from milepost.publish.feeds.identity import uid
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
    done = (_done(day, press) for day in press.site.days)
    to_come = (each for own in press.site.journeys for each in _to_come(own, press))
    # What was planned in one file and told in another of its name is one event.
    known = {day.uid: day for day in chain(to_come, done)}
    return tuple(sorted(known.values(), key=lambda day: (day.date, day.uid)))


def _done(day: Day, press: Press) -> CalendarDay:
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
        uid=uid(entry, press.site),
        date=day.date,
        title=day.title,
        description="\n".join(line for line in lines if line),
        url=absolute(press.site.url, day.permalink),
        stamp=changed(day, press.site),
        place=say.where(day),
        tags=entry.tags,
    )


def _to_come(journey: Journey, press: Press) -> Iterator[CalendarDay]:
    newest = journey.days[-1].date if journey.days else date.min
    for planned in journey.planned_days:
        if planned.date > newest:  # before, nobody knows whether it was so
            yield _planned(planned, journey, press)


def _planned(day: PlannedDay, journey: Journey, press: Press) -> CalendarDay:
    said = press.say.stage(day)
    return CalendarDay(
        uid=uid(day.entry, press.site),
        date=day.date,
        title=day.title or said,
        description=said,
        url=absolute(press.site.url, journey_path(journey, press.site)),
        stamp=_known_since(day, journey, press),
        tags=day.entry.tags,
        planned=True,
    )


def _known_since(day: PlannedDay, journey: Journey, press: Press) -> datetime:
    """Return when a plan was last heard of: never ahead, as its own day is, nor by a clock."""
    told = [changed(each, press.site) for each in journey.days[-1:]]
    if day.entry.updated:
        told.append(datetime.combine(day.entry.updated, time(), UTC))
    return max(told, default=datetime(2000, 1, 1, tzinfo=UTC))
