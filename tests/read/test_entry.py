from datetime import UTC, date, datetime, time
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.errors import Problem, SourceError
from milepost.model.delay import NO_DELAY, Delay
from milepost.model.journal import Cut, Entry, TrackRef, Typed
from milepost.read.entry import parse_entry, parse_page

FLAT = "journal/2026-05-01-first-day.md"


def entry(text: str, path: str = FLAT, *, zone: str = "Europe/Zurich") -> Entry:
    bundle = path.endswith("/index.md")
    return parse_entry(PurePosixPath(path), text.encode(), bundle=bundle, time_zone=zone)


def keyed(keys: str, path: str = FLAT) -> Entry:
    return entry(f"---\n{keys}\n---\nText\n", path)


def problems_of(text: str, path: str = FLAT) -> tuple[Problem, ...]:
    with pytest.raises(SourceError) as caught:
        entry(text, path)
    return caught.value.problems


def warnings_of(found: Entry) -> list[str]:
    return [problem.message for problem in found.warnings]


@pytest.mark.parametrize(
    ("path", "day", "slug"),
    [
        ("journal/2026-05-01-first-day.md", date(2026, 5, 1), "first-day"),
        ("journal/2026-05-01.md", date(2026, 5, 1), ""),
        ("journal/2026-5-1 first day.md", date(2026, 5, 1), "first day"),
        ("journal/2026-05-01_first.md", date(2026, 5, 1), "first"),
        ("journal/alps/2026-05-01-first.md", date(2026, 5, 1), "first"),
        ("journal/2026-05-01-first/index.md", date(2026, 5, 1), "first"),
        ("journal/alps/2026-05-01/index.md", date(2026, 5, 1), ""),
    ],
)
def test_the_date_comes_from_the_name(path: str, day: date, slug: str) -> None:
    found = entry("Text", path)
    assert (found.date, found.slug) == (day, slug)


def test_a_bundle_knows_its_folder() -> None:
    folder = entry("Text", "journal/2026-05-01-first/index.md").folder
    assert folder == PurePosixPath("journal/2026-05-01-first")


def test_a_flat_entry_has_no_folder() -> None:
    assert entry("Text").folder is None


def test_the_key_date_wins_over_the_name() -> None:
    found = keyed("date: 2026-06-02")
    assert (found.date, found.slug) == (date(2026, 6, 2), "first-day")


def test_the_key_date_is_enough() -> None:
    found = keyed("date: 2026-06-02", "journal/summit.md")
    assert (found.date, found.slug) == (date(2026, 6, 2), "summit")


def test_a_time_of_day_is_meant_in_the_sites_zone() -> None:
    found = keyed("date: 2026-11-20 08:30")
    assert found.date == date(2026, 11, 20)
    assert found.published == datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


def test_a_time_with_an_offset_keeps_the_day_of_the_place() -> None:
    found = keyed("date: 2026-11-20 01:00 +05:45")
    assert found.date == date(2026, 11, 20)
    assert found.published == datetime(2026, 11, 19, 19, 15, tzinfo=UTC)


def test_a_date_alone_is_no_moment() -> None:
    assert keyed("date: 2026-11-20").published is None


def test_every_key_is_understood() -> None:
    found = keyed(
        "title: Far\nupdated: 2026-05-03\nslug: far\ndescription: Very far\ndraft: yes\n"
        "tags: [rain, wind]\nauthor: Ada\nwith: Bob, Cy\njourney: alps\nsport: ride\n"
        "tracks: [a.gpx]\nrest: no\ndistance: 31 km\nmoving_time: 1:23:45\n"
        "elevation_gain: 800 m\nelevation: phone\ncut: after 17:42"
    )
    assert not found.warnings
    assert (found.title, found.slug, found.description) == ("Far", "far", "Very far")
    assert (found.updated, found.draft, found.rest) == (date(2026, 5, 3), True, False)
    assert (found.tags, found.authors) == (("rain", "wind"), ("Ada",))
    assert (found.companions, found.journey, found.sport) == (("Bob", "Cy"), "alps", "ride")
    assert found.tracks == (TrackRef("a.gpx", 12),)
    assert found.typed == Typed(31_000, 5025, 800)
    assert (found.elevation, found.cuts) == ("phone", (Cut(time(17, 42), None, 18),))
    assert found.key_lines["journey"] == 10


