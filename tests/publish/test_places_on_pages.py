"""Places on pages: titles, the line below them, the table of a journey."""

import re
from datetime import date, timedelta
from pathlib import Path

import feedparser

from builders import CONFIG, START, Make, Shelf, gpx, journal, segment
from milepost.build import prepare
from milepost.model.journal import Choice
from milepost.read.project import find_project

# From Brig to Visp, some nine kilometres down the Rhone.
DOWN = (
    [46.315 - n * 0.00023 for n in range(101)],
    [7.988 - n * 0.00106 for n in range(101)],
)
DAY = "journal/2026-05-01/index.html"


def down(day: int) -> bytes:
    start = START + timedelta(days=day - 1)
    return gpx(segment(*DOWN, seconds=range(0, 1010, 10), start=start))


def files(front: str = "", name: str = "2026-05-01") -> dict[str, str | bytes]:
    words = f"---\n{front}\n---\nWords.\n" if front else "Words.\n"
    return {f"journal/{name}.md": words, f"journal/{name}.gpx": down(int(name[8:10]))}


def title(page: bytes) -> str:
    found = re.search(r'<h1 class="p-name">([^<]*)</h1>', page.decode())
    assert found
    return found[1]


TITLES = {
    "2026-05-01": ("", "Brig to Visp"),
    "2026-05-02": ("title: The valley", "The valley"),
    "2026-05-03-down-the-valley": ("", "Down the valley"),
    "2026-05-04": ("from: The hut", "The hut to Visp"),
    "2026-05-05": ("to: Home", "Brig to Home"),
    "2026-05-06": ("from: Home\nto: Home", "Around Home"),
    "2026-05-07": ("title: The valley\nfrom: The hut", "The valley"),
    "2026-05-08-down": ("from: The hut", "Down"),
}


def test_a_day_without_a_title_or_words_in_its_name_is_named_by_where_it_led(
    made: Make,
) -> None:
    days = {path: data for name, (front, _) in TITLES.items()
            for path, data in files(front, name).items()}  # fmt: skip
    pages = made(days)
    told = {name: title(pages[f"journal/{name}/index.html"]) for name in TITLES}
    assert told == {name: said for name, (_, said) in TITLES.items()}


def test_toml_has_the_same_keys(made: Make) -> None:
    words = '+++\nfrom = "The hut"\nto = "The inn"\n+++\nWords.\n'
    assert title(made({**files(), "journal/2026-05-01.md": words})[DAY]) == "The hut to The inn"


def test_without_a_track_the_typed_names_do(made: Make) -> None:
    front = "---\nsport: ride\ndistance: 84 km\nfrom: Manor\nto: Vapi\n---\nWords.\n"
    assert title(made({"journal/2026-05-01.md": front})[DAY]) == "Manor to Vapi"
    assert title(made({"journal/2026-05-01.md": "Words.\n"})[DAY]) == "Day 1"


def test_what_is_cut_out_gives_no_name_away(made: Make) -> None:
    page = made(files("cut: before 08:13"))[DAY]
    assert "Visp" in title(page)
    assert b"Brig to" not in page
    assert b"From Brig" not in page


def test_where_days_led_is_remembered_until_their_lines_change(tmp_path: Path) -> None:
    shelf = Shelf()

    def courses(front: str) -> set[str]:
        root = journal(tmp_path, files(front))
        prepare(find_project(root), Choice(date(2026, 12, 31)), store=shelf)
        return shelf.kinds("course")

    first = courses("title: One")
    assert len(first) == 1
    assert courses("title: Another\nfrom: The hut") == first
    assert len(courses("cut: before 08:13")) == 2


def test_a_site_in_another_language_has_no_english_in_its_titles(made: Make) -> None:
    config = CONFIG.replace('title = "A journey"', 'title = "Reise"\nlanguage = "de"')
    assert title(made(files(), config)[DAY]) == "Brig – Visp"


def test_a_name_of_a_place_moves_no_page_and_makes_no_entry_new(made: Make) -> None:
    named, slow = made(files()), made(files("from: A\nto: B"))
    assert {p for p in named if p.startswith("journal/2")} == {
        p for p in slow if p.startswith("journal/2")
    }
    ids = [feedparser.parse(site["feed.xml"]).entries[0].id for site in (named, slow)]
    assert ids[0] == ids[1]
    assert DAY in named


def test_below_its_title_a_day_says_where_it_led_unless_the_title_does(made: Make) -> None:
    page = made(files("title: The valley"))[DAY].decode()
    assert '<span class="p-name">Brig to Visp</span>' in page
    assert "Brig to Visp</span>" not in made(files())[DAY].decode()


def test_the_caption_of_the_map_tells_where_it_leads(made: Make) -> None:
    page = made(files("title: The valley"))[DAY].decode().replace("\xa0", " ")
    assert re.search(r"<figcaption>Brig to Visp, \d+\.\d km, heading west\b", page)


def test_feeds_describe_a_picture_with_all_that_it_shows(made: Make) -> None:
    feed = made(files("title: The valley"))["feed.xml"].decode().replace("&nbsp;", " ")
    assert 'alt="Ride: Brig to Visp, ' in feed


def test_the_map_of_a_journey_is_a_table_too(made: Make) -> None:
    second = {
        "journal/2026-05-02.md": "---\ntitle: Again\n---\nWords.\n",
        "journal/2026-05-02.gpx": down(2),
        "journal/2026-05-03.md": "---\nrest: yes\n---\nRain.\n",
    }
    pages = made({**files(), **second})
    for page in (pages["index.html"].decode(), pages["stats/index.html"].decode()):
        rows = re.findall(r"<tr><td class=\"n\">(\d)</td>.*?<th scope=\"row\">(.*?)</th>", page)
        assert [number for number, _ in rows] == ["1", "2", "3"]
        assert 'journal/2026-05-01/">Brig to Visp</a>' in rows[0][1]
        assert "note" not in rows[0][1]
        assert 'Again</a> <span class="note">Brig to Visp</span>' in rows[1][1]
        assert "Day 3</a>" in rows[2][1]
    fold = re.search(r"<details>.*?</details>", pages["index.html"].decode(), re.DOTALL)
    assert fold
    assert "<caption>A journey</caption>" in fold[0]


def test_a_journey_to_come_has_no_table(made: Make) -> None:
    config = CONFIG + '[[journeys]]\ntitle = "J"\nroutes = ["plan.gpx"]\n'
    home = made({"routes/plan.gpx": down(1)}, config)["index.html"]
    assert b"<details>" not in home
