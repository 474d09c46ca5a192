"""What a build puts into the output folder."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the journal that is published as it is, but for what stands in `overwrite`.

    That tells from which byte on other bytes take the place of those of the file.
    """

    path: str  # below the source folder
    overwrite: tuple[tuple[int, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """Bytes that are dear to make, described but not yet made.

    `make` is a module-level function, so that another process can find it. The result is
    remembered under `kind` and `args`: they must tell everything it depends on.
    `inputs` are paths below the source folder, whose content `args` names by a digest; their
    bytes follow the `args` when it is made. `large` are paths of files that are too large to
    be read whole: `args` tells what it takes out of them, and their paths come before the
    `inputs`.

    With a `part`, `make` returns several files that are made in one go, put together by
    `pack`, and this is one of them: those that differ in nothing else are made once.
    """

    make: Callable[..., bytes]
    args: tuple[object, ...]
    kind: str
    inputs: tuple[str, ...] = ()
    large: tuple[str, ...] = ()
    part: int | None = None


def pack(files: Sequence[bytes]) -> bytes:
    """Put several files together; `unpack` takes one out again.

    >>> unpack(pack([b"one", b"two"]), 1)
    b'two'
    """
    head = struct.pack(f">I{len(files)}I", len(files), *map(len, files))
    return b"".join((head, *files))


def unpack(packed: bytes, part: int) -> bytes:
    """Return the nth file, from 0, of those that were put together."""
    (count,) = struct.unpack_from(">I", packed)
    sizes = struct.unpack_from(f">{count}I", packed, 4)
    begin = 4 + 4 * count + sum(sizes[:part])
    return packed[begin : begin + sizes[part]]


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the finished site, and the source that asked for it."""

    path: PurePosixPath
    content: bytes | Copy | Recipe
    source: str
