"""Places in JSON: by the names of their keys, as pairs, as polylines, as what a map draws."""

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from milepost.draw.projection import Frame
from milepost.leaks.circles import Point, off_m
from milepost.leaks.drawings import in_path
from milepost.leaks.notations import SCALES, in_polylines

_LAT = re.compile(r".*lat(?:itude)?s?(?:_?deg(?:rees)?|_?e\d)?|y", re.I)
_LON = re.compile(r".*(?:lon|lng|long|longitude)s?(?:_?deg(?:rees)?|_?e\d)?|x", re.I)
_OTHER_UNIT = re.compile(
    r".*_(?:km|mi|m|ft|s|h|min|kmh|mps|w|bpm|rpm|c)|km|speeds?|values|span"
)
_GEOJSON = {"FeatureCollection", "Feature", "LineString", "MultiLineString", "Point"}
_PATH = re.compile(r"M[-\d. lLmMzZhHvV]+")
# The ground of a live map is the same for everybody; see `draw.maps.base`.
_GROUND = {"land", "lakes", "rivers", "countries", "disputed", "regions"}
_LEAST_DECIMALS = 6  # of two numbers; zeros at their ends may not be written
_LEAST_WHOLE = 10_000
_SOME = 4  # numbers: one place with height and time, or two places


def read_json(text: str) -> Any:
    """Return what a JSON text holds, numbers with all their digits. Raise ValueError."""
    try:
        return json.loads(text, parse_float=Decimal)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def in_data(value: Any) -> Iterator[Point]:
    """Yield the places of what `read_json` returned, apart from those in words."""
    if isinstance(value, dict) and value.get("type") in _GEOJSON:
        yield from _inside(value, geojson=True)
    else:
        yield from _inside(value, geojson=False)


def words_of(value: Any) -> Iterator[str]:
    """Yield all strings of a JSON value, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from words_of(each)


def _inside(value: Any, *, geojson: bool) -> Iterator[Point]:
    if isinstance(value, dict):
        yield from _named(value)
        yield from _drawn(value)
        for key, each in value.items():
            if not _OTHER_UNIT.fullmatch(key):
                yield from _inside(each, geojson=geojson)
    elif isinstance(value, list):
        if all(isinstance(each, Decimal | int) for each in value):
            yield from _numbers(value, geojson=geojson)
        else:
            for each in value:
                yield from _inside(each, geojson=geojson)
    elif isinstance(value, str):
        yield from in_polylines(value)


def _named(value: dict[str, Any]) -> Iterator[Point]:
    lats = [each for key, each in value.items() if _LAT.fullmatch(key)]
    lons = [each for key, each in value.items() if _LON.fullmatch(key)]
    for lat, lon in zip(lats, lons, strict=False):
        if isinstance(lat, list) and isinstance(lon, list):  # columns
            pairs = zip(map(_number, lat), map(_number, lon), strict=False)
        else:
            pairs = zip([_number(lat)], [_number(lon)], strict=True)
        for one, two in pairs:
            if one is not None and two is not None:
                yield from _places(one, two)


def _number(value: Any) -> Decimal | int | None:
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,3}\.\d+", value.strip()):
        return Decimal(value.strip())
    return value if isinstance(value, Decimal | int) else None


def _drawn(value: dict[str, Any]) -> Iterator[Point]:
    """Yield the places of what else than ground is drawn in a frame."""
    frame = value.get("frame")
    if not (isinstance(frame, list) and len(frame) == 5):
        return
    if not all(isinstance(each, Decimal | int) for each in frame):
        return
    west, north, scale, width, height = (float(each) for each in frame)
    for key, each in value.items():
        if key not in _GROUND and isinstance(each, str) and _PATH.fullmatch(each):
            yield from in_path(each, Frame(west, north, scale, int(width), int(height)))


def _numbers(values: Sequence[Decimal | int], *, geojson: bool) -> Iterator[Point]:
    """Yield the places of a list: one of them first, or nothing but them."""
    if len(values) < 2:
        return
    pairs: list[tuple[Decimal | int, Decimal | int]] = []
    if len(values) <= _SOME:
        pairs.append((values[0], values[1]))
        if len(values) > 2 and _are_fine(values[1], values[2]):  # after a time or a height
            pairs.append((values[1], values[2]))
    for width in (2, 3):
        if len(values) >= _SOME and len(values) % width == 0:
            rows = zip(values[::width], values[1::width], strict=True)
            pairs += (row for row in rows if _are_fine(*row))
    for one, two in pairs:
        if not geojson:
            yield from _places(one, two)
        yield from _places(two, one)


def _are_fine(one: Decimal | int, two: Decimal | int) -> bool:
    """Tell whether two numbers have so many digits as degrees do, and few others."""
    if isinstance(one, int) and isinstance(two, int):
        return min(abs(one), abs(two)) >= _LEAST_WHOLE
    return _decimals(one) + _decimals(two) >= _LEAST_DECIMALS


def _decimals(value: Decimal | int) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _places(lat: Decimal | int, lon: Decimal | int) -> Iterator[Point]:
    if isinstance(lat, int) and isinstance(lon, int):
        for scale in SCALES:
            if abs(lat) <= 90 * scale and abs(lon) <= 540 * scale:
                yield Point(lat / scale, lon / scale, off_m(lat / scale, 1 / scale))
        return
    decimals = max(_decimals(lat), _decimals(lon))  # zeros at the end are not written
    if abs(lat_deg := float(lat)) <= 90:
        yield Point(lat_deg, float(lon), off_m(lat_deg, 10.0**-decimals))
