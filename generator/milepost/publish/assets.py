"""Files that are published as they are: the theme's, the author's, and map pictures."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact, Copy
from milepost.publish.maps import card_path
from milepost.publish.press import Press


def assets(press: Press) -> Iterator[Artifact]:
    """Yield the theme's assets, each with a digest in its name."""
    for name, data in press.theme.assets.items():
        yield Artifact(PurePosixPath(press.theme.asset_path(name)), data, f"the theme's {name}")
    # GitHub Pages would else leave out folders that begin with an underscore.
    yield Artifact(PurePosixPath(".nojekyll"), b"", "the site")


def static(press: Press) -> Iterator[Artifact]:
    """Yield the files of `static/`, and those beside entries that their words link to."""
    site = press.site
    for path in sorted(site.files):
        if path.parts[0] == "static":
            yield Artifact(path.relative_to("static"), Copy(str(path)), str(path))
    for writer in press.writers:
        linked = {
            target.file: target.path for target in press.links.used(writer) if target.file
        }
        for file, where in linked.items():
            yield Artifact(PurePosixPath(where), Copy(str(file)), str(file))


def cards(press: Press) -> Iterator[Artifact]:
    """Yield the map of each day and of the current journey as a picture."""
    site, maps = press.site, press.maps
    for day in site.days:
        if recipe := maps.day_card(day):
            yield Artifact(card_path(day.permalink), recipe, str(day.entry.source))
    if recipe := maps.journey_card(site.journeys[0]):
        yield Artifact(card_path(""), recipe, "the front page")
