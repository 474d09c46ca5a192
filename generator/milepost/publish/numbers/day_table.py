"""All days as a table for other programs, which `days.csv` holds.

docs/statistics.md tells what each column means.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from milepost.model.day import Day
from milepost.model.site import Site
from milepost.model.territory import Territory
from milepost.publish.numbers.statistics import figure
from milepost.publish.urls import absolute

COLUMNS = (
    "date",
    "day",
    "title",
    "url",
    "journey",
    "athletes",
    "sports",
    "distance_m",
    "moving_s",
    "elapsed_s",
    "gain_m",
    "loss_m",
    "max_ele_m",
    "average_speed_mps",
    "typed",
    "rest",
    "counted_m",
    "cumulative_m",
    "progress_m",
    "to_go_m",
    "country",
    "region",
    "night",
    "transfers",
)
# What spreadsheets take for the beginning of a formula, in any width.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def days_csv(days: Iterable[Day], site: Site) -> str:
    """Return a table of days as RFC 4180 has it, with a first row of names."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for day in days:
        writer.writerow([_cell(value) for value in _row(day, site)])
    return text.getvalue()


def _row(day: Day, site: Site) -> Sequence[object]:
    totals, progress, where = day.totals, day.progress, _last_territory(day)
    return (
        day.date,
        day.number,
        day.title,
        absolute(site.url, day.permalink),
        day.journey,
        "; ".join(person.name for person in day.people),
        "; ".join(share.sport for share in day.by_sport),
        figure(totals.distance_m),
        figure(totals.moving_s),
        figure(totals.elapsed_s),
        figure(totals.gain_m),
        figure(totals.loss_m),
        figure(totals.max_ele_m),
        figure(totals.average_speed_mps, 3),
        "yes" if day.typed else "no",
        "yes" if day.rest else "no",
        figure(day.share.distance_m),
        figure(day.cumulative.distance_m),
        figure(progress.done_m if progress else None),
        figure(progress.to_go_m if progress else None),
        where.country,
        where.region,
        day.entry.night,
        "; ".join(transfer.mode for transfer in day.transfers),
    )


def _cell(value: object) -> object:
    """Return text that no program takes for a formula, and anything else as it is."""
    if not isinstance(value, str):
        return "" if value is None else value
    plain = "".join(c if c.isprintable() else " " for c in value)
    risky = plain.lstrip().startswith(_FORMULA) or plain[:1] != value[:1]
    return f"'{plain}" if risky else plain


def _last_territory(day: Day) -> Territory:
    """Return where a day ended; what borders tell goes before the country of a town."""
    known = [stay.territory for stay in day.stays if stay.territory.country]
    place = day.end_place
    return known[-1] if known else Territory(place.country if place else "")
