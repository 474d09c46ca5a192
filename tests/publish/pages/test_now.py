"""Where they are now: the page, the block on others, and the data."""

import json
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import trips
from builders import gpx, northward
from photographs import photograph
from trips import Files, SiteOn, words

PAGE, DATA = "now/index.html", "now.json"
ALPS = """[site]
title = "T"

[privacy]
hide_last_night = false

[[journeys]]
title = "Over the Alps"
start = 2026-07-01
goal = "800 km"
"""
UP = "---\nstatus: planned\ntitle: Up\nfrom: Chur\nto: Arosa\ndistance: 31 km\n---\n"


def test_the_page_says_where_when_how_far_and_what_is_next(under_way: Files) -> None:
    said = words(under_way[PAGE])
    assert "Where they are now · Northward" in said
    assert "on 2 May 2026 · Day 2 of 5 Km 18 of 30, 12 km to go" in said
    assert "On by Ann · 10.0 km" in said
    assert "On we went." in said
    assert "Next Moutier to Basel, 12 km on 4 May 2026" in said


def test_the_page_is_light(under_way: Files) -> None:
    page = under_way[PAGE].decode()
    assert len(page) < 12_000
    assert page.count("<img") == 1
    assert "<script" not in page


def test_its_picture_is_the_first_of_the_newest_day_in_all_sizes(under_way: Files) -> None:
    page = under_way[PAGE].decode()
    assert 'width="800" height="400" alt="Grass"' in page
    small = [path for path in under_way if "2026-05-02-ann/photo" in path and "-480." in path]
    assert [path.rpartition(".")[2] for path in small] == ["jpg", "webp"]
    assert all(f"../{path} 480w" in page for path in small)


def test_the_data_holds_what_the_page_says(under_way: Files) -> None:
    told = json.loads(under_way[DATA])
    photo = told["latest"].pop("photo")
    place = told.pop("place")
    assert place.keys() == {"name", "region", "country"}
    assert place["country"] == "CH"
    assert told == {
        "v": 1,
        "title": "Two wheels",
        "journey": "Northward",
        "status": "under way",
        "day": 2,
        "of": 5,
        "date": "2026-05-02",
        "position": [47.389, 7.5],
        "done_km": 18.0,
        "total_km": 30.0,
        "to_go_km": 12.0,
        "latest": {
            "title": "Beside",
            "url": "https://example.org/j/journal/2026-05-02-bo/",
            "summary": "I ran.",
        },
        "next": {
            "date": "2026-05-04",
            "title": None,
            "from": "Moutier",
            "to": "Basel",
            "km": 12.0,
        },
        "url": "https://example.org/j/journeys/north/",
    }
    assert photo is None


def test_page_and_data_name_the_region_of_the_town_and_not_of_the_line(
    site_on: SiteOn,
) -> None:
    lake = northward(
        40, step_s=4, lat=47.655, lon=9.16, start=datetime(2026, 5, 3, 7, tzinfo=UTC)
    )
    ride = {
        "journal/north/2026-05-03.md": "---\ntitle: Lake\n---\nA lake.\n",
        "journal/north/2026-05-03.gpx": gpx(lake),
    }
    made = site_on(date(2026, 5, 3), trips.days() | ride)
    place = json.loads(made[DATA])["place"]
    assert place == {"name": "Konstanz", "region": None, "country": "DE"}
    assert "Thurgau" not in words(made[PAGE])


def test_a_position_is_told_to_about_a_hundred_metres(under_way: Files) -> None:
    assert all(round(at, 3) == at for at in json.loads(under_way[DATA])["position"])


def test_its_picture_may_be_of_no_day(site_on: SiteOn) -> None:
    rest = {
        "journal/2026-05-03-rest.md": "---\nrest: yes\n---\n\n![Grass](grass.jpg)\n",
        "journal/grass.jpg": photograph(),
    }
    made = site_on(date(2026, 5, 3), trips.days() | rest)
    told = json.loads(made[DATA])["latest"]["photo"]
    assert urlsplit(told).path.removeprefix("/j/") in made


def test_a_rest_day_leaves_them_where_they_are(site_on: SiteOn) -> None:
    rest = {"journal/north/2026-05-03.md": "---\ntitle: Rain\nrest: yes\n---\nRain.\n"}
    made = site_on(date(2026, 5, 3), trips.days() | rest)
    assert "on 3 May 2026 · Day 3 of 5" in words(made[PAGE])
    assert "Rain by Ann · Rest day" in words(made[PAGE])
    assert json.loads(made[DATA])["place"]["name"]


def test_who_rode_on_without_a_track_was_there_the_day_before(site_on: SiteOn) -> None:
    on = {
        "journal/north/2026-05-03.md": "---\ntitle: On\ndistance: 5 km\nsport: run\n---\nX.\n"
    }
    said = words(site_on(date(2026, 5, 3), trips.days() | on)[PAGE])
    assert "on 2 May 2026" in said
    assert "on 2 May 2026 · Day" not in said
    assert "3 May 2026 · 5.0 km" in said


def test_a_place_on_the_plan_is_not_told_unless_its_author_names_it(site_on: SiteOn) -> None:
    typed = "author: Ann\ndistance: 8 km\nsport: cycling\n"
    before = json.loads(site_on(date(2026, 5, 2), trips.days())[DATA])
    on = {"journal/north/2026-05-03.md": f"---\n{typed}---\nX.\n"}
    made = site_on(date(2026, 5, 3), trips.days() | on)
    told = json.loads(made[DATA])
    assert (told["place"], told["position"]) == (before["place"], before["position"])
    assert (told["done_km"], told["latest"]["title"]) == (26.0, "Day 3")
    named = {"journal/north/2026-05-03.md": f"---\n{typed}to: Laufen\n---\nX.\n"}
    told = json.loads(site_on(date(2026, 5, 3), trips.days() | named)[DATA])
    assert (told["place"]["name"], told["position"]) == ("Laufen", None)


def test_after_the_end_it_says_how_it_ended(arrived: Files) -> None:
    said = words(arrived[PAGE])
    assert "How it ended · Northward" in said
    assert "Arrived on 3 May 2026 All 30 km done" in said
    assert "Next" not in said
    assert json.loads(arrived[DATA])["status"] == "finished"


def test_before_the_start_it_says_when_it_begins(site_on: SiteOn) -> None:
    made = site_on(date(2026, 6, 1), {"journal/2026-07-02.md": UP}, ALPS)
    said = words(made[PAGE])
    assert "Before the start · Over the Alps Planned to begin on 1 July 2026" in said
    assert "800.0 km to go" in said
    assert "Next Up, 31 km on 2 July 2026" in said
    told = json.loads(made[DATA])
    assert (told["day"], told["place"], told["position"], told["latest"]) == (None,) * 4


def test_a_plan_in_several_files_says_which_of_them_is_under_way(site_on: SiteOn) -> None:
    files = trips.days() | {
        "routes/a.gpx": trips.ride(1, 0, 12),
        "routes/second.gpx": trips.ride(1, 12, 30),
    }
    files.pop("journal/north/2026-05-04.md")
    config = trips.CONFIG.replace('["plan.gpx"]', '["a.gpx", "second.gpx"]')
    assert "On the way second" in words(site_on(date(2026, 5, 2), files, config)[PAGE])


def test_a_site_without_a_day_or_a_plan_has_no_such_page(site_on: SiteOn) -> None:
    made = site_on(date(2026, 6, 1), {}, '[site]\ntitle = "T"\n')
    assert PAGE not in made
    assert DATA not in made
