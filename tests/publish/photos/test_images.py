"""Photos: what is published of them, and what is not."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from builders import CONFIG, Make
from milepost.model.artifact import unpack
from milepost.publish.photos.pixels import publishable
from videos import film

DAY = "journal/2026-05-01-one/"
PAGE = f"{DAY}index.html"


def picture(
    size: tuple[int, int] = (400, 200), kind: str = "JPEG", mode: str = "RGB", **more: object
) -> bytes:
    out = BytesIO()
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))  # blue on the left
    image.convert(mode).save(out, kind, **more)
    return out.getvalue()


def exif(orientation: int) -> Image.Exif:
    found = Image.Exif()
    found[0x0112], found[0x010F] = orientation, "SecretMaker"
    found.get_ifd(0x8825).update({1: "N", 2: (47.0, 22.0, 12.0), 3: "E", 4: (8.0, 32.0, 24.0)})
    return found


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def published(data: bytes, size: tuple[int, int] = (40, 20), suffix: str = "jpg") -> bytes:
    return unpack(publishable("digest", (size,), (suffix,), 90, data), 0)


def photos(made: Make, config: str = CONFIG, **files: bytes) -> dict[str, bytes]:
    sources = {f"{DAY}{name.replace('_', '.')}": data for name, data in files.items()}
    everything = made({f"{DAY}index.md": "Words.\n", **sources}, config)
    return {path: data for path, data in everything.items() if "/photo-" in path}


_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_every_orientation_is_upright(orientation: int, kind: str) -> None:
    upright = opened(picture((40, 20), "PNG"))
    upright.paste("white", (0, 0, 20, 10))  # each corner differs
    lying = upright.transpose(_TURNED[orientation]) if orientation > 1 else upright
    out = BytesIO()
    lying.save(out, kind, exif=exif(orientation), quality=95, lossless=True)
    image = opened(published(out.getvalue()))
    assert image.size == (40, 20)
    corners = [image.getpixel(at) for at in ((5, 4), (5, 15), (35, 4), (35, 15))]
    assert [max(range(3), key=lambda n, c=c: c[n]) for c in corners[1:]] == [2, 0, 0]
    assert min(corners[0]) > 200


def test_nothing_of_the_camera_is_left(made: Make) -> None:
    data = picture(exif=exif(1), comment=b"SecretComment")
    for file in photos(made, IMG_jpg=data).values():
        assert b"Secret" not in file
        image = opened(file)
        assert not image.getexif()
        assert not image.info.keys() & {"exif", "comment", "icc_profile", "xmp", "photoshop"}


def test_the_name_of_the_camera_is_not_published(made: Make) -> None:
    assert not [path for path in photos(made, IMG_20260501_jpg=picture()) if "IMG" in path]


def test_a_photo_is_published_in_some_widths_and_never_enlarged(made: Make) -> None:
    found = photos(made, a_jpg=picture((2000, 500)), b_jpg=picture((600, 300)))
    sizes = sorted({(opened(data).size) for data in found.values()})
    assert sizes == [(480, 120), (480, 240), (600, 300), (960, 240), (1600, 400)]
    assert {path.rpartition(".")[2] for path in found} == {"jpg", "webp"}
    for path, data in found.items():
        assert f"-{opened(data).width}." in path


def test_an_author_chooses_widths_kind_and_quality(made: Make) -> None:
    asked = '[photos]\nwidths = [200]\nformat = "avif"\nquality = 30\n'
    found = photos(made, CONFIG + asked, a_jpg=picture())
    assert {opened(data).format: opened(data).size for data in found.values()} == {
        "JPEG": (200, 100),
        "AVIF": (200, 100),
    }
    plain = photos(made, CONFIG + "[photos]\nwidths = [200]\n", a_jpg=picture())
    (low,) = [data for path, data in found.items() if path.endswith(".jpg")]
    (high,) = [data for path, data in plain.items() if path.endswith(".jpg")]
    assert len(low) < len(high)


def test_an_original_is_published_only_if_asked_for(made: Make) -> None:
    data = picture(exif=exif(1))
    assert data not in photos(made, IMG_jpg=data).values()
    found = photos(made, CONFIG + "[photos]\noriginals = true\n", IMG_jpg=data)
    (path,) = [path for path, file in found.items() if file == data]
    assert path.endswith("-original.jpg")


def test_every_original_has_a_link_and_portraits_and_posters_have_none(made: Make) -> None:
    config = (
        CONFIG + '[photos]\noriginals = true\n[[athletes]]\nname = "A"\nphoto = "pages/me.jpg"'
    )
    sizes = ("a.jpg", "b.jpg", "c.jpg", "wind.mp4.jpg")
    beside = {f"{DAY}{name}": picture((40 + n, 20)) for n, name in enumerate(sizes)}
    words = {f"{DAY}index.md": "![A road](a.jpg)\n\n[b](b.jpg)\n", f"{DAY}wind.mp4": film(),
             "pages/about.md": "![Us](us.jpg)\n"}  # fmt: skip
    people = {"pages/me.jpg": picture((50, 20)), "pages/us.jpg": picture((51, 20))}
    files = made({**words, **beside, **people}, config)
    originals = {path for path in files if "-original" in path}
    assert {files[path] for path in originals} == {
        beside[f"{DAY}a.jpg"],
        beside[f"{DAY}c.jpg"],
        people["pages/us.jpg"],
    }
    for path in originals:
        folder, _, name = path.rpartition("/")
        assert f'href="{name}"' in files[f"{folder}/index.html"].decode()


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "I;16", "1"])
def test_pictures_of_all_modes_keep_their_look(mode: str) -> None:
    if mode == "I;16":
        out = BytesIO()
        Image.new("I;16", (40, 20), 0x8000).save(out, "PNG")
        data, expected = out.getvalue(), (128, 128, 128)
    elif mode == "CMYK":
        data, expected = picture((40, 20), "JPEG", mode, quality=95), (0, 0, 255)
    else:
        grey = 255 if mode == "1" else 29
        data = picture((40, 20), "PNG", mode)
        expected = (0, 0, 255) if mode in ("P", "RGBA") else (grey, grey, grey)
    found = opened(published(data)).getpixel((4, 10))
    if mode != "1":  # dithered
        assert found == pytest.approx(expected, abs=12)


def test_what_is_clear_stands_on_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(published(out.getvalue())).getpixel((5, 5)) == (255, 255, 255)


def test_only_the_first_frame_of_an_animation_is_shown() -> None:
    out = BytesIO()
    first, second = Image.new("RGB", (40, 20), "red"), Image.new("RGB", (40, 20), "blue")
    first.save(out, "WEBP", save_all=True, append_images=[second], lossless=True)
    assert opened(published(out.getvalue())).getpixel((5, 5)) == pytest.approx(
        (254, 0, 0), abs=3
    )


def swapped_profile() -> bytes:
    """Return a profile in which red means green, and green red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = int.from_bytes(profile[128:132])
    tags, rest = profile[: 132 + 12 * count], profile[132 + 12 * count :]
    tags = tags.replace(b"rXYZ", b"****").replace(b"gXYZ", b"rXYZ").replace(b"****", b"gXYZ")
    return tags + rest


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("WEBP", "RGBA"), ("PNG", "RGBA")])
def test_colours_are_those_that_the_profile_means(kind: str, mode: str) -> None:
    out = BytesIO()
    image = Image.new(mode, (40, 20), (200, 30, 30) if mode == "RGB" else (200, 30, 30, 255))
    image.save(out, kind, icc_profile=swapped_profile(), quality=95)
    found = opened(published(out.getvalue())).getpixel((5, 5))
    assert found == pytest.approx((30, 200, 30), abs=8)


