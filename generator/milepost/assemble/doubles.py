"""Ways that were recorded twice: one counts, the author is told of the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import islice
from pathlib import PurePosixPath

import numpy as np

from milepost.assemble.bridges import began_s
from milepost.errors import Problem
from milepost.measure.geo import offsets_m
from milepost.measure.twins import better, compare, verdict
from milepost.model.activity import Activity, Double
from milepost.model.track import Segment

Activities = Mapping[PurePosixPath, tuple[Activity, ...]]

_LEAST_S = 60.0  # of overlap in time
_ALIKE = 0.1  # two clocks on one way agree on its length
_DAY_S = 86_400.0
_BESIDE_DEG = 0.005
_MOST = 20  # others of a kind that a recording is compared with


def suspects(
    found: Activities, owners: Mapping[str, frozenset[str]]
) -> list[tuple[Activity, Activity]]:
    """Return the pairs of activities that may be one way recorded twice.

    They overlap in time, or are of one entry and alike but for the hour. `owners` are those
    whose track each is, by its id. Two people may well ride together: theirs must also lie in
    one region, and overlap. What something else did is nobody's double.

    Each is paired with at most 20 of either kind, those that began first: a thousand
    recordings of one hour would be half a million pairs.
    """
    timed = sorted(
        (activity.start.timestamp(), activity.id, source, activity)
        for source, activities in found.items()
        for activity in activities
        if activity.start is not None and not activity.transfer
    )
    in_order = [activity for _, _, _, activity in timed]
    pairs = set(_overlapping(in_order, owners))
    by_entry: dict[tuple[PurePosixPath, frozenset[str]], list[int]] = {}
    for number, (_, ident, source, activity) in enumerate(timed):
        if activity.lines:
            by_entry.setdefault((source, owners[ident]), []).append(number)
    for numbers in by_entry.values():
        own = [in_order[number] for number in numbers]
        pairs |= {(numbers[one], numbers[other]) for one, other in _alike(own)}
    return [(in_order[one], in_order[other]) for one, other in sorted(pairs)]


def _overlapping(
    activities: Sequence[Activity], owners: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """Yield which of activities in order of time are under way at one time."""
    frames = [_frame(each) for each in activities]
    under_way: dict[int, None] = {}  # in order of time
    ends: list[tuple[float, int]] = []
    for number, other in enumerate(activities):
        began = began_s(other)
        while ends and ends[0][0] <= began:
            del under_way[heappop(ends)[1]]
        with_it = (
            one
            for one in under_way
            if owners[activities[one].id] == owners[other.id]
            or _meet(frames[one], frames[number])
        )
        yield from ((one, number) for one in islice(with_it, _MOST))
        lasting_s = (other.measured.elapsed_s or 0.0) - _LEAST_S
        # A clock that ran on for weeks is no reason to compare weeks.
        heappush(ends, (began + min(lasting_s, _DAY_S), number))
        under_way[number] = None


_Frame = tuple[tuple[float, float], ...]


def _frame(activity: Activity) -> _Frame:
    """Return the least and the most of the latitudes of a way, and of its longitudes."""
    places = [place for line in activity.lines for place in line]
    return tuple((min(column), max(column)) for column in zip(*places, strict=True))


def _meet(one: _Frame, other: _Frame) -> bool:
    """Tell whether the frames of two ways touch, or nearly: two roads lie side by side."""
    touching = (
        a[0] <= b[1] + _BESIDE_DEG and b[0] <= a[1] + _BESIDE_DEG
        for a, b in zip(one, other, strict=False)
    )
    return bool(one and other) and all(touching)


def _alike(activities: Sequence[Activity]) -> Iterator[tuple[int, int]]:
    """Yield which, in order of time, are as long within a day and begin near each other.

    The way back does not.
    """
    began = np.array([began_s(each) for each in activities])
    lengths_m = np.array([each.measured.distance_m for each in activities])
    places = np.array([each.lines[0][0] for each in activities]).reshape(-1, 2)
    for other, place in enumerate(places):
        first = int(np.searchsorted(began, began[other] - _DAY_S))
        longest_m = np.maximum(lengths_m[first:other], lengths_m[other])
        shortest_m = np.minimum(lengths_m[first:other], lengths_m[other])
        as_long = np.flatnonzero(shortest_m >= (1 - _ALIKE) * longest_m)
        lats, lons = places[first + as_long].T
        apart_m = np.hypot(*offsets_m(lats, lons, (place[0], place[1])))
        near = as_long[apart_m <= _ALIKE * longest_m[as_long]]
        yield from ((first + int(one), other) for one in near[:_MOST])


def compared(one: tuple[Segment, ...], other: tuple[Segment, ...]) -> Double:
    """Lay two ways over each other; see `compare`, `verdict` and `better`."""
    twins = compare(one, other)
    kept = better(one, other)
    return Double(verdict(twins), twins.overlap_s, twins.apart_m, twins.shift_s, kept)


Pair = tuple[Activity, Activity]


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of pairs, by the ids of activities, and what an author needs to hear.

    `spare` ones are left out; `shared` ones count for their own athletes alone.
    """

    spare: frozenset[str]
    shared: frozenset[str]
    problems: tuple[Problem, ...]


