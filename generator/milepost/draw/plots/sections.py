"""The parts of a way that a profile shows, laid end to end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

import numpy as np

from milepost.draw.projection import Floats
from milepost.model.detail import Climb

Samples = tuple[tuple[float, float], ...]  # distance_m, ele_m
Span = tuple[float, float]  # metres from the start of the way
Tone = Literal[0, 1]

# Of the way: a shorter piece without elevations would be a hair in the picture.
_HAIR = 0.012


@dataclass(frozen=True, slots=True)
class Rise:
    """A climb that a profile marks, and what it says of it: `13.8 km 8.1%`."""

    climb: Climb
    words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """An activity of a day, or a day of a journey.

    Distances count from its start, those of samples from the metres beside them. `length_m`
    counts whether or not elevations are known. `breaks_m` are the places where some way is
    missing that counts for nothing; at 0.0 it lies before the section. Where there is no room
    for all names, those of every second, fifth … `number` stay. `tone` 0 and 1 take turns
    over days; None is a day's own colour.
    """

    length_m: float
    stretches: tuple[tuple[float, Samples], ...] = ()
    rises: tuple[Rise, ...] = ()
    breaks_m: tuple[float, ...] = ()
    name: str = ""
    number: int = 0
    tone: Tone | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Rows of (distance_m, ele_m) without a break, in the colour of their section."""

    rows: Floats
    tone: Tone | None


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """Sections end to end: all distances count from the start of the first.

    Section n reaches from `edges_m[n]` to `edges_m[n + 1]`; `names[n]` is its number and name.
    """

    stretches: tuple[Stretch, ...]
    rises: tuple[Rise, ...]
    breaks_m: tuple[float, ...]
    missing_m: tuple[Span, ...]
    names: tuple[tuple[int, str], ...]
    edges_m: tuple[float, ...]

    @property
    def length_m(self) -> float:
        """The length of the whole way."""
        return self.edges_m[-1]

    @property
    def is_named(self) -> bool:
        """Whether any section has a name."""
        return any(name for _, name in self.names)

    @property
    def heights_m(self) -> tuple[float, float] | None:
        """The lowest and the highest sample, None without any."""
        if not self.stretches:
            return None
        ele_m = np.concatenate([stretch.rows[:, 1] for stretch in self.stretches])
        return float(ele_m.min()), float(ele_m.max())


def end_to_end(sections: Sequence[Section]) -> Way:
    """Lay sections end to end; those without any length are left out.

    Stretches of a section are joined where the way goes on from one to the next: a recorder
    that was off for a rest has missed nothing.
    """
    sections = [section for section in sections if section.length_m > 0]
    edges_m = (0.0, *accumulate(section.length_m for section in sections))
    hair_m = _HAIR * edges_m[-1]
    stretches: list[Stretch] = []
    missing_m: list[Span] = []
    placed = list(zip(sections, edges_m, strict=False))
    for section, start_m in placed:
        parts = list(_joined(section, hair_m))
        stretches += [Stretch(np.add(rows, (start_m, 0.0)), section.tone) for rows in parts]
        gaps = _without(parts, section.length_m, hair_m)
        missing_m += [(start_m + first, start_m + last) for first, last in gaps]
    return Way(
        tuple(stretches),
        tuple(_moved(rise, start_m) for section, start_m in placed for rise in section.rises),
        tuple(start_m + at_m for section, start_m in placed for at_m in section.breaks_m),
        tuple(missing_m),
        tuple((section.number, section.name) for section in sections),
        edges_m,
    )


def _moved(rise: Rise, by_m: float) -> Rise:
    return replace(rise, climb=replace(rise.climb, start_m=rise.climb.start_m + by_m))


def _joined(section: Section, hair_m: float) -> Iterator[Floats]:
    parts: list[Floats] = []
    for start_m, samples in section.stretches:
        if len(samples) < 2:
            continue
        rows = np.add(np.array(samples, dtype=np.float64), (start_m, 0.0))
        if parts and not _goes_on(parts[-1][-1, 0], rows[0, 0], section.breaks_m, hair_m):
            yield np.concatenate(parts)
            parts = []
        parts.append(rows)
    if parts:
        yield np.concatenate(parts)


def _goes_on(end_m: float, start_m: float, breaks_m: Sequence[float], hair_m: float) -> bool:
    # Samples stand at whole metres.
    broken = any(end_m - 1 <= at_m <= start_m + 1 for at_m in breaks_m)
    return not broken and start_m - end_m <= hair_m


def _without(parts: Sequence[Floats], length_m: float, hair_m: float) -> list[Span]:
    """Return the spans that no part covers."""
    starts = [*(float(rows[0, 0]) for rows in parts), length_m]
    ends = [0.0, *(float(rows[-1, 0]) for rows in parts)]
    spans = zip(ends, starts, strict=True)
    return [(first, last) for first, last in spans if last - first > hair_m]
