"""How far each day has brought a journey: along its plan, or by adding up."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from milepost.measure.progress import merged, missing
from milepost.measure.route_line import Ruler
from milepost.model.day import Day
from milepost.model.journey import PlanPieces
from milepost.model.progress import Advance, Progress, Span

_SKIPPED_M = 500.0  # of the plan; a shorter piece is a corner cut
_ARRIVED_M, _ARRIVED_SHARE = 1000.0, 0.01  # from the end of a plan: the hotel at the goal


class Reckoning:
    """Adds up the days of a journey one after the other.

    `total_m` makes it complete. With a `plan`, days tell how far along they came.
    """

    def __init__(self, total_m: float | None, *, plan: bool):
        self._total_m, self._plan = total_m, plan
        self._done_m = 0.0
        self._covered: tuple[Span, ...] = ()

    def after(self, advance: Advance | None, sum_m: float) -> Progress | None:
        """Return how far it has come after a day; `sum_m` is what counts up to then."""
        total_m = self._total_m
        if not total_m:
            return None
        before_m = self._done_m
        if not self._plan:
            self._done_m = sum_m
            complete = sum_m >= total_m
            return Progress(
                total_m, sum_m, sum_m - before_m, sum_m, along="sum", complete=complete
            )
        if advance:
            self._done_m = min(max(self._done_m, advance.reached_m), total_m)
            self._covered = merged((*self._covered, *advance.covered))
        skipped = missing(self._covered, self._done_m, _SKIPPED_M)
        near_m = min(_ARRIVED_M, _ARRIVED_SHARE * total_m)
        return Progress(
            total_m=total_m,
            done_m=self._done_m,
            added_m=self._done_m - before_m,
            covered_m=self._done_m - sum(to_m - from_m for from_m, to_m in skipped),
            detour_m=advance.off_m if advance else 0.0,
            complete=total_m - self._done_m <= near_m,
        )


def covered_of(
    days: Iterable[Day], advances: Mapping[PurePosixPath, Advance]
) -> tuple[Span, ...]:
    """Return what of the plan all days together have really travelled."""
    found = (advances.get(day.entry.source) for day in days)
    return merged(span for advance in found if advance for span in advance.covered)


def pieces_of(
    ruler: Ruler | None,
    days: Sequence[Day],
    advances: Mapping[PurePosixPath, Advance],
    done_m: float,
) -> PlanPieces:
    """Cut the planned route into what is left out and what is still to come.

    What was travelled beyond `done_m`, against the direction of the plan, is no more to come.
    """
    if ruler is None:
        return PlanPieces()
    end_m = ruler.length_m
    covered = covered_of(days, advances)
    skipped = missing(covered, done_m, _SKIPPED_M)
    ahead = [
        (max(from_m, done_m), to_m)
        for from_m, to_m in missing(covered, end_m, _SKIPPED_M)
        if to_m > done_m
    ]
    return PlanPieces(
        skipped=_lines(ruler, skipped),
        ahead=_lines(ruler, ahead),
    )


def _lines(ruler: Ruler, spans: Iterable[Span]) -> tuple[tuple[tuple[float, float], ...], ...]:
    return tuple(line for from_m, to_m in spans for line in ruler.between(from_m, to_m))
