"""The colours and strokes of every picture, as CSS on classes.

The pictures carry neither colours nor `style`: a page links `page_style` (a strict content
security policy stays possible), a PNG is made with `style_sheet`.
"""

from dataclasses import dataclass

RASTER_FONT = '"Source Sans Pro"'
PAGE_FONT = "system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour for each thing that is drawn.

    On `ground`, text keeps a contrast of 4.5:1 and every line that carries meaning 3:1.
    `tone_0` and `tone_1` take turns over the days of a journey: a pair that stays apart for
    every kind of colour vision. `glyph` is what is drawn on `start` and `finish`.
    """

    ground: str
    grid: str
    label: str
    note: str
    halo: str
    route: str
    tone_0: str
    tone_1: str
    route_case: str
    arrow: str
    plan: str
    start: str
    finish: str
    glyph: str
    scale: str
    area: str
    bar: str
    axis: str


LIGHT = Palette(
    ground="#f7f4ec",
    grid="#e5dfd2",
    label="#3d3a35",
    note="#6b655c",
    halo="#fffefb",
    route="#c8321f",
    tone_0="#1f4e8c",
    tone_1="#d1495b",
    route_case="#ffffff",
    arrow="#8f1d10",
    plan="#5b6770",
    start="#1b7f4b",
    finish="#2b2b2b",
    glyph="#ffffff",
    scale="#4a4640",
    area="#edd9cd",
    bar="#8a7f70",
    axis="#8d8172",
)

DARK = Palette(
    ground="#20272a",
    grid="#30393c",
    label="#dedad0",
    note="#a5a199",
    halo="#161c1f",
    route="#ff7a59",
    tone_0="#7fb2f0",
    tone_1="#ff8a8a",
    route_case="#10171a",
    arrow="#ffc2ae",
    plan="#9aa7af",
    start="#4cc38a",
    finish="#e6e1d6",
    glyph="#10171a",
    scale="#c9c6bd",
    area="#473631",
    bar="#9a8f80",
    axis="#8a8b86",
)


def style_sheet(palette: Palette) -> str:
    """Return the plain rules a picture is rasterised with: no variables, no queries."""
    return _rules(_shapes(RASTER_FONT)) + _rules(_colours(palette))


def page_style(light: Palette = LIGHT, dark: Palette = DARK) -> str:
    """Return the rules for a page: light, and dark for readers who asked for it.

    Paper is always light. On a narrow screen, where a picture is shown at half its size,
    marks and words grow to stay readable.
    """
    return (
        ".mp-drawing{display:block;width:100%;height:auto}\n"
        f"{_rules(_shapes(PAGE_FONT))}{_rules(_colours(light))}"
        f"@media (max-width: 40em) {{\n{_rules(_NARROW)}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n{_rules(_colours(dark))}}}\n"
    )


_Rule = tuple[str, str]


def _rules(rules: tuple[_Rule, ...]) -> str:
    return "".join(f".mp-{name}{{{declarations}}}\n" for name, declarations in rules)


# How much marks grow on a narrow screen; `marks` leaves them the room.
MARK_GROWTH = 1.6

_NARROW: tuple[_Rule, ...] = (
    ("mark", f"transform:scale({MARK_GROWTH})"),
    ("label", "font-size:22px"),
    ("note", "font-size:22px"),
    ("grid-label", "font-size:18px"),
    ("route", "stroke-width:5.5"),
    ("tone", "stroke-width:5"),
    ("plan", "stroke-width:4"),
    ("link", "stroke-width:4;stroke-dasharray:11 9"),
    ("case", "stroke-width:9.5"),
)


def _shapes(font: str) -> tuple[_Rule, ...]:
    """Return what is the same in every palette: widths, joins, dashes, type."""
    line = "fill:none;stroke-linecap:round;stroke-linejoin:round"
    hairline = "fill:none;stroke-width:1"
    text = f"font-family:{font};stroke-width:4;stroke-linejoin:round"
    return (
        ("grid", hairline),
        ("case", f"{line};stroke-width:7.5"),
        ("route", f"{line};stroke-width:4"),
        ("tone", f"{line};stroke-width:3.6"),
        ("plan", f"{line};stroke-width:2.6;stroke-dasharray:.1 6"),
        ("link", "fill:none;stroke-width:2.4;stroke-dasharray:8 6"),
        ("arrow", "stroke-width:1.3;stroke-linejoin:round"),
        ("pill", "stroke-width:1.5"),
        ("pill-text", f"font-family:{font};font-size:13px;font-weight:600;text-anchor:middle"),
        ("joint", "stroke-width:1.5"),
        ("here", "stroke-width:2.5"),
        ("start", "stroke-width:1.5;stroke-linejoin:round"),
        ("finish", "stroke-width:1.5;stroke-linejoin:round"),
        ("scale", "fill:none;stroke-width:1.5"),
        ("backing", "fill-opacity:.85"),
        ("label", f"{text};font-size:16px"),
        ("note", f"{text};font-size:16px"),
        ("grid-label", f"{text};font-size:12px"),
        ("middle", "text-anchor:middle"),
        ("end", "text-anchor:end"),
        ("profile-line", f"{line};stroke-width:2"),
        ("axis", hairline),
        ("divider", f"{hairline};stroke-dasharray:2 4"),
        ("goal", "fill:none;stroke-width:1.6;stroke-dasharray:7 5"),
    )


def _colours(palette: Palette) -> tuple[_Rule, ...]:
    p = palette
    return (
        ("ground", f"fill:{p.ground}"),
        ("backing", f"fill:{p.ground}"),
        ("grid", f"stroke:{p.grid}"),
        ("over", f"stroke:{p.axis};stroke-opacity:.3"),
        ("case", f"stroke:{p.route_case}"),
        ("route", f"stroke:{p.route}"),
        ("tone-0", f"stroke:{p.tone_0}"),
        ("tone-1", f"stroke:{p.tone_1}"),
        ("plan", f"stroke:{p.plan}"),
        ("link", f"stroke:{p.scale}"),
        ("arrow", f"fill:{p.arrow};stroke:{p.route_case}"),
        ("pill", f"fill:{p.halo};stroke:{p.route}"),
        ("pill-text", f"fill:{p.label}"),
        ("joint", f"fill:{p.halo};stroke:{p.label}"),
        ("here", f"fill:{p.route};stroke:{p.route_case}"),
        ("start", f"fill:{p.start};stroke:{p.route_case}"),
        ("finish", f"fill:{p.finish};stroke:{p.route_case}"),
        ("glyph", f"fill:{p.glyph}"),
        ("chequer", f"fill:{p.finish}"),
        ("scale", f"stroke:{p.scale}"),
        ("label", f"fill:{p.label};stroke:{p.ground}"),
        ("note", f"fill:{p.note};stroke:{p.ground}"),
        ("grid-label", f"fill:{p.note};stroke:{p.ground}"),
        ("area", f"fill:{p.area}"),
        ("bar", f"fill:{p.bar}"),
        ("profile-line", f"stroke:{p.route}"),
        ("axis", f"stroke:{p.axis}"),
        ("divider", f"stroke:{p.axis}"),
        ("goal", f"stroke:{p.plan}"),
    )
