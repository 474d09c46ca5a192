"""A journey's days as a calendar: the longer a day's way, the stronger its colour."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from statistics import median

from milepost.draw.clip import Box
from milepost.draw.lettering import NARROW_TILE, TILE, Type
from milepost.draw.plots.dates import SIZES, Span
from milepost.draw.plots.days import (
    DayBar,
    are_linked,
    link,
    one_a_date,
    silent,
    spanned,
)
from milepost.draw.plots.legend import Key, Sign, legend
from milepost.draw.plots.weeks import DAYS_OF_MONTHS, Names, Tiles, bands, sheet
from milepost.draw.scales import METRIC, Unit, Units
from milepost.draw.svg import group, num, path, picture, text

_STEPS = 5
_SHEET_WEEKS = 6
_LEGEND_PX = 42
_ROUND, _MOST_ROUND_PX = 0.16, 4.0  # of the height of a tile
_LEAST_ROUND_PX = 2.0  # of an outline: less cannot be told from a corner
_SIGN_PX, _SIGN_EVERY_PX = 12.0, 14.0
_PAD_PX, _EDGE_PX = 7.0, 4.0
# For each screen: how the date and the distance in a tile are written, and on which lines.
_IN_TILE = {"wide": (TILE, (17.0, 43.0)), "narrow": (NARROW_TILE, (19.0, 45.0))}


def calendar(
    days: Sequence[DayBar],
    *,
    title: str,
    description: str,
    ident: str,
    names: Names,
    label: Callable[[date], str],
    value: Callable[[float], str],
    less: str,
    more: str,
    rest: str = "",
    span: Span | None = None,
    width: int = 640,
    units: Units = METRIC,
) -> str:
    """Return a complete `<svg>` of days in their weeks, or "" for no way at all.

    Up to six weeks are a sheet of a wall calendar, a row a week, with dates by `label` and
    distances by `value`. Longer times are columns of weeks, a row for each year. More than
    half a year is drawn twice: for narrow screens in rows of half years.

    There are five strengths; the middle one is that of the median day. `less` and `more` are
    written beside them, `rest` beside the outline that marks a day of rest. Dates of `span`
    without a way are dots; it reaches from the first day to the last unless given. Days are
    links on up to 120 dates.
    """
    shown = one_a_date(days, span)
    if not any(day.metres > 0 for day in shown):
        return ""
    span = spanned(shown, span)
    unit = units.far

    def drawn(tiles: Tiles, ident: str) -> str:
        linked = are_linked(shown, len(tiles.boxes))
        in_tiles = _in_sheet(shown, tiles, label, value, unit) if tiles.is_sheet else ""
        layers = (
            silent(tiles.words),
            _tiles(shown, tiles, linked=linked),
            silent(in_tiles + _legend(shown, tiles, (less, more, rest), width)),
        )
        return picture(
            layers,
            kind="chart",
            ground="",
            title=title,
            description=description,
            ident=ident,
            width=width,
            height=round(tiles.bottom + _LEGEND_PX),
            linked=linked,
        )

    if names.weeks(span) <= _SHEET_WEEKS:
        return drawn(sheet(span, names, width), ident)
    wide = drawn(bands(span, names, width, 12), ident)
    if (span[1] - span[0]).days < DAYS_OF_MONTHS[6]:
        return wide
    narrow = drawn(bands(span, names, width, 6), f"{ident}-narrow")
    return f'<div class="mp-wide">{wide}</div><div class="mp-narrow">{narrow}</div>'


def _strengths(days: Sequence[DayBar]) -> Mapping[date, int]:
    """Return steps from 1 to 5, each as wide as 0.4 of the median: 0.8 to 1.2 of it is 3.

    A share of the longest day would leave all others pale after one that was far longer.
    """
    full = 2 * median(day.metres for day in days if day.metres > 0)
    return {
        day.date: min(_STEPS, 1 + int(_STEPS * day.metres / full))
        for day in days
        if day.metres > 0
    }


def _tiles(days: Sequence[DayBar], tiles: Tiles, *, linked: bool) -> str:
    """Draw a tile a date: each alone if they are links, else a path a kind."""
    steps = _strengths(days)
    found = {day.date: day for day in days}
    tall = min(bottom - top for _, top, _, bottom in tiles.boxes.values())
    r = min(_ROUND * tall, _MOST_ROUND_PX)
    kinds: dict[str, list[str]] = {}
    single = []
    for when, box in tiles.boxes.items():
        day = found.get(when)
        data = _data(day, steps.get(when, 0), box, r)
        if linked and day and day.href:
            hit = "" if day.metres > 0 else path("mp-hit", _square(box, 0.0))
            single.append(link(day, "".join(path(*piece) for piece in data) + hit))
            continue
        for kind, piece in data:
            kinds.setdefault(kind, []).append(piece)
    bulk = "".join(path(kind, "".join(kinds[kind])) for kind in sorted(kinds))
    # A stroke of their own colour rounds the corners of squares: it costs no byte a tile.
    return f'<g stroke-width="{num(2 * r)}">{bulk}{"".join(single)}</g>'


def _data(day: DayBar | None, step: int, box: Box, r: float) -> list[tuple[str, str]]:
    """Return what is drawn for a date, as classes and path data."""
    pieces = []
    if step:
        pieces.append((f"mp-heat mp-heat-{step}", _square(box, r)))
    if day and day.rest:
        pieces.append(("mp-rest-tile", _rounded(box, r)))
    if not pieces:
        left, top, right, bottom = box
        pieces.append(("mp-idle", f"M{num((left + right) / 2)} {num((top + bottom) / 2)}h0"))
    return pieces


def _square(box: Box, inset: float) -> str:
    left, top, right, bottom = box
    wide, tall = num(right - left - 2 * inset), num(bottom - top - 2 * inset)
    return f"M{num(left + inset)} {num(top + inset)}h{wide}v{tall}h-{wide}z"


def _rounded(box: Box, r: float) -> str:
    """Return an outline within a box, half a pixel off its edge."""
    if r < _LEAST_ROUND_PX:
        return _square(box, 0.5)
    left, top, right, bottom = box
    wide, tall, c = num(right - left - 1 - 2 * r), num(bottom - top - 1 - 2 * r), num(r)
    return (
        f"M{num(left + 0.5 + r)} {num(top + 0.5)}h{wide}q{c} 0 {c} {c}v{tall}q0 {c}-{c} {c}"
        f"h-{wide}q-{c} 0-{c}-{c}v-{tall}q0-{c} {c}-{c}z"
    )


def _in_sheet(
    days: Sequence[DayBar],
    tiles: Tiles,
    label: Callable[[date], str],
    value: Callable[[float], str],
    unit: Unit,
) -> str:
    """Write dates and distances into the tiles of a sheet, without units where it is narrow."""
    steps = _strengths(days)
    metres = {day.date: day.metres for day in days if day.metres > 0}
    written = {screen: "" for screen, _ in SIZES}
    for when, box in tiles.boxes.items():
        begins = when.day == 1 or when == min(tiles.boxes)
        dates = [label(when)] * begins + [str(when.day)]
        ink = _ink(steps.get(when, 0))
        number = unit.plain(round(metres.get(when, 0.0) / unit.metres))
        for screen, ((small, large), (upper, lower)) in _IN_TILE.items():
            x, room = box[0] + _PAD_PX, box[2] - box[0] - _PAD_PX
            words = _fitting(dates, small, room)
            written[screen] += text(x, box[1] + upper, words, f"mp-{small.name}{ink}")
            if when in metres:
                choices = [value(metres[when])] * (screen == "wide") + [number]
                words = _fitting(choices, large, room)
                classes = f"mp-{large.name}{ink} mp-end"
                written[screen] += text(box[2] - _PAD_PX, box[1] + lower, words, classes)
    return "".join(group(f"mp-{screen}", words) for screen, words in written.items())


def _fitting(choices: Sequence[str], type_: Type, room: float) -> str:
    return next((words for words in choices if type_.width(words) <= room), choices[-1])


def _ink(step: int) -> str:
    """Return the class of words that can be read on a strength, 0 for the ground."""
    return " mp-on-strong" if step > 3 else "" if step else " mp-on-ground"


def _legend(
    days: Sequence[DayBar], tiles: Tiles, words: tuple[str, str, str], right: float
) -> str:
    less, more, rest = words
    half = _SIGN_PX / 2
    boxes = [(n * _SIGN_EVERY_PX, -half, n * _SIGN_EVERY_PX + _SIGN_PX, half) for n in range(5)]
    ramp = "".join(
        path(f"mp-heat mp-heat-{n}", _square(box, 2.0)) for n, box in enumerate(boxes, 1)
    )
    scale = Sign(f'<g stroke-width="4">{ramp}</g>', boxes[-1][2])
    keys: list[Key] = [(less, scale, more)]
    if rest and any(day.rest for day in days):
        keys.insert(0, (Sign(path("mp-rest-tile", _rounded(boxes[0], 2.0)), _SIGN_PX), rest))
    return legend(keys, right - _EDGE_PX, tiles.bottom + _LEGEND_PX / 2 + 4)
