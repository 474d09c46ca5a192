"""Where the way goes uphill: climbs, and the gradient along the track.

`travelled_m` is the distance to each point. Elevations are taken as they are: leave out
spikes before, and a sport whose elevations mean nothing, such as paddling.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from milepost.model.detail import Climb
from milepost.model.track import Column

_GRID_M = 25.0  # the profile is looked at in steps of about this length,
_HALF_WINDOW_M = 50.0  # averaged over so much of the way on either side
_UNKNOWN_M = 2000.0  # of way without an elevation
_LIFT_M = 50.0  # a rise that is this high and steeper than 45 degrees is no way
_DRIFT_M = 2.0  # a barometer's during a rest; the gradient must not see it

_GENTLE_PCT, _STEEP_PCT = 2.0, 3.0
_RISE_M = 10.0  # from a line that rises so; less may be noise
_DIP_M, _DIP_SHARE = 15.0, 0.12
_LEAST_LENGTH_M = 500.0
_STEEPEST_M = 100.0
_CATEGORIES = (("HC", 80_000), ("1", 64_000), ("2", 32_000), ("3", 16_000), ("4", 8_000))

Stretch = tuple[int, int]  # foot and top, as numbers in an even profile


def climbs_of(travelled_m: Column, ele_m: Column) -> tuple[Climb, ...]:
    """Find the climbs of an activity, in the order of the way; O(n).

    Seen from a line that rises at 2 %, a climb leads from the lowest to the highest point of
    a stretch in which no dip is deeper than 15 m or 12 % of its gain; the longest such
    stretches cannot overlap. Seen from a line at 3 %, the stretches are parts of the former.
    Where a part is harder than the whole, by the formula of the magazine Fiets,
    gain² / (10 length), the parts are the climbs: a valley road before a pass is left out.

    A climb has the least size of Garmin's ClimbPro, 500 m and 3 %, and so its score of 1500,
    length in metres × gradient in percent ("Understanding ClimbPro on the Edge", 2020).
    """
    return tuple(
        climb
        for piece in _pieces(travelled_m, ele_m)
        for climb in _climbs(travelled_m[piece], ele_m[piece])
    )


def category(length_m: float, gradient_pct: float) -> str:
    """Return Strava's category, from a score of length in metres × gradient in percent.

    Above 8,000 it is "4", above 16,000 "3", 32,000 "2", 64,000 "1", and above 80,000 "HC";
    a score is 100 times the gain. See "Climb Categorization", support.strava.com 216917057.

    >>> category(13_800, 8.1), category(2_000, 4.5), category(1_000, 5.0)
    ('HC', '4', '')
    """
    score = length_m * gradient_pct
    return next((name for name, limit in _CATEGORIES if score > limit), "")


def gradients_pct(
    travelled_m: Column, ele_m: Column, half_window_m: float = _HALF_WINDOW_M
) -> Column:
    """Return the gradient at each point, metres up for each 100 m of way; NaN where unknown.

    It is the difference of the mean elevations over the half windows ahead and behind, over
    the half window: exact on an even slope. The ends have that of a half window inside.
    """
    gradient = np.full(len(ele_m), np.nan)
    for piece in _pieces(travelled_m, ele_m):
        points = slice(piece[0], piece[-1] + 1)
        gradient[points] = _gradients_at(
            travelled_m[points], travelled_m[piece], ele_m[piece], half_window_m
        )
    return gradient


def steepest_pct(travelled_m: Column, ele_m: Column) -> float | None:
    """Return the gradient of the steepest 100 m uphill; None where elevations do not tell.

    The profile is averaged over 100 m: a step in it would make a wall of every road.
    """
    gradient = gradients_pct(travelled_m, ele_m, _STEEPEST_M)
    known = gradient[np.isfinite(gradient)]
    return float(known.max()) if len(known) else None


def _pieces(travelled_m: Column, ele_m: Column) -> Iterator[NDArray[np.intp]]:
    """Yield the points with an elevation, cut where nothing tells how one came to the next."""
    known = np.flatnonzero(np.isfinite(ele_m))
    metres, rise_m = np.diff(travelled_m[known]), np.abs(np.diff(ele_m[known]))
    cut = (metres > _UNKNOWN_M) | ((rise_m > _LIFT_M) & (rise_m > metres))
    for piece in np.split(known, np.flatnonzero(cut) + 1):
        if len(piece) > 1 and travelled_m[piece[-1]] > travelled_m[piece[0]]:
            yield piece


def _climbs(travelled_m: Column, ele_m: Column) -> Iterator[Climb]:
    at_m, height_m = _even(travelled_m, ele_m)
    gradient_pct = _gradients_at(at_m, travelled_m, ele_m, _STEEPEST_M)
    for foot, top in _hardest(at_m, height_m):
        length_m, gain_m = at_m[top] - at_m[foot], height_m[top] - height_m[foot]
        mean_pct = 100 * gain_m / length_m
        yield Climb(
            start_m=float(at_m[foot]),
            length_m=float(length_m),
            gain_m=float(gain_m),
            top_ele_m=float(height_m[top]),
            steepest_pct=float(max(gradient_pct[foot : top + 1].max(), mean_pct)),
            category=category(length_m, mean_pct),
        )


def _even(travelled_m: Column, ele_m: Column) -> tuple[Column, Column]:
    """Return the smoothed profile at even steps, the window narrower towards the ends."""
    first, last = travelled_m[0], travelled_m[-1]
    at_m = np.linspace(first, last, 1 + max(2, round((last - first) / _GRID_M)))
    half_m = np.minimum(np.minimum(at_m - first, last - at_m), _HALF_WINDOW_M)
    height_m = np.empty_like(at_m)
    height_m[0], height_m[-1] = ele_m[0], ele_m[-1]
    at, half = at_m[1:-1], half_m[1:-1]
    area = _integral(travelled_m, ele_m, np.concatenate([at - half, at + half]))
    height_m[1:-1] = (area[len(at) :] - area[: len(at)]) / (2 * half)
    return at_m, height_m


def _integral(travelled_m: Column, ele_m: Column, at_m: Column) -> Column:
    # Points weigh by their way: standing still or recording more densely changes nothing.
    metres = np.diff(travelled_m)
    slope = np.divide(np.diff(ele_m), metres, out=np.zeros_like(metres), where=metres > 0)
    area = np.concatenate([[0.0], np.cumsum(metres * (ele_m[1:] + ele_m[:-1]) / 2)])
    before = np.searchsorted(travelled_m, at_m, "right") - 1
    before = np.clip(before, 0, len(metres) - 1)
    rest_m = at_m - travelled_m[before]
    return np.asarray(area[before] + rest_m * (ele_m[before] + rest_m * slope[before] / 2))


def _gradients_at(at_m: Column, travelled_m: Column, ele_m: Column, half_m: float) -> Column:
    first, last = travelled_m[0] + half_m, travelled_m[-1] - half_m
    if first > last:
        return np.full(len(at_m), np.nan)
    rise_m = np.diff(ele_m)
    drift = (np.abs(rise_m) > _DRIFT_M) & (np.abs(rise_m) > np.diff(travelled_m))
    level_m = np.concatenate([[0.0], np.cumsum(np.where(drift, 0.0, rise_m))])
    middle = np.clip(at_m, first, last)
    behind, here, ahead = (
        _integral(travelled_m, level_m, middle + shift) for shift in (-half_m, 0.0, half_m)
    )
    return np.asarray(100 * (ahead - 2 * here + behind) / half_m**2)


def _hardest(at_m: Column, height_m: Column) -> Iterator[Stretch]:
    for foot, top in _stretches(at_m, height_m, _GENTLE_PCT):
        inside = slice(foot, top + 1)
        steep = _stretches(at_m[inside], height_m[inside], _STEEP_PCT)
        found = [(foot + a, foot + b) for a, b in steep]
        parts = [part for part in found if _is_climb(at_m, height_m, part)]
        hardest = max((_fiets(at_m, height_m, part) for part in parts), default=0.0)
        whole = (foot, top)
        if _is_climb(at_m, height_m, whole) and _fiets(at_m, height_m, whole) >= hardest:
            yield whole
        else:
            yield from parts


def _is_climb(at_m: Column, height_m: Column, stretch: Stretch) -> bool:
    length_m, gain_m = (float(np.diff(of[list(stretch)])[0]) for of in (at_m, height_m))
    return length_m >= _LEAST_LENGTH_M and 100 * gain_m >= (_STEEP_PCT - 1e-9) * length_m


def _fiets(at_m: Column, height_m: Column, stretch: Stretch) -> float:
    foot, top = stretch
    return float((height_m[top] - height_m[foot]) ** 2 / (10 * (at_m[top] - at_m[foot])))


def _stretches(at_m: Column, height_m: Column, line_pct: float) -> list[Stretch]:
    """Join rises above a line across shallow dips, as far as that goes."""
    above_m = height_m - line_pct / 100 * at_m
    stretches: list[Stretch] = []
    deepest_m: list[float] = []  # dip in each of them
    for foot, top in _rises(above_m.tolist()):
        joined, longest, lowest, dip_m, kept_m = len(stretches), foot, foot, 0.0, 0.0
        for n in reversed(range(len(stretches))):
            start, summit = stretches[n]
            if above_m[summit] >= above_m[top]:
                break
            dip_m = max(dip_m, deepest_m[n], float(above_m[summit] - above_m[lowest]))
            if above_m[start] < above_m[lowest]:
                lowest = start
                if dip_m <= max(_DIP_M, _DIP_SHARE * (height_m[top] - height_m[start])):
                    joined, longest, kept_m = n, start, dip_m
        stretches[joined:], deepest_m[joined:] = [(longest, top)], [kept_m]
    return stretches


def _rises(above_m: list[float]) -> list[Stretch]:
    """Return the ways from a low to a high, both confirmed by the least rise."""
    rises = []
    low = high = 0
    rising = False
    for n, height in enumerate(above_m):
        if rising and height > above_m[high]:
            high = n
        elif rising and height < above_m[high] - _RISE_M:
            rises.append((low, high))
            low, rising = n, False
        elif not rising and height <= above_m[low]:
            low = n
        elif not rising and height > above_m[low] + _RISE_M:
            high, rising = n, True
    return [*rises, (low, high)] if rising else rises
