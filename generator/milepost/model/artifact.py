"""What a build puts into the output folder."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the journal that is published as it is."""

    path: str  # below the source folder


@dataclass(frozen=True, slots=True)
class Recipe:
    """Bytes that are dear to make, described but not yet made.

    `make` is a module-level function, so that another process can find it. The result is
    remembered under `kind` and `args`: they must tell everything it depends on.
    `inputs` are paths below the source folder, whose content `args` names by a digest; their
    bytes follow the `args` when it is made. `large` are paths of files that are too large to
    be read whole: `args` tells what it takes out of them, and their paths come before the
    `inputs`.
    """

    make: Callable[..., bytes]
    args: tuple[object, ...]
    kind: str
    inputs: tuple[str, ...] = ()
    large: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the finished site, and the source that asked for it."""

    path: PurePosixPath
    content: bytes | Copy | Recipe
    source: str
