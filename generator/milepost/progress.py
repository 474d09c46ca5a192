"""How far each day has come along its journey's plan: matched once, then remembered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from milepost.assemble.journeys import Plan, belonging
from milepost.assemble.people import everybody
from milepost.assemble.riders import riders
from milepost.assemble.rules import Job
from milepost.assemble.sums import in_order
from milepost.assemble.turns import in_turn
from milepost.measure.geo import between_m
from milepost.measure.progress import Part, advance
from milepost.measure.route_line import Ruler, ruler_of
from milepost.memo import Store, key_of, remembered
from milepost.model.activity import Activity, Line
from milepost.model.journal import Entry, TrackRef, TransferMark
from milepost.model.people import Athlete
from milepost.model.progress import Advance
from milepost.read.stored import dump_value, load_advance

_SPLINTER_M = 300.0  # of a plan beyond its gap: a match is true to some metres
_OFF_M, _OFF = 2000.0, 0.15  # by which a typed distance and a plan may differ


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded for the entries: see `recordings.Found`."""

    activities: Mapping[PurePosixPath, tuple[Activity, ...]]
    said: Mapping[str, TrackRef]
    origins: Mapping[str, Job]
    unplaced: Mapping[PurePosixPath, tuple[TransferMark, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Along:
    """The planned routes by the slug of their journey, and how far each entry's day came.

    `told` are the pieces of the plan of those days that were typed and not recorded.
    """

    rulers: Mapping[str, Ruler] = field(default_factory=dict)
    advances: Mapping[PurePosixPath, Advance] = field(default_factory=dict)
    told: Mapping[PurePosixPath, tuple[Line, ...]] = field(default_factory=dict)


def along_plans(
    entries: Sequence[Entry],
    plans: Sequence[Plan],
    recorded: Recorded,
    athletes: tuple[Athlete, ...],
    store: Store,
) -> Along:
    """Match the days of each journey that has a planned route, one after the other."""
    belongs, _ = belonging(entries, plans)
    rulers: dict[str, Ruler] = {}
    found: dict[PurePosixPath, Advance] = {}
    told: dict[PurePosixPath, tuple[Line, ...]] = {}
    for plan in plans:
        if plan.routes:
            lines = [line for route in plan.routes for line in route.lines]
            length_m = sum(route.length_m for route in plan.routes)
            ruler = rulers[plan.slug] = ruler_of(lines, length_m)
            own = [e for e in entries if belongs.get(e.source) == plan.slug and not e.planned]
            made = dict(_Chain(plan, ruler, recorded, athletes, store).days(own))
            found |= made
            told |= {
                source: tuple(
                    line
                    for span in each.covered
                    for line in ruler.between(*span)
                    if between_m(*line[0], *line[-1]) > _SPLINTER_M
                )
                for source, each in made.items()
                if not recorded.activities.get(source)
            }
    return Along(rulers, found, told)


@dataclass(frozen=True, slots=True)
class _Carried:
    """A transfer that nobody recorded: how far its day came before it, and what came since.

    Those are typed days, each with its metres: they lie somewhere along the plan.
    """

    source: PurePosixPath
    before: Advance
    since: tuple[tuple[PurePosixPath, float], ...] = ()

    @property
    def since_m(self) -> float:
        """What those days come to."""
        return sum(typed_m for _, typed_m in self.since)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody was along the route after a day, and the furthest until then.

    Since they were `carried`, nobody can tell, until the next recording does.
    """

    day: date
    position_m: float = 0.0
    reached_m: float = 0.0
    carried: _Carried | None = None


_NOWHERE = _Place(date.min)


class _Chain:
    """Days in their order: each goes on from where its people had ended the day before."""

    def __init__(
        self,
        plan: Plan,
        ruler: Ruler,
        recorded: Recorded,
        athletes: tuple[Athlete, ...],
        store: Store,
    ):
        self.plan, self.ruler, self.recorded = plan, ruler, recorded
        self.athletes, self.store = athletes, store
        self.route = key_of("route", plan.routes)
        self.places: dict[str, _Place] = {}  # by the slug of an athlete
        self.typed: dict[PurePosixPath, Advance] = {}  # since the last recording

    def days(self, entries: Sequence[Entry]) -> Iterator[tuple[PurePosixPath, Advance]]:
        """Yield how far each day came, those with nothing on record left out."""
        for entry in sorted(entries, key=self._order):
            who = everybody(entry, self.athletes)
            begin = max((self.places.get(each, _NOWHERE) for each in who), key=_day)
            place, marks = begin, self.recorded.unplaced.get(entry.source, ())
            recorded = bool(self.recorded.activities.get(entry.source))
            if any(mark.end for mark in marks):  # it came before the way of the day
                # Where a recording begins, its own day has come there.
                carried = None if recorded else _carried(entry.source, place)
                place = replace(place, carried=carried)
            made = self._day(entry, place)
            if made and recorded:
                yield from self._mended(made, place.carried)
                yield entry.source, made
                place = _after(entry.date, made, place, found=bool(made.covered))
            elif made and place.carried:
                since = (*place.carried.since, (entry.source, made.on_m))
                carried = replace(place.carried, since=since)
                place, made = replace(place, day=entry.date, carried=carried), None
            elif made:
                self.typed[entry.source] = made
                place = _after(entry.date, made, place)
            if any(not mark.end for mark in marks):
                place = replace(place, carried=_carried(entry.source, place, made))
            if place is not begin:
                self.places |= dict.fromkeys(who, place)
        yield from self.typed.items()

    def _order(self, entry: Entry) -> tuple[date, bool, str]:
        # What two people tell of one date is believed of the one who recorded it.
        typed = not self.recorded.activities.get(entry.source)
        return entry.date, typed, str(entry.source)

    def _mended(
        self, after: Advance, carried: _Carried | None
    ) -> Iterator[tuple[PurePosixPath, Advance]]:
        """Yield the typed days before a recorded one, the last ending where that begins.

        A bicycle's computer and a plan differ by some kilometres, so do the ways they know.
        If somebody was carried in between, it still ended no further than that began.
        """
        typed, self.typed = list(self.typed.items()), {}
        if typed and after.covered:
            source, last = typed[-1]
            begin_m, end_m = after.covered[0][0], last.position_m or 0.0
            if carried:
                begin_m = min(begin_m - carried.since_m, end_m)
            start_m = last.covered[0][0] if last.covered else end_m
            if abs(begin_m - end_m) <= _may_differ_m(last.on_m) and begin_m > start_m:
                reached_m = begin_m if last.reached_m == end_m else last.reached_m
                mended = replace(
                    last,
                    position_m=begin_m,
                    reached_m=reached_m,
                    covered=((start_m, begin_m),),
                )
                typed[-1] = source, mended
        yield from typed
        if carried and after.covered:
            before = dict(typed).get(carried.source, carried.before)
            yield from _placed(replace(carried, before=before), after.covered[0][0])

    def _day(self, entry: Entry, place: _Place) -> Advance | None:
        activities = in_order(self.recorded.activities.get(entry.source, ()))
        turns = [each for each in in_turn(activities) if self._counts(entry, each)]
        parts = [Part(each.lines, carried=bool(each.transfer)) for each in turns]
        if not parts:
            return None if activities else self._typed(entry, place)
        ids = [(each.id, self.recorded.origins.get(each.id)) for each in activities]
        carried = [part.carried for part in parts]
        key = key_of("advance", self.route, ids, carried, place.position_m, place.reached_m)
        made: Advance
        (made,) = remembered(
            partial(self._match, start_m=place.position_m, reached_m=place.reached_m),
            [parts],
            key=lambda _: key,
            dump=dump_value,
            load=load_advance,
            store=self.store,
            pmap=map,
        )
        return made

    def _match(self, parts: Sequence[Part], *, start_m: float, reached_m: float) -> Advance:
        return advance(self.ruler, parts, start_m=start_m, reached_m=reached_m)

    def _counts(self, entry: Entry, activity: Activity) -> bool:
        """Tell whether a part of the way counts for the journey, or moved somebody along it."""
        said = self.recorded.said.get(activity.id)
        who = riders(entry, activity.source, said, self.athletes)
        return bool(activity.transfer) or self.plan.counts(activity.sport, who)

    def _typed(self, entry: Entry, place: _Place) -> Advance | None:
        """Go on along the plan by what the author typed of a day that was not recorded."""
        typed_m, start_m = entry.typed.distance_m, place.position_m
        who = everybody(entry, self.athletes)
        told = place.day == entry.date  # by another entry, of the same people
        if not typed_m or told or not self.plan.counts(self.plan.sport_of(entry), who):
            return None
        end_m = min(start_m + typed_m, self.ruler.length_m)
        spans = ((start_m, end_m),) if end_m > start_m else ()
        return Advance(end_m, max(place.reached_m, end_m), spans, on_m=typed_m)


def _day(place: _Place) -> date:
    return place.day


def _after(day: date, made: Advance, place: _Place, *, found: bool = True) -> _Place:
    """Return where a day led; with nothing `found` on the plan, they are as lost as before."""
    at_m = place.position_m if made.position_m is None else made.position_m
    return _Place(day, at_m, made.reached_m, None if found else place.carried)


def _carried(
    source: PurePosixPath, place: _Place, made: Advance | None = None
) -> _Carried | None:
    """Return a transfer that begins at a place; None for one to where all begins."""
    if place == _NOWHERE:
        return None
    before = made or Advance(place.position_m, place.reached_m)
    return _Carried(source, replace(before, position_m=place.position_m))


def _placed(carried: _Carried, begin_m: float) -> Iterator[tuple[PurePosixPath, Advance]]:
    """Yield how far a transfer and the typed days behind it came, if there is room for them.

    The last of those ends where the next recording begins.
    """
    at_m, from_m = begin_m - carried.since_m, carried.before.position_m or 0.0
    reached_m = carried.before.reached_m
    if at_m < from_m - _may_differ_m(carried.since_m):
        return
    at_m = max(at_m, from_m)
    yield (
        carried.source,
        replace(carried.before, position_m=at_m, reached_m=max(reached_m, at_m)),
    )
    for source, typed_m in carried.since:
        end_m = min(at_m + typed_m, begin_m)
        spans = ((at_m, end_m),)
        yield source, Advance(end_m, max(reached_m, end_m), spans, on_m=typed_m)
        at_m = end_m


def _may_differ_m(typed_m: float) -> float:
    return max(_OFF_M, _OFF * typed_m)
