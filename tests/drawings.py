"""What stands in the SVG of a map, and how much of it each thing covers.

Nothing here asks the code that placed it: sizes of type are read from the style sheet of the
pages, and letters are measured in the font that pictures are made with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import font_source_sans_pro
import numpy as np
from PIL import ImageFont

from milepost.draw.palette import page_style

Box = tuple[float, float, float, float]  # left, top, right, bottom
GROWTH = 1.6  # of marks on a narrow screen
_NUMBER = re.compile(r"-?(?:\d+\.\d|\d+|\.\d)")


def found(svg: str, name: str) -> list[Element]:
    """All elements that carry a class."""
    return [e for e in ElementTree.fromstring(svg).iter() if name in classes(e)]


def classes(element: Element) -> list[str]:
    """Classes without their prefix."""
    return [name.removeprefix("mp-") for name in element.get("class", "").split()]


def pieces(data: str) -> list[np.ndarray]:
    """The absolute points of each piece of path data."""
    found = []
    for piece in data.split("M")[1:]:
        numbers = [float(n) for n in _NUMBER.findall(piece)]
        found.append(np.cumsum(np.array(numbers).reshape(-1, 2), axis=0))
    return found


def lines(svg: str, name: str) -> list[np.ndarray]:
    """The points of all pieces of the paths that carry a class."""
    return [piece for e in found(svg, name) for piece in pieces(e.get("d", ""))]


@dataclass(frozen=True)
class Word:
    """Something written, and what its ink covers."""

    words: str
    kind: str  # its class
    box: Box


def words(svg: str, *, narrow: bool) -> list[Word]:
    """All that is written on a map itself, as a wide or a narrow screen shows it."""
    return [_word(e, narrow=narrow) for e in _texts(ElementTree.fromstring(svg), narrow)]


def _texts(element: Element, narrow: bool) -> Iterator[Element]:
    hidden = "wide" if narrow else "narrow"
    for child in element:
        name = child.tag.rsplit("}")[-1]
        if name == "text" and "pill-text" not in classes(child):
            yield child
        elif name == "g" and hidden not in classes(child):
            yield from _texts(child, narrow)


def _word(element: Element, *, narrow: bool) -> Word:
    kind, *more = classes(element)
    rules = _rules(narrow)[kind]
    size = float(rules["font-size"].removesuffix("px"))
    spacing = float(rules.get("letter-spacing", "0px").removesuffix("px"))
    text = element.text or ""
    left, top, right, bottom = _font(int(rules.get("font-weight", "400")) > 500).getbbox(
        text, anchor="ls"
    )
    wide = _font(int(rules.get("font-weight", "400")) > 500).getlength(text)
    scale = size / _LARGE
    whole = wide * scale + spacing * len(text)
    shift = whole / 2 if "middle" in more else whole if "end" in more else 0.0
    x, y = float(element.get("x", "0")) - shift, float(element.get("y", "0"))
    return Word(
        text,
        kind,
        (
            x + left * scale,
            y + top * scale,
            x + right * scale + spacing * (len(text) - 1),
            y + bottom * scale,
        ),
    )


_LARGE = 100


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    folder = Path(font_source_sans_pro.font_directory)
    return ImageFont.truetype(
        folder / f"SourceSansPro-{'Semibold' if bold else 'Regular'}.ttf", _LARGE
    )


@cache
def _rules(narrow: bool) -> dict[str, dict[str, str]]:
    """The declarations of each class on a page."""
    wide, rest = page_style().split("@media (max-width: 40em) {")
    rules: dict[str, dict[str, str]] = {}
    for css in (wide, rest.split("@media")[0]) if narrow else (wide,):
        for selector, declarations in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
            name = selector.strip().removeprefix(".mp-narrow ").removeprefix(".mp-")
            pairs = (d.split(":", 1) for d in declarations.split(";") if ":" in d)
            rules.setdefault(name, {}).update({key.strip(): value for key, value in pairs})
    return rules


def marks(svg: str, *, narrow: bool) -> list[tuple[str, Box]]:
    """The kind and the box of each pin, pill, ring and disc, as large as it is shown."""
    growth = GROWTH if narrow else 1.0
    return [(kind, box) for kind, box in _marks(ElementTree.fromstring(svg), growth) if box]


def _marks(root: Element, growth: float) -> Iterator[tuple[str, Box]]:
    for outer in root:
        moved = re.match(r"translate\(([-.\d]+) ([-.\d]+)\)", outer.get("transform", ""))
        if not moved:
            continue
        x, y = float(moved[1]), float(moved[2])
        for element in outer.iter():
            for kind in classes(element):
                if half := _HALVES.get(kind):
                    yield kind, _scaled(x, y, (-half, -half, half, half), growth)
                elif kind == "pill":
                    half = float(element.get("width", "0")) / 2
                    yield kind, _scaled(x, y, (-half, -10, half, 10), growth)
                elif kind in ("start", "finish"):
                    yield kind, _scaled(x, y, _head(outer), growth)


_HALVES = {"joint": 3.0, "here": 7.5, "arrow": 4.0}


def _head(pin: Element) -> Box:
    """The round part of a pin, upright or leaning."""
    lean = re.search(r'rotate\((-?\d+)\)"', ElementTree.tostring(pin, "unicode"))
    angle = np.radians(float(lean[1])) if lean else 0.0
    x, y = 17.5 * np.sin(angle), -17.5 * np.cos(angle)
    return (float(x) - 9, float(y) - 9, float(x) + 9, float(y) + 9)


def _scaled(x: float, y: float, box: Box, growth: float) -> Box:
    left, top, right, bottom = (edge * growth for edge in box)
    return x + left, y + top, x + right, y + bottom


def overlap(one: Box, other: Box, slack: float = 0.0) -> bool:
    """Whether two boxes share more than `slack` pixels in both directions."""
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack
        and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )


def runs_through(line: np.ndarray, box: Box) -> bool:
    """Whether a line runs through a box."""
    steps = np.hypot(*np.diff(line, axis=0).T) if len(line) > 1 else np.zeros(0)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    at = np.linspace(0, along[-1], int(along[-1] / 0.5) + 2)
    x, y = (np.interp(at, along, line[:, k]) for k in (0, 1))
    return bool(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).any())
