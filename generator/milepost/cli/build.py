"""`milepost build`."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from milepost.cli.options import base_url, choice, opened_store, selection, shown
from milepost.cli.told import printable, tell
from milepost.errors import counted
from milepost.memo import side_by_side
from milepost.model.journal import Choice
from milepost.read.project import Project, builtin_themes, find_project
from milepost.stamp import Stamp, keep, key_of_build, recall

if TYPE_CHECKING:
    from milepost.assemble.delays import Waiting
    from milepost.build import Built


@click.command("build")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes.",
)
@click.option(
    "-b",
    "--base-url",
    envvar="SITE_URL",
    callback=base_url,
    metavar="URL",
    help="The site's address, else that of the variable SITE_URL, else that of site.toml.",
)
@click.option("--strict", is_flag=True, help="Write nothing if there is any warning.")
@selection
@click.option("-v", "--verbose", is_flag=True, help="Name each file that changed.")
@click.pass_obj
def command(
    folder: Path,
    output: Path | None,
    base_url: str | None,
    strict: bool,
    drafts: bool,
    future: bool,
    now: datetime | None,
    no_cache: bool,
    verbose: bool,
) -> None:
    """Turn the journal into a site.

    The old site stands until the new one is complete.
    """
    project = find_project(folder)
    wanted = choice(project, drafts=drafts, future=future, now=now)
    out = (output or project.output).resolve()
    choices = (str(out), replace(wanted, now=None), base_url)
    began = time.perf_counter()
    with opened_store(project, no_cache=no_cache, quiet=True) as store:
        key_for = partial(key_of_build, project, themes=builtin_themes(), choices=choices)
        key = key_for(project.files())
        known = recall(store, key, out, project.source, wanted.moment)
    if known is not None and not (strict and known.warnings):
        tell(known.warnings)
        tell_held(known)
        click.echo(summary(known, 0, time.perf_counter() - began, out))
        return
    built = _build(project, out, wanted, base_url=base_url, strict=strict, no_cache=no_cache)
    stamp = stamp_of(built)
    if key_for(built.prepared.gathered.files) == key:  # else something was saved meanwhile
        with opened_store(project, no_cache=no_cache, quiet=True) as store:
            keep(store, key, stamp)
    tell(stamp.warnings)
    if verbose:
        for path in built.report.written:
            click.echo(printable(f"+ {path}"))
        for path in built.report.removed:
            click.echo(printable(f"- {path}"))
    tell_held(stamp)
    click.echo(summary(stamp, built.changed, built.seconds, out))


def _build(
    project: Project,
    out: Path,
    wanted: Choice,
    *,
    base_url: str | None,
    strict: bool,
    no_cache: bool,
) -> "Built":
    # Imported here: a site that is built already needs none of it.
    from milepost.build import build

    with (
        opened_store(project, no_cache=no_cache, prune=True) as store,
        side_by_side() as pmap,
    ):
        return build(
            project, out, wanted, base_url=base_url, strict=strict, store=store, pmap=pmap
        )


def stamp_of(built: "Built") -> Stamp:
    """Return what a build has to say, apart from what it did."""
    press, waiting = built.prepared.press, built.prepared.gathered.waiting
    site = press.site
    return Stamp(
        pages=sum(artifact.path.suffix == ".html" for artifact in built.prepared.artifacts),
        entries=len(site.days),
        tracks=sum(len(day.activities) for day in site.days),
        skipped=built.prepared.gathered.skipped,
        warnings=built.prepared.warnings,
        files=built.report.files,
        tiles=press.grounds.seen() if press.grounds else None,
        fonts=press.cards.choice.fonts.seen,
        held=tuple(held_back(waiting, site.time_zone)),
        since=waiting.since.isoformat() if waiting.since else "",
        until=waiting.until.isoformat() if waiting.until else "",
    )


def held_back(waiting: "Waiting", zone: str) -> Iterator[str]:
    """Yield a sentence for all that is held back; times are local in a time zone."""
    held = [(due, f"{source}") for source, due in waiting.held.items()]
    held += [(due, f"{path}, its part of {day}") for (path, day), due in waiting.parts.items()]
    for due, what in sorted(held):
        whole = due + timedelta(minutes=1) if due.second or due.microsecond else due
        yield f"held back until {whole.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}: {what}"


def tell_held(stamp: Stamp) -> None:
    """Say what is held back, and until when."""
    for line in stamp.held:
        click.echo(printable(line))


def summary(stamp: Stamp, changed: int, seconds: float, out: Path) -> str:
    """Say in one line what was built, and what was not and why."""
    made = (
        counted(stamp.pages, "page"),
        counted(stamp.entries, "entry"),
        counted(stamp.tracks, "track"),
    )
    news = f", {counted(changed, 'file')} changed" if changed else ", nothing changed"
    left_out = f"  (skipped {'; '.join(stamp.skipped)})" if stamp.skipped else ""
    where = f"{shown(out)}/index.html"
    return printable(f"{', '.join(made)} in {seconds:.1f} s{news} -> {where}{left_out}")
