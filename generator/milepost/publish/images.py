"""Photos made fit for the page: upright, smaller, and without what the camera knew."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, ImageCms, ImageOps

from milepost.model.artifact import Artifact, Recipe
from milepost.model.journal import Photo
from milepost.publish.links import LARGEST_PX, SMALL_PX, photo_name, published_size, small_name
from milepost.publish.now import now_of
from milepost.publish.press import Press

_QUALITY = 80


def images(press: Press) -> Iterator[Artifact]:
    """Yield the photos beside all entries, others that words link to, and small ones."""
    shown = {
        d.permalink + photo_name(p): (p, LARGEST_PX) for d in press.site.days for p in d.photos
    }
    for writer in press.writers:
        for target in press.links.used(writer):
            if target.photo:
                shown[target.path] = target.photo, LARGEST_PX
    for photo in _small(press):
        shown[press.links.home(photo.source) + small_name(photo)] = photo, SMALL_PX
    for where, (photo, largest_px) in shown.items():
        args = (photo.digest, *published_size(photo, largest_px))
        recipe = Recipe(publishable, args, "photo", (str(photo.source),))
        yield Artifact(PurePosixPath(where), recipe, str(photo.source))


def _small(press: Press) -> Iterator[Photo]:
    """Yield the photos that stand small on other pages: of the newest days, and of people."""
    for journey in press.site.journeys:
        if photo := now_of(journey, press.links, press.theme.words).photo:
            yield photo
    for athlete in press.site.athletes:
        if athlete.photo:
            yield athlete.photo


def publishable(digest: str, width: int, height: int, data: bytes) -> bytes:
    """Return an upright JPEG of a given size that holds pixels and nothing else."""
    with Image.open(BytesIO(data)) as image:
        if image.format == "JPEG":
            image.draft("RGB", (max(width, height),) * 2)  # decodes at a fraction: much faster
        upright = _in_srgb(ImageOps.exif_transpose(image))
        upright = upright.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        # A new picture: Pillow carries comments and profiles along with the old one.
        clean = Image.new("RGB", upright.size, "white")
        clean.paste(upright, mask=upright.getchannel("A") if upright.mode == "RGBA" else None)
    out = BytesIO()
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA"):
        return image.convert(mode)
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return image.convert(mode)  # a broken profile: the colours as they are
    return (converted or image).convert(mode)
