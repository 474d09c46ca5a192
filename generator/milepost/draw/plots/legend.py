"""What signs in a chart mean, in a line of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from milepost.draw.palette import NOTE_PX
from milepost.draw.plots.dates import SIZES
from milepost.draw.svg import group, num, text
from milepost.draw.type import width

_BESIDE, _APART = 0.5, 1.5  # of the size of words: between parts of a key, between keys
_MIDDLE = 0.36  # from the line of words to the middle of their small letters


@dataclass(frozen=True, slots=True)
class Sign:
    """What is drawn around the middle of its left end, at (0, 0); pixels on a wide screen."""

    svg: str
    width: float


Key = Sequence[str | Sign]  # words and signs, from left to right


def legend(keys: Sequence[Key], right: float, middle: float) -> str:
    """Write keys in a row that ends at `right`, around `middle` pixels from the top."""
    return "".join(
        group(f"mp-{name}", _row(keys, right, middle, size)) for name, size in SIZES if keys
    )


def _row(keys: Sequence[Key], right: float, middle: float, size: float) -> str:
    growth, drawn, end = size / NOTE_PX, "", right
    for key in reversed(keys):
        for part in reversed(key):
            if isinstance(part, Sign):
                end -= part.width * growth
                scale = f" scale({growth:.2g})" if growth != 1 else ""
                moved = f"translate({num(end)} {num(middle)}){scale}"
                drawn += f'<g transform="{moved}">{part.svg}</g>'
            else:
                end -= width(part, size)
                drawn += text(end, middle + _MIDDLE * size, part, "mp-note")
            end -= _BESIDE * size
        end -= (_APART - _BESIDE) * size
    return drawn
