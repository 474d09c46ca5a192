from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.model.journal import Cut, TrackRef
from milepost.read.front_matter import Value, split
from milepost.read.keys import (
    ELSEWHERE,
    ENTRY,
    PAGE,
    InsideError,
    day,
    duration,
    length,
    moment,
    names,
    text,
    tracks,
    yes_or_no,
)

distance = length("km", "mi")


def value(typed: str) -> Value:
    """Return the value of a key as YAML has it."""
    return split(PurePosixPath("a.md"), f"---\nkey: {typed}\n---\n").values["key"]


def said(typed: str) -> Value:
    """Return a value of exactly this text."""
    return Value(typed, 1, 1, 1)


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("1:23:45", 5025),
        ("0:05:30", 330),
        ("26:00:00", 93_600),
        ("4 h 35 min", 16_500),
        ("4h35", 16_500),
        ("4h 35m 10s", 16_510),
        ("4 hours", 14_400),
        ("90 min", 5400),
        ("45 minutes", 2700),
        ("5 min 30 s", 330),
        ("50 sec", 50),
    ],
)
def test_a_duration_means_what_a_person_means(typed: str, seconds: float) -> None:
    assert duration(value(typed)) == seconds


@pytest.mark.parametrize(
    "typed",
    ["90", "1:75:00", "1:2:3", "long", "h", "1.5 h", "-1:00:00", '" "', "9" * 500 + " h"],
)
def test_what_is_no_duration_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="takes a time: 4:35:00 or 4 h 35 min"):
        duration(value(typed))


def test_two_numbers_with_a_colon_could_be_hours_or_minutes() -> None:
    with pytest.raises(ValueError, match=r"hours or minutes.* 5:30:00 or 5 min 30 s"):
        duration(value("5:30"))


@given(st.integers(0, 99_999), st.integers(0, 59), st.integers(0, 59))
def test_any_clock_is_read(hours: int, minutes: int, seconds: int) -> None:
    expected = hours * 3600 + minutes * 60 + seconds
    assert duration(said(f"{hours}:{minutes:02}:{seconds:02}")) == expected


@pytest.mark.parametrize(
    ("typed", "metres"),
    [
        ("31 km", 31_000),
        ("31km", 31_000),
        ("31.5 KM", 31_500),
        ("31,5 km", 31_500),
        ("1,234 m", 1234),
        ("1 234 m", 1234),
        ("1234 km", 1_234_000),
        ("10 mi", 16_093.44),
        ("1 mile", 1609.344),
        ("100 ft", 30.48),
        ("0 km", 0),
    ],
)
def test_a_length_means_what_a_person_means(typed: str, metres: float) -> None:
    assert distance(value(typed)) == pytest.approx(metres)


@pytest.mark.parametrize(
    "typed", ["31", "km", "31 parsec", "-3 km", "1e3 km", "9" * 500 + " km"]
)
def test_what_is_no_length_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="takes a number and a unit: 31 km or 31 mi"):
        distance(value(typed))


def test_a_comma_that_may_be_a_point_is_asked_about() -> None:
    with pytest.raises(ValueError, match=r"is it 1\.234 km or 1234 km\?"):
        distance(value("1,234 km"))
    with pytest.raises(ValueError, match=r"is it 1 km or 1000 km\?"):
        distance(value("1.000 km"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ('"2026-11-20"', date(2026, 11, 20)),
        ("2026/11/20", date(2026, 11, 20)),
        ("2026.11.2", date(2026, 11, 2)),
        ("2026-1-2", date(2026, 1, 2)),
        ("20261120", date(2026, 11, 20)),
        ("2026-11-20 08:30", datetime(2026, 11, 20, 8, 30)),  # noqa: DTZ001 - no zone is typed
        ("2026-11-20 8:30", datetime(2026, 11, 20, 8, 30)),  # noqa: DTZ001
        ("2026-1-2  08:30:15", datetime(2026, 1, 2, 8, 30, 15)),  # noqa: DTZ001
        ("2026-11-20T08:30Z", datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
        ("2026-11-20 10:30 +02:00", datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
        ("2026-11-20 08:30 +0000", datetime(2026, 11, 20, 8, 30, tzinfo=UTC)),
    ],
)
def test_a_date_means_what_a_person_means(typed: str, meant: date) -> None:
    assert moment(value(typed)) == meant


def test_an_offset_is_kept() -> None:
    found = moment(value("2026-11-20 10:30 +05:45"))
    assert isinstance(found, datetime)
    assert found.utcoffset() == timedelta(hours=5, minutes=45)


@pytest.mark.parametrize(
    "typed", ["tomorrow", "20.11.2026", "11/20/2026", "20 Nov 2026", "2026"]
)
def test_what_is_no_date_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValueError, match="takes a date: 2026-11-20, or 2026-11-20 08:30"):
        moment(value(typed))


@pytest.mark.parametrize("typed", ["2026-02-30", "2026-13-01", "2026-11-20 25:00"])
def test_a_date_that_does_not_exist_is_called_that(typed: str) -> None:
    with pytest.raises(ValueError, match="is no day or time that exists"):
        moment(value(typed))


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_any_date_is_read(meant: date) -> None:
    assert moment(said(meant.isoformat())) == meant


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.times())
def test_any_date_and_time_is_read(on: date, at: time) -> None:
    meant = datetime.combine(on, at)
    assert moment(said(meant.isoformat(" "))) == meant


