"""Elevation profiles on pages, and what they say in words."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

from builders import METRES_A_DEGREE, Make, gpx, northward
from milepost.measure.totals import total
from milepost.model.activity import Activity, Line, Profile, Totals
from milepost.model.day import Day
from milepost.model.detail import Climb
from milepost.model.journal import Entry
from milepost.model.journey import Journey
from milepost.publish.maps.profiles import Profiles
from milepost.publish.maps.sections import day_sections, journey_sections
from milepost.publish.words.text import Words
from plots import words

METRIC, IMPERIAL = Profiles(Words()), Profiles(Words(imperial=True))
WALL = Climb(2_000.0, 1_000.0, 70.0, 500.0, 9.0, "")
PASS = Climb(4_000.0, 12_300.0, 750.0, 1914.0, 9.0, "2")


def line(from_m: float, metres: float) -> Line:
    return tuple((46 + at_m / METRES_A_DEGREE, 7.0) for at_m in (from_m, from_m + metres))


def ride(metres: float = 20_000.0, *, at_m: float = 0.0, **more: Any) -> Activity:
    """Return a ride to the north that begins at a distance from a place."""
    totals = Totals(metres, gain_m=320.0, min_ele_m=1.2, max_ele_m=71.4, activities=1)
    rising = tuple((k * metres / 50, 1.5 + k * 1.4) for k in range(51))
    made = Activity(
        "a#1", PurePosixPath("a.gpx"), "ride", None, None, None, totals,
        (line(at_m, metres),), Profile((rising,)), along_m=((0.0, metres),), measured=totals,
        outline=(line(at_m, metres),),
    )  # fmt: skip
    return replace(made, **more)


def day(*activities: Activity, number: int = 1, **totals: Any) -> Day:
    entry = Entry(PurePosixPath("j.md"), None, date(2026, 5, 1), "", "T", "")
    summed = replace(total(each.totals for each in activities), **totals)
    path = f"journal/{number}/"
    return Day(entry, path, "j", number, "A day", (), (), activities, (), summed, (), summed)


def journey(days: Iterable[Day]) -> Journey:
    found = tuple(days)
    summed = total(each.totals for each in found)
    return Journey("j", "All of it", None, found, summed, (), (), None, None)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_day_tells_its_lowest_highest_and_gain() -> None:
    assert plain(METRIC.day_profile_text(day(ride()))) == (
        "Elevation along the way: lowest 1 m, highest 71 m, 320 m climbed."
    )


def test_the_picture_tells_the_same_numbers_and_units() -> None:
    metric, imperial = (str(each.day_profile(day(ride()))) for each in (METRIC, IMPERIAL))
    assert {"1 m", "71 m", "20 km"} <= {plain(each) for each in words(metric)}
    assert {"4 ft", "234 ft", "12 mi"} <= {plain(each) for each in words(imperial)}
    assert "lowest 4 ft, highest 234 ft, 1,050 ft climbed" in plain(imperial)


def test_an_unknown_gain_is_not_told() -> None:
    assert plain(METRIC.day_profile_text(day(ride(), gain_m=None))) == (
        "Elevation along the way: lowest 1 m, highest 71 m."
    )


def test_numbers_of_a_place_that_is_not_drawn_are_not_told() -> None:
    hidden = day(ride(), max_ele_m=640.0)
    assert "highest 72 m" in plain(METRIC.day_profile_text(hidden))
    assert "72 m" in {plain(each) for each in words(str(METRIC.day_profile(hidden)))}


def test_one_climb_is_told_with_its_length_and_gradient() -> None:
    text = METRIC.day_profile_text(day(ride(climbs=(PASS,))))
    assert plain(text).endswith(" 1 climb of category 2: 12.3 km at 6.1%.")
    text = METRIC.day_profile_text(day(ride(climbs=(WALL,))))
    assert plain(text).endswith(" 1 climb: 1.0 km at 7.0%.")


def test_climbs_are_told_by_category_with_the_hardest() -> None:
    climbs = (WALL, PASS, replace(PASS, gain_m=200.0, category="3"), WALL)
    text = METRIC.day_profile_text(day(ride(climbs=climbs)))
    assert plain(text).endswith(
        " 4 climbs (1 of category 2, 1 of category 3), the hardest 12.3 km at 6.1%."
    )


def test_climbs_of_one_category_are_told_briefly() -> None:
    text = METRIC.day_profile_text(day(ride(climbs=(PASS, PASS))))
    assert plain(text).endswith(" 2 climbs of category 2, the hardest 12.3 km at 6.1%.")


def test_a_climb_says_its_gain_if_it_has_no_category() -> None:
    (section,) = day_sections(day(ride(climbs=(WALL, PASS))), Words())
    assert [plain(each.words) for each in section.rises] == ["+70 m 7.0%", "12.3 km 6.1%"]
    (section,) = day_sections(day(ride(climbs=(WALL, PASS))), Words("de", imperial=True))
    assert [plain(each.words) for each in section.rises] == ["+230 ft 7,0 %", "7,6 mi 6,1 %"]


def test_sports_are_named_if_they_differ() -> None:
    def names(*sports: str) -> list[str]:
        found = day_sections(day(*(ride(sport=sport) for sport in sports)), Words())
        return [section.name for section in found]

    assert names("ride", "ride") == ["", ""]
    assert names("ride", "hike", "hike", "ride") == ["Ride", "Hike", "", "Ride"]


def test_an_activity_that_begins_elsewhere_is_a_break() -> None:
    def breaks(*activities: Activity) -> list[tuple[float, ...]]:
        return [section.breaks_m for section in day_sections(day(*activities), Words())]

    assert breaks(ride(), ride(at_m=20_250.0)) == [(), ()]
    assert breaks(ride(), ride(at_m=25_000.0)) == [(), (0.0,)]
    text = METRIC.day_profile_text(day(ride(), ride(at_m=25_000.0)))
    assert text.endswith("Where the hills are cut open, some of the way is missing.")


def test_a_leap_within_an_activity_is_a_break_and_a_rest_is_none() -> None:
    def breaks(gap_m: float) -> tuple[float, ...]:
        parts = (line(0.0, 9_000.0), line(9_000.0 + gap_m, 11_000.0))
        along_m = ((0.0, 9_000.0), (9_000.0, 20_000.0))
        (section,) = day_sections(day(ride(lines=parts, along_m=along_m)), Words())
        return section.breaks_m

    assert breaks(30.0) == ()
    assert breaks(2_000.0) == (9_000.0,)


def test_missing_elevations_are_told_by_their_length() -> None:
    text = METRIC.day_profile_text(day(ride(), ride(8_400.0, at_m=20_000.0, profile=None)))
    assert plain(text).endswith("Hatched: no elevation is known for 8.4 km.")


def test_a_day_without_elevations_has_no_profile() -> None:
    bare = day(ride(profile=None))
    assert METRIC.day_profile(bare) == METRIC.journey_profile(journey([bare])) == ""
    assert METRIC.day_profile(day()) == ""


def test_a_journey_takes_its_days_in_turn() -> None:
    rest, typed = day(number=3), day(number=4, distance_m=60_000.0)
    found = journey_sections(
        journey(
            [
                day(ride(), ride(9_000.0), number=1),
                day(ride(), number=2),
                rest,
                typed,
                day(ride(), number=5),
                day(ride(), number=5),
            ]
        )
    )
    assert [section.length_m for section in found] == [29e3, 20e3, 60e3, 20e3, 20e3]
    assert [section.name for section in found] == ["1", "2", "4", "5", ""]
    assert [len(section.stretches) for section in found] == [2, 1, 0, 1, 1]
    drawn = [section.tone for section in found if section.stretches]
    assert drawn == [0, 1, 0, 1]  # as on the map, where the typed day has no line


def test_between_two_days_nothing_is_missing() -> None:
    found = journey_sections(journey([day(ride()), day(ride(at_m=90_000.0), number=2)]))
    assert [section.breaks_m for section in found] == [(), ()]


def test_a_short_gap_is_not_seen_in_a_long_journey() -> None:
    cut = day(ride(), ride(at_m=25_000.0))
    assert journey_sections(journey([cut]))[0].breaks_m == (20_000.0,)
    long = [replace(cut, number=n, permalink=str(n)) for n in range(1, 20)]
    assert not any(section.breaks_m for section in journey_sections(journey(long)))


def test_a_journey_is_told_in_words() -> None:
    made = journey([day(ride()), day(ride(), number=2)])
    assert plain(METRIC.journey_profile_text(made)) == (
        "Elevation along the way: lowest 1 m, highest 71 m, 640 m climbed."
        " Day by day in two colours."
    )
    assert "Day" in words(str(METRIC.journey_profile(made)))


def test_pages_show_the_words_of_the_picture(made: Make) -> None:
    track = gpx(northward(900, ele=[400 + n / 5 for n in range(900)]))
    files = made(
        {
            f"journal/2026-05-0{n}.{kind}": body
            for n in (1, 2)
            for kind, body in (("md", "x\n"), ("gpx", track))
        }
    )
    for page in ("journal/2026-05-01/index.html", "stats/index.html"):
        html = files[page].decode()
        figure = re.search(r'<figure class="profile">.*?</figure>', html, re.DOTALL)
        assert figure, page
        root = ElementTree.fromstring(figure[0])
        (desc,) = (each.text for each in root.iter() if each.tag.endswith("desc"))
        (caption,) = (each.text for each in root.iter() if each.tag.endswith("figcaption"))
        assert desc == caption
        assert desc and desc.startswith("Elevation along the way: lowest 400")
    assert b'class="profile"' not in files["index.html"]
