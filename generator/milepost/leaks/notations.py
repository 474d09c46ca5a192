"""Places written as text: decimal degrees, whole numbers, degrees and minutes, polylines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from milepost.leaks.circles import Circles, Point, off_m

SCALES = (1e5, 1e6, 1e7, 2**31 / 180)  # of degrees as whole numbers; the last one is FIT's
_LONGEST_GAP = 60
_MOST_MARKUP = 400
# What stands before is looked at last: that is four times as fast.
_DECIMAL = re.compile(
    r"\d(?:(?<![\w.]\d)|(?<=(?<!\w)[NSEWO]\d)|(?<=![34]d\d))\d?\d?\.(\d{1,16})(?![\d.])"
)
_COMMA = re.compile(r"(\d(?<![\w.,]\d)\d?\d?),(\d{4,16})(?![\d.]|,\d)")
_WHOLE = re.compile(r"\d(?<![\w.]\d)\d{4,9}(?![\w.])")
_MINUS = re.compile(r"(?<![\w.])[-−]\Z")
# What may stand between the two numbers of a place: names of theirs, and no unit.
_GAP = re.compile(
    r"(?:[^\w%€$£]|[nsewoxy](?!\w)|4d|(?<!\w)\w*(?:lat|lon|lng)\w*(?!\w)|(?<!\w)"
    r"(?:geo|wgs84_pos|data|const|let|var|and|und|et|nord|ost|est|north|south|east|west"
    r"|breite|länge)(?!\w))*",
    re.I,
)
# What a browser does not show, and what else is said of the first number.
_MARKUP = re.compile(
    r"""<[^<>]*>|<[\w:-]+(?=\s)|\s[\w:-]+=(?:"[^"]*"|'[^']*')(?=\s)|&(?:amp;)?\w+=\w*(?=&)"""
)
_NAMES = re.compile(r"lat|lon|lng", re.I)
_SIDE_BEFORE = re.compile(r"(?<!\w)([NSEWO])\s?\Z")
_SIDE = re.compile(r"\s*[°º]?\s*([NSEWO])(?![\w.])")
_UNIT = re.compile(
    r"[ \t\u00a0\u202f]*(?:[%€$£]|°[CF]|(?:km/h|mph|m/s|min/km|[kcm]?m[²³]?|mi|ft|yd|nmi|h|min"
    r"|s|sec|d|k?g|lbs?|k?Wh?|kcal|k?J|bpm|rpm|hPa|EUR|USD|CHF|км|м|км/ч|ч|мин)(?!\w))"
)
_NO_LENGTH_DEG = 0.00011  # nobody writes a length or a time with four decimals
_FINEST = {"cell": 0.0011, "line": 0.00011}  # degrees: three and four decimals, at least
_SEXAGESIMAL = re.compile(
    r"(?:([NSEWO])\s*)?(-?\d{1,3})\s*[°º]\s*(\d{1,2}(?:[.,]\d+)?)\s*['′’‘]"
    r"(?:\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|''|′′|’’))?(?(1)|\s*([NSEWO])(?!\w))"
)
# Without signs, as geocachers write: N46 43.209 E007 37.209.
_UNSIGNED = re.compile(
    r"([NSEWO])(?<!\w[NSEWO])\s?(\d{1,3})[ \u00a0](\d{1,2}(?:[.,]\d+)?)"
    r"(?:[ \u00a0](\d{1,2}(?:[.,]\d+)?))?()(?![\d.,]\d)"
)
_ODD = 9  # numbers of a row of a table, at most
# A number of a polyline has no more than six letters before its last one, which words have not.
_POLYLINE = re.compile(r"(?<![?-~])[_-~]{0,6}[?-^][?-~]{4,}")
_FIRST, _MORE = 63, 0x20


@dataclass(frozen=True, slots=True)
class _Number:
    begin: int
    end: int
    degrees: float  # without a sign
    unit_deg: float


def in_text(text: str, circles: Circles) -> Iterator[Point]:
    """Yield the places that a text tells, as far as they may lie in a circle."""
    yield from _pairs(text, _decimals(text), circles)
    if any(circles.may_be_lat(_of_comma(found)) for found in _COMMA.finditer(text)):
        pointed = _COMMA.sub(r"\1.\2", text)
        yield from _pairs(pointed, _decimals(pointed), circles)
    yield from _wholes(text, circles)
    if "°" in text or "º" in text:
        yield from _sexagesimal(_SEXAGESIMAL, text)
    yield from _sexagesimal(_UNSIGNED, text)


def _decimals(text: str) -> list[_Number]:
    return [
        _Number(*found.span(), float(found[0]), 10.0 ** -len(found[1]))
        for found in _DECIMAL.finditer(text)
    ]


