from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath

import pytest

from milepost.assemble.matching import astray, beside, by_date, claims, writers
from milepost.model.activity import Activity, Totals
from milepost.model.journal import Entry, TrackRef
from milepost.model.people import Athlete
from milepost.model.source import SourceFile


def entry(path: str, *named: str, sport: str | None = None) -> Entry:
    source = PurePosixPath("journal", path)
    bundle = source.name == "index.md"
    name = source.parent.name if bundle else source.stem
    return Entry(
        source=source,
        folder=source.parent if bundle else None,
        date=date.fromisoformat(name[:10]),
        slug=name[11:],
        title=None,
        text="",
        tracks=tuple(TrackRef(file, 3, sport) for file in named),
        key_lines={"tracks": 2},
    )


def files(*paths: str) -> list[SourceFile]:
    return [SourceFile(PurePosixPath(path), path, 1) for path in paths]


def owners(entries: list[Entry], *paths: str) -> Mapping[str, str]:
    found, problems = claims(entries, files(*paths))
    assert problems == ()
    return {str(path): str(claim.entry) for path, claim in found.items()}


def activity(path: str, day: str | None) -> Activity:
    return Activity(
        f"{path}#1", PurePosixPath(path), "ride", None,
        date.fromisoformat(day) if day else None, None, Totals(), (), None,
    )  # fmt: skip


def test_a_bundle_owns_what_lies_in_it_at_any_depth() -> None:
    day = entry("2026-05-01-lake/index.md")
    inside = "journal/2026-05-01-lake/ride.gpx", "journal/2026-05-01-lake/raw/evening.gpx"
    assert owners([day], *inside) == dict.fromkeys(inside, str(day.source))


def test_a_bundle_owns_nothing_of_its_neighbours() -> None:
    day = entry("2026-05-01-lake/index.md")
    outside = "journal/2026-05-01-lake-2/ride.gpx", "journal/ride.gpx", "tracks/ride.gpx"
    assert owners([day], *outside) == {}


def test_a_flat_entry_owns_what_begins_with_its_stem() -> None:
    day = entry("2026-05-01.md")
    mine = (
        "journal/2026-05-01.gpx",
        "journal/2026-05-01-evening.gpx",
        "journal/2026-05-01 b.gpx",
    )
    others = "journal/2026-05-010.gpx", "journal/2026-05-02.gpx", "tracks/2026-05-01.gpx"
    assert owners([day], *mine, *others) == dict.fromkeys(mine, str(day.source))


def test_the_longest_stem_has_the_best_claim() -> None:
    day, evening = entry("2026-05-01.md"), entry("2026-05-01-evening.md")
    found = owners(
        [day, evening],
        "journal/2026-05-01-morning.gpx",
        "journal/2026-05-01-evening.gpx",
        "journal/2026-05-01-evening-2.gpx",
    )
    assert found == {
        "journal/2026-05-01-morning.gpx": str(day.source),
        "journal/2026-05-01-evening.gpx": str(evening.source),
        "journal/2026-05-01-evening-2.gpx": str(evening.source),
    }


def test_the_same_stem_in_another_folder_is_not_beside() -> None:
    day = entry("2026/2026-05-01.md")
    assert owners([day], "journal/2025/2026-05-01.gpx") == {}
    assert owners([day], "journal/2026/2026-05-01.gpx") != {}


def test_an_entry_does_not_own_itself_or_other_entries() -> None:
    day, evening = entry("2026-05-01.md"), entry("2026-05-01-evening.md")
    texts = files("journal/2026-05-01.md", "journal/2026-05-01-evening.md")
    assert beside([day, evening], texts) == {day.source: [], evening.source: []}
    bundle = entry("2026-05-01-lake/index.md")
    assert beside([bundle], files(str(bundle.source))) == {bundle.source: []}


@pytest.mark.parametrize(
    ("named", "path"),
    [
        ("ride.gpx", "journal/2026-05-01-lake/ride.gpx"),
        ("ride.gpx", "tracks/ride.gpx"),
        ("2026/ride.gpx", "tracks/2026/ride.gpx"),
        ("tracks/ride.gpx", "tracks/ride.gpx"),
        ("../ride.gpx", None),
    ],
)
def test_a_named_track_is_looked_for_beside_the_entry_then_in_tracks(
    named: str, path: str | None
) -> None:
    day = entry("2026-05-01-lake/index.md", named)
    found, problems = claims([day], files(*([path] if path else [])))
    assert [str(place) for place in found] == ([path] if path else [])
    assert bool(problems) == (path is None)


