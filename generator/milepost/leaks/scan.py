"""A finished site, file by file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from milepost.errors import OutputError, Problem, counted
from milepost.leaks.circles import Circles, Point
from milepost.leaks.names import Names
from milepost.leaks.texts import plain, points_of
from milepost.leaks.unpacking import unpacked
from milepost.measure.geo import LEAST_DEGREE_M
from milepost.memo import Map
from milepost.model.activity import Position
from milepost.model.privacy import Zone
from milepost.read.basemap import basemap
from milepost.read.pictures import Told, picture_told, video_told

_PICTURES = {
    ".jpg",
    ".jpeg",
    ".jfif",
    ".png",
    ".webp",
    ".avif",
    ".heic",
    ".heif",
    ".gif",
    ".tif",
}
_VIDEOS = {".mp4", ".m4v", ".mov", ".webm"}
# Streets and fonts hold nothing of a journal, and no text.
_LEFT_ALONE = {".pmtiles", ".mbtiles", ".woff", ".woff2", ".ttf", ".otf", ".wasm"}
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def leaks(
    folder: Path, zones: Sequence[Zone], names: Names, *, pmap: Map = map
) -> Iterator[Problem]:
    """Yield an error for each thing that a site tells of a zone, a device or a person.

    Paths are below `folder`. Messages hold nothing that is private themselves, as logs are
    public: zones go by their number in the settings. Raise OutputError without a site.
    """
    if not (folder / "index.html").is_file():
        message = "there is no site here; build it first, or name its folder with  -o"
        raise OutputError(Problem(message, str(folder)))
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    looked_at = pmap(_Look(folder, tuple(zones), _towns(zones), names), paths)
    for found in looked_at:
        yield from found


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
class _Look:
    """Looks at one file, in whatever process."""

    folder: Path
    zones: tuple[Zone, ...]
    towns: tuple[Position, ...]
    names: Names

    def __call__(self, file: Path) -> tuple[Problem, ...]:
        path = PurePosixPath(file.relative_to(self.folder).as_posix())
        if path.suffix.lower() in _LEFT_ALONE:
            return ()
        circles = Circles(self.zones, self.towns)
        try:
            content = file.read_bytes()
        except OSError as error:
            return (Problem(f"cannot be read: {error.strerror}", str(path)),)
        told = [*self._named(str(path))]
        for name, data in unpacked(path, content):
            told += self._told(name, data, circles)
        return tuple(Problem(message, str(path)) for message in dict.fromkeys(told))

    def _told(self, path: PurePosixPath, data: bytes, circles: Circles) -> Iterator[str]:
        suffix = path.suffix.lower()
        if suffix in _PICTURES:
            yield from _of_picture(picture_told(data), circles)
        elif suffix in _VIDEOS:
            yield from _of_picture(video_told(data), circles)
        elif (text := _text(data)) is not None:
            if circles:
                hits = Counter(circles.hits(points_of(path, text, circles)))
                for number, count in sorted(hits.items()):
                    yield f"{_points(count)} inside zone {number} of [privacy]"
            if self.names:
                yield from self._named(text)
                yield from self._named(plain(text))

    def _named(self, text: str) -> Iterator[str]:
        for found in self.names.within(text):
            yield f"tells the {found.what} that {found.source} holds"


def _of_picture(told: Told, circles: Circles) -> Iterator[str]:
    if told.place:
        within = next(circles.hits([Point(*told.at)]), None) if told.at else None
        where = f", inside zone {within} of [privacy]" if within else ""
        yield f"tells where it was taken{where}"
    kinds = {each.what for each in told.telltales if each.what != "person"}
    if told.maker_note:
        kinds.add("serial number")
    for what in sorted(kinds):
        yield f"tells the {what} of a camera"


def _points(count: int) -> str:
    return f"{counted(count, 'point')} {'lies' if count == 1 else 'lie'}"


def _text(data: bytes) -> str | None:
    """Return what a file says, None if it is not text."""
    try:
        return data.decode(_MARKS.get(data[:2], "utf-8"))
    except UnicodeDecodeError:
        return None if b"\0" in data[:1000] else data.decode("latin-1")
