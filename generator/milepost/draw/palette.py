"""The colours and strokes of every picture, as CSS on classes.

The pictures carry neither colours nor `style`: a page links `page_style` (a strict content
security policy stays possible), a PNG is made with `style_sheet`.
"""

from dataclasses import dataclass

from milepost.draw.lettering import NARROW, NARROW_TILE, TILE, WIDE

SHIPPED_FAMILY = "Source Sans Pro"
RASTER_FONT = f'"{SHIPPED_FAMILY}"'
PAGE_FONT = "system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Palette:
    """One colour for each thing that is drawn.

    On `ground` and on `water`, text keeps a contrast of 4.5:1 and every line that carries
    meaning 3:1; what lies on land only does so on `ground`.
    `tone_0` and `tone_1` take turns over the days of a journey: a pair that stays apart for
    every kind of colour vision. `glyph` is what is drawn on `start` and `finish`.
    """

    ground: str
    water: str
    shore: str
    coast: str
    river: str
    region_line: str
    country_line: str
    country_halo: str
    region_name: str
    sea_name: str
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
    climb: str
    bar: str
    axis: str
    built: str
    park: str
    wood: str
    sand: str
    building: str
    street: str
    street_case: str
    main: str
    main_case: str
    motorway: str
    motorway_case: str
    rail: str


LIGHT = Palette(
    ground="#f7f4ec",
    water="#d3e2ea",
    shore="#bcd2de",
    coast="#658091",
    river="#5f93b4",
    region_line="#938a7d",
    country_line="#84718a",
    country_halo="#e9dfe9",
    region_name="#695f50",
    sea_name="#375f76",
    grid="#e5dfd2",
    label="#3d3a35",
    note="#676158",
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
    climb="#e4bdaa",
    bar="#cb6b5a",
    axis="#8d8172",
    built="#f1ece2",
    park="#dfe8d2",
    wood="#d3e1c4",
    sand="#f1e8cf",
    building="#e9e2d6",
    street="#ffffff",
    street_case="#e2dbcd",
    main="#fdf3d9",
    main_case="#d9cbad",
    motorway="#fae6b4",
    motorway_case="#dabb7c",
    rail="#c6bfb4",
)

DARK = Palette(
    ground="#20272a",
    water="#10191f",
    shore="#18252d",
    coast="#5f7a88",
    river="#4f7f9a",
    region_line="#6f7674",
    country_line="#8d7a93",
    country_halo="#2e2a33",
    region_name="#9a9b95",
    sea_name="#7fa6bd",
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
    climb="#6b463b",
    bar="#c0624c",
    axis="#8a8b86",
    built="#262d30",
    park="#25332c",
    wood="#22372b",
    sand="#37352b",
    building="#2e373a",
    street="#394448",
    street_case="#1a2022",
    main="#465154",
    main_case="#1a2022",
    motorway="#5a5138",
    motorway_case="#1c1c16",
    rail="#454d50",
)


def style_sheet(palette: Palette) -> str:
    """Return the plain rules a picture is rasterised with: no variables, no queries."""
    return _rules(_shapes(RASTER_FONT)) + _rules(_colours(palette))


def page_style(light: Palette = LIGHT, dark: Palette = DARK, font: str = PAGE_FONT) -> str:
    """Return the rules for a page: light, and dark for readers who asked for it.

    Paper is always light. On a narrow screen, where a picture is shown at half its size,
    marks and words grow to stay readable.
    """
    return (
        ".mp-drawing{display:block;width:100%;height:auto}\n"
        f"{_rules(_shapes(font))}{_rules(_colours(light))}{_rules(_pointed(light))}"
        f"@media (max-width: 40em) {{\n{_rules(_NARROW)}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n"
        f"{_rules(_colours(dark))}{_rules(_pointed(dark))}}}\n"
    )


_Rule = tuple[str, str]


def _rules(rules: tuple[_Rule, ...]) -> str:
    return "".join(f".mp-{name}{{{declarations}}}\n" for name, declarations in rules)


# How much marks grow on a narrow screen; `marks` leaves them the room.
MARK_GROWTH = 1.6
# Words on scale bars and on plots, on a wide and on a narrow screen.
LABEL_PX, NARROW_LABEL_PX = 16, 22
NOTE_PX, NARROW_NOTE_PX = 13, 22
MIDDLE_OPACITY = 0.48  # of the third strength of five
DAY_OPACITY = 0.2  # of the area below a journey's profile: its line has the whole colour

