"""`milepost check`."""

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from milepost.build import inspect
from milepost.check import from_devices
from milepost.cli.build import held_back
from milepost.cli.options import choice, opened_store, selection, shown
from milepost.cli.told import printable, tell
from milepost.config import load_config
from milepost.errors import counted
from milepost.leaks.scan import leaks
from milepost.leaks.sources import names_of
from milepost.memo import side_by_side
from milepost.read.project import Project, find_project


@click.command("check")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--privacy", is_flag=True, help="Look at the built site instead: what it tells of secrets."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the built site is, for --privacy.",
)
@selection
@click.pass_obj
def command(
    folder: Path,
    strict: bool,
    privacy: bool,
    output: Path | None,
    drafts: bool,
    future: bool,
    now: datetime | None,
    no_cache: bool,
) -> None:
    """Look for mistakes without writing anything.

    Tells all that a build would tell, and what could be better: a day without a track, a
    picture without words, a missing address, a car ride or a forgotten stop in a recording.
    Where a device had counted itself, its figures stand beside those measured.

    With --privacy it reads the finished site like a stranger would, and exits with 1 if there
    is a point inside a zone, what tells a device or a person, or what cannot be looked into.
    """
    project = find_project(folder)
    if privacy:
        out = output or project.output
        _look_for_leaks(project, out, strict=strict, no_cache=no_cache)
        return
    if output is not None:
        raise click.UsageError("-o needs --privacy: nothing else looks at the built site")
    wanted = choice(project, drafts=drafts, future=future, now=now)
    with opened_store(project, no_cache=no_cache) as store, side_by_side() as pmap:
        prepared, problems = inspect(
            project, wanted, publicly=_in_public(), store=store, pmap=pmap
        )
    tell(problems)
    press = prepared.press
    for line in from_devices(press.site, press.theme.words):
        click.echo(printable(line))
    for line in held_back(prepared.gathered.waiting, press.site.time_zone):
        click.echo(printable(line))
    days = counted(len(prepared.press.site.days), "entry")
    found = counted(len(problems), "warning") if problems else "nothing to mend"
    click.echo(f"{days} checked: {found}")
    if strict and problems:
        raise click.exceptions.Exit(1)


def _in_public() -> bool:
    """Tell whether anybody may read what is printed: the logs of CI are often public."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def _look_for_leaks(project: Project, out: Path, *, strict: bool, no_cache: bool) -> None:
    config, _ = load_config(project.shown(project.config), project.settings())
    zones = config.privacy_zones
    with opened_store(project, no_cache=no_cache) as store, side_by_side() as pmap:
        names = names_of(project, zones, store=store, pmap=pmap)
        problems = tuple(
            replace(problem, path="/".join(filter(None, (shown(out.resolve()), problem.path))))
            for problem in leaks(out.resolve(), zones, names, pmap=pmap)
        )
    tell(problems)
    looked_for = f"points in {counted(len(zones), 'zone')}" if zones else "no points: no zones"
    errors = sum(problem.severity == "error" for problem in problems)
    found = counted(errors, "leak") if errors else "nothing found"
    click.echo(f"{shown(out.resolve())} looked through, {looked_for}: {found}")
    if errors or (strict and problems):
        raise click.exceptions.Exit(1)
