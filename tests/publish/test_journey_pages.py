"""The front page, the pages of journeys and of days: how far, and how it stands."""

import re
from datetime import date

import trips
from trips import Files, SiteOn, words

HOME, JOURNEY = "index.html", "journeys/north/index.html"
ONE, ANN, BO = (f"journal/2026-05-{name}/index.html" for name in ("01", "02-ann", "02-bo"))


def test_the_journey_under_way_leads_with_its_day_and_its_progress(under_way: Files) -> None:
    said = words(under_way[HOME])
    assert said.index("Day 2 of 5 · 1 May – 5 May 2026 Northward Km 18 of 30, 12 km to go") > 0
    assert "4.0 km a day, for 3 days, would reach the end on 5 May 2026." in said
    assert 'class="done" width="600"' in under_way[HOME].decode()


def test_what_was_left_out_is_lighter_on_the_bar(site_on: SiteOn) -> None:
    files = trips.days()
    files["journal/north/2026-05-02-ann/ride.gpx"] = trips.ride(2, 12, 18)
    home = site_on(date(2026, 5, 2), files)[HOME].decode()
    assert 'class="skipped" x="500" width="100"' in home
    assert 'class="done" width="500"' in home
    assert "3.0\xa0km of the plan left out so far." in home


def test_a_day_says_how_far_along_the_plan_it_came(under_way: Files) -> None:
    said = words(under_way[ANN])
    assert "Day 2 of 5 · Northward" in said
    assert "Km 18 of 30, 12 km to go This day came 9.0 km further along the plan." in said


def test_a_day_says_what_of_it_does_not_count(under_way: Files) -> None:
    assert "9.0 km of this day's 10.0 km count for the journey (ride)." in words(under_way[ANN])


def test_transfers_are_listed_and_not_counted(under_way: Files) -> None:
    said = words(under_way[ONE])
    assert "Not counted By ferry, 1.0 km" in said
    assert "Not counted" not in words(under_way[ANN])


def test_nights_and_counters_are_told(under_way: Files) -> None:
    said = words(under_way[ANN])
    assert "Night and counters Night Mountain hut Ice creams 2" in said
    assert "Night" not in words(under_way[ONE])


def test_two_entries_of_a_date_stand_beside_each_other(under_way: Files) -> None:
    assert "The same day Beside by Bo · 1.5 km I ran." in words(under_way[ANN])
    assert "The same day On by Ann · 10.0 km" in words(under_way[BO])
    assert "The same day" not in words(under_way[ONE])


def test_an_activity_of_somebody_else_says_whose_it_is(under_way: Files) -> None:
    said = words(under_way[ANN])
    assert "1. Ride by Ann" not in said
    assert "2. Run by Bo" in said


def test_lists_name_authors_only_where_there_are_several(
    under_way: Files, site_on: SiteOn
) -> None:
    assert "2 May · Day 2 · Bo" in words(under_way["journal/index.html"])
    alone = {path: data for path, data in trips.days().items() if "-bo" not in path}
    lone = site_on(date(2026, 5, 2), alone)["journal/index.html"]
    assert "2 May · Day 2" in words(lone)
    assert "Ann" not in words(lone)


def test_other_journeys_stand_in_a_list_with_how_they_stand(under_way: Files) -> None:
    said = words(under_way[HOME])
    assert "Under way · Day 2 of 5" in said
    assert "Winter runs 3 February 2026" in said or "Winter runs 1 Feb – 3 February" in said
    assert "Over the Alps Planned to begin on 1 July 2026" in said


def test_a_journey_to_come_says_when_it_begins(under_way: Files) -> None:
    said = words(under_way["journeys/alps/index.html"])
    assert "Planned to begin on 1 July 2026 Over the Alps" in said


def test_a_journey_that_arrived_says_so(arrived: Files) -> None:
    said = words(arrived[HOME])
    assert "Arrived on 3 May 2026 · 3 days Northward All 30 km done" in said
    assert "would reach the end" not in said
    assert "How it ended" in said


def test_days_to_come_are_listed_until_the_end(under_way: Files, arrived: Files) -> None:
    assert "Still to come Moutier to Basel 4 May 12.0 km" in words(under_way[HOME])
    assert "Still to come" not in words(arrived[HOME])


def test_money_for_a_cause_is_told_at_home_and_with_its_journey(under_way: Files) -> None:
    for path in (HOME, JOURNEY):
        said = words(under_way[path])
        assert "Trees CHF 9 of CHF 100 raised · CHF 0.50 for each km of 18 km" in said, path
        assert '<a class="more" rel="noopener" href="https://example.org/trees/">' in (
            under_way[path].decode()
        )
    assert "Trees" not in words(under_way["journeys/winter/index.html"])


def test_the_navigation_names_only_what_there_is(under_way: Files, arrived: Files) -> None:
    def named(page: bytes) -> str:
        nav = page.decode().split('<nav aria-label="Main">')[1].split("</nav>")[0]
        return " ".join(re.findall(r">([^<>]+)</a>", nav))

    assert named(under_way[HOME]) == "Home Journal Now Stats Goals Athletes Search Follow"
    assert named(arrived[HOME]) == "Home Journal Stats Goals Athletes Search Follow"


def test_all_pages_are_in_the_sitemap(under_way: Files) -> None:
    pages = {
        path.removesuffix("index.html")
        for path, data in under_way.items()
        if path.endswith("index.html") and b'content="noindex"' not in data
    }
    told = re.findall(
        r"<loc>https://example.org/j/([^<]*)</loc>", under_way["sitemap.xml"].decode()
    )
    assert set(told) == pages


def test_a_typed_day_after_a_train_says_nothing_of_the_plan(site_on: SiteOn) -> None:
    keys = "author: Ann\nsport: cycling\ndistance: 5 km\ntransfer: train before 09:00\n"
    made = site_on(
        date(2026, 5, 3),
        trips.days() | {"journal/north/2026-05-03.md": f"---\ntitle: On\n{keys}---\nX.\n"},
    )
    said = words(made["journal/2026-05-03/index.html"])
    assert "By train" in said
    assert "5.0 km" in said
    assert "further along the plan" not in said
    assert "Km 18 of 30" in said
