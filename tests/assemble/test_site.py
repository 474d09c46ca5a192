from dataclasses import replace
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.assemble.days import Material
from milepost.assemble.journeys import Plan
from milepost.assemble.site import About, Parts, assemble
from milepost.errors import SourceError
from milepost.measure.totals import total
from milepost.model.activity import Activity, Marker, Totals
from milepost.model.journal import Entry, Page, Typed
from milepost.model.journey import Average
from milepost.model.people import Athlete
from milepost.model.site import Counting, Site
from milepost.model.track import DeviceTotals

ABOUT = About(
    "A journey", "https://example.org/", "", "en", "UTC", "metric", 10, 20, date(2026, 6, 1)
)


def entry(name: str, folder: str = "", **keys: Any) -> Entry:
    source = PurePosixPath("journal", folder, f"{name}.md")
    keys = {"title": None, **keys}
    return Entry(source, None, date.fromisoformat(name[:10]), name[11:], text="", **keys)


def ride(metres: float, sport: str = "ride", gain_m: float | None = 10.0) -> Activity:
    totals = Totals(metres, metres, metres / 5, metres / 4, gain_m=gain_m, activities=1)
    path = PurePosixPath(f"tracks/{metres}.gpx")
    return Activity(f"{path}#1", path, sport, None, None, None, totals, (), None)


def plan(slug: str, start: str | None = None, end: str | None = None) -> Plan:
    begin, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return Plan(slug, slug.title(), None, begin, last, ())


def parts(
    *entries: Entry, plans: tuple[Plan, ...] = (), tracks: dict[str, Any] | None = None,
    athletes: tuple[Athlete, ...] = (), pages: tuple[Page, ...] = (),
) -> Parts:  # fmt: skip
    activities = {
        PurePosixPath(f"journal/{name}.md"): made for name, made in (tracks or {}).items()
    }
    return Parts(entries, pages, Material(activities, athletes), plans, {})


def site_of(*entries: Entry, **rest: Any) -> Site:
    return assemble(ABOUT, parts(*entries, **rest))[0]


def errors_of(*entries: Entry, **rest: Any) -> list[str]:
    with pytest.raises(SourceError) as caught:
        site_of(*entries, **rest)
    return [str(problem) for problem in caught.value.problems]


def test_without_journeys_there_is_one_with_the_title_of_the_site() -> None:
    (journey,) = site_of(entry("2026-05-01")).journeys
    assert journey.title == "A journey"
    assert len(journey.days) == 1


def test_a_site_without_entries_stands_too() -> None:
    site = site_of()
    assert (site.days, site.tags, site.years) == ((), (), ())
    assert site.totals == Totals()


def test_days_are_newest_first_on_the_site_and_oldest_first_in_their_journey() -> None:
    site = site_of(entry("2026-05-02"), entry("2026-05-01"), entry("2026-05-03"))
    assert [day.date.day for day in site.days] == [3, 2, 1]
    assert [day.date.day for day in site.journeys[0].days] == [1, 2, 3]


def test_two_entries_of_one_date_come_in_the_order_of_their_names() -> None:
    site = site_of(entry("2026-05-01-b"), entry("2026-05-01-a"))
    assert [day.entry.slug for day in site.journeys[0].days] == ["a", "b"]


def test_cumulative_adds_up_from_the_first_entry_to_the_journey_total() -> None:
    tracks = {"2026-05-01": (ride(1000),), "2026-05-03": (ride(500), ride(250))}
    site = site_of(
        entry("2026-05-01"), entry("2026-05-02", rest=True), entry("2026-05-03"), tracks=tracks
    )
    (journey,) = site.journeys
    assert [day.cumulative.distance_m for day in journey.days] == [1000, 1000, 1750]
    assert journey.days[-1].cumulative == journey.totals


def test_day_numbers_count_dates_and_not_entries() -> None:
    site = site_of(entry("2026-05-01-a"), entry("2026-05-01-b"), entry("2026-05-04"))
    assert [day.number for day in site.journeys[0].days] == [1, 1, 4]


def test_day_numbers_begin_with_the_planned_start() -> None:
    site = site_of(entry("2026-05-03"), plans=(plan("lake", "2026-05-01"),))
    assert site.days[0].number == 3


