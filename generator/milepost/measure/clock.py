"""A recording at an hour at which nobody else was out: local time written as UTC."""

from collections.abc import Sequence

_HOUR_S = 3_600.0
_NIGHT_H = 4.0  # midnight to four by the sun
_DAYLIGHT_H = (5.0, 21.0)
_MOSTLY = 0.5
_FEWEST = 4  # others that keep out of the night and make the one an exception
_SUMMER_H = (0, 1)  # zones are up to an hour or so ahead of the sun


def clock_suspects(
    starts_s: Sequence[float], ends_s: Sequence[float], lon_deg: Sequence[float]
) -> tuple[int, ...]:
    """Return the index of the one activity whose clock seems to be off by its time zone.

    Give the activities of one journey under one's own power: first and last time as POSIX
    seconds, and the longitude of the start. Local solar time is UTC + longitude / 15 h.
    One is in doubt when half of it or more lies between 0 and 4 o'clock, when no other, of
    four at least, touches those hours, and when the zone's offset, added or taken away,
    brings it between 5 and 21 o'clock. Who rides through nights touches them more than once:
    then nothing is said.
    """
    spans = list(zip(starts_s, ends_s, lon_deg, strict=True))
    nights = [_night_share(*span) for span in spans]
    touched = [number for number, share in enumerate(nights) if share > 0]
    if len(touched) != 1 or len(spans) <= _FEWEST or nights[touched[0]] < _MOSTLY:
        return ()
    start, end, lon = spans[touched[0]]
    offset_h = round(lon / 15)
    shifts_s = [sign * (offset_h + more) * _HOUR_S for sign in (1, -1) for more in _SUMMER_H]
    moved = [(start + shift_s, end + shift_s) for shift_s in shifts_s if offset_h]
    return tuple(touched) if any(_in_daylight(*span, lon) for span in moved) else ()


def _night_share(start_s: float, end_s: float, lon_deg: float) -> float:
    minutes = max(1, int((end_s - start_s) / 60))
    hours = (_solar_h(start_s + 60 * minute, lon_deg) for minute in range(minutes))
    return sum(hour < _NIGHT_H for hour in hours) / minutes


def _solar_h(time_s: float, lon_deg: float) -> float:
    return (time_s / _HOUR_S + lon_deg / 15) % 24


def _in_daylight(start_s: float, end_s: float, lon_deg: float) -> bool:
    begin_h, finish_h = _solar_h(start_s, lon_deg), _solar_h(end_s, lon_deg)
    first_h, last_h = _DAYLIGHT_H
    return first_h <= begin_h <= finish_h <= last_h
