"""What carried somebody, taken out of the way that they made themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

import numpy as np
from numpy.typing import NDArray

from milepost.assemble.cuts import Segments, Span, spans_of
from milepost.measure.cleaning import select
from milepost.measure.geo import offsets_m, steps_m
from milepost.measure.hiding import crosses
from milepost.model.journal import TransferMark
from milepost.model.privacy import Hiding
from milepost.model.track import Segment

_REACH_M = 2000.0  # a place that is further from the track is another one
_PASSING_M = 100.0  # a track passes a place again when it comes as near as this once more
_OWN = -1
_NOTHING = Hiding()


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """A part of a track that something else made; `seconds` is how long it took, if known.

    It begins and ends with the points of the own way beside it.
    """

    mode: str
    segments: Segments
    seconds: float | None

    @property
    def distance_m(self) -> float:
        """The length of its line."""
        steps = (np.hypot(*steps_m(s.lat_deg, s.lon_deg)).sum() for s in self.segments)
        return float(sum(steps))


@dataclass(frozen=True, slots=True, eq=False)
class Parted:
    """A track with its transfers apart, in the order of time; `spans` are theirs, in POSIX s.

    `missed_m` tells for each mark: 0 if it had a part, else by how much the track misses the
    further of its places; None if it has no place, or nothing there.
    """

    own: Segments
    carried: tuple[Carried, ...] = ()
    spans: tuple[Span, ...] = ()
    missed_m: tuple[float | None, ...] = ()


def parted(
    segments: Segments,
    marks: Sequence[TransferMark],
    zone: str,
    *,
    day: Segments,
    cuts: Sequence[Span] = (),
    hidden: Sequence[Span] = (),
    hiding: Hiding = _NOTHING,
) -> Parted:
    """Take out of the segments of a track, in order, what its marks name.

    Times of day mean those of `day`, the segments before `cuts` were made in them. No step
    leads over these, nor through what is hidden; of a mark in one of the spans of `hidden`
    nothing is left, and it was not missed. A mark
    with no point between its times still parts the way if the recorder was silent then: the
    transfer is a straight line. Of marks that overlap the first counts, and those without
    ends have what the others leave. Without complete times only places and such marks work.
    """
    if not segments or not marks:
        return Parted(segments, missed_m=tuple(None for _ in marks))
    return _Parting(segments, marks, cuts, hidden, hiding).parted(
        _timed_spans(day, marks, zone)
    )


def _timed_spans(
    day: Segments, marks: Sequence[TransferMark], zone: str
) -> dict[TransferMark, Span]:
    """Return when each mark with times was; two of one mode may be one over midnight."""
    found: dict[TransferMark, Span] = {}
    if not all(np.isfinite(segment.time_s).all() for segment in day):
        return found
    for mode in dict.fromkeys(mark.mode for mark in marks):
        timed = [mark for mark in marks if mark.mode == mode and (mark.begin or mark.end)]
        if timed:
            found |= zip(timed, spans_of(day, timed, zone), strict=True)
    return found


class _Parting:
    """The points of a track end to end, and to which mark each of them belongs."""

    def __init__(
        self,
        segments: Segments,
        marks: Sequence[TransferMark],
        cuts: Sequence[Span],
        hidden: Sequence[Span],
        hiding: Hiding,
    ):
        self.segments, self.marks, self.hidden = segments, marks, hidden
        self.lat_deg, self.lon_deg, self.ele_m, self.time_s = (
            np.concatenate([getattr(segment, name) for segment in segments])
            for name in ("lat_deg", "lon_deg", "ele_m", "time_s")
        )
        before_s, after_s = self.time_s[:-1], self.time_s[1:]
        self.is_cut = self._led_through(hiding)  # the step behind each point
        for begin_s, end_s in (*cuts, *hidden):
            self.is_cut |= (before_s < end_s) & (after_s > begin_s)
        self.mark_of = np.full(len(self.time_s), _OWN)
        self.silent: dict[int, int] = {}  # marks without a point, by the point behind them

    def _led_through(self, hiding: Hiding) -> NDArray[np.bool_]:
        """Tell which steps from one segment to the next lead through what is hidden."""
        led = np.zeros(len(self.time_s) - 1, dtype=bool)
        for behind in np.cumsum([len(segment) for segment in self.segments])[:-1]:
            begin, end = (
                (float(self.lat_deg[n]), float(self.lon_deg[n])) for n in (behind - 1, behind)
            )
            led[behind - 1] = crosses(begin, end, hiding)
        return led

    def parted(self, spans: Mapping[TransferMark, Span]) -> Parted:
        """Give each mark its points, those without ends last."""
        missed_m = [self._take(number, spans) for number in range(len(self.marks))]
        for number, mark in enumerate(self.marks):
            left = self.mark_of == _OWN
            if mark.is_whole and left.any():
                self.mark_of[left] = number
                missed_m[number] = 0.0
        runs = sorted(self._runs())
        return Parted(
            own=tuple(self._own()),
            carried=tuple(ride for run in runs if (ride := self._carried(run, spans)).segments),
            spans=tuple((float(self.time_s[a]), float(self.time_s[b - 1])) for a, b, _ in runs),
            missed_m=tuple(missed_m),
        )

    def _take(self, number: int, spans: Mapping[TransferMark, Span]) -> float | None:
        """Give a mark its points; return by how much it was missed, None if it has none."""
        mark = self.marks[number]
        if mark.from_place and mark.to_place:
            begins, begin_off_m = self._passed(mark.from_place)
            ends, end_off_m = self._passed(mark.to_place)
            if max(begin_off_m, end_off_m) > _REACH_M:
                return max(begin_off_m, end_off_m)
            run = _nearest_pair(begins, ends)
        else:
            begin_s, end_s = spans.get(mark, (inf, inf))
            run = (
                int(np.searchsorted(self.time_s, begin_s, "left")),
                int(np.searchsorted(self.time_s, end_s, "right")),
            )
        if run is None or (run[0] == run[1] and run[0] in (0, len(self.time_s))):
            return 0.0 if self._is_hidden(spans.get(mark)) else None
        inside = self.mark_of[slice(*run)]
        inside[inside == _OWN] = number
        if run[0] == run[1]:
            self.silent.setdefault(run[0], number)
        return 0.0

    def _is_hidden(self, span: Span | None) -> bool:
        return span is not None and any(span[0] < b and a < span[1] for a, b in self.hidden)

    def _passed(self, place: tuple[float, float]) -> tuple[NDArray[np.intp], float]:
        """Return the points at which a track passes a place, and how far off the nearest is."""
        away_m = np.hypot(*offsets_m(self.lat_deg, self.lon_deg, place))
        near = np.flatnonzero(away_m <= away_m.min() + _PASSING_M)
        visits = np.split(near, np.flatnonzero(np.diff(near) > 1) + 1)
        nearest = [visit[np.argmin(away_m[visit])] for visit in visits]
        return np.array(nearest), float(away_m.min())

    def _runs(self) -> Iterator[tuple[int, int, int]]:
        """Yield the points of each transfer, with its ends on the own way, and its mark."""
        changes = {int(n) + 1 for n in np.flatnonzero(np.diff(self.mark_of))}
        edges = sorted({0, len(self.mark_of), *changes, *self.silent})
        for first, last in pairwise(edges):
            if self.mark_of[first] != _OWN:
                # The step from one transfer to the next is the latter's.
                onward = self._goes_on(last) and self.mark_of[last] == _OWN
                yield first - self._goes_on(first), last + onward, int(self.mark_of[first])
        for first, number in self.silent.items():
            if not self.is_cut[first - 1]:
                yield first - 1, first + 1, number

    def _goes_on(self, point: int) -> bool:
        """Tell whether the step to a point may be drawn."""
        inside = 0 < point < len(self.time_s)
        return inside and point not in self.silent and not self.is_cut[point - 1]

    def _carried(
        self, run: tuple[int, int, int], spans: Mapping[TransferMark, Span]
    ) -> Carried:
        begin, end, number = run
        begin_s, end_s = spans.get(self.marks[number], (-inf, inf))
        seconds = min(self.time_s[end - 1], end_s) - max(self.time_s[begin], begin_s)
        breaks = [begin + int(n) + 1 for n in np.flatnonzero(self.is_cut[begin : end - 1])]
        pieces = pairwise([begin, *breaks, end])
        columns = self.lat_deg, self.lon_deg, self.ele_m, self.time_s
        return Carried(
            self.marks[number].mode,
            tuple(Segment(*(c[a:b] for c in columns)) for a, b in pieces if b - a > 1),
            float(seconds) if np.isfinite(seconds) else None,
        )

    def _own(self) -> Iterator[Segment]:
        first = 0
        for segment in self.segments:
            mine = self.mark_of[first : first + len(segment)] == _OWN
            changes = {int(n) + 1 for n in np.flatnonzero(np.diff(mine))}
            breaks = {n - first for n in self.silent if first < n < first + len(segment)}
            for a, b in pairwise(sorted({0, len(segment), *changes, *breaks})):
                if mine[a]:
                    yield select(segment, slice(a, b))
            first += len(segment)


def _nearest_pair(begins: NDArray[np.intp], ends: NDArray[np.intp]) -> tuple[int, int] | None:
    """Return the points between a begin and the end that follows it soonest.

    A track that only goes the other way is taken as it goes; None if nothing lies between.
    """
    for first, last in ((begins, ends), (ends, begins)):
        pairs = [(int(b - a), int(a)) for a in first for b in last[last > a][:1]]
        if pairs:
            length, begin = min(pairs)
            return begin + 1, begin + length
    return None
