"""Tables on a terminal, whatever letters are in them."""

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from milepost.cli.told import printable

_GAP = "  "
_MOST = 44  # columns of the longest cell; a title may be a whole sentence


def table(rows: Sequence[Sequence[str]], *, words: Collection[int]) -> Iterator[str]:
    """Yield rows as lines with their columns aligned: `words` to the left, numbers right.

    Characters of double width, as in Chinese, take two places, those that sit on others none.
    """
    cells = [[_shortened(plain(cell)) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [
            cell + space if n in words else space + cell
            for n, (cell, wide) in enumerate(zip(row, widths, strict=True))
            for space in [" " * (wide - _width(cell))]
        ]
        yield _GAP.join(padded).rstrip()


def plain(text: str) -> str:
    """Return text on one line, of what a terminal can show, with ordinary spaces.

    >>> plain("1\\u202f046\\xa0km\\n")
    '1 046 km'
    """
    return printable(" ".join(text.split()))


def _shortened(text: str) -> str:
    if _width(text) <= _MOST:
        return text
    kept = ""
    for c in text:
        if _width(kept + c) > _MOST - 1:
            break
        kept += c
    return kept.rstrip() + "…"


def _width(text: str) -> int:
    return sum(map(_places, text))


def _places(c: str) -> int:
    if unicodedata.category(c) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1
