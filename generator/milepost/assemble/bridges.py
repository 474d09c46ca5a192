"""Transfers between two recordings of a day: straight over what neither of them holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from math import inf
from zoneinfo import ZoneInfo

from milepost.assemble.cuts import Span
from milepost.measure.geo import between_m
from milepost.measure.hiding import crosses
from milepost.model.activity import Activity, Totals
from milepost.model.journal import Cut, TransferMark
from milepost.model.privacy import Hiding

_APART_M = 300.0  # less, and nothing carried anybody
_MOST = 0.5  # of a gap that a transfer has to cover, if it reaches over an end of it
_NOTHING = Hiding()

Ends = Mapping[str, datetime]  # when the last point of an activity was, by its id


@dataclass(frozen=True, slots=True)
class Break:
    """Two activities between which nothing of a day was recorded, or is shown."""

    one: Activity
    other: Activity
    begin: datetime
    end: datetime

    @property
    def hidden(self) -> bool:
        """Whether an end of it is hidden: then it is nobody's business."""
        return self.one.hidden_ends[1] or self.other.hidden_ends[0]

    @property
    def metres(self) -> float:
        """How far the second begins from where the first ended."""
        return between_m(*self.one.lines[-1][-1], *self.other.lines[0][0])

    @property
    def seconds(self) -> float:
        """How long it was."""
        return (self.end - self.begin).total_seconds()

    def is_in(self, part: Cut | TransferMark) -> bool:
        """Tell whether a part of the day lies in it, or covers most of it."""
        begin_s, end_s = self._span(part)
        first_s, last_s = self.begin.timestamp(), self.end.timestamp()
        within = first_s <= begin_s and end_s <= last_s
        return within or min(end_s, last_s) - max(begin_s, first_s) >= _MOST * self.seconds

    def _span(self, part: Cut | TransferMark) -> Span:
        """Return the POSIX seconds that a part of a day means here, each end at its place."""
        zones = [ZoneInfo(each.zone or "UTC") for each in (self.one, self.other)]
        first, last = self.begin.astimezone(zones[0]), self.end.astimezone(zones[1])

        def at(clock: time, zone: ZoneInfo) -> float:
            overnight = last.date() > first.date() and clock < first.time()
            day = last.date() if overnight else first.date()
            return datetime.combine(day, clock, zone).timestamp()

        return (
            at(part.begin, zones[0]) if part.begin else -inf,
            at(part.end, zones[1]) if part.end else inf,
        )


def breaks(activities: Sequence[Activity], ends: Ends) -> Iterator[Break]:
    """Yield the breaks between the timed activities of a day, in order of time."""
    latest: Activity | None = None
    drawn = [each for each in activities if each.start and each.id in ends and each.lines]
    for activity in sorted(drawn, key=lambda each: (began_s(each), each.id)):
        begin = activity.start
        if latest and begin and ends[latest.id] < begin:
            yield Break(latest, activity, ends[latest.id], begin)
        if latest is None or ends[activity.id] >= ends[latest.id]:
            latest = activity


def by_owner(
    activities: Sequence[Activity], owners: Mapping[str, frozenset[str]]
) -> dict[frozenset[str], list[Activity]]:
    """Return the activities of a day by whose they are; `owners` by their ids."""
    found: dict[frozenset[str], list[Activity]] = {}
    for activity in activities:
        found.setdefault(owners[activity.id], []).append(activity)
    return found


def began_s(activity: Activity) -> float:
    """Return when an activity began, in POSIX seconds."""
    return activity.start.timestamp() if activity.start else inf


@dataclass(frozen=True, slots=True)
class Bridged:
    """A day's activities with transfers between them, their ends, and the marks of those."""

    activities: tuple[Activity, ...]
    ends: Ends
    made: frozenset[TransferMark]


def bridged(
    activities: Sequence[Activity],
    ends: Ends,
    marks: Sequence[TransferMark],
    hiding: Hiding = _NOTHING,
) -> Bridged:
    """Add those transfers that lie between two recordings of somebody's day.

    A transfer that one of the two already ends or begins with becomes one with them. None is
    drawn through what is hidden.
    """
    left = {activity.id: activity for activity in activities}
    part_of: dict[str, str] = {}  # what became of transfers that were joined
    until = dict(ends)
    made: set[TransferMark] = set()
    timed = [mark for mark in marks if mark.begin or mark.end]
    for gap in breaks(activities, ends):
        mark = next((each for each in timed if gap.is_in(each)), None)
        if mark is None or (gap.metres <= _APART_M and not gap.hidden):
            continue
        if gap.hidden or crosses(gap.one.lines[-1][-1], gap.other.lines[0][0], hiding):
            made.add(mark)
            continue
        one, other = (left[part_of.get(each.id, each.id)] for each in (gap.one, gap.other))
        bridge = _bridge(gap, mark)
        until[bridge.id] = gap.end
        if one.transfer == mark.mode:
            bridge = _joined(bridge, one, bridge)
        if other.transfer == mark.mode:
            bridge = _joined(bridge, bridge, other)
            until[bridge.id] = until[other.id]
        for each in (one, other):
            if each.transfer == mark.mode:
                del left[each.id], until[each.id]
                part_of |= {old: bridge.id for old, new in part_of.items() if new == each.id}
                part_of[each.id] = bridge.id
        left[bridge.id] = bridge
        made.add(mark)
    return Bridged(tuple(left.values()), until, frozenset(made))


def _bridge(gap: Break, mark: TransferMark) -> Activity:
    """Return a transfer straight over a break; it took as long as its author says."""
    line = gap.one.lines[-1][-1], gap.other.lines[0][0]
    return Activity(
        id=f"{gap.one.id}.on",
        source=gap.one.source,
        sport="other",
        start=gap.begin,
        day=gap.one.day,
        zone=gap.one.zone,
        totals=Totals(
            distance_m=gap.metres, elapsed_s=min(gap.seconds, mark.seconds or gap.seconds)
        ),
        lines=(line,),
        profile=None,
        along_m=((0.0, round(gap.metres, 1)),),
        outline=(line,),
        transfer=mark.mode,
    )


def _joined(base: Activity, one: Activity, other: Activity) -> Activity:
    """Return one transfer of two that follow each other."""
    before_m = one.totals.distance_m
    seconds = [each.totals.elapsed_s for each in (one, other)]
    further = (tuple(round(m + before_m, 1) for m in line) for line in other.along_m)
    return replace(
        base,
        start=one.start,
        day=one.day,
        totals=Totals(
            distance_m=before_m + other.totals.distance_m,
            elapsed_s=sum(each or 0.0 for each in seconds),
        ),
        lines=(*one.lines, *other.lines),
        along_m=(*one.along_m, *further),
        outline=(*one.outline, *other.outline),
    )