def test_without_a_word_nothing_is_cut_and_the_climb_is_left_to_the_recording() -> None:
    found = keyed("title: Far")
    assert (found.elevation, found.cuts) == (None, ())


def test_an_author_may_say_what_the_ends_of_the_day_are_called() -> None:
    said = keyed("from: Dudu\nto: The inn at the bridge")
    assert (said.start_place, said.end_place) == ("Dudu", "The inn at the bridge")
    assert (keyed("from:").start_place, keyed("title: Far").end_place) == (None, None)


def test_an_entry_that_does_not_speak_of_waypoints_leaves_them_to_the_site() -> None:
    said = [keyed(keys).waypoints for keys in ("title: Far", "waypoints: yes", "waypoints: no")]
    assert said == [None, True, False]


def test_toml_has_the_same_keys() -> None:
    found = entry('+++\ncut = ["8:10-9:00", "after 17:42"]\nelevation = "none"\n+++\nText')
    assert found.cuts == (Cut(time(8, 10), time(9), 2), Cut(time(17, 42), None, 2))
    assert found.elevation == "none"


def test_a_bare_time_of_toml_is_no_part_of_the_day() -> None:
    (problem,) = problems_of("+++\ncut = 12:10:00\n+++\n")
    assert problem.line == 2
    assert problem.message.startswith(
        "'cut' is a moment, not a part of the day; write after 12"
    )


@pytest.mark.parametrize(
    ("keys", "line", "message"),
    [
        ("cut: lunch", 2, "'cut' takes a part of the day: 12:10-13:05, "),
        ("cuts: lunch", 2, "'cuts' takes a part of the day: 12:10-13:05, "),
        ("cut:\n- 8:10-9:00\n- 9:10-9:00", 4, "'cut' is backward: 09:00 is not after 09:10"),
        ("elevation: 320 m", 2, "'elevation' takes watch, phone or none; a climb that"),
        (
            "tracks:\n- a.gpx\n- file: b.gpx\n  elevation: wach",
            5,
            "'elevation' in 'tracks' takes watch, phone or none; did you mean 'watch'?",
        ),
        ("tracks:\n- a.gpx\n- fil: b.gpx", 4, "'tracks' takes file names, or  file:  with"),
    ],
)
def test_a_wrong_word_for_the_numbers_is_told_where_it_stands(
    keys: str, line: int, message: str
) -> None:
    problem = next(p for p in problems_of(f"---\n{keys}\n---\n") if p.severity == "error")
    assert problem.line == line
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("typed", "delay"),
    [
        ("48h", Delay(seconds=172_800)),
        ("1 day", Delay(seconds=86_400)),
        ("next day", Delay(next_day=True)),
        ("now", NO_DELAY),
        ("2026-06-01", Delay(until=datetime(2026, 5, 31, 22, tzinfo=UTC))),
        ("2026-06-01 08:00", Delay(until=datetime(2026, 6, 1, 6, tzinfo=UTC))),
        ("2026-06-01 08:00+05:30", Delay(until=datetime(2026, 6, 1, 2, 30, tzinfo=UTC))),
    ],
)
def test_an_entry_may_wait(typed: str, delay: Delay) -> None:
    assert keyed(f"publish_after: {typed}").delay == delay


