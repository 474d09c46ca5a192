"""Where the people of a journey sleep, as far as its days tell."""

from datetime import date
from typing import Any

import pytest

from days import ASHA, KABIR, Told, day, ride, site_of
from milepost.assemble.nights import last_nights

HERE, NEAR, FAR, AWAY = (46.0, 7.0), (46.002, 7.0), (46.5, 7.0), (46.9, 7.0)
BOTH = {"athletes": (ASHA, KABIR)}


def way(name: str, end: tuple[float, float], **keys: Any) -> Told:
    """Return a day that ended somewhere."""
    start = (end[0] - 0.1, end[1])
    return day(name, ride(11_000.0, lines=((start, end),)), **keys)


def nights(
    *days: Told, until: dict[str, date] | None = None, **more: Any
) -> list[tuple[tuple[float, float], str]]:
    """Return the places of the last nights, each with the date since when tracks lead there.

    Tracks of some entries, by their stem, go on `until` a later date.
    """
    journey = site_of(*days, **more).journeys[0]
    late = until or {}
    found = last_nights(
        journey.days, 500.0, lambda day: late.get(day.entry.source.stem, day.date)
    )
    return [(each.place, each.since.isoformat()) for each in found]


def test_it_is_where_the_newest_day_ended() -> None:
    found = nights(way("2026-05-01", FAR), way("2026-05-02", HERE))
    assert found == [(HERE, "2026-05-02")]


def test_a_journey_without_a_way_has_none() -> None:
    assert nights() == []
    assert nights(day("2026-05-01", rest=True)) == []


def test_a_day_of_rest_is_spent_where_the_last_one_ended() -> None:
    found = nights(way("2026-05-01", HERE), day("2026-05-02", rest=True))
    assert found == [(HERE, "2026-05-01")]


@pytest.mark.parametrize("keys", [{"distance_m": 9000.0}, {"moving_s": 3600.0}])
def test_who_moved_on_without_a_recording_sleeps_elsewhere(keys: dict[str, float]) -> None:
    assert nights(way("2026-05-01", HERE), day("2026-05-02", **keys)) == []


def test_a_train_leads_elsewhere() -> None:
    assert nights(way("2026-05-01", HERE), day("2026-05-02", transfer="train")) == []


def test_who_stays_sleeps_in_the_place_of_the_first_night() -> None:
    found = nights(
        way("2026-05-01", HERE),
        way("2026-05-02", FAR),
        way("2026-05-03", NEAR),
        way("2026-05-04", HERE),
    )
    assert found == [(NEAR, "2026-05-03")]


def test_of_two_entries_of_a_date_any_may_be_the_last() -> None:
    found = nights(way("2026-05-01-evening", HERE), way("2026-05-01-morning", FAR))
    assert {place for place, _ in found} == {HERE, FAR}


def test_each_athlete_sleeps_somewhere() -> None:
    found = nights(
        way("2026-05-01", HERE, authors=("Asha Rao",)),
        way("2026-05-02", FAR, authors=("Kabir",)),
        **BOTH,
    )
    assert found == [(HERE, "2026-05-01"), (FAR, "2026-05-02")]


def test_who_comes_along_sleeps_where_the_author_does() -> None:
    found = nights(
        way("2026-05-01", AWAY, authors=("Kabir",)),
        way("2026-05-02", HERE, authors=("Asha Rao",), companions=("Kabir",)),
        **BOTH,
    )
    assert found == [(HERE, "2026-05-02")]


def test_two_who_sleep_side_by_side_have_one_place() -> None:
    found = nights(
        way("2026-05-02-a", HERE, authors=("Asha Rao",)),
        way("2026-05-02-k", NEAR, authors=("Kabir",)),
        **BOTH,
    )
    assert found == [(HERE, "2026-05-02")]


def test_a_track_that_goes_on_after_the_newest_entry_leads_to_the_last_night() -> None:
    days = way("2026-05-01", AWAY), way("2026-05-02", FAR), way("2026-05-03", HERE)
    found = nights(*days, until={"2026-05-01": date(2026, 5, 4)})
    # Its clock may be wrong, so the newest entry is believed too.
    assert found == [(AWAY, "2026-05-04"), (HERE, "2026-05-03")]
