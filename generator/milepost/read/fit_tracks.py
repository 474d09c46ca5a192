"""Messages of a FIT file into tracks: sessions, and the pauses in them."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from milepost.model.track import Column, DeviceTotals, Segment, Track, Waypoint
from milepost.read.device import device_totals
from milepost.read.points import Points, usable, waypoints

Message = dict[str, Any]  # values by the profile's field names
Numbers = NDArray[np.int64]

_EPOCH_S = 631_065_600  # FIT counts from 1989-12-31
_POWER_ON_S = 0x1000_0000  # below it, a time counts from when the device was switched on
DEGREES = 180 / 2**31  # a semicircle
_SLACK_S = 2.0  # between a point and the event beside it
_PAUSED = -1
_LATE_S = 60.0  # a point after a session's end by more belongs to none
_COLUMNS = {
    "heart_rate_bpm": "heart_rate",
    "cadence_rpm": "cadence",
    "power_w": "power",
    "temperature_c": "temperature",
}
# Words that would be taken for another sport by a part of theirs.
_OTHER_WORDS = {"horseback_riding": "horse", "water_skiing": "water sport"}


def tracks_of(
    sessions: Sequence[Message],
    records: Sequence[Message],
    events: Sequence[Message],
    sports: Sequence[Message],
) -> tuple[tuple[Track, ...], Points]:
    """Return a track for each session that has positions, and the complaints about points.

    Points after the end of every session get a track of their own, without totals: the
    device died before it wrote that session. So do all, if there is no session.
    """
    columns, ticks = _columns(records)
    ordered = sorted(sessions, key=_start)
    columns, ticks = _columns(records)
    session_of, part_of = _session_of(ordered, ticks), _part_of(events, ticks)
    tracks: list[Track] = []
    points = Points()
    for number, inside in _groups(session_of, np.arange(len(ticks))):
        segments, complaints = _segments(columns, part_of, inside)
        points += complaints
        if segments:
            about = ordered[number] if number < len(ordered) else _last_sport(ordered, sports)
            tracks.append(Track("", _type(about), segments, _totals(about)))
    return tuple(tracks), points


def course_points(messages: Sequence[Message]) -> tuple[Waypoint, ...]:
    """Return the places that a course followed on the way has named."""
    return waypoints(
        (
            name if isinstance(name := message.get("name"), str) else "",
            _number(message.get("position_lat")) * DEGREES,
            _number(message.get("position_long")) * DEGREES,
        )
        for message in messages
    )


def _groups(keys: Numbers, indices: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Yield each key in order, with those of the indices that bear it, in their order."""
    ordered = indices[np.argsort(keys[indices], kind="stable")]
    changes = np.flatnonzero(np.diff(keys[ordered])) + 1
    for group in np.split(ordered, changes):
        if len(group):
            yield int(keys[group[0]]), group


def _columns(records: Sequence[Message]) -> tuple[dict[str, Column], Column]:
    """Return the columns of all records, and their times as the device counts."""
    ticks = _column(records, "timestamp")
    altitude, enhanced = _column(records, "altitude"), _column(records, "enhanced_altitude")
    columns = {
        "lat": _column(records, "position_lat") * DEGREES,
        "lon": _column(records, "position_long") * DEGREES,
        "ele": np.where(np.isnan(enhanced), altitude, enhanced),
        "time": ticks + _EPOCH_S,
        **{name: _column(records, told) for name, told in _COLUMNS.items()},
    }
    if len(ticks):
        # A point without a time stands where the one before it does.
        known = np.where(np.isnan(ticks), 0, np.arange(len(ticks)))
        ticks = ticks[np.maximum.accumulate(known)]
    return columns, np.nan_to_num(ticks)


def _column(messages: Sequence[Message], name: str) -> Column:
    return np.array([_number(message.get(name)) for message in messages], dtype=np.float64)


def _number(value: Any) -> float:
    """Return a number; an unknown value, or a list of them, is NaN."""
    if isinstance(value, int | float) and math.isfinite(value):
        return float(value)
    return math.nan


def _start(session: Message) -> float:
    start = _number(session.get("start_time"))
    return 0.0 if math.isnan(start) else start