def test_a_profile_of_other_colours_is_left_aside() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    out = BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(out, "JPEG", icc_profile=profile)
    found = opened(published(out.getvalue())).getpixel((5, 5))
    assert found == pytest.approx((200, 30, 30), abs=4)


def test_a_broken_photo_is_left_out_and_the_page_is_there(made: Make) -> None:
    words = "![The lake](a.jpg)\n"
    files = made({f"{DAY}index.md": words, f"{DAY}a.jpg": picture()[:200]})
    page = files[PAGE].decode()
    assert "The lake" in page
    assert "a.jpg" not in page
    assert not [path for path in files if "/photo-" in path]


def test_two_copies_in_the_words_are_published_once(made: Make) -> None:
    words = "![One](a.jpg)\n\n![Two](b.jpg)\n"
    files = made({f"{DAY}index.md": words, f"{DAY}a.jpg": picture(), f"{DAY}b.jpg": picture()})
    assert len([path for path in files if path.endswith(".jpg")]) == 1
    assert files[PAGE].decode().partition("</article>")[0].count("<img") == 2


def test_a_photo_in_the_words_is_not_shown_again_below(made: Make) -> None:
    files = made({f"{DAY}index.md": "![The lake](a.jpg)\n", f"{DAY}a.jpg": picture()})
    page = files[PAGE].decode()
    assert page.partition("</article>")[0].count("<img") == 1
    assert 'width="400" height="200" alt="The lake"' in page