_NARROW: tuple[_Rule, ...] = (
    ("mark", f"transform:scale({MARK_GROWTH})"),
    ("wide", "display:none"),
    ("narrow", "display:inline"),
    ("words", "stroke-width:6"),
    *((f"narrow .mp-{type_.name}", type_.declarations) for type_ in NARROW.types),
    (f"{NARROW.credit.name}", NARROW.credit.declarations),
    ("thumb .mp-route", "stroke-width:4"),
    ("thumb .mp-tone", "stroke-width:3.6"),
    ("narrow .mp-dot", f"stroke-width:{NARROW.dot:g}"),
    ("narrow .mp-dot-rim", f"stroke-width:{NARROW.rim:g}"),
    ("label", f"font-size:{NARROW_LABEL_PX}px"),
    ("note", f"font-size:{NARROW_NOTE_PX}px"),
    ("value", f"font-size:{NARROW_NOTE_PX}px"),
    ("category-text", "font-size:20px"),
    *((type_.name, type_.declarations) for type_ in NARROW_TILE),
    ("profile-line", "stroke-width:3.4"),
    ("day-line", "stroke-width:2.6"),
    ("climb-bar", "stroke-width:6"),
    ("slot", "stroke-width:6"),
    ("goal", "stroke-width:2.6;stroke-dasharray:10 8"),
    ("rest", "stroke-width:2"),
    ("rest-tile", "stroke-width:1.6"),
    ("break", "stroke-width:2.4"),
    (NARROW.degrees.name, NARROW.degrees.declarations),
    ("route", "stroke-width:5.5"),
    ("tone", "stroke-width:5"),
    ("plan", "stroke-width:4"),
    ("link", "stroke-width:4;stroke-dasharray:11 9"),
    ("transfer", "stroke-width:5;stroke-dasharray:16 8 4 8"),
    ("skipped", "stroke-width:4"),
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
        ("transfer", "fill:none;stroke-width:3;stroke-dasharray:12 6 3 6"),
        ("skipped", f"{line};stroke-width:2.2;stroke-dasharray:.1 4 .1 11"),
        ("shore-far", f"{line};stroke-width:14;stroke-opacity:.4"),
        ("shore-near", f"{line};stroke-width:6;stroke-opacity:.7"),
        ("land", "stroke-width:1;stroke-linejoin:round"),
        ("lake", "stroke-width:.8;stroke-linejoin:round"),
        ("river", f"{line};stroke-width:1.2"),
        ("stream", f"{line};stroke-width:.7"),
        ("region-line", "fill:none;stroke-width:.8;stroke-dasharray:6 3 1 3"),
        ("country-halo", f"{line};stroke-width:6"),
        ("country-line", f"{line};stroke-width:1.2"),
        ("disputed", "fill:none;stroke-width:1.2;stroke-dasharray:4 4"),
        ("frame", "fill:none;stroke-width:2"),
        ("spot", "stroke-width:1.2"),
        ("dot", f"{line};stroke-width:{WIDE.dot:g}"),
        ("dot-rim", f"{line};stroke-width:{WIDE.rim:g}"),
        ("words", text),
        ("credit", text),
        *((type_.name, type_.declarations) for type_ in WIDE.types),
        ("narrow", "display:none"),
        ("arrow", "stroke-width:1.3;stroke-linejoin:round"),
        ("pill", "stroke-width:1.5"),
        ("pill-text", f"font-family:{font};font-size:13px;font-weight:600;text-anchor:middle"),
        ("joint", "stroke-width:1.5"),
        ("here", "stroke-width:2.5"),
        ("sight", "stroke-width:1.5"),
        ("start", "stroke-width:1.5;stroke-linejoin:round"),
        ("finish", "stroke-width:1.5;stroke-linejoin:round"),
        ("scale", "fill:none;stroke-width:1.5"),
        ("backing", "fill-opacity:.85"),
        ("label", f"{text};font-size:{LABEL_PX}px"),
        ("note", f"{text};font-size:{NOTE_PX}px"),
        ("value", f"{text};font-size:{NOTE_PX}px;font-weight:600"),
        ("category", "stroke:none"),
        ("category-text", f"font-family:{font};font-size:12px;font-weight:700"),
        ("leader", f"{hairline}"),
        ("summit", "stroke-width:1.5;stroke-linejoin:round"),
        ("climb-bar", "fill:none;stroke-width:4"),
        ("day-line", f"{line};stroke-width:1.5"),
        ("slot", "fill:none;stroke-width:4"),
        ("missing", f"{hairline}"),
        ("break", f"{line};stroke-width:1.5"),
        ("grid-label", f"{text};{WIDE.degrees.declarations}"),
        ("middle", "text-anchor:middle"),
        ("end", "text-anchor:end"),
        ("profile-line", f"{line};stroke-width:2"),
        ("axis", hairline),
        ("divider", f"{hairline};stroke-dasharray:2 4"),
        ("seam", hairline),
        ("goal", "fill:none;stroke-width:1.5;stroke-dasharray:6 5"),
        ("typed-bar", "stroke-width:1.4;stroke-linejoin:round"),
        ("rest", "fill:none;stroke-width:1.3"),
        ("rest-tile", "fill:none;stroke-width:1;stroke-linejoin:round"),
        ("chart", "overflow:visible"),  # a ring around the link that has the focus
        ("hit", "fill-opacity:0"),
        ("silent", "pointer-events:none"),
        ("heat", "stroke-linejoin:round"),
        ("idle", f"{line}"),
        ("heat-3", f"opacity:{MIDDLE_OPACITY}"),
        *((type_.name, f"font-family:{font};{type_.declarations}") for type_ in TILE),
    )


