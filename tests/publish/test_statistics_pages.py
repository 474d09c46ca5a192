"""The pages of the statistics: what stands on them, and what each number leads to."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from days import ASHA, KABIR, Told, day, plan, ride, site_of
from milepost.model.activity import Activity
from milepost.model.artifact import Artifact
from milepost.model.place import Names
from milepost.model.site import Site
from milepost.model.statistics import Crossing, Eddington, Statistics
from milepost.model.territory import Stay, Territory
from milepost.publish.numbers.stats_pages import stats_pages
from milepost.publish.press import Press
from milepost.publish.theme import Theme, builtin_themes
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import Words

GUJARAT, RAJASTHAN = Territory("IN", "Gujarat"), Territory("IN", "Rajasthan")

Pages = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def theme() -> Theme:
    return Theme((builtin_themes() / "default",), Words())


@pytest.fixture(scope="module")
def pages(theme: Theme) -> Pages:
    def make(*days: Told, site: Site | None = None, **more: object) -> dict[str, str]:
        made: list[Artifact] = list(stats_pages(Press(site or site_of(*days, **more), theme)))
        return {
            str(each.path): each.content.decode()
            for each in made
            if isinstance(each.content, bytes)
        }

    return make


def may(number: int, *activities: Activity, **keys: Any) -> Told:
    return day(f"2026-05-{number:02}", *activities, **keys)


def said(page: str) -> str:
    """What a reader sees of a page, spaces as spaces."""
    text = re.sub(r"<[^>]+>", " ", page.split("<main")[1].split("</main>")[0])
    return re.sub(r"\s+", " ", text.replace("\xa0", " "))


@pytest.fixture(scope="module")
def whole(pages: Pages) -> str:
    """A page with something of everything."""
    days = (
        may(1, ride(50_000, gain_m=300.0), night="tent", title="To the hills"),
        may(2, ride(80_000), ride(12_000, sport="run"), counters=(("ice_creams", 2.0),)),
        may(3, rest=True, night="hotel", title="By the lake"),
        may(
            4,
            stays=(Stay(GUJARAT, 0.0, 10_000.0), Stay(RAJASTHAN, 10_000.0, 31_000.0)),
            distance_m=31_000,
            moving_s=5_025,
            title="Without a recorder",
        ),
        may(5, ride(60_000, transfer="ferry"), ride(9_000)),
    )
    journey = plan(start="2026-05-01", end="2026-05-10", goal_m=500_000.0, sports=("ride",))
    made = pages(*days, plans=(journey,), athletes=(ASHA, KABIR), today="2026-05-05")
    return made["stats/index.html"]


def test_the_big_numbers_say_what_counts_and_of_how_many_days(whole: str) -> None:
    text = said(whole)
    assert "Distance 182.0 km 170.0 km of it counts for the journey" in text
    assert "Active days 4 of 5" in text


def test_progress_and_outlook_are_told(whole: str) -> None:
    assert "170 of 500 km, 330 km to go" in said(whole)
    assert "behind the plan" in said(whole)


def test_records_lead_to_their_days(whole: str) -> None:
    records = whole.split('<dl class="records">')[1].split("</dl>")[0]
    assert "Longest day" in records
    assert re.search(r'Most climbing.*?href="\.\./journal/2026-05-01/">To the hills', records)


def test_averages_say_what_they_divide_by_and_which_days_are_off(whole: str) -> None:
    assert "Per active day 4 45.5 km" in said(whole)
    assert "Per day 5 36.4 km" in said(whole)
    assert "Days without a way: 1 of 5, a rest day with an entry." in said(whole)


def test_nights_and_counters_lead_to_their_days(whole: str) -> None:
    assert "Tent 1 1 May" in said(whole)
    assert "Ice creams 2 2 May" in said(whole)
    nights = whole.split(">Nights</caption>")[1].split("</table>")[0]
    assert nights.count("<a href") == 2


def test_regions_and_borders_are_told_with_their_days(whole: str) -> None:
    text = said(whole)
    assert "Rajasthan 21.0 km 1 4 May" in text
    assert "Gujarat to Rajasthan, after 10.0 km" in text
    assert ">Countries<" not in whole  # there is one


def test_transfers_are_told_and_in_no_sum(whole: str) -> None:
    assert "Ferry 1 60.0 km 5 May" in said(whole)
    assert "242" not in said(whole)


def test_the_table_marks_what_was_typed_and_holds_values_to_sort_by(whole: str) -> None:
    row = whole.split("Without a recorder</a>")[-1].split("</tr>")[0]
    assert '<td class="n" data-value="31000.000">31.0\xa0km <span class="note">typed' in row
    assert (
        '<td class="n" data-value="5025.000">1\xa0h 24\xa0min <span class="note">typed' in row
    )
    assert row.count("typed") == 2
    rest = whole.split("By the lake</a>")[-1].split("</tr>")[0]
    assert '<td class="n">–</td>' in rest


def test_charts_have_words_for_who_cannot_see_them(whole: str) -> None:
    charts = re.findall(r'<figure class="chart">(.*?)</figure>', whole, re.DOTALL)
    assert len(charts) == 2  # five days are no calendar
    for chart in charts:
        (desc,) = re.findall(r"<desc[^>]*>(.*?)</desc>", chart)
        assert f"<figcaption>{desc}</figcaption>" in chart
    assert "day by day until 5 May 2026: 170 of 500\xa0km" in charts[0]
    assert 'href="../journal/2026-05-01/"' in charts[1]


def test_the_page_leads_to_its_data_and_loads_the_script_that_sorts(whole: str) -> None:
    assert 'href="../stats.json"' in whole
    assert 'href="../days.csv"' in whole
    assert re.search(r'<script type="module" src="\.\./assets/sort\.\w+\.js">', whole)


def test_ids_are_unique(whole: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', whole)
    assert len(ids) == len(set(ids))


def test_a_site_without_days_or_with_one_shows_no_empty_section(pages: Pages) -> None:
    bare = pages()["stats/index.html"]
    assert "There is no way to count yet." in bare
    assert "<h2>" not in bare.split("<main")[1]
    assert "sort." not in bare
    one = pages(may(1, ride(50_000)))["stats/index.html"]
    headings = re.findall(r"<h2>(.*?)</h2>", one)
    assert headings == ["All days", "As data"]


@pytest.fixture(scope="module")
def two(pages: Pages) -> dict[str, str]:
    plans = plan("alps", "2025-06-01", "2025-06-30"), plan("coast", "2026-05-01", "2026-05-31")
    days = (
        day("2025-06-01", ride(40_000)),
        day("2025-06-02", ride(60_000)),
        may(1, ride(30_000)),
    )
    return pages(*days, plans=plans)


def test_several_journeys_have_a_page_each_and_the_site_has_one(two: dict[str, str]) -> None:
    assert {path for path in two if path.endswith(".html")} == {
        "stats/index.html",
        "journeys/alps/stats/index.html",
        "journeys/coast/stats/index.html",
    }
    assert "Distance 130.0 km" in said(two["stats/index.html"])
    assert "Distance 100.0 km" in said(two["journeys/alps/stats/index.html"])
    assert 'aria-current="page">Alps' in two["journeys/alps/stats/index.html"]


def test_one_file_of_each_kind_holds_all_journeys(two: dict[str, str]) -> None:
    found = json.loads(two["stats.json"])
    assert [journey["slug"] for journey in found["journeys"]] == ["coast", "alps"]
    assert found["totals"]["distance_m"] == 130_000
    assert two["days.csv"].count("\r\n") == 4
    assert two.keys() >= {"stats.json", "days.csv"}
    assert not [path for path in two if path.endswith(("json", "csv")) and "/" in path]


def test_days_between_journeys_are_no_days_off(two: dict[str, str]) -> None:
    text = said(two["stats/index.html"])
    assert "Per active day 3 43.3 km" in text
    assert "Per day" not in text
    assert "without a way" not in text


def test_over_journeys_the_table_adds_up_all_of_them(two: dict[str, str]) -> None:
    last = two["stats/index.html"].split("journal/2026-05-01/")[-1].split("</tr>")[0]
    assert 'data-value="130000.000"' in last


@pytest.fixture(scope="module")
def long(pages: Pages) -> dict[str, str]:
    days = [
        day(f"2026-{1 + n // 28:02}-{1 + n % 28:02}", ride(50_000 + n), title=f"Day <{n}>")
        for n in range(120)
    ]
    return pages(*days)


def test_a_long_journey_has_months_in_place_of_days(long: dict[str, str]) -> None:
    page = long["stats/index.html"]
    assert "<table data-sort" not in page and 'class="days"' not in page
    assert 'href="days/#m2026-01">January 2026</a>' in page
    assert 'href="days/#m2026-04"' in page
    assert 'href="days/2/#m2026-05"' in page


def test_its_days_stand_on_pages_that_lead_to_each_other(long: dict[str, str]) -> None:
    first, second = long["stats/days/index.html"], long["stats/days/2/index.html"]
    assert first.count('data-value="2026-') == 100
    assert second.count('data-value="2026-') == 20
    assert 'rel="next"' in first and 'rel="prev"' in second
    assert "Total" not in said(first) and "Total 6,007 km" in said(second)
    assert 'id="m2026-01"' in first
    assert "Day &lt;3&gt;" in first


def test_pages_are_light_enough_for_phones(long: dict[str, str], pages: Pages) -> None:
    fifty = [
        day(f"2026-{5 + n // 25:02}-{1 + n % 25:02}", ride(9_000.0 + n)) for n in range(50)
    ]
    for page in (*long.values(), pages(*fifty)["stats/index.html"]):
        if page.startswith("<!doctype"):
            assert len(re.findall(r"<[a-z]", page)) < 1_450


@pytest.mark.parametrize(
    ("off", "rest", "said"),
    [
        (0, 0, ""),
        (3, 0, "Days without a way: 3 of 9."),
        (3, 1, "Days without a way: 3 of 9, 1 rest day with an entry among them."),
        (1, 1, "Days without a way: 1 of 9, a rest day with an entry."),
        (2, 2, "Days without a way: 2 of 9, all of them rest days with an entry."),
    ],
)
def test_days_off_are_told_in_a_sentence(off: int, rest: int, said: str) -> None:
    found = Statistics((), 9 - off, rest, off, 9, None, None)
    assert Sayings(Words(), Names()).days_off(found) == said


def test_a_border_between_countries_names_them_and_one_within_names_regions() -> None:
    say = Sayings(Words(), Names(countries={"IN": "India", "NP": "Nepal"}))
    (first,) = site_of(may(1, ride(50_000))).days
    abroad = Crossing(first, 12_300.0, GUJARAT, Territory("NP", "Lumbini"))
    within = Crossing(first, 12_300.0, GUJARAT, RAJASTHAN)
    assert say.border(abroad).replace("\xa0", " ") == "India to Nepal, after 12.3 km"
    assert say.border(within).startswith("Gujarat to Rajasthan")


def test_an_eddington_number_says_what_the_next_one_wants() -> None:
    say = Sayings(Words(), Names())
    assert say.eddington(Eddington(31, "km", 1)) == (
        "31 km or more on 31 days. 1 more day of at least 32 km makes it 32."
    )
    assert "4 more days of at least 4 mi make it 4." in say.eddington(Eddington(3, "mi", 4))


def test_a_way_that_nobody_knows_is_said_to_be_in_no_region(pages: Pages) -> None:
    ridden = may(1, ride(50_000), stays=(Stay(GUJARAT, 0.0, 50_000.0),))
    page = pages(ridden, may(2, distance_m=84_000.0))["stats/index.html"]
    assert "84.0 km more were at sea, or typed without a track" in said(page)
    assert "at sea" not in pages(ridden)["stats/index.html"]
