from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.config import AthleteConfig, Config, load_config
from milepost.errors import ConfigError, Problem
from milepost.model.delay import NO_DELAY, Delay

A_ZONE = 'takes a time zone such as "Europe/Oslo" or "Asia/Kolkata"'
A_SLUG = "becomes a part of an address: use small letters, digits and hyphens"
SOME = "'sensors' in [numbers] takes a list of heart_rate, cadence, power, temperature, energy"
SITE = '[site]\ntitle = "A journey"\n'


def config_of(text: str) -> Config:
    """Load settings that are without a fault."""
    config, warnings = load_config("site.toml", text.encode())
    assert not warnings
    return config


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    """Load settings that are wrong."""
    with pytest.raises(ConfigError) as caught:
        load_config("site.toml", text if isinstance(text, bytes) else text.encode())
    return caught.value.problems


def problem_of(text: str | bytes) -> Problem:
    (problem,) = problems_of(text)
    return problem


def warning_of(text: str) -> Problem:
    _, (warning,) = load_config("site.toml", text.encode())
    assert warning.severity == "warning"
    return warning


def test_a_title_is_enough() -> None:
    assert config_of(SITE) == Config(title="A journey")


def test_every_setting_is_understood() -> None:
    config = config_of(
        '[site]\ntitle = "A"\nurl = "https://example.org/j"\ndescription = " Far "\n'
        'language = "pt-BR"\ntimezone = "Asia/Kolkata"\nunits = "imperial"\n'
        '[theme]\nname = "plain"\n[feed]\nlimit = 5\n[build]\nper_page = 3\n'
        '[[athletes]]\nname = "Ada"\nslug = "ada"\n'
        '[numbers]\ndistance = "raw"\nsensors = ["power", "heart_rate"]\n'
        "max_heart_rate = 185\nthreshold_power = 250\nsplit_days = true\n"
        '[[journeys]]\ntitle = "Alps"\nstart = 2026-05-01\nend = "2026-05-31"\n'
        'routes = ["a.gpx", "b.gpx"]\n'
    )
    assert (config.url, config.description) == ("https://example.org/j/", "Far")
    assert (config.language, config.timezone) == ("pt-BR", "Asia/Kolkata")
    assert (config.units, config.theme) == ("imperial", "plain")
    assert (config.feed_limit, config.per_page) == (5, 3)
    assert (config.distance_mode, config.split_days) == ("raw", True)
    assert config.sensors == ("heart_rate", "power")
    assert (config.max_heart_rate, config.threshold_power) == (185, 250)
    assert config.athletes == (AthleteConfig("Ada", "ada"),)
    journey = config.journeys[0]
    assert (journey.start, journey.end) == (date(2026, 5, 1), date(2026, 5, 31))
    assert journey.routes == ("a.gpx", "b.gpx")


def test_a_site_may_hold_its_entries_back() -> None:
    for typed, delay in (
        ("24h", Delay(seconds=86_400)),
        ("next day", Delay(next_day=True)),
        ("now", NO_DELAY),
    ):
        config = config_of(f'{SITE}[privacy]\npublish_after = "{typed}"\n')
        assert config.publish_after == delay