def _steps(palette: Palette) -> tuple[_Rule, ...]:
    """Return a calendar's five strengths, from near the ground to beyond the route."""
    p = palette
    ramp = enumerate((p.area, p.climb, p.route, p.route, p.arrow), 1)
    return tuple((f"heat-{n}", f"fill:{colour};stroke:{colour}") for n, colour in ramp)


def _pointed(palette: Palette) -> tuple[_Rule, ...]:
    """Return how days look below a pointer, or when the keyboard has come to them."""
    filled, stroked = ("day-bar", "longest-bar"), ("typed-bar", "rest", "rest-tile", "heat")
    return (
        *((f"go:hover .mp-{name}", f"fill:{palette.arrow}") for name in filled),
        *((f"go:hover .mp-{name}", f"stroke:{palette.label}") for name in stroked),
    )


def _colours(palette: Palette) -> tuple[_Rule, ...]:
    p = palette
    return (
        ("ground", f"fill:{p.ground}"),
        ("backing", f"fill:{p.ground}"),
        ("water", f"fill:{p.water}"),
        ("shore-far", f"stroke:{p.shore}"),
        ("shore-near", f"stroke:{p.shore}"),
        ("land", f"fill:{p.ground};stroke:{p.coast}"),
        ("lake", f"fill:{p.water};stroke:{p.river}"),
        ("river", f"stroke:{p.river}"),
        ("stream", f"stroke:{p.river}"),
        ("region-line", f"stroke:{p.region_line}"),
        ("country-halo", f"stroke:{p.country_halo}"),
        ("country-line", f"stroke:{p.country_line}"),
        ("disputed", f"stroke:{p.country_line}"),
        ("frame", f"stroke:{p.coast}"),
        ("spot", f"fill:{p.route};stroke:{p.route_case}"),
        ("words", f"fill:{p.label};stroke:{p.ground}"),
        ("dot", f"stroke:{p.label}"),
        ("dot-rim", f"stroke:{p.halo}"),
        ("country", f"fill:{p.region_name}"),
        ("region", f"fill:{p.region_name}"),
        ("sea", f"fill:{p.sea_name};stroke:{p.water}"),
        ("credit", f"fill:{p.note};stroke:{p.ground}"),
        ("transfer", f"stroke:{p.plan}"),
        ("skipped", f"stroke:{p.plan}"),
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
        ("sight", f"fill:{p.halo};stroke:{p.label}"),
        ("camera", f"fill:{p.label}"),
        ("lens", f"fill:{p.halo}"),
        ("start", f"fill:{p.start};stroke:{p.route_case}"),
        ("finish", f"fill:{p.finish};stroke:{p.route_case}"),
        ("glyph", f"fill:{p.glyph}"),
        ("chequer", f"fill:{p.finish}"),
        ("scale", f"stroke:{p.scale}"),
        ("label", f"fill:{p.label};stroke:{p.ground}"),
        ("note", f"fill:{p.note};stroke:{p.ground}"),
        ("value", f"fill:{p.label};stroke:{p.ground}"),
        ("grid-label", f"fill:{p.note};stroke:{p.ground}"),
        ("area", f"fill:{p.area}"),
        ("day-0", f"fill:{p.tone_0};fill-opacity:{DAY_OPACITY}"),
        ("day-1", f"fill:{p.tone_1};fill-opacity:{DAY_OPACITY}"),
        ("climb", f"fill:{p.climb}"),
        ("climb-bar", f"stroke:{p.arrow}"),
        ("category", f"fill:{p.arrow}"),
        ("category-text", f"fill:{p.route_case}"),
        ("summit", f"fill:{p.arrow};stroke:{p.ground}"),
        ("leader", f"stroke:{p.axis}"),
        ("slot", f"stroke:{p.ground}"),
        ("missing", f"stroke:{p.axis}"),
        ("break", f"stroke:{p.label}"),
        ("day-bar", f"fill:{p.bar}"),
        ("longest-bar", f"fill:{p.route}"),
        ("typed-bar", f"fill:{p.bar};fill-opacity:.2;stroke:{p.bar}"),
        ("rest", f"stroke:{p.axis}"),
        ("rest-tile", f"stroke:{p.axis}"),
        ("idle", f"stroke:{p.axis};stroke-opacity:.5"),
        *_steps(palette),
        ("tile-date", f"fill:{p.label}"),
        ("tile-value", f"fill:{p.label}"),
        ("on-ground", f"fill:{p.note}"),
        ("on-strong", f"fill:{p.route_case}"),
        ("profile-line", f"stroke:{p.route}"),
        ("axis", f"stroke:{p.axis}"),
        ("divider", f"stroke:{p.axis}"),
        ("seam", f"stroke:{p.axis}"),
        ("goal", f"stroke:{p.plan}"),
    )
