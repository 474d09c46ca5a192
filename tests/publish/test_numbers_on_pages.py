"""What pages tell of an activity beyond its big numbers, and how they explain it."""

import re
from datetime import timedelta

import pytest

from builders import CONFIG, METRES_A_DEGREE, START, Make, gpx, northward
from milepost.publish.numbers.accuracy import ERRORS

DAY, ABOUT = "journal/2026-05-01/index.html", "about-the-numbers/index.html"
SPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
TWO = CONFIG + '[[athletes]]\nname = "Sam"\n[[athletes]]\nname = "Kim"\n'


def tcx(metres: float, *, seconds: int = 900, sport: str = "Biking") -> bytes:
    """A ride of 5 m/s to the north whose device has counted `metres`, with a heart rate."""
    points = "".join(
        f"<Trackpoint><Time>2026-05-01T06:{s // 60:02}:{s % 60:02}Z</Time><Position>"
        f"<LatitudeDegrees>{46 + 5 * s / METRES_A_DEGREE:.7f}</LatitudeDegrees>"
        "<LongitudeDegrees>7</LongitudeDegrees></Position>"
        "<HeartRateBpm><Value>140</Value></HeartRateBpm></Trackpoint>"
        for s in range(0, seconds + 1, 5)
    )
    return (
        f'<TrainingCenterDatabase xmlns="{SPACE}"><Activities><Activity Sport="{sport}">'
        f"<Lap><TotalTimeSeconds>{seconds}</TotalTimeSeconds>"
        f"<DistanceMeters>{metres}</DistanceMeters><Calories>123</Calories>"
        f"<Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>"
    ).encode()


def day(front: str = "", **tracks: bytes) -> dict[str, str | bytes]:
    """One day; the tracks by their kind."""
    keys = f"---\n{front}\n---\n" if front else ""
    files: dict[str, str | bytes] = {"journal/2026-05-01.md": f"{keys}Words.\n"}
    return files | {f"journal/2026-05-01.{kind}": data for kind, data in tracks.items()}


def words(page: bytes) -> str:
    """What a reader sees, spaces as spaces."""
    text = re.sub(r"<[^>]+>", " ", page.decode().split("<main")[1])
    return re.sub(r"\s+", " ", text.replace("\xa0", " "))


def test_a_single_activity_does_not_repeat_the_big_numbers(made: Make) -> None:
    said = words(made(day(gpx=gpx(northward(600))))[DAY])
    assert said.count("Distance 3.0 km") == 2  # on top, and in the sum so far
    assert "Active time 10 min with the recorder running" in said
    assert "Average speed, overall 18.0 km/h" in said
    assert "best 15 s" in said


def test_each_of_several_activities_has_its_own_numbers(made: Make) -> None:
    files = day(gpx=gpx(northward(600)))
    later = northward(900, mps=3, start=START + timedelta(hours=2))
    files["journal/2026-05-01-b.gpx"] = gpx(later, sport="running")
    said = words(made(files)[DAY])
    assert "1. Ride Distance 3.0 km" in said
    assert "2. Run Distance 2.7 km" in said
    assert re.search("Average pace, moving 5:3[34] /km", said)
    assert "Splits the fastest 5:3" in said


def test_what_the_device_counted_is_marked_on_the_day_and_listed_with_ours(made: Make) -> None:
    files = made(day(tcx=tcx(4600)))
    assert "Distance and time as the device counted them." in words(files[DAY])
    about = words(files[ABOUT])
    assert "On one activity the device had counted for itself" in about
    assert "4.6 km measured: 4.5 km" in about


def test_nothing_is_said_of_devices_where_none_has_counted(made: Make) -> None:
    files = made(day(gpx=gpx(northward(600))))
    assert "device counted" not in words(files[DAY])
    assert "had counted for itself" not in words(files[ABOUT])


def test_sensors_and_energy_are_told_only_if_the_author_lists_them(made: Make) -> None:
    files = day(tcx=tcx(4600))
    said = words(made(files)[DAY])
    assert "bpm" not in said
    assert "kcal" not in said
    shown = CONFIG + '[numbers]\nsensors = ["heart_rate", "energy"]\nmax_heart_rate = 190\n'
    pages = made(files, shown)
    said = words(pages[DAY])
    assert "Heart rate 140 bpm 140 bpm" in said
    assert "Zone 3 15:00" in said
    assert "Energy 123 kcal" in said
    assert "The author shows heart rate, energy; " in words(pages[ABOUT])


