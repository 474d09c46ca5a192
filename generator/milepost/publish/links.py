"""Links in an author's words, turned into links of the site."""

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from milepost.assemble.addresses import slugify
from milepost.errors import Problem, did_you_mean
from milepost.model.goal import Goal
from milepost.model.journal import Entry, Page, Photo, Video
from milepost.model.journey import Journey
from milepost.model.people import Athlete
from milepost.model.site import Site, Tag
from milepost.publish.photos.pictures import USUAL, PhotoChoice, large_name, sizes_of
from milepost.publish.references import Reference, pictures, references, replaced
from milepost.publish.urls import ATHLETES, BOOK, GOALS, STATS, TAGS, folder_of
from milepost.read.photo import SUFFIXES
from milepost.read.sidecars import is_sidecar
from milepost.read.unread import UNSHOWN
from milepost.read.video import VIDEOS

# Published as they are when words link to them. Whatever else a phone or recorder writes can
# tell where and when: pictures are made anew, everything else needs the folder static/.
_ATTACHMENTS = {".pdf", ".txt", ".csv", ".ics", ".epub", ".mp3", ".ogg"}

# Looking for a name like another takes a while: it is worth that for a few, not for thousands.
_MOST_HINTS, _MOST_NEAR = 20, 2000


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: a path below the site's root, and what to publish there, if any.

    A photo or a video, with what its writer says of it, is published in the folder `home`.
    """

    path: str
    file: PurePosixPath | None = None
    photo: Photo | None = None
    video: Video | None = None
    home: str = ""

    @property
    def is_published_for_it(self) -> bool:
        """Tell whether the file that it leads to is published because of the link."""
        return bool(self.file or self.photo or self.video)


Show = Callable[[Target], Reference]
"""Takes a target that is a photo or a video; returns what to show in place of a picture."""


class Links:
    """The paths that words of the journal may link to."""

    def __init__(self, site: Site, choice: PhotoChoice = USUAL):
        self._files, self._choice = site.files, choice
        self._pages: dict[str, str] = {}
        self._homes: dict[PurePosixPath, str] = {}
        self._photos, self._videos = site.photos, site.videos
        self._beside: dict[PurePosixPath, tuple[Photo | Video, ...]] = {}
        self._own: dict[tuple[PurePosixPath, PurePosixPath], Photo | Video] = {}
        self._within: dict[str, tuple[str, ...]] = {}  # HTML -> the own links in it
        for day in site.days:
            self._add(day.entry.source, day.permalink)
            self._homes[day.entry.source] = day.permalink
            if day.entry.folder is not None:
                self._add(day.entry.folder, day.permalink)
            self._add_translations(day.entry, day.permalink)
            self._beside[day.entry.source] = (*day.photos, *day.videos)
            for shown in self._beside[day.entry.source]:
                self._homes[shown.source] = day.permalink
                self._own[day.entry.source, shown.source] = shown
        for page in site.pages:
            self._add(page.source, page_path(page))
            self._homes[page.source] = page_path(page)
            self._add_translations(page, page_path(page))
        self._pages |= {f"tags/{tag.slug}": tag_path(tag) for tag in site.tags}
        for athlete in site.athletes:
            if athlete.photo:
                self._homes.setdefault(athlete.photo.source, athlete_path(athlete))

    def _add(self, source: PurePosixPath, path: str) -> None:
        for name in (str(source), str(source.with_suffix("")), path.rstrip("/")):
            self._pages.setdefault(name, path)

    def _add_translations(self, writer: Entry | Page, path: str) -> None:
        for said in writer.translations:
            self._add(said.source, folder_of(said.language) + path)

    def home(self, source: PurePosixPath) -> str:
        """Return where a file of the journal is published: with its entry, page or person."""
        return self._homes[source]

    def large(self, photo: Photo) -> tuple[str, int, int]:
        """Return the path of the largest JPEG of a photo, and its size in pixels."""
        size = sizes_of(photo, self._choice)[-1]
        return self.home(photo.source) + large_name(photo, self._choice), *size

    def first_photo(self, writer: Entry | Page) -> tuple[Photo, str] | None:
        """Return the first photo that an entry or page shows or links to, and its folder."""
        used = self.used(writer)
        return next(((each.photo, each.home) for each in used if each.photo), None)

    def target(self, writer: Entry | Page, link: str) -> Target | None:
        """Return where a link in an entry or page leads, None if nowhere in the site."""
        return self._target(writer.source, link)

    def _target(self, writer: PurePosixPath, link: str) -> Target | None:
        path = unquote(urlsplit(link).path)
        place = path.lstrip("/") if path.startswith("/") else f"{writer.parent}/{path}"
        name = posixpath.normpath(place)
        folder, _, word = name.partition("/")
        name = f"tags/{slugify(word)}" if folder == "tags" else name  # #Chai, #chai
        if name in self._pages:
            return Target(self._pages[name])
        source = PurePosixPath(name)
        if PurePosixPath("static", name) in self._files:
            return Target(name)
        if source not in self._files:
            return None
        if source.parts[0] == "static":
            return Target(str(source.relative_to("static")))
        # A second file of one shot is shown as the first.
        found = self._photos.get(source) or self._videos.get(source)
        home = self._homes.get(found.source if found else source) or self._homes.get(writer, "")
        match found and self._own.get((writer, found.source), found):
            case Photo() as photo:
                path = home + large_name(photo, self._choice)
                return Target(path, photo=photo, home=home)
            case Video() as video:
                return Target(home + video_name(video), video=video, home=home)
        if source.suffix.lower() not in _ATTACHMENTS:
            return None
        stem = slugify(source.stem) or "file"
        return Target(f"{home}{stem}{source.suffix.lower()}", file=source)

    def rewrite(self, writer: Entry | Page, link: Callable[[str], str], show: Show) -> str:
        """Return the HTML of an entry or page with each own link passed through `link`.

        Pictures become what `show` makes of them. What leads nowhere is taken out, and with it
        the name of a file, which may tell a time or a place.
        """

        def resolve(given: str) -> Reference | None:
            if is_outside(given):
                return Reference(given)
            target = self.target(writer, given)
            if target is None:
                return None
            fragment = urlsplit(given).fragment
            url = link(target.path) + (f"#{fragment}" if fragment else "")
            return replace(show(target), url=url) if target.home else Reference(url)

        return replaced(writer.html, resolve)

    def caption(self, shown: Photo | Video, link: Callable[[str], str]) -> str:
        """Return a caption as HTML, the links in it passed through `link`."""

        def resolve(given: str) -> Reference | None:
            if is_outside(given):
                return Reference(given)
            path = self._page(shown, given)
            return None if path is None else Reference(link(path))

        return replaced(shown.caption, resolve)

    def _page(self, shown: Photo | Video, link: str) -> str | None:
        """Return where a link in a caption leads: no files are published for its sake."""
        target = self._target(shown.source, link)
        return None if target is None or target.is_published_for_it else target.path

    def begins_with_picture(self, writer: Entry | Page) -> bool:
        """Tell whether the first thing in an entry or page is a photo of the journal."""
        found = re.match(r'\s*<p>\s*<img\b[^>]*\bsrc="([^"]*)"', writer.html)
        target = self.target(writer, html.unescape(found[1])) if found else None
        return bool(target and target.photo)

    def used(self, writer: Entry | Page) -> Iterator[Target]:
        """Yield the targets of an entry's or page's own links."""
        for link in self._own_links(writer.html):
            if target := self.target(writer, link):
                yield target

    def _own_links(self, body: str) -> tuple[str, ...]:
        # A dozen parts of a site ask, and long words take 20 ms to look through.
        found = self._within.get(body)
        if found is None:
            found = tuple(each for each in references(body) if not is_outside(each))
            self._within[body] = found
        return found

    def pictured(self, writer: Entry | Page) -> Iterator[tuple[Target, str]]:
        """Yield the targets of the pictures in an entry or page, with what it says of them."""
        for link, words in pictures(writer.html):
            target = None if is_outside(link) else self.target(writer, link)
            if target:
                yield target, words

    def captions(self, writer: Entry | Page) -> dict[Photo, str]:
        """Return what an entry or page says of the photos that it shows."""
        said: dict[Photo, str] = {}
        for target, words in self.pictured(writer):
            if words and target.photo:
                said.setdefault(target.photo, words)
        return said

    def broken(self, writer: Entry | Page) -> Iterator[Problem]:
        """Yield a warning for each link that leads nowhere."""
        hints = iter(range(_MOST_HINTS))
        for link in dict.fromkeys(self._own_links(writer.html)):
            if self.target(writer, link) is None and not self._has_been_told(writer, link):
                why = self._why(writer.source, link, hint=next(hints, None) is not None)
                yield Problem(why, str(writer.source), severity="warning")
        for shown in self._beside.get(writer.source, ()):
            for link in dict.fromkeys(self._own_links(shown.caption)):
                if self._page(shown, link) is None:
                    yield self._in_caption(shown, link)

    def _in_caption(self, shown: Photo | Video, link: str) -> Problem:
        if self._target(shown.source, link) is None:
            why = f"in its caption {self._why(shown.source, link)}"
        else:
            why = f"its caption cannot link to the file '{link}'; name that in the words"
        return Problem(why, str(shown.source), severity="warning")

    def _has_been_told(self, writer: Entry | Page, link: str) -> bool:
        """Tell whether a link leads to a picture or video that could not be read."""
        path = _leads_to(writer.source, link)
        kind = path.suffix.lower()
        looked_at = kind in (*SUFFIXES, *VIDEOS) and path.parts[0] in ("journal", "pages")
        unread = kind in UNSHOWN and path.parts[0] == "journal"
        return path in self._files and (looked_at or unread)

    def _why(self, writer: PurePosixPath, link: str, *, hint: bool = True) -> str:
        path = _leads_to(writer, link)
        texts = path, path / "index.md", PurePosixPath(f"{path}.md")
        if any(each in self._files and _is_text(each) for each in texts):
            return f"the link '{link}' is left out, as what it leads to is not published yet"
        if path in self._files:
            kind = path.suffix or "such"
            advice = "if everybody may have it as it is, put it into static/"
            return (
                f"'{link}' is left out, as {kind} files may tell more than you want; {advice}"
            )
        home, files = str(writer.parent), list(self._files) if hint else []
        near = [posixpath.relpath(str(file), home) for file in files[:_MOST_NEAR]]
        return f"the link '{link}' leads nowhere{did_you_mean(link, near)}"


def _is_text(path: PurePosixPath) -> bool:
    """Tell whether a file is an entry or a page: of those that are published it has pages."""
    is_one = path.parts[0] in ("journal", "pages") and path.suffix.lower() in (
        ".md",
        ".markdown",
    )
    return is_one and path.stem.lower() != "readme" and not is_sidecar(path)


def _leads_to(writer: PurePosixPath, link: str) -> PurePosixPath:
    place = f"{writer.parent}/{unquote(urlsplit(link).path)}"
    return PurePosixPath(posixpath.normpath(place))


def video_name(video: Video) -> str:
    """Return the published name of a video: by content, as the camera's name tells the time."""
    return f"video-{video.digest[:10]}{video.source.suffix.lower()}"


