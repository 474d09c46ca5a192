"""Ways that something else did: on a train, on a ferry, in a car."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from milepost.measure.hiding import crosses
from milepost.measure.places import distances_m
from milepost.model.activity import Activity, Line, Position
from milepost.model.day import Transfer
from milepost.model.journal import TransferMark
from milepost.model.privacy import Hiding

_APART_M = 1000.0  # that two recordings may be, and nothing was between them

_NOTHING = Hiding()


@dataclass(frozen=True, slots=True)
class Stage:
    """What there is of the way of a day: its `lines`, and the `unplaced` transfers.

    Its lines were recorded, or are a piece of the plan. It was `ridden` if somebody tells that
    they moved along, and nobody can tell where. Its ends may be hidden.
    """

    lines: Sequence[Line]
    unplaced: Sequence[TransferMark] = ()
    ridden: bool = False
    hidden_ends: tuple[bool, bool] = (False, False)


def recorded_transfers(activities: Sequence[Activity]) -> list[Transfer]:
    """Return those transfers of a day that have a line of their own."""
    return [
        Transfer(each.transfer, each.lines, each.totals.distance_m, each.totals.elapsed_s)
        for each in activities
        if each.transfer
    ]


def told_transfers(stages: Sequence[Stage], hiding: Hiding = _NOTHING) -> list[list[Transfer]]:
    """Return for each of somebody's days, in turn, the transfers that they only tell of.

    One leads straight from where the last line before it ends to where the next one begins.
    If there was anything else between the two, nobody can tell from where to where. On a day
    with lines one without a time is behind them, or before them if no later day has any. None
    is drawn to an end that is hidden, nor through what is.
    """
    found: list[list[Transfer]] = [[] for _ in stages]
    drawn = [number for number, stage in enumerate(stages) if stage.lines]
    last: Position | None = None
    between: list[_Piece] = []
    for number, stage in enumerate(stages):
        ridden = [_Piece(number)] if stage.ridden else []
        later = bool(drawn) and drawn[-1] > number
        early = [each for each in stage.unplaced if each.end or not later]
        late = [each for each in stage.unplaced if each not in early]
        between += [*(_Piece(number, mark) for mark in early), *ridden]
        if stage.lines:
            start = None if stage.hidden_ends[0] else stage.lines[0][0]
            if last and start and crosses(last, start, hiding):
                start = None
            _tell(between, last, start, found)
            last = None if stage.hidden_ends[1] else stage.lines[-1][-1]
            between = ridden
        between = [*between, *(_Piece(number, mark) for mark in late)]
    _tell(between, last, None, found)
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """A way of a day without a line: a transfer, or one that somebody rode."""

    number: int
    mark: TransferMark | None = None


def _tell(
    between: Sequence[_Piece],
    start: Position | None,
    end: Position | None,
    found: Sequence[list[Transfer]],
) -> None:
    """Add the transfers between two places to what is `found` of their days."""
    far_m = _apart_m(start, end) if start and end else 0.0
    known = len(between) == 1 and far_m >= _APART_M
    for piece in between:
        if piece.mark and known and start and end:
            found[piece.number].append(
                Transfer(piece.mark.mode, ((start, end),), far_m, recorded=False)
            )
        elif piece.mark:
            found[piece.number].append(Transfer(piece.mark.mode, recorded=False))


def _apart_m(one: Position, other: Position) -> float:
    lat_deg, lon_deg = other
    return float(distances_m(*one, np.array([lat_deg]), np.array([lon_deg]))[0])
