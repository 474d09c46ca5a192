"""`milepost new`."""

import re
from datetime import date
from pathlib import Path, PurePosixPath

import click

from milepost.assemble.activity import to_activities
from milepost.assemble.addresses import slugify
from milepost.assemble.rules import Rules
from milepost.atomic import write_folder
from milepost.cli.options import choice, shown
from milepost.errors import MilepostError, OutputError, Problem
from milepost.read import RECORDINGS
from milepost.read.project import find_project


@click.command("new")
@click.argument("title", nargs=-1)
@click.option(
    "--track",
    "recordings",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A recording of the day; it is copied beside the entry. May be given often.",
)
@click.option(
    "--date", "day", metavar="DATE", help="The day, if it is not the track's or today."
)
@click.option("--draft", is_flag=True, help="Leave it out of builds for now.")
@click.option("--edit", is_flag=True, help="Open it in your editor ($EDITOR).")
@click.pass_obj
def command(
    folder: Path,
    title: tuple[str, ...],
    recordings: tuple[Path, ...],
    day: str | None,
    draft: bool,
    edit: bool,
) -> None:
    """Write a new entry: a folder for the day with its words and tracks.

    The date is that of the track at its place, else today.
    """
    project = find_project(folder)
    wanted = _typed_date(day) or _date_of(recordings)
    if wanted is None and recordings:
        raise click.UsageError("the track has no times; say the day:  --date 2026-05-01")
    wanted = wanted or choice(project, drafts=False, future=False, now=None).today
    words = " ".join(title).strip()
    slug = slugify(words)
    name = f"{wanted.isoformat()}-{slug}" if slug else wanted.isoformat()
    bundle = project.source / "journal" / name
    _make(bundle, words, recordings, draft=draft)
    click.echo(f"write your words into {shown(bundle / 'index.md')}")
    if edit:
        click.edit(filename=str(bundle / "index.md"))


def _typed_date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter("write a date as 2026-05-01", param_hint="--date") from error


def _date_of(recordings: tuple[Path, ...]) -> date | None:
    """Return the local date of the first track with a time; unreadable files are refused."""
    for path in recordings:
        parse = RECORDINGS.get(path.suffix.lower())
        if parse is None:
            known = ", ".join(RECORDINGS)
            raise MilepostError(Problem(f"only {known} files can be read", str(path)))
        measured = to_activities(parse(PurePosixPath(path), _bytes(path)), Rules())
        days = [activity.day for activity in measured.activities if activity.day]
        if days:
            return min(days)
    return None


def _make(bundle: Path, title: str, recordings: tuple[Path, ...], *, draft: bool) -> None:
    """Write the bundle; nothing that is there is ever overwritten."""
    if bundle.exists():
        message = f"{shown(bundle)} is there already; write on in it, or give another title"
        raise OutputError(Problem(message))
    keys = [f"title: {_quoted(title)}"] if title else []
    keys += ["draft: yes"] if draft else []
    front = "---\n" + "".join(f"{key}\n" for key in keys) + "---\n\n" if keys else ""
    files = {"index.md": front.encode()}
    for number, path in enumerate(recordings):
        taken = path.name.casefold() in map(str.casefold, files)
        files[f"{path.stem}-{number + 1}{path.suffix}" if taken else path.name] = _bytes(path)
    try:
        write_folder(bundle, files)
    except OSError as error:
        raise OutputError(Problem(f"cannot write {shown(bundle)}: {error.strerror}")) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        raise MilepostError(Problem(message, str(path))) from error


def _quoted(title: str) -> str:
    """Return a title as YAML takes it, in quotes where it would be read as something else."""
    if re.fullmatch(r"[^\W_][\w .,()/’–-]*", title) and not title.endswith(" "):
        return title
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
