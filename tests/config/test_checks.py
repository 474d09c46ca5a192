"""Settings that are wrong together."""

from datetime import date

import pytest

from milepost.config import Config, load_config
from milepost.errors import ConfigError

HEAD = '[site]\ntitle = "A"\n'
ASHA = '[[athletes]]\nname = "Asha Rao"\nslug = "asha"\n'
GOAL = '[[goals]]\nname = "Marathon"\n'


def load(*tables: str) -> Config:
    config, problems = load_config("site.toml", "".join((HEAD, *tables)).encode())
    assert problems == ()
    return config


def wrong(*tables: str) -> tuple[int | None, str]:
    """Return the line and the words of the only problem."""
    with pytest.raises(ConfigError) as caught:
        load_config("site.toml", "".join((HEAD, *tables)).encode())
    (problem,) = caught.value.problems
    return problem.line, problem.message


def test_a_goal_has_its_numbers_in_one_unit() -> None:
    made = load(
        ASHA,
        GOAL,
        'sports = ["run"]\nathletes = ["asha rao"]\nstart = 2026-05-01\n',
        'distance = "42.195 km"\nbefore = "20 mi"\n',
        'stages = [{name = "40", at = "40 km"}, {name = "half", at = "21.1 km"}]',
    )
    (goal,) = made.goals
    assert goal.distance == pytest.approx(42_195)
    assert goal.before == pytest.approx(32_186.88)
    assert [name for name, _ in goal.stages] == ["half", "40"]
    assert goal.start == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("target", "before"),
    [
        ('elevation_gain = "8849 m"', "400 m"),
        ('moving_time = "24:00:00"', "3 h 5 min"),
        ("days = 30", "3"),
        ("count = 12", "3"),
    ],
)
def test_a_goal_may_be_of_climb_time_days_or_number(target: str, before: str) -> None:
    (goal,) = load(GOAL, f'{target}\nbefore = "{before}"\n').goals
    assert goal.before > 0


@pytest.mark.parametrize(
    ("keys", "line", "words"),
    [
        ("", 3, "[[goals]] needs one of distance, elevation_gain, moving_time, days, count"),
        ('distance = "5 km"\ndays = 3', 6, "'days' and 'distance' in [[goals]] are two goals"),
        ('distance = "5 km"\nbefore = "3 h"', 6, "takes a number and a unit"),
        ('distance = "5 km"\nbefore = "5 km"', 6, "is the whole goal already"),
        ('days = 5\nbefore = "3 km"', 6, "takes a whole number in quotes"),
        ('distance = "5 km"\nstages = [{name = "x", at = "6 km"}]', 6, "beyond its goal"),
        ('distance = "5 km"\nstages = ["6 km"]', 6, "takes a list of"),
        ('distance = "0 km"', 5, "takes more than 0 km"),
        ('distance = "5 km"\nathletes = ["Bob"]', 6, "'Bob' in [[goals]] is none of the"),
        ('distance = "5 km"\njourney = "x"', 6, "no journey 'x' in site.toml"),
        ("days = 5\nstart = 2026-05-02\nend = 2026-05-01", 7, "before its start"),
    ],
)
def test_a_goal_that_makes_no_sense_is_told_with_its_line(
    keys: str, line: int, words: str
) -> None:
    found, message = wrong(GOAL, keys, "\n")
    assert words in message
    assert found == line


@pytest.mark.parametrize(("word", "key"), [("from", "start"), ("hours", "moving_time")])
def test_a_word_that_people_say_leads_to_its_setting(word: str, key: str) -> None:
    text = f"{HEAD}{GOAL}days = 5\n{word} = 2026-05-01\n"
    _, (problem,) = load_config("site.toml", text.encode())
    assert problem.message == f"unknown setting '{word}' in [[goals]]; did you mean '{key}'?"
    assert problem.line == 6


def test_two_athletes_of_one_name_are_one_too_many() -> None:
    line, message = wrong(ASHA, '[[athletes]]\nname = "Asha Rao"\nslug = "asha"\n')
    assert (line, message) == (8, "another of the [[athletes]] has this slug; change one")


def test_money_cannot_come_by_the_kilometre_of_a_goal_of_days() -> None:
    cause = '[fundraiser]\ntitle = "T"\ncurrency = "INR"\nper_km = 2\ncounts = "marathon"\n'
    line, message = wrong(GOAL, "days = 5\n", cause)
    assert (line, message[:20]) == (9, "'per_km' needs a way")