def judged(
    pairs: Sequence[Pair], doubles: Sequence[Double], owners: Mapping[str, frozenset[str]]
) -> Judged:
    """Say of many recordings of one way which one is kept; each other is told of once.

    Ways of two people are both kept, and one of them is shared: the worse recording. Of that
    nobody is told, nor of anything else that two people did at one time.
    """
    own: list[tuple[Pair, Double]] = []
    both: list[tuple[Pair, Double]] = []
    for pair, found in zip(pairs, doubles, strict=True):
        (own if owners[pair[0].id] == owners[pair[1].id] else both).append((pair, found))
    kept, problems = _own_doubles(own)
    shared: set[str] = set()
    for (one, other), double in both:
        if double.verdict == "same" and not (kept.keys() | shared) & {one.id, other.id}:
            shared.add((other if double.kept == 0 else one).id)
    return Judged(frozenset(kept), frozenset(shared), tuple(problems))


def _own_doubles(
    found: Sequence[tuple[Pair, Double]],
) -> tuple[dict[str, Activity], list[Problem]]:
    """Return which is kept instead of each that is spare, by its id, and what to tell."""
    kept: dict[str, Activity] = {}
    for (one, other), double in found:
        if double.verdict == "same" and not kept.keys() & {one.id, other.id}:
            spare = other if double.kept == 0 else one
            kept[spare.id] = one if double.kept == 0 else other
    problems = []
    for (one, other), double in found:
        first, second = (one, other) if double.kept == 0 else (other, one)
        if double.verdict == "same" and kept.get(second.id) == first:
            while first.id in kept:
                first = kept[first.id]
        elif kept.keys() & {one.id, other.id}:
            continue
        if problem := told(first, second, double):
            problems.append(problem)
    return kept, problems


def told(kept: Activity, spare: Activity, double: Double) -> Problem | None:
    """Return what an author needs to hear of a pair, None if the two have nothing in common."""
    minutes = round(double.overlap_s / 60)
    twin = _name(kept, spare)
    messages = {
        "same": f"is the same way as {twin}, recorded again; {twin} is counted, as it has more "
        "of it, finer: delete this one",
        "partly": f"repeats {minutes} min of {twin}, which count twice; leave them out of one "
        "with  cut:",
        "shifted": f"is the same way as {twin}, {abs(double.shift_s) / 3600:g} h apart: one "
        "clock is wrong, and both count; delete one",
        "apart": f"was recorded at the same time as {twin}, {_distance(double)} away: another "
        "person's, or a wrong clock?",
    }
    message = messages.get(double.verdict)
    return Problem(message, str(spare.source), severity="warning") if message else None


def _name(activity: Activity, beside: Activity) -> str:
    if activity.source == beside.source:
        return f"its track {activity.id.rsplit('#', 1)[-1]}"
    same_name = activity.source.name == beside.source.name
    return str(activity.source) if same_name else activity.source.name


def _distance(double: Double) -> str:
    metres = double.apart_m or 0.0
    return f"{metres / 1000:.0f} km" if metres >= 1000 else f"{metres:.0f} m"


def without(found: Activities, judged: Judged) -> dict[PurePosixPath, tuple[Activity, ...]]:
    """Return the activities without the spare ones and their transfers, shared ones marked."""
    return {
        source: tuple(
            replace(activity, counted=False) if activity.id in judged.shared else activity
            for activity in activities
            if activity.id not in judged.spare and _own_part(activity) not in judged.spare
        )
        for source, activities in found.items()
    }


def _own_part(activity: Activity) -> str:
    """Return the id of what was recorded beside a transfer."""
    return activity.id.rpartition(".")[0] if activity.transfer else activity.id
