"""The index of places: which days began, ended or passed there."""

from pathlib import PurePosixPath

from days import day, ride, site_of
from milepost.model.place import Course, Passed, Place
from milepost.model.site import PlaceDays

VAPI, SURAT, BASEL = Place("Vapi", "IN"), Place("Surat", "IN"), Place("Basel", "CH")
NEAR = Place("Zug", "CH", near=True)


def visits(**courses: Course) -> list[tuple[str, str, list[int]]]:
    """Return name, country and dates of each place of days in May 2026."""
    names = {f"2026-05-0{name[1:]}": course for name, course in courses.items()}
    site = site_of(
        *(day(name, ride(1000)) for name in names),
        courses={PurePosixPath("journal", f"{name}.md"): each for name, each in names.items()},
    )
    return [_said(visit) for visit in site.places]


def _said(visit: PlaceDays) -> tuple[str, str, list[int]]:
    return visit.name, visit.country, [day.date.day for day in visit.days]


def test_a_place_lists_its_days_newest_first() -> None:
    found = visits(
        d1=Course(start=VAPI, end=SURAT), d2=Course(start=SURAT, passes=(Passed(VAPI, 10.0),))
    )
    assert found == [("Surat", "IN", [2, 1]), ("Vapi", "IN", [2, 1])]


def test_places_are_listed_by_country_and_name_and_near_ones_too() -> None:
    found = visits(d1=Course(start=VAPI, end=BASEL, turn=NEAR))
    assert [(name, country) for name, country, _ in found] == [
        ("Basel", "CH"), ("Zug", "CH"), ("Vapi", "IN"),
    ]  # fmt: skip


def test_a_day_stands_once_at_a_place_where_it_began_and_ended() -> None:
    assert visits(d1=Course(start=VAPI, end=VAPI)) == [("Vapi", "IN", [1])]


def test_a_typed_place_is_the_known_one_of_its_name_or_in_the_country_of_the_days_before() -> (
    None
):
    found = visits(
        d1=Course(start=Place("basel"), end=Place("Camp 1")),
        d2=Course(start=VAPI, end=SURAT),
        d3=Course(end=Place("Camp 2")),
        d4=Course(start=BASEL),
    )
    assert ("Basel", "CH", [4, 1]) in found
    assert ("Camp 1", "", [1]) in found
    assert ("Camp 2", "IN", [3]) in found
