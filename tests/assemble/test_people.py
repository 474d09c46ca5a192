"""Who did what, and what it adds up to for each of them."""

from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest

from days import ASHA, KABIR, day, ride, site_of
from milepost.assemble.people import athlete_totals, everybody, people, people_of, slug_of
from milepost.assemble.sums import Share, alike, counted_once
from milepost.model.activity import Totals
from milepost.model.journal import Entry
from milepost.model.people import Athlete

BOTH = (ASHA, KABIR)


def entry(**keys: Any) -> Entry:
    source = PurePosixPath("journal/2026-05-01.md")
    return Entry(source, None, date(2026, 5, 1), "", None, "", **keys)


def share(metres: float, *athletes: str, sport: str = "ride", counted: bool = True) -> Share:
    return Share(sport, Totals(metres), athletes, counted)


def test_people_are_known_by_name_or_slug() -> None:
    found, problems = people(("kabir", "Asha Rao"), BOTH, entry(), "with")
    assert (found, problems) == ((KABIR, ASHA), ())


def test_a_stranger_is_welcome_and_has_no_page() -> None:
    (found,), (problem,) = people(("Kabr",), BOTH, entry(key_lines={"with": 3}), "with")
    assert found == Athlete(slug="", name="Kabr")
    assert slug_of(found) == "kabr"
    assert problem.line == 3
    assert "did you mean 'Kabir'" in problem.message


def test_without_an_author_the_first_athlete_wrote() -> None:
    assert everybody(entry(companions=("Kabir",)), BOTH) == ("asha-rao", "kabir")
    assert everybody(entry(), ()) == ("",)


def test_a_shared_way_is_in_the_sums_of_both_and_once_in_the_journey() -> None:
    site = site_of(day("2026-05-01", ride(100_000), companions=("Kabir",)), athletes=BOTH)
    assert [own.totals.distance_m for own in site.by_athlete] == [100_000, 100_000]
    assert site.totals.distance_m == site.journeys[0].totals.distance_m == 100_000


def test_what_both_have_recorded_is_theirs_each_and_once_in_the_journey() -> None:
    site = site_of(
        day("2026-05-01-a", ride(100_000)),
        day("2026-05-01-b", ride(101_000, counted=False), authors=("Kabir",)),
        athletes=BOTH,
    )
    assert [own.totals.distance_m for own in site.by_athlete] == [100_000, 101_000]
    assert site.journeys[0].totals.distance_m == 100_000
    assert [day.totals.distance_m for day in site.journeys[0].days] == [100_000, 101_000]


def test_a_way_that_two_entries_give_to_one_person_is_theirs_once() -> None:
    site = site_of(
        day("2026-05-01-a", ride(100_000), companions=("Kabir",)),
        day("2026-05-01-b", ride(101_000, counted=False), authors=("Kabir",)),
        athletes=BOTH,
    )
    kabir = site.by_athlete[1]
    assert kabir.totals.distance_m == 100_000
    assert len(kabir.days) == 2  # he wrote one, and was along on the other


def test_an_evening_ride_beside_the_shared_one_stays() -> None:
    site = site_of(
        day("2026-05-01-a", ride(100_000), companions=("Kabir",)),
        day("2026-05-01-b", ride(30_000, counted=False), authors=("Kabir",)),
        athletes=BOTH,
    )
    assert site.by_athlete[1].totals.distance_m == 130_000


def test_somebody_who_rode_along_and_wrote_nothing_has_days_too() -> None:
    site = site_of(day("2026-05-01", ride(1000), companions=("Kabir",)), athletes=BOTH)
    assert [len(own.days) for own in site.by_athlete] == [1, 1]
    assert [own.shares[0].distance_m for own in site.by_athlete] == [1000, 1000]


def test_strangers_follow_if_they_wrote() -> None:
    site = site_of(
        day("2026-05-01", ride(1000), authors=("Zoe",), companions=("Yan",)), athletes=BOTH
    )
    assert [own.athlete.name for own in site.by_athlete] == ["Zoe"]


def test_a_typed_day_is_everybodys() -> None:
    site = site_of(day("2026-05-01", distance_m=31_000.0, companions=("Kabir",)), athletes=BOTH)
    assert [own.totals.distance_m for own in site.by_athlete] == [31_000, 31_000]
    assert site.totals.distance_m == 31_000


def test_what_was_recorded_is_believed_before_what_was_typed() -> None:
    site = site_of(
        day("2026-05-01-a", distance_m=98_000.0, sport="ride", companions=("Kabir",)),
        day("2026-05-01-b", ride(100_000), authors=("Kabir",), companions=("Asha Rao",)),
        athletes=BOTH,
    )
    assert site.totals.distance_m == 100_000


def test_entries_of_one_date_come_by_their_authors_place_among_the_athletes() -> None:
    site = site_of(
        day("2026-05-01-a", ride(1000), authors=("Kabir",)),
        day("2026-05-01-b", ride(5000)),
        athletes=BOTH,
    )
    assert [day.athletes[0] for day in site.journeys[0].days] == [ASHA, KABIR]
    assert [day.cumulative.distance_m for day in site.journeys[0].days] == [5000, 6000]


@pytest.mark.parametrize(
    ("second", "counts"),
    [
        (share(95.0, "b", "a"), False),
        (share(95.0, "b"), True),  # nobody says that they rode together
        (share(80.0, "b", "a"), True),  # another way
        (share(95.0, "b", "a", sport="run"), True),
    ],
)
def test_two_entries_tell_of_one_way_if_it_is_as_long_and_of_the_same_people(
    second: Share, counts: bool
) -> None:
    told = [("a", [share(100.0, "a")]), ("b", [second])]
    _, (judged,) = counted_once(told)
    assert judged.counted is counts


def test_two_entries_of_one_writer_tell_of_two_ways() -> None:
    told = [("a", [share(100.0, "a")]), ("a", [share(100.0, "a")])]
    assert all(each.counted for shares in counted_once(told) for each in shares)


def test_ways_are_alike_if_they_differ_by_a_tenth_at_most() -> None:
    assert alike(share(100.0), share(90.0))
    assert not alike(share(100.0), share(89.0))


def test_nobody_has_no_days() -> None:
    assert athlete_totals((), {}, BOTH) == ()


def test_nobody_is_named_twice() -> None:
    told = entry(
        authors=("Asha Rao", "asha-rao"), companions=("Zoe", "asha rao", "zoe", "Kabir")
    )
    authors, companions, problems = people_of(told, BOTH)
    assert [person.name for person in authors] == ["Asha Rao"]
    assert [person.name for person in companions] == ["Zoe", "Kabir"]
    assert len(problems) == 1  # of Zoe
    assert everybody(told, BOTH) == ("asha-rao", "zoe", "kabir")
