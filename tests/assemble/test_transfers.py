"""What the author tells of a train or a ferry that nobody recorded."""

from datetime import time
from typing import Any

import pytest

from days import LINE, ride
from milepost.assemble.transfers import Stage, recorded_transfers, told_transfers
from milepost.model.activity import Line, Position
from milepost.model.day import Transfer
from milepost.model.journal import TransferMark

BEGIN, END, FAR = LINE[0], LINE[-1], (48.1, 7.0)
MORNING, EVENING = {"end": time(9)}, {"begin": time(18)}


def mark(mode: str = "train", **when: Any) -> TransferMark:
    return TransferMark(mode, 2, **when)


def at(place: Position) -> Stage:
    """Return a day that came nowhere else."""
    return Stage([(place, place)])


def on(*marks: TransferMark, lines: tuple[Line, ...] = (), ridden: bool = False) -> Stage:
    return Stage(lines, marks, ridden)


def led(*stages: Stage) -> list[list[tuple[Line, ...]]]:
    """Return for each day where its transfers led."""
    return [[each.lines for each in day] for day in told_transfers(stages)]


def test_a_day_of_which_nothing_is_said_has_none() -> None:
    assert told_transfers([at(BEGIN), at(FAR)]) == [[], []]


def test_a_train_in_the_evening_leads_to_where_the_next_day_begins() -> None:
    _, (train,), _ = told_transfers([at(FAR), on(mark(**EVENING), lines=(LINE,)), at(FAR)])
    assert train.lines == ((END, FAR),)
    assert not train.recorded
    assert train.distance_m == pytest.approx(222_390, rel=0.001)


def test_a_train_in_the_morning_comes_from_where_the_day_before_ended() -> None:
    found = led(at(FAR), on(mark(**MORNING), lines=(LINE,)), at(FAR))
    assert found[1] == [((FAR, BEGIN),)]


def test_a_train_at_no_time_is_one_to_the_next_day_with_a_line() -> None:
    day = on(mark(), lines=(LINE,))
    assert led(at(FAR), day, at(FAR))[1] == [((END, FAR),)]
    assert led(at(FAR), day, on())[1] == [((FAR, BEGIN),)]


@pytest.mark.parametrize("when", [{}, MORNING, EVENING])
def test_a_train_on_a_day_without_a_line_joins_the_days_around(when: dict[str, time]) -> None:
    assert led(at(END), on(), on(mark(**when)), at(FAR))[2] == [((END, FAR),)]


def test_a_train_that_leads_nowhere_known_is_told_and_not_drawn() -> None:
    nowhere = Transfer("train", recorded=False)
    assert told_transfers([on(mark())]) == [[nowhere]]
    assert told_transfers([on(mark()), at(FAR)])[0] == [nowhere]
    near = at((END[0] + 0.001, END[1]))
    assert told_transfers([on(mark(**EVENING), lines=(LINE,)), near])[0] == [nowhere]


def test_of_several_transfers_over_one_gap_nobody_knows_how_far_each_led() -> None:
    bus, train = mark("bus", **MORNING), mark(**EVENING)
    assert led(at(END), on(bus, train), at(FAR))[1] == [(), ()]
    assert led(at(END), on(mark()), on(mark()), at(FAR)) == [[], [()], [()], []]
    evening, morning = on(train, lines=(LINE,)), on(bus, lines=((FAR, FAR),))
    assert led(evening, morning, on()) == [[()], [()], []]


def test_a_train_before_and_one_after_a_day_have_a_gap_each() -> None:
    both = on(mark("bus", **MORNING), mark(**EVENING), lines=(LINE,))
    assert led(at(FAR), both, at(FAR))[1] == [((FAR, BEGIN),), ((END, FAR),)]


def test_a_ride_that_nobody_recorded_leaves_unknown_how_far_a_train_led() -> None:
    assert led(at(END), on(mark()), on(ridden=True), at(FAR))[1] == [()]
    assert led(at(END), on(mark(**EVENING), ridden=True), at(FAR))[1] == [()]


def test_what_was_recorded_comes_with_its_line() -> None:
    boat = ride(12_000, lines=(LINE,), transfer="ferry")
    (found,) = recorded_transfers([boat, ride(5_000, lines=(LINE,))])
    assert (found.mode, found.recorded, found.distance_m) == ("ferry", True, 12_000)