def test_a_name_in_front_matter_wins_over_the_place() -> None:
    thief = entry("2026-05-02.md", "2026-05-01.gpx")
    day = entry("2026-05-01.md")
    assert owners([day, thief], "journal/2026-05-01.gpx") == {
        "journal/2026-05-01.gpx": str(thief.source)
    }


def test_a_claim_by_name_holds_what_is_said_of_the_file() -> None:
    day = entry("2026-05-01.md", "tour.gpx", sport="hike")
    found, _ = claims([day], files("tracks/tour.gpx", "journal/2026-05-01.gpx"))
    assert found[PurePosixPath("tracks/tour.gpx")].said == TrackRef("tour.gpx", 3, "hike")
    assert found[PurePosixPath("journal/2026-05-01.gpx")].said is None


def test_a_missing_track_is_an_error_with_line_and_hint() -> None:
    day = entry("2026-05-01.md", "moring.gpx")
    found, (problem,) = claims([day], files("tracks/morning.gpx"))
    assert found == {}
    assert problem.severity == "error"
    assert (problem.path, problem.line) == ("journal/2026-05-01.md", 3)
    assert "did you mean 'morning.gpx'?" in problem.message


def test_a_missing_track_like_no_other_says_where_to_put_it() -> None:
    _, (problem,) = claims([entry("2026-05-01.md", "moring.gpx")], [])
    assert "put it beside this entry or in tracks/" in problem.message


def test_a_track_that_is_named_twice_is_an_error_that_names_both_entries() -> None:
    one, two = entry("2026-05-01.md", "tour.gpx"), entry("2026-05-02.md", "tour.gpx")
    found, (problem,) = claims([one, two], files("tracks/tour.gpx"))
    assert problem.severity == "error"
    assert problem.path == str(two.source)
    assert str(one.source) in problem.message
    assert found[PurePosixPath("tracks/tour.gpx")].entry == one.source


def test_one_entry_may_name_a_track_of_its_own_bundle() -> None:
    day = entry("2026-05-01-lake/index.md", "ride.gpx")
    path = "journal/2026-05-01-lake/ride.gpx"
    assert owners([day], path) == {path: str(day.source)}


def test_a_free_track_goes_to_the_entry_of_its_local_date() -> None:
    day, next_day = entry("2026-05-01.md"), entry("2026-05-02.md")
    loose = activity("tracks/b.gpx", "2026-05-02"), activity("tracks/a.gpx", "2026-05-01")
    found, problems = by_date([day, next_day], loose)
    assert {
        str(source): [str(a.source) for a in of_day] for source, of_day in found.items()
    } == {
        "journal/2026-05-01.md": ["tracks/a.gpx"],
        "journal/2026-05-02.md": ["tracks/b.gpx"],
    }
    assert problems == ()


def test_of_two_entries_of_one_date_the_first_gets_the_free_track() -> None:
    morning, evening = entry("2026-05-01-a.md"), entry("2026-05-01-b.md")
    found, _ = by_date([morning, evening], [activity("tracks/a.gpx", "2026-05-01")])
    assert list(found) == [morning.source]


def test_a_track_without_an_entry_is_a_warning_that_names_the_file_to_write() -> None:
    found, (problem,) = by_date([], [activity("tracks/a.gpx", "2026-05-01")])
    assert found == {}
    assert problem.severity == "warning"
    assert problem.path == "tracks/a.gpx"
    assert "write journal/2026-05-01.md" in problem.message


def test_a_track_without_times_is_a_warning_that_says_so() -> None:
    _, (problem,) = by_date([entry("2026-05-01.md")], [activity("tracks/a.gpx", None)])
    assert problem.severity == "warning"
    assert "has no times" in problem.message


def test_two_tracks_of_one_file_are_told_once() -> None:
    both = [activity("tracks/a.gpx", "2026-05-01")] * 2
    assert len(by_date([], both)[1]) == 1


# Wrong days.

WEEKS = timedelta(weeks=1024)


def started(path: str, day: str) -> Activity:
    start = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC)
    return replace(activity(path, day), start=start)


