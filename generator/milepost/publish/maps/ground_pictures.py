"""Pictures of the ground, made of an archive's tiles; `grounds` says of which."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from math import ceil, floor
from pathlib import Path

from PIL import Image

from milepost.draw.projection import Frame
from milepost.draw.raster import png
from milepost.draw.streets.schemas import WANTED_KEYS, WANTED_LAYERS
from milepost.draw.streets.streets import Sheet, streets
from milepost.draw.streets.tiles import Place
from milepost.errors import Problem, SourceError
from milepost.model.tiles import Tile
from milepost.read.mvt import parse_mvt
from milepost.read.photo import BROKEN, FORMATS
from milepost.read.tiles import digest_of, open_tiles

_PAGE_ZOOM = 2  # pixels of the picture to one of the map
_QUALITY = 60
# White tiles get just so dark that a dark theme's route and words stand out from them.
_DIMMED = 0.32
_LARGEST_TILE_PX = 2048


@dataclass(frozen=True, slots=True)
class Layout:
    """A ground with all that it depends on: each tile is named by its content.

    `name` is the archive's for messages. The coarsest tiles come first, as what finer ones
    show of a place covers them.
    """

    frame: Frame
    name: str
    vector: bool
    tiles: tuple[tuple[Place, str], ...]
    voids: tuple[Place, ...]


def ground_picture(layout: Layout, style: str, dark: bool, path: Path) -> bytes:
    """Return the picture for a page, as WebP. Raise SourceError if a tile is damaged."""
    out = BytesIO()
    image = _drawn(layout, style, dark, _PAGE_ZOOM, path)
    image.save(out, "WEBP", quality=_QUALITY, method=6)
    return out.getvalue()


def laid_under(drawing: bytes, layout: Layout, style: str, zoom: int, path: Path) -> bytes:
    """Return a map, a PNG with no ground of its own, with a ground under it, as PNG.

    `zoom` is how many pixels the PNG has to one of the layout's frame.
    """
    image = _drawn(layout, style, False, zoom, path)
    with Image.open(BytesIO(drawing), formats=("PNG",)) as over:
        image.paste(over, mask=over.getchannel("A"))
    out = BytesIO()
    # A map has few colours: a palette halves the file, and nobody sees it.
    image.quantize(256, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(layout: Layout, style: str, dark: bool, zoom: int, path: Path) -> Image.Image:
    archive = open_tiles(path, layout.name)
    found = archive.tiles(place.tile for place, _ in layout.tiles)
    for place, digest in layout.tiles:
        if digest_of(found.get(place.tile, b"")) != digest:
            message = "has changed while the site was built; build again"
            raise SourceError(Problem(message, layout.name))
    width = layout.frame.width * zoom
    if layout.vector:
        sheets = tuple(
            _sheet(layout.name, place, found[place.tile]) for place, _ in layout.tiles
        )
        return _opaque(png(streets(layout.frame, sheets, layout.voids), style, width=width))
    image = _opaque(png(streets(layout.frame, (), layout.voids), style, width=width))
    tiles = _mosaic(layout, found, image.size)
    if dark:
        light, alpha = tiles.convert("RGB"), tiles.getchannel("A")
        tiles = light.point(lambda value: value * _DIMMED)
        tiles.putalpha(alpha)
    image.paste(tiles, mask=tiles.getchannel("A"))
    return image


def _sheet(name: str, place: Place, data: bytes) -> Sheet:
    return Sheet(
        place, parse_mvt(name, place.tile, data, layers=WANTED_LAYERS, keys=WANTED_KEYS)
    )


def _opaque(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data), formats=("PNG",)) as image:
        return image.convert("RGB")


def _mosaic(layout: Layout, found: Mapping[Tile, bytes], size: tuple[int, int]) -> Image.Image:
    """Return raster tiles side by side, cut to the frame; clear where there is none."""
    frame = layout.frame
    zoom = max(place.zoom for place, _ in layout.tiles)
    images = {place: _tile(layout.name, place, found[place.tile]) for place, _ in layout.tiles}
    tile_px = max(image.width for place, image in images.items() if place.zoom == zoom)
    world = 1 << zoom
    left, top = (0.5 + frame.west) * world, frame.north * world
    right = left + frame.width / frame.scale * world
    bottom = top + frame.height / frame.scale * world
    column, row = floor(left), floor(top)
    sheet = Image.new(
        "RGBA", ((ceil(right) - column) * tile_px, (ceil(bottom) - row) * tile_px)
    )
    for place, image in images.items():
        _paste(sheet, image, place, (zoom, column, row), tile_px)
    seen = (
        (left - column) * tile_px,
        (top - row) * tile_px,
        (right - column) * tile_px,
        (bottom - row) * tile_px,
    )
    return sheet.resize(size, Image.Resampling.BICUBIC, box=seen)


def _paste(
    sheet: Image.Image,
    image: Image.Image,
    place: Place,
    corner: tuple[int, int, int],
    tile_px: int,
) -> None:
    """Paste a tile, or of one from a lower zoom the part that the sheet has room for."""
    zoom, column, row = corner
    wide = tile_px << (zoom - place.zoom)
    x = (place.column << (zoom - place.zoom)) * tile_px - column * tile_px
    y = (place.row << (zoom - place.zoom)) * tile_px - row * tile_px
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + wide, sheet.width), min(y + wide, sheet.height)
    if left >= right or top >= bottom:
        return
    across, down = image.width / wide, image.height / wide
    part = (
        (left - x) * across,
        (top - y) * down,
        (right - x) * across,
        (bottom - y) * down,
    )
    size = right - left, bottom - top
    sheet.paste(image.resize(size, Image.Resampling.BICUBIC, box=part), (left, top))


def _tile(name: str, place: Place, data: bytes) -> Image.Image:
    """Return a raster tile. Raise SourceError if it is none."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            if max(image.size) > _LARGEST_TILE_PX:
                raise ValueError("too large")
            return image.convert("RGBA")
    except BROKEN as error:
        where = f"{place.zoom}/{place.tile.column}/{place.row}"
        message = f"its tile {where} is damaged or no picture; cut or copy the archive anew"
        raise SourceError(Problem(message, name)) from error
