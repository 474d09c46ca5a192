"""What there is to say of many days: records, nights, countries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from milepost.assemble.people import slug_of
from milepost.measure.eddington import eddington_number
from milepost.model.activity import Totals
from milepost.model.day import Day
from milepost.model.journal import counted_as
from milepost.model.journey import active_dates
from milepost.model.statistics import (
    Crossing,
    Eddington,
    Record,
    Statistics,
    Tally,
    Visit,
)
from milepost.model.territory import Stay, Territory

_STREAK_M = 1000.0  # of a date that counts in a streak
_STREAK = 3  # dates in a row, to be worth a word
_LEAST_WAY = 0.5  # of the median, for a day to be the fastest
_UNITS = {"km": 1000.0, "mi": 1609.344}


def statistics_of(days: Sequence[Day], *, imperial: bool) -> Statistics:
    """Return what there is to say of days; they come oldest first."""
    by_date = _by_date(days)
    countries = _visits(days, lambda stay: Territory(stay.territory.country))
    active = active_dates(days)
    first, last = (min(by_date), max(by_date)) if by_date else (None, None)
    calendar_days = (last - first).days + 1 if first and last else 0
    return Statistics(
        days=tuple(days),
        active_days=len(active),
        rest_days=len(by_date.keys() - active),
        off_days=calendar_days - len(active),
        calendar_days=calendar_days,
        first=first,
        last=last,
        records=tuple(_records(days, by_date)),
        eddington=_eddington(by_date, imperial=imperial),
        nights=_tallies((day.entry.night, 1.0, day) for day in days if day.entry.night),
        counters=_tallies(
            (name, count, day) for day in days for name, count in day.entry.counters if count
        ),
        countries=countries,
        regions=_visits(days, lambda stay: stay.territory),
        crossings=tuple(_crossings(days)),
        elsewhere_m=sum(by_date.values()) - sum(visit.distance_m for visit in countries),
    )


def _by_date(days: Iterable[Day]) -> dict[date, float]:
    """Return the metres of each date that has an entry; what two have of one way, once."""
    found: dict[date, float] = {}
    for day in days:
        found[day.date] = found.get(day.date, 0.0) + _own_m(day)
    return found


def _own_m(day: Day) -> float:
    """Return the metres of a day that no other entry has already."""
    return sum(each.totals.distance_m for each in day.once)


def _records(days: Sequence[Day], by_date: dict[date, float]) -> Iterator[Record]:
    riding = [day for day in days if day.totals.distance_m > 0]
    if len(riding) < 2:
        return
    longest = max(riding, key=lambda day: day.totals.distance_m)
    yield Record("distance", longest.totals.distance_m, longest)
    climbed = [day for day in riding if day.totals.gain_m]
    if climbed:
        most = max(climbed, key=lambda day: day.totals.gain_m or 0.0)
        yield Record("gain", most.totals.gain_m or 0.0, most)
    timed = [day for day in riding if day.totals.moving_s]
    if timed:
        longest = max(timed, key=lambda day: day.totals.moving_s or 0.0)
        yield Record("moving", longest.totals.moving_s or 0.0, longest)
    climbs = [(c, day) for day in riding for each in day.activities for c in each.climbs]
    if climbs:
        climb, day = max(climbs, key=lambda found: found[0].gain_m)
        yield Record("climb", climb.gain_m, day, climb=climb)
    high = [day for day in riding if day.totals.max_ele_m is not None]
    if high:
        top = max(high, key=lambda day: day.totals.max_ele_m or 0.0)
        yield Record("highest", top.totals.max_ele_m or 0.0, top)
    yield from _fastest(riding)
    yield from _streak(days, by_date)


def _fastest(riding: Sequence[Day]) -> Iterator[Record]:
    """Yield the fastest day of the sport with the longest way: others do not compare.

    A day counts with at least half of the median way: a sprint to the shop is no record.
    """
    found: dict[str, list[tuple[Totals, Day]]] = {}
    for day in riding:
        for share in day.by_sport:
            found.setdefault(share.sport, []).append((share.totals, day))
    own = max(found.values(), key=lambda each: sum(totals.distance_m for totals, _ in each))
    least_m = _LEAST_WAY * median(totals.distance_m for totals, _ in own)
    speeds = [
        (totals.average_speed_mps, day)
        for totals, day in own
        if totals.average_speed_mps and totals.distance_m >= least_m
    ]
    if speeds:
        speed_mps, day = max(speeds, key=lambda pair: pair[0])
        yield Record("fastest", speed_mps, day)


def _streak(days: Sequence[Day], by_date: dict[date, float]) -> Iterator[Record]:
    best: list[date] = []
    run: list[date] = []
    for each in sorted(day for day, metres in by_date.items() if metres >= _STREAK_M):
        run = [*run, each] if run and each - run[-1] == timedelta(days=1) else [each]
        best = run if len(run) > len(best) else best
    if len(best) >= _STREAK:
        ends = {day.date: day for day in days}
        yield Record("streak", float(len(best)), ends[best[-1]], first=ends[best[0]])


def _eddington(by_date: dict[date, float], *, imperial: bool) -> Eddington | None:
    unit = "mi" if imperial else "km"
    number, next_days = eddington_number(metres / _UNITS[unit] for metres in by_date.values())
    return Eddington(number, "mi" if imperial else "km", next_days) if number else None


def _tallies(found: Iterable[tuple[str | None, float, Day]]) -> tuple[Tally, ...]:
    """Add up by name, whatever its capitals; the largest sum first."""
    names: dict[str, str] = {}
    sums: dict[str, float] = {}
    days: dict[str, list[Day]] = {}
    for name, count, day in found:
        key = counted_as(name or "")
        names.setdefault(key, (name or "").replace("_", " "))
        sums[key] = sums.get(key, 0.0) + count
        days.setdefault(key, []).append(day)
    tallies = [Tally(names[key], sums[key], tuple(days[key])) for key in sums]
    return tuple(sorted(tallies, key=lambda tally: -tally.count))


def _visits(
    days: Sequence[Day], territory_of: Callable[[Stay], Territory]
) -> tuple[Visit, ...]:
    """Add up the way in each territory, in the order in which they were come to.

    All of them together are the days' own way, as far as it is known where it led.
    """
    metres: dict[Territory, float] = {}
    seen: dict[Territory, list[Day]] = {}
    for day in days:
        for stay in _stays(day, _own_m(day)):
            where = territory_of(stay)
            if where.country:
                metres[where] = metres.get(where, 0.0) + stay.to_m - stay.from_m
                if day not in seen.setdefault(where, [])[-1:]:
                    seen[where].append(day)
    return tuple(
        Visit(where, metres[where], tuple(dates), dates[0]) for where, dates in seen.items()
    )


def _crossings(days: Sequence[Day]) -> Iterator[Crossing]:
    """Yield each border that a way leads over, or that was crossed between two days.

    The latter is of a journey, if none of a day's people was known to be in that territory
    the evening before. A way that another entry tells of already crosses nothing again.
    """
    ended: dict[tuple[str, str], tuple[date, Territory]] = {}
    for day in days:
        far_m = day.totals.distance_m
        known = [
            stay
            for stay in (_stays(day, far_m) if far_m else day.stays)
            if stay.territory.country
        ]
        if not known or (far_m and not _own_m(day)):
            continue
        who = [(day.journey, slug) for slug in map(slug_of, day.people)] or [(day.journey, "")]
        before = [ended[each] for each in who if each in ended]
        places = [place for evening, place in before if evening < day.date]
        begin, end = known[0].territory, known[-1].territory
        if day.journey and places and begin not in places:
            yield Crossing(day, None, places[0], begin)
        for one, other in pairwise(known):
            if one.territory != other.territory:
                yield Crossing(day, other.from_m, one.territory, other.territory)
        ended |= dict.fromkeys(who, (day.date, end))


def _stays(day: Day, distance_m: float) -> list[Stay]:
    """Return where a day stayed, along a way of so many metres instead of its line's."""
    if not day.stays:
        return []
    first_m, last_m = day.stays[0].from_m, day.stays[-1].to_m
    scale = distance_m / (last_m - first_m) if last_m > first_m else 0.0
    return [
        Stay(stay.territory, (stay.from_m - first_m) * scale, (stay.to_m - first_m) * scale)
        for stay in day.stays
    ]
