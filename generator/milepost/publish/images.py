"""Photos made fit for the page: upright, in some sizes, and without what the camera knew."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from PIL import Image, ImageOps

from milepost.model.artifact import Artifact, Copy, Recipe, pack
from milepost.model.journal import Photo
from milepost.publish.pictures import file_name, original_name, sizes_of
from milepost.publish.pixels import clean
from milepost.publish.press import Press
from milepost.read.photo import opened

# The same bytes on every machine ask for one thread; slower ways to encode save some percent.
_HOW: dict[str, tuple[str, dict[str, Any]]] = {
    "jpg": ("JPEG", {"optimize": True, "progressive": True}),
    "webp": ("WEBP", {"method": 2}),
    "avif": ("AVIF", {"speed": 8, "max_threads": 1}),
}
_LESS = {"avif": 20}  # its numbers for the same look are lower than those of JPEG


def images(press: Press) -> Iterator[Artifact]:
    """Yield all sizes of the photos beside entries, and of others that are shown."""
    choice = press.photo_choice
    suffixes = ("jpg", choice.format)
    # Two files of one content are published under one name.
    shown = {(folder, photo.digest): photo for folder, photo in _shown(press)}
    for (folder, _), photo in shown.items():
        source, sizes = str(photo.source), sizes_of(photo, choice)
        args = (photo.digest, sizes, suffixes, choice.quality)
        files = [(width, suffix) for suffix in suffixes for width, _ in sizes]
        for part, (width, suffix) in enumerate(files):
            recipe = Recipe(publishable, args, "photo", (source,), part=part)
            path = PurePosixPath(folder, file_name(photo, width, suffix))
            yield Artifact(path, recipe, source)
        if choice.originals:
            yield Artifact(PurePosixPath(folder, original_name(photo)), Copy(source), source)


def _shown(press: Press) -> Iterator[tuple[str, Photo]]:
    """Yield each photo with the folder that it is published in."""
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


def publishable(
    digest: str,
    sizes: Sequence[tuple[int, int]],
    suffixes: Sequence[str],
    quality: int,
    data: bytes,
) -> bytes:
    """Return a picture upright, as pixels and nothing else, in all sizes and kinds.

    `sizes` are in pixels, the largest last. The files are put together by `pack`: all sizes of
    the first kind, then those of the next. `quality` is that of JPEG.
    """
    with opened(data, min(sizes[-1])) as (image, _):
        picture = clean(ImageOps.exif_transpose(image), sizes[-1])
    scaled = [picture]
    for size in sizes[-2::-1]:
        scaled.insert(0, scaled[0].resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
    return pack([_encoded(each, suffix, quality) for suffix in suffixes for each in scaled])


def _encoded(image: Image.Image, suffix: str, quality: int) -> bytes:
    kind, how = _HOW[suffix]
    out = BytesIO()
    image.save(out, kind, quality=max(1, quality - _LESS.get(suffix, 0)), **how)
    return out.getvalue()
