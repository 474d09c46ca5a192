"""Until when entries are held back: by the clock of their recordings, or of their day."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

import pytest

from milepost.assemble.delays import End, Part, Waiting, due_at, goes_on, waiting, with_parts
from milepost.measure.quantities import delay_of
from milepost.model.delay import NO_DELAY, Delay
from milepost.model.journal import Choice, Entry

ZURICH, KOLKATA = "Europe/Zurich", "Asia/Kolkata"


def entry(day: str, **keys: Any) -> Entry:
    path = PurePosixPath(f"journal/{day}.md")
    return Entry(path, None, date.fromisoformat(day), "", None, "", **keys)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(UTC)


def nothing(entries: Sequence[Entry]) -> Mapping[PurePosixPath, Sequence[End]]:
    return {}


@pytest.mark.parametrize(
    ("typed", "day", "end", "due"),
    [
        # without a recording: the end of the local day
        ("24h", "2026-05-01", None, "2026-05-03T00:00+02:00"),
        ("next day", "2026-05-01", None, "2026-05-02T00:00+02:00"),
        # its last point
        ("24h", "2026-05-01", "2026-05-01T17:30+02:00", "2026-05-02T17:30+02:00"),
        ("next day", "2026-05-01", "2026-05-01T17:30+02:00", "2026-05-02T00:00+02:00"),
        # over midnight
        ("6 h", "2026-05-01", "2026-05-02T02:00+02:00", "2026-05-02T08:00+02:00"),
        ("next day", "2026-05-01", "2026-05-02T02:00+02:00", "2026-05-03T00:00+02:00"),
        # at midnight sharp the next day has begun
        ("next day", "2026-05-01", "2026-05-02T00:00+02:00", "2026-05-02T00:00+02:00"),
        # the clock lost 1024 weeks, or runs ahead by a year
        ("24h", "2026-05-01", "2006-09-15T17:30+02:00", "2026-05-03T00:00+02:00"),
        ("24h", "2026-05-01", "2027-05-01T17:30+02:00", "2026-05-03T00:00+02:00"),
        # 24 hours are 24 hours when clocks change; a day is then 23 or 25
        ("24h", "2026-03-28", "2026-03-28T17:30+01:00", "2026-03-29T18:30+02:00"),
        ("next day", "2026-03-29", "2026-03-29T17:30+02:00", "2026-03-30T00:00+02:00"),
        ("24h", "2026-10-24", None, "2026-10-25T23:00+01:00"),
    ],
)
def test_a_day_ends_with_its_last_point_or_at_midnight(
    typed: str, day: str, end: str | None, due: str
) -> None:
    ends: list[End] = [(at(end), ZURICH)] if end else []
    assert due_at(delay_of(typed), entry(day), ends, ZURICH) == at(due)


def test_the_next_day_begins_where_the_recording_is() -> None:
    ends = [(at("2026-05-01T15:00+05:30"), KOLKATA)]
    found = due_at(delay_of("next day"), entry("2026-05-01"), ends, ZURICH)
    assert found == at("2026-05-02T00:00+05:30")


def test_a_midnight_that_a_clock_leaves_out_is_the_first_moment_of_its_day() -> None:
    # Beirut goes from 23:59 on the 28th to 01:00 on the 29th.
    found = due_at(delay_of("next day"), entry("2026-03-28"), [], "Asia/Beirut")
    assert found == at("2026-03-29T01:00+03:00")


def test_a_recording_without_times_counts_as_the_whole_day() -> None:
    ends: list[End] = [(at("2026-05-01T10:00+02:00"), ZURICH), (None, ZURICH)]
    found = due_at(delay_of("1 h"), entry("2026-05-01"), ends, ZURICH)
    assert found == at("2026-05-02T01:00+02:00")


def test_without_a_time_zone_a_day_is_over_when_it_is_so_everywhere() -> None:
    assert due_at(delay_of("next day"), entry("2026-05-01"), [], None) == at(
        "2026-05-02T12:00Z"
    )


def test_a_moment_of_the_author_needs_no_recording() -> None:
    until = Delay(until=at("2026-06-01T08:00+02:00"))
    ends = [(at("2026-06-03T15:00+02:00"), ZURICH)]
    assert due_at(until, entry("2026-05-01"), ends, ZURICH) == at("2026-06-01T06:00Z")


def test_what_waits_is_told_with_the_span_in_which_nothing_changes() -> None:
    entries = [entry(f"2026-05-{day:02}") for day in range(1, 6)]
    now = at("2026-05-04T12:00+02:00")
    found = waiting(
        entries, Choice(date(2026, 5, 4), now=now), delay_of("24h"), ZURICH, nothing
    )
    assert sorted(path.stem for path in found.held) == [
        "2026-05-03",
        "2026-05-04",
        "2026-05-05",
    ]
    assert found.since == at("2026-05-04T00:00+02:00")
    assert found.until == at("2026-05-05T00:00+02:00")


def test_an_entry_is_out_at_the_very_moment_and_not_before() -> None:
    one, due = [entry("2026-05-01")], at("2026-05-02T00:00+02:00")
    for now, held in ((due - timedelta(seconds=1), 1), (due, 0)):
        choice = Choice(date(2026, 5, 2), now=now)
        assert len(waiting(one, choice, delay_of("next day"), ZURICH, nothing).held) == held


def test_an_entry_has_its_own_word() -> None:
    entries = [
        entry("2026-05-01", delay=NO_DELAY),
        entry("2026-05-02"),
        entry("2026-05-03", delay=delay_of("3 days")),
    ]
    choice = Choice(date(2026, 5, 4), now=at("2026-05-04T12:00+02:00"))
    held = waiting(entries, choice, delay_of("1 h"), ZURICH, nothing).held
    assert [path.stem for path in held] == ["2026-05-03"]


def test_a_plan_waits_for_a_moment_only() -> None:
    until = Delay(until=at("2026-05-09T08:00Z"))
    entries = [
        entry("2026-05-08", planned=True),
        entry("2026-05-07", planned=True, delay=delay_of("24h")),
        entry("2026-05-06", planned=True, delay=until),
    ]
    choice = Choice(date(2026, 5, 4), now=at("2026-05-04T12:00+02:00"))
    held = waiting(entries, choice, delay_of("24h"), ZURICH, nothing).held
    assert [path.stem for path in held] == ["2026-05-06"]


def test_recordings_are_asked_for_only_where_they_matter() -> None:
    asked: list[str] = []

    def ends_of(entries: Sequence[Entry]) -> Mapping[PurePosixPath, Sequence[End]]:
        asked.extend(each.source.stem for each in entries)
        return {}

    entries = [entry(f"2026-05-{day:02}") for day in range(1, 21)]
    choice = Choice(date(2026, 5, 20), now=at("2026-05-20T12:00Z"))
    waiting(entries, choice, delay_of("24h"), ZURICH, ends_of)
    assert asked == ["2026-05-17", "2026-05-18", "2026-05-19", "2026-05-20"]
    assert not waiting(entries, replace_future(choice), delay_of("24h"), ZURICH, ends_of).held


def replace_future(choice: Choice) -> Choice:
    return Choice(choice.today, future=True, now=choice.now)


def parts_of(ends: Mapping[str, str]) -> dict[PurePosixPath, list[tuple[Part, End]]]:
    """Return what a file of the first day's entry has of some days, by when each ended."""
    path = PurePosixPath("journal/trip.gpx")
    found = [((path, date.fromisoformat(day)), (at(end), ZURICH)) for day, end in ends.items()]
    return {PurePosixPath("journal/2026-05-01.md"): found}


