"""Links that lead out of the journal: what is behind them is in no byte of a site."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from builders import journal
from journals import FILES, made, tree, tune

SECRET = "Xylophon"
BASE = "{% block main %}" + SECRET + "{% endblock %}"
GERMAN = f"""
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Photos"
msgstr "{SECRET}"
"""
KINDS = {
    "templates/base.html": BASE,
    "templates/card.svg": f"<svg>{SECRET}</svg>",
    "assets/site.css": f"p {{ color: {SECRET} }}",
    "assets/icon.svg": f"<svg>{SECRET}</svg>",
    "locales/de.po": GERMAN,
    "theme.toml": f"[map]\nfont = '{SECRET}'\n",
}
EXTENDS = 'extends = "default"\n'


def told(root: Path) -> list[str]:
    return [str(each) for each in made(root).prepared.warnings]


def holding(root: Path) -> list[str]:
    """Return the files of a site that hold what nobody may read."""
    site = tree(root / "output").items()
    return [path for path, data in site if SECRET.encode() in data]


def link_all(folder: Path, away: Path, kinds: Mapping[str, str]) -> None:
    away.mkdir(parents=True, exist_ok=True)
    for number, (name, text) in enumerate(kinds.items()):
        (away / f".{number}").write_text(text)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(away / f".{number}")


@pytest.mark.parametrize("place", ["secret", "j/site_src/static"])
def test_a_link_out_of_the_overrides_is_not_followed(tmp_path: Path, place: str) -> None:
    root = journal(tmp_path / "j", FILES)
    tune('title = "', 'language = "de"\ntitle = "')(root / "site_src")
    link_all(root / "site_src/overrides", tmp_path / place, KINDS)
    said = told(root)
    for name in KINDS:
        (warning,) = [each for each in said if f"overrides/{name}: " in each]
        assert "is a link to a place outside" in warning
    assert not [path for path in holding(root) if not path.startswith(".")]


def test_a_link_out_of_a_theme_is_not_followed(tmp_path: Path) -> None:
    root = journal(tmp_path / "j", {**FILES, "../themes/mine/theme.toml": EXTENDS})
    tune("[site]", '[theme]\nname = "mine"\n[site]\nlanguage = "de"')(root / "site_src")
    kinds = {name: text for name, text in KINDS.items() if name != "theme.toml"}
    link_all(root / "themes/mine", tmp_path / "secret", kinds)
    said = told(root)
    for name in kinds:
        (warning,) = [each for each in said if f"themes/mine/{name}: " in each]
        assert "is a link to a place outside its theme" in warning
    assert not holding(root)


def test_a_link_within_the_overrides_is_followed(tmp_path: Path) -> None:
    root = journal(tmp_path / "j", {**FILES, "overrides/words.html": SECRET})
    (root / "site_src/overrides/templates").mkdir()
    (root / "site_src/overrides/templates/404.html").symlink_to("../words.html")
    assert not told(root)
    assert tree(root / "output")["404.html"] == SECRET.encode()


def test_a_theme_that_is_a_link_itself_is_used(tmp_path: Path) -> None:
    root = journal(tmp_path / "j", FILES)
    tune("[site]", '[theme]\nname = "mine"\n[site]')(root / "site_src")
    (tmp_path / "mine/templates").mkdir(parents=True)
    (tmp_path / "mine/theme.toml").write_text(EXTENDS)
    (tmp_path / "mine/templates/404.html").write_text(SECRET)
    (root / "themes").mkdir()
    (root / "themes/mine").symlink_to(tmp_path / "mine")
    assert not told(root)
    assert tree(root / "output")["404.html"] == SECRET.encode()
