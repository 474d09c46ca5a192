"""The keys that tell what a journey is made of: transfers, people, nights and counters."""

from datetime import time
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.errors import SourceError
from milepost.model.journal import Entry, Race, TrackRef, TransferMark
from milepost.read.entry import parse_entry
from milepost.read.front_matter import Value, split
from milepost.read.keys import InsideError, counters, status, tracks, transfers


def value(typed: str) -> Value:
    """Return the value of a key as YAML has it."""
    return split(PurePosixPath("a.md"), f"---\nkey: {typed}\n---\n").values["key"]


def entry(keys: str) -> Entry:
    path = PurePosixPath("journal/2026-05-01.md")
    return parse_entry(path, f"---\n{keys}\n---\nA.\n".encode(), bundle=False, time_zone="UTC")


NOON, ONE = time(12, 10), time(13, 5)
UP, DOWN = (46.55, 7.98), (46.57, -7.99)


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("ferry", TransferMark("ferry", 2)),
        ("ferry 12:10-13:05", TransferMark("ferry", 2, NOON, ONE)),
        ("Train after 17:40", TransferMark("train", 2, time(17, 40))),
        ("bus before 08:10", TransferMark("bus", 2, None, time(8, 10))),
        ("cable car from 12:10 to 13:05", TransferMark("lift", 2, NOON, ONE)),
        ("lift from 46.55,7.98 to 46.57,-7.99", TransferMark("lift", 2, None, None, UP, DOWN)),
        ("plane from 46.55 , 7.98 to 46.57, -7.99",
         TransferMark("plane", 2, None, None, UP, DOWN)),
    ],
)  # fmt: skip
def test_a_transfer_is_a_word_and_a_part_of_the_day(typed: str, mark: TransferMark) -> None:
    assert transfers(value(typed)) == (mark,)


@pytest.mark.parametrize(
    "typed",
    [
        "taxi before 08:10, boat 12:10-13:05",
        "[car before 08:10, ferry 12:10 to 13:05]",
        "\n- lorry before 08:10\n- ship 12:10-13:05",
    ],
)
def test_several_transfers_are_a_list_or_text_with_commas(typed: str) -> None:
    found = transfers(value(typed))
    assert [(mark.mode, mark.begin) for mark in found] == [("car", None), ("ferry", NOON)]


def test_each_transfer_knows_its_own_line() -> None:
    assert [mark.line for mark in transfers(value("\n- bus\n- ferry"))] == [3, 4]


def test_commas_of_places_part_no_transfers() -> None:
    found = transfers(value("ferry, lift from 46.55,7.98 to 46.57,-7.99, bus after 17:00"))
    assert [mark.mode for mark in found] == ["ferry", "lift", "bus"]


A_TRANSFER = "takes what carried you, and when if not all day: ferry, or ferry 12:10-13:05"


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("fery", ("takes ferry, train, bus, car, lift, plane, and when if not all day; "
                 "did you mean 'ferry'?")),
        ("carpet", "takes ferry, train, bus, car, lift, plane, and when if not all day"),
        ("12:10-13:05", A_TRANSFER),
        ("ferry at lunch", A_TRANSFER),
        ("{ferry: 12:10}", A_TRANSFER),
        ("ferry 12-13", ("takes a part of the day: 12:10-13:05, after 17:42 or before 08:10, "
                        "behind 'ferry'")),
        ("ferry 12:10", ("is a moment, not a part of the day; "
                        "write after 12:10, before 12:10, or both ends: 12:10-13:05")),
        ("ferry 12:00-12:00", "is empty: it begins and ends at 12:00"),
        ("bus after 25:10", "takes times from 00:00 to 23:59:59, not 25:10"),
        ("[lift from 46.55,7.98 to 46.57,7.99]",
         ('takes two places in degrees, in quotes if it stands in brackets: '
         '"lift from 46.55,7.98 to 46.57,7.99"')),
        ("lift from 146.55,7.98 to 46.57,7.99",
         "takes latitude and longitude, up to 90 and 180 degrees: 46.55,7.98"),
    ],
)  # fmt: skip
def test_what_is_no_transfer_is_refused(typed: str, phrase: str) -> None:
    with pytest.raises(InsideError) as caught:
        transfers(value(typed))
    assert str(caught.value).startswith(phrase)


