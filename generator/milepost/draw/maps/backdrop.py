"""The lines of the world under a route."""

from typing import Literal

from milepost.draw.maps.world import FINEST_M_PER_PX, World
from milepost.draw.projection import Frame, metres_per_px
from milepost.draw.svg import group, path

Borders = Literal["dashed", "hide"]
_HALO_SCALE = 256 * 2.0**4.5  # soft bands along borders would fill a map of a continent


def has_world(frame: Frame) -> bool:
    """Tell whether a frame is wide enough for the coarse lines of the basemap to be true."""
    return metres_per_px(frame) >= FINEST_M_PER_PX


def drawn(frame: Frame, shown: World, ident: str, borders: Borders) -> str:
    """Draw land, water and borders; `ident` is unique on the page."""
    land = ""
    if shown.land:
        # Soft strokes along the coast, under the land: engravers call them waterlines.
        land = (
            f'<defs><path id="{ident}-land" d="{shown.land}"/></defs>'
            f'<use class="mp-shore-far" href="#{ident}-land"/>'
            f'<use class="mp-shore-near" href="#{ident}-land"/>'
            f'<use class="mp-land" href="#{ident}-land"/>'
        )
    disputed = path("mp-disputed", shown.disputed) if borders == "dashed" else ""
    return group(
        "mp-world",
        land
        + path("mp-stream", shown.streams)
        + path("mp-river", shown.rivers)
        + path("mp-lake", shown.lakes)
        + path("mp-region-line", shown.regions)
        + (path("mp-country-halo", shown.countries) if frame.scale > _HALO_SCALE else "")
        + path("mp-country-line", shown.countries)
        + disputed,
    )