def test_an_entry_before_the_planned_start_is_day_one() -> None:
    site = site_of(entry("2026-04-29"), entry("2026-05-01"), plans=(plan("l", "2026-05-01"),))
    assert [day.number for day in site.journeys[0].days] == [1, 3]


TWO = (plan("spring", "2026-03-01", "2026-05-31"), plan("autumn", "2026-09-01"))


def test_an_entry_finds_its_journey_by_its_date() -> None:
    site = site_of(entry("2026-04-01"), entry("2026-10-01"), plans=TWO)
    assert {day.date.month: day.journey for day in site.days} == {4: "spring", 10: "autumn"}


@pytest.mark.parametrize("word", ["autumn", "Autumn", "AUTUMN"])
def test_an_entry_finds_its_journey_by_its_key_whatever_its_date(word: str) -> None:
    site = site_of(entry("2026-04-01", journey=word), plans=TWO)
    assert site.days[0].journey == "autumn"


def test_an_entry_finds_its_journey_by_its_folder_before_its_date() -> None:
    site = site_of(entry("2026-04-01", folder="autumn"), plans=TWO)
    assert site.days[0].journey == "autumn"


def test_the_first_and_last_planned_days_belong_to_the_journey() -> None:
    site = site_of(entry("2026-03-01"), entry("2026-05-31"), plans=TWO)
    assert {day.journey for day in site.days} == {"spring"}


def test_an_entry_between_two_journeys_is_an_error_that_names_them() -> None:
    (message,) = errors_of(entry("2026-07-01"), plans=TWO)
    assert "journal/2026-07-01.md" in message
    assert "spring, autumn" in message


def test_the_only_journey_takes_entries_of_any_date() -> None:
    site = site_of(entry("2030-01-01"), plans=(TWO[0],))
    assert site.days[0].journey == "spring"


def test_an_unknown_journey_is_an_error_with_line_and_hint() -> None:
    (message,) = errors_of(
        entry("2026-04-01", journey="autum", key_lines={"journey": 4}), plans=TWO
    )
    assert message.startswith("journal/2026-04-01.md:4: ")
    assert "did you mean 'autumn'?" in message


def test_all_errors_are_told_at_once() -> None:
    assert len(errors_of(entry("2026-07-01"), entry("2026-07-02"), plans=TWO)) == 2


def test_the_journey_with_the_newest_entry_comes_first() -> None:
    site = site_of(entry("2026-04-01"), entry("2026-10-01"), plans=TWO)
    assert [journey.slug for journey in site.journeys] == ["autumn", "spring"]


def test_a_journey_without_entries_stands_behind_those_with() -> None:
    site = site_of(entry("2026-04-01"), plans=TWO)
    assert [journey.slug for journey in site.journeys] == ["spring", "autumn"]
    assert site.journeys[1].totals == Totals()


def test_each_journey_counts_for_itself() -> None:
    tracks = {"2026-04-01": (ride(1000),), "2026-10-01": (ride(500),)}
    site = site_of(entry("2026-04-01"), entry("2026-10-01"), plans=TWO, tracks=tracks)
    assert {j.slug: j.totals.distance_m for j in site.journeys} == {
        "autumn": 500,
        "spring": 1000,
    }
    assert [day.cumulative.distance_m for day in site.days] == [500, 1000]
    assert site.totals.distance_m == 1500


def test_tags_are_merged_by_their_slug_and_named_as_the_oldest_has_them() -> None:
    site = site_of(
        entry("2026-05-02", tags=("chai",)),
        entry("2026-05-01", tags=("Chai", "Köln")),
        entry("2026-05-03", tags=("koln", "!!")),
    )
    assert [(t.slug, t.name, [d.date.day for d in t.days]) for t in site.tags] == [
        ("chai", "Chai", [2, 1]),
        ("koln", "Köln", [3, 1]),
    ]


def test_two_spellings_of_a_tag_in_one_entry_count_once() -> None:
    (tag,) = site_of(entry("2026-05-01", tags=("Chai", "chai"))).tags
    assert len(tag.days) == 1


def test_every_day_calls_a_tag_what_the_site_calls_it() -> None:
    planned = replace(entry("2026-05-09", tags=("CHAI", "soon")), planned=True)
    site = site_of(
        entry("2026-05-01", tags=("Chai", "chai", "..", "🚴")),
        entry("2026-05-02", tags=("CHAI", "fog")),
        planned,
    )
    assert [day.entry.tags for day in site.days] == [("Chai", "fog"), ("Chai",)]
    assert [day.entry.tags for day in site.journeys[0].planned_days] == [("Chai",)]


