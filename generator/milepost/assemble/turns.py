"""A day's activities in the order of the way, each transfer where it happened."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from milepost.assemble.sums import in_order
from milepost.measure.hiding import crosses
from milepost.model.activity import Activity
from milepost.model.privacy import Hiding


def in_turn(activities: Iterable[Activity]) -> tuple[Activity, ...]:
    """Return activities in the order of their lines, for all that follows where they lead.

    One that a transfer interrupted comes as two pieces, with its lines before and its lines
    behind it; all else of the pieces is still of the whole.
    """
    ordered = in_order(activities)
    found = [activity for activity in ordered if not activity.transfer]
    for ride in (activity for activity in ordered if activity.transfer and activity.lines):
        _insert(found, ride)
    return tuple(found)


def with_brinks(activities: Sequence[Activity], hiding: Hiding) -> tuple[Activity, ...]:
    """Return activities whose `brinks` tell of all that is hidden between their lines.

    A recorder may have been off there: then no point was hidden, and still nobody shall draw
    a line through the place.
    """
    lines = [line for each in activities for line in each.lines]
    found = {
        place
        for before, after in pairwise(lines)
        if crosses(before[-1], after[0], hiding)
        for place in (before[-1], after[0])
    }
    return tuple(
        replace(each, brinks=tuple({**dict.fromkeys(each.brinks), **dict.fromkeys(own)}))
        if (own := [line[n] for line in each.lines for n in (0, -1) if line[n] in found])
        else each
        for each in activities
    )


def _insert(found: list[Activity], ride: Activity) -> None:
    """Put a transfer behind the line that ends where it begins, else by when it began."""
    for number, activity in enumerate(found):
        for count, line in enumerate(activity.lines, 1):
            if line[-1] == ride.lines[0][0]:
                pieces = _piece(activity, 0, count), ride, _piece(activity, count, None)
                found[number : number + 1] = [piece for piece in pieces if piece.lines]
                return
    later = (n for n, each in enumerate(found) if _began(each) > _began(ride))
    found.insert(next(later, len(found)), ride)


def _began(activity: Activity) -> str:
    return activity.start.isoformat() if activity.start else "~"  # behind all times


def _piece(activity: Activity, begin: int, end: int | None) -> Activity:
    span = slice(begin, end)
    return replace(
        activity,
        lines=activity.lines[span],
        along_m=activity.along_m[span],
        outline=activity.outline[span],
    )
