"""Dates and times as people type them, and delays that may be one."""

import re
from datetime import date, datetime, time

from milepost.measure.quantities import A_DELAY, delay_of
from milepost.model.delay import Delay


def moment_of(typed: str) -> date | datetime:
    """Return a date, or a date and time of day with or without an offset.

    Raise ValueError with a phrase for the author.

    >>> moment_of("2026/5/1"), moment_of("2026-05-01 8:30")
    (datetime.date(2026, 5, 1), datetime.datetime(2026, 5, 1, 8, 30))
    """
    typed = re.sub(r"\s+", " ", typed)
    typed = re.sub(r"^(\d{4})[/.](\d\d?)[/.](\d\d?)", r"\1-\2-\3", typed)
    typed = re.sub(r"^(\d{4})-(\d)-", r"\1-0\2-", re.sub(r"-(\d)(?=$|[ T])", r"-0\1", typed))
    typed = re.sub(r" (?=[+-]\d\d:?\d\d$|Z$)", "", typed)
    typed = re.sub(r"(?<=[ T])(\d)(?=:)", r"0\1", typed)
    try:
        found = date.fromisoformat(typed) if len(typed) < 11 else datetime.fromisoformat(typed)
    except ValueError as error:
        if re.match(r"\d{4}-\d\d-\d\d(?=$|[ T]\d\d:\d\d)", typed):
            raise ValueError("is no day or time that exists") from error
        raise ValueError("takes a date: 2026-11-20, or 2026-11-20 08:30") from error
    if not is_of_our_time(found):
        raise ValueError("takes a year of our time")
    return found


def is_of_our_time(day: date) -> bool:
    """Tell whether a journey may have been then: calendars need years before and after."""
    return 1800 <= day.year < 2200


def delay_or_moment_of(typed: str) -> Delay:
    """Return the delay of a time to wait, or up to a moment; a date alone is its begin.

    Raise ValueError with a phrase for the author.

    >>> delay_or_moment_of("2026-05-01").until
    datetime.datetime(2026, 5, 1, 0, 0)
    """
    if not re.match(r"\d{4}[-/.]", typed):
        try:
            return delay_of(typed)
        except ValueError as error:
            hint = ", or a date: 2026-06-01 08:00" if str(error) == A_DELAY else ""
            raise ValueError(f"{error}{hint}") from error
    until = moment_of(typed)
    if not isinstance(until, datetime):
        until = datetime.combine(until, time())
    return Delay(until=until)
