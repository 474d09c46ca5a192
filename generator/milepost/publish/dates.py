"""The moments that an entry is dated by: its own, never those of the build."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from milepost.model.day import Day
from milepost.model.site import Site

# Of the entry's day, in the site's time zone, when no time was typed. Were it later, what is
# published on its day would be dated ahead, which readers hold for a mistake; were it earlier,
# followers six hours to the west would see the day before.
_MORNING = time(6)


def published(day: Day, site: Site) -> datetime:
    """Return the aware moment of an entry: the one typed, else the morning of its day."""
    if day.entry.published:
        return day.entry.published
    return datetime.combine(day.date, _MORNING, ZoneInfo(site.time_zone))


def changed(day: Day, site: Site) -> datetime:
    """Return the aware moment of an entry's last change that its author told."""
    first = published(day, site)
    if day.entry.updated is None:
        return first
    return max(first, datetime.combine(day.entry.updated, _MORNING, ZoneInfo(site.time_zone)))
