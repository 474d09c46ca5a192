"""Whether a text is an SVG of a size that can be drawn, and if not, what is wrong and where."""

import re
from dataclasses import dataclass
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_ENDS_ANOTHER, _BREAKS_OFF = 7, 3  # errors of expat: a tag that does not match, no more text
_LENGTH = re.compile(r"\s*(\d*\.?\d+)(?:px)?\s*")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an SVG, what to do, and in which line of it, from 1."""

    message: str
    line: int


def fault_of(svg: str, width: int, height: int) -> Fault | None:
    """Return why an SVG cannot be drawn at a size in pixels, None if it can.

    It may be larger or smaller, but must have the same proportions.
    """
    opened: list[tuple[str, int]] = []
    roots: list[tuple[str, dict[str, str], int]] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def begin(name: str, attributes: dict[str, str]) -> None:
        opened.append((name.rpartition(" ")[2], parser.CurrentLineNumber))
        if not roots:
            roots.append((name, attributes, parser.CurrentLineNumber))

    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: opened.pop()
    data = svg.encode()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return _broken(
            error, opened, data[: parser.ErrorByteIndex + 100].decode("utf-8", "ignore")
        )
    return _wrong_root(*roots[0], width, height)


def _broken(error: expat.ExpatError, opened: list[tuple[str, int]], until: str) -> Fault:
    """Say in one sentence why a text is no XML; `until` goes a little beyond the fault."""
    line = error.lineno
    if opened and error.code in (_ENDS_ANOTHER, _BREAKS_OFF):
        name, begun = opened[-1]
        rest = until.split("\n", line - 1)[-1][max(error.offset - 2, 0) :]
        ending = re.match(r"</([^\s>]+)", rest)
        known = {each.rpartition(":")[2] for each, _ in opened}
        if ending and ending[1].rpartition(":")[2] not in known:
            return Fault(f"</{ending[1]}> ends nothing that is open; take it out", line)
        return Fault(f"<{name}> is never closed; add </{name}>", begun)
    return Fault(f"no valid SVG: {expat.ErrorString(error.code)}", line)


def _wrong_root(
    name: str, attributes: dict[str, str], line: int, width: int, height: int
) -> Fault | None:
    space, _, local = name.rpartition(" ")
    if local != "svg" or space not in ("", _SVG):
        return Fault(f'begins with <{local}>; a picture is one <svg xmlns="{_SVG}" …>', line)
    size = _size(attributes)
    if size is None or abs(size[1] * width - size[0] * height) > max(size):
        have = "has no size" if size is None else f"is {size[0]:g} × {size[1]:g}"
        message = f'<svg> {have}; give it viewBox="0 0 {width} {height}", without other sizes'
        return Fault(message, line)
    return None


def _size(attributes: dict[str, str]) -> tuple[float, float] | None:
    """Return the width and height of a root, None if there is none above zero."""
    sides = [_LENGTH.fullmatch(attributes.get(side, "")) for side in ("width", "height")]
    box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())[2:]
    lengths = [side[1] for side in sides if side]
    if len(lengths) < 2:
        lengths = [length for length in box if _LENGTH.fullmatch(length)]
    if len(lengths) != 2 or not all(map(float, lengths)):
        return None
    return float(lengths[0]), float(lengths[1])
