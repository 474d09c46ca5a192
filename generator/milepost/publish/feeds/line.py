"""The line of a day as feeds carry it: one, and short."""

from itertools import pairwise

from milepost.assemble.lines import coarse
from milepost.measure.geo import between_m
from milepost.model.activity import Line
from milepost.model.day import Day

_MOST_POINTS = 150  # some 3 kB of a feed
_NEXT_M = 1000.0  # a gap that reads as one way: a lost signal, a tunnel, a pause
_COARSER_M = 50.0  # an outline is true to 25 m


def feed_line(day: Day) -> Line:
    """Return the way of a day in at most 150 points, () without one.

    A feed has room for a single line. Pieces that follow closely upon each other are joined;
    where a train or a flight lies between, or what is hidden, the longest piece stands for the
    day.
    """
    brinks = {place for activity in day.activities for place in activity.brinks}
    pieces: list[Line] = []
    for line in (each for activity in day.activities for each in activity.outline):
        here = pieces[-1][-1] if pieces else None
        if (
            here
            and between_m(*here, *line[0]) <= _NEXT_M
            and brinks.isdisjoint((here, line[0]))
        ):
            pieces[-1] = pieces[-1] + line
        else:
            pieces.append(line)
    longest = pieces[0] if len(pieces) == 1 else max(pieces, key=_length_m, default=())
    tolerance_m = _COARSER_M
    while len(longest) > _MOST_POINTS:
        longest = coarse(longest, tolerance_m)
        tolerance_m *= 2
    return longest if len(set(longest)) > 1 else ()


def _length_m(line: Line) -> float:
    return sum(between_m(*here, *there) for here, there in pairwise(line))
