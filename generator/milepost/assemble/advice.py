"""What looks wrong in a recording, in a sentence with the key that would mend it."""

from collections.abc import Sequence
from math import ceil, floor
from zoneinfo import ZoneInfo

from milepost.assemble.cuts import Span
from milepost.assemble.gaps import gaps_in, told
from milepost.errors import Problem
from milepost.measure.clock import clock_suspects
from milepost.measure.hints import Hint, hints_of
from milepost.measure.local_time import moment
from milepost.model.activity import Activity
from milepost.model.track import Column, Segment

_WHAT = {
    "vehicle": "it moved at {kmh} km/h: a car, bus or train?",
    "plane": "it moved at {kmh} km/h: a flight?",
    "ferry": "it moved at an even {kmh} km/h on one level: a ferry?",
    "lift": "it rose at an even pace: a lift or cable car?",
    "drift": "it stood still, yet drifted {km} km",
    "forgotten-stop": "the recorder seems to have been left on ({km} km)",
}
_MODE = {"plane": "plane", "ferry": "ferry", "lift": "lift"}
_ROAD_MPS = 130 / 3.6  # the fastest that cars may go in most countries


def advice_of(
    segments: tuple[Segment, ...],
    sport: str,
    zone: str,
    travelled_m: Column,
    *,
    by_device: bool = False,
    explained: Sequence[Span] = (),
) -> tuple[str, ...]:
    """Return what an author may want to say of one track; nothing is done by itself.

    `travelled_m` is the measured distance to each point. A distance that is shown `by_device`
    holds no drift to be cut: the device counts none. No gap is told that was `explained` by a
    cut or a transfer, or lies in what is told already.
    """
    hints = hints_of(segments, sport, travelled_m=travelled_m)
    known = [*explained, *((hint.from_s, hint.to_s) for hint in hints)]
    return (
        *(_sentence(hint, zone) for hint in hints if not (by_device and hint.kind == "drift")),
        *(told(gap, zone) for gap in gaps_in(segments, known)),
    )


def _sentence(hint: Hint, zone: str) -> str:
    first, last = (
        moment(at).astimezone(ZoneInfo(zone)) for at in (floor(hint.from_s), ceil(hint.to_s))
    )
    begin, end = first.strftime("%H:%M:%S"), last.strftime("%H:%M:%S")
    what = _WHAT[hint.kind].format(
        kmh=round(hint.speed_mps * 3.6), km=f"{hint.metres / 1000:.1f}"
    )
    mode = _MODE.get(hint.kind)
    if hint.kind == "vehicle":
        mode = "train" if hint.speed_mps > _ROAD_MPS else "car"
    head = f"{mode} " if mode else ""
    part = f"{head}{begin}-{end}"
    if hint.kind == "forgotten-stop":
        part = f"after {begin}"
    elif last.date() > first.date():
        part = f"[{head}after {begin}, {head}before {end}]"
    aim = "keep it out of all sums" if mode else "leave it out"
    key = "transfer" if mode else "cut"
    return f"from {begin} to {end} {what} To {aim}, write  {key}: {part}  in its entry"


def clock_advice(activities: Sequence[Activity]) -> tuple[Problem, ...]:
    """Tell of the one activity at an hour at which nobody else was out."""
    timed = [activity for activity in activities if activity.start and activity.lines]
    starts = [activity.start.timestamp() for activity in timed if activity.start]
    ends = [
        start + (activity.measured.elapsed_s or 0.0)
        for start, activity in zip(starts, timed, strict=True)
    ]
    longitudes = [activity.lines[0][0][1] for activity in timed]
    message = (
        "was recorded in the middle of the night, unlike all others; if its clock was off by "
        "the time zone, correct the times in the file: its day may be wrong too"
    )
    return tuple(
        Problem(message, str(timed[number].source), severity="warning")
        for number in clock_suspects(starts, ends, longitudes)
    )
