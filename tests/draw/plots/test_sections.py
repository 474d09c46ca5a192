import pytest

from milepost.draw.plots.sections import Rise, Section, end_to_end
from milepost.model.detail import Climb

UP = ((0.0, 100.0), (500.0, 150.0), (1_000.0, 120.0))
ON = ((1_000.0, 120.0), (2_000.0, 200.0))


def section(*samples, length_m=2_000.0, **more):
    return Section(length_m, tuple((0.0, each) for each in samples), **more)


def spans(way):
    return [(s.rows[0, 0], s.rows[-1, 0]) for s in way.stretches]


def test_each_section_begins_where_the_one_before_ends():
    way = end_to_end([section(UP, ON), section(UP, ON, length_m=2_500.0)])
    assert way.edges_m == (0.0, 2_000.0, 4_500.0)
    assert way.length_m == 4_500.0
    assert spans(way) == [(0.0, 2_000.0), (2_000.0, 4_000.0)]


def test_samples_count_from_the_metres_beside_them():
    way = end_to_end([Section(3_000.0, ((0.0, UP), (1_000.0, ON)))])
    assert spans(way) == [(0.0, 1_000.0), (2_000.0, 3_000.0)]


def test_sections_without_length_are_left_out():
    way = end_to_end([Section(0.0, name="Rest"), section(UP, ON, name="Ride")])
    assert way.names == ((0, "Ride"),)
    assert way.edges_m == (0.0, 2_000.0)


def test_nothing_makes_no_way():
    way = end_to_end([])
    assert (way.length_m, way.stretches, way.heights_m) == (0.0, (), None)


def test_a_rest_does_not_break_the_line():
    assert spans(end_to_end([section(UP, ON)])) == [(0.0, 2_000.0)]


def test_missing_way_breaks_the_line():
    way = end_to_end([section(UP, ON, breaks_m=(1_000.4,))])
    assert spans(way) == [(0.0, 1_000.0), (1_000.0, 2_000.0)]


def test_breaks_are_placed_along_the_whole_way():
    way = end_to_end([section(UP, ON), section(UP, ON, breaks_m=(0.0, 1_000.0))])
    assert way.breaks_m == (2_000.0, 3_000.0)


@pytest.mark.parametrize(
    ("samples", "missing"),
    [
        ((UP, ON), []),
        ((UP,), [(1_000.0, 2_000.0)]),
        ((ON,), [(0.0, 1_000.0)]),
        ((UP, ((1_010.0, 9.0), (2_000.0, 9.0))), []),  # a hair
        ((UP, ((1_500.0, 9.0), (2_000.0, 9.0))), [(1_000.0, 1_500.0)]),
        ((), [(0.0, 2_000.0)]),
        ((((5.0, 9.0),),), [(0.0, 2_000.0)]),  # one sample is no stretch
    ],
)
def test_spans_without_elevations_are_known(samples, missing):
    assert list(end_to_end([section(*samples)]).missing_m) == missing


def test_a_long_gap_is_not_joined():
    way = end_to_end([section(UP, ((1_500.0, 9.0), (2_000.0, 9.0)))])
    assert spans(way) == [(0.0, 1_000.0), (1_500.0, 2_000.0)]


def test_climbs_move_with_their_section():
    rise = Rise(Climb(300.0, 600.0, 40.0, 160.0, 9.0, ""), "+40 m")
    way = end_to_end([section(UP, ON), section(UP, ON, rises=(rise,))])
    assert [(r.climb.start_m, r.climb.length_m, r.words) for r in way.rises] == [
        (2_300.0, 600.0, "+40 m")
    ]


def test_the_lowest_and_highest_samples_are_known():
    assert end_to_end([section(UP, ON)]).heights_m == (100.0, 200.0)
