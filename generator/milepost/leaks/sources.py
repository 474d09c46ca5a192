"""What the files of a journal tell of devices and people, and what its author has said."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from milepost.errors import ConfigError
from milepost.leaks.circles import Circles, Point
from milepost.leaks.names import Names
from milepost.memo import Map, Store, key_of, remembered
from milepost.model.privacy import Zone
from milepost.model.source import SourceFile
from milepost.model.telltale import Telltale
from milepost.read.project import Project, builtin_themes
from milepost.read.telltales import READABLE, telltales

_WRITTEN = {
    ".md",
    ".toml",
    ".html",
    ".txt",
    ".xml",
    ".po",
    ".css",
    ".js",
    ".svg",
    ".yml",
    ".csv",
}


def names_of(project: Project, zones: Sequence[Zone], *, store: Store, pmap: Map) -> Names:
    """Return what to look for in the site of a journal.

    A waypoint is published with its name; it is private only inside of a zone. What stands in
    the author's texts, or in those of the theme, is no secret: a camera's maker may well be
    praised in an entry.
    """
    files = project.files()
    sources = [file for file in files if file.path.suffix.lower() in READABLE]
    found = remembered(
        _Reading(project.source),
        sources,
        key=lambda file: key_of("telltales", str(file.path), file.digest),
        dump=_dumped,
        load=_loaded,
        store=store,
        pmap=pmap,
    )
    circles = Circles(zones)
    told = [
        (project.shown(project.source / file.path), each)
        for file, tales in zip(sources, found, strict=True)
        for each in tales
        if each.at is None or circles.around(Point(*each.at))
    ]
    return Names([*told, *_secret_of(project)], _Said(project, files))


def _secret_of(project: Project) -> Iterator[tuple[str, Telltale]]:
    with suppress(ConfigError):  # a site without zones may well have none
        secret = project.secret().decode()
        yield project.shown(project.secret_file), Telltale("secret", secret)


class _Said:
    """The words of author and theme, read when they are first asked for."""

    def __init__(self, project: Project, files: Sequence[SourceFile]):
        self._project, self._files = project, files
        self._words = ""

    def __call__(self, words: str) -> bool:
        if not self._words:
            self._words = "\n".join(" ".join(text.split()).lower() for text in self._texts())
        return words in self._words

    def _texts(self) -> Iterator[str]:
        source = self._project.source
        ours = (path for path in builtin_themes().rglob("*") if path.is_file())
        written = (source / file.path for file in self._files)
        for path in (self._project.config, *written, *ours):
            if path.suffix.lower() in _WRITTEN:
                yield path.read_text("utf-8", "replace")


class _Reading:
    """Reads telltales in whatever process."""

    def __init__(self, source: Path):
        self._source = source

    def __call__(self, file: SourceFile) -> tuple[Telltale, ...]:
        return telltales(file.path, (self._source / file.path).read_bytes())


def _dumped(tales: tuple[Telltale, ...]) -> bytes:
    return json.dumps([(each.what, each.text, each.at) for each in tales]).encode()


def _loaded(data: bytes) -> tuple[Telltale, ...]:
    return tuple(
        Telltale(what, text, tuple(at) if at else None) for what, text, at in json.loads(data)
    )
