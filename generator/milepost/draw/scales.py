"""Round numbers for axes, grids and scale bars, in the reader's units."""

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of length, its sign, and what stands before decimals in the reader's language."""

    sign: str
    metres: float
    point: str = "."

    def plain(self, value: float) -> str:
        """Write a round number of it in full and without its sign: `0.5`, `20`, `12000`."""
        return plain(value).replace(".", self.point)


@dataclass(frozen=True, slots=True)
class Units:
    """What a reader measures ways and heights in, the latter short ways too."""

    far: Unit
    high: Unit


METRIC = Units(Unit("km", 1000.0), Unit("m", 1.0))
IMPERIAL = Units(Unit("mi", 1609.344), Unit("ft", 0.3048))


def round_below(value: float) -> float:
    """Return the largest 1, 2 or 5 times a power of ten that is not above a positive value.

    >>> round_below(7.3), round_below(49.0), round_below(0.2)
    (5.0, 20.0, 0.2)
    """
    power = 10.0 ** floor(log10(value))
    slack = value * (1 + 1e-9)
    return max((k * power for k in (1, 2, 5) if k * power <= slack), default=power)


def round_above(value: float) -> float:
    """Return the smallest 1, 2 or 5 times a power of ten that is not below a positive value.

    >>> round_above(7.3), round_above(49.0), round_above(0.2)
    (10.0, 50.0, 0.2)
    """
    power = 10.0 ** floor(log10(value))
    slack = value * (1 - 1e-9)
    return min((k * power for k in (1, 2, 5, 10) if k * power >= slack), default=10 * power)


def round_length(limit_m: float, units: Units) -> tuple[Unit, float]:
    """Return a unit and how many of it make the longest round length within a limit."""
    # Half a mile and half a kilometre are still read easily, a fifth is not.
    unit = units.far if limit_m >= units.far.metres / 2 else units.high
    return unit, round_below(limit_m / unit.metres)


def ticks(low: float, high: float, step: float) -> tuple[float, ...]:
    """Return the multiples of a step from low to high, both included."""
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(k * step for k in range(first, last + 1))


def plain(value: float) -> str:
    """Write a round number in full: `0.5`, `20`, `12000`.

    >>> plain(0.5), plain(20.0), plain(0.30000000000000004), plain(-0.0)
    ('0.5', '20', '0.3', '0')
    """
    short = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short.replace("-", "−")
