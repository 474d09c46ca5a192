"""`milepost card`."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath

import click

from milepost.atomic import write_file
from milepost.build import prepare
from milepost.cli.options import choice, opened_store, selection, shown
from milepost.cli.told import printable
from milepost.errors import MilepostError, OutputError, Problem, counted, did_you_mean
from milepost.memo import realise, side_by_side
from milepost.model.artifact import Artifact
from milepost.model.day import Day
from milepost.publish.cards.cards import SHAPES
from milepost.publish.cards.share import pictures_of
from milepost.publish.press import Press
from milepost.read.project import find_project

_NEAR = 3  # dates that are named when there is no entry of a date


@click.command("card")
@click.argument("day", default="latest")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder that they go to.",
)
@click.option(
    "--size",
    "sizes",
    type=click.Choice([shape.name for shape in SHAPES]),
    multiple=True,
    help="Only this size; may be given several times.",
)
@click.option("--force", is_flag=True, help="Overwrite pictures that are there already.")
@selection
@click.pass_obj
def command(
    folder: Path,
    day: str,
    output: Path | None,
    sizes: tuple[str, ...],
    force: bool,
    drafts: bool,
    future: bool,
    now: datetime | None,
    no_cache: bool,
) -> None:
    """Draw the pictures of a day that are shared: 1200x630, 1080x1350 and 1080x1920.

    DAY is a date (2026-05-01), the end of an entry's address (to-the-lake), or "latest",
    which is meant without it.
    """
    project = find_project(folder)
    wanted = choice(project, drafts=drafts, future=future, now=now)
    into = output or project.root / "cards"

    def asked(press: Press) -> Iterator[Artifact]:
        for found in _days(press.site.days, day):
            for shape, name, recipe in pictures_of(found, press):
                if not sizes or shape.name in sizes:
                    yield Artifact(PurePosixPath(name), recipe, str(found.entry.source))

    with opened_store(project, no_cache=no_cache) as store, side_by_side() as pmap:
        prepared = prepare(project, wanted, publisher=asked, store=store, pmap=pmap)
        digests = prepared.gathered.parts.files
        made = tuple(realise(prepared.artifacts, project.source, store, map, digests=digests))
    _refuse_others(into, made, force=force)
    for path, data in made:
        _write(into / path, data)
        click.echo(printable(f"{shown(into / path)}  {len(data) / 1000:,.0f} kB"))


def _days(days: Sequence[Day], wanted: str) -> list[Day]:
    """Return the days that somebody means; several entries may have one date."""
    if not days:
        raise MilepostError(Problem("there is no published entry yet; write one first"))
    if wanted.lower() == "latest":
        newest = max(day.date for day in days)
        return [day for day in days if day.date == newest]
    named = {day.permalink: PurePosixPath(day.permalink).name for day in days}
    found = [
        day for day in days if wanted in (str(day.date), day.entry.slug, named[day.permalink])
    ]
    if not found:
        known = [*named.values(), *(str(day.date) for day in days), "latest"]
        hint = did_you_mean(wanted, known) or "; give a date, a slug, or  latest"
        raise MilepostError(Problem(f"no published entry is called '{wanted}'{hint}"))
    return found


def _refuse_others(
    into: Path, made: Sequence[tuple[PurePosixPath, bytes]], *, force: bool
) -> None:
    """Raise OutputError before anything is written over what is not the same picture."""
    there = [into / path for path, data in made if _differs(into / path, data)]
    folders = [path for path in there if not path.is_file()]
    if folders or (there and not force):
        what = shown(there[0]) if len(there) == 1 else counted(len(there), "picture")
        verb = "is" if len(there) == 1 else "are"
        hint = "choose another folder" if folders else "overwrite with --force"
        message = f"{what} {verb} there already; {hint}, or name another one with --output"
        raise OutputError(Problem(message))


def _differs(path: Path, data: bytes) -> bool:
    return path.exists() and (not path.is_file() or path.read_bytes() != data)


def _write(path: Path, data: bytes) -> None:
    try:
        write_file(path, data, overwrite=True)
    except OSError as error:
        message = f"cannot write {shown(path)}: {error.strerror}"
        raise OutputError(Problem(message)) from error
