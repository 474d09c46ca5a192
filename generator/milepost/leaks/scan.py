"""A finished site, file by file."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from milepost.errors import OutputError, Problem, counted
from milepost.leaks.circles import Circles, Point
from milepost.leaks.names import Names
from milepost.leaks.texts import plain, points_of, text_of, words_of_bytes
from milepost.leaks.unpacking import PACKED, Part, unpacked
from milepost.measure.geo import LEAST_DEGREE_M
from milepost.memo import Map
from milepost.model.activity import Position
from milepost.model.privacy import Zone
from milepost.read.basemap import basemap
from milepost.read.fit import fit_places, fit_telltales
from milepost.read.kinds import HEAD_BYTES, MEDIA, Kind, kind_of
from milepost.read.pictures import Told, media_told

_NAMED = 10  # files, of those that nothing here can read


def leaks(
    folder: Path, zones: Sequence[Zone], names: Names, *, pmap: Map = map
) -> Iterator[Problem]:
    """Yield an error for each thing that a site tells of a zone, a device or a person.

    What should be readable and is not is an error too; a last warning names the files of other
    kinds, in which only plain words can be found. Paths are below `folder`. Messages hold
    nothing that is private themselves, as logs are public: zones go by their number in the
    settings. Raise OutputError without a site.
    """
    if not (folder / "index.html").is_file():
        message = "there is no site here; build it first, or name its folder with  -o"
        raise OutputError(Problem(message, str(folder)))
    paths, passed_by = _below(folder)
    yield from passed_by
    looked_at = pmap(_Look(folder, tuple(zones), _towns(zones), names), paths)
    unknown: list[str] = []
    for seen in looked_at:
        yield from seen.problems
        unknown += seen.unknown
    if unknown:
        more = len(unknown) - _NAMED
        named = ", ".join(unknown[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
        message = (
            f"{counted(len(unknown), 'file')} of a kind that is not known here "
            f"{'was' if len(unknown) == 1 else 'were'} searched for plain words only: {named}"
        )
        yield Problem(message, severity="warning")


def _below(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return the files of a site, and what is wrong with folders that hide theirs."""
    paths: list[Path] = []
    problems: list[Problem] = []

    def unread(error: OSError) -> None:
        place = PurePath(error.filename).relative_to(folder).as_posix()
        problems.append(Problem(f"cannot be read: {error.strerror}", place))

    for here, below, names in os.walk(folder, onerror=unread):
        paths += (path for name in names if (path := Path(here, name)).is_file())
        for link in (path for name in below if (path := Path(here, name)).is_symlink()):
            message = (
                "is a link to a folder, which some hosts follow; put the folder itself here"
            )
            problems.append(Problem(message, link.relative_to(folder).as_posix()))
    return sorted(paths), problems


def _towns(zones: Sequence[Zone]) -> tuple[Position, ...]:
    """Return where the basemap has its towns in some zones."""
    circles, places = Circles(zones), basemap().places
    found: list[Position] = []
    for zone in zones:
        near = abs(places.lat_deg - zone.lat_deg) < zone.radius_m / LEAST_DEGREE_M
        towns = zip(places.lat_deg[near].tolist(), places.lon_deg[near].tolist(), strict=True)
        found += (town for town in towns if circles.around(Point(*town)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is wrong with a file, and its path if it is of a kind that nothing here can read."""

    problems: tuple[Problem, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at one file, in whatever process."""

    folder: Path
    zones: tuple[Zone, ...]
    towns: tuple[Position, ...]
    names: Names

    def __call__(self, file: Path) -> _Seen:
        path = PurePosixPath(file.relative_to(self.folder).as_posix())
        circles = Circles(self.zones, self.towns)
        told: list[str] = []
        try:
            for part in unpacked(path, _content(file)):
                told += self._told(part, circles)
        except OSError as error:
            told.append(f"cannot be read: {error.strerror}")
        except ValueError as error:
            told.append(_unread(str(error)))
        problems = (Problem(each, str(path)) for each in dict.fromkeys(told) if each)
        return _Seen(tuple(problems), (str(path),) if "" in told else ())

    def _told(self, part: Part, circles: Circles) -> Iterator[str]:
        """Yield what is wrong; nothing but "" for what may be wrong and cannot be read."""
        path, data, kind = part
        yield from self._named(str(path))
        if kind in MEDIA:
            yield from _of_medium(media_told(data), circles)
        elif kind == "FIT":
            yield "is a recording as its device wrote it; take it out"
            yield from _within(circles, (Point(*place) for place in fit_places(data)))
            for what in sorted({each.what for each in fit_telltales(data)}):
                yield f"tells the {what} of a recording"
        elif not (kind in PACKED or _is_machinery(path, kind)):
            text = None if kind else text_of(data)
            if text is None:
                text = words_of_bytes(data)
                yield from () if kind in ("PDF", "index") else ("",)
            yield from self._of_text(path, text, circles)

    def _of_text(self, path: PurePosixPath, text: str, circles: Circles) -> Iterator[str]:
        if circles:
            yield from _within(circles, points_of(path, text, circles))
        if self.names:
            yield from self._named(text)
            yield from self._named(plain(text))

    def _named(self, text: str) -> Iterator[str]:
        for found in self.names.within(text):
            yield f"tells the {found.what} that {found.source} holds"


def _content(file: Path) -> bytes:
    """Return the bytes of a file, and of one in which nothing is looked for its beginning."""
    with file.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        return head if _is_machinery(file, kind_of(head)) else head + stream.read()


def _is_machinery(path: PurePath, kind: Kind) -> bool:
    """Tell whether a file is not looked into: fonts, compiled code, street maps."""
    return kind == "machinery" or (kind == "SQLite" and path.suffix.lower() == ".mbtiles")


def _within(circles: Circles, points: Iterable[Point]) -> Iterator[str]:
    for number, count in sorted(Counter(circles.hits(points)).items()):
        yield f"{_points(count)} inside zone {number} of [privacy]"


def _of_medium(told: Told, circles: Circles) -> Iterator[str]:
    if told.unread:
        yield _unread(told.unread)
    if told.place:
        within = next(circles.hits([Point(*told.at)]), None) if told.at else None
        where = f", inside zone {within} of [privacy]" if within else ""
        yield f"tells where it was taken{where}"
    kinds = {each.what for each in told.telltales if each.what != "person"}
    if told.maker_note:
        kinds.add("serial number")
    for what in sorted(kinds):
        yield f"tells the {what} of a camera"


def _unread(why: str) -> str:
    return f"cannot be looked through: {why}; take it out, or make it anew"


def _points(count: int) -> str:
    return f"{counted(count, 'point')} {'lies' if count == 1 else 'lie'}"
