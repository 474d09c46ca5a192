"""Lines as short text."""

from hypothesis import given
from hypothesis import strategies as st

from milepost.model.activity import Line
from milepost.publish.maps.polyline import polyline
from publish.track_reader import decoded

places = st.tuples(st.floats(-90, 90), st.floats(-540, 540))


@given(st.lists(places, max_size=30))
def test_a_line_comes_back_to_half_a_metre(line: list[tuple[float, float]]) -> None:
    found = decoded(polyline(line))
    assert len(found) == len(line)
    for (lat, lon), (read_lat, read_lon) in zip(line, found, strict=True):
        assert abs(lat - read_lat) <= 0.5000001e-5
        assert abs(lon - read_lon) <= 0.5000001e-5


def test_the_text_is_the_one_that_others_read() -> None:
    line: Line = ((38.5, -120.2), (40.7, -120.95), (43.252, -126.453))
    assert polyline(line) == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"  # Google's own example


def test_rounding_does_not_add_up() -> None:
    line = tuple((n * 0.000004, 0.0) for n in range(1000))
    assert decoded(polyline(line))[-1] == (0.004, 0.0)


def test_no_line_is_no_text() -> None:
    assert polyline(()) == ""
