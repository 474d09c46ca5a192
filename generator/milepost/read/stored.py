"""Measured recordings and rendered text to JSON and back, for the store."""

from pathlib import PurePosixPath
from typing import Any

import msgspec

from milepost.model.activity import Double, Measured
from milepost.model.journal import Rendered
from milepost.model.place import Course, Place
from milepost.model.privacy import End
from milepost.model.progress import Advance
from milepost.model.shot import Looked, Moment
from milepost.model.territory import Stay


def dump_value(
    value: Measured
    | Double
    | Course
    | Advance
    | Looked
    | Rendered
    | tuple[Moment | Stay | Place | str | End, ...]
    | None,
) -> bytes:
    """Write a value down, to be read back by the function for its kind."""
    return msgspec.json.encode(value, enc_hook=str)


def load_looked(data: bytes) -> Looked:
    """Read back what a picture tells. Raise ValueError when it is something else."""
    looked: Looked = _read(data, Looked)
    return looked


def load_moments(data: bytes) -> tuple[Moment, ...]:
    """Read back where somebody was at some moments. Raise ValueError for something else."""
    moments: tuple[Moment, ...] = _read(data, tuple[Moment, ...])
    return moments


def load_measured(data: bytes) -> Measured:
    """Read back what became of a recording. Raise ValueError when it is something else."""
    measured: Measured = _read(data, Measured)
    return measured


def load_double(data: bytes) -> Double:
    """Read back how two activities compare. Raise ValueError when it is something else."""
    double: Double = _read(data, Double)
    return double


def load_course(data: bytes) -> Course:
    """Read back where a day led. Raise ValueError when it is something else."""
    course: Course = _read(data, Course)
    return course


def load_advance(data: bytes) -> Advance:
    """Read back how far a day came. Raise ValueError when it is something else."""
    advance: Advance = _read(data, Advance)
    return advance


def load_stays(data: bytes) -> tuple[Stay, ...]:
    """Read back where a day stayed. Raise ValueError when it is something else."""
    stays: tuple[Stay, ...] = _read(data, tuple[Stay, ...])
    return stays


def load_place(data: bytes) -> tuple[Place, ...]:
    """Read back the town of a spot, if it has one. Raise ValueError for something else."""
    place: tuple[Place, ...] = _read(data, tuple[Place, ...])
    return place


def load_ends(data: bytes) -> tuple[End, ...]:
    """Read back where tracks start and end. Raise ValueError when it is something else."""
    ends: tuple[End, ...] = _read(data, tuple[End, ...])
    return ends


def load_rendered(data: bytes) -> Rendered | None:
    """Read back what became of a text. Raise ValueError when it is something else."""
    rendered: Rendered | None = _read(data, Rendered | None)
    return rendered


def load_texts(data: bytes) -> tuple[str, ...]:
    """Read back a few texts. Raise ValueError when it is something else."""
    texts: tuple[str, ...] = _read(data, tuple[str, ...])
    return texts


def _read(data: bytes, kind: Any) -> Any:
    try:
        return msgspec.json.decode(data, type=kind, dec_hook=_path)
    except msgspec.MsgspecError as error:
        raise ValueError(f"not what was stored: {error}") from error


def _path(kind: type, value: Any) -> Any:
    return PurePosixPath(value) if kind is PurePosixPath else kind(value)
