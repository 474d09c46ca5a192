"""Videos as pages show them, and their files."""

import html
from dataclasses import dataclass

from markupsafe import Markup

from milepost.publish.photos.pictures import shape_of

KINDS = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
}


@dataclass(frozen=True, slots=True)
class Film:
    """A video as a template needs it: links to it and to its poster, or "", and its words.

    `size` is that of the file in words, `width` and `height` are 0 if nobody knows.
    """

    url: str
    type: str
    size: str
    width: int
    height: int
    poster: str
    caption: Markup

    @property
    def shape(self) -> str:
        """The class for how wide it is at a height, "" if nobody knows."""
        return shape_of(self.width, self.height)


def video_html(film: Film) -> Markup:
    """Return a player that loads nothing but the poster until somebody starts it."""
    size = f' width="{film.width}" height="{film.height}"' if film.width else ""
    poster = f' poster="{html.escape(film.poster)}"' if film.poster else ""
    link = f'<a href="{html.escape(film.url)}">{html.escape(film.size)}</a>'
    # Many a .mov holds what every browser plays, and would be refused for its name.
    kind = "video/mp4" if film.type == KINDS[".mov"] else film.type
    return Markup(
        f'<video controls playsinline preload="none"{size}{poster}>'
        f'<source src="{html.escape(film.url)}" type="{kind}">{link}</video>'
    )
