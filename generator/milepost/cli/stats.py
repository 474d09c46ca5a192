"""`milepost stats`."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from milepost.build import site_of
from milepost.cli.columns import plain, table
from milepost.cli.options import choice, opened_store, selection
from milepost.errors import counted, did_you_mean
from milepost.measure.totals import total
from milepost.memo import side_by_side
from milepost.model.activity import Totals
from milepost.model.day import SportTotals
from milepost.model.journey import Journey
from milepost.model.site import Site
from milepost.publish.numbers.day_table import days_csv
from milepost.publish.numbers.statistics import as_json, journey_data, statistics_data
from milepost.publish.words.names import names_in
from milepost.publish.words.sayings import Sayings
from milepost.publish.words.text import Words
from milepost.read.project import find_project


@click.command("stats")
@click.option("--journey", "slug", metavar="SLUG", help="Only the days of this journey.")
@click.option("--json", "form", flag_value="json", help="Print what stats.json holds.")
@click.option("--csv", "form", flag_value="csv", help="Print what days.csv holds.")
@selection
@click.pass_obj
def command(
    folder: Path,
    slug: str | None,
    form: str | None,
    drafts: bool,
    future: bool,
    now: datetime | None,
    no_cache: bool,
) -> None:
    """Show all days in a table, with sums, progress and goals.

    The numbers are those of the site's statistics. Nothing is written.
    """
    project = find_project(folder)
    wanted = choice(project, drafts=drafts, future=future, now=now)
    with opened_store(project, no_cache=no_cache) as store, side_by_side() as pmap:
        site = site_of(project, wanted, store=store, pmap=pmap)
    journeys = [each for each in site.journeys if slug in (None, each.slug)]
    if slug and not journeys:
        hint = did_you_mean(slug, [each.slug for each in site.journeys])
        raise click.BadParameter(f"no journey '{slug}'{hint}", param_hint="--journey")
    if form == "json":
        data = journey_data(site, slug) if slug else statistics_data(site)
        click.echo(as_json(data), nl=False)
    elif form == "csv":
        days = [day for day in site.statistics.days if slug in (None, day.journey)]
        click.echo(days_csv(days, site).encode(), nl=False)
    else:
        for line in _Report(site, whole=slug is None).lines(journeys):
            click.echo(line)


class _Report:
    """Writes statistics as lines, in the language and units of the site."""

    def __init__(self, site: Site, *, whole: bool):
        self._site, self._whole = site, whole
        self._words = Words(site.language, imperial=site.units == "imperial")
        self._say = Sayings(self._words, names_in(site.language))

    def lines(self, journeys: Sequence[Journey]) -> Iterator[str]:
        """Yield everything about some journeys, and about the goals that concern them."""
        for number, journey in enumerate(journeys):
            if number:
                yield ""
            yield from self._journey(journey)
        if self._whole and len(journeys) > 1:
            yield ""
            yield f"All {counted(len(journeys), 'journey')}"
            yield from self._by_sport(self._site.by_sport, self._site.totals)
        shown = {journey.slug for journey in journeys}
        goals = [g for g in self._site.goals if self._whole or g.journey in shown]
        if goals:
            yield ""
            yield from table(
                [(goal.name, self._say.goal(goal)) for goal in goals], words=(0, 1)
            )

    def _journey(self, journey: Journey) -> Iterator[str]:
        yield plain(journey.title)
        if not journey.days:
            yield f"{journey.status}: no days yet"
            return
        yield from table(list(self._rows(journey)), words=(1, 2))
        yield ""
        yield from self._by_sport(journey.by_sport, journey.totals)
        if progress := journey.progress:
            beside = self._say.beside_plan(journey)
            yield ""
            yield plain(f"Progress: {self._say.progress(progress)}. {beside}")
            yield from map(plain, self._say.outlook(journey))

    def _rows(self, journey: Journey) -> Iterator[tuple[str, ...]]:
        with_plan = journey.progress is not None
        to_go = ("To go",) if with_plan else ()
        yield ("Day", "Date", "Entry", "Distance", "Moving", "Climbed", "So far", *to_go)
        words = self._words
        for day in journey.days:
            left = (str(words.distance(day.progress.to_go_m)),) if day.progress else ()
            rest = " (rest day)" if day.rest else ""
            typed = " (typed)" if day.typed else ""
            yield (
                str(day.number),
                str(day.date),
                f"{day.title}{rest}{typed}",
                words.roughly(day.totals.distance_m or None, day.approximate),
                words.duration(day.totals.moving_s),
                str(words.elevation(day.totals.gain_m)),
                str(words.distance(day.cumulative.distance_m)),
                *left,
            )

    def _by_sport(self, shares: Sequence[SportTotals], counting: Totals) -> Iterator[str]:
        """Yield what each sport adds up to; `counting` may leave some of it out."""
        if not shares:
            return
        every = total(share.totals for share in shares)
        rows = [
            ("Sport", "Distance", "Moving", "Climbed"),
            *(self._sums(self._words.sport(each.sport), each.totals) for each in shares),
            self._sums("Total", every),
        ]
        if counting.distance_m < every.distance_m:
            rows.append(self._sums("Of this for the journey", counting))
        yield from table(rows, words=(0,))

    def _sums(self, name: str, totals: Totals) -> tuple[str, ...]:
        words = self._words
        return (
            name,
            str(words.distance(totals.distance_m)),
            words.duration(totals.moving_s),
            str(words.elevation(totals.gain_m)),
        )