def test_a_delay_that_is_none_is_told_where_it_stands() -> None:
    problem = problem_of(f'{SITE}[privacy]\npublish_after = "tomorrow"\n')
    assert problem.place == "site.toml:4:17"
    assert problem.message.startswith("'publish_after' in [privacy] takes a time such as 24h")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("byte order mark", "\ufeff" + SITE),
        ("Windows line ends", SITE.replace("\n", "\r\n")),
        ("old Mac line ends", SITE.replace("\n", "\r")),
        ("no line end at the end", SITE.rstrip()),
        ("dotted key", 'site.title = "A journey"\n'),
        ("inline table", 'site = { title = "A journey" }\n'),
    ],
)
def test_the_same_settings_in_another_writing_are_the_same(name: str, text: str) -> None:
    assert config_of(text) == Config(title="A journey"), name


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("urll = 3", 3, "unknown setting 'urll' in [site]; did you mean 'url'?"),
        (
            "[numbers]\nsensor = []",
            4,
            "unknown setting 'sensor' in [numbers]; did you mean 'sensors'?",
        ),
        ("zzz = 3", 3, "unknown setting 'zzz' in [site]"),
        ("[fead]\nlimit = 3", 3, "unknown table 'fead'; did you mean 'feed'?"),
        ("[[journies]]", 3, "unknown table 'journies'; did you mean 'journeys'?"),
        (
            '[[athletes]]\nname = "Ada"\nulr = 1',
            5,
            "unknown setting 'ulr' in [[athletes]]; did you mean 'url'?",
        ),
    ],
)
def test_an_unknown_setting_is_a_warning(text: str, line: int, message: str) -> None:
    warning = warning_of(f"{SITE}{text}\n")
    assert (warning.line, warning.message) == (line, message)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("url = 3", "'url' in [site] takes text in quotes, not a number"),
        ("url = 2026-05-01", "'url' in [site] takes text in quotes, not a date"),
        ("url = 08:30:00", "'url' in [site] takes text in quotes, not a time"),
        ("url = [1]", "'url' in [site] takes text in quotes, not a list"),
        ("url = {}", "'url' in [site] takes text in quotes, not a table"),
        ("url = true", "'url' in [site] takes text in quotes, not true or false"),
        ('url = " "', "'url' in [site] is empty; write something between the quotes"),
        (
            'url = "example.org"',
            "'url' in [site] takes a whole address: \"https://example.org/\"",
        ),
        (
            'url = "https://["',
            "'url' in [site] takes a whole address: \"https://example.org/\"",
        ),
        ('url = "https://a.org/?b"', "'url' in [site] must not hold '?' or '#'"),
        ('units = "km"', '\'units\' in [site] takes "metric" or "imperial" or "both"'),
        ('units = ["km"]', '\'units\' in [site] takes "metric" or "imperial" or "both"'),
        (
            'language = "klingon"',
            '\'language\' in [site] takes a language code such as "en", "de" or "pt-BR"',
        ),
        (
            'timezone = "Asia/Calcuta"',
            f"'timezone' in [site] {A_ZONE}; did you mean 'Asia/Calcutta'?",
        ),
        (
            'timezone = "../etc/passwd"',
            f"'timezone' in [site] {A_ZONE}",
        ),
        ("[feed]\nlimit = 0", "'limit' in [feed] takes a whole number from 1 to 200"),
        ("[feed]\nlimit = true", "'limit' in [feed] takes a whole number from 1 to 200"),
        ('[feed]\nlimit = "5"', "'limit' in [feed] takes a whole number from 1 to 200"),
        (
            '[feed]\nidentity = "https://a.org/"',
            "'identity' in [feed] takes the name of a host: \"example.org\"",
        ),
        (
            '[feed]\nidentity = "a.org:8080"',
            "'identity' in [feed] takes the name of a host: \"example.org\"",
        ),
        ("feed = 5\n", "'feed' is a table; begin it with [feed]"),
        (
            '[numbers]\ndistance = "smooth"',
            '\'distance\' in [numbers] takes "recorded" or "raw"',
        ),
        (
            '[numbers]\nsensors = "heartrate"',
            f"{SOME}, not 'heartrate'; did you mean 'heart_rate'?",
        ),
        ('[numbers]\nsensors = ["power", "x"]', f"{SOME}, not 'x'"),
        ("[numbers]\nsensors = [[], 3]", SOME),
        ("[numbers]\nsensors = true", SOME),
        (
            "[numbers]\nmax_heart_rate = 1850",
            "'max_heart_rate' in [numbers] takes a whole number from 100 to 240",
        ),
        (
            '[numbers]\nthreshold_power = "250"',
            "'threshold_power' in [numbers] takes a whole number from 50 to 600",
        ),
        (
            '[numbers]\nsplit_days = "yes"',
            "'split_days' in [numbers] takes true or false, without quotes",
        ),
        ("[[athletes]]", '[[athletes]] needs a name: add  name = "…"'),
        ("[journeys]", "'journeys' is a list; begin each with [[journeys]]"),
        (
            '[[athletes]]\nname = "Ada"\nslug = "Ada L"',
            f"'slug' in [[athletes]] {A_SLUG}",
        ),
        (
            '[[athletes]]\nname = "Ada"\nslug = "aux"',
            "'slug' in [[athletes]] cannot be 'aux', as Windows has no such folder; add a word",
        ),
        (
            '[[journeys]]\ntitle = "A"\nroutes = [1]',
            '\'routes\' in [[journeys]] takes a list of names: ["one.gpx", "two.gpx"]',
        ),
        (
            '[[journeys]]\ntitle = "A"\nstart = "May"',
            "'start' in [[journeys]] takes a date: 2026-05-01",
        ),
        (
            '[[journeys]]\ntitle = "A"\nstart = 2026-05-02\nend = 2026-05-01',
            "'end' in [[journeys]] is before its start, 2026-05-02",
        ),
    ],
)
def test_a_wrong_value_is_an_error_that_says_what_it_takes(setting: str, message: str) -> None:
    text = f"{setting}{SITE}" if setting.endswith("\n") else f"{SITE}{setting}\n"
    assert problem_of(text).message == message


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("title = Hello", (2, 9), 'put text in straight quotes:  title = "…"'),
        ("title = “Hello”", (2, 9), 'put text in straight quotes:  title = "…"'),
        ('title = "Hello', (2, 15), "the text is not closed; end it with a quote"),
        ('title = """Hello', (2, 17), "the text is not closed; end it with a quote"),
        ('title: "Hello"', (2, 6), 'there is no "=" after the name; write it as  title = "…"'),
        ('title = "a" url = "b"', (2, 13), "write one setting on a line"),
        ('title = "C:\\Users"', (2, 14), "write a backslash twice"),
        ('title = "a"\ntitle = "b"', (3, 1), "'title' is given twice; keep one"),
        ('title = "a"\n[site]', (3, 1), "'[site]' is given twice; keep one"),
        ('title = "a"\n[feed', (3, 6), "the bracket is not closed; write it as  [site]"),
        ("title = [1,", (2, 12), "the bracket is not closed; add ] or } at the end"),
    ],
)
def test_a_slip_of_the_pen_is_shown_where_it_is(
    text: str, place: tuple[int, int], message: str
) -> None:
    problem = problem_of(f"[site]\n{text}")
    assert (problem.line, problem.column) == place
    assert message in problem.message


