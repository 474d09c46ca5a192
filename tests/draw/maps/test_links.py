"""Dashed links over what nobody recorded."""

from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basemaps import HANDMADE
from builders import METRES_A_DEGREE
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.links import links
from milepost.draw.maps.routemap import route_map
from milepost.model.activity import Line


def north(from_m: float, to_m: float) -> Line:
    return ((46 + from_m / METRES_A_DEGREE, 7.0), (46 + to_m / METRES_A_DEGREE, 7.0))


def test_a_line_broken_for_long_is_linked_from_end_to_begin() -> None:
    before, after = north(0, 1000), north(1400, 3000)
    assert links([Leg((before, after))]) == ((before[-1], after[0]),)


def test_the_next_activity_of_a_day_is_linked_too() -> None:
    assert len(links([Leg((north(0, 1000),)), Leg((north(5000, 6000),))])) == 1


@pytest.mark.parametrize("gap_m", [0, 100, 290])
def test_a_short_gap_is_a_device_that_takes_its_time(gap_m: float) -> None:
    assert links([Leg((north(0, 1000), north(1000 + gap_m, 3000)))]) == ()


def test_on_a_large_map_a_link_that_nobody_would_see_is_left_out() -> None:
    assert links([Leg((north(0, 100_000), north(100_500, 200_000)))]) == ()


def test_there_is_no_link_from_day_to_day_but_one_within_a_day_of_a_journey() -> None:
    first, second = Leg((north(0, 1000),)), Leg((north(5000, 6000), north(8000, 9000)), tone=1)
    assert links([first, second]) == ((second.lines[0][-1], second.lines[1][0]),)


def test_plans_are_not_linked() -> None:
    assert links([Leg((north(0, 1000), north(5000, 6000)), kind="plan")]) == ()


@pytest.mark.parametrize("kind", ["transfer", "skipped"])
def test_a_leg_that_says_how_it_went_on_needs_no_link(
    kind: Literal["transfer", "skipped"],
) -> None:
    first, ferry, second = north(0, 1000), north(1000, 5000), north(5000, 6000)
    assert links([Leg((first,)), Leg((ferry,), kind), Leg((second,))]) == ()


def test_nothing_is_drawn_over_what_is_hidden() -> None:
    before, after, later = north(0, 1000), north(5000, 6000), north(9000, 9500)
    assert links([Leg((before, after), brinks=(before[-1], after[0]))]) == ()
    legs = [Leg((before, after), brinks=(before[0], after[-1])), Leg((later,))]
    assert links(legs) == ((before[-1], after[0]),)


def test_a_plan_does_not_say_how_it_went_on() -> None:
    legs = [Leg((north(0, 1000),)), Leg((north(0, 9000),), "plan"), Leg((north(5000, 6000),))]
    assert len(links(legs)) == 1


def test_a_leg_without_a_line_is_passed_over() -> None:
    legs = [Leg((north(0, 1000),)), Leg(((),)), Leg((north(5000, 6000),))]
    assert len(links(legs)) == 1


def test_over_the_antimeridian_a_link_takes_the_short_way() -> None:
    fiji = ((-18.0, 178.0), (-18.0, 179.9))
    east = ((-18.0, -179.0), (-18.0, -178.0))
    svg = route_map([Leg((fiji, east))], HANDMADE, title="", description="", ident="m")
    (start,) = [part.split('"')[0] for part in svg.split('class="mp-link" d="M')[1:]]
    width = abs(float(start.split("l")[1].replace("-", " -").split()[0]))
    assert width < 400


def test_a_link_is_drawn_below_the_way_and_not_counted() -> None:
    legs = [Leg((north(0, 3000), north(8000, 11_000)))]
    svg = route_map(legs, HANDMADE, title="Two", description="", ident="m")
    assert svg.index("mp-link") < svg.index("mp-route")
    assert ">6</text>" not in svg  # only six kilometres, so five pills at most


@given(st.lists(st.floats(0, 50_000), min_size=2, max_size=8))
def test_every_link_joins_two_lines_that_stand_in_a_row(starts: list[float]) -> None:
    lines = tuple(north(start, start + 500) for start in starts)
    ends = {(one[-1], other[0]) for one, other in pairwise(lines)}
    assert set(links([Leg(lines)])) <= ends


def test_a_transfer_drawn_before_the_way_that_it_joins_takes_its_link() -> None:
    first, ferry, second = north(0, 1000), north(1000, 5000), north(5000, 6000)
    way = Leg((first, second))
    assert links([way]) != ()
    assert links([Leg(((), ferry), "transfer"), way]) == ()
    elsewhere = north(1000, 3000)
    assert links([Leg((elsewhere,), "transfer"), way]) != ()
