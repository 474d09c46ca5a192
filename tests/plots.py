"""What stands in the SVG of a plot."""

import re
from xml.etree import ElementTree


def words(svg: str) -> list[str]:
    """All that is written, in its order."""
    root = ElementTree.fromstring(svg)
    return [str(each.text) for each in root.iter() if each.tag.endswith("text")]


def data(svg: str, name: str) -> str:
    """The data of the path of a class, "" without one."""
    found = re.search(rf'class="mp-{name}" d="([^"]*)"', svg)
    return found[1] if found else ""


def numbers(path: str) -> list[float]:
    """The numbers in the data of a path."""
    return [float(n) for n in re.findall(r"-?(?:\d+\.\d|\d+|\.\d)", path)]


def line(svg: str, name: str = "profile-line") -> list[tuple[float, float]]:
    """The pixels that a line passes."""
    points = []
    for piece in data(svg, name).split("M")[1:]:
        x = y = 0.0
        steps = numbers(piece)
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
    return points


def layout(svg: str) -> dict[str, float]:
    """What the picture tells scripts, by its name without `data-`."""
    root = ElementTree.fromstring(svg)
    return {name[5:]: float(value) for name, value in root.items() if name[:5] == "data-"}
