"""While a journey is under way, nothing leads to where its people sleep."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders import METRES_A_DEGREE, Shelf, gpx, journal, northward
from milepost.build import prepare
from milepost.measure.geo import between_m
from milepost.model.day import Day
from milepost.model.journal import Choice
from milepost.model.site import Site
from milepost.read.project import find_project

CONFIG = """[site]
title = "A journey"
url = "https://example.org/j/"
timezone = "Europe/Zurich"

[share]
pictures = "none"

[[journeys]]
title = "North"
start = 2026-05-01
end = 2026-05-20
"""
DAY_M = 6000.0


def ride(day: int, *, back: bool = False, lat: float | None = None) -> bytes:
    """Return 6 km to the north, each day from where the last one ended."""
    start = datetime(2026, 5, day, 8, tzinfo=UTC)
    begin = 46 + (day - 1) * DAY_M / METRES_A_DEGREE if lat is None else lat
    mps = -5.0 if back else 5.0
    return gpx(northward(121, step_s=10, mps=mps, lat=begin, start=start))


def camp(day: int) -> tuple[float, float]:
    return 46 + day * DAY_M / METRES_A_DEGREE, 7.0


def site_of(
    root: Path, files: Mapping[str, str | bytes], config: str = CONFIG, *, today: int = 3
) -> Site:
    choice = Choice(date(2026, 5, today))
    return prepare(find_project(journal(root, files, config)), choice, store=STORE).press.site


def nearest_m(day: Day, place: tuple[float, float]) -> float:
    points = [point for each in day.activities for line in each.lines for point in line]
    return min((between_m(*place, *point) for point in points), default=99_999.0)


STORE = Shelf()
TWO: dict[str, str | bytes] = {
    "journal/2026-05-01.md": "One.\n",
    "journal/2026-05-01.gpx": ride(1),
    "journal/2026-05-02.md": "Two.\n",
    "journal/2026-05-02.gpx": ride(2),
}


def test_the_end_of_the_newest_day_is_not_shown(tmp_path: Path) -> None:
    newest, before = site_of(tmp_path, TWO).days
    assert nearest_m(newest, camp(2)) > 500
    assert newest.totals.distance_m == pytest.approx(
        DAY_M - nearest_m(newest, camp(2)), rel=0.01
    )
    assert nearest_m(before, camp(1)) < 5
    assert before.totals.distance_m == pytest.approx(DAY_M, rel=0.01)


def test_it_is_shown_when_the_next_day_is_out(tmp_path: Path) -> None:
    three = {**TWO, "journal/2026-05-03.md": "", "journal/2026-05-03.gpx": ride(3)}
    newest, before, _ = site_of(tmp_path, three).days
    assert nearest_m(newest, camp(3)) > 500
    assert nearest_m(before, camp(2)) < 5


@pytest.mark.parametrize(
    ("keys", "hidden"),
    [("rest: yes", True), ("distance: 12 km", False), ("tags: [rain]", True)],
)
def test_a_day_without_a_way_leads_nowhere(tmp_path: Path, keys: str, hidden: bool) -> None:
    rest = {**TWO, "journal/2026-05-03.md": f"---\n{keys}\n---\n"}
    assert (nearest_m(site_of(tmp_path, rest).days[1], camp(2)) > 500) is hidden


def test_who_stays_is_hidden_on_all_days_that_end_there(tmp_path: Path) -> None:
    # Out and back from the camp of the second day: no line may lead to it.
    loop = northward(121, step_s=10, lat=camp(2)[0], start=datetime(2026, 5, 3, 8, tzinfo=UTC))
    home = northward(
        121, step_s=10, mps=-5.0, lat=camp(3)[0], start=datetime(2026, 5, 3, 9, tzinfo=UTC)
    )
    stay = {**TWO, "journal/2026-05-03.md": "", "journal/2026-05-03.gpx": gpx(loop, home)}
    loop_day, before, first = site_of(tmp_path, stay).days
    assert min(nearest_m(loop_day, camp(2)), nearest_m(before, camp(2))) > 500
    assert nearest_m(first, camp(1)) < 5
    # Two circles round one place would tell more of it than one.
    assert before.activities == site_of(tmp_path / "before", TWO).days[0].activities


def test_nothing_is_hidden_when_the_journey_is_over(tmp_path: Path) -> None:
    over = CONFIG.replace("2026-05-20", "2026-05-02")
    assert nearest_m(site_of(tmp_path, TWO, over).days[0], camp(2)) < 5


def test_an_arrival_is_one_although_its_end_would_be_hidden(tmp_path: Path) -> None:
    goal = CONFIG.replace("end = 2026-05-20", 'goal = "11.9 km"')
    assert nearest_m(site_of(tmp_path, TWO, goal).days[0], camp(2)) < 5


@pytest.mark.parametrize(
    ("said", "least_m", "most_m"),
    [("false", 0, 5), ('"1 km"', 1000, 3600), ('"200 m"', 200, 800)],
)
def test_a_site_may_hide_more_or_nothing(
    tmp_path: Path, said: str, least_m: float, most_m: float
) -> None:
    config = f"{CONFIG}[privacy]\nhide_last_night = {said}\n"
    assert least_m <= nearest_m(site_of(tmp_path, TWO, config).days[0], camp(2)) <= most_m


def test_a_journal_without_a_journey_hides_nothing(tmp_path: Path) -> None:
    plain = CONFIG.partition("[[journeys]]")[0]
    assert nearest_m(site_of(tmp_path, TWO, plain).days[0], camp(2)) < 5
