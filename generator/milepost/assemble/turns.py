"""A day's activities in the order of the way, each transfer where it happened."""

from collections.abc import Iterable
from dataclasses import replace

from milepost.assemble.sums import in_order
from milepost.model.activity import Activity


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
