"""The table of what is hidden: nothing in it may be passed over."""

import pytest

from milepost.config import Config, load_config
from milepost.errors import ConfigError
from milepost.model.privacy import Zone

SITE = '[site]\ntitle = "A"\n'
HOME = '[[privacy.zones]]\nlat = 26.9124\nlon = 75.7873\nradius = "400 m"\n'


def load(text: str) -> Config:
    config, problems = load_config("site.toml", (SITE + text).encode())
    assert problems == ()
    return config


def test_a_zone_has_a_place_and_a_radius() -> None:
    config = load(HOME + 'name = "home"\n[[privacy.zones]]\nlat=-1\nlon=2\nradius="1 km"')
    assert config.privacy_zones == (
        Zone(26.9124, 75.7873, 400.0, "home"),
        Zone(-1.0, 2.0, 1000.0),
    )


def test_zones_may_stand_on_one_line() -> None:
    config = load('[privacy]\nzones = [{lat = 1.5, lon = 2.5, radius = "1 km"}]')
    assert config.privacy_zones == (Zone(1.5, 2.5, 1000.0),)


def test_ways_that_only_pass_are_hidden_unless_asked_for() -> None:
    assert load(HOME).passing == "hide"
    assert load('[privacy]\npassing = "show"').passing == "show"


def test_both_ends_may_be_hidden() -> None:
    config = load('[privacy]\nhide_start = "500 m"\nhide_end = "1 km"')
    assert (config.hide_start, config.hide_end) == (500.0, 1000.0)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HOME.replace("26.9124", '"26.9124"'), 4, "takes degrees with a decimal point"),
        (HOME.replace("26.9124", "126.9"), 4, "takes degrees from -90 to 90"),
        (HOME.replace("26.9124", "nan"), 4, "takes degrees from -90 to 90"),
        (HOME.replace("400 m", "400"), 6, "takes a number and a unit"),
        (HOME.replace("400 m", "40 m"), 6, "takes a length from 200 m to 10 km"),
        (HOME.replace("radius", "raduis"), 6, "did you mean 'radius'"),
        (HOME.replace("lon = 75.7873\n", ""), 3, "needs a lon: add  lon = 75.7873"),
        (HOME.replace("zones", "zone"), 3, "unknown setting 'zone' in [privacy]"),
        (HOME.replace("privacy", "privcay"), 3, "unknown table 'privcay'"),
        (HOME.replace("[[privacy.zones]]", "[[zones]]"), 3, "unknown table 'zones'"),
        (HOME.replace("[[privacy.zones]]", "[[zone]]"), 3, "unknown table 'zone'"),
        (HOME.replace("[[privacy.zones]]", "[[site.zones]]"), 1, "in [site]"),
        (HOME.replace("[[", "[").replace("]]", "]"), 3, "begin each with [[privacy.zones]]"),
        ('[privacy]\nzones = [{lat = 1, lon = 2, radius = "1 m"}]', 4, "from 200 m to 10 km"),
        ('[privacy]\nhide_start = "5 m"', 4, "takes a length from 50 m to 20 km"),
        ('[privacy]\npassing = "maybe"', 4, 'takes "hide" or "show"'),
        ("privacy = true", 3, "unknown setting 'privacy' in [site]"),
    ],
)
def test_what_cannot_be_understood_stops_the_build(text: str, line: int, words: str) -> None:
    """A zone that is passed over with a warning would be one that hides nothing."""
    with pytest.raises(ConfigError) as caught:
        load_config("site.toml", (SITE + text).encode())
    errors = [problem for problem in caught.value.problems if problem.severity == "error"]
    assert line in [problem.line for problem in errors if words in problem.message]


@pytest.mark.parametrize(
    "wrong",
    ['lat = "47.0512"', "lat = 47.0512 8", "latitude = 47.0512", "lat = 47.0512\nlat = 1"],
)
def test_a_line_with_a_place_is_not_printed(wrong: str) -> None:
    text = f'[site]\ntitle = "A"\n[privacy]\n[[privacy.zones]]\n{wrong}\nradius = "1 km"\n'
    with pytest.raises(ConfigError) as caught:
        load_config("site.toml", text.encode())
    told = [str(problem) for problem in caught.value.problems]
    assert told
    assert not [line for line in told if "47.05" in line]


def test_a_name_that_is_close_to_a_common_setting_stays_a_warning() -> None:
    _, problems = load_config("site.toml", (SITE + 'timezones = "UTC"').encode())
    assert [problem.severity for problem in problems] == ["warning"]


def test_the_risk_of_true_totals_is_named_at_their_line() -> None:
    config, (risk,) = load_config(
        "site.toml", (SITE + "[privacy]\ntrue_totals = true").encode()
    )
    assert config.true_totals
    assert (risk.severity, risk.line) == ("warning", 4)
    assert "how far it is from where they break off" in risk.message
