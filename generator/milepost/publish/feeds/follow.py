"""The page for people who want to follow: addresses to copy, and what to do with them."""

from collections.abc import Iterator

from milepost.model.artifact import Artifact
from milepost.publish.press import Press
from milepost.publish.urls import CALENDAR, FOLLOW


def follow(press: Press) -> Iterator[Artifact]:
    """Yield `follow/`; not for a site without an address, which has no feeds."""
    if press.channels:
        yield press.page(
            "follow.html",
            FOLLOW,
            "the page to follow",
            channels=(*press.channels, *(c for each in press.editions for c in each.channels)),
            calendar=CALENDAR,
            page_title=press.theme.words.gettext("Follow"),
        )
