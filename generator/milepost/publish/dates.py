"""The moments that an entry is dated by: its own, never those of the build."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from milepost.model.day import Day
from milepost.model.site import Site

_EVENING = time(18)  # of the entry's day, in the site's time zone, when no time was typed


def published(day: Day, site: Site) -> datetime:
    """Return the aware moment of an entry: the one typed, else the evening of its day."""
    if day.entry.published:
        return day.entry.published
    return datetime.combine(day.date, _EVENING, ZoneInfo(site.time_zone))


def changed(day: Day, site: Site) -> datetime:
    """Return the aware moment of an entry's last change that its author told."""
    first = published(day, site)
    if day.entry.updated is None:
        return first
    return max(first, datetime.combine(day.entry.updated, _EVENING, ZoneInfo(site.time_zone)))
