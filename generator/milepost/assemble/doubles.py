"""Ways that were recorded twice: one counts, the author is told of the other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from milepost.errors import Problem
from milepost.measure.geo import between_m
from milepost.measure.twins import better, compare, verdict
from milepost.model.activity import Activity, Double
from milepost.model.track import Segment

Activities = Mapping[PurePosixPath, tuple[Activity, ...]]

_LEAST_S = 60.0  # of overlap in time
_ALIKE = 0.1  # two clocks on one way agree on its length
_DAY_S = 86_400.0
_BESIDE_DEG = 0.005


def suspects(
    found: Activities, owners: Mapping[str, frozenset[str]]
) -> Iterator[tuple[Activity, Activity]]:
    """Yield the pairs of activities that may be one way recorded twice.

    They overlap in time, or are of one entry and alike but for the hour. `owners` are those
    whose track each is, by its id. Two people may well ride together: theirs must also lie in
    one region, and overlap. What something else did is nobody's double.
    """
    timed = sorted(
        (activity.start, activity.id, source, activity)
        for source, activities in found.items()
        for activity in activities
        if activity.start is not None and not activity.transfer
    )
    for number, (start, _, source, one) in enumerate(timed):
        for later, _, other_source, other in timed[number + 1 :]:
            apart_s = (later - start).total_seconds()
            if apart_s > _DAY_S:
                break
            overlap = apart_s < (one.measured.elapsed_s or 0.0) - _LEAST_S
            if owners[one.id] != owners[other.id]:
                suspected = overlap and _meet(one, other)
            else:
                suspected = overlap or (source == other_source and _alike(one, other))
            if suspected:
                yield one, other


def _meet(one: Activity, other: Activity) -> bool:
    """Tell whether the frames of two ways touch, or nearly: two roads lie side by side."""
    frames = []
    for each in (one, other):
        places = [place for line in each.lines for place in line]
        frames.append([(min(column), max(column)) for column in zip(*places, strict=True)])
    touching = (
        a[0] <= b[1] + _BESIDE_DEG and b[0] <= a[1] + _BESIDE_DEG
        for a, b in zip(*frames, strict=False)
    )
    return all(frames) and all(touching)


def _alike(one: Activity, other: Activity) -> bool:
    """Tell whether two ways are as long and begin near each other; the way back does not."""
    lengths = one.measured.distance_m, other.measured.distance_m
    if not (one.lines and other.lines):
        return False
    apart_m = between_m(*one.lines[0][0], *other.lines[0][0])
    return min(lengths) >= (1 - _ALIKE) * max(lengths) and apart_m <= _ALIKE * max(lengths)


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
