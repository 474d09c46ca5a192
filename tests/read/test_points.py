"""What is said of points that cannot be used."""

import pytest

from milepost.read.points import Points


@pytest.mark.parametrize(
    ("dropped", "total", "incomplete"), [(3, 4, False), (201, 1000, True), (199, 1000, False)]
)
def test_where_many_positions_are_missing_the_way_is_incomplete(
    dropped: int, total: int, incomplete: bool
) -> None:
    (said,) = Points(dropped=dropped, total=total).complaints()
    assert said.endswith("are incomplete") == incomplete