@pytest.mark.parametrize(
    ("setting", "sensors"),
    [
        ('sensors = "energy"', ("energy",)),
        ('sensors = ["energy", "cadence", "energy"]', ("cadence", "energy")),
        ("sensors = []", ()),
        ("", ()),
    ],
)
def test_sensors_are_one_word_or_a_list_in_any_order(
    setting: str, sensors: tuple[str, ...]
) -> None:
    assert config_of(f"{SITE}[numbers]\n{setting}\n").sensors == sensors


@pytest.mark.parametrize(
    ("key", "number", "sensor"),
    [("max_heart_rate", 185, "heart_rate"), ("threshold_power", 250, "power")],
)
def test_zones_of_a_sensor_that_is_not_shown_are_a_warning(
    key: str, number: int, sensor: str
) -> None:
    warning = warning_of(f'{SITE}[numbers]\nsensors = "cadence"\n{key} = {number}\n')
    assert (warning.line, warning.column) == (5, 1)
    assert warning.message == (
        f"'{key}' in [numbers] has no effect: '{sensor}' is not in sensors; "
        "add it there to show time in zones"
    )


def test_times_in_files_that_are_not_offered_are_a_warning() -> None:
    warning = warning_of(f"{SITE}[map]\ngpx_times = true\n")
    assert (warning.line, warning.column) == (4, 1)
    assert warning.message == (
        "'gpx_times' in [map] has no effect without  gpx = true; add that line"
    )


def test_wrong_sensors_are_told_once() -> None:
    text = f'{SITE}[numbers]\nsensors = "heart"\nmax_heart_rate = 185\n'
    assert problem_of(text).message.startswith(SOME)


@pytest.mark.parametrize("second", ['title = "alps"', 'title = "B"\nslug = "alps"'])
def test_two_journeys_of_one_name_are_refused(second: str) -> None:
    problem = problem_of(f'{SITE}[[journeys]]\ntitle = "Alps"\n[[journeys]]\n{second}\n')
    assert problem.message.startswith("another of the [[journeys]] has this ")
    assert problem.line == 5 + second.count("\n") + 1


