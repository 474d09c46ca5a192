"""What is held back, and until when."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from milepost.model.delay import Delay
from milepost.model.journal import FIRST_ZONE, LAST_ZONE, Choice, Entry

End = tuple[dt.datetime | None, str | None]
"""When the last point of a recording was, None without times, and in which time zone."""
EndsOf = Callable[[Sequence[Entry]], Mapping[PurePosixPath, Sequence[End]]]
Part = tuple[PurePosixPath, dt.date | None]
"""What a recording, by its path, has of a day."""

_DAY = dt.timedelta(days=1)
# A recording that ends later after its entry's day than this has a clock that is wrong.
_LATE = 2 * _DAY


@dataclass(frozen=True, slots=True)
class Waiting:
    """Until when entries are `held` back, by their source; all moments are in UTC.

    `parts` of recordings wait though their entry is out. From `since` to before `until`
    nothing else falls due. None is no limit.
    """

    held: Mapping[PurePosixPath, dt.datetime] = field(default_factory=dict)
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    parts: Mapping[Part, dt.datetime] = field(default_factory=dict)

    def knowing(self, due: Iterable[dt.datetime], moment: dt.datetime) -> "Waiting":
        """Return the same with more that falls due, before or after the moment of a build."""
        every = [*due, *(at for at in (self.since, self.until) if at)]
        return replace(
            self,
            since=max((at for at in every if at <= moment), default=None),
            until=min((at for at in every if at > moment), default=None),
        )


def waiting(
    entries: Iterable[Entry], choice: Choice, usual: Delay, zone: str | None, ends_of: EndsOf
) -> Waiting:
    """Tell which entries still wait, `usual` being the delay of those that name none.

    `zone` is that of the site. `ends_of` is asked for the recordings of those entries only for
    which it makes a difference.
    """
    if choice.future:
        return Waiting()
    delays = {entry.source: _delay(entry, usual) for entry in entries}
    slow = [entry for entry in entries if delays[entry.source]]
    due = {entry.source: _at_the_latest(delays[entry.source], entry) for entry in slow}
    near = [entry for entry in slow if due[entry.source] > choice.moment]
    ends = ends_of(near) if near else {}
    for entry in near:
        own = ends.get(entry.source, ())
        due[entry.source] = due_at(delays[entry.source], entry, own, zone)
    held = {source: at for source, at in due.items() if at > choice.moment}
    return Waiting(held).knowing(due.values(), choice.moment)


def goes_on(entry: Entry, ends: Iterable[dt.datetime | None]) -> bool:
    """Tell whether a recording of an entry ended so late that its day does not wait for it."""
    return any(at and at > _latest(entry) for at in ends)


def with_parts(
    waiting: Waiting,
    entries: Iterable[Entry],
    choice: Choice,
    usual: Delay,
    zone: str | None,
    parts: Mapping[PurePosixPath, Sequence[tuple[Part, End]]],
) -> Waiting:
    """Add what entries that are out have of later days, each part waiting for its own end.

    `parts` are what their recordings hold, by entry. A clock that runs ahead of `choice` is
    wrong, and so is no reason to wait.
    """
    due: dict[Part, dt.datetime] = {}
    for entry in entries:
        delay = _delay(entry, usual)
        if choice.future or delay.until or not delay:
            continue
        for part, (at, place) in parts.get(entry.source, ()):
            if at and _latest(entry) < at <= choice.moment + _LATE:
                out = due_at(delay, replace(entry, date=at.date()), [(at, place)], zone)
                due[part] = max(out, due.get(part, out))
    held = {part: at for part, at in due.items() if at > choice.moment}
    return replace(waiting, parts=held).knowing(due.values(), choice.moment)


def _delay(entry: Entry, usual: Delay) -> Delay:
    """Return the delay of an entry; a plan is told in advance, unless it names a moment."""
    if entry.planned:
        until = entry.delay.until if entry.delay else None
        return Delay(until=until)
    return usual if entry.delay is None else entry.delay


def _at_the_latest(delay: Delay, entry: Entry) -> dt.datetime:
    """Return when an entry is out whatever its recordings say."""
    if delay.until:
        return delay.until.astimezone(dt.UTC)
    return _latest(entry) + (_DAY if delay.next_day else dt.timedelta(seconds=delay.seconds))


def due_at(delay: Delay, entry: Entry, ends: Sequence[End], zone: str | None) -> dt.datetime:
    """Return from when on an entry is out, in UTC.

    Its day ends with the last point of its recordings. Without one, or if a recording has no
    times or a clock that must be wrong, it ends at midnight in the site's time zone; without
    that, when it is over everywhere on earth. "Next day" is the midnight after that end, where
    the recording is, and a midnight that the end falls on is it already.
    """
    if delay.until:
        return delay.until.astimezone(dt.UTC)
    home: dt.tzinfo = ZoneInfo(zone) if zone else LAST_ZONE
    midnight = _midnight(entry.date + _DAY, home)
    known = [(at, place) for at, place in ends if at and _believed(at, entry)]
    if len(known) < len(ends) or not known:
        known.append((midnight, zone))
    if not delay.next_day:
        return max(at for at, _ in known) + dt.timedelta(seconds=delay.seconds)
    return max(_next_midnight(at, ZoneInfo(place) if place else home) for at, place in known)


def without_cuts(entry: Entry) -> Entry:
    """Return an entry that cuts nothing: what is not shown belongs to its day all the same."""
    tracks = tuple(replace(ref, cuts=(), transfers=()) for ref in entry.tracks)
    return replace(entry, cuts=(), transfers=(), tracks=tracks)


def _believed(at: dt.datetime, entry: Entry) -> bool:
    return _midnight(entry.date, FIRST_ZONE) <= at <= _latest(entry)


def _latest(entry: Entry) -> dt.datetime:
    """Return the last moment that is believed to be of an entry's day."""
    return _midnight(entry.date + _DAY, LAST_ZONE) + _LATE


def _midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    """Return when a day begins, in UTC: times of one zone compare by the clock on the wall."""
    return dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)


def _next_midnight(at: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    begun = _midnight(at.astimezone(zone).date(), zone)
    return begun if begun == at else _midnight(at.astimezone(zone).date() + _DAY, zone)
