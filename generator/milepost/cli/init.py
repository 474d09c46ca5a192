"""`milepost init`."""

import json
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from secrets import token_hex

import click

from milepost import __version__
from milepost.atomic import write_file
from milepost.cli.options import shown
from milepost.errors import OutputError, Problem
from milepost.read.project import CONFIG, SECRET, SOURCE, find_project

_EXAMPLE = PurePosixPath(SOURCE, "journal")
_PLACES = {
    "gitignore": PurePosixPath(".gitignore"),
    "github/publish.yml": PurePosixPath(".github/workflows/publish.yml"),
    "gitlab-ci.yml": PurePosixPath(".gitlab-ci.yml"),
}
_CI = {"github": "github/publish.yml", "gitlab": "gitlab-ci.yml"}


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option(
    "--title", default="My journey", show_default=True, help="What the site is called."
)
@click.option("--no-example", is_flag=True, help="Leave out the example entries.")
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "both", "none"]),
    default="both",
    show_default=True,
    help="Which publishing workflow to write.",
)
@click.option(
    "--secret",
    is_flag=True,
    help="Write only the secret of privacy zones, for a journal that is there already.",
)
@click.pass_obj
def command(
    project: Path, folder: Path, title: str, no_example: bool, ci: str, secret: bool
) -> None:
    """Begin a journal in a folder.

    Writes a small living example, the workflow that publishes it, and the secret by which
    privacy zones are drawn. What is there already is never overwritten.
    """
    folder = project / folder
    if secret:
        _write_secret(find_project(folder).root)
        return
    for place in (folder / CONFIG, folder / SOURCE / CONFIG):
        if place.exists():
            message = f"there is a journal already: {shown(place.absolute())}"
            raise OutputError(Problem(message))
    kept = []
    begun = list(_files(title, example=not no_example, ci=ci))
    begun.sort(key=lambda file: file[0].name == CONFIG)  # last: then there is a journal
    for path, data in begun:
        if not _write(folder / path, data):
            kept.append(str(path))
    _write_secret(folder)
    for name in kept:
        click.echo(f"kept your own {name}")
    _say_what_next(folder)


def _files(title: str, *, example: bool, ci: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    unwanted = {name for kind, name in _CI.items() if ci not in (kind, "both")}
    quoted = json.dumps(title, ensure_ascii=False)[1:-1]  # TOML escapes as JSON does
    for name, file in _walk(files("milepost") / "scaffold", PurePosixPath()):
        path = _PLACES.get(str(name), name)
        if str(name) in unwanted or (not example and path.is_relative_to(_EXAMPLE)):
            continue
        data = file.read_bytes()
        if path.suffix in (".toml", ".yml"):
            text = data.decode().replace("@TITLE@", quoted).replace("@VERSION@", __version__)
            data = text.encode()
        yield path, data


def _walk(
    folder: Traversable, below: PurePosixPath
) -> Iterator[tuple[PurePosixPath, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _walk(item, below / item.name)
        else:
            yield below / item.name, item


def _write(path: Path, data: bytes, *, private: bool = False) -> bool:
    """Write a new file, if it is private for its owner alone; False if there is one already."""
    try:
        write_file(path, data, private=private)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.is_file():
            return False
        message = f"cannot write {path}: {error.strerror}; mend that, and say the same again"
        raise OutputError(Problem(message)) from error
    return True


def _write_secret(folder: Path) -> None:
    """Write a secret unless there is one; tell where it goes, and where it must not go."""
    path = folder / SECRET
    if not _write(path, f"{token_hex(32)}\n".encode(), private=True):
        click.echo(f"kept your own {SECRET}")
    ignored = folder / ".gitignore"
    lines = ignored.read_text("utf-8", "replace").split() if ignored.is_file() else []
    if not {SECRET, f"/{SECRET}", ".milepost-*"} & {*lines}:
        click.echo(f"add {SECRET} to your .gitignore: nobody else may have it")


def _say_what_next(folder: Path) -> None:
    here = folder.resolve() == Path.cwd()
    click.echo(f"a journal stands in {shown(folder.resolve())}; what to do next:")
    if not here:
        click.echo(f"  cd {folder}")
    click.echo(
        "  milepost serve --open            look at it, and watch it change as you write"
    )
    click.echo('  milepost new "First day" --track ride.gpx')
    click.echo("  milepost build                   make the site in output/")
    click.echo(
        "to publish: push to GitHub, then Settings > Pages > Source > GitHub Actions; "
        "on GitLab a push is all"
    )
