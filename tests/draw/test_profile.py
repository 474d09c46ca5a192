import re
from math import sin
from xml.etree import ElementTree

import pytest

from milepost.draw.profile import elevation_profile
from milepost.model.activity import Profile

WORDS = {"title": "Up & down", "description": "", "ident": "p"}
HILLS = tuple((k * 100.0, 300 + 200 * sin(k / 9)) for k in range(200))


def drawn(*stretches, **options):
    return elevation_profile([Profile(stretches)], **{**WORDS, **options})


def words(svg):
    return [e.text for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("text")]


def data(svg, name):
    found = re.search(rf'class="mp-{name}" d="([^"]*)"', svg)
    return found[1] if found else ""


def heights(svg):
    """The rows of pixels that the line passes."""
    rows = []
    for piece in data(svg, "profile-line").split("M")[1:]:
        y = 0.0
        for step in re.findall(r"-?(?:\d+\.\d|\d+|\.\d)", piece)[1::2]:
            y += float(step)
            rows.append(y)
    return rows


@pytest.mark.parametrize(
    "profiles",
    [[], [Profile(())], [Profile(((),))], [Profile((((0.0, 5.0),),))]],
)
def test_nothing_is_drawn_without_a_stretch(profiles):
    assert elevation_profile(profiles, **WORDS) == ""


def test_axes_name_their_units():
    assert {"600 m", "0", "15 km"} <= set(words(drawn(HILLS)))
    assert any(w.endswith(" mi") for w in words(drawn(HILLS, imperial=True)))
    assert any(w.endswith(" ft") for w in words(drawn(HILLS, imperial=True)))


def test_a_break_stays_a_break():
    svg = drawn(HILLS[:80], HILLS[120:])
    assert data(svg, "profile-line").count("M") == 2
    assert data(svg, "area").count("M") == 2


def test_profiles_lie_end_to_end_with_a_seam():
    one, two = Profile((HILLS,)), Profile((HILLS,))
    svg = elevation_profile([one, two], **WORDS)
    assert data(svg, "divider").count("M") == 1
    assert data(svg, "profile-line").count("M") == 2
    assert "30 km" in words(svg) or "40 km" in words(svg)


def test_a_flat_ride_looks_flat():
    rows = heights(drawn(tuple((k * 100.0, 20 + 3 * sin(k)) for k in range(200))))
    assert max(rows) - min(rows) < 25


def test_hills_fill_the_picture():
    rows = heights(drawn(HILLS))
    assert max(rows) - min(rows) > 90


def test_a_beach_below_zero_does_not_lower_the_axis():
    svg = drawn(tuple((k * 100.0, k * 5.0 - 2) for k in range(200)))
    assert not any(w.startswith("−") for w in words(svg))


def test_a_valley_below_zero_does():
    assert "−400" in words(drawn(((0.0, -100.0), (5000.0, -400.0))))


def test_the_same_profile_makes_the_same_bytes():
    assert drawn(HILLS) == drawn(HILLS)