def test_an_entry_that_does_not_say_so_waits_as_the_site_does() -> None:
    assert keyed("title: a").delay is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("a while", 'takes a time such as 24h or 2 days, "next day" or "now", or a date: '),
        ("4:35", "takes a time such as 24h"),
        ("2026-06-31", "is no day or time that exists"),
        ("9999-12-31", "takes a year of our time"),
        ("9999h", "is more than a year; to keep an entry to yourself write  draft: yes"),
    ],
)
def test_a_delay_that_is_none_is_told_where_it_stands(typed: str, message: str) -> None:
    (problem,) = problems_of(f"---\ntitle: a\npublish_after: {typed}\n---\n")
    assert (problem.line, problem.severity) == (3, "error")
    assert problem.message.startswith(f"'publish_after' {message}")


def test_a_word_of_another_tool_is_understood_with_a_hint() -> None:
    found = keyed("duration: 1:23:45")
    assert found.typed.moving_s == 5025
    assert warnings_of(found) == ["'duration' is called 'moving_time' here; it was understood"]


def test_a_capital_from_a_phone_is_understood_with_a_hint() -> None:
    found = keyed("Title: Far")
    assert found.title == "Far"
    assert warnings_of(found) == ["'Title' is called 'title' here; it was understood"]


@pytest.mark.parametrize(
    "keys", ["summary: a\ndescription: b", "description: b\nsummary: a", "tag: a\nkeywords: b"]
)
def test_two_words_for_one_thing_are_refused(keys: str) -> None:
    (problem,) = (p for p in problems_of(f"---\n{keys}\n---\n") if p.severity == "error")
    assert problem.message.endswith("mean the same; keep one")
    assert problem.line == 3


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("titel: a", "unknown key 'titel'; did you mean 'title'?"),
        ("shoes: red", "unknown key 'shoes'"),
    ],
)
def test_an_unknown_key_is_a_warning(keys: str, message: str) -> None:
    assert warnings_of(keyed(keys)) == [message]


def test_a_misspelt_delay_stops_the_build() -> None:
    (problem,) = problems_of("---\npublish_aftr: 48h\n---\n")
    assert problem.message == "unknown key 'publish_aftr'; did you mean 'publish_after'?"
    assert (problem.line, problem.severity) == (2, "error")


def test_a_key_without_a_value_is_not_given() -> None:
    found = keyed("tags:\nupdated:\ntitle:")
    assert (found.tags, found.updated, found.title) == ((), None, None)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Far away\n\nText", "Far away", "\nText"),
        ("# Far away #\nText", "Far away", "Text"),
        ("\n\n# Far away", "Far away", ""),
        ("---\ntitle: Far\n---\n# Far\nText", "Far", "Text"),
        ("---\ntitle: Far\n---\n# Other\nText", "Far", "# Other\nText"),
        ("## Lower\nText", None, "## Lower\nText"),
        ("#tag\nText", None, "#tag\nText"),
        ("Text\n\n# Later", None, "Text\n\n# Later"),
        ("", None, ""),
    ],
)
def test_a_first_heading_is_the_title(text: str, title: str | None, body: str) -> None:
    found = entry(text)
    assert (found.title, found.text) == (title, body)


def test_a_byte_order_mark_hides_no_keys() -> None:
    assert entry("\ufeff---\ntitle: Far\n---\nText").title == "Far"


def test_all_wrong_values_are_told_at_once() -> None:
    problems = problems_of("---\ndraft: maybe\nrest: [a]\nupdated: soon\n---\n", "journal/x.md")
    assert [(problem.line, problem.column) for problem in problems] == [
        (2, 8),
        (3, 7),
        (4, 10),
        (None, None),
    ]


@pytest.mark.parametrize("key", ["date", "Date"])
def test_a_wrong_date_key_is_told_once(key: str) -> None:
    problems = problems_of(f"---\n{key}: soon\n---\n", "journal/x.md")
    (problem,) = (problem for problem in problems if problem.severity == "error")
    assert problem.message == f"'{key}' takes a date: 2026-11-20, or 2026-11-20 08:30"


def test_an_empty_date_key_does_not_lose_the_entry() -> None:
    (problem,) = problems_of("---\ndate:\n---\nText", "journal/x.md")
    assert problem.message.startswith("no date: begin the name with it")


