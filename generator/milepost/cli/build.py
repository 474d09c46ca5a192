"""`milepost build`."""

from datetime import datetime
from pathlib import Path

import click

from milepost.build import Built, build
from milepost.cli.options import base_url, choice, opened_store, selection, shown
from milepost.cli.told import tell
from milepost.errors import counted
from milepost.memo import side_by_side
from milepost.read.project import find_project


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
    help="The site's address; wins over site.toml and the variable SITE_URL.",
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
    out = (output or project.output).absolute()
    with (
        opened_store(project, no_cache=no_cache, prune=True) as store,
        side_by_side() as pmap,
    ):
        built = build(
            project, out, wanted, base_url=base_url, strict=strict, store=store, pmap=pmap
        )
    tell(built.prepared.warnings)
    if verbose:
        for path in built.report.written:
            click.echo(f"+ {path}")
        for path in built.report.removed:
            click.echo(f"- {path}")
    click.echo(summary(built, out))


def summary(built: Built, out: Path) -> str:
    """Say in one line what was built, and what was not and why."""
    site = built.prepared.press.site
    pages = sum(artifact.path.suffix == ".html" for artifact in built.prepared.artifacts)
    tracks = sum(len(day.activities) for day in site.days)
    made = (counted(pages, "page"), counted(len(site.days), "entry"), counted(tracks, "track"))
    changed = len(built.report.written) + len(built.report.removed)
    news = f", {counted(changed, 'file')} changed" if changed else ", nothing changed"
    skipped = "; ".join(built.prepared.gathered.skipped)
    left_out = f"  (skipped {skipped})" if skipped else ""
    where = f"{shown(out)}/index.html"
    return f"{', '.join(made)} in {built.seconds:.1f} s{news} -> {where}{left_out}"