def _session_of(sessions: Sequence[Message], ticks: Column) -> Numbers:
    """Return for each point the number of its session, one beyond the last for none."""
    if not sessions:
        return np.zeros(len(ticks), np.int64)
    ends = np.array([_end(session) for session in sessions]) + _LATE_S
    starts = [_start(session) for session in sessions]
    number = np.maximum(np.searchsorted(starts, ticks, side="right") - 1, 0)
    return np.where(ticks > ends[number], len(sessions), number)


def _end(session: Message) -> float:
    # The elapsed time is that of the clock; the message itself is written after the end,
    # in files of several sports sometimes long after.
    end = _start(session) + _number(session.get("total_elapsed_time"))
    written = _number(session.get("timestamp"))
    known = [moment for moment in (end, written) if not math.isnan(moment)]
    return max(known, default=math.inf)


def _part_of(events: Sequence[Message], ticks: Column) -> Numbers:
    """Return for each point how often the timer was started again before it.

    It is _PAUSED between stop and start, where some devices count on.
    """
    stops, starts = _pauses(events)
    part = np.searchsorted(starts, ticks + _SLACK_S, side="right")
    if not stops:
        return part
    last = np.minimum(part, len(stops) - 1)
    paused = (part < len(stops)) & (ticks > np.array(stops)[last] + _SLACK_S)
    return np.where(paused, _PAUSED, part)


def _pauses(events: Sequence[Message]) -> tuple[list[float], list[float]]:
    """Return when the timer was stopped, and when it was started again after each."""
    stops: list[float] = []
    starts: list[float] = []
    timer = [event for event in events if event.get("event") == "timer"]
    for event in sorted(timer, key=lambda event: _number(event.get("timestamp"))):
        moment, kind = _number(event.get("timestamp")), str(event.get("event_type"))
        if math.isnan(moment):
            continue
        if kind.startswith("stop") and len(stops) == len(starts):
            stops.append(moment)
        elif kind == "start" and len(stops) > len(starts):
            starts.append(moment)
    return stops[: len(starts)], starts  # the last stop ends the activity


def _segments(
    columns: dict[str, Column], part_of: Numbers, inside: Numbers
) -> tuple[tuple[Segment, ...], Points]:
    segments, points = [], Points()
    for part, here in _groups(part_of, inside):
        if part == _PAUSED:
            continue
        some = {name: column[here] for name, column in columns.items()}
        # Seconds since the device was switched on tell no date.
        undated = some["time"] < _EPOCH_S + _POWER_ON_S
        some["time"] = np.where(undated, np.nan, some["time"])
        read = usable(some, int(undated.sum()))
        points += read
        if len(read.segment):
            segments.append(read.segment)
    return tuple(segments), points


def _last_sport(sessions: Sequence[Message], sports: Sequence[Message]) -> Message:
    # With sessions before it, the sport of the unfinished one is anybody's guess.
    return {} if sessions or not sports else sports[-1]


def _type(session: Message) -> str:
    """Return the sport in words: "trail running", "cycling", "" if unknown."""
    sport, sub = session.get("sport"), session.get("sub_sport")
    if not isinstance(sport, str) or sport in ("generic", "all"):
        sport = ""
    if sport in _OTHER_WORDS:
        return _OTHER_WORDS[sport]
    if not isinstance(sub, str) or sub in ("generic", "all") or sport == "transition":
        sub = ""
    if sub == "trail" and sport != "running":
        sub = ""  # the word alone says running
    if sport in sub:
        sport = ""
    return f"{sub} {sport}".replace("_", " ").strip()


def _totals(session: Message) -> DeviceTotals:
    def told(name: str) -> float:
        return _number(session.get(name))

    timer, moving = told("total_timer_time"), told("total_moving_time")
    speed = told("enhanced_max_speed")
    return device_totals(
        distance_m=told("total_distance"),
        # Most devices repeat the timer time here: not what moving means.
        moving_s=moving if moving < timer - 1 else math.nan,
        active_s=timer,
        elapsed_s=told("total_elapsed_time"),
        gain_m=told("total_ascent"),
        loss_m=told("total_descent"),
        max_speed_mps=told("max_speed") if math.isnan(speed) else speed,
        energy_kcal=told("total_calories"),
    )
