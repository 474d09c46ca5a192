"""What the author tells of a train or a ferry that nobody recorded."""

from datetime import time
from typing import Any

import pytest

from days import LINE, ride
from milepost.assemble.transfers import transfers_of
from milepost.model.activity import Position
from milepost.model.day import Transfer
from milepost.model.journal import TransferMark

BEGIN, END, FAR = LINE[0], LINE[-1], (48.1, 7.0)
MORNING, EVENING = {"end": time(9)}, {"begin": time(18)}


def told(
    *marks: TransferMark, last: Position | None = None, following: Position | None = None,
    ridden: bool = True,
) -> list[Transfer]:  # fmt: skip
    lines = [LINE] if ridden else []
    return transfers_of([], marks, lines, last, following)


def mark(mode: str = "train", **when: Any) -> TransferMark:
    return TransferMark(mode, 2, **when)


def test_a_day_of_which_nothing_is_said_has_none() -> None:
    assert told(last=FAR, following=FAR) == []


def test_a_train_in_the_evening_leads_to_where_the_next_day_begins() -> None:
    (train,) = told(mark(**EVENING), last=BEGIN, following=FAR)
    assert train.lines == ((END, FAR),)
    assert not train.recorded
    assert train.distance_m == pytest.approx(222_390, rel=0.001)


def test_a_train_in_the_morning_comes_from_where_the_day_before_ended() -> None:
    (train,) = told(mark(**MORNING), last=FAR, following=FAR)
    assert train.lines == ((FAR, BEGIN),)


def test_a_train_at_no_time_is_one_to_the_next_day() -> None:
    (train,) = told(mark(), last=BEGIN, following=FAR)
    assert train.lines == ((END, FAR),)
    (train,) = told(mark(), last=FAR)
    assert train.lines == ((FAR, BEGIN),)


def test_a_train_on_a_day_without_a_line_joins_the_days_around() -> None:
    for when in ({}, MORNING, EVENING):
        (train,) = told(mark(**when), last=END, following=FAR, ridden=False)
        assert train.lines == ((END, FAR),)


def test_a_train_that_leads_nowhere_known_is_told_and_not_drawn() -> None:
    (train,) = told(mark(), ridden=False)
    assert (train.mode, train.lines, train.distance_m) == ("train", (), None)
    (train,) = told(mark(**EVENING), following=(END[0] + 0.001, END[1]))
    assert train.lines == ()


def test_what_was_recorded_comes_with_its_line() -> None:
    boat = ride(12_000, lines=(LINE,), transfer="ferry")
    found = transfers_of([boat], [mark(**EVENING)], [LINE], None, FAR)
    assert [(each.mode, each.recorded) for each in found] == [("ferry", True), ("train", False)]
    assert found[0].distance_m == 12_000