def test_long_pauses_are_told_by_their_place_and_never_by_the_clock(made: Make) -> None:
    before = northward(600)
    after = northward(
        600, lat=46 + 3000 / METRES_A_DEGREE, start=START + timedelta(seconds=1500)
    )
    page = made(day(gpx=gpx(before, after)))[DAY]
    said = words(page)
    assert "Pauses 1 of five minutes or more, 15 min" in said
    assert "3.0 km 15 min" in said
    assert not re.search(r"\b\d\d:\d\d\b", said)


def test_typed_numbers_are_marked_where_they_stand_and_listed(made: Make) -> None:
    files = made(day("sport: cycling\ndistance: 84 km\nmoving_time: 4:35:00"))
    assert words(files[DAY]).count("typed by the author") == 2
    assert "Day 1 Distance, moving time" in words(files[ABOUT])


def test_the_page_about_the_numbers_is_linked_from_every_page_and_day(made: Make) -> None:
    files = made(day(gpx=gpx(northward(600))))
    for name, data in files.items():
        if name.endswith(".html"):
            assert b"about-the-numbers/" in data or name == ABOUT, name
    assert files[DAY].count(b"about-the-numbers/") == 2
    assert b"about-the-numbers/" in files["sitemap.xml"]


def test_the_table_of_errors_is_whole(made: Make) -> None:
    page = made(day())[ABOUT].decode()
    table = page.split("<tbody>")[1].split("</tbody>")[0]
    assert table.count("<tr>") == len(ERRORS)
    assert "Distance, trail run" in table
    assert "0.80%" in table
    assert "0.7\xa0m" in table


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "smoothed over a few seconds"),
        ('[numbers]\ndistance = "raw"\n', "The plain sum of all steps"),
        ("[numbers]\nsplit_days = true\n", "A recording over midnight is split"),
    ],
)
def test_the_page_tells_how_this_site_counts(made: Make, settings: str, said: str) -> None:
    assert said in words(made(day(), CONFIG + settings)[ABOUT])


def test_averages_say_what_they_divide_by(made: Make) -> None:
    files = day(gpx=gpx(northward(600)))
    files["journal/2026-05-02.md"] = "---\ndistance: 5 km\n---\nWords.\n"
    files["journal/2026-05-04.md"] = "---\nrest: yes\n---\nWords.\n"
    pages = made(files)
    home = words(pages["index.html"])
    assert "Per active day (2): 4.0 km. Per day, days off included (4): 2.0 km." in home
    assert "Per active day 2 4.0 km" in words(pages["stats/index.html"])


def test_several_athletes_have_a_table_that_says_what_counts_twice(made: Make) -> None:
    files = day("author: [Sam, Kim]", gpx=gpx(northward(600)))
    stats = words(made(files, TWO)["stats/index.html"])
    assert "Sam 1 3.0 km" in stats
    assert "Kim 1 3.0 km" in stats
    assert "counts for each of them here" in stats
    alone = made(day("author: Sam", gpx=gpx(northward(600))), TWO)
    assert "By athlete" not in words(alone["stats/index.html"])


def test_the_details_of_a_day_need_no_script_and_no_inline_style(made: Make) -> None:
    page = made(day(gpx=gpx(northward(3000, mps=3), sport="running")))[DAY].decode()
    assert page.count("<details>") == page.count("<summary>") >= 2
    assert " style=" not in page
    scripts = [tag for tag in re.findall(r"<script[^>]*>", page) if "ld+json" not in tag]
    assert [re.search(r'src="[./]*assets/live/map\.', tag) is not None for tag in scripts] == [
        True
    ]
    for head in re.findall(r"<th[ >][^>]*", page):
        assert "scope=" in head


def test_a_day_with_a_time_and_no_distance_has_the_time_and_no_speed(made: Make) -> None:
    said = words(made(day("sport: run\nrest: yes\nmoving_time: 1:23:45"))[DAY])
    assert "Run Moving time 1 h 24 min typed by the author" in said
    assert "0.0 km" not in said
    assert "Rest day" not in said
