"""Distance by date: the sum so far above, each day's own share below."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np

from milepost.draw.plots.axes import Axis, Plot, below, beside, gridlines, place, reaching
from milepost.draw.projection import Floats
from milepost.draw.scales import distance_unit, round_above
from milepost.draw.svg import num, path, path_data, picture, text, thin

_BAND_GAP = 26
_SUM_SHARE = 0.66  # of the height that the two bands share
_DAY_STEPS = (1, 2, 3, 4, 7, 14, 28)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_X_TICKS = 6


def cumulative_chart(
    points: Sequence[tuple[date, float]],
    *,
    title: str,
    description: str,
    ident: str,
    label: Callable[[date], str],
    width: int = 640,
    height: int = 240,
    imperial: bool = False,
    plan_m: float | None = None,
) -> str:
    """Return a complete `<svg>` of the way covered, or "" for no points or no way at all.

    `points` are (date, metres from the first date to the end of this one); dates may come in
    any order and more than once, then the largest sum counts. Days without a point are days
    of rest. `label` writes a date briefly: "29 Nov". `plan_m` is drawn as the goal.
    """
    sums = _by_date(points)
    if not sums or sums[-1][1] <= 0:
        return ""
    plot = Plot(width, height)
    split = plot.top + (plot.bottom - plot.top - _BAND_GAP) * _SUM_SHARE
    days = (sums[-1][0] - sums[0][0]).days + 1
    upper = _axis(plot, max(sums[-1][1], plan_m or 0.0), imperial, 3.2, plot.top, split)
    shares = _shares(sums)
    highest = max(share for _, share in shares)
    lower = _axis(plot, highest, imperial, 1.0, split + _BAND_GAP, plot.bottom)
    plot = beside(plot, upper, lower)
    dates = Axis(0.0, float(days), plot.left, plot.right)
    line = _climb(sums, dates, upper)
    layers = (
        path("mp-area", path_data([_down_to(line, split)], close=True)),
        gridlines(plot, upper),
        gridlines(plot, lower),
        path("mp-axis", f"M{num(plot.left)} {num(split)}H{num(plot.right)}"),
        _goal(plot, upper, plan_m, imperial),
        path("mp-profile-line", path_data([line])),
        path("mp-bar", _bars(shares, dates, lower)),
        plot.base(),
        _dates(plot, dates, sums[0][0], days, label),
    )
    return picture(
        layers,
        kind="chart",
        ground="",
        title=title,
        description=description,
        ident=ident,
        width=width,
        height=height,
    )


def _by_date(points: Sequence[tuple[date, float]]) -> list[tuple[date, float]]:
    """Return one sum a date, oldest first, never falling."""
    sums: list[tuple[date, float]] = []
    for day, metres in sorted(points):
        if not sums:
            sums.append((day, metres))
        elif day == sums[-1][0]:
            sums[-1] = (day, max(metres, sums[-1][1]))
        else:
            sums.append((day, max(metres, sums[-1][1])))
    return sums


def _shares(sums: Sequence[tuple[date, float]]) -> list[tuple[int, float]]:
    """Return (days since the first date, metres of that day alone)."""
    before, shares = 0.0, []
    for day, metres in sums:
        shares.append(((day - sums[0][0]).days, metres - before))
        before = metres
    return shares


def _axis(
    plot: Plot, high_m: float, imperial: bool, parts: float, top: float, bottom: float
) -> Axis:
    unit = distance_unit(imperial)
    step = round_above(high_m / unit.metres / parts)
    return reaching(plot, 0.0, high_m, unit, step, top=top, bottom=bottom)


def _climb(sums: Sequence[tuple[date, float]], dates: Axis, upper: Axis) -> Floats:
    """Return the line: it climbs over the width of a day and is level in between."""
    rows = [(0.0, 0.0)]
    for day, metres in sums:
        since = float((day - sums[0][0]).days)
        rows += [(since, rows[-1][1]), (since + 1.0, metres)]
    steps = np.array(rows, dtype=np.float64)
    return thin(np.column_stack((place(dates, steps[:, 0]), place(upper, steps[:, 1]))), 0.35)


def _down_to(line: Floats, bottom: float) -> Floats:
    return np.vstack((line, (line[-1, 0], bottom), (line[0, 0], bottom)))


def _bars(shares: Sequence[tuple[int, float]], dates: Axis, lower: Axis) -> str:
    day_px = (dates.last - dates.first) / dates.high
    width = max(0.8, min(day_px * 0.72, 48.0))
    pieces = []
    for since, metres in shares:
        x = dates.first + (since + 0.5) * day_px - width / 2
        high = (lower.first - lower.last) * metres / lower.high
        if high > 0:
            tall = num(max(high, 0.8))
            pieces.append(f"M{num(x)} {num(lower.first)}v-{tall}h{num(width)}v{tall}z")
    return "".join(pieces)


def _goal(plot: Plot, upper: Axis, plan_m: float | None, imperial: bool) -> str:
    if not plan_m or plan_m <= 0:
        return ""
    y = float(place(upper, np.array([plan_m]))[0])
    unit = distance_unit(imperial)
    words = f"{plan_m / unit.metres:.0f} {unit.sign}"
    # The way is still low on the left, so there the words stand free.
    words_y = y - 7 if y - 24 > 0 else y + 21
    line = path("mp-goal", f"M{num(plot.left)} {num(y)}H{num(plot.right)}")
    return line + text(plot.left + 8, words_y, words, "mp-value")


def _dates(
    plot: Plot, dates: Axis, first: date, days: int, label: Callable[[date], str]
) -> str:
    """Write some dates under the middle of their days."""
    day_px = (dates.last - dates.first) / days
    return "".join(
        below(plot, dates.first + ((day - first).days + 0.5) * day_px, label(day))
        for day in _some_dates(first, days)
    )


def _some_dates(first: date, days: int) -> list[date]:
    step = next((s for s in _DAY_STEPS if days / s <= _X_TICKS), None)
    if step:
        return [first + timedelta(days=k) for k in range(0, days, step)]
    months = days / 30.4
    every = next((s for s in _MONTH_STEPS if months / s <= _X_TICKS), _MONTH_STEPS[-1])
    last = first + timedelta(days=days - 1)
    numbers = range(first.year * 12 + first.month, last.year * 12 + last.month)
    return [date(n // 12, n % 12 + 1, 1) for n in numbers if n % every == 0]
