"""What is true of progress along any plan."""

from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.measure.progress import Part, advance, merged
from milepost.measure.route_line import Ruler
from milepost.model.progress import Advance
from planned import Points, covered_m, evenly, jittered, length, line, piece, planned, points

LENGTH_M, ROADS = 12_000.0, 6
roads = st.integers(0, ROADS - 1)
marks = st.floats(0, LENGTH_M)


@cache
def road(number: int) -> Points:
    """Return a road that bends, and never comes near itself again."""
    rng = np.random.default_rng(number)
    x = np.linspace(0, 1, 400)
    waves = sum(
        rng.normal(0, 60) * np.sin(2 * np.pi * (n * x + rng.random())) for n in range(1, 13)
    )
    bent = evenly(np.column_stack([x * LENGTH_M, waves]))
    return evenly(bent * LENGTH_M / length(bent))


@cache
def ruler(number: int) -> Ruler:
    return planned(road(number))


def after(
    number: int, *tracks: Points, start_m: float = 0.0, reached_m: float = 0.0
) -> Advance:
    parts = [Part((line(track),)) for track in tracks]
    return advance(ruler(number), parts, start_m=start_m, reached_m=reached_m)


@settings(max_examples=15)
@given(roads, st.lists(st.tuples(marks, marks), min_size=1, max_size=4))
def test_progress_stays_on_the_route_and_never_falls(
    number: int, days: list[tuple[float, float]]
) -> None:
    at_m = reached_m = 0.0
    end_m = ruler(number).length_m
    for n, (from_m, to_m) in enumerate(days):
        track = piece(road(number), from_m, to_m)
        if len(track) < 2:
            continue
        done = after(number, jittered(track, seed=n), start_m=at_m, reached_m=reached_m)
        assert reached_m <= done.reached_m <= end_m
        at_m, reached_m = done.position_m or at_m, done.reached_m
        assert 0.0 <= at_m <= end_m
        assert done.covered == merged(done.covered)
        assert all(0.0 <= begin < end <= end_m for begin, end in done.covered)


@pytest.mark.parametrize("number", range(ROADS))
def test_riding_the_plan_completes_it(number: int) -> None:
    done = after(number, road(number))
    assert done.reached_m == pytest.approx(ruler(number).length_m, rel=0.005)
    assert done.position_m == pytest.approx(ruler(number).length_m, rel=0.005)
    assert covered_m(done) == pytest.approx(ruler(number).length_m, rel=0.005)


@pytest.mark.parametrize("number", range(ROADS))
def test_riding_the_plan_backwards_reaches_nothing(number: int) -> None:
    done = after(number, jittered(road(number)[::-1]))
    assert done.reached_m == 0.0
    assert done.position_m == pytest.approx(0.0, abs=0.005 * LENGTH_M)
    assert covered_m(done) == pytest.approx(ruler(number).length_m, rel=0.005)
    assert done.on_m == 0.0


@settings(max_examples=15)
@given(st.floats(2000, 10_000), st.floats(45, 135), st.booleans(), st.floats(500, 9000))
def test_a_detour_out_and_back_adds_nothing(
    at_m: float, degrees: float, left: bool, metres: float
) -> None:
    turn = np.radians(degrees if left else -degrees)
    end = at_m + metres * np.cos(turn), metres * np.sin(turn)
    plan = planned(points((0, 0), (LENGTH_M, 0)))
    track = points((0, 0), (at_m, 0), end, (at_m, 0))
    done = advance(plan, [Part((line(jittered(track)),))])
    assert done.reached_m == pytest.approx(at_m, abs=100)
    assert done.position_m == pytest.approx(at_m, abs=100)
    assert covered_m(done) == pytest.approx(at_m, abs=100)


@settings(max_examples=10)
@given(roads, st.floats(8000, LENGTH_M), st.integers(0, 99), st.booleans())
def test_noise_of_15_m_changes_little(number: int, to_m: float, seed: int, drift: bool) -> None:
    way = piece(road(number), 0, to_m)
    clean, noisy = after(number, way), after(number, jittered(way, 15, seed=seed, drift=drift))
    limit_m = 0.005 * LENGTH_M
    assert noisy.reached_m == pytest.approx(clean.reached_m, abs=limit_m)
    assert noisy.position_m == pytest.approx(clean.position_m, abs=limit_m)
    assert covered_m(noisy) == pytest.approx(covered_m(clean), abs=limit_m)


@settings(max_examples=12)
@given(roads, st.floats(3000, LENGTH_M), st.floats(0.05, 0.95))
def test_a_day_cut_in_two_is_the_same(number: int, to_m: float, share: float) -> None:
    track = jittered(piece(road(number), 0, to_m))
    cut = int(share * len(track))
    whole = after(number, track)
    first = after(number, track[: cut + 1])
    second = after(
        number, track[cut:], start_m=first.position_m or 0.0, reached_m=first.reached_m
    )
    assert second.position_m == pytest.approx(whole.position_m, abs=1.0)
    assert second.reached_m == pytest.approx(whole.reached_m, abs=100)
    assert covered_m(first, second) == pytest.approx(covered_m(whole), abs=100)


@settings(max_examples=12)
@given(roads, st.lists(marks, min_size=1, max_size=5))
def test_lines_of_one_day_and_parts_of_one_day_are_the_same(
    number: int, cuts: list[float]
) -> None:
    edges = [0.0, *sorted(cuts), LENGTH_M]
    pieces = [piece(road(number), a, b) for a, b in pairwise(edges)]
    lines = tuple(line(track) for track in pieces if len(track) > 1)
    together = advance(ruler(number), [Part(lines)])
    assert together == advance(ruler(number), [Part((each,)) for each in lines])
