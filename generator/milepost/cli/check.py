"""`milepost check`."""

from datetime import datetime
from pathlib import Path

import click

from milepost.build import inspect
from milepost.check import from_devices
from milepost.cli.build import held_back
from milepost.cli.options import choice, opened_store, selection
from milepost.cli.told import printable, tell
from milepost.errors import counted
from milepost.memo import side_by_side
from milepost.read.project import find_project


@click.command("check")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@selection
@click.pass_obj
def command(
    folder: Path, strict: bool, drafts: bool, future: bool, now: datetime | None, no_cache: bool
) -> None:
    """Look for mistakes without writing anything.

    Tells all that a build would tell, and what could be better: a day without a track, a
    picture without words, a missing address, a car ride or a forgotten stop in a recording.
    Where a device had counted itself, its figures stand beside those measured.
    """
    project = find_project(folder)
    wanted = choice(project, drafts=drafts, future=future, now=now)
    with opened_store(project, no_cache=no_cache) as store, side_by_side() as pmap:
        prepared, problems = inspect(project, wanted, store=store, pmap=pmap)
    tell(problems)
    press = prepared.press
    for line in from_devices(press.site, press.theme.words):
        click.echo(line)
    for line in held_back(prepared.gathered.waiting, press.site.time_zone):
        click.echo(printable(line))
    days = counted(len(prepared.press.site.days), "entry")
    found = counted(len(problems), "warning") if problems else "nothing to mend"
    click.echo(f"{days} checked: {found}")
    if strict and problems:
        raise click.exceptions.Exit(1)