def test_a_name_without_a_date_is_refused_with_both_cures() -> None:
    (problem,) = problems_of("Text", "journal/summit.md")
    assert problem.message == (
        "no date: begin the name with it (2026-05-01-summit) or add  date: 2026-05-01"
    )


def test_a_date_in_a_name_must_exist() -> None:
    (problem,) = problems_of("Text", "journal/2026-02-30-first/index.md")
    assert problem.message == "'2026-02-30' is no date of the calendar; rename it"


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Text", "journal/9999-12-31.md", "9999-12-31 is no day of our time; rename it"),
        ("---\ndate: 0202-05-01\n---\n", "journal/a.md", "'date' takes a year of our time"),
    ],
)
def test_a_day_that_no_calendar_has_room_for_is_refused(
    text: str, name: str, words: str
) -> None:
    (problem,) = problems_of(text, name)
    assert problem.message == words


def test_a_page_takes_slug_and_title_from_its_name() -> None:
    page = parse_page(PurePosixPath("pages/my-bike.md"), b"Text")
    assert (page.slug, page.title, page.text) == ("my-bike", "My bike", "Text")


def test_a_page_has_keys() -> None:
    page = parse_page(
        PurePosixPath("pages/a.md"), b"---\ntitle: B\nslug: c\ndraft: yes\n---\nT"
    )
    assert (page.title, page.slug, page.draft, page.text) == ("B", "c", True, "T")


def test_a_key_of_entries_is_unknown_on_a_page() -> None:
    page = parse_page(PurePosixPath("pages/a.md"), b"---\nrest: yes\n---\n")
    assert [problem.message for problem in page.warnings] == ["unknown key 'rest'"]


def test_a_wrong_value_on_a_page_is_refused() -> None:
    with pytest.raises(SourceError, match="takes yes or no"):
        parse_page(PurePosixPath("pages/a.md"), b"---\ndraft: maybe\n---\n")


KEYS = [
    "title",
    "date",
    "duration",
    "distance",
    "rest",
    "tags",
    "tracks",
    "updated",
    "Draft",
    "cut",
]
LINES = st.builds(
    "{}: {}".format,
    st.sampled_from(KEYS),
    st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=20)
    | st.text("0123456789-:.TZ hkmins[]{}\"'", max_size=20),
)


@given(st.lists(LINES, max_size=4), st.sampled_from([FLAT, "journal/x.md"]))
def test_any_keys_make_an_entry_or_are_refused(lines: list[str], path: str) -> None:
    try:
        found = entry("\n".join(["---", *lines, "---", "Text"]), path)
    except SourceError as error:
        assert error.problems
    else:
        assert found.text == "Text"


@given(st.binary() | st.binary().map(lambda data: b"---\n" + data + b"\n---\n"))
def test_any_bytes_make_an_entry_or_are_refused(data: bytes) -> None:
    try:
        parse_entry(PurePosixPath(FLAT), data, bundle=False, time_zone="UTC")
    except SourceError as error:
        assert error.problems


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")))
def test_no_word_of_an_entry_is_lost(text: str) -> None:
    found = entry(f"---\ntitle: Far\n---\n\n.{text}")
    assert found.text == f"\n.{text}"


def test_the_photo_of_share_pictures_is_chosen_by_cover() -> None:
    with pytest.raises(SourceError, match=r"takes yes or no; choose .* cover: dog\.jpg"):
        entry("---\nshare_photo: dog.jpg\n---\n")


def test_an_entry_is_no_library() -> None:
    with pytest.raises(SourceError, match=r"the text is too large \(1.5 MB\); part it"):
        parse_page(PurePosixPath("pages/a.md"), b"word " * 300_000)


def test_a_tangle_of_brackets_is_told_at_its_line() -> None:
    text = "---\ntitle: A\n---\n# A\n\nwords\n\n" + "[" * 9_000
    with pytest.raises(SourceError, match=r"a.md:8: this paragraph has too many brackets"):
        parse_page(PurePosixPath("pages/a.md"), text.encode())
