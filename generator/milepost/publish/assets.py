"""Files that are published as they are: the theme's, the author's, the line of a day."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact, Copy
from milepost.publish.links import video_name
from milepost.publish.machines.offline import OFFLINE_SCRIPTS, WORKER_SCRIPT
from milepost.publish.maps.live import SCRIPTS, leaflet_artifacts
from milepost.publish.press import Press


def assets(press: Press) -> Iterator[Artifact]:
    """Yield the theme's assets, each with a digest in its name, and the map library."""
    for name, data in press.theme.assets.items():
        if _wanted(name, press):
            path = PurePosixPath(press.theme.asset_path(name))
            yield Artifact(path, data, f"the theme's {name}")
    if press.live.on:
        yield from leaflet_artifacts()
    # GitHub Pages would else leave out folders that begin with an underscore.
    yield Artifact(PurePosixPath(".nojekyll"), b"", "the site")


def videos(press: Press) -> Iterator[Artifact]:
    """Yield the videos beside entries and in words, without what they tell."""
    shown = [(day.permalink, video) for day in press.site.days for video in day.videos]
    for writer in press.writers:
        targets = press.links.used(writer)
        shown += [(target.home, target.video) for target in targets if target.video]
    for (folder, _), video in {(home, each.digest): each for home, each in shown}.items():
        copy = Copy(str(video.source), video.overwrite)
        yield Artifact(PurePosixPath(folder, video_name(video)), copy, str(video.source))


def _wanted(name: str, press: Press) -> bool:
    if name == WORKER_SCRIPT:  # published at the root: it has no say above its own folder
        return False
    if name.startswith(OFFLINE_SCRIPTS):
        return press.site.offline
    return press.live.on or not name.startswith(SCRIPTS)


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


def downloads(press: Press) -> Iterator[Artifact]:
    """Yield the line of each day as GeoJSON."""
    yield from press.downloads.files()