def test_years_are_newest_first_and_hold_their_own_sums() -> None:
    tracks = {"2025-12-31": (ride(100),), "2026-01-01": (ride(30),), "2026-01-02": (ride(4),)}
    site = site_of(*(entry(name) for name in tracks), tracks=tracks)
    assert [(y.year, y.totals.distance_m, len(y.days)) for y in site.years] == [
        (2026, 34, 2),
        (2025, 100, 1),
    ]


def test_the_sports_of_the_site_add_up_to_its_totals() -> None:
    tracks = {"2026-05-01": (ride(1000), ride(300, "run")), "2026-05-02": (ride(5000, "run"),)}
    site = site_of(entry("2026-05-01"), entry("2026-05-02"), tracks=tracks)
    assert [part.sport for part in site.by_sport] == ["run", "ride"]
    for whole in (site, site.journeys[0], site.years[0], *site.days):
        assert total(part.totals for part in whole.by_sport) == whole.totals


def test_a_title_comes_from_the_entry_then_its_name_then_its_number() -> None:
    site = site_of(
        entry("2026-05-01", title="To the lake"),
        entry("2026-05-02-along_the-shore"),
        entry("2026-05-03"),
    )
    assert [day.title for day in site.journeys[0].days] == [
        "To the lake",
        "Along the shore",
        "Day 3",
    ]


def test_without_an_author_the_first_athlete_wrote_it() -> None:
    site = site_of(
        entry("2026-05-01"), entry("2026-05-02", authors=("kim",)), athletes=(SAM, KIM)
    )
    assert [day.athletes for day in site.journeys[0].days] == [(SAM,), (KIM,)]


def test_a_stranger_is_a_warning_of_the_site() -> None:
    wrote = entry("2026-05-01", companions=("Anna",))
    _, (problem,) = assemble(ABOUT, parts(wrote, athletes=(Athlete("sam", "Sam"),)))
    assert problem.severity == "warning"


def test_averages_divide_by_active_days_and_by_all_days_of_the_calendar() -> None:
    tracks = {"2026-05-01": (ride(3000),), "2026-05-04": (ride(1000), ride(2000, "run"))}
    entries = [entry(name) for name in (*tracks, "2026-05-02", "2026-05-05")]
    (journey,) = site_of(*entries, tracks=tracks).journeys
    assert journey.per_active_day == Average(2, 3000, 15)
    assert journey.per_day == Average(5, 1200, 6)


def test_a_climb_is_not_divided_by_days_whose_climb_is_unknown() -> None:
    tracks = {"2026-05-01": (ride(1000),), "2026-05-02": (ride(1000, gain_m=None),)}
    entries = [entry(name) for name in (*tracks, "2026-05-04")]
    (journey,) = site_of(*entries, tracks=tracks).journeys
    assert journey.per_active_day == Average(2, 1000, 10)
    assert journey.per_day == Average(4, 500, 10 / 3)


def test_no_climb_at_all_has_no_average() -> None:
    tracks = {"2026-05-01": (ride(1000, gain_m=None),)}
    (journey,) = site_of(entry("2026-05-01"), tracks=tracks).journeys
    assert journey.per_day == Average(1, 1000, None)


def test_without_a_way_there_is_no_average() -> None:
    (journey,) = site_of(entry("2026-05-01")).journeys
    assert journey.per_active_day is journey.per_day is None
    assert journey.calendar_days == 1


SAM, KIM = Athlete("sam", "Sam"), Athlete("kim", "Kim")


def test_a_day_of_two_people_counts_for_each_of_them_and_once_for_the_site() -> None:
    tracks = {"2026-05-01": (ride(1000),), "2026-05-02": (ride(500, "run"),)}
    both = entry("2026-05-01", authors=("kim", "sam"))
    site = site_of(both, entry("2026-05-02"), tracks=tracks, athletes=(SAM, KIM))
    rows = [(row.athlete, row.totals.distance_m, row.active_days) for row in site.by_athlete]
    assert rows == [(SAM, 1500, 2), (KIM, 1000, 1)]
    assert [part.sport for part in site.by_athlete[0].by_sport] == ["ride", "run"]
    assert site.totals.distance_m == 1500