def test_a_wrong_transfer_is_told_where_it_stands() -> None:
    with pytest.raises(SourceError) as caught:
        entry("tracks:\n  - file: a.gpx\n    transfer:\n      - bus\n      - ferry 13:00-12:00")
    (problem,) = caught.value.problems
    assert (problem.line, problem.column, problem.width) == (6, 9, 17)
    assert problem.message.startswith("'transfer' in 'tracks' is backward: 12:00 is not after")


@given(st.text() | st.from_regex(r"(ferry|lift) (from )?[0-9:., to-]*", fullmatch=True))
def test_any_words_are_a_transfer_or_refused(typed: str) -> None:
    try:
        transfers(Value(typed, 1, 1, 1))
    except ValueError as error:
        assert str(error).startswith(("takes ", "is "))


def test_a_track_has_an_athlete_companions_and_transfers() -> None:
    typed = "{file: a.gpx, athlete: Ana Alba, with: [Bo, Cy], transfer: ferry 12:10-13:05}"
    assert tracks(value(typed)) == (
        TrackRef(
            "a.gpx", 2, transfers=(TransferMark("ferry", 2, NOON, ONE),),
            athlete="Ana Alba", companions=("Bo", "Cy"),
        ),
    )  # fmt: skip


def test_an_entry_has_transfers_a_night_and_counters() -> None:
    found = entry("transfer: bus\nnight: tent\ncounters: {punctures: 1, ice creams: 2}")
    assert found.transfers == (TransferMark("bus", 2),)
    assert (found.night, found.counters) == ("tent", (("punctures", 1.0), ("ice creams", 2.0)))
    assert entry("title: A").counters == entry("title: A").transfers == ()


@pytest.mark.parametrize(("typed", "planned"), [("planned", True), ("Done", False)])
def test_a_day_is_planned_or_done(typed: str, planned: bool) -> None:
    assert status(value(typed)) == planned
    assert entry(f"status: {typed}").planned == planned
    assert not entry("title: A").planned


def test_another_status_is_refused() -> None:
    with pytest.raises(ValueError, match="takes planned or done; did you mean 'planned'"):
        status(value("plannd"))


@pytest.mark.parametrize(("typed", "number"), [("2", 2.0), ("1.5", 1.5), ("1,5", 1.5)])
def test_a_counter_is_a_number(typed: str, number: float) -> None:
    assert counters(value(f'{{beers: "{typed}"}}')) == (("beers", number),)


@pytest.mark.parametrize("typed", ["two", "-1", "1:30", "[1]"])
def test_what_is_no_number_is_refused_at_its_counter(typed: str) -> None:
    with pytest.raises(InsideError, match="takes") as caught:
        counters(value(f"\n  punctures: 1\n  beers: {typed}"))
    assert (caught.value.key, caught.value.at.line) == ("beers", 4)


def test_counters_are_a_table() -> None:
    with pytest.raises(ValueError, match="takes things and their number"):
        counters(value("punctures"))


def test_a_thing_that_is_counted_twice_has_one_sum() -> None:
    told = value("{Ice Creams: 2, dogs: 1, ice_creams: 1.5}")
    assert counters(told) == (("Ice Creams", 3.5), ("dogs", 1.0))


def test_a_race_is_a_name_or_a_table_with_one() -> None:
    assert entry("race: Delhi Marathon").race == Race("Delhi Marathon")
    told = "{name: Delhi Marathon, link: 'https://race.example/26', bib: 12, time: '3:52:10'}"
    race = Race("Delhi Marathon", link="https://race.example/26", bib="12", time_s=13_930)
    assert entry(f"race: {told}").race == race


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("[one, two]", "'race' takes the name of a race, or  name:"),
        ("{bib: 12}", "'race' takes the name of a race, or  name:"),
        ("{name: A, place: Delhi}", "'race' takes the name of a race, or  name:"),
        ("{name: A, link: 'javascript:x'}", "'link' in 'race' takes a whole address"),
    ],
)
def test_another_race_is_told_at_its_line(typed: str, wrong: str) -> None:
    with pytest.raises(SourceError) as caught:
        entry(f"race: {typed}")
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert problem.message.startswith(wrong)
