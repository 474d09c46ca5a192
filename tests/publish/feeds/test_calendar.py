"""The calendar of days, as a calendar program reads it."""

import re
from datetime import date

import icalendar
import pytest

from builders import Make
from milepost.publish.feeds.calendar import calendar

PLAN = "---\nstatus: planned\ntitle: Over the pass\ndistance: 98 km\n---\n"
DONE = "---\ntitle: Over the pass; at last, \\o/\ntags: [pass]\ndistance: 101 km\n---\nSnow.\n"
DAYS = {
    "journal/2026-05-01-one.md": f"# {'हिमालय ' * 12}\n\nThe first words.\n",
    "journal/2026-05-02-pass.md": PLAN,
}


def events(files: dict[str, bytes]) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(files["calendar.ics"]).events


@pytest.fixture
def planned(made: Make) -> dict[str, bytes]:
    return made(DAYS)


def test_each_day_is_a_whole_day_that_takes_nobodys_time(planned: dict[str, bytes]) -> None:
    first, _ = events(planned)
    assert (first.start, first.end) == (date(2026, 5, 1), date(2026, 5, 2))
    assert first["TRANSP"] == "TRANSPARENT"
    assert first["STATUS"] == "CONFIRMED"
    assert first["URL"] == "https://example.org/j/journal/2026-05-01-one/"
    assert first["DESCRIPTION"] == "Day 1\nThe first words."


def test_a_planned_day_is_tentative_and_the_same_event_once_it_is_done(made, planned) -> None:
    plan = events(planned)[1]
    done = events(made({**DAYS, "journal/2026-05-02-pass.md": DONE}))[1]
    assert (plan["STATUS"], done["STATUS"]) == ("TENTATIVE", "CONFIRMED")
    assert plan["UID"] == done["UID"] == "2026-05-02-pass@example.org"
    assert plan["SUMMARY"] == "Over the pass"
    assert done["SUMMARY"] == "Over the pass; at last, \\o/"
    assert "101.0" in done["DESCRIPTION"]


def test_a_plan_that_lies_behind_the_newest_day_is_left_out(made: Make) -> None:
    late = {**DAYS, "journal/2026-05-03-three.md": "We went round it.\n"}
    assert [event.start.day for event in events(made(late))] == [1, 3]


def test_what_is_planned_and_told_under_one_name_is_one_event(made: Make) -> None:
    early = {
        "journal/2026-05-02-pass/index.md": "---\ndate: 2026-05-01\n---\nSnow.\n",
        "journal/2026-05-02-pass.md": PLAN,
    }
    assert [event["STATUS"] for event in events(made(early))] == ["CONFIRMED"]


def test_lines_are_folded_by_bytes_between_characters(planned: dict[str, bytes]) -> None:
    data = planned["calendar.ics"]
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert "हिमालय " * 11 in events(planned)[0]["SUMMARY"]


def test_it_holds_no_control_characters(made: Make) -> None:
    words = '---\ntitle: "A\\bb\\x7f"\ntags: ["s\\x1ba"]\n---\nOne\x02 two.\n'
    data = made({"journal/2026-05-01.md": words})["calendar.ics"]
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", data)
    assert b"SUMMARY:Ab\r\n" in data


def test_it_is_dated_by_its_days(planned: dict[str, bytes]) -> None:
    # Six in the morning in Zurich; of a plan nobody knows more than that it is still one.
    stamps = [event["DTSTAMP"].to_ical() for event in events(planned)]
    assert stamps == [b"20260501T040000Z", b"20260501T040000Z"]


def test_the_name_of_a_calendar_begins_no_other_line() -> None:
    lines = calendar("One\nBEGIN:VEVENT; two, \\three", "", ()).splitlines()
    assert [line for line in lines if line.startswith(b"BEGIN:")] == [b"BEGIN:VCALENDAR"]
    assert rb"NAME:One\nBEGIN:VEVENT\; two\, \\three" in lines
