"""The goals: a list of them, and a page with the history of each."""

from collections.abc import Iterator

from milepost.model.artifact import Artifact
from milepost.publish.links import goal_path
from milepost.publish.press import Press
from milepost.publish.urls import GOALS


def goals(press: Press) -> Iterator[Artifact]:
    """Yield `goals/` and a page for each goal; nothing without any."""
    site = press.site
    if site.goals:
        yield press.page(
            "goals.html",
            GOALS,
            "the list of goals",
            page_title=press.theme.words.gettext("Goals"),
        )
    for goal in site.goals:
        yield press.page(
            "goal.html",
            goal_path(goal),
            f"the goal '{goal.name}'",
            goal=goal,
            page_title=goal.name,
            page_description=goal.description,
            share_image=press.goal_image(goal),
        )
