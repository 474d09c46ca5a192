"""Photos as pages show them: which files there are, and the HTML that chooses among them."""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from milepost.model.journal import Photo

WIDTHS = (480, 960, 1600)
_USUAL_PX = 960  # for who shows but one: feed readers, and browsers without a choice
_STEPS = 8  # of each colour, as `site.css` knows them
# How wide photos are, in hundredths of their height, as `gallery.css` knows them: what cameras
# make, and what lies between. No photo is far from one of them, as a ratio.
SHAPES = (
    *(45, 50, 56, 60, 63, 67, 71, 75, 80, 85, 91, 100, 110, 118, 125, 133, 141, 150),
    *(160, 167, 178, 190, 200, 222, 235, 260, 290, 320),
)
# How wide a picture in the words is shown by the theme that comes with Milepost.
TEXT_SIZES = "(min-width: 42rem) 38rem, 90vw"
_OURS = {"alt", "decoding", "fetchpriority", "height", "loading", "sizes", "src", "srcset"}
_OURS |= {"title", "width"}

_NOTHING = Markup()


@dataclass(frozen=True, slots=True)
class PhotoChoice:
    """How photos are published: JPEG quality, widths in pixels, and the newer kind of file.

    `originals` also publishes each file as the camera wrote it.
    """

    quality: int = 80
    widths: tuple[int, ...] = WIDTHS
    format: Literal["webp", "avif"] = "webp"
    originals: bool = False


USUAL = PhotoChoice()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a template needs it: a JPEG to link to, its size in pixels, its words.

    `srcset` are all its JPEGs and `modern` the same as `type`, smaller files for the browsers
    that know it. `large` is its largest JPEG, and `original` what the camera wrote, "" unless
    that is published. `tint` are classes for its colour and shape, `caption` is HTML, and
    `where` says how far along the way it was taken, and when, as far as that may be told.
    `name` says which one it is of those on a page, and what it shows.
    """

    url: str
    width: int
    height: int
    alt: str = ""
    caption: Markup = _NOTHING
    srcset: str = ""
    modern: str = ""
    type: str = ""
    large: str = ""
    original: str = ""
    tint: str = ""
    where: str = ""
    name: str = ""

    @property
    def shape(self) -> str:
        """The class for how wide it is at a height."""
        return shape_of(self.width, self.height)


def sizes_of(photo: Photo, choice: PhotoChoice = USUAL) -> tuple[tuple[int, int], ...]:
    """Return the sizes that a photo is published in, in pixels: it is never enlarged."""
    smaller = [width for width in sorted(choice.widths) if width < photo.width]
    widths = [*smaller, photo.width] if photo.width <= max(choice.widths) else smaller
    return tuple((w, max(1, round(photo.height * w / photo.width))) for w in widths)


def usual_size(photo: Photo, choice: PhotoChoice = USUAL) -> tuple[int, int]:
    """Return the one size to show where there is no choice: 960 pixels wide, or near it."""
    sizes = sizes_of(photo, choice)
    return next((size for size in reversed(sizes) if size[0] <= _USUAL_PX), sizes[0])


def file_name(photo: Photo, width: int, suffix: str = "jpg") -> str:
    """Return the published name of one size: by content, as a camera's tells the time."""
    return f"photo-{photo.digest[:10]}-{width}.{suffix}"


def original_name(photo: Photo) -> str:
    """Return the name under which the file of the camera is published."""
    return f"photo-{photo.digest[:10]}-original{photo.source.suffix.lower()}"


def large_name(photo: Photo, choice: PhotoChoice = USUAL) -> str:
    """Return the published name of the largest JPEG."""
    return file_name(photo, sizes_of(photo, choice)[-1][0])


def picture_of(
    photo: Photo, folder: str, link: Callable[[str], str], choice: PhotoChoice = USUAL
) -> Picture:
    """Return a photo that is published in a folder, with each path passed through `link`."""

    def files(suffix: str) -> str:
        names = ((file_name(photo, w, suffix), w) for w, _ in sizes_of(photo, choice))
        return ", ".join(f"{link(folder + name)} {width}w" for name, width in names)

    width, height = usual_size(photo, choice)
    return Picture(
        url=link(folder + file_name(photo, width)),
        width=width,
        height=height,
        alt=photo.alt,
        caption=Markup(photo.caption),
        srcset=files("jpg"),
        modern=files(choice.format),
        type=f"image/{choice.format}",
        large=link(folder + large_name(photo, choice)),
        original=link(folder + original_name(photo)) if choice.originals else "",
        tint=" ".join(part for part in (tint_of(photo.colour), _tall(photo)) if part),
    )


def picture_html(
    picture: Picture,
    sizes: str = TEXT_SIZES,
    *,
    alt: str = "",
    first: bool = False,
    kind: str = "",
    more: Mapping[str, str | None] | None = None,
) -> Markup:
    """Return a picture with its words, in all of its files.

    `sizes` tells how wide it is shown, as in HTML, and `alt` takes the place of words that it
    has not. The `first` thing to be seen on a page is loaded at once, others when they come
    into view. `kind` is one more class, and `more` are further attributes of the image.
    """
    # A browser that knows "auto" measures for itself: the theme of a reader may be another.
    how = {"fetchpriority": "high"} if first else {"loading": "lazy", "decoding": "async"}
    shown = sizes if first else f"auto, {sizes}"
    told: dict[str, str | None] = {
        "src": picture.url,
        "srcset": picture.srcset,
        "sizes": shown,
        "width": str(picture.width),
        "height": str(picture.height),
        "alt": picture.alt or alt,
        **how,
        **{name: value for name, value in (more or {}).items() if name not in _OURS},
    }
    source = _tag("source", {"type": picture.type, "srcset": picture.modern, "sizes": shown})
    classes = " ".join(word for word in (kind, picture.tint) if word)
    css = f' class="{classes}"' if classes else ""
    return Markup(f"<picture{css}>{source}{_tag('img', told)}</picture>")


def plain_html(picture: Picture, alt: str = "") -> Markup:
    """Return a picture as feed readers need it: one file."""
    told = {
        "src": picture.url,
        "alt": picture.alt or alt,
        "width": str(picture.width),
        "height": str(picture.height),
    }
    return Markup(_tag("img", told))


def tint_of(colour: str) -> str:
    """Return classes for a colour that is shown until a picture is there: eight steps of each.

    >>> tint_of("#ff8000")
    'tint r7 g4 b0'
    """
    if not colour:
        return ""
    parts = (int(colour[n : n + 2], 16) * _STEPS // 256 for n in (1, 3, 5))
    return " ".join(
        ("tint", *(f"{name}{step}" for name, step in zip("rgb", parts, strict=True)))
    )


def shape_of(width: int, height: int) -> str:
    """Return the class for how wide a picture is at a height; "" if nobody knows its size.

    >>> shape_of(4032, 3024), shape_of(1080, 1920), shape_of(0, 0)
    ('x133', 'x56', '')
    """
    if not (width and height):
        return ""
    asked = 100 * width / height
    return f"x{min(SHAPES, key=lambda shape: max(shape / asked, asked / shape))}"


def _tall(photo: Photo) -> str:
    return "tall" if photo.height > 1.1 * photo.width else ""


def _tag(name: str, attributes: Mapping[str, str | None]) -> str:
    written = "".join(
        f" {key}" if value is None else f' {key}="{_escaped(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{written}>"


def _escaped(value: str) -> str:
    """Return a value as it stands in HTML, which what templates say is already."""
    return value if isinstance(value, Markup) else html.escape(value)