def test_one_slug_tells_two_journeys_of_one_title_apart() -> None:
    text = '[[journeys]]\ntitle = "Alps"\n[[journeys]]\ntitle = "Alps"\nslug = "again"\n'
    assert len(config_of(SITE + text).journeys) == 2


def test_all_problems_are_told_at_once_and_in_the_order_of_the_file() -> None:
    problems = problems_of('[site]\nunits = "x"\nurl = 1\nfoo = 1\n[feed]\nlimit = "a"\n')
    assert [problem.line for problem in problems] == [1, 2, 3, 4, 6]


def test_an_error_shows_the_line_with_a_caret_under_the_value() -> None:
    assert str(problem_of(f'{SITE}units = "miles"  # or km\n')).splitlines()[1:] == [
        '    3 | units = "miles"  # or km',
        "      |         ^^^^^^^",
    ]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[feed]\nlimit = 3\n"])
def test_without_a_site_table_the_author_is_told_to_begin_one(text: str) -> None:
    message = problem_of(text).message
    assert message == 'there is no [site] table; begin with  [site]  and  title = "…"'


def test_a_title_above_its_table_is_an_error() -> None:
    problem = problem_of('title = "A"\n')
    assert problem.message == "'title' belongs in the [site] table: put it below a line [site]"


def test_a_setting_above_its_table_is_not_lost_without_a_word() -> None:
    assert warning_of(f'units = "metric"\n{SITE}').line == 1


def test_text_that_is_not_utf_8_names_its_line() -> None:
    problem = problem_of(b'[site]\ntitle = "\xdcber"\n')
    assert (problem.line, problem.excerpt) == (2, 'title = "\ufffdber"')
    assert problem.message == "the file is not UTF-8 text; save it as UTF-8 in your editor"


def test_endless_brackets_are_an_error() -> None:
    assert "nested too deeply" in problem_of(f"{SITE}a = {'[' * 5000}").message


def test_odd_line_separators_in_text_do_not_shift_the_lines() -> None:
    assert problem_of('[site]\ntitle = "a\u2028b\u0085c"\nunits = "x"\n').line == 3


@given(st.text() | st.text("[]{}=\"'#.,-\n\\ siteul_0123:\u2028", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        load_config("site.toml", text.encode("utf-8", "surrogatepass"))
    except ConfigError as error:
        assert error.problems


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        load_config("site.toml", data)
    except ConfigError as error:
        assert error.problems


@given(
    st.sampled_from(["title", "url", "language", "timezone", "units", "description"]),
    st.text(st.characters(codec="utf-8", exclude_characters="'\r", exclude_categories=["Cc"])),
)
def test_any_text_as_a_setting_is_read_or_refused(key: str, value: str) -> None:
    try:
        load_config("site.toml", f"[site]\n{key} = '{value}'\n".encode())
    except ConfigError as error:
        assert all(problem.line for problem in error.problems)


@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda title: title.strip()))
def test_any_title_comes_back(title: str) -> None:
    quoted = "".join(f"\\U{ord(char):08x}" for char in title)
    assert config_of(f'[site]\ntitle = "{quoted}"\n').title == title.strip()


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Factory"])
def test_a_zone_that_differs_from_machine_to_machine_is_refused(zone: str) -> None:
    text = f'[site]\ntitle = "x"\ntimezone = "{zone}"\n'
    with pytest.raises(ConfigError, match="takes a time zone"):
        load_config("site.toml", text.encode())


def test_the_line_is_for_download_and_waypoints_are_private_by_themselves() -> None:
    config = config_of(SITE)
    assert (config.download, config.waypoints) == (True, False)
    config = config_of(f"{SITE}[map]\ndownload = false\nwaypoints = true\n")
    assert (config.download, config.waypoints) == (False, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# " + "x" * 200_000, "the file is too large (200,002 characters) for settings"),
        ("a = " + "1" * 5000, "a number in it has more digits than any setting needs"),
        ("a" + ".a" * 2000 + " = 1", "the brackets are nested too deeply"),
    ],
    ids=["long", "digits", "dots"],
)
def test_settings_that_nobody_writes_are_refused(text: str, words: str) -> None:
    assert words in problem_of(text).message