def early(day: str, times: int = 1) -> str:
    return (date.fromisoformat(day) - times * WEEKS).isoformat()


@pytest.mark.parametrize("day", ["2026-04-30", "2026-05-01", "2026-05-02"])
def test_a_claimed_track_of_the_day_or_its_neighbours_is_not_astray(day: str) -> None:
    assert list(astray(date(2026, 5, 1), [started("journal/a.gpx", day)])) == []


def test_a_claimed_track_of_another_day_is_astray() -> None:
    (problem,) = astray(date(2026, 5, 1), [started("journal/a.gpx", "2026-05-04")])
    assert problem.severity == "warning"
    assert problem.path == "journal/a.gpx"
    assert "was recorded on 2026-05-04, its entry is of 2026-05-01" in problem.message


def test_one_track_of_the_day_excuses_the_others_of_its_file() -> None:
    week = [started("journal/a.gpx", f"2026-05-0{n}") for n in (2, 5, 9)]
    assert list(astray(date(2026, 5, 1), week)) == []


@pytest.mark.parametrize("times", [1, 2])
def test_a_claimed_track_that_lost_1024_weeks_is_told_so(times: int) -> None:
    lost = early("2026-05-01", times)
    (problem,) = astray(date(2026, 5, 1), [started("journal/a.gpx", lost)])
    assert f"lost {1024 * times} weeks and says {lost}" in problem.message
    assert "counts for its entry, 2026-05-01" in problem.message


def test_a_loose_track_that_lost_1024_weeks_is_told_its_probable_day() -> None:
    loose = started("tracks/a.gpx", early("2026-05-02"))
    found, (problem,) = by_date([entry("2026-05-01.md"), entry("2026-05-09.md")], [loose])
    assert found == {}
    assert (problem.path, problem.severity) == ("tracks/a.gpx", "warning")
    assert "is not used" in problem.message
    assert "lost 1024 weeks and says 2006-09-16" in problem.message
    assert "it is probably of 2026-05-02" in problem.message


@pytest.mark.parametrize("day", ["2006-08-01", "2024-05-02", "2026-07-02"])
def test_a_loose_track_of_any_other_day_lost_no_weeks(day: str) -> None:
    _, (problem,) = by_date([entry("2026-05-01.md")], [started("tracks/a.gpx", day)])
    assert f"was recorded on {day}, which has no entry" in problem.message


# Who writes.

ANA, BO = Athlete("ana", "Ana Alba"), Athlete("bo", "Bo Berg")


@pytest.mark.parametrize(
    ("named", "athletes", "who"),
    [
        ((), (ANA, BO), {"ana"}),
        (("Ana Alba",), (ANA, BO), {"ana"}),
        (("ANA",), (ANA, BO), {"ana"}),
        (("bo", "Ana Alba"), (ANA, BO), {"ana", "bo"}),
        (("Cy",), (ANA, BO), {"cy"}),
        ((), (), set()),
        (("Cy",), (), {"cy"}),
    ],
)
def test_a_writer_is_known_by_name_or_slug_and_else_the_first_athlete(
    named: tuple[str, ...], athletes: tuple[Athlete, ...], who: set[str]
) -> None:
    assert writers(replace(entry("2026-05-01.md"), authors=named), athletes) == who


def test_a_loose_track_in_the_folder_of_an_athlete_goes_to_their_entry() -> None:
    people = Athlete("ana", "Ana"), Athlete("bo", "Bo")
    ours = entry("2026-05-01-a.md"), replace(entry("2026-05-01-b.md"), authors=("Bo",))
    loose = [activity(f"tracks/{who}x.gpx", "2026-05-01") for who in ("bo/", "ana/", "cy/", "")]
    found, problems = by_date(ours, loose, people)
    assert problems == ()
    assert {source: [str(a.source) for a in acts] for source, acts in found.items()} == {
        ours[1].source: ["tracks/bo/x.gpx"],
        ours[0].source: ["tracks/ana/x.gpx", "tracks/cy/x.gpx", "tracks/x.gpx"],
    }


def test_a_loose_track_of_an_athlete_without_an_entry_goes_to_the_first() -> None:
    people = Athlete("ana", "Ana"), Athlete("bo", "Bo")
    found, _ = by_date(
        [entry("2026-05-01-a.md")], [activity("tracks/bo/x.gpx", "2026-05-01")], people
    )
    assert len(found) == 1
