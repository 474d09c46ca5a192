from datetime import UTC, date, datetime
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from milepost.errors import Problem
from milepost.model.activity import Activity, Measured, Profile, Totals
from milepost.read.stored import dump_measured, dump_texts, load_measured, load_texts

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | NUMBER
PAIRS = st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=3).map(tuple)
TOTALS = st.builds(
    Totals, NUMBER, NUMBER, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, MAYBE, st.integers(0, 9)
)
ACTIVITIES = st.builds(
    Activity,
    id=TEXT,
    source=st.sampled_from([PurePosixPath("journal/a/b.gpx"), PurePosixPath("tracks/é.gpx")]),
    sport=TEXT,
    start=st.none() | st.datetimes(timezones=st.just(UTC)),
    day=st.none() | st.dates(),
    zone=st.none() | TEXT,
    totals=TOTALS,
    lines=st.lists(PAIRS, max_size=2).map(tuple),
    profile=st.none() | st.builds(Profile, st.lists(PAIRS, min_size=1, max_size=2).map(tuple)),
)
PROBLEMS = st.builds(
    Problem,
    TEXT,
    st.none() | TEXT,
    st.none() | st.integers(1, 9),
    severity=st.sampled_from(["error", "warning"]),
)


@given(
    st.builds(
        Measured,
        st.lists(ACTIVITIES, max_size=2).map(tuple),
        st.lists(PROBLEMS, max_size=2).map(tuple),
    )
)
def test_what_was_measured_comes_back(measured: Measured) -> None:
    assert load_measured(dump_measured(measured)) == measured


@given(st.lists(TEXT).map(tuple))
def test_texts_come_back(texts: tuple[str, ...]) -> None:
    assert load_texts(dump_texts(texts)) == texts


def test_the_same_measure_is_written_in_the_same_bytes() -> None:
    start = datetime(2026, 5, 1, 6, tzinfo=UTC)
    activity = Activity(
        "a", PurePosixPath("a"), "ride", start, date(2026, 5, 1), None, Totals(), (), None
    )
    assert dump_measured(Measured((activity,))) == dump_measured(Measured((activity,)))
