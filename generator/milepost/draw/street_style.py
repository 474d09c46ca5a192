"""The colours of `streets`, as CSS; the widths of its lines follow the scale."""

from milepost.draw.palette import Palette


def street_style(palette: Palette) -> str:
    """Return the rules that a street map is rasterised with; no page has need of them."""
    p = palette
    areas = {
        "ground": p.ground,
        "built": p.built,
        "park": p.park,
        "wood": p.wood,
        "sand": p.sand,
        "ice": p.halo,
        "water": p.water,
        "pier": p.ground,
        "building": p.building,
    }
    lines = {
        "water": p.shore,
        "waterway": p.water,
        "pier-line": p.ground,
        "path": p.street,
        "rail": p.rail,
        "street": p.street,
        "street-case": p.street_case,
        "street-far": p.grid,
        "main": p.main,
        "main-case": p.main_case,
        "motorway": p.motorway,
        "motorway-case": p.motorway_case,
        "tunnel": p.main_case,
        "void": p.grid,
    }
    # Lengths are tenths of a pixel, as all numbers in the drawing are.
    shapes = {
        "way": "fill:none;stroke-linejoin:round;stroke-linecap:round",
        # Half of a shore is under the water, so none is seen where tiles meet in a lake.
        "water": "stroke-width:16;stroke-linejoin:round;paint-order:stroke",
        "tunnel": "stroke-linecap:butt;stroke-dasharray:40 30",
        "void": "fill:none;stroke-width:10",
    }
    return "".join(
        f".mp-{name}{{{rule}}}\n"
        for name, rule in (
            *shapes.items(),
            *((name, f"fill:{colour}") for name, colour in areas.items()),
            *((name, f"stroke:{colour}") for name, colour in lines.items()),
        )
    )
