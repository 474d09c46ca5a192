"""Files that maps need beside their pages: pictures, grounds, and what live maps load."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact
from milepost.publish.links import athlete_path, journey_path
from milepost.publish.maps.maps import picture_path
from milepost.publish.press import Press


def cards(press: Press) -> Iterator[Artifact]:
    """Yield the map of each day and journey as a picture; the front page has the newest."""
    site, maps = press.site, press.maps
    for day in site.days:
        if recipe := maps.day_card(day):
            yield Artifact(picture_path(day.permalink), recipe, str(day.entry.source))
    if recipe := maps.journey_card(site.journeys[0]):
        yield Artifact(picture_path(""), recipe, "the front page")
    if len(site.journeys) > 1:
        for journey in site.journeys:
            if recipe := maps.journey_card(journey):
                path = picture_path(journey_path(journey, site))
                yield Artifact(path, recipe, f"the journey '{journey.slug}'")


def grounds(press: Press) -> Iterator[Artifact]:
    """Yield the pictures that lie under maps close up, light and dark."""
    # Two people who wrote the same days have one ground: its name tells its content.
    yield from {artifact.path: artifact for artifact in _grounds(press)}.values()


def _grounds(press: Press) -> Iterator[Artifact]:
    site, maps = press.site, press.maps
    for day in site.days:
        if ground := maps.day_ground(day):
            yield from ground.artifacts(day.permalink, str(day.entry.source))
    for journey in site.journeys:
        if ground := maps.journey_ground(journey):
            folder = journey_path(journey, site)
            yield from ground.artifacts(folder, f"the journey '{journey.slug}'")
    for own in site.by_athlete:
        if ground := maps.athlete_ground(own):
            yield from ground.artifacts(
                athlete_path(own.athlete), f"the page of {own.athlete.name}"
            )


def bases(press: Press) -> Iterator[Artifact]:
    """Yield the ground of each live map."""
    site, maps = press.site, press.maps
    if not press.live.on:
        return
    for day in site.days:
        if recipe := maps.day_base(day):
            yield Artifact(
                PurePosixPath(day.permalink, "base.json"), recipe, str(day.entry.source)
            )
    for journey in site.journeys:
        if recipe := maps.journey_base(journey):
            path = PurePosixPath(journey_path(journey, site), "base.json")
            yield Artifact(path, recipe, f"the journey '{journey.slug}'")
