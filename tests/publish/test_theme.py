"""Themes: what an author may change, and what a slip in it says."""

from pathlib import Path

import pytest

from builders import CONFIG, Make
from milepost.errors import ThemeError

DAY = {"journal/2026-05-01.md": "One.\n"}


def page(body: str) -> dict[str, str]:
    text = "{% extends 'base.html' %}\n{% block main %}\n" + body + "\n{% endblock %}\n"
    return {**DAY, "overrides/templates/day.html": text}


def test_an_override_wins_and_the_rest_of_the_theme_stays(made: Make) -> None:
    files = made(page("<p>Mine: {{ day.title }}</p>"))
    assert b"<p>Mine: Day 1</p>" in files["journal/2026-05-01/index.html"]
    assert b"Skip to the content" in files["journal/2026-05-01/index.html"]


def test_an_overridden_asset_has_another_address(made: Make) -> None:
    before = {path for path in made(DAY) if path.startswith("assets/site.")}
    after = {
        path
        for path in made({**DAY, "overrides/assets/site.css": "p { color: red }"})
        if path.startswith("assets/site.")
    }
    assert len(before) == len(after) == 1
    assert before != after


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ day.titel }}", "day.html:3: a day has no 'titel'; did you mean 'title'?"),
        ("{{ nonsense }}", "day.html:3: nothing is called 'nonsense' here"),
        ("{{ day.distnace_m | round(1) }}", "a day has no 'distnace_m'"),
        ("{{ 1 / 0 }}", "day.html:3: division by zero"),
        ("{{ day.title + 1 }}", "day.html:3: can only concatenate str"),
        ("{% if day %}", "day.html:4: {% if %} is never closed; add {% endif %}"),
        ("{{ asset('site.cs') }}", "no asset 'site.cs'; did you mean 'site.css'?"),
        ("{% include 'part.html' %}", "no template 'part.html', which day.html asks for"),
    ],
)
def test_a_slip_in_a_template_says_where_and_what(made: Make, body: str, said: str) -> None:
    with pytest.raises(ThemeError) as raised:
        made(page(body))
    assert said in str(raised.value)


def test_a_template_that_is_not_utf_8_is_named(made: Make) -> None:
    with pytest.raises(ThemeError, match=r"day\.html"):
        made({**DAY, "overrides/templates/day.html": "Zürich".encode("latin-1")})


def theme(tmp_path: Path, about: str) -> str:
    folder = tmp_path / "themes/mine"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(about)
    return CONFIG + '[theme]\nname = "mine"\n'


def test_a_theme_may_extend_another_and_colour_its_maps(made: Make, tmp_path: Path) -> None:
    config = theme(tmp_path, 'extends = "default"\n[map.light]\nroute = "#00ff7f"\n')
    styles = [
        data for path, data in made(DAY, config).items() if path.startswith("assets/map.")
    ]
    assert b"#00ff7f" in styles[0]


def test_two_sites_of_one_process_have_each_their_own_units(made: Make, tmp_path: Path) -> None:
    metric = made(DAY)["about-the-numbers/index.html"]
    imperial = made(DAY, CONFIG + 'units = "imperial"\n')["about-the-numbers/index.html"]
    assert b"rises of 5\xc2\xa0m" in metric
    assert b"rises of 16\xc2\xa0ft" in imperial
    both = made(DAY, CONFIG + 'units = "both"\n')["about-the-numbers/index.html"]
    assert b"rises of 5\xc2\xa0m (16\xe2\x80\xafft)" in both


def test_a_constant_in_a_template_has_the_unit_of_its_site(made: Make) -> None:
    files = page("<b>{{ (0 | distance_parts).unit }}</b>")
    shown = [
        made(files, CONFIG + config)["journal/2026-05-01/index.html"]
        for config in ("", 'units = "imperial"\n')
    ]
    assert b"<b>km</b>" in shown[0]
    assert b"<b>mi</b>" in shown[1]


def test_a_theme_may_choose_the_font_of_its_maps(made: Make, tmp_path: Path) -> None:
    config = theme(tmp_path, 'extends = "default"\n[map]\nfont = "\'Gill Sans\', serif"\n')
    styles = [
        data for path, data in made(DAY, config).items() if path.startswith("assets/map.")
    ]
    assert b"font-family:'Gill Sans', serif" in styles[0]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ('extends = "default"\n[map]\nfont = "a;}b"\n', "takes font families"),
        ('extends = "default"\n[map]\nlight = 3\n', "take  name = "),
        ('extends = "default"\n[map.light]\nrout = "#fff"\n', "did you mean 'route'?"),
        ('extends = "default"\n[map.light]\nroute = "red}"\n', "takes a colour"),
        ('extends = "mine"\n', "extends itself"),
        ('requires = ">=99.0"\n', "upgrade Milepost"),
        ("name = \n", "not valid TOML"),
    ],
)
def test_a_slip_in_theme_toml_says_what(
    made: Make, tmp_path: Path, about: str, said: str
) -> None:
    config = theme(tmp_path, about)
    with pytest.raises(ThemeError) as raised:
        made(DAY, config)
    assert said in str(raised.value)
