"""What a setting may hold: where tiles and fonts are."""

import pytest

from milepost.config import Config, load_config
from milepost.errors import ConfigError

SITE = '[site]\ntitle = "A journey"\n[map]\n'
CREDIT = 'tiles_credit = "© Somebody"\n'


def config_of(text: str) -> Config:
    config, warnings = load_config("site.toml", (SITE + text).encode())
    assert not warnings
    return config


def said(text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config("site.toml", (SITE + text).encode())
    (problem,) = caught.value.problems
    return f"{problem.place}: {problem.message}"


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("https://tile.openstreetmap.org/{z}/{x}/{y}.png", None),
        ("https://tiles.example.org:8443/a/{z}/{y}/{x}{r}.webp?key=a1", None),
        ("streets/{z}/{x}/{y}.png", None),
        ("/streets/{z}/{x}/{y}.png", "streets/{z}/{x}/{y}.png"),
    ],
)
def test_tiles_are_an_https_address_or_a_path_of_the_site(
    given: str, taken: str | None
) -> None:
    assert config_of(f'tiles = "{given}"\n{CREDIT}').tiles == (taken or given)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ("https://a.org/{z}/{x}.png", "has no {y} in it; write it as"),
        (
            "https://a.org/{z}/{x}/{y}/{q}.png",
            "has {q} in it, but knows only {z}, {x}, {y} and {r}",
        ),
        (
            "https://{s}.a.org/{z}/{x}/{y}.png",
            "must name one host: write a name",
        ),
        ("http://a.org/{z}/{x}/{y}.png", "takes an https address"),
        ("ftp://a.org/{z}/{x}/{y}.png", "takes an https address"),
        ("https://a.org; script-src */{z}/{x}/{y}.png", "names no host that a policy can hold"),
        ("https://*/{z}/{x}/{y}.png", "names no host that a policy can hold"),
        ("https:///{z}/{x}/{y}.png", "names no host that a policy can hold"),
        ("streets/{z}/{x}/{y}.png' *", "holds characters that no address has"),
    ],
)
def test_other_tiles_are_told_with_their_place(given: str, wrong: str) -> None:
    assert said(f'tiles = "{given}"\n{CREDIT}').startswith(
        f"site.toml:4:9: 'tiles' in [map] {wrong}"
    )


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ("alps.mbtiles", "takes a file that ends in .pmtiles"),
        ("../alps.pmtiles", "takes a path below static/"),
    ],
)
def test_a_file_of_tiles_stands_in_static(given: str, wrong: str) -> None:
    assert wrong in said(f'pmtiles = "{given}"\n{CREDIT}')


@pytest.mark.parametrize("line", ['tiles = "t/{z}/{x}/{y}.png"', 'pmtiles = "alps.pmtiles"'])
def test_tiles_without_a_credit_are_an_error(line: str) -> None:
    key = line.split(" ")[0]
    told = f"site.toml:4:1: '{key}' in [map] needs a credit, which every licence asks for: add"
    assert said(line) == f'{told}  tiles_credit = "© OpenStreetMap contributors"'


def test_two_kinds_of_tiles_exclude_each_other() -> None:
    lines = f'tiles = "t/{{z}}/{{x}}/{{y}}.png"\npmtiles = "alps.pmtiles"\n{CREDIT}'
    assert said(lines) == (
        "site.toml:5:1: 'pmtiles' in [map] and 'tiles' exclude each other; keep one"
    )


def test_live_maps_are_on_unless_turned_off() -> None:
    assert config_of("").live_maps
    assert not config_of("live = false\n").live_maps


@pytest.mark.parametrize(
    "given", ["sam", "@sam", "sam@social", "@sam@a b.example", "@@a.example"]
)
def test_an_account_has_a_server(given: str) -> None:
    text = f'[[athletes]]\nname = "Sam"\nfediverse = "{given}"\n'
    assert "takes an account with its server" in said(text)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ('"fonts/a.woff2"', "takes a file that ends in .ttf or .otf or .ttc or .otc"),
        ('["a.ttf"]', 'takes files in fonts/: "fonts/a.ttf"'),
        ('["../fonts/a.ttf"]', "takes a path below fonts/"),
    ],
)
def test_a_font_is_a_file_in_fonts(given: str, wrong: str) -> None:
    text = f'[site]\ntitle = "T"\n[share]\nfonts = {given}\n'
    with pytest.raises(ConfigError) as caught:
        load_config("site.toml", text.encode())
    assert wrong in str(caught.value)
