"""Photos: what is published of them, and what is not."""

from io import BytesIO

import pytest
from PIL import Image

from builders import Make

DAY = "journal/2026-05-01-one/"


def picture(size: tuple[int, int] = (400, 200), kind: str = "JPEG", **more: object) -> bytes:
    out = BytesIO()
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))  # blue on the left
    image.save(out, kind, **more)
    return out.getvalue()


def exif(orientation: int) -> Image.Exif:
    found = Image.Exif()
    found[0x0112], found[0x010F] = orientation, "SecretMaker"
    found.get_ifd(0x8825).update({1: "N", 2: (47.0, 22.0, 12.0), 3: "E", 4: (8.0, 32.0, 24.0)})
    return found


def photos(made: Make, **files: bytes) -> dict[str, bytes]:
    sources = {f"{DAY}{name.replace('_', '.')}": data for name, data in files.items()}
    everything = made({f"{DAY}index.md": "Words.\n", **sources})
    return {path: data for path, data in everything.items() if path.endswith(".jpg")}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_upright(made: Make, orientation: int) -> None:
    turned = picture(exif=exif(orientation))
    (data,) = photos(made, IMG_jpg=turned).values()
    with Image.open(BytesIO(data)) as image:
        assert image.size == ((400, 200) if orientation < 5 else (200, 400))


def test_nothing_of_the_camera_is_left(made: Make) -> None:
    (data,) = photos(made, IMG_jpg=picture(exif=exif(1), comment=b"SecretComment")).values()
    assert b"Secret" not in data
    with Image.open(BytesIO(data)) as image:
        assert not image.getexif()
        assert "comment" not in image.info


def test_the_name_of_the_camera_is_not_published(made: Make) -> None:
    (path,) = photos(made, IMG_20260501_jpg=picture())
    assert "IMG" not in path


def test_a_large_photo_is_made_smaller_and_a_small_one_is_not_enlarged(made: Make) -> None:
    large, small = picture((4000, 1000)), picture((40, 30))
    sizes = set()
    for data in photos(made, a_jpg=large, b_jpg=small).values():
        with Image.open(BytesIO(data)) as image:
            sizes.add(image.size)
    assert sizes == {(1600, 400), (640, 160), (40, 30)}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_kinds_become_jpeg(made: Make, kind: str) -> None:
    (data,) = photos(made, **{f"a_{kind.lower()}": picture(kind=kind)}).values()
    assert data.startswith(b"\xff\xd8")


def test_a_broken_photo_is_left_out_and_the_page_is_there(made: Make) -> None:
    files = made({f"{DAY}index.md": "Words.\n", f"{DAY}a.jpg": picture()[:200]})
    assert f"{DAY}index.html" in files
    assert not [path for path in files if path.endswith(".jpg")]


def test_a_photo_in_the_words_is_not_shown_again_below(made: Make) -> None:
    files = made({f"{DAY}index.md": "![The lake](a.jpg)\n", f"{DAY}a.jpg": picture()})
    page = files[f"{DAY}index.html"].decode()
    assert page.count("<img") == 1
    assert 'alt="The lake"' in page
    assert 'width="400" height="200"' in page
