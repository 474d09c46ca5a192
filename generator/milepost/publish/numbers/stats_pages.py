"""The pages of the statistics, and the same as data."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact
from milepost.publish.numbers.day_table import days_csv
from milepost.publish.numbers.scopes import Scope, scopes
from milepost.publish.numbers.statistics import as_json, statistics_data
from milepost.publish.press import Press
from milepost.publish.urls import DAYS_DATA, STATS_DATA


def stats_pages(press: Press) -> Iterator[Artifact]:
    """Yield the statistics of the site and of each of several journeys, and both data files."""
    site = press.site
    found = scopes(site)
    for scope in found:
        yield from _pages(press, scope, found)
    data = as_json(statistics_data(site))
    yield Artifact(PurePosixPath(STATS_DATA), data.encode(), "the statistics as data")
    table = days_csv(site.statistics.days, site)
    yield Artifact(PurePosixPath(DAYS_DATA), table.encode(), "the table of days")


def _pages(press: Press, scope: Scope, others: tuple[Scope, ...]) -> Iterator[Artifact]:
    is_whole = scope is others[0]
    words = press.theme.words
    name = words.gettext("Stats")
    if not is_whole:
        name = words.gettext("Stats: %(title)s", title=scope.title)
    source = "the statistics" if is_whole else f"the statistics of '{scope.title}'"
    charts = press.charts
    yield press.page(
        "stats.html",
        scope.path,
        source,
        scope=scope,
        others=others if len(others) > 1 else (),
        in_sum=charts.in_sum(scope),
        by_day=charts.by_day(scope),
        calendar=charts.calendar(scope),
        page_title=name,
    )
    own = [sheet for sheet in scope.sheets if sheet.path]
    for earlier, sheet, later in zip((None, *own), own, (*own[1:], None), strict=False):
        yield press.page(
            "stats-days.html",
            sheet.path,
            f"{source}, table {sheet.number}",
            scope=scope,
            sheet=sheet,
            earlier=earlier,
            later=later,
            page_title=words.gettext(
                "%(name)s: all days, %(number)s", name=name, number=sheet.number
            )
            if earlier
            else words.gettext("%(name)s: all days", name=name),
        )
