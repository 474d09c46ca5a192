"""What lies under a route: the world from 70 m a pixel on, else only a grid."""

import pytest

from basemaps import CITY, HANDMADE, VALLEY
from drawings import found, lines
from milepost.draw.maps.backdrop import has_world
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet, route_map
from milepost.draw.projection import fit, metres_per_px

# West to east along 46° N: 70 m a pixel are some 50 km of way.
BELOW = ((46.0, 9.0), (46.0, 9.6))
ABOVE = ((46.0, 9.0), (46.0, 9.72))
DISPUTED = ((47.5, 12.2), (48.5, 13.8))


def drawn(line, **sheet):
    return route_map(
        [Leg((line,))], HANDMADE, title="", description="", ident="m", sheet=Sheet(**sheet)
    )


def outer(svg, name):
    """Elements of the map itself, not of the small one in its corner."""
    small = {id(e) for locator in found(svg, "locator") for e in locator.iter()}
    return [e for e in found(svg, name) if id(e) not in small]


def world_of(svg):
    return svg.split('<svg class="mp-locator"')[0]


@pytest.mark.parametrize("line", [CITY, BELOW])
def test_close_to_the_ground_there_is_no_coast_but_a_grid(line):
    svg = drawn(line)
    assert metres_per_px(fit([line], width=712, height=400)) < 70
    assert 'class="mp-world"' not in world_of(svg)
    assert 'class="mp-grid"' in svg
    assert 'rect class="mp-ground"' in svg
    assert "mp-locator" in svg


@pytest.mark.parametrize("line", [ABOVE, VALLEY])
def test_from_afar_there_is_land_in_water_and_no_grid(line):
    svg = drawn(line)
    assert metres_per_px(fit([line], width=712, height=400)) >= 70
    assert 'class="mp-land"' in world_of(svg)
    assert 'rect class="mp-water"' in svg
    assert 'class="mp-grid"' not in svg


def test_the_limit_is_70_m_a_pixel():
    near, far = (fit([line], width=712, height=400) for line in (BELOW, ABOVE))
    assert not has_world(near)
    assert has_world(far)


def test_the_coast_has_waterlines_of_the_very_same_path():
    svg = drawn(VALLEY)
    uses = [svg.count(f'<use class="mp-{n}" href="#m-land"') for n in ("shore-far", "land")]
    assert uses == [1, 1]
    assert world_of(svg).count('<path id="m-land"') == 1


def test_disputed_borders_are_dashed_or_hidden():
    dashed, hidden = drawn(DISPUTED), drawn(DISPUTED, borders="hide")
    assert lines(world_of(dashed) + "</svg>", "disputed")
    assert "mp-disputed" not in hidden
    assert len(found(hidden, "country-line")) == len(found(dashed, "country-line")) > 0


def test_each_layer_has_its_class():
    svg = drawn(((44.4, 8.6), (47.6, 12.6)))
    for name in ("river", "stream", "lake", "region-line", "country-line", "country-halo"):
        assert f'class="mp-{name}"' in svg, name


def test_a_continents_borders_have_no_soft_bands():
    assert "mp-country-halo" not in drawn(((20.0, -60.0), (70.0, 60.0)))


def test_the_length_of_the_ground_can_be_chosen():
    short, long = drawn(VALLEY, longest=500), drawn(VALLEY, longest=20000)
    assert len(short) < len(long)
