"""The calendar day at a place. Offline: the time-zone map comes with a package."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_at(lat_deg: float, lon_deg: float) -> str | None:
    """Return the IANA time zone of a place, None where the map has none or a newer name."""
    import tzfpy  # 80 ms on its first question: only asked when a track is new

    name = tzfpy.get_tz(lon_deg, lat_deg)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return str(name)


def moment(time_s: float) -> datetime:
    """Return an aware datetime in UTC for POSIX seconds."""
    return datetime.fromtimestamp(time_s, UTC)


def local_day(when: datetime, zone: str) -> date:
    """Return the date that a wall calendar in a time zone shows at an aware moment.

    >>> local_day(datetime(2021, 12, 6, 19, 0, tzinfo=UTC), "Asia/Kolkata")
    datetime.date(2021, 12, 7)
    """
    return when.astimezone(ZoneInfo(zone)).date()
