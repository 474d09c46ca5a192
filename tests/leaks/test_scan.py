"""A finished site is looked through file by file."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from milepost.errors import OutputError
from milepost.leaks.names import Names
from milepost.leaks.scan import leaks
from milepost.model.privacy import Zone
from milepost.model.telltale import Telltale
from milepost.read.basemap import basemap
from photographs import photograph

HOME = Zone(48.13712, 11.57544, 400.0, "Villa Kunterbunt")
NORTH = {1: "N", 2: (48.0, 8.0, 13.6), 3: "E", 4: (11.0, 34.0, 31.6)}
TOLD = [
    ("tracks/1.fit", Telltale("serial number", "3994412345")),
    ("tracks/1.fit", Telltale("device", "Edge 530")),
    ("tracks/2.gpx", Telltale("device", "Garmin")),
    ("tracks/2.gpx", Telltale("e-mail address", "me@example.net")),
]
NAMES = Names(TOLD, lambda words: words in "i bought a garmin")


def site(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in {"index.html": "<p>Hello</p>", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
    return folder


def told(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    return [str(problem) for problem in leaks(site(folder, files), [HOME], NAMES)]


def test_points_are_told_with_their_file_and_their_number_alone(tmp_path: Path) -> None:
    found = told(tmp_path, {"d/now.json": '{"position": [48.138, 11.576]}'})
    assert found == ["d/now.json: 1 point lies inside zone 1 of [privacy]"]


def test_a_clean_site_is_clean(tmp_path: Path) -> None:
    assert told(tmp_path, {"a.json": '{"position": [48.237, 11.575]}', "b.jpg": b"\xff"}) == []


def test_a_folder_that_is_not_looked_into_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "raw").mkdir()
    folder = site(tmp_path / "site", {"closed/a.json": '{"position": [48.138, 11.576]}'})
    (folder / "linked").symlink_to(tmp_path / "raw")
    real = os.scandir

    def scandir(place: str) -> object:
        if Path(place).name == "closed":
            raise PermissionError(13, "Permission denied", place)
        return real(place)

    monkeypatch.setattr(os, "scandir", scandir)
    assert sorted(str(each) for each in leaks(folder, [HOME], NAMES)) == [
        "closed: cannot be read: Permission denied",
        "linked: is a link to a folder, which some hosts follow; put the folder itself here",
    ]


def test_the_place_of_a_town_on_every_map_is_no_secret(tmp_path: Path) -> None:
    town = next(n for n, name in enumerate(basemap().places.names) if name == "Vogogna")
    lat, lon = (
        float(each[town]) for each in (basemap().places.lat_deg, basemap().places.lon_deg)
    )
    files = {"a.json": f'{{"latitude": {lat:.4f}, "longitude": {lon:.4f}}}'}
    folder = site(
        tmp_path, {**files, "b.json": f'{{"lat": {lat + 5e-4:.4f}, "lon": {lon:.4f}}}'}
    )
    near = Zone(lat + 0.001, lon, 400.0)
    assert [each.path for each in leaks(folder, [near], NAMES)] == ["b.json"]


def test_no_site_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="there is no site here; build it first"):
        list(leaks(tmp_path, [HOME], NAMES))


@pytest.mark.parametrize(
    "text",
    [
        "made by an EDGE 530",
        "&lt;creator&gt;Edge&#32;530",
        "no. 3994412345.",
        "mailto:me%40example.net",
        '{"a": "me\\u0040example.net"}',
    ],
)
def test_words_of_a_device_or_a_person_are_found(tmp_path: Path, text: str) -> None:
    (found,) = told(tmp_path, {"a.html": text})
    assert found.startswith("a.html: tells the ")
    assert "that tracks/1.fit holds" in found or "that tracks/2.gpx holds" in found
    assert "3994412345" not in found


@pytest.mark.parametrize("text", ["I bought a Garmin.", "Edge 5300", "13994412345", "edges"])
def test_what_the_author_said_and_parts_of_words_are_no_leaks(
    tmp_path: Path, text: str
) -> None:
    assert told(tmp_path, {"a.html": text}) == []


def test_a_name_in_a_path_is_found(tmp_path: Path) -> None:
    assert told(tmp_path, {"edge 530/a.html": ""})


def test_a_picture_with_a_place_is_found(tmp_path: Path) -> None:
    (found,) = told(tmp_path, {"a.jpg": photograph(gps=NORTH)})
    assert found == "a.jpg: tells where it was taken, inside zone 1 of [privacy]"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_with_a_camera_is_found_in_any_format(tmp_path: Path, kind: str) -> None:
    exif, out = Image.Exif(), BytesIO()
    exif[0x0110] = "Pixel 6"
    exif.get_ifd(0x8769)[0xA431] = "SN12345"
    Image.new("RGB", (8, 8)).save(out, kind, exif=exif)
    name = f"a.{kind.lower()}"
    assert told(tmp_path, {name: out.getvalue()}) == [
        f"{name}: tells the device of a camera",
        f"{name}: tells the serial number of a camera",
    ]


def test_xmp_of_a_picture_is_read(tmp_path: Path) -> None:
    out, info = BytesIO(), PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", '<x exif:GPSLatitude="48,8.2N" tiff:Model="Pixel 6"/>')
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=info)
    assert len(told(tmp_path, {"a.png": out.getvalue()})) == 2