def _of_comma(found: re.Match[str]) -> float:
    return float(f"{found[1]}.{found[2]}")


def _wholes(text: str, circles: Circles) -> Iterator[Point]:
    found = [(each.span(), int(each[0])) for each in _WHOLE.finditer(text)]
    for scale in SCALES:
        if any(circles.may_be_lat(whole / scale) for _, whole in found):
            numbers = [_Number(*at, whole / scale, 1 / scale) for at, whole in found]
            yield from _pairs(text, numbers, circles)


def _pairs(text: str, numbers: Sequence[_Number], circles: Circles) -> Iterator[Point]:
    for n, number in enumerate(numbers):
        if not circles.may_be_lat(number.degrees):
            continue
        for first in (n - 1, n):
            if 0 <= first < len(numbers) - 1:
                other = numbers[first + 1 if first == n else first]
                if circles.may_be_lon(other.degrees) and _is_pair(text, numbers, first):
                    yield from _places(text, numbers[first], numbers[first + 1])


def _is_pair(text: str, numbers: Sequence[_Number], first: int) -> bool:
    """Tell whether two neighbours belong together: in a long row, every other pair does."""
    kind = _gap(text, numbers, first)
    one, two = numbers[first], numbers[first + 1]
    if not kind or _has_unit(text, two):
        return False
    if max(one.unit_deg, two.unit_deg) > _FINEST.get(kind, 1.0):
        return False
    begin = first
    while begin and _gap(text, numbers, begin - 1) == kind:
        begin -= 1
    end = first + 1
    while end < len(numbers) - 1 and _gap(text, numbers, end) == kind and end - begin < _ODD:
        end += 1
    if kind == "line":  # the last number of a line and the first of the next are no place
        beside = (n for n in (begin - 1, end) if 0 <= n < len(numbers) - 1)
        if any(_gap(text, numbers, n) for n in beside):
            return False
    count = end - begin + 1
    is_row_of_table = count % 2 == 1 and count <= _ODD
    return is_row_of_table or (first - begin) % 2 == 0


def _gap(text: str, numbers: Sequence[_Number], n: int) -> str:
    """Return what kind of gap follows a number: "" if it parts more than the two of a place."""
    begin, end = numbers[n].end, numbers[n + 1].begin
    if end - begin > _MOST_MARKUP:
        return ""
    between = text[begin:end]
    shown = _MARKUP.sub("", between)
    if len(shown) > _LONGEST_GAP or "]" in shown or "}" in shown or not _GAP.fullmatch(shown):
        return ""
    if shown.strip():
        return "sign"
    if "\n" in between.strip(" ") or "</tr" in between:
        return "line" if not _NAMES.search(between) else "sign"
    return "blank" if shown == between else "cell"


def _has_unit(text: str, number: _Number) -> bool:
    return number.unit_deg > _NO_LENGTH_DEG and bool(_UNIT.match(text, number.end))


def _places(text: str, one: _Number, two: _Number) -> Iterator[Point]:
    between = text[one.end : two.begin].lower()
    sides = _sides(text, one, two)
    lat_named, lon_named = between.rfind("lat"), max(map(between.rfind, ("lon", "lng")))
    lat_first = lon_named > lat_named or sides[0] in ("N", "S")
    lon_first = lat_named > lon_named or sides[0] in ("E", "W", "O")
    signs = _sign(text, one), _sign(text, two)
    if not lon_first:
        yield _place(one, two, sides, signs)
    if not lat_first:
        yield _place(two, one, sides[::-1], signs[::-1])


def _sign(text: str, number: _Number) -> int:
    return -1 if _MINUS.search(text, max(0, number.begin - 1), number.begin) else 1


def _sides(text: str, one: _Number, two: _Number) -> tuple[str, str]:
    """Return the letters of two numbers: before both of them, or after."""
    before = _SIDE_BEFORE.search(text, max(0, one.begin - 3), one.begin)
    between = _SIDE_BEFORE.search(text, max(one.end, two.begin - 3), two.begin)
    if before and between:
        return before[1], between[1]
    return _side(text, one), _side(text, two)


def _side(text: str, number: _Number) -> str:
    found = _SIDE.match(text, number.end)
    return found[1] if found else ""


def _place(lat: _Number, lon: _Number, sides: Sequence[str], signs: Sequence[int]) -> Point:
    south = -1 if sides[0] == "S" else signs[0]
    west = -1 if sides[1] == "W" else signs[1]
    fine = min(lat.unit_deg, lon.unit_deg)  # a zero at the end may not be written
    return Point(south * lat.degrees, west * lon.degrees, off_m(lat.degrees, fine))


def _sexagesimal(notation: re.Pattern[str], text: str) -> Iterator[Point]:
    axes: list[tuple[int, int, bool, float, float]] = []
    for found in notation.finditer(text):
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
