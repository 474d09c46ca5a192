"""Options and values that several commands share."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from milepost.cli.told import tell
from milepost.errors import MilepostError, Problem
from milepost.memo import Database, Nowhere, Store
from milepost.model.journal import FIRST_ZONE, Choice
from milepost.read.project import Project

_FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)  # there was no Milepost before


def selection(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that choose which entries are built."""
    for option in (
        click.option("-D", "--drafts", is_flag=True, help="Build drafts too."),
        click.option("-F", "--future", is_flag=True, help="Build coming days and what waits."),
    ):
        function = option(function)
    return circumstances(function)


def circumstances(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say when and with what memory to build."""
    for option in (
        click.option(
            "--now",
            metavar="TIME",
            callback=_moment,
            help="Build as if it were this time: 2026-05-01T12:00Z.",
        ),
        click.option("--no-cache", is_flag=True, help="Neither use nor keep remembered work."),
    ):
        function = option(function)
    return function


def _moment(
    context: click.Context, option: click.Parameter, value: str | None
) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("write a time as 2026-05-01T12:00Z") from error
    if not _is_of_our_time(moment):
        raise click.BadParameter("write a year of our time")
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", value):
        return moment  # a day begins with midnight at its place, and that is not known yet
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_of_our_time(moment: datetime) -> bool:
    # What stands for "no time" is 1970, or 1980, where the calendar of ZIP begins.
    return 1980 < moment.year < 9000


def base_url(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """Check an address given on the command line."""
    from milepost.config.kinds import web_address

    if value is None:
        return None
    try:
        return web_address(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def choice(project: Project, *, drafts: bool, future: bool, now: datetime | None) -> Choice:
    """Return which entries are wanted, today being the date in the site's time zone.

    Without a time zone it is the latest date on earth. A `now` without one is in the site's.
    Raise MilepostError for a time from elsewhere that cannot be.
    """
    from milepost.config import load_config

    now = now or _from_outside()
    try:
        data = project.settings()
        zone = load_config(project.shown(project.config), data)[0].timezone
    except (MilepostError, OSError):
        zone = None  # the build will say what is wrong
    # An entry dated today must never wait for the clock of a server elsewhere.
    place = ZoneInfo(zone) if zone else FIRST_ZONE
    moment = now or _clock()
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=place)
    today = moment.astimezone(place).date()
    return Choice(today, drafts, future, moment.astimezone(UTC))


def _from_outside() -> datetime | None:
    """Return the time that builds that can be repeated are given, None if there is none."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not told:
        return None
    if re.fullmatch(r"[0-9]{1,11}", told):
        moment = datetime.fromtimestamp(int(told), UTC)
        if _is_of_our_time(moment):
            return moment
    message = (
        f"the variable SOURCE_DATE_EPOCH is '{told}', which is no time of a build; write its"
        " seconds since 1970, or take it out"
    )
    raise MilepostError(Problem(message))


def _clock() -> datetime:
    """Return the time now. Raise MilepostError where the clock has stopped or was never set.

    All days would be coming ones, and an empty site would take the place of the old one.
    """
    now = datetime.now(UTC)
    if now < _FIRST_DAY:
        message = (
            f"the clock of this machine says {now.date()}, which cannot be; set it, or give"
            " the time with --now"
        )
        raise MilepostError(Problem(message))
    return now


@contextmanager
def opened_store(
    project: Project, *, no_cache: bool, prune: bool = False, quiet: bool = False
) -> Iterator[Store]:
    """Yield the project's store; `prune` forgets what a run that ended well did not ask for.

    One that cannot be used costs time only. That is told, unless `quiet`.
    """
    if no_cache:
        yield Nowhere()
        return
    store = Database(project.store)
    try:
        yield store
    except BaseException:
        store.close(prune=False)
        raise
    store.close(prune=prune)
    if store.lost and not quiet:
        message = f"nothing can be remembered here, and work is done anew: {store.lost}"
        tell([Problem(message, project.shown(project.store), severity="warning")])


def shown(path: Path) -> str:
    """Return a path as the person at the keyboard would type it."""
    here = Path.cwd()
    return f"{path.relative_to(here)}" if path.is_relative_to(here) else str(path)
