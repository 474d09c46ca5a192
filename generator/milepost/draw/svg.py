"""Small pieces of SVG text: escaping, numbers, paths, the picture's frame."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import numpy as np

from milepost.draw.projection import Floats
from milepost.measure import simplify

_ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> str:
    """Make text safe in content and in quoted attributes; drop what XML 1.0 forbids."""
    return _ILLEGAL_IN_XML.sub("", text).translate(_ENTITIES)


def num(value: float) -> str:
    """Write a number with one decimal at most: `12`, `-.5`, `3.4`.

    >>> num(0.96), num(-0.04), num(-0.5), num(120.0)
    ('1', '0', '-.5', '120')
    """
    return _tenths(round(value * 10))


def _tenths(value: int) -> str:
    whole, tenth = divmod(abs(value), 10)
    sign = "-" if value < 0 else ""
    if not tenth:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{tenth}"


def path_data(lines: Iterable[Floats], *, close: bool = False) -> str:
    """Return the `d` of a path; each array of (x, y) rows is a piece of its own.

    Everything is rounded to a tenth of a pixel and points that fall together are drawn once.
    A single point becomes a line of no length, which a round cap shows as a dot.
    """
    return "".join(_piece(line) + ("z" if close else "") for line in lines if len(line))


def _piece(line: Floats) -> str:
    tenths = np.rint(line * 10).astype(np.int64)
    steps = np.diff(tenths, axis=0)
    moves = steps[np.any(steps != 0, axis=1)].tolist() or [[0, 0]]
    x, y = tenths[0].tolist()
    return f"M{_joined((x, y))}l{_joined(value for move in moves for value in move)}"


def _joined(values: Iterable[int]) -> str:
    """Join numbers with the fewest separators: a minus sign is one already."""
    return "".join(_separated(values))


def _separated(values: Iterable[int]) -> Iterator[str]:
    for position, value in enumerate(values):
        if position and value >= 0:
            yield " "
        yield _tenths(value)


def thin(line: Floats, tolerance_px: float) -> Floats:
    """Return the line without points that nobody would see missing."""
    return line[simplify.thin(line[:, 0], line[:, 1], tolerance_px)]


def text(x: float, y: float, words: str, classes: str) -> str:
    """Return a `<text>` with its words escaped."""
    return f'<text class="{classes}" x="{num(x)}" y="{num(y)}">{escape(words)}</text>'


def path(classes: str, data: str) -> str:
    """Return a `<path>`, or nothing for no data."""
    return f'<path class="{classes}" d="{data}"/>' if data else ""


def picture(
    layers: Iterable[str],
    *,
    kind: str,
    title: str,
    description: str,
    ident: str,
    width: int,
    height: int,
    ground: str = "mp-ground",
    data: Mapping[str, float] = MappingProxyType({}),
    linked: bool = False,
) -> str:
    """Put layers, lowest first, on ground in a complete `<svg>` with its text alternative.

    `ident` must be unique on the page: the ids are made of it. `ground` is the class of what
    lies under everything, "" for nothing. `data` tells scripts how the
    picture was laid out, as `data-*` attributes. What is within an image does not exist for
    who listens to the page, so a picture with links in it is `linked`: a group.
    """
    ident = identifier(ident)
    named = f"{ident}-title {ident}-desc" if description else f"{ident}-title"
    desc = f'<desc id="{ident}-desc">{escape(description)}</desc>' if description else ""
    layout = "".join(f' data-{name}="{value!r}"' for name, value in data.items())
    role = "group" if linked else "img"
    under = f'<rect class="{ground}" width="{width}" height="{height}"/>' if ground else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="mp-drawing mp-{kind}"{layout}'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="{role}" aria-labelledby="{named}" paint-order="stroke">'
        f'<title id="{ident}-title">{escape(title)}</title>{desc}{under}'
        f"{''.join(layers)}</svg>"
    )


def identifier(words: str) -> str:
    """Return words as an XML id may have them."""
    return re.sub(r"[^\w-]", "-", words, flags=re.ASCII)


def group(classes: str, content: str) -> str:
    """Return a `<g>`, or nothing for no content."""
    return f'<g class="{classes}">{content}</g>' if content else ""
