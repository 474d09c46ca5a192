"""Who wants to find a home from what was published: six ways to guess.

All are told more than an attacker would know: that a set of tracks belongs to one home, and
that every end of a published line is where a zone begins. Points are metres on a plane.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float64]
Track = Sequence[Plane]  # the published lines of one recording

_TANGENT_M = 60.0  # of a line that tells in which direction it goes on
_FAR_M = 2500.0


def by_circle(tracks: Sequence[Track]) -> Plane:
    """Fit a circle to where lines break off, and take its centre (Hassan et al., 2018)."""
    ends = _ends(tracks)
    x, y = ends[:, 0], ends[:, 1]
    design = np.column_stack((x, y, np.ones(len(x))))
    a, b, c = np.linalg.lstsq(design, x * x + y * y, rcond=None)[0]
    start = np.array([a / 2, b / 2, np.sqrt(max(c + (a * a + b * b) / 4, 1.0))])

    def off(guess: Plane) -> Plane:
        return np.hypot(x - guess[0], y - guess[1]) - guess[2]

    return _least(off, start)[:2]


def by_middle(tracks: Sequence[Track]) -> Plane:
    """Take the middle of where lines break off."""
    return _ends(tracks).mean(axis=0)


def by_directions(tracks: Sequence[Track]) -> Plane:
    """Take the place from which lines break off evenly in all directions.

    Whose ways leave evenly lives there, whatever the shape of the zone: it is the geometric
    median of the ends, found by Weiszfeld's steps.
    """
    ends = _ends(tracks)
    guess = ends.mean(axis=0)
    for _ in range(200):
        weight = 1 / np.maximum(np.hypot(*(ends - guess).T), 1.0)
        guess = (ends * weight[:, None]).sum(axis=0) / weight.sum()
    return guess


def by_lines(tracks: Sequence[Track]) -> Plane:
    """Go on straight where lines break off, and take the place nearest to all of these."""
    ends, ways = [], []
    for line in _lines(tracks):
        for points in (line, line[::-1]):
            along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
            inside = points[int(np.searchsorted(along, min(_TANGENT_M, along[-1])))]
            way = points[0] - inside
            if np.hypot(*way) > 1.0:
                ends.append(points[0])
                ways.append(way / np.hypot(*way))
    at, normal = np.array(ends), np.array(ways)[:, ::-1] * (1.0, -1.0)

    # Most lines bend somewhere: a robust sum listens to those that agree.
    guess = np.linalg.lstsq(normal, (normal * at).sum(axis=1), rcond=None)[0]
    for _ in range(60):
        off = np.abs(((guess - at) * normal).sum(axis=1))
        weight = 1 / np.sqrt(off * off + 30.0**2)
        weighted = normal * weight[:, None]
        new = np.linalg.lstsq(weighted, (weighted * at).sum(axis=1), rcond=None)[0]
        if np.hypot(*(new - guess)) < 0.1:
            break
        guess = new
    return guess


def by_distance(tracks: Sequence[Track], hidden_m: Sequence[float], *, grid: bool) -> Plane:
    """Find the place that is as far from both ends of each track as was hidden there.

    `hidden_m` is the true length of each track less the length of what was published (Dhondt
    et al., 2022). On a `grid` the attacker knows the streets: lengths are sums of both ways.
    """
    firsts = np.array([track[0][0] for track in tracks])
    lasts = np.array([track[-1][-1] for track in tracks])
    hidden = np.array(hidden_m)

    def length(guess: Plane, ends: Plane) -> Plane:
        apart = np.abs(ends - guess)
        return apart.sum(axis=1) if grid else np.hypot(*apart.T)

    def off(guess: Plane) -> Plane:
        # Roads are longer than the bee-line, by the same share for all.
        return guess[2] * (length(guess[:2], firsts) + length(guess[:2], lasts)) - hidden

    middle = np.concatenate((firsts, lasts)).mean(axis=0)
    starts = [
        middle + np.array([east, north]) for east in (-400, 0, 400) for north in (-400, 0, 400)
    ]
    found = [_least(off, np.array([*start, 1.0])) for start in starts]
    near = [each for each in found if np.hypot(*(each[:2] - middle)) < _FAR_M] or [
        np.array([*middle, 1.0])
    ]
    return min(near, key=lambda each: float(np.abs(off(each)).sum()))[:2]


def by_the_docs(guess: Plane, tracks: Sequence[Track], radius_m: float) -> Plane:
    """Better a guess by what everybody may read: how far a door is from the middle of a gap."""
    centre = by_circle(tracks)
    off = guess - centre
    away_m = max(float(np.hypot(*off)), 1e-3)
    return centre + off / away_m * np.clip(away_m, 0.6 * radius_m, 1.1 * radius_m)


def _ends(tracks: Sequence[Track]) -> Plane:
    return np.array([end for line in _lines(tracks) for end in (line[0], line[-1])])


def _lines(tracks: Sequence[Track]) -> list[Plane]:
    return [line for track in tracks for line in track if len(line) > 1]


def _least(off: Callable[[Plane], Plane], start: Plane) -> Plane:
    """Return where a sum of squares is least nearby (Levenberg and Marquardt)."""
    guess, damping = start.astype(float), 1e-3
    cost = float((off(guess) ** 2).sum())
    for _ in range(80):
        here = off(guess)
        steps = np.array([1e-2, 1e-2, 1e-4 if abs(guess[2]) < 10 else 1e-2])
        slope = np.column_stack(
            [
                (off(guess + step) - here) / size
                for step, size in zip(np.diag(steps), steps, strict=True)
            ]
        )
        normal = slope.T @ slope
        move = np.linalg.lstsq(
            normal + damping * np.diag(np.diag(normal) + 1e-12), -slope.T @ here, rcond=None
        )[0]
        new = float((off(guess + move) ** 2).sum())
        if new < cost:
            small = cost - new < 1e-9 * cost
            guess, cost, damping = guess + move, new, damping / 3
            if small:
                break
        else:
            damping *= 4
            if damping > 1e12:
                break
    return guess
