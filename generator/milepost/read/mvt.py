"""Vector tiles: the lines and areas of a Mapbox Vector Tile, version 1 or 2.

Format: https://github.com/mapbox/vector-tile-spec/tree/master/2.1. Its protocol buffers are
read by hand: few of their fields are wanted, and none of them may lead astray.
"""

import struct
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from milepost.errors import Problem, SourceError
from milepost.model.tiles import Tile
from milepost.model.vector_tile import AREA, LINE, TagValue, TileLayer

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5  # what may follow a field's number
_LAYER = 3
_NAME, _FEATURE, _KEY, _VALUE, _EXTENT = 1, 2, 3, 4, 5  # fields of a layer
_TAGS, _KIND, _GEOMETRY = 2, 3, 4  # fields of a feature
_MOVE_TO, _LINE_TO, _CLOSE = 1, 2, 7
_USUAL_EXTENT = 4096
_LEAST_POINTS = {LINE: 2, AREA: 3}

_Ints = NDArray[np.int64]
_Value = int | bytes


@dataclass(slots=True)
class _Feature:
    kind: int = 0
    tags: bytes = b""
    geometry: bytes = b""


@dataclass(slots=True)
class _Layer:
    name: str
    extent: int = _USUAL_EXTENT
    keys: list[str] = field(default_factory=list)
    values: list[bytes] = field(default_factory=list)
    features: list[_Feature] = field(default_factory=list)


def parse_mvt(
    path: str, tile: Tile, data: bytes, *, layers: Collection[str], keys: Collection[str]
) -> tuple[TileLayer, ...]:
    """Return the wanted layers of a tile, with the wanted keys of their features.

    `path` and `tile` say in messages what is damaged. Raise SourceError if anything is.
    """
    try:
        found = [_layer(part, layers) for number, part in _fields(data) if number == _LAYER]
        return tuple(_columns(layer, keys) for layer in found if layer)
    except (ValueError, struct.error) as error:
        place = f"{tile.zoom}/{tile.column}/{tile.row}"
        message = f"its tile {place} is damaged: {error}; cut or copy the archive anew"
        raise SourceError(Problem(message, path)) from error


def _layer(data: _Value, wanted: Collection[str]) -> _Layer | None:
    """Read a layer; None if nobody wants it, which its name tells before its features."""
    fields = list(_fields(_bytes(data)))
    name = next((_text(value) for number, value in fields if number == _NAME), None)
    if name is None:
        raise ValueError("a layer has no name")
    if name not in wanted:
        return None
    layer = _Layer(name)
    for number, value in fields:
        if number == _FEATURE:
            feature = _feature(_bytes(value))
            if feature.kind in _LEAST_POINTS:
                layer.features.append(feature)
        elif number == _KEY:
            layer.keys.append(_text(value))
        elif number == _VALUE:
            layer.values.append(_bytes(value))
        elif number == _EXTENT:
            layer.extent = _number(value)
    if layer.extent < 1:
        raise ValueError("a layer has no extent")
    return layer


def _feature(data: bytes) -> _Feature:
    feature = _Feature()
    for number, value in _fields(data):
        if number == _TAGS:
            feature.tags = _bytes(value)
        elif number == _KIND:
            feature.kind = _number(value)
        elif number == _GEOMETRY:
            feature.geometry = _bytes(value)
    return feature


