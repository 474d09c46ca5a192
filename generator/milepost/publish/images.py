"""Photos made fit for the page: upright, in some sizes, and without what the camera knew."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from PIL import Image, ImageCms, ImageOps

from milepost.model.artifact import Artifact, Copy, Recipe, pack
from milepost.model.journal import Photo
from milepost.publish.pictures import file_name, original_name, sizes_of
from milepost.publish.press import Press
from milepost.read.photo import in_eight_bits, opened

# The same bytes on every machine ask for one thread; slower ways to encode save some percent.
_HOW: dict[str, tuple[str, dict[str, Any]]] = {
    "jpg": ("JPEG", {"optimize": True, "progressive": True}),
    "webp": ("WEBP", {"method": 2}),
    "avif": ("AVIF", {"speed": 8, "max_threads": 1}),
}
_LESS = {"avif": 20}  # its numbers for the same look are lower than those of JPEG
_WITH_PROFILE = ("RGB", "RGBA", "L", "LA", "CMYK")


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
        picture = _clean(ImageOps.exif_transpose(image), sizes[-1])
    scaled = [picture]
    for size in sizes[-2::-1]:
        scaled.insert(0, scaled[0].resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
    return pack([_encoded(each, suffix, quality) for suffix in suffixes for each in scaled])


def _clean(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a new picture of the same pixels, on white: Pillow carries comments along."""
    profile = image.info.get("icc_profile")
    see_through = "A" in image.getbands() or "transparency" in image.info
    image = in_eight_bits(image)
    if image.mode not in _WITH_PROFILE:
        image = image.convert("RGBA" if see_through else "RGB")
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = _in_srgb(small, profile).convert("RGBA" if see_through else "RGB")
    clean = Image.new("RGB", upright.size, "white")
    clean.paste(upright, mask=upright.getchannel("A") if see_through else None)
    return clean


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in the colours that its profile means."""
    if not profile:
        return image
    alpha = image.getchannel("A") if image.mode in ("RGBA", "LA") else None
    plain = image.convert(image.mode.removesuffix("A")) if alpha else image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(plain, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a broken profile, or one of other colours: they stay as they are
    if converted is None:
        return image
    if alpha:
        converted.putalpha(alpha)
    return converted


def _encoded(image: Image.Image, suffix: str, quality: int) -> bytes:
    kind, how = _HOW[suffix]
    out = BytesIO()
    image.save(out, kind, quality=max(1, quality - _LESS.get(suffix, 0)), **how)
    return out.getvalue()
