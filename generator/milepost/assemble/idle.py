"""What an author said of a day that came to nothing: cuts and transfers without a point."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from milepost.assemble.bridges import Ends
from milepost.errors import Problem
from milepost.model.activity import Activity
from milepost.model.journal import Cut, Entry, TransferMark, cuts_of, marks_of
from milepost.model.privacy import Hiding


def idle_cuts(
    entry: Entry, made: Set[Cut | TransferMark], activities: Sequence[Activity]
) -> Iterator[Problem]:
    """Warn of the cuts of an entry in which none of its tracks has a point."""
    for cut in cuts_of(entry):
        if cut not in made:
            message = _untimed(activities, "nothing is cut out of it") or (
                "no track of this day has a point in this cut; correct its times"
            )
            yield Problem(message, str(entry.source), cut.line, severity="warning")


def cut_away(
    entry: Entry, made: Set[Cut | TransferMark], activities: Sequence[Activity]
) -> Iterator[Problem]:
    """Warn of cuts that leave nothing of all tracks of their entry, unless on purpose."""
    lines = [cut.line for cut in cuts_of(entry) if cut in made]
    if lines and not activities and not (entry.rest or entry.typed):
        message = (
            "its cuts leave nothing of the day's tracks; correct their times, or type  "
            "distance:  or say  rest: yes"
        )
        yield Problem(message, str(entry.source), min(lines), severity="warning")


def unplaced(
    entry: Entry, made: Set[Cut | TransferMark], activities: Sequence[Activity], ends: Ends
) -> tuple[TransferMark, ...]:
    """Return the transfers of an entry that nobody recorded, and need not have.

    On a day without a track they are all of them; else those before its first point and after
    its last. `ends` tells when each activity was over.
    """
    return tuple(
        mark
        for mark in marks_of(entry)
        if mark not in made and (not activities or _is_outside(mark, activities, ends))
    )


def _is_outside(mark: TransferMark, activities: Sequence[Activity], ends: Ends) -> bool:
    """Tell whether it is `before` all that was recorded on a day, or `after` it."""
    timed = [(each.start, ends[each.id], each.zone) for each in activities if each.start]
    if not timed:
        return False
    first, _, first_zone = min(timed, key=lambda each: each[0])
    _, last, last_zone = max(timed, key=lambda each: each[1])
    if mark.begin is None and mark.end is not None:
        return mark.end <= _local(first, first_zone).time()
    if mark.begin is not None and mark.end is None:
        return mark.begin >= _local(last, last_zone).time()
    return False


def _local(at: datetime, zone: str | None) -> datetime:
    return at.astimezone(ZoneInfo(zone or "UTC"))


def idle_transfers(
    entry: Entry,
    made: Set[Cut | TransferMark],
    missed_m: Mapping[TransferMark, float],
    activities: Sequence[Activity],
    ends: Ends,
) -> Iterator[Problem]:
    """Warn of the transfers of an entry that lie in none of its tracks, nor beside them."""
    beside = unplaced(entry, made, activities, ends)
    for mark in marks_of(entry):
        if mark in made or mark in beside:
            continue
        if mark in missed_m:
            message = (
                f"no track of this day comes nearer than {missed_m[mark] / 1000:.1f} km to "
                "both places of this transfer; correct them, or say when it was: 12:10-13:05"
            )
        else:
            message = _untimed(activities, "no transfer is found in it") or (
                "no track of this day has a point or a gap in this transfer; correct its "
                "times, or write  before  or  after  if nobody recorded it"
            )
        yield Problem(message, str(entry.source), mark.line, severity="warning")


def shown_less(entry: Entry, hiding: Hiding) -> Iterator[Problem]:
    """Warn of an entry that wants to hide less than the site does, and does not say so."""
    if entry.hidden.of(hiding) != replace(entry.hidden, less=True).of(hiding):
        message = (
            "hides less of its tracks' ends than the site, so what the site hides holds; add  "
            "less: yes  if that is meant"
        )
        line = entry.key_lines.get("privacy")
        yield Problem(message, str(entry.source), line, severity="warning")


def _untimed(activities: Sequence[Activity], result: str) -> str | None:
    own = [each for each in activities if not each.transfer]
    untimed = [each for each in own if each.measured.elapsed_s is None]
    if not untimed:
        return None
    return f"'{untimed[0].source.name}' does not tell its times throughout, so {result}"
