"""Places written as text: decimal degrees, degrees and minutes, encoded polylines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from milepost.leaks.circles import Circles, Point, off_m

_LONGEST_GAP = 60
_DECIMAL = re.compile(r"(?<![\w.])[-+−]?\d{1,3}\.(\d{1,16})(?![\d.])")
# What may stand between the two numbers of a place: names of theirs, and no unit.
_GAP = re.compile(
    r"(?:[^\w%€$£]|geo|wgs84_pos|lat(?:itude)?|lon(?:g(?:itude)?)?|lng|data|[NSEWOnsewxy])*"
)
_SIDE = re.compile(r"\s*[°º]?\s*([NSEWO])(?![\w.])")
_UNIT = re.compile(
    r"[\s\u00a0\u202f]*(?:%|[€$£]|(?![NSEWO]\b)[^\W\d_]{1,4}(?:/[^\W\d_]+|[²³])?\b)"
)
_NAMES = re.compile(
    r"[\s\"'<>/]*(?:and|lat|lon|lng|long|latitude|longitude|geo|z|zoom)\b", re.I
)
_SEXAGESIMAL = re.compile(
    r"(?:([NSEWO])\s*)?(-?\d{1,3})\s*[°º]\s*(\d{1,2}(?:[.,]\d+)?)\s*['′’‘]"
    r"(?:\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|''|′′|’’))?(?(1)|\s*([NSEWO])(?!\w))"
)
_ODD = 9  # numbers of a row of a table, at most
_POLYLINE = re.compile(r"[?-~]{8,}")
_FIRST, _MORE = 63, 0x20


@dataclass(frozen=True, slots=True)
class _Number:
    begin: int
    end: int
    degrees: float  # without a sign
    sign: int
    unit_deg: float


def in_text(text: str, circles: Circles) -> Iterator[Point]:
    """Yield the places that a text tells, as far as they may lie in a circle."""
    yield from _decimal(text, circles)
    if "°" in text or "º" in text:
        yield from _sexagesimal(text)


def _decimal(text: str, circles: Circles) -> Iterator[Point]:
    numbers: list[_Number] = []
    likely: list[int] = []
    for found in _DECIMAL.finditer(text):
        written = found[0].replace("−", "-")
        degrees = abs(float(written))
        number = _Number(
            *found.span(), degrees, -1 if written[0] == "-" else 1, 10.0 ** -len(found[1])
        )
        if circles.may_be_lat(degrees):
            likely.append(len(numbers))
        numbers.append(number)
    for n in likely:
        for first in (n - 1, n):
            if 0 <= first < len(numbers) - 1:
                other = numbers[first + 1 if first == n else first]
                if circles.may_be_lon(other.degrees) and _is_pair(text, numbers, first):
                    yield from _places(text, numbers[first], numbers[first + 1])


def _is_pair(text: str, numbers: Sequence[_Number], first: int) -> bool:
    """Tell whether two neighbours belong together: in a long row, every other pair does."""
    kind = _gap(text, numbers, first)
    if not kind or _has_unit(text, numbers[first + 1].end):
        return False
    begin = first
    while begin and _gap(text, numbers, begin - 1) == kind:
        begin -= 1
    end = first + 1
    while end < len(numbers) - 1 and _gap(text, numbers, end) == kind and end - begin < _ODD:
        end += 1
    count = end - begin + 1
    is_row_of_table = count % 2 == 1 and count <= _ODD
    return is_row_of_table or (first - begin) % 2 == 0


def _gap(text: str, numbers: Sequence[_Number], n: int) -> str:
    """Return what kind of gap follows a number: "" if it parts more than the two of a place."""
    begin, end = numbers[n].end, numbers[n + 1].begin
    if end - begin > _LONGEST_GAP:
        return ""
    between = text[begin:end]
    if "\n" in between.strip(" ") and not between.strip():
        return ""
    if not _GAP.fullmatch(between):
        return ""
    if "]" in between or "}" in between:
        return ""
    return "blank" if not between.strip() else "sign"


def _has_unit(text: str, end: int) -> bool:
    after = text[end : end + 16]
    return bool(_UNIT.match(after)) and not _NAMES.match(after)


def _places(text: str, one: _Number, two: _Number) -> Iterator[Point]:
    between = text[one.end : two.begin].lower()
    sides = _side(text, one), _side(text, two)
    lat_named, lon_named = between.rfind("lat"), max(map(between.rfind, ("lon", "lng")))
    lat_first = lon_named > lat_named or sides[0] in ("N", "S")
    lon_first = lat_named > lon_named or sides[0] in ("E", "W", "O")
    if not lon_first:
        yield _place(one, two, sides)
    if not lat_first:
        yield _place(two, one, sides[::-1])


def _side(text: str, number: _Number) -> str:
    found = _SIDE.match(text, number.end)
    return found[1] if found else ""


def _place(lat: _Number, lon: _Number, sides: Sequence[str]) -> Point:
    south = -1 if sides[0] == "S" else lat.sign
    west = -1 if sides[1] == "W" else lon.sign
    fine = min(lat.unit_deg, lon.unit_deg)  # a zero at the end may not be written
    return Point(south * lat.degrees, west * lon.degrees, off_m(lat.degrees, fine))


def _sexagesimal(text: str) -> Iterator[Point]:
    axes: list[tuple[int, int, bool, float, float]] = []
    for found in _SEXAGESIMAL.finditer(text):
        side = found[1] or found[5]
        minutes, seconds = (
            part.replace(",", ".") if part else "" for part in found.group(3, 4)
        )
        degrees = abs(int(found[2])) + float(minutes) / 60 + float(seconds or 0) / 3600
        unit = _unit(seconds) / 3600 if seconds else _unit(minutes) / 60
        sign = -1 if side in "SW" or found[2].startswith("-") else 1
        axes.append((*found.span(), side in "NS", sign * degrees, unit))
    for one, two in pairwise(axes):
        if two[0] - one[1] < _LONGEST_GAP and one[2] != two[2]:
            lat, lon = (one, two) if one[2] else (two, one)
            yield Point(lat[3], lon[3], off_m(lat[3], max(lat[4], lon[4])))


def _unit(written: str) -> float:
    return 10.0 ** -len(written.partition(".")[2])


def in_polylines(text: str) -> Iterator[Point]:
    """Yield the places of what may be encoded polylines in a text, of 5 and of 6 decimals."""
    for found in _POLYLINE.finditer(text):
        steps = _steps(found[0])
        for scale in (1e5, 1e6):
            yield from _summed(steps, scale)


def _steps(written: str) -> list[int]:
    steps, value, shift = [], 0, 0
    for letter in written.encode():
        bits = letter - _FIRST
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits < _MORE:
            steps.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return steps


def _summed(steps: Sequence[int], scale: float) -> Iterator[Point]:
    lat = lon = 0
    for north, east in zip(steps[::2], steps[1::2], strict=False):
        lat, lon = lat + north, lon + east
        if abs(lat) > 90 * scale:
            return  # these were words
        yield Point(lat / scale, lon / scale, off_m(lat / scale, 1 / scale))
