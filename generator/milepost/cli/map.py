"""`milepost map`."""

import json
from pathlib import Path

import click

from milepost.atomic import write_file
from milepost.build import site_of
from milepost.cli.options import choice, opened_store, shown
from milepost.draw.maps.corridor import Corridor, corridor
from milepost.errors import MilepostError, OutputError, Problem
from milepost.memo import side_by_side
from milepost.model.activity import Line
from milepost.model.site import Site
from milepost.read.project import find_project

_MAX_ZOOM = 13
_REGION, _MAP = Path("maps", "corridor.geojson"), Path("maps", "region.pmtiles")


@click.group("map")
def command() -> None:
    """Prepare a street map of your own."""


@command.command("corridor")
@click.option(
    "--width",
    type=click.FloatRange(1, 200),
    default=20.0,
    show_default=True,
    metavar="KM",
    help="How wide the strip along the way is, in kilometres.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the region goes.",
)
@click.option("--force", is_flag=True, help="Overwrite the file if it is there already.")
@click.pass_obj
def corridor_command(folder: Path, width: float, output: Path | None, force: bool) -> None:
    """Write the region along all planned routes and published tracks, as GeoJSON.

    A map can be cut out along it, from a larger one. Nothing is downloaded.
    """
    project = find_project(folder)
    wanted = choice(project, drafts=False, future=False, now=None)
    with opened_store(project, no_cache=False) as store, side_by_side() as pmap:
        site = site_of(project, wanted, store=store, pmap=pmap)
    region = corridor(_lines(site), width_m=width * 1000, max_zoom=_MAX_ZOOM)
    if region is None:
        message = "there is no planned route and no published track yet; add one first"
        raise MilepostError(Problem(message))
    path = output or project.source / _REGION
    _write(path, region, force=force)
    click.echo(
        f"{shown(path)}: {region.area_m2 / 1e6:,.0f} km², about {region.tiles:,} tiles"
        f" down to zoom {_MAX_ZOOM}; what to do next:"
    )
    click.echo(
        f"  pmtiles extract SOURCE {shown(project.source / _MAP)}"
        f" --region={shown(path)} --maxzoom={_MAX_ZOOM}"
    )
    click.echo(f'  and in site.toml, under [map]:  local = "{_MAP.as_posix()}"')


def _lines(site: Site) -> list[Line]:
    planned = (route.lines for journey in site.journeys for route in journey.routes)
    ridden = (activity.lines for day in site.days for activity in day.activities)
    return [line for lines in (*planned, *ridden) for line in lines]


def _write(path: Path, region: Corridor, *, force: bool) -> None:
    text = json.dumps(region.geojson(), separators=(",", ":")) + "\n"
    try:
        write_file(path, text.encode(), overwrite=force)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.is_file():
            message = f"{shown(path)} is there already; overwrite it with --force"
        else:
            message = f"cannot write {shown(path)}: {error.strerror}"
        raise OutputError(Problem(message)) from error