def test_of_two_journeys_on_the_same_dates_one_gets_all_entries() -> None:
    dates = "start = 2026-05-01\nend = 2026-05-09\n"
    both = "".join(f'[[journeys]]\ntitle = "{name}"\n{dates}' for name in "AB")
    _, (problem,) = load_config("site.toml", f"{HEAD}{both}".encode())
    assert (problem.severity, problem.line) == ("warning", 9)


def test_two_goals_of_one_name_are_one_too_many() -> None:
    line, message = wrong(GOAL, "days = 3\n", GOAL, "days = 4\n")
    assert (line, message) == (7, "another of the [[goals]] has this name; change one")


def test_a_journey_tells_its_goal_its_sports_and_its_athletes() -> None:
    made = load(
        ASHA,
        '[[journeys]]\ntitle = "J"\ngoal = "1000 km"\nsports = ["ride"]\nathletes = ["asha"]\n',
    )
    (journey,) = made.journeys
    assert (journey.goal, journey.sports, journey.athletes) == (1e6, ("ride",), ("asha",))


def test_a_stranger_in_a_journey_is_told_of() -> None:
    line, message = wrong(ASHA, '[[journeys]]\ntitle = "J"\nathletes = ["Asha Roa"]\n')
    assert "did you mean 'Asha Rao'" in message
    assert line == 8


def test_an_athlete_has_a_face_a_colour_and_a_life() -> None:
    made = load(
        '[[athletes]]\nname = "A"\ncolour = "#C8321F"\nbio = "Rides."\nphoto = "pages/a.jpg"\n'
        'links = ["https://example.org/@a?x=1#y"]\n'
    )
    (athlete,) = made.athletes
    assert (athlete.colour, athlete.bio, athlete.photo) == ("#c8321f", "Rides.", "pages/a.jpg")
    assert athlete.links == ("https://example.org/@a?x=1#y",)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ('colour = "red"', "takes a colour"),
        ('photo = "static/a.jpg"', "takes a picture in pages/ or journal/"),
        ('photo = "pages/a.gif"', "takes a file that ends in"),
        ('links = ["javascript:alert(1)"]', "takes a whole address"),
    ],
)
def test_what_an_athlete_cannot_have_is_told(key: str, words: str) -> None:
    assert words in wrong('[[athletes]]\nname = "A"\n', key, "\n")[1]


def test_money_is_raised_in_a_currency() -> None:
    made = load(
        '[fundraiser]\ntitle = "Trees"\ncurrency = "inr"\ntarget = 5000\nper_km = 0.5\n'
    )
    assert made.fundraiser
    assert (made.fundraiser.currency, made.fundraiser.per_km) == ("INR", 0.5)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ('title = "Trees"', "[fundraiser] needs a currency"),
        ('title = "Trees"\ncurrency = "rupees"', "takes the three letters"),
        ('title = "Trees"\ncurrency = "ZZZ"', "takes the three letters"),
        ('title = "Trees"\ncurrency = "INR"\ntarget = "5 INR"', "takes a number"),
        ('title = "Trees"\ncurrency = "INR"\ntarget = -1', "takes a number from 0"),
    ],
)
def test_money_that_makes_no_sense_is_told(keys: str, words: str) -> None:
    assert words in wrong("[fundraiser]\n", keys, "\n")[1]


def test_photos_have_widths_in_their_order() -> None:
    assert load("[photos]\nwidths = [960, 480, 960]\n").photo_widths == (480, 960)


@pytest.mark.parametrize(
    "key",
    ["widths = []", "widths = 480", "widths = [50]", "widths = [true]", "widths = ['480']",
     "quality = 0", 'format = "png"'],
)  # fmt: skip
def test_what_photos_cannot_be_is_told(key: str) -> None:
    line, message = wrong("[photos]\n", key, "\n")
    assert (line, "takes" in message) == (4, True)


def test_a_language_has_one_title_and_the_main_one_has_it_elsewhere() -> None:
    hindi = '[[languages]]\ncode = "hi"\ntitle = "यात्रा"\n'
    (made,) = load(hindi).languages
    assert (made.code, made.title, made.description) == ("hi", "यात्रा", None)
    assert wrong(hindi, hindi) == (
        7, "another of the [[languages]] has this code; change one"
    )  # fmt: skip
    assert wrong('[[languages]]\ncode = "en"\n') == (
        4, "'en' is the language of the site, whose title stands in [site]; take it out"
    )  # fmt: skip
    assert "takes a language code" in wrong('[[languages]]\ncode = "hindi-ish"\n')[1]
