"""Where a way goes on although nobody recorded how."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from milepost.draw.maps.legs import Leg, is_journey
from milepost.measure.geo import between_m
from milepost.model.activity import Line

_NEAR_M = 300.0  # that a device may take to start, and a person to park
_SHARE = 0.01  # of the map: a shorter link would be hidden by the ends of the lines


def links(legs: Sequence[Leg]) -> tuple[Line, ...]:
    """Return the straight links over what was not recorded; they are drawn and never counted.

    A link joins two lines in a row of one leg, or of one day's legs, if their ends are more
    than 300 m apart. From day to day there is none: a night may lie between. Nor is there one
    where a transfer says how it went on, or over what is hidden.
    """
    ways = _ways(legs)
    ends = [(before[-1], after[0]) for way in ways for before, after in pairwise(way)]
    least_m = max(_NEAR_M, _SHARE * _width_m([line for way in ways for line in way]))
    drawn = ([line for line in leg.lines if line] for leg in legs if leg.kind == "transfer")
    brinks = {place for leg in legs for place in leg.brinks}
    carried = [(lines[0][0], lines[-1][-1]) for lines in drawn if lines]
    return tuple(
        link
        for link in ends
        if between_m(*link[0], *link[1]) > least_m
        and brinks.isdisjoint(link)
        and not any(_same(link, each) for each in carried)
    )


def _same(link: Line, other: Line) -> bool:
    return all(between_m(*a, *b) < _NEAR_M for a, b in zip(link, other, strict=True))


def _ways(legs: Sequence[Leg]) -> list[list[Line]]:
    """Return the lines that were done, in rows that links may run through."""
    by_days = is_journey(leg.tone for leg in legs if leg.kind == "done" and any(leg.lines))
    ways: list[list[Line]] = [[]]
    for leg in legs:
        if leg.kind in ("transfer", "skipped") or (by_days and leg.kind == "done"):
            ways.append([])
        if leg.kind == "done":
            ways[-1] += [line for line in leg.lines if line]
    return ways


def _width_m(lines: Sequence[Line]) -> float:
    """Return about how far the map reaches."""
    places = np.array([place for line in lines for place in line]).reshape(-1, 2)
    if not len(places):
        return 0.0
    (south, west), (north, east) = places.min(axis=0).tolist(), places.max(axis=0).tolist()
    middle = (south + north) / 2
    return max(between_m(south, west, north, west), between_m(middle, west, middle, east))