def _fields(data: bytes) -> Iterator[tuple[int, _Value]]:
    """Yield the fields of a message by their numbers: whole numbers, and bytes for the rest."""
    at, end = 0, len(data)
    while at < end:
        head, at = _varint(data, at)
        kind = head & 7
        if kind == _VARINT:
            value, at = _varint(data, at)
            yield head >> 3, value
            continue
        if kind == _BYTES:
            length, at = _varint(data, at)
        elif kind in (_FIXED32, _FIXED64):
            length = 4 if kind == _FIXED32 else 8
        else:
            raise ValueError("a field is of no known kind")
        if length > end - at:
            raise ValueError("it is cut off")
        yield head >> 3, data[at : at + length]
        at += length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at a place, and the place behind it."""
    result = 0
    for shift, byte in enumerate(data[at : at + 10]):
        result |= (byte & 127) << 7 * shift
        if byte < 128:
            return result, at + shift + 1
    raise ValueError("a number has no end")


def _bytes(value: _Value) -> bytes:
    if isinstance(value, bytes):
        return value
    raise ValueError("a number stands in the wrong place")


def _number(value: _Value) -> int:
    if isinstance(value, int):
        return value
    raise ValueError("a number is missing")


def _text(value: _Value) -> str:
    return _bytes(value).decode()


def _columns(layer: _Layer, wanted: Collection[str]) -> TileLayer:
    """Turn the features of a layer into columns: all numbers are decoded at once."""
    features = layer.features
    numbers, ends = _numbers([feature.geometry for feature in features])
    points, starts, owners = _geometry(numbers, ends, [feature.kind for feature in features])
    tags, tag_ends = _numbers([feature.tags for feature in features])
    return TileLayer(
        name=layer.name,
        points=points / layer.extent,
        starts=starts,
        owners=owners,
        kinds=tuple(feature.kind for feature in features),
        tags=tuple(_tags(layer, tags.tolist(), tag_ends.tolist(), wanted)),
    )


def _numbers(packed: Sequence[bytes]) -> tuple[_Ints, _Ints]:
    """Return the numbers in all pieces, and how many there are up to the end of each."""
    data = np.frombuffer(b"".join(packed), dtype=np.uint8)
    last = data < 128
    before = np.concatenate(([0], np.cumsum(last)))
    piece_ends = np.cumsum([len(piece) for piece in packed], dtype=np.int64)
    if len(data) and not last[piece_ends[piece_ends > 0] - 1].all():
        raise ValueError("a number has no end")
    ends = np.flatnonzero(last)
    begins = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else ends
    lengths = ends - begins + 1
    if len(lengths) and lengths.max() > 5:
        raise ValueError("a number is too large")
    numbers = np.zeros(len(ends), dtype=np.int64)
    for byte in range(int(lengths.max(initial=0))):
        has = lengths > byte
        numbers[has] |= (data[begins[has] + byte].astype(np.int64) & 127) << (7 * byte)
    return numbers, before[piece_ends]


def _geometry(
    numbers: _Ints, ends: _Ints, kinds: Sequence[int]
) -> tuple[NDArray[np.float64], _Ints, _Ints]:
    """Follow the pen over all features; return points, where pieces begin, and their owners."""
    commands, pieces, owners, feature_starts = _commands(numbers.tolist(), ends.tolist(), kinds)
    is_step = np.ones(len(numbers), dtype=bool)
    is_step[commands] = False
    zigzag = numbers[is_step].reshape(-1, 2)
    steps = (zigzag >> 1) ^ -(zigzag & 1)
    # One running sum over everything, of which each feature takes its own beginning.
    running = np.concatenate((np.zeros((1, 2), dtype=np.int64), np.cumsum(steps, axis=0)))
    starts = np.array([*feature_starts, len(steps)], dtype=np.int64)
    points = running[1:] - np.repeat(running[starts[:-1]], np.diff(starts), axis=0)
    bounds = np.array([*pieces, len(steps)], dtype=np.int64)
    owner = np.array(owners, dtype=np.int64)
    least = np.array([_LEAST_POINTS[kind] for kind in kinds], dtype=np.int64)
    whole = np.diff(bounds) >= least[owner]
    kept = np.repeat(whole, np.diff(bounds))
    lengths = np.diff(bounds)[whole]
    return (
        points[kept].astype(np.float64),
        np.concatenate(([0], np.cumsum(lengths))),
        owner[whole],
    )


def _commands(
    numbers: Sequence[int], ends: Sequence[int], kinds: Sequence[int]
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Return the places of all commands, and the points at which pieces and features begin."""
    commands: list[int] = []
    pieces: list[int] = []
    owners: list[int] = []
    feature_starts: list[int] = []
    at = points = 0
    for owner, (end, kind) in enumerate(zip(ends, kinds, strict=True)):
        feature_starts.append(points)
        drawing = False
        while at < end:
            command, count = numbers[at] & 7, numbers[at] >> 3
            commands.append(at)
            at += 1
            if command == _CLOSE and count == 1 and kind == AREA and drawing:
                drawing = False
                continue
            if command == _MOVE_TO and count == 1:
                pieces.append(points)
                owners.append(owner)
                drawing = True
            elif command != _LINE_TO or not drawing or not count:
                raise ValueError("a shape is drawn in an impossible way")
            at += 2 * count
            points += count
            if at > end:
                raise ValueError("a shape is cut off")
    return commands, pieces, owners, feature_starts


def _tags(
    layer: _Layer, numbers: Sequence[int], ends: Sequence[int], wanted: Collection[str]
) -> Iterator[Mapping[str, TagValue]]:
    """Yield the wanted tags of each feature; equal ones share one mapping."""
    known: dict[tuple[int, ...], Mapping[str, TagValue]] = {}
    begin = 0
    for end in ends:
        pairs = tuple(numbers[begin:end])
        begin = end
        if pairs not in known:
            known[pairs] = _tagged(layer, pairs, wanted)
        yield known[pairs]


def _tagged(
    layer: _Layer, pairs: Sequence[int], wanted: Collection[str]
) -> Mapping[str, TagValue]:
    if len(pairs) % 2:
        raise ValueError("a tag has no value")
    found: dict[str, TagValue] = {}
    for key, value in zip(pairs[::2], pairs[1::2], strict=True):
        if key >= len(layer.keys) or value >= len(layer.values):
            raise ValueError("a tag points nowhere")
        if layer.keys[key] in wanted:
            found[layer.keys[key]] = _tag_value(layer.values[value])
    return found


def _tag_value(data: bytes) -> TagValue:
    for number, value in _fields(data):
        if number == 1:
            return _text(value)
        if number in (2, 3):
            (measured,) = struct.unpack("<f" if number == 2 else "<d", _bytes(value))
            return float(measured)
        if number in (4, 5):
            return _number(value)
        if number == 6:
            return (_number(value) >> 1) ^ -(_number(value) & 1)
        if number == 7:
            return bool(_number(value))
    raise ValueError("a tag has no value")
