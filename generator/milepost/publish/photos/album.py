"""Photos and videos as a page or a feed shows them, and the words around them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from milepost.model.day import Day
from milepost.model.journal import Entry, Page, Photo, Video
from milepost.publish.links import Links, Target, video_name
from milepost.publish.photos.pictures import (
    TEXT_SIZES,
    PhotoChoice,
    Picture,
    picture_html,
    picture_of,
    plain_html,
)
from milepost.publish.photos.videos import KINDS, Film, video_html
from milepost.publish.references import Reference, figcaption, written_below
from milepost.publish.words.quantities import time_of_day
from milepost.publish.words.text import Words

Link = Callable[[str], str]
"""Makes a link of a path below the site's root, as it works where it is to stand."""
_Told = Mapping[str, str | None]
_Shown = Callable[[Picture, _Told, bool], str]


def opener(drawn: str, number: int) -> Markup:
    """Return a picture as a link to its large view; closing that leads back to here.

    Names begin with "mp-", as a heading of the author's may be called Photo 3.
    """
    ident = f"mp-photo-{number}"
    return Markup('<a class="opener" id="{0}-here" href="#{0}">{1}</a>').format(
        ident, Markup(drawn)
    )


class Album:
    """Turns photos, videos and words with pictures into what templates and feeds show."""

    def __init__(self, links: Links, words: Words, choice: PhotoChoice):
        self._links, self._words, self._choice = links, words, choice

    def photo(self, photo: Photo, link: Link, home: str | None = None) -> Picture:
        """Return a photo with all of its files; feeds show its `url`.

        `home` is the folder that it is published in, if that is not the one of its entry.
        """
        folder = self._links.home(photo.source) if home is None else home
        caption = self._links.caption(photo, link)
        told = picture_of(replace(photo, caption=caption), folder, link, self._choice)
        return replace(told, where=self.where(photo))

    def where(self, photo: Photo) -> str:
        """Say how far along the day a photo was taken, and when: "at 42.3 km, 14:05"."""
        words, told = self._words, []
        if photo.at_m is not None:
            told.append(words.gettext("at %(distance)s", distance=words.distance(photo.at_m)))
        if photo.taken is not None:
            told.append(time_of_day(photo.taken, words.language))
        return ", ".join(told)

    def video(self, video: Video, link: Link, home: str | None = None) -> Film:
        """Return a video with its poster, and its size in words; `home` as for a photo."""
        home = self._links.home(video.source) if home is None else home
        return Film(
            url=link(home + video_name(video)),
            type=KINDS[video.source.suffix.lower()],
            size=str(self._words.size(video.bytes_)),
            width=video.width,
            height=video.height,
            poster=self.photo(video.poster, link, home).url if video.poster else "",
            caption=Markup(self._links.caption(video, link)),
        )

    def views(self, day: Day, gallery: Sequence[Photo], link: Link) -> tuple[Picture, ...]:
        """Return the photos of a day as its page shows them one by one, each with an alt text.

        First come those of its words, but not what is a link already, then those below.
        """
        found: list[Picture] = []

        def shown(picture: Picture, told: _Told, linked: bool) -> str:
            if not linked:
                caption = escape(written_below(told)) or picture.caption
                found.append(replace(picture, caption=caption))
            return ""

        self._links.rewrite(day.entry, link, self._instead(shown, link))
        found += (self.photo(photo, link) for photo in gallery)
        return tuple(
            replace(picture, alt=picture.alt or self._alt(number, len(found), day))
            for number, picture in enumerate(found, 1)
        )

    def _alt(self, number: int, count: int, day: Day) -> str:
        return self._words.gettext(
            "Photo %(number)s of %(count)s: %(title)s",
            number=number,
            count=count,
            title=day.title,
        )

    def body(
        self,
        writer: Entry | Page,
        link: Link,
        *,
        sizes: str = TEXT_SIZES,
        hero: bool = False,
        views: Sequence[Picture] = (),
    ) -> Markup:
        """Return the words of an entry or page, with pictures shown `sizes` wide.

        With `hero` they may begin with a picture that is the first thing to be seen. With
        `views` each picture leads to its own: see `opener`.
        """
        first = [hero and self._links.begins_with_picture(writer)]
        numbered = enumerate(views, 1)

        def shown(picture: Picture, told: _Told, linked: bool) -> str:
            is_first = first.pop() if first else False
            number, view = (0, picture) if linked or not views else next(numbered)
            drawn = picture_html(picture, sizes, alt=view.alt, first=is_first, more=told)
            return opener(drawn, number) if number else drawn

        return Markup(self._links.rewrite(writer, link, self._instead(shown, link)))

    def plain_figure(self, photo: Photo, link: Link, alt: str) -> str:
        """Return a photo with what stands below it, for feed readers; see `picture_html`."""
        picture = self.photo(photo, link)
        below = figcaption(picture.caption, _where(picture))
        return f"<figure>{plain_html(picture, alt)}{below}</figure>"

    def plain_film(self, video: Video, link: Link) -> str:
        """Return a video and what stands below it for feed readers."""
        film = self.video(video, link)
        return f"<figure>{video_html(film)}{figcaption(film.caption)}</figure>"

    def plain_body(self, writer: Entry | Page, link: Link) -> str:
        """Return the words of an entry or page for feed readers: one file a picture."""

        def shown(picture: Picture, told: _Told, linked: bool) -> str:
            return plain_html(picture)

        return self._links.rewrite(writer, link, self._instead(shown, link))

    def _instead(self, shown: _Shown, link: Link) -> Callable[[Target], Reference]:
        def show(target: Target) -> Reference:
            if target.photo:
                picture = self.photo(target.photo, link, target.home)

                def worded(told: _Told, linked: bool) -> str:
                    # What the words say of a photo goes before all else.
                    alt = " ".join((told.get("alt") or "").split())
                    return shown(replace(picture, alt=alt or picture.alt), told, linked)

                return Reference("", worded, picture.caption, _where(picture))
            if target.video:
                film = self.video(target.video, link, target.home)
                return Reference("", lambda told, linked: video_html(film), str(film.caption))
            return Reference("")

        return show


def _where(picture: Picture) -> str:
    return f'<span class="where">{escape(picture.where)}</span>' if picture.where else ""
