"""Points in whole texts: pages, feeds, data, tables."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote

from milepost.leaks.circles import Circles, Point
from milepost.leaks.data import in_data, read_json, words_of
from milepost.leaks.drawings import in_map
from milepost.leaks.notations import in_polylines, in_text

_SVG = re.compile(r"<(/?)svg\b[^>]*?(/?)>")
# Numbers of drawings are pixels. What a map says of its frame leads nowhere by itself.
_GEOMETRY = re.compile(
    r"\s(?:d|points|[cr]?[xy]|[xy][12]|r|transform|viewBox|width|height"
    r"""|data-(?:west|north|scale|left|right|top|bottom|length))=(?:"[^"]*"|'[^']*')"""
)
_SCRIPT = re.compile(
    r"""<script\b[^>]*type=["']application/(?:ld\+)?json["'][^>]*>(.*?)</script>""", re.S
)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_NO_TEXT = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_BEGIN = 4096  # characters, in which whatever is no text has one of those
_LETTERS = re.compile(rb"[\x20-\x7e]{6,}")  # fewer in a row may be chance
_JSON = {".json", ".geojson", ".webmanifest", ".topojson"}


def points_of(path: PurePosixPath, text: str, circles: Circles) -> Iterator[Point]:
    """Yield the points of a file's text, as far as they may lie in a circle."""
    suffix = path.suffix.lower()
    if suffix in _JSON:
        yield from _json(text, circles)
        return
    if suffix == ".ics":
        text = re.sub(r"\r?\n[ \t]", "", text).replace("\\", "")  # RFC 5545, 3.1
    is_markup = "<" in text or "&lt;" in text
    yield from _markup(text, circles) if is_markup else _plain(text, circles)


def _json(text: str, circles: Circles) -> Iterator[Point]:
    try:
        value = read_json(text)
        yield from in_data(value)
    except (ValueError, RecursionError):
        yield from _plain(text, circles)
        return
    for words in words_of(value):
        # A word has no place in it: most strings are ready here.
        if "." in words or "°" in words or "<" in words:
            yield from _markup(words, circles) if "<" in words else _plain(words, circles)


def _markup(text: str, circles: Circles) -> Iterator[Point]:
    rest: list[str] = []
    at = 0
    for begin, end in _drawings(text):
        drawing = text[begin:end]
        yield from in_map(drawing)
        rest += (text[at:begin], _GEOMETRY.sub("", drawing))
        at = end
    remaining = "".join([*rest, text[at:]])
    for found in _SCRIPT.finditer(remaining):
        yield from _json(found[1], circles)
    remaining = _SCRIPT.sub("", remaining)
    yield from _plain(remaining, circles)
    # Feeds hold pages as text, which may hold text as text.
    if "&lt;" in remaining:
        yield from _markup(unescape(remaining), circles)


def _drawings(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each outermost <svg> begins and ends."""
    depth, begin = 0, 0
    for found in _SVG.finditer(text):
        if found[2]:
            continue
        if found[1]:
            depth = max(0, depth - 1)
            if depth == 0:
                yield begin, found.end()
        else:
            begin = found.start() if depth == 0 else begin
            depth += 1


def _plain(text: str, circles: Circles) -> Iterator[Point]:
    yield from in_text(text, circles)
    yield from in_polylines(text.replace("\\\\", "\\"))  # as scripts write it
    if (other := plain(text)) != text:
        yield from in_text(other, circles)


def text_of(data: bytes) -> str | None:
    """Return what a file says, None if it is not text."""
    try:
        text = data.decode(_MARKS.get(data[:2], "utf-8"))
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return None if _NO_TEXT.search(text, 0, _BEGIN) else text


def words_of_bytes(data: bytes) -> str:
    """Return what can be read in bytes that are no text, also where each letter has two."""
    found = [*_LETTERS.findall(data), *_LETTERS.findall(data.replace(b"\0", b""))]
    return b"\n".join(dict.fromkeys(found)).decode()


def plain(text: str) -> str:
    """Return a text as it is meant: letters that HTML, addresses and JSON write otherwise."""
    if "&" in text:
        text = unescape(text)
    if "%" in text:
        text = unquote(text)
    if "\\u" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text
