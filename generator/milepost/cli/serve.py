"""`milepost serve`."""

import threading
from datetime import datetime
from pathlib import Path

import click

from milepost import serve
from milepost.build import build
from milepost.cli.build import stamp_of, summary, tell_held
from milepost.cli.options import choice, circumstances, opened_store
from milepost.cli.told import tell, tell_failure
from milepost.errors import MilepostError
from milepost.lock import WHO, alone
from milepost.memo import side_by_side
from milepost.read.project import Project, builtin_themes, find_project

DEFAULT_PORT = 8000


@click.command("serve")
@click.option("-p", "--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--host", default="127.0.0.1", help="Address to listen on.", show_default=True)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option("--poll", is_flag=True, help="Look for changes by polling (network disks, WSL).")
@click.option("--published", is_flag=True, help="Leave out drafts, coming days, what waits.")
@circumstances
@click.pass_obj
def command(
    folder: Path,
    port: int | None,
    host: str,
    open_browser: bool,
    poll: bool,
    published: bool,
    now: datetime | None,
    no_cache: bool,
) -> None:
    """Show the site while you write; it reloads by itself.

    Drafts, entries of coming days and those that still wait are shown too. The folder
    `output/` is left alone.
    """
    project = find_project(folder)
    out = project.root / ".cache" / "preview"
    busy = f"{WHO} serves this journal already; look at what it shows, or stop it first"
    with alone(out.with_name("serve"), busy):
        preview = serve.Preview(out, host, port or DEFAULT_PORT, exact=port is not None)

        def once() -> None:
            wanted = choice(project, drafts=not published, future=not published, now=now)
            try:
                with opened_store(project, no_cache=no_cache) as store, side_by_side() as pmap:
                    built = build(
                        project, out, wanted, base_url=preview.address, store=store, pmap=pmap
                    )
            except MilepostError as error:
                tell_failure(error)
                raise
            tell(built.prepared.warnings)
            stamp = stamp_of(built)
            tell_held(stamp)
            click.echo(summary(stamp, built.changed, built.seconds, out))

        preview.failure = "The first build is under way."
        preview.start()
        moved = port is None and not preview.address.endswith(f":{DEFAULT_PORT}/")
        note = f" (port {DEFAULT_PORT} is in use)" if moved else ""
        click.echo(f"the site is at {preview.address}{note}; stop with Ctrl-C")
        if open_browser:
            click.launch(preview.address)
        stop = threading.Event()
        try:
            serve.watch(
                preview, once, _watched(project), _ignored(project), stop=stop, poll=poll
            )
        finally:
            preview.stop()


def _watched(project: Project) -> list[Path]:
    places = (project.source, project.root / "themes", builtin_themes())
    return [place for place in dict.fromkeys(places) if place.is_dir()]


def _ignored(project: Project) -> list[Path]:
    return [project.output, project.root / ".cache"]