def page_path(page: Page) -> str:
    """Return where a page stands."""
    return f"{page.slug}/"


def journey_path(journey: Journey, site: Site) -> str:
    """Return where a journey stands: the front page, if there is no other journey."""
    return f"journeys/{journey.slug}/" if len(site.journeys) > 1 else ""


def stats_path(journey: Journey, site: Site) -> str:
    """Return where a journey's statistics stand: the site's, if there is no other journey."""
    return f"{journey_path(journey, site)}{STATS}"


def book_path(journey: Journey, site: Site) -> str:
    """Return where the book of a journey stands."""
    return f"{journey_path(journey, site)}{BOOK}"


def goal_path(goal: Goal) -> str:
    """Return where a goal's page stands."""
    return f"{GOALS}{goal.slug}/"


def tag_path(tag: Tag) -> str:
    """Return where the page of a tag stands."""
    return f"{TAGS}{tag.slug}/"


def athlete_path(athlete: Athlete) -> str:
    """Return where a person's page stands; a stranger has none."""
    return f"{ATHLETES}{athlete.slug}/"


def is_outside(link: str) -> bool:
    """Tell whether a link leads to another site, to a place on the page, or is no path."""
    try:
        parts = urlsplit(link)
    except ValueError:  # http://[::1
        return True
    return bool(parts.scheme or parts.netloc) or not parts.path
