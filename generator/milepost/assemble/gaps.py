"""Ways that nobody recorded: where a line goes on far from where it broke off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

import numpy as np

from milepost.assemble.bridges import Ends, began_s, breaks, by_owner
from milepost.assemble.cuts import Segments, Span
from milepost.errors import Problem
from milepost.measure.gaps import recorder_of
from milepost.measure.geo import between_m, steps_m
from milepost.measure.local_time import moment
from milepost.model.activity import Activity
from milepost.model.journal import Entry, cuts_of

_FAR_M = 5000.0  # less, and somebody pressed a button late
_OVERNIGHT_M = 20_000.0  # less, and it was the way to a bed
_LEAST_S, _INTERVALS = 60.0, 5.0
_SOON = timedelta(days=3)  # later, it is another journey
_PLANE_MPS = 200 / 3.6
_MINUTE_S, _SECOND = 60, timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """A way of so many metres between two times, POSIX seconds, of which nothing is known."""

    begin_s: float
    end_s: float
    metres: float

    @property
    def word(self) -> str:
        """What may have carried somebody over it: few trains go at 200 km/h from end to end."""
        seconds = max(self.end_s - self.begin_s, 1.0)
        return "plane" if self.metres / seconds > _PLANE_MPS else "train"


def gaps_in(segments: Segments, explained: Sequence[Span] = ()) -> Iterator[Gap]:
    """Yield the gaps of more than 5 km in timed segments that lie in no span explained.

    The steps of a slow tracker are none, nor are leaps that nothing can make.
    """
    if not segments or not all(np.isfinite(segment.time_s).all() for segment in segments):
        return
    lat_deg, lon_deg, time_s = (
        np.concatenate([getattr(segment, name) for segment in segments])
        for name in ("lat_deg", "lon_deg", "time_s")
    )
    metres, seconds = np.hypot(*steps_m(lat_deg, lon_deg)), np.diff(time_s)
    least_s = max(_LEAST_S, _INTERVALS * recorder_of(segments).interval_s)
    for n in np.flatnonzero((metres > _FAR_M) & (seconds >= least_s)):
        begin_s, end_s = float(time_s[n]), float(time_s[n + 1])
        if not any(begin_s < b and a < end_s for a, b in explained):
            yield Gap(begin_s, end_s, float(metres[n]))


def gap_advice(
    entries: Sequence[Entry],
    found: Mapping[PurePosixPath, Sequence[Activity]],
    ends: Ends,
    people: Mapping[PurePosixPath, Sequence[str]],
    owners: Mapping[str, frozenset[str]],
) -> Iterator[Problem]:
    """Yield where somebody was carried between recordings of a day, or from day to day.

    Activities, with transfers among them, and the people of the day are by their entry's
    source. By the id of an activity, `ends` tells when it was over and `owners` whose it is.
    """
    for entry in entries:
        cuts = cuts_of(entry)
        own = by_owner(found.get(entry.source, ()), owners)
        for gap in (gap for of_one in own.values() for gap in breaks(of_one, ends)):
            told_of = gap.hidden or any(gap.is_in(cut) for cut in cuts)
            if gap.metres > _FAR_M and not told_of:
                far = Gap(gap.begin.timestamp(), gap.end.timestamp(), gap.metres)
                message = told(far, gap.one.zone or "UTC")
                yield Problem(message, str(entry.source), severity="warning")
    in_turn = sorted(entries, key=_order)
    overnight: dict[Problem, None] = {}
    for who in sorted({person for of_entry in people.values() for person in of_entry}):
        own_days = [entry for entry in in_turn if who in people[entry.source]]
        days = [(entry, found.get(entry.source, ())) for entry in own_days]
        overnight |= dict.fromkeys(_overnight(days, ends))
    yield from overnight


def _order(entry: Entry) -> tuple[date, str]:
    return entry.date, str(entry.source)


def _overnight(
    days: Sequence[tuple[Entry, Sequence[Activity]]], ends: Ends
) -> Iterator[Problem]:
    """Yield what to tell of days that begin far from where the one before ended."""
    last: tuple[Entry, Activity] | None = None
    carried = False  # since then, by a transfer that nobody recorded
    for entry, activities in days:
        timed = [each for each in activities if each.start and each.lines and each.id in ends]
        timed.sort(key=began_s)
        told_of = any(mark.begin is None for mark in entry.transfers)
        if not timed:
            carried |= bool(entry.transfers)
            continue
        first = timed[0]
        hidden = (last and last[1].hidden_ends[1]) or first.hidden_ends[0]
        if last and not (carried or told_of or hidden):
            before, end = last
            apart_m = between_m(*end.lines[-1][-1], *first.lines[0][0])
            if apart_m > _OVERNIGHT_M and entry.date - before.date <= _SOON:
                message = _told_overnight(before, first, apart_m)
                yield Problem(message, str(entry.source), severity="warning")
        last = entry, max(timed, key=lambda each: ends[each.id])
        carried = any(mark.begin and mark.end is None for mark in entry.transfers)


def _told_overnight(before: Entry, first: Activity, apart_m: float) -> str:
    assert first.start is not None
    local = (first.start - _SECOND).astimezone(ZoneInfo(first.zone or "UTC"))
    return (
        f"begins {apart_m / 1000:.0f} km from where {before.date} ended; if you were carried, "
        f"write  transfer: train before {local:%H:%M}  in it"
    )


def told(gap: Gap, zone: str) -> str:
    """Return what to tell of a gap within a day, with the key that would explain it."""
    first, last = inner_times(gap.begin_s, gap.end_s, zone)
    key = f"{gap.word} {first}-{last}"
    if first >= last:  # over midnight
        key = f"[{gap.word} after {first}, {gap.word} before {last}]"
    return (
        f"{gap.metres / 1000:.0f} km between {first} and {last} were not recorded; if you were "
        f"carried, write  transfer: {key}  in its entry"
    )


def inner_times(begin_s: float, end_s: float, zone: str) -> tuple[str, str]:
    """Return two local times within a span: whole minutes where it is long enough."""
    step_s = _MINUTE_S if end_s - begin_s >= 3 * _MINUTE_S else 1
    # The points at both ends are the athlete's own.
    moments = ceil((begin_s + 1) / step_s) * step_s, floor((end_s - 1) / step_s) * step_s
    first, last = (moment(at).astimezone(ZoneInfo(zone)) for at in moments)
    form = "%H:%M" if step_s == _MINUTE_S else "%H:%M:%S"
    return first.strftime(form), last.strftime(form)
