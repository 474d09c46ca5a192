"""Maps in words."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

import pytest

from milepost.assemble.days import Material
from milepost.assemble.journeys import Plan
from milepost.assemble.site import About, Parts, assemble
from milepost.measure.route_line import ruler_of
from milepost.model.activity import Activity, Totals
from milepost.model.day import Day, Transfer
from milepost.model.journal import Entry, Typed
from milepost.model.journey import Journey
from milepost.model.place import Course, Names, Passed, Place
from milepost.model.progress import Advance
from milepost.model.track import Route
from milepost.publish.maps.captions import Captions
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import Words

ABOUT = About("A journey", "", "", "en", "UTC", "metric", 10, 20, date(2026, 6, 1))


HALF_M = 640_000.0  # of the plan, is done


def captions(words: Words) -> Captions:
    return Captions(words, Sayings(words, Names()))


WORDS = captions(Words())
VAPI, SURAT = Place("Vapi", "IN", (20.4, 72.9), 160_000), Place("Surat", "IN")
PASSES = tuple(
    Passed(Place(name, "IN"), km * 1000.0)
    for name, km in (("Valsad", 24), ("Chikhli", 45), ("Navsari", 75))
)
ALONG = Course(
    start=VAPI, end=SURAT, passes=PASSES, heading_deg=352.0, coast="Gulf of Khambhat"
)
LINE = ((20.4, 72.9), (21.2, 72.8))


def ride(metres: float = 100_600.0, sport: str = "ride", **more: Any) -> Activity:
    totals = Totals(metres, metres, 100.0, activities=1, **more.pop("totals", {}))
    path = PurePosixPath(f"{sport}.gpx")
    return Activity(
        f"{sport}#1", path, sport, None, None, None, totals, (LINE,), None,
        along_m=((0.0, metres),), outline=(LINE,), **more,
    )  # fmt: skip


def journey(
    *days: tuple[Course, tuple[Activity, ...]], language: str = "en", planned_m: float = 0.0,
    **keys: Any,
) -> Journey:  # fmt: skip
    entries = [
        Entry(
            PurePosixPath(f"journal/2026-05-0{n}.md"), None, date(2026, 5, n), "",
            **{"title": "A title", "text": "", **keys},
        )
        for n in range(1, len(days) + 1)
    ]  # fmt: skip
    routes = (
        (Route(PurePosixPath("routes/a.gpx"), "", (LINE,), planned_m),) if planned_m else ()
    )
    sources = [entry.source for entry in entries]
    parts = Parts(
        entries,
        (),
        Material(
            dict(zip(sources, (made for _, made in days), strict=True)),
            courses=dict(zip(sources, (course for course, _ in days), strict=True)),
            advances={source: Advance(HALF_M, HALF_M, ((0.0, HALF_M),)) for source in sources},
        ),
        (Plan("j", "The journey", None, None, None, routes),),
        {},
        rulers={"j": ruler_of((LINE,), planned_m)} if planned_m else {},
    )  # fmt: skip
    site, _ = assemble(ABOUT, parts)
    return site.journeys[0]


def day(course: Course = ALONG, *activities: Activity, **keys: Any) -> Day:
    return journey((course, activities or (ride(),)), **keys).days[0]


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def text(course: Course = ALONG, *activities: Activity, **keys: Any) -> str:
    return plain(WORDS.day_text(day(course, *activities, **keys)))


def test_the_text_tells_all_that_the_map_and_the_profile_show() -> None:
    low = ride(totals={"min_ele_m": 1.2, "max_ele_m": 70.8, "gain_m": 320.0})
    assert text(ALONG, low) == (
        "Ride: Vapi to Surat, 100.6 km, heading north along the Gulf of Khambhat; "
        "passes Valsad (24 km), Chikhli (45 km) and Navsari (75 km); "
        "lowest 1 m, highest 71 m; 320 m climbed."
    )


def test_the_caption_leaves_out_what_stands_above_it() -> None:
    low = ride(totals={"min_ele_m": 1.2, "max_ele_m": 70.8, "gain_m": 320.0})
    assert plain(WORDS.day_caption(day(ALONG, low))) == (
        "Vapi to Surat, 100.6 km, heading north along the Gulf of Khambhat; "
        "passes Valsad (24 km), Chikhli (45 km) and Navsari (75 km)."
    )


def test_miles_and_feet_for_imperial_sites() -> None:
    low = ride(totals={"min_ele_m": 1.2, "max_ele_m": 70.8})
    said = plain(captions(Words(imperial=True)).day_text(day(ALONG, low)))
    assert "62.5 mi" in said
    assert "Valsad (15 mi)" in said
    assert "lowest 4 ft, highest 232 ft." in said


@pytest.mark.parametrize(
    ("heading", "said"),
    [(0, "north"), (22, "north"), (23, "north-east"), (90, "east"), (135, "south-east"),
     (180, "south"), (225, "south-west"), (270, "west"), (315, "north-west"), (359.9, "north")],
)  # fmt: skip
def test_there_are_eight_headings(heading: float, said: str) -> None:
    assert text(Course(heading_deg=heading)) == f"Ride: 100.6 km, heading {said}."


HOME = Place("Home")


@pytest.mark.parametrize(
    ("course", "said"),
    [
        (Course(), "100.6 km"),
        (Course(start=VAPI), "From Vapi, 100.6 km"),
        (Course("loop"), "a loop of 100.6 km"),
        (Course("loop", HOME, HOME), "Around Home, a loop of 100.6 km"),
        (Course("loop", HOME, HOME, inside=True), "In Home, a loop of 100.6 km"),
        (Course("out-and-back"), "100.6 km out and back"),
        (Course("out-and-back", HOME, HOME, HOME), "Around Home, 100.6 km out and back"),
        (
            Course("out-and-back", HOME, HOME, VAPI, heading_deg=90.0),
            "Home to Vapi and back, 100.6 km, heading east first",
        ),
        (Course(coast=""), "100.6 km, along the coast"),
        (Course(heading_deg=90.0, coast=""), "100.6 km, heading east along the coast"),
        (
            Course(heading_deg=90.0, coast="Hudson Bay"),
            "100.6 km, heading east along Hudson Bay",
        ),
        (Course(coast="Bay of Bengal"), "100.6 km, along the Bay of Bengal"),
        (Course(coast="North Sea"), "100.6 km, along the North Sea"),
        (Course(passes=PASSES[:1]), "100.6 km; passes Valsad (24 km)"),
    ],
)
def test_the_shape_of_a_way_is_told(course: Course, said: str) -> None:
    assert text(course) == f"Ride: {said}."


def test_a_caption_begins_with_a_capital() -> None:
    assert plain(WORDS.day_caption(day(Course("loop")))) == "A loop of 100.6 km."


def test_a_gap_is_told_as_the_reader_needs_it() -> None:
    broken = replace(ride(), lines=(LINE, ((21.5, 72.8), (21.6, 72.8))))
    made = day(Course(), replace(broken, along_m=((0.0, 90_000.0), (90_000.0, 100_600.0))))
    assert plain(WORDS.day_text(made)).endswith(" A part of the way was not recorded.")
    assert plain(WORDS.day_caption(made)).endswith(" Dashed: not recorded.")


def test_several_sports_are_told_with_what_each_of_them_adds() -> None:
    run = replace(ride(10_600, "trail-run"), lines=(), along_m=())
    found = text(Course(), ride(90_000), run)
    assert found == "Ride and trail run: 100.6 km (ride 90.0 km and trail run 10.6 km)."


def test_a_sport_that_nobody_knows_is_not_named() -> None:
    assert text(Course(), ride(1000, "other")) == "1.0 km."


def test_estimates_are_told_as_such() -> None:
    assert "approx. 100.6 km" in text(ALONG, ride(approximate=True))
    both = text(Course(), ride(90_000), ride(10_600, "run", approximate=True))
    assert "approx. 100.6 km (ride 90.0 km and run approx. 10.6 km)" in both


def test_typed_numbers_win_and_are_not_set_against_the_track() -> None:
    found = text(typed=Typed(distance_m=84_000.0))
    assert "84.0 km" in found
    assert "passes Valsad, Chikhli and Navsari." in found


def test_a_day_without_a_way_says_so_and_has_no_caption() -> None:
    made = journey((Course(), ())).days[0]
    assert WORDS.day_text(made) == "A title: no track was recorded."
    assert WORDS.day_caption(made) == ""


def test_where_a_day_led_is_told_unless_its_title_does() -> None:
    assert WORDS.where(day()) == "Vapi to Surat"
    assert WORDS.where(day(title="Vapi → Surat")) == ""
    assert WORDS.where(day(title=None)) == ""
    assert WORDS.where(day(title="Surat at last")) == "Vapi to Surat"
    assert WORDS.where(day(Course())) == ""
    assert captions(Words("de")).where(day()) == "Vapi – Surat"


def test_a_journey_tells_its_ends_its_days_and_the_biggest_stops() -> None:
    stops = [Place(f"Stop {n}", "IN", population=n * 1000) for n in range(8)]
    ends = [VAPI, *stops, SURAT]
    courses = [Course(start=a, end=b) for a, b in pairwise(ends)]
    made = journey(*((course, (ride(97_000),)) for course in courses), planned_m=1_012_000.0)
    assert plain(WORDS.journey_text(made)) == (
        "Vapi to Surat by way of Stop 3, Stop 4, Stop 5, Stop 6 and Stop 7; "
        "873.0 km on 9 days until 9 May 2026. Along the plan km 640 of 1,012, 372 km to go "
        "(dotted)."
    )
    assert plain(WORDS.journey_caption(made)).startswith(
        "Vapi to Surat: 873.0 km on 9 days until 9 May 2026. Along the plan km 640 of 1,012, "
        "372 km to go (dotted). Day by day in two colours."
    )


def test_a_journey_of_which_no_place_is_known_tells_its_numbers() -> None:
    assert plain(WORDS.journey_text(journey((Course(), (ride(),))))) == (
        "100.6 km on 1 day until 1 May 2026."
    )


def test_a_journey_that_comes_home_goes_around_it() -> None:
    made = journey(
        (Course(start=HOME, end=SURAT), (ride(),)), (Course(start=SURAT, end=HOME), (ride(),))
    )
    assert WORDS.journey_text(made).startswith("Around Home by way of Surat; ")


def test_a_journey_to_come_tells_its_plan() -> None:
    found = plain(WORDS.journey_text(journey(planned_m=1_012_000.0)))
    assert found == "The journey: 1,012 km planned."
    assert plain(WORDS.journey_caption(journey(planned_m=1_012_000.0))) == found


def test_one_day_is_no_journey_in_two_colours() -> None:
    made = journey((Course(start=VAPI, end=SURAT), (ride(97_000),)))
    assert "two colours" not in WORDS.journey_caption(made)


def carried(mode: str, *, recorded: bool = True) -> Transfer:
    return Transfer(mode, (LINE,), 12_300.0, 3780.0 if recorded else None, recorded)


def test_what_something_else_did_is_told_of_and_not_counted() -> None:
    made = replace(day(), transfers=(carried("ferry"), carried("train"), carried("ferry")))
    said = "Dashes and dots: by ferry and by train, not counted."
    assert said in plain(WORDS.day_text(made))
    assert said in plain(WORDS.day_caption(made))
    assert "not counted" not in WORDS.day_caption(day())


def test_a_map_tells_what_of_the_plan_was_left_out() -> None:
    made = journey((ALONG, (ride(),)), planned_m=1_012_000.0)
    left = replace(made, plan=replace(made.plan, skipped=(LINE,)))
    assert "Fine dots: left out." in WORDS.journey_caption(left)
    assert "left out" not in WORDS.journey_caption(made)


def test_a_plan_that_is_done_is_not_told_of() -> None:
    made = journey((ALONG, (ride(),)), planned_m=HALF_M)
    assert made.progress and made.progress.complete
    assert "Along the plan" not in WORDS.journey_caption(made)
