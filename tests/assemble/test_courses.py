"""Where a day led, in words."""

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest

from milepost.assemble.courses import course_title, told_course, trace_of
from milepost.model.activity import Activity, Line, Totals
from milepost.model.journal import Entry
from milepost.model.place import Course, Names, Passed, Place

VAPI, SURAT = Place("Vapi", "IN", (20.4, 72.9), 160_000), Place("Surat", "IN", (21.2, 72.8))
DUDU = Place("Naraina", "IN", (26.8, 75.2), near=True, away_m=12_400)
UDAIPUR, NATHDWARA = Place("Udaipur", "IN"), Place("Nathdwara", "IN")


def entry(**keys: Any) -> Entry:
    path = PurePosixPath("journal/2026-05-01.md")
    return Entry(path, None, date(2026, 5, 1), "", None, "", **keys)


def ride(*lines: Line, told_m: float = 0.0, measured_m: float = 0.0) -> Activity:
    along = tuple(tuple(1000.0 * n for n in range(len(line))) for line in lines)
    path = PurePosixPath("ride.gpx")
    return Activity(
        "ride", path, "ride", None, None, None, Totals(told_m), lines, None,
        along_m=along, measured=Totals(measured_m),
    )  # fmt: skip


LINE = ((20.0, 72.0), (20.1, 72.0), (20.2, 72.0))
OTHER = ((20.5, 72.0), (20.6, 72.0))


def test_activities_are_laid_end_to_end() -> None:
    found = trace_of([ride(LINE, told_m=2000), ride(OTHER, told_m=1000)])
    assert found.lines == (LINE, OTHER)
    assert found.along_m == ((0, 1000, 2000), (2000, 3000))


def test_what_the_device_counted_stretches_the_metres_of_the_points() -> None:
    found = trace_of([ride(LINE, told_m=2200, measured_m=2000), ride(OTHER, told_m=1000)])
    assert found.along_m == ((0, 1100, 2200), (2200, 3200))


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (Course(start=VAPI, end=SURAT), "Vapi to Surat"),
        (Course(start=VAPI), "From Vapi"),
        (Course(end=SURAT), "To Surat"),
        (Course(start=DUDU), "From near Naraina"),
        (Course(start=DUDU, end=SURAT), "Near Naraina to Surat"),
        (Course(start=SURAT, end=DUDU), "Surat to near Naraina"),
        (Course("loop", UDAIPUR, UDAIPUR), "Around Udaipur"),
        (Course("loop", DUDU, DUDU), "Near Naraina"),
        (Course("loop", UDAIPUR, UDAIPUR, inside=True), "In Udaipur"),
        (Course("one-way", UDAIPUR, UDAIPUR, inside=True), "In Udaipur"),
        (Course("one-way", UDAIPUR, NATHDWARA, inside=True), "In Udaipur"),
        (Course("out-and-back", UDAIPUR, UDAIPUR, NATHDWARA), "Udaipur to Nathdwara and back"),
        (Course("out-and-back", UDAIPUR, UDAIPUR, UDAIPUR), "Around Udaipur"),
        (Course("out-and-back", UDAIPUR, UDAIPUR, DUDU), "Around Udaipur"),
        (Course("out-and-back", DUDU, DUDU, SURAT), "Near Naraina"),
        (Course("one-way", replace(DUDU, near=False), DUDU), "From Naraina"),
        (Course("one-way", DUDU, replace(DUDU, near=False)), "To Naraina"),
        (Course(), ""),
        (Course("loop"), ""),
    ],
)
def test_a_day_is_named_by_where_it_led(course: Course, said: str) -> None:
    assert course_title(course) == said
    assert course_title(course, "en-GB") == said


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (Course(start=VAPI, end=SURAT), "Vapi – Surat"),
        (Course(start=DUDU, end=SURAT), "Surat"),
        (Course(end=SURAT), "Surat"),
        (Course("loop", UDAIPUR, UDAIPUR), "Udaipur"),
        (Course("out-and-back", UDAIPUR, UDAIPUR, NATHDWARA), "Udaipur – Nathdwara – Udaipur"),
        (Course(), ""),
    ],
)
def test_other_languages_get_the_names_and_no_english_words(course: Course, said: str) -> None:
    assert course_title(course, "de") == said


def test_what_the_author_typed_wins_and_stands_for_the_ends_themselves() -> None:
    found = Course(start=DUDU, end=SURAT, inside=True, heading_deg=90.0)
    told = told_course(entry(start_place="Dudu"), [ride(LINE, OTHER)], found, Names())
    assert told.start == Place("Dudu", "IN", LINE[0])
    assert told.end == SURAT
    assert told.heading_deg == 90.0
    assert not told.inside
    told = told_course(entry(end_place="Home"), [ride(LINE), ride(OTHER)], found, Names())
    assert told.end == Place("Home", "IN", OTHER[-1])


def test_names_may_be_typed_without_a_track() -> None:
    typed = entry(start_place="Vapi", end_place="Surat")
    told = told_course(typed, [], Course(), Names())
    assert (told.start, told.end) == (Place("Vapi"), Place("Surat"))
    assert course_title(told) == "Vapi to Surat"


def test_typed_names_that_are_the_same_make_a_round() -> None:
    typed = entry(start_place="Home", end_place="home")
    assert course_title(told_course(typed, [], Course(), Names())) == "Around Home"


def test_all_towns_have_their_names_in_the_language_of_the_site() -> None:
    names = Names(towns={("IN", "surat"): "Sourate", ("IN", "vapi"): "Wapi"})
    found = Course("out-and-back", SURAT, SURAT, VAPI, passes=(Passed(VAPI, 5000),))
    told = told_course(entry(), [], found, names)
    assert told.start and told.end and told.turn
    assert (told.start.name, told.turn.name, told.end.name) == ("Sourate", "Wapi", "Sourate")
    assert told.passes[0].place.name == "Wapi"
    assert told.passes[0].at_m == 5000


def test_what_the_author_typed_is_not_translated() -> None:
    names = Names(towns={("IN", "surat"): "Sourate"})
    told = told_course(entry(end_place="Surat"), [], Course(end=SURAT), names)
    assert told.end and told.end.name == "Surat"
