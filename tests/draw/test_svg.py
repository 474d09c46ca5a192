import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.draw.svg import escape, num, path_data, picture


# A fixed alphabet: Hypothesis takes seconds to sort all of Unicode on a fresh machine.
@given(st.text("aé語<>&\"'\0\x0b\x1f\x7f\t\n\ud800\udfff\ufffe\U0001f6b2;"))
def test_any_text_is_well_formed_once_escaped(text):
    ElementTree.fromstring(f'<a b="{escape(text)}">{escape(text)}</a>')


def test_characters_that_xml_forbids_are_dropped():
    assert escape("a\x00b\x0bc\ud800d\ufffee") == "abcde"


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (12.34, "12.3")]
)
def test_numbers_are_short(value, written):
    assert num(value) == written


def test_each_piece_of_a_path_starts_anew():
    pieces = [np.array([[0.0, 0.0], [1.0, 2.0]]), np.array([[5.0, 5.0], [4.0, 5.5]])]
    assert path_data(pieces) == "M0 0l1 2M5 5l-1 .5"


def test_points_that_fall_together_are_drawn_once():
    assert path_data([np.array([[0.0, 0.0], [0.01, 0.01], [1.0, 0.0]])]) == "M0 0l1 0"


def test_a_single_point_becomes_a_dot():
    assert path_data([np.array([[3.0, 4.0]])]) == "M3 4l0 0"


@given(st.lists(st.tuples(st.floats(-900, 900), st.floats(-900, 900)), min_size=2, max_size=30))
def test_relative_steps_do_not_drift(points):
    data = path_data([np.array(points)])
    numbers = [float(n) for n in re.findall(r"-?(?:\d+\.\d|\d+|\.\d)", data)]
    assert sum(numbers[0::2]) == pytest.approx(points[-1][0], abs=0.051)
    assert sum(numbers[1::2]) == pytest.approx(points[-1][1], abs=0.051)


def test_a_strange_ident_makes_one_plain_id():
    svg = picture((), kind="map", title="a", description="", ident='x y"<', width=10, height=10)
    assert 'aria-labelledby="x-y---title"' in svg
    assert "<desc" not in svg
