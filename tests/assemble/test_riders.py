"""Whose track it is, and who shared it."""

from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest

from milepost.assemble.riders import owners, riders, strangers
from milepost.model.journal import Entry, TrackRef
from milepost.model.people import Athlete

ATHLETES = (Athlete("ana-alba", "Ana Alba"), Athlete("bo", "Bo"))
SOURCE = PurePosixPath("journal/2026-05-01.md")
HERE = PurePosixPath("journal/2026-05-01.gpx")


def entry(*authors: str, **more: Any) -> Entry:
    return Entry(SOURCE, None, date(2026, 5, 1), "", None, "", authors=authors, **more)


@pytest.mark.parametrize(
    ("path", "said", "whose"),
    [
        ("journal/2026-05-01.gpx", None, {"bo"}),
        ("tracks/ana-alba/x.gpx", None, {"ana-alba"}),
        ("journal/2026-05-01/Ana-Alba/raw/x.gpx", None, {"ana-alba"}),
        ("tracks/ana-alba.gpx", None, {"bo"}),
        ("tracks/ana-alba/x.gpx", "Bo", {"bo"}),
        ("journal/2026-05-01.gpx", "Ana Alba", {"ana-alba"}),
        ("journal/2026-05-01.gpx", "Cy Cole", {"cy cole"}),
    ],
)
def test_a_track_is_whose_key_or_folder_says_so_else_of_who_wrote(
    path: str, said: str | None, whose: set[str]
) -> None:
    ref = TrackRef("x.gpx", 3, athlete=said) if said else None
    assert owners(entry("Bo"), PurePosixPath(path), ref, ATHLETES) == whose


def test_without_a_word_it_is_of_the_first_athlete() -> None:
    assert riders(entry(), HERE, None, ATHLETES) == ("ana-alba",)
    assert riders(entry(), HERE, None, ()) == ()


def test_companions_follow_with_their_slugs() -> None:
    shared = entry("Bo", companions=("Cy Cole", "ana alba", "Bo"))
    assert riders(shared, HERE, None, ATHLETES) == ("bo", "cy cole", "ana-alba")


def test_companions_of_a_file_go_before_those_of_the_entry() -> None:
    shared = entry("Bo", companions=("Cy",))
    said = TrackRef("x.gpx", 3, companions=("Ana Alba",))
    assert riders(shared, HERE, said, ATHLETES) == ("bo", "ana-alba")


def test_companions_of_the_entry_did_not_share_another_s_track() -> None:
    shared = entry("Bo", companions=("Cy",))
    assert riders(shared, PurePosixPath("tracks/ana-alba/x.gpx"), None, ATHLETES) == (
        "ana-alba",
    )


def test_two_authors_share_a_track() -> None:
    assert riders(entry("Bo", "Ana Alba"), HERE, None, ATHLETES) == ("ana-alba", "bo")


def test_a_name_beside_a_track_that_is_no_athlete_s_is_told_with_its_line() -> None:
    tracks = (
        TrackRef("x.gpx", 3, athlete="Anna Alba"),
        TrackRef("y.gpx", 5, companions=("BO",)),
    )
    (problem,) = strangers(entry(tracks=tracks), ATHLETES)
    assert str(problem) == (
        "journal/2026-05-01.md:3: 'Anna Alba' is none of the [[athletes]] in site.toml; "
        "did you mean 'Ana Alba'?"
    )
    assert list(strangers(entry(tracks=tracks), ())) == []
