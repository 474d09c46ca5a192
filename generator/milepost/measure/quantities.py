"""Lengths and times as people type them."""

import re
from collections.abc import Sequence

from milepost.model.delay import NO_DELAY, Delay

_DAY_S = 86_400.0
_LONGEST_S = 366 * _DAY_S
A_DELAY = 'takes a time such as 24h or 2 days, "next day" or "now"'
_METRES = {
    "km": 1000.0,
    "m": 1.0,
    "mi": 1609.344,
    "mile": 1609.344,
    "miles": 1609.344,
    "ft": 0.3048,
}


def metres_of(typed: str, units: Sequence[str]) -> float:
    """Return the metres of a number with a unit, `units` being those to suggest.

    Raise ValueError with a phrase for the author.

    >>> metres_of("31 km", ["km", "mi"]), metres_of("1,5 mi", ["km", "mi"])
    (31000.0, 2414.016)
    >>> metres_of("1.000 km", ["km"])
    Traceback (most recent call last):
    ValueError: is it 1 km or 1000 km? write it so
    """
    example = f"takes a number and a unit: {' or '.join(f'31 {unit}' for unit in units)}"
    found = re.fullmatch(
        r"(\d{1,7}(?:[.,]\d{1,9})?|\d{1,3}(?:[ ,]\d{3}){1,2})\s*([a-z]+)", typed.lower()
    )
    if not found or found[2] not in _METRES:
        raise ValueError(example)
    number, unit = found[1].replace(" ", ""), found[2]
    grouped = re.fullmatch(r"\d{1,3}(,\d{3})+", number)
    thousands = re.fullmatch(r"\d{1,3}\.000", number)  # in half of the world
    if (grouped or thousands) and _METRES[unit] > 100:
        clear = number.replace(",", ".").rstrip("0").rstrip("."), re.sub(r"[.,]", "", number)
        raise ValueError(f"is it {clear[0]} {unit} or {clear[1]} {unit}? write it so")
    return float(number.replace(",", "" if grouped else ".")) * _METRES[unit]


def seconds_of(typed: str) -> float:
    """Return the seconds of `h:mm:ss`, `5 h 12 min` and the like.

    Raise ValueError with a phrase for the author.

    >>> seconds_of("1:23:45"), seconds_of("4h35")
    (5025.0, 16500.0)
    """
    typed = typed.lower()
    if clock := re.fullmatch(r"(\d{1,5}):([0-5]\d):([0-5]\d)", typed):
        return float(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3]))
    if short := re.fullmatch(r"(\d+):([0-5]\d)", typed):
        whole, rest = short.groups()
        raise ValueError(
            f"is hours or minutes? write {whole}:{rest}:00 or {whole} min {rest} s"
        )
    typed = re.sub(r"^(\d+) ?h ?([0-5]\d)$", r"\1 h \2 min", typed)  # 4h35
    words = re.fullmatch(
        r"(?:(\d{1,5})\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,6})\s*m(?:in(?:ute)?s?)?)?"
        r"\s*(?:(\d{1,8})\s*s(?:ec(?:ond)?s?)?)?",
        typed,
    )
    if not words or not typed:
        raise ValueError("takes a time: 4:35:00 or 4 h 35 min")
    hours, minutes, seconds = (int(part or 0) for part in words.groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def delay_of(typed: str) -> Delay:
    """Return the delay of `24h`, `2 days`, `next day` or `now`.

    Raise ValueError with a phrase for the author.

    >>> delay_of("36 h").seconds, delay_of("next day").next_day
    (129600.0, True)
    """
    typed = typed.strip().lower()
    if typed == "now":
        return NO_DELAY
    if typed == "next day":
        return Delay(next_day=True)
    days = re.fullmatch(r"(\d{1,4})\s*d(?:ays?)?", typed)
    try:
        seconds = int(days[1]) * _DAY_S if days else seconds_of(typed)
    except ValueError as error:
        raise ValueError(A_DELAY) from error
    if seconds > _LONGEST_S:
        raise ValueError("is more than a year; to keep an entry to yourself write  draft: yes")
    return Delay(seconds=seconds)
