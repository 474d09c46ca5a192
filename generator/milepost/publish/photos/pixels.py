"""Pictures made anew: upright, in the colours that screens show, and nothing but pixels."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

from milepost.model.artifact import pack
from milepost.read.photo import in_eight_bits, opened

# The same bytes on every machine ask for one thread; slower ways to encode save some percent.
_HOW: dict[str, tuple[str, dict[str, Any]]] = {
    "jpg": ("JPEG", {"optimize": True, "progressive": True}),
    "webp": ("WEBP", {"method": 2}),
    "avif": ("AVIF", {"speed": 8, "max_threads": 1}),
}
_LESS = {"avif": 20}  # its numbers for the same look are lower than those of JPEG
_WITH_PROFILE = ("RGB", "RGBA", "L", "LA", "CMYK")


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
        picture = clean_picture(ImageOps.exif_transpose(image), sizes[-1])
    scaled = [picture]
    for size in sizes[-2::-1]:
        scaled.insert(0, scaled[0].resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
    return pack([_encoded(each, suffix, quality) for suffix in suffixes for each in scaled])


def filling(data: bytes, size: tuple[int, int], centre: tuple[float, float]) -> Image.Image:
    """Return the part of a picture around a place that fills a box, upright, pixels only.

    `centre` tells which part of what is too much is cut off left and above.
    """
    with opened(data, max(size)) as (image, _):
        upright = ImageOps.exif_transpose(image)
        scale = max(size[0] / upright.width, size[1] / upright.height)
        whole = (
            max(size[0], round(upright.width * scale)),
            max(size[1], round(upright.height * scale)),
        )
        clean = clean_picture(upright, whole)
    left, top = ((a - b) * share for a, b, share in zip(whole, size, centre, strict=True))
    return clean.crop((round(left), round(top), round(left) + size[0], round(top) + size[1]))


def clean_picture(image: Image.Image, size: tuple[int, int]) -> Image.Image:
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
