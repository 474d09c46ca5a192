"""What was recorded is given to the entries of its days."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from builders import CONFIG, gpx, northward, segment
from milepost.advice import advise
from milepost.memo import Nowhere
from recordings import DAY, gathered, hours, keyed, of, ride, told

SPLIT = CONFIG + "[numbers]\nsplit_days = true\n"
TWO = {f"{DAY}/index.md": "A.\n", "journal/2026-05-02-b/index.md": "B.\n"}
NIGHT = gpx(ride(4, hour=20))


def test_a_night_stays_with_its_entry(tmp_path: Path) -> None:
    found = gathered(tmp_path, {**TWO, f"{DAY}/n.gpx": NIGHT})
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [4.0]
    assert not of(found, "2026-05-02-b")


@pytest.mark.parametrize("place", [DAY, "journal/2026-05-02-b", "tracks"])
def test_the_parts_of_a_split_night_go_to_their_days(tmp_path: Path, place: str) -> None:
    found = gathered(tmp_path, {**TWO, f"{place}/n.gpx": NIGHT}, SPLIT)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [2.0]
    assert [hours(each) for each in of(found, "2026-05-02-b")] == [2.0]
    assert told(found) == []


def test_a_part_whose_day_has_no_entry_stays_with_the_owner(tmp_path: Path) -> None:
    found = gathered(tmp_path, {f"{DAY}/index.md": "A.\n", f"{DAY}/n.gpx": NIGHT}, SPLIT)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [2.0, 2.0]
    assert told(found) == []


def test_a_loose_part_whose_day_has_no_entry_is_told(tmp_path: Path) -> None:
    found = gathered(tmp_path, {f"{DAY}/index.md": "A.\n", "tracks/n.gpx": NIGHT}, SPLIT)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [2.0]
    (line,) = told(found)
    assert "was recorded on 2026-05-02, which has no entry" in line


def test_the_part_of_a_draft_s_day_waits_for_it(tmp_path: Path) -> None:
    files = {
        **TWO,
        "journal/2026-05-02-b/index.md": keyed("draft: yes"),
        f"{DAY}/n.gpx": NIGHT,
    }
    found = gathered(tmp_path, files, SPLIT)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [2.0]
    assert told(found) == []
    assert not of(found, "2026-05-02-b")
    later = gathered(tmp_path, files, SPLIT, drafts=True)
    assert [hours(each) for each in of(later, "2026-05-02-b")] == [2.0]


def test_a_part_goes_to_the_entry_of_the_same_author(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("author: Bo"),
        "journal/2026-05-02-a/index.md": keyed("author: Ana"),
        "journal/2026-05-02-b/index.md": keyed("author: Bo"),
        f"{DAY}/n.gpx": NIGHT,
    }
    found = gathered(tmp_path, files, SPLIT)
    assert not of(found, "2026-05-02-a")
    assert [hours(each) for each in of(found, "2026-05-02-b")] == [2.0]


def test_a_part_is_measured_as_the_entry_of_its_day_wants_it(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": keyed("elevation: phone", "cut: 23:00-23:30"),
        "journal/2026-05-02-b/index.md": keyed("elevation: none", "cut: after 01:00"),
        f"{DAY}/n.gpx": NIGHT,
    }
    found = gathered(tmp_path, files, SPLIT)
    (evening,), (morning,) = of(found, "2026-05-01-a"), of(found, "2026-05-02-b")
    assert (evening.elevation_source, len(evening.lines)) == ("phone", 2)
    assert (morning.elevation_source, hours(morning)) == ("none", 1.0)
    assert told(found) == []


def test_the_rest_of_a_day_is_not_the_next_day(tmp_path: Path) -> None:
    files = {**TWO, f"{DAY}/index.md": keyed("cut: after 23:00"), f"{DAY}/n.gpx": NIGHT}
    found = gathered(tmp_path, files, SPLIT)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [1.0]
    assert [hours(each) for each in of(found, "2026-05-02-b")] == [2.0]


def test_a_cut_beside_a_file_is_not_made_in_the_part_of_another_day(tmp_path: Path) -> None:
    keys = keyed("tracks:", "  - file: n.gpx", "    cut: before 00:30")
    found = gathered(tmp_path, {**TWO, f"{DAY}/index.md": keys, f"{DAY}/n.gpx": NIGHT}, SPLIT)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [2.0]
    assert [hours(each) for each in of(found, "2026-05-02-b")] == [2.0]
    assert "no track of this day has a point in this cut" in told(found)[0]


def test_what_is_said_of_a_file_holds_for_its_parts_but_for_its_cuts(tmp_path: Path) -> None:
    keys = keyed("tracks:", "  - file: n.gpx", "    elevation: none", "    sport: hike",
                 "    cut: after 23:00")  # fmt: skip
    found = gathered(tmp_path, {**TWO, f"{DAY}/index.md": keys, f"{DAY}/n.gpx": NIGHT}, SPLIT)
    (morning,) = of(found, "2026-05-02-b")
    assert (morning.sport, morning.elevation_source, hours(morning)) == ("hike", "none", 2.0)


def test_a_recorder_left_on_over_a_day_is_cut_by_its_owner(tmp_path: Path) -> None:
    files = {f"{DAY}/index.md": keyed("cut: after 12:00"), f"{DAY}/n.gpx": gpx(ride(30))}
    found = gathered(tmp_path, files)
    assert [hours(each) for each in of(found, "2026-05-01-a")] == [4.0]
    assert told(found) == []


def test_parts_of_three_days_add_up(tmp_path: Path) -> None:
    whole = gpx(ride(50, step_s=60))
    files = {**TWO, "journal/2026-05-03-c/index.md": "C.\n", f"{DAY}/n.gpx": whole}
    found = gathered(tmp_path, files)
    made = [of(found, entry) for entry in ("2026-05-01-a", "2026-05-02-b", "2026-05-03-c")]
    assert [[hours(each) for each in acts] for acts in made] == [[16.0], [24.0], [10.0]]
    way_m = sum(each.totals.distance_m for acts in made for each in acts)
    assert way_m == pytest.approx(50 * 3600 * 5, rel=0.01)


WEEK = b"".join(
    gpx(ride(1, day=n)).split(b"<gpx", 1)[1].partition(b">")[2].removesuffix(b"</gpx>")
    for n in (1, 2, 3)
)
HEAD = gpx().partition(b"<trk>")[0]


def test_tracks_of_several_days_in_one_file_go_to_their_days(tmp_path: Path) -> None:
    found = gathered(tmp_path, {**TWO, f"{DAY}/week.gpx": HEAD + WEEK + b"</gpx>"})
    assert [str(a.day) for a in of(found, "2026-05-01-a")] == ["2026-05-01", "2026-05-03"]
    assert [str(a.day) for a in of(found, "2026-05-02-b")] == ["2026-05-02"]


def test_two_tracks_of_one_night_in_one_file_stay_together(tmp_path: Path) -> None:
    first, second = gpx(ride(1, hour=20)), gpx(ride(1, hour=23))
    inner = second[second.index(b"<trk>") :]
    found = gathered(tmp_path, {**TWO, f"{DAY}/n.gpx": first.replace(b"</gpx>", inner)})
    assert len(of(found, "2026-05-01-a")) == 2
    assert not of(found, "2026-05-02-b")


def test_two_ways_of_one_date_over_the_date_line_are_both_counted(tmp_path: Path) -> None:
    files = {
        "journal/2026-05-01.md": "Friday again.\n",
        "tracks/fiji.gpx": gpx(ride(1, day=1, hour=0, lat=-17.8, lon=177.9)),
        "tracks/pago.gpx": gpx(ride(1, day=1, hour=22, lat=-14.3, lon=-170.7)),
    }
    found = gathered(tmp_path, files)
    both = of(found, "2026-05-01")
    assert [each.zone for each in both] == ["Pacific/Fiji", "Pacific/Pago_Pago"]
    assert told(found) == []


# Wrong weeks.

LOST = northward(
    361, step_s=20, start=datetime(2026, 5, 1, 6, tzinfo=UTC) - timedelta(weeks=1024)
)


def test_a_claimed_track_that_lost_1024_weeks_counts_and_is_told(tmp_path: Path) -> None:
    found = gathered(tmp_path, {**TWO, f"{DAY}/old.gpx": gpx(LOST)})
    assert len(of(found, "2026-05-01-a")) == 1
    (line,) = told(found)
    assert line.startswith(f"{DAY}/old.gpx: its clock lost 1024 weeks and says 2006-09-15")


def test_a_loose_track_that_lost_1024_weeks_is_not_used_and_told_its_day(
    tmp_path: Path,
) -> None:
    found = gathered(tmp_path, {**TWO, "tracks/old.gpx": gpx(LOST)})
    assert not of(found, "2026-05-01-a")
    (line,) = told(found)
    assert line.startswith("tracks/old.gpx: is not used: its clock lost 1024 weeks")
    assert "it is probably of 2026-05-01" in line


# How each came to be.


def test_each_activity_has_an_origin_that_makes_it_again(tmp_path: Path) -> None:
    files = {
        **TWO,
        "journal/2026-05-02-b/index.md": keyed("cut: 00:30-01:00"),
        f"{DAY}/n.gpx": NIGHT,
        "tracks/n.gpx": gpx(ride(4, hour=19, lat=45.0)),
    }
    found = gathered(tmp_path, files, SPLIT)
    made = [activity for acts in found.parts.material.activities.values() for activity in acts]
    assert {activity.id for activity in made} == found.origins.keys()
    assert len(made) == 4


def test_advice_is_given_on_what_counts_alone(tmp_path: Path) -> None:
    train = np.concatenate([np.full(1800, 6.0), np.full(1200, 40.0), np.full(1800, 6.0)])
    lats = 46 + np.cumsum(train) / 111_195

    def fast(day: int) -> bytes:
        start = datetime(2026, 5, day, 6, tzinfo=UTC)
        return gpx(
            segment(lats, np.full(len(lats), 7.0), seconds=range(len(lats)), start=start)
        )

    both = HEAD + b"".join(
        part[part.index(b"<trk>") :].removesuffix(b"</gpx>") for part in (fast(1), fast(2))
    )
    files = {f"{DAY}/index.md": "A.\n", "tracks/w.gpx": both + b"</gpx>"}
    found = gathered(tmp_path, files)
    source = tmp_path / "site_src"
    advice = advise(
        found.parts.material.activities, found.origins, source=source, store=Nowhere(), pmap=map
    )
    assert len(advice) == 1
    assert "transfer: train 08:30:00-08:50:00" in advice[0].message
