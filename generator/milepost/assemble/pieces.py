"""One track of a recording, cleaned, cut and with its transfers apart; still private."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from math import ceil

import numpy as np

from milepost.assemble.cuts import Segments, Span, by_day, without_cuts
from milepost.assemble.parting import Carried, parted
from milepost.assemble.rules import Rules
from milepost.measure.cleaning import clean, in_order, leaps
from milepost.measure.hiding import LEAST_M, Left, length_of, without_hidden
from milepost.measure.local_time import local_day, moment, zone_at
from milepost.measure.sports import SPORTS, sport_of, transfer_of
from milepost.model.activity import Unseen
from milepost.model.journal import TransferMark
from milepost.model.track import Column, Recording, Track

_TOLD_M = 500.0
_FLYING_MPS = 400.0  # nothing that carries passengers is faster


def sport_for(track: Track, stem: str, rules: Rules) -> str:
    """Return the sport: the author's word, the device's, the entry's, the name of the file."""
    words = (rules.sport, track.type, rules.usual_sport, stem, track.name)
    found = (sport_of(word) for word in words if word)
    return next((sport for sport in found if sport), "other")


def _marks_of(track: Track, rules: Rules) -> tuple[TransferMark, ...]:
    """Return the author's marks, and that of the device unless the author names a sport."""
    mode = transfer_of(track.type)
    if mode is None or rules.sport or rules.usual_sport:
        return rules.transfers
    return (*rules.transfers, TransferMark(mode, 0))


