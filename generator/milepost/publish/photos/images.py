"""Photos in all the files that pages show them in."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from milepost.model.artifact import Artifact, Copy, Recipe
from milepost.model.journal import Photo
from milepost.publish.photos.pictures import file_name, original_name, sizes_of
from milepost.publish.photos.pixels import publishable
from milepost.publish.press import Press


def images(press: Press) -> Iterator[Artifact]:
    """Yield all sizes of the photos beside entries, and of others that are shown."""
    choice = press.photo_choice
    suffixes = ("jpg", choice.format)
    # Two files of one content are published under one name.
    shown = {
        (folder, photo.digest): photo for folder, photo in (*_seen(press), *_others(press))
    }
    for (folder, _), photo in shown.items():
        source, sizes = str(photo.source), sizes_of(photo, choice)
        args = (photo.digest, sizes, suffixes, choice.quality)
        files = [(width, suffix) for suffix in suffixes for width, _ in sizes]
        for part, (width, suffix) in enumerate(files):
            recipe = Recipe(publishable, args, "photo", (source,), part=part)
            path = PurePosixPath(folder, file_name(photo, width, suffix))
            yield Artifact(path, recipe, source)
    if choice.originals:
        files_of = {(folder, original_name(photo)): photo for folder, photo in _seen(press)}
        for (folder, name), photo in files_of.items():
            source = str(photo.source)
            yield Artifact(PurePosixPath(folder, name), Copy(source), source)


def _seen(press: Press) -> Iterator[tuple[str, Photo]]:
    """Yield each photo that words or a gallery show, with the folder it is published in."""
    for day in press.site.days:
        for photo in press.gallery(day):
            yield day.permalink, photo
    for writer in press.writers:
        for target, _ in press.links.pictured(writer):
            if target.photo:
                yield target.home, target.photo


def _others(press: Press) -> Iterator[tuple[str, Photo]]:
    """Yield photos that pages only link to, or show of a video, a day or a person."""
    for day in press.site.days:
        for photo in day.photos:
            yield day.permalink, photo
        for video in day.videos:
            if video.poster:
                yield day.permalink, video.poster
    for writer in press.writers:
        for target in press.links.used(writer):
            if target.photo:
                yield target.home, target.photo
            if target.video and target.video.poster:
                yield target.home, target.video.poster
    for athlete in press.site.athletes:
        if athlete.photo:
            yield press.links.home(athlete.photo.source), athlete.photo
