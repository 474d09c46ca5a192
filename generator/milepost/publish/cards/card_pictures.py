"""Share pictures, rasterised: a card with its map and its photo in it."""

from base64 import b64encode
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from milepost.draw.raster import png
from milepost.errors import Problem, ThemeError
from milepost.model.journal import Photo
from milepost.publish.maps.ground_pictures import Layout, ground_picture
from milepost.publish.maps.maps import Drawing, svg
from milepost.publish.photos.pixels import filling

# What a template's card has in the place of its map and of its photo.
MAP, PHOTO = "<!-- milepost: map -->", "<!-- milepost: photo -->"
_QUALITIES = (84, 78, 70, 60, 48)
_PHOTO_QUALITY = 92
_MIDDLE = 0.5, 0.4  # of what is cut: faces are rather above the middle of a photo


@dataclass(frozen=True, slots=True)
class CardMap:
    """A map within a card, at the size that it is drawn at.

    With a `ground` it lies over a picture of that layout, drawn with `ground_style` from the
    archive that lies `inside` the source folder. A `whole` one is as large as its card.
    """

    drawing: Drawing
    ground: Layout | None = None
    ground_style: str = ""
    inside: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class CardPhoto:
    """The part of a photo that fills a box; sizes in pixels."""

    photo: Photo
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A share picture with all that it depends on.

    `fonts` are the files that its words are set in, and digests of their content. `most` is
    how many bytes it may have.
    """

    card: str  # SVG
    style: str
    width: int
    fonts: tuple[tuple[str, str], ...]
    most: int
    map: CardMap | None = None
    photo: CardPhoto | None = None


def share_picture(plan: Plan, *files: Path | bytes) -> bytes:
    """Return a card as a JPEG; `files` are the archive of its ground, and its photo's bytes.

    Raise ThemeError for what cannot be drawn.
    """
    archive = next((each for each in files if isinstance(each, Path)), None)
    card = plan.card
    if plan.map:
        card = card.replace(MAP, _map(plan.map, archive))
    if plan.photo:
        (data,) = (each for each in files if isinstance(each, bytes))
        card = card.replace(PHOTO, _photo(plan.photo, data))
    fonts = [path for path, _ in plan.fonts]
    try:
        picture = png(card, plan.style, width=plan.width, fonts=fonts)
    except ValueError as error:
        raise ThemeError(Problem(f"the theme's card.svg cannot be drawn: {error}")) from error
    return _jpeg(picture, plan.most)


def _map(found: CardMap, archive: Path | None) -> str:
    under = ""
    if found.ground and archive:
        frame = found.ground.frame
        picture = ground_picture(found.ground, found.ground_style, False, archive)
        with Image.open(BytesIO(picture)) as image:
            out = BytesIO()
            image.save(out, "PNG")
        under = _embedded(out.getvalue(), "png", frame.width, frame.height)
    over = svg(found.drawing)
    if found.whole:
        # Cutting a picture off at its edges takes as long as drawing it: the card does it too.
        over = over.replace("<svg ", '<svg overflow="visible" ', 1)
    return under + over


def _photo(found: CardPhoto, data: bytes) -> str:
    """Return the middle of a photo, cut to a box that it fills."""
    size = found.width, found.height
    out = BytesIO()
    clean = filling(data, size, _MIDDLE)
    clean.save(out, "JPEG", quality=_PHOTO_QUALITY, subsampling=0)
    return _embedded(out.getvalue(), "jpeg", *size)


def _embedded(data: bytes, kind: str, width: int, height: int) -> str:
    text = b64encode(data).decode()
    return f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{text}"/>'


def _jpeg(data: bytes, most: int) -> bytes:
    """Return a picture as JPEG, as good as a number of bytes allows."""
    with Image.open(BytesIO(data), formats=("PNG",)) as image:
        opaque = Image.new("RGB", image.size, "white")
        opaque.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    for quality in _QUALITIES:
        out = BytesIO()
        # Whole colours: half of them, as is usual, would blur small red words.
        opaque.save(out, "JPEG", quality=quality, optimize=True, subsampling=0)
        if out.tell() <= most:
            break
    return out.getvalue()