class Pieces:
    """What one track of a recording comes to.

    `days` holds the segments of the own way, and `carried` the transfers, by the id of the
    activity each becomes. `left_out` is when there were cuts and transfers, and what is hidden.
    `cuts_made` and `missed_m` tell of each cut and transfer that was asked for: see
    `without_cuts`, `parted`. `hidden` is what is left of the days of which something is
    hidden, and `unseen` what is not.
    """

    def __init__(self, recording: Recording, number: int, rules: Rules):
        track = recording.tracks[number]
        self.path, self.number, self.rules = recording.path, number, rules
        self.device = track.device
        self.sport = sport_for(track, recording.path.stem, rules)
        self.marks = _marks_of(track, rules)
        segments = self._cleaned(track)
        self.timed = all(np.isfinite(segment.time_s).all() for segment in segments)
        self.place_zone = _zone(segments)
        self.zone = self.place_zone or rules.usual_zone
        self.cuts_made = tuple(False for _ in rules.cuts)
        self.missed_m: tuple[float | None, ...] = tuple(None for _ in rules.transfers)
        self.left_out: tuple[Span, ...] = ()
        self.hidden: tuple[Left, ...] = ()
        self.unseen: tuple[Unseen, ...] = ()
        self.is_split = False
        self.days: dict[str, Segments] = {}
        self.carried: dict[str, Carried] = {}
        if segments:
            self._divide(segments)

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing was taken out, so that the device's totals are those of it."""
        return not (self.is_split or any(self.cuts_made) or self.carried or self.hidden)

    def day_of(self, segments: Segments) -> date | None:
        """Return the local day on which segments start, None without times."""
        start = start_of(segments)
        return local_day(start, self.zone) if start else None

    def hidden_ends(self, segments: Segments) -> tuple[bool, bool]:
        """Tell whether what is hidden borders on the start and on the end of some segments."""
        if not self.timed:
            starts, ends = (
                zip(*(left.ends for left in self.hidden), strict=True)
                if self.hidden
                else ((), ())
            )
            return any(starts), any(ends)
        begin_s, end_s = float(segments[0].time_s[0]), float(segments[-1].time_s[-1])
        spans = [span for left in self.hidden for span in left.spans]
        return (
            any(first_s < begin_s <= last_s for first_s, last_s in spans),
            any(first_s <= end_s < last_s for first_s, last_s in spans),
        )

    def told_hidden_m(self, segments: Segments) -> float:
        """Return about how much is hidden beside some segments; 0 if that is not to be told.

        It is rounded up to half a kilometre: the length itself, with a map, leads to the door.
        """
        if not self.rules.hiding.tells:
            return 0.0
        day = self.day_of(segments)
        here = (left for left in self.hidden if left.segments)
        metres = sum(left.hidden_m for left in here if self.day_of(left.segments) == day)
        return _TOLD_M * ceil(metres / _TOLD_M)

    def leaps(self) -> int:
        """Count the leaps that nobody can have made, nor anything that carried them."""
        steps = (step for day in self.days.values() for step in pairwise(day))
        return sum(leaps(step) for step in steps if not self._explained(step))

    def _explained(self, step: Segments) -> bool:
        begin_s, end_s = float(step[0].time_s[-1]), float(step[1].time_s[0])
        return any(begin_s < b and a < end_s for a, b in self.left_out)

    def _cleaned(self, track: Track) -> Segments:
        if not any(mark.is_whole for mark in self.marks):
            return in_order(track.segments, SPORTS[self.sport].possible_mps)
        # To a plane no step is a leap.
        cleaned = (clean(segment, _FLYING_MPS) for segment in track.segments)
        kept = [segment for segment in cleaned if len(segment) > 1]
        return tuple(sorted(kept, key=lambda segment: float(segment.time_s[0])))

    def _divide(self, segments: Segments) -> None:
        """Tell the days apart, hide, make the cuts, and take out the transfers."""
        only, split = self.rules.days, self.rules.numbers.split_days
        days = [segments]
        if self.timed and (only is not None or self.rules.hiding):
            # A cut concerns the days that are its entry's: they are told apart before it.
            days = by_day(segments, self.zone, always=split)
            split = self.is_split = len(days) > 1
        left = [(day, without_hidden(day, self.rules.hiding)) for day in days]
        wanted = [
            (day, shown)
            for day, shown in left
            # An entry has what is shown on its date.
            if only is None or self.day_of(shown.segments or day) in only
        ]
        hidden = [(day, shown) for day, shown in wanted if shown.gone or shown.brinks]
        self.hidden = tuple(shown for _, shown in hidden)
        self.left_out = tuple(span for shown in self.hidden for span in shown.spans)
        self.unseen = tuple(
            Unseen(self.day_of(left.segments or day), left.spans, whole=not left.segments)
            for day, left in hidden
        )
        own = tuple(segment for _, shown in wanted for segment in shown.segments)
        if own:
            whole = tuple(segment for day, _ in wanted for segment in day)
            first_s = float(segments[0].time_s[0])
            self._name(self._own(own, whole), first_s, split=split)

    def _own(self, segments: Segments, whole: Segments) -> Segments:
        """Return what is left without cuts and transfers; `whole` was before all was hidden."""
        hidden = self.left_out
        left = self._without_cuts(segments, whole)
        found = parted(
            left,
            self.marks,
            self.zone,
            day=whole,
            cuts=self.left_out,
            hidden=hidden,
            hiding=self.rules.hiding,
        )
        self.missed_m = found.missed_m[: len(self.rules.transfers)]
        self.left_out += found.spans if self.timed else ()
        self.carried = {f"t{n}": ride for n, ride in enumerate(found.carried, 1)}
        return tuple(segment for segment in found.own if len(segment) > 1)

    def _without_cuts(self, segments: Segments, whole: Segments) -> Segments:
        if not self.timed or not self.rules.cuts:
            return segments
        found = without_cuts(segments, self.rules.cuts, self.zone, day=whole)
        kept, self.cuts_made, spans = found
        self.left_out += spans
        return tuple(segment for segment in kept if len(segment) > 1)

    def _name(self, own: Segments, first_s: float, *, split: bool) -> None:
        """Split what is left into days and give each part its id."""
        days = by_day(own, self.zone, always=split) if own and self.timed else [own]
        self.is_split |= len(days) > 1
        ident = f"{self.path}#{self.number + 1}"
        before = local_day(moment(first_s), self.zone) if self.is_split else None

        def named(part: Segments) -> str:
            day = self.day_of(part)
            return f"{ident}.{(day - before).days + 1}" if before and day else ident

        self.days = {named(day): day for day in days if day and self._tells(day)}
        rides = [each for each in self.carried.items() if self._tells(each[1].segments)]
        self.carried = {f"{named(ride.segments)}.{n}": ride for n, ride in rides}

    def _tells(self, segments: Segments) -> bool:
        """Tell whether a part is long enough to tell of more than what is hidden beside it."""
        return not self.hidden or length_of(segments) >= LEAST_M


def pieces_of(recording: Recording, rules: Rules) -> Iterator[Pieces]:
    """Yield what each track of a recording comes to."""
    return (Pieces(recording, number, rules) for number in range(len(recording.tracks)))


def segments_of(recording: Recording, rules: Rules) -> dict[str, Segments]:
    """Return the clean segments of a recording by the id of the activity they become."""
    tracks = pieces_of(recording, rules)
    return {ident: day for track in tracks for ident, day in track.days.items()}


def start_of(segments: Segments) -> datetime | None:
    """Return the first time that is known."""
    known = _times(segments)
    return moment(float(known.min())) if len(known) else None


def end_of(segments: Segments) -> datetime | None:
    """Return the last time that is known."""
    known = _times(segments)
    return moment(float(known.max())) if len(known) else None


def _times(segments: Segments) -> Column:
    times = np.concatenate([segment.time_s for segment in segments])
    known: Column = times[np.isfinite(times)]
    return known


def _zone(segments: Segments) -> str | None:
    if not segments:
        return None
    return zone_at(float(segments[0].lat_deg[0]), float(segments[0].lon_deg[0]))
