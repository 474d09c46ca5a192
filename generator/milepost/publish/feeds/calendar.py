"""A calendar file: iCalendar, RFC 5545 and 7986."""

import re
from datetime import UTC, timedelta

from icalendar import Calendar, Event, vText

from milepost.publish.feeds.calendar_days import CalendarDay

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # ends of lines get escaped


def calendar(title: str, description: str, days: tuple[CalendarDay, ...]) -> bytes:
    """Return a calendar of whole days, which take up nobody's time.

    Dated by the days, so the same days give the same bytes.
    """
    made = Calendar()
    made.add("prodid", "-//Milepost//Calendar//EN")
    made.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # the standard, and what programs know
        made.add(name, vText(_clean(title)))  # which it would not escape by itself
    made.add("description", _clean(description))
    made.add("refresh-interval", timedelta(days=1), {"VALUE": "DURATION"})
    for day in days:
        made.add_component(_event(day))
    data: bytes = made.to_ical()
    return data


def _event(day: CalendarDay) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.stamp.astimezone(UTC))
    event.add("dtstart", day.date)
    event.add("dtend", day.date + timedelta(days=1))
    event.add("summary", _clean(day.title))
    event.add("description", _clean(day.description))
    event.add("url", day.url)
    event.add("status", "TENTATIVE" if day.planned else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if day.place:
        event.add("location", _clean(day.place))
    if day.tags:
        event.add("categories", [_clean(tag) for tag in day.tags])
    return event


def _clean(text: str) -> str:
    """Drop what RFC 5545 forbids in text."""
    return _FORBIDDEN.sub("", text)
