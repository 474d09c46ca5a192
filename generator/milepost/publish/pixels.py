"""Pixels as they are published: in the colours that were meant, and nothing else."""

from io import BytesIO

from PIL import Image, ImageCms

from milepost.read.photo import in_eight_bits

_WITH_PROFILE = ("RGB", "RGBA", "L", "LA", "CMYK")


def clean(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a new picture of a size with the same content, on white, in sRGB.

    It is a new one, as Pillow carries comments and profiles along with the old.
    """
    profile = image.info.get("icc_profile")
    see_through = "A" in image.getbands() or "transparency" in image.info
    image = in_eight_bits(image)
    if image.mode not in _WITH_PROFILE:
        image = image.convert("RGBA" if see_through else "RGB")
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = _in_srgb(small, profile).convert("RGBA" if see_through else "RGB")
    bare = Image.new("RGB", upright.size, "white")
    bare.paste(upright, mask=upright.getchannel("A") if see_through else None)
    return bare


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
