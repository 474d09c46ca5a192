"""The colours of `streets`, as CSS; the widths of its lines follow the scale."""

from collections.abc import Iterator

from milepost.draw.palette import Palette


def street_style(palette: Palette) -> str:
    """Return the rules that a street map is rasterised with; no page has need of them."""
    # Lengths are tenths of a pixel, as all numbers in the drawing are.
    shapes = {
        "way": "fill:none;stroke-linejoin:round;stroke-linecap:round",
        # Half of a shore is under the water, so none is seen where tiles meet in a lake.
        "water": "stroke-width:16;stroke-linejoin:round;paint-order:stroke",
        "tunnel": "stroke-linecap:butt;stroke-dasharray:40 30",
        "void": "fill:none;stroke-width:10",
    }
    rules = (*shapes.items(), *_colours(palette))
    return "".join(f".mp-{name}{{{rule}}}\n" for name, rule in rules)


def street_colours(light: Palette, dark: Palette) -> str:
    """Return the colours for a script that draws street maps itself, in `.live-probe`."""

    def rules(palette: Palette) -> str:
        return "".join(
            f".live-probe .mp-{name}{{{rule}}}\n" for name, rule in _colours(palette)
        )

    return f"{rules(light)}@media (prefers-color-scheme: dark) {{\n{rules(dark)}}}\n"


def _colours(palette: Palette) -> Iterator[tuple[str, str]]:
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
    yield from ((name, f"fill:{colour}") for name, colour in areas.items())
    yield from ((name, f"stroke:{colour}") for name, colour in lines.items())
