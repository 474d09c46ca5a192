"""While a journey is under way, nothing leads to where its people sleep."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from builders import METRES_A_DEGREE, Shelf, gpx, journal, northward
from milepost.build import prepare
from milepost.measure.geo import between_m
from milepost.memo import realise
from milepost.model.day import Day
from milepost.model.journal import Choice
from milepost.model.site import Site
from milepost.model.track import Segment
from milepost.read.project import find_project
from photographs import photograph
from positions import places_in

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
WALKED = datetime(2026, 5, 2, 17, tzinfo=UTC)
SHOWN = "\n[privacy]\nhide_last_night = false\n"
DAY_M = 6000.0


def ride(day: int, *, back: bool = False, lat: float | None = None) -> bytes:
    """Return 6 km to the north, each day from where the last one ended."""
    start = datetime(2026, 5, day, 8, tzinfo=UTC)
    begin = 46 + (day - 1) * DAY_M / METRES_A_DEGREE if lat is None else lat
    mps = -5.0 if back else 5.0
    return gpx(northward(121, step_s=10, mps=mps, lat=begin, start=start))


def one_day(day: int) -> Segment:
    """Return the same way as the points of a longer recording."""
    start = datetime(2026, 5, day, 8, tzinfo=UTC)
    lat = 46 + (day - 1) * DAY_M / METRES_A_DEGREE
    return northward(121, step_s=10, mps=5.0, lat=lat, start=start)


def camp(day: int) -> tuple[float, float]:
    return 46 + day * DAY_M / METRES_A_DEGREE, 7.0


def site_of(
    root: Path,
    files: Mapping[str, str | bytes],
    config: str = CONFIG,
    *,
    today: int = 3,
    now: datetime | None = None,
) -> Site:
    moment = now or datetime(2026, 5, today, 12, tzinfo=UTC)
    choice = Choice(moment.date(), now=moment)
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


def test_no_byte_of_the_site_tells_of_the_place(tmp_path: Path) -> None:
    evening = datetime(2026, 5, 2, 17, tzinfo=UTC)
    door = f'<wpt lat="{camp(2)[0]}" lon="7.0"><name>Our-tent</name></wpt><trk>'.encode()
    there = northward(301, step_s=5, mps=1.4, lat=camp(2)[0], start=evening)
    back = replace(
        there,
        lat_deg=there.lat_deg[::-1],
        lon_deg=there.lon_deg[::-1],
        time_s=there.time_s + 1505,
    )
    position = {1: "N", 2: (46, 6, 28.44), 3: "E", 4: (7, 0, 0.0)}
    files = {
        "journal/2026-05-01.md": "One.\n",
        "journal/2026-05-01.gpx": ride(1),
        "journal/2026-05-02/index.md": "Two.\n",
        "journal/2026-05-02/ride.gpx": ride(2).replace(b"<trk>", door),
        "journal/2026-05-02/walk.gpx": gpx(there, back, sport="walking"),
        "journal/2026-05-02/tent.jpg": photograph(
            "2026:05:02 18:47:00", "+02:00", gps=position
        ),
    }
    config = f"{CONFIG}\n[map]\nwaypoints = true\n"
    for hidden, config_of in ((True, config), (False, f"{config}{SHOWN}")):
        root = journal(tmp_path / str(hidden), files, config_of)
        ready = prepare(find_project(root), Choice(date(2026, 5, 3)), store=STORE)
        telling = {
            str(path)
            for path, data in realise(ready.artifacts, root / "site_src", STORE, map)
            if b"Our-tent" in data
            or b"18:47" in data
            or any(_near(place, camp(2)) for place in places_in(data))
        }
        assert not (hidden and telling)
        assert hidden or len(telling) > 5  # what is shown is found


def _near(place: tuple[float, float], other: tuple[float, float]) -> bool:
    # The square round it is cheaper than the distance of some thousand places.
    return abs(place[0] - other[0]) < 0.0045 and abs(place[1] - other[1]) < 0.0065


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


OVER = CONFIG.replace("2026-05-20", "2026-05-02")
ARRIVED = CONFIG.replace("end = 2026-05-20", 'goal = "11.9 km"')
NO_ZONE = 'timezone = "Europe/Zurich"\n', ""


@pytest.mark.parametrize("config", [OVER, ARRIVED, ARRIVED.replace(*NO_ZONE)])
def test_an_arrival_is_a_night_too(tmp_path: Path, config: str) -> None:
    # In Zurich it is two hours later than this; far in the east the next day began at noon.
    evening, midnight = (datetime(2026, 5, 2, hour, tzinfo=UTC) for hour in (21, 22))
    late = site_of(tmp_path / "evening", TWO, config, now=evening)
    assert nearest_m(late.days[0], camp(2)) > 500
    over = site_of(tmp_path / "over", TWO, config, now=midnight)
    assert nearest_m(over.days[0], camp(2)) < 5
    assert over.journeys[0].status == "finished"


def test_an_arrival_is_held_in_mind_until_it_is_shown(tmp_path: Path) -> None:
    root = journal(tmp_path, TWO, OVER)
    now = datetime(2026, 5, 2, 21, tzinfo=UTC)
    waiting = prepare(find_project(root), Choice(now.date(), now=now)).gathered.waiting
    assert waiting.until == datetime(2026, 5, 2, 22, tzinfo=UTC)


def test_the_entry_of_another_journey_does_not_lead_there(tmp_path: Path) -> None:
    walk = northward(301, step_s=5, mps=1.4, lat=camp(2)[0], start=WALKED)
    side = {
        **TWO,
        "journal/side/2026-05-02-walk.md": "A walk.\n",
        "journal/side/2026-05-02-walk.gpx": gpx(walk, sport="walking"),
    }
    config = f'{CONFIG}\n[[journeys]]\ntitle = "Side"\nstart = 2026-04-01\nend = 2026-05-02\n'
    days = site_of(tmp_path, side, config).days
    assert [day.journey for day in days] == ["side", "north", "north"]
    assert min(nearest_m(day, camp(2)) for day in days) > 500


def test_a_track_that_goes_on_after_its_entry_ends_with_a_night(tmp_path: Path) -> None:
    # The device goes on with one file, which lies with the first entry.
    trip = gpx(*(one_day(day) for day in (1, 2, 3, 4)))
    entries = {f"journal/2026-05-0{day}/index.md": "Words.\n" for day in (1, 2, 3)}
    growing = {**entries, "journal/2026-05-01/trip.gpx": trip}
    days = site_of(tmp_path, growing, today=4).days
    assert [nearest_m(day, camp(day.date.day)) < 5 for day in days[1:]] == [True, True]
    assert min(nearest_m(day, camp(4)) for day in days) > 500


@pytest.mark.parametrize(
    ("said", "least_m", "most_m"),
    [("false", 0, 5), ('"1 km"', 1000, 3600), ('"200 m"', 200, 800)],
)
def test_a_site_may_hide_more_or_nothing(
    tmp_path: Path, said: str, least_m: float, most_m: float
) -> None:
    config = f"{CONFIG}[privacy]\nhide_last_night = {said}\n"
    assert least_m <= nearest_m(site_of(tmp_path, TWO, config).days[0], camp(2)) <= most_m


PLAIN = CONFIG.partition("[[journeys]]")[0]
ASKED = f'{PLAIN}[privacy]\nhide_last_night = "1 km"\n'


def test_a_journal_without_a_journey_hides_nothing_unasked(tmp_path: Path) -> None:
    assert nearest_m(site_of(tmp_path, TWO, PLAIN).days[0], camp(2)) < 5


def test_a_journal_without_a_journey_is_one_if_it_asks(tmp_path: Path) -> None:
    newest, before = site_of(tmp_path, TWO, ASKED, today=16).days
    assert nearest_m(newest, camp(2)) > 1000
    assert nearest_m(before, camp(1)) < 5


def test_without_a_journey_two_silent_weeks_are_an_end(tmp_path: Path) -> None:
    assert nearest_m(site_of(tmp_path, TWO, ASKED, today=17).days[0], camp(2)) < 5