@pytest.mark.parametrize(
    ("typed", "now", "held"),
    [
        ("24h", "2026-05-06T10:59+02:00", ["2026-05-05"]),
        ("24h", "2026-05-06T11:00+02:00", []),
        ("next day", "2026-05-05T23:59+02:00", ["2026-05-05"]),
        ("next day", "2026-05-06T00:00+02:00", []),
        # a clock that runs ahead is no reason to wait, unless it is by little
        ("24h", "2026-05-03T12:00+02:00", ["2026-05-05"]),
        ("24h", "2026-05-02T12:00+02:00", []),
        ("now", "2026-05-05T12:00+02:00", []),
    ],
)
def test_a_part_of_a_later_day_waits_for_its_own_end(
    typed: str, now: str, held: list[str]
) -> None:
    first = entry("2026-05-01")
    parts = parts_of({"2026-05-01": "2026-05-01T18:00+02:00"} | LATER)
    choice = Choice(at(now).date(), now=at(now))
    found = with_parts(Waiting(), [first], choice, delay_of(typed), ZURICH, parts)
    assert [f"{day}" for _, day in found.parts] == held
    assert found.until == (min(found.parts.values()) if held else None)
    assert goes_on(first, [at(end) for end in LATER.values()])


LATER = {"2026-05-05": "2026-05-05T11:00+02:00"}


def test_who_looks_ahead_waits_for_no_part() -> None:
    choice = Choice(date(2026, 5, 5), future=True, now=at("2026-05-05T12:00+02:00"))
    first, parts = entry("2026-05-01"), parts_of(LATER)
    assert not with_parts(Waiting(), [first], choice, delay_of("24h"), ZURICH, parts).parts
