"""A calendar file: iCalendar, RFC 5545 and 7986."""

from datetime import UTC, timedelta

from icalendar import Calendar, Event

from milepost.publish.feeds.calendar_days import CalendarDay


def calendar(title: str, description: str, days: tuple[CalendarDay, ...]) -> bytes:
    """Return a calendar of whole days, which take up nobody's time.

    Dated by the days, so the same days give the same bytes.
    """
    made = Calendar()
    made.add("prodid", "-//Milepost//Calendar//EN")
    made.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # the standard, and what programs know
        made.add(name, title)
    made.add("description", description)
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
    event.add("summary", day.title)
    event.add("description", day.description)
    event.add("url", day.url)
    event.add("status", "TENTATIVE" if day.planned else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if day.place:
        event.add("location", day.place)
    if day.tags:
        event.add("categories", list(day.tags))
    return event