def test_strangers_stand_behind_the_athletes_and_those_who_wrote_nothing_nowhere() -> None:
    strange = (
        entry("2026-05-01", authors=("Zoe",)),
        entry("2026-05-02", authors=("Anna", "kim")),
    )
    site = site_of(*strange, athletes=(SAM, KIM))
    assert [row.athlete.name for row in site.by_athlete] == ["Kim", "Anna", "Zoe"]


def sparse(**more: Any) -> Activity:
    return replace(ride(1000), approximate=True, **more)


def test_a_day_of_a_sparse_tracker_has_an_approximate_distance() -> None:
    tracks = {"2026-05-01": (ride(10), sparse())}
    assert site_of(entry("2026-05-01"), tracks=tracks).days[0].approximate


def test_what_the_device_counted_or_the_author_typed_is_no_estimate() -> None:
    counted = {"2026-05-01": (sparse(device=DeviceTotals(distance_m=1000.0)),)}
    assert not site_of(entry("2026-05-01"), tracks=counted).days[0].approximate
    typed = entry("2026-05-01", typed=Typed(distance_m=1000.0))
    assert not site_of(typed, tracks={"2026-05-01": (sparse(),)}).days[0].approximate


def test_the_site_knows_how_it_counts() -> None:
    counting = Counting(raw=True, sensors=("power",))
    site, _ = assemble(replace(ABOUT, counting=counting), parts())
    assert site.counting == counting
    assert site_of().counting == Counting()


def test_pages_get_addresses_and_come_in_their_order() -> None:
    pages = tuple(
        Page(PurePosixPath(f"pages/{name}.md"), name, name, "")
        for name in ("Gear List", "!?", "a")
    )
    assert [page.slug for page in site_of(pages=pages).pages] == ["a", "gear-list", "page"]


def test_the_order_of_the_parts_does_not_matter() -> None:
    tracks = {"2026-05-01": (ride(30), ride(20)), "2026-05-02": (ride(10),)}
    entries = entry("2026-05-01"), entry("2026-05-02", tags=("a", "b"))
    turned = {name: made[::-1] for name, made in reversed(tracks.items())}
    assert site_of(*entries, tracks=tracks) == site_of(*entries[::-1], tracks=turned)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9000)), max_size=8))
def test_days_years_journeys_and_sports_all_add_up_to_the_same(
    days: list[tuple[int, int]],
) -> None:
    begin = date(2025, 12, 10)
    names = [f"{begin + timedelta(days=offset)}-{n}" for n, (offset, _) in enumerate(days)]
    tracks = {
        name: (ride(metres / 8, "run" if metres % 2 else "ride"),)
        for name, (_, metres) in zip(names, days, strict=True)
    }
    site = site_of(*(entry(name) for name in names), tracks=tracks)
    assert total(day.totals for day in site.days).distance_m == site.totals.distance_m
    assert sum(year.totals.distance_m for year in site.years) == site.totals.distance_m
    assert sum(j.totals.distance_m for j in site.journeys) == site.totals.distance_m
    assert sum(part.totals.distance_m for part in site.by_sport) == site.totals.distance_m
    assert all(j.calendar_days >= j.active_days for j in site.journeys)
    if site.days:
        assert site.journeys[0].days[-1].cumulative.distance_m == site.totals.distance_m


def passing(count: int) -> Activity:
    marks = (
        Marker("waypoint", (46.0 + n / 10, 7.0), n * 1e4, title=f"P{n}") for n in range(count)
    )
    return replace(ride(1000.0), waypoints=tuple(marks))


def test_a_day_has_the_waypoints_of_its_activities() -> None:
    tracks = {"2026-05-01": (passing(1), passing(2))}
    (day,) = site_of(entry("2026-05-01"), tracks=tracks).days
    assert [(marker.activity, marker.title) for marker in day.markers] == [(0, "P0"), (1, "P1")]


@pytest.mark.parametrize(("count", "told"), [(50, []), (51, ["51 waypoints on this day"])])
def test_more_waypoints_than_a_map_can_show_are_told(count: int, told: list[str]) -> None:
    given = parts(entry("2026-05-01"), tracks={"2026-05-01": (passing(count),)})
    _, warnings = assemble(ABOUT, given)
    assert [problem.message.split(",")[0] for problem in warnings] == told
