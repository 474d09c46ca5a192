"""The manifest and the icons."""

import json
from io import BytesIO

import pytest
from PIL import Image

from builders import Make
from milepost.errors import ThemeError
from milepost.publish.machines.icons import icon

DAY = {"journal/2026-05-01.md": "x\n"}


def test_a_manifest_names_icons_that_are_there_in_their_sizes(made: Make) -> None:
    config = '[site]\ntitle = "Across all of the Alps"\nurl = "https://example.org/t/"\n'
    files = made(DAY, config)
    told = json.loads(files["site.webmanifest"])
    assert (told["name"], told["short_name"]) == ("Across all of the Alps", "Across all")
    assert told["start_url"] == "./"
    sizes = {(each["purpose"], each["sizes"]): each["src"] for each in told["icons"]}
    assert len(sizes) == 4
    for (_, size), path in sizes.items():
        with Image.open(BytesIO(files[path])) as picture:
            assert "{}x{}".format(*picture.size) == size
    with Image.open(BytesIO(files["favicon.ico"])) as picture:
        assert (picture.format, picture.size) == ("ICO", (32, 32))
    assert b'<link rel="manifest" href="site.webmanifest">' in files["index.html"]


def test_an_icon_that_may_be_cut_is_coloured_to_its_edges() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    with Image.open(BytesIO(icon(svg, 40, "#c8321f"))) as picture:
        assert picture.convert("RGBA").getpixel((0, 39)) == (200, 50, 31, 255)
    with Image.open(BytesIO(icon(svg, 40))) as picture:
        assert picture.convert("RGBA").getpixel((0, 39)) == (0, 0, 0, 0)


@pytest.mark.parametrize("behind", ["", "#ffffff"])
def test_an_icon_that_is_no_drawing_is_told(behind: str) -> None:
    with pytest.raises(ThemeError, match=r"assets/icon\.svg: is no SVG"):
        icon(b"<svg", 32, behind)


def test_an_icon_of_the_authors_is_not_made_again(made: Make) -> None:
    assert made({**DAY, "static/favicon.ico": b"own"})["favicon.ico"] == b"own"