def test_a_day_drops_the_time() -> None:
    assert day(value("2026-11-20 08:30")) == date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["yes", "true", "on", "Yes", "TRUE", "1"])
def test_yes_is_yes(typed: str) -> None:
    assert yes_or_no(value(typed))


@pytest.mark.parametrize("typed", ["no", "false", "off", "No", "0"])
def test_no_is_no(typed: str) -> None:
    assert not yes_or_no(value(typed))


def test_maybe_is_neither() -> None:
    with pytest.raises(ValueError, match="takes yes or no"):
        yes_or_no(value("maybe"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rain", ("rain",)),
        ("rain, wind", ("rain", "wind")),
        ("[rain, wind]", ("rain", "wind")),
        ("[rain, rain, '']", ("rain",)),
        ('[", "]', (",",)),
    ],
)
def test_names_are_a_list_or_text_with_commas(typed: str, meant: tuple[str, ...]) -> None:
    assert names(value(typed)) == meant


@pytest.mark.parametrize("typed", ["{a: b}", "[[a]]"])
def test_what_is_no_list_of_names_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="takes"):
        names(value(typed))


def test_text_is_no_list() -> None:
    with pytest.raises(ValueError, match="takes text"):
        text(value("[a]"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a.gpx", [("a.gpx", None)]),
        ("[a.gpx, b.gpx]", [("a.gpx", None), ("b.gpx", None)]),
        ("{file: a.gpx, sport: run}", [("a.gpx", "run")]),
        ("[a.gpx, {file: b.gpx}]", [("a.gpx", None), ("b.gpx", None)]),
    ],
)
def test_tracks_are_names_or_tables(typed: str, meant: list[tuple[str, str | None]]) -> None:
    assert tracks(value(typed)) == tuple(TrackRef(file, 2, sport) for file, sport in meant)


def test_each_track_knows_its_own_line() -> None:
    assert [ref.line for ref in tracks(value("\n- a.gpx\n- b.gpx"))] == [3, 4]


@pytest.mark.parametrize("typed", ["{sport: run}", "{file: a.gpx, spotr: run}", "[[a.gpx]]"])
def test_what_is_no_track_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="takes file names"):
        tracks(value(typed))


def test_what_is_said_about_a_track_is_kept_with_it() -> None:
    typed = "{file: a.gpx, sport: run, elevation: Watch, cut: [12:10-13:05, after 17:42]}"
    two = Cut(time(12, 10), time(13, 5), 2), Cut(time(17, 42), None, 2)
    assert tracks(value(typed)) == (TrackRef("a.gpx", 2, "run", "watch", two),)


def test_nothing_said_about_a_track_is_nothing() -> None:
    found = tracks(value("{file: a.gpx, sport: , elevation: , cut: }"))
    assert found == (TrackRef("a.gpx", 2),)


@pytest.mark.parametrize(
    ("typed", "key", "line", "phrase"),
    [
        ("\n- a.gpx\n- file: b.gpx\n  sport: knit", "sport", 5, "takes run, "),
        ("\n- a.gpx\n- file: b.gpx\n  elevation: gps", "elevation", 5, "takes watch, "),
        ("\n- file: b.gpx\n  cut:\n  - after 8:10\n  - 9:20", "cut", 6, "is a moment"),
        ("\n- file: [b.gpx]", "file", 3, "takes text"),
        ("\n- a.gpx\n- sport: run", "", 4, "takes file names"),
        ("\n- a.gpx\n- [b.gpx]", "", 4, "takes file names"),
    ],
)
def test_what_is_wrong_about_one_track_is_told_where_it_stands(
    typed: str, key: str, line: int, phrase: str
) -> None:
    with pytest.raises(InsideError, match=phrase) as caught:
        tracks(value(typed))
    assert (caught.value.key, caught.value.at.line) == (key, line)


TEXT = (
    st.text(st.characters(codec="utf-8"))
    | st.text("0123456789:-., hkmins", max_size=12)
    | st.from_regex(r"(after |before )?\d\d?:\d\d( to \d\d:\d\d)?", fullmatch=True)
)
TABLE = st.dictionaries(
    st.sampled_from(["file", "sport", "elevation", "cut", "x"]), TEXT, max_size=2
)
CONTENT = TEXT | TABLE | st.lists(TEXT | TABLE | st.lists(TEXT, max_size=2), max_size=3)


def valued(content: object) -> Value:
    if isinstance(content, list):
        return Value(tuple(valued(item) for item in content), 1, 1, 1)
    if isinstance(content, Mapping):
        return Value({key: valued(item) for key, item in content.items()}, 1, 1, 1)
    assert isinstance(content, str)
    return said(content)


@given(st.sampled_from([*ENTRY, *PAGE]), CONTENT)
def test_any_value_is_understood_or_refused_with_a_phrase(key: str, content: object) -> None:
    try:
        {**PAGE, **ENTRY}[key](valued(content))
    except ValueError as error:
        assert str(error).startswith(("takes ", "is "))


def test_words_of_other_tools_lead_to_keys_of_ours() -> None:
    assert set(ELSEWHERE.values()) <= ENTRY.keys()
    assert not ELSEWHERE.keys() & ENTRY.keys()


@pytest.mark.parametrize("typed", ["cycling", "Run", "other", "gravel"])
def test_a_sport_is_a_known_word(typed: str) -> None:
    assert ENTRY["sport"](value(typed)) == typed


def test_an_unknown_sport_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="takes run, "):
        ENTRY["sport"](value("knitting"))
