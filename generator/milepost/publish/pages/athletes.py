"""The people: a list of them, a page for each, and their colours."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact
from milepost.model.people import Athlete
from milepost.model.site import AthleteTotals
from milepost.publish.links import athlete_path
from milepost.publish.machines.linked_data import profile_page
from milepost.publish.press import Press
from milepost.publish.urls import ATHLETES


def athletes(press: Press) -> Iterator[Artifact]:
    """Yield a page for each person that `site.toml` names, and `athletes/` for several."""
    site = press.site
    if press.colours:
        name, data = press.colours
        yield Artifact(PurePosixPath(name), data, "the colours of people")
    if len(site.athletes) > 1:
        yield press.page(
            "athletes.html",
            ATHLETES,
            "the list of people",
            page_title=press.theme.words.gettext("Athletes"),
        )
    for athlete in site.athletes:
        own = _own(press, athlete)
        yield press.page(
            "athlete.html",
            athlete_path(athlete),
            f"the page of {athlete.name}",
            athlete=athlete,
            own=own,
            shared=tuple(zip(own.days, own.shares, strict=True)) if own else (),
            goals=tuple(
                goal for goal in site.goals if athlete in goal.athletes or not goal.athletes
            ),
            page_title=athlete.name,
            page_description=athlete.bio or None,
            og_type="profile",
            authors=(athlete,),
            linked_data=(profile_page(athlete, site),),
        )


def _own(press: Press, athlete: Athlete) -> AthleteTotals | None:
    """Return the days of a person, None before the first."""
    return next((own for own in press.site.by_athlete if own.athlete == athlete), None)
