"""Parts of a day as authors write them: between two times, or between two places."""

import re
from datetime import time

from milepost.errors import did_you_mean
from milepost.measure.sports import CARRIERS, transfer_of
from milepost.model.journal import TRANSFERS, Cut, TransferMark

_CLOCK = r"\d\d?:\d\d(?::\d\d)?"
_DEGREES = r"[-+]?\d{1,3}(?:\.\d+)?"
_PLACE = rf"({_DEGREES})\s*,\s*({_DEGREES})"
_A_PART = "a part of the day: 12:10-13:05, after 17:42 or before 08:10"
A_CUT = f"takes {_A_PART}"
A_TRANSFER = "takes what carried you, and when if not all day: ferry, or ferry 12:10-13:05"
_TWO_PLACES = (
    "takes two places in degrees, in quotes if it stands in brackets: "
    '"lift from 46.55,7.98 to 46.57,7.99"'
)


def cut_of(typed: str, line: int) -> Cut:
    """Return the part of a day that some words mean. Raise ValueError with a phrase."""
    span = _span(typed)
    if span is None:
        raise ValueError(A_CUT)
    return Cut(*span, line)


def mark_of(typed: str, line: int) -> TransferMark:
    """Return what carried somebody, and where or when. Raise ValueError with a phrase."""
    words = re.fullmatch(r"([^\d:]*?)(?:\s+(from\b.*|(?:(?:after|before)\s*)?\d.*))?", typed)
    if not words or not words[1]:
        raise ValueError(A_TRANSFER)
    name, where = words.groups()
    mode = transfer_of(name)
    if mode is None:
        if transfer_of(name.split()[0]):
            raise ValueError(A_TRANSFER)
        hint = did_you_mean(name, CARRIERS)
        raise ValueError(f"takes {', '.join(TRANSFERS)}, and when if not all day{hint}")
    if where is None:
        return TransferMark(mode, line)
    if where.startswith("from") and ":" not in where:
        return TransferMark(mode, line, None, None, *_places(where))
    span = _span(where.removeprefix("from").strip())
    if span is None:
        raise ValueError(f"takes {_A_PART}, behind '{name}'")
    return TransferMark(mode, line, *span)


def _places(typed: str) -> tuple[tuple[float, float], tuple[float, float]]:
    found = re.fullmatch(rf"from\s+{_PLACE}\s+to\s+{_PLACE}", typed)
    if not found:
        raise ValueError(_TWO_PLACES)
    numbers = [float(number) for number in found.groups()]
    begin, end = (numbers[0], numbers[1]), (numbers[2], numbers[3])
    if any(abs(lat) > 90 or abs(lon) > 180 for lat, lon in (begin, end)):
        raise ValueError("takes latitude and longitude, up to 90 and 180 degrees: 46.55,7.98")
    return begin, end


def _span(typed: str) -> tuple[time | None, time | None] | None:
    """Return begin and end of what is written like a part of the day, None for other words."""
    if side := re.fullmatch(rf"(after|before)\s+({_CLOCK})", typed):
        at = _time(side[2])
        begin, end = (at, None) if side[1] == "after" else (None, at)
    elif both := re.fullmatch(rf"({_CLOCK})(?:\s*[-–—]\s*|\s+to\s+)({_CLOCK})", typed):
        begin, end = _time(both[1]), _time(both[2])
    elif re.fullmatch(_CLOCK, typed):
        ways = f"after {typed}, before {typed}, or both ends: 12:10-13:05"
        raise ValueError(f"is a moment, not a part of the day; write {ways}")
    else:
        return None
    if end is not None and end <= (begin or time.min):
        raise ValueError(_backward(begin or time.min, end))
    return begin, end


def _time(typed: str) -> time:
    hour, minute, second = (int(part) for part in f"{typed}:00".split(":")[:3])
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise ValueError(f"takes times from 00:00 to 23:59:59, not {typed}") from error


def _backward(begin: time, end: time) -> str:
    first, last = (at.isoformat().removesuffix(":00") for at in (begin, end))
    if begin == end:
        return f"is empty: it begins and ends at {first}; correct one of the times"
    cure = f"turn it round, or write two if it goes over midnight: after {first}, before {last}"
    return f"is backward: {last} is not after {first}; {cure}"
