"""What is said of points that cannot be used."""

from pathlib import PurePosixPath

import pytest

from milepost.errors import SourceError
from milepost.read.points import Points, refuse_many


@pytest.mark.parametrize(
    ("dropped", "total", "incomplete"), [(3, 4, False), (201, 1000, True), (199, 1000, False)]
)
def test_where_many_positions_are_missing_the_way_is_incomplete(
    dropped: int, total: int, incomplete: bool
) -> None:
    (said,) = Points(dropped=dropped, total=total).complaints()
    assert said.endswith("are incomplete") == incomplete


@pytest.mark.parametrize(
    ("points", "parts", "tracks", "words"),
    [
        (1_000_001, 1, 1, "holds 1,000,001 trackpoints, and at most 1,000,000 are read"),
        (1, 10_001, 1, "holds 10,001 parts, and at most 10,000 are read"),
        (1, 1, 1_001, "holds 1,001 tracks, and at most 1,000 are read"),
    ],
)
def test_more_than_anybody_records_is_refused(
    points: int, parts: int, tracks: int, words: str
) -> None:
    with pytest.raises(SourceError, match=words):
        refuse_many(PurePosixPath("a.gpx"), points=points, parts=parts, tracks=tracks)
