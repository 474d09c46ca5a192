"""The site's sign in all sizes that devices ask for, made from the theme's `icon.svg`."""

import base64
import struct
from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.draw.raster import png
from milepost.errors import Problem, ThemeError
from milepost.model.artifact import Artifact, Recipe
from milepost.publish.theme import Theme
from milepost.publish.urls import FAVICON, hashed

SIZES = (192, 512)  # in pixels: what devices ask a manifest for
_ICON = "icon.svg"
_TOUCH_PX, _FAVICON_PX = 180, 32
# Devices cut an icon to a circle or another shape, but nothing of its middle four fifths.
_SAFE = 0.8


def icon_pictures(theme: Theme) -> Iterator[Artifact]:
    """Yield the icons of a theme as PNG, and one of them as `favicon.ico`."""
    svg, colour = theme.assets[_ICON], theme.light.route
    paths = {icon_path(theme, size): (svg, size) for size in SIZES}
    masked = {masked_path(theme, size): (svg, size, colour) for size in (*SIZES, _TOUCH_PX)}
    for path, args in {**paths, **masked}.items():
        yield Artifact(PurePosixPath(path), Recipe(icon, args, "icon"), f"the theme's {_ICON}")
    recipe = Recipe(favicon, (svg,), "icon")
    yield Artifact(PurePosixPath(FAVICON), recipe, f"the theme's {_ICON}")


def icon_path(theme: Theme, size: int) -> str:
    """Return where the icon of a size stands; the name tells all that it is made from."""
    return hashed(f"assets/icon-{size}.png", theme.assets[_ICON])


def masked_path(theme: Theme, size: int = _TOUCH_PX) -> str:
    """Return where the icon stands that may be cut to any shape."""
    content = theme.assets[_ICON] + theme.light.route.encode()
    return hashed(f"assets/icon-masked-{size}.png", content)


def icon(svg: bytes, size: int, behind: str = "") -> bytes:
    """Return an icon as a PNG of a size in pixels.

    With a colour `behind` it may be cut to any shape: the colour reaches to the edges, and
    the icon lies where nothing is cut. Raise ThemeError for what is no SVG.
    """
    try:
        return png(_framed(svg, behind) if behind else svg.decode(), "", width=size)
    except ValueError as error:
        message = "is no SVG that can be drawn; export it anew as plain SVG"
        raise ThemeError(Problem(message, f"assets/{_ICON}")) from error


def _framed(svg: bytes, colour: str) -> str:
    png(svg.decode(), "", width=_FAVICON_PX)  # what cannot be drawn would just be left out
    inside = base64.b64encode(svg).decode()
    edge, middle = (1 - _SAFE) / 2 * 100, _SAFE * 100
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f'<rect width="100" height="100" fill="{colour}"/>'
        f'<image x="{edge:g}" y="{edge:g}" width="{middle:g}" height="{middle:g}" '
        f'href="data:image/svg+xml;base64,{inside}"/></svg>'
    )


def favicon(svg: bytes) -> bytes:
    """Return an icon as an ICO file that holds one PNG."""
    picture = icon(svg, _FAVICON_PX)
    head = struct.pack("<HHH", 0, 1, 1)
    where = len(head) + struct.calcsize("<BBBBHHII")
    entry = (_FAVICON_PX, _FAVICON_PX, 0, 0, 1, 32, len(picture), where)
    return head + struct.pack("<BBBBHHII", *entry) + picture
