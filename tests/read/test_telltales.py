"""What files tell of their device and owner is known, to be looked for in a site."""

from pathlib import PurePosixPath

import pytest

from milepost.model.telltale import Telltale
from milepost.read.telltales import telltales
from photographs import photograph
from read.fit_writer import activity, message, record, session

GPX = b"""<gpx creator="Edge 530"><metadata><author><name>Jo Doe</name>
<email id="jo" domain="example.net"/></author></metadata>
<wpt lat="46.5" lon="7.25"><name>Home</name></wpt>
<trk><name>Lunch</name><extensions><x:serialNumber>3994412345</x:serialNumber></extensions>
<trkseg><trkpt lat="46.5" lon="7.25"><ele>1</ele></trkpt></trkseg></trk></gpx>"""
TCX = b"""<TrainingCenterDatabase><Activities><Activity Sport="Biking"><Creator>
<Name>Forerunner 945</Name><UnitId>3961112223</UnitId></Creator></Activity></Activities>
<Author><Name>Connect Api</Name><PartNumber>006-D2449-00</PartNumber></Author>
</TrainingCenterDatabase>"""
FIT = activity(
    message("file_id", serial_number=3912345678, product_name=b"Karoo"),
    message("user_profile", friendly_name=b"Jo"),
    record(0),
    message("device_info", serial_number=77, product_name=b"HRM"),
    session(),
)


def told(name: str, data: bytes) -> set[tuple[str, str]]:
    return {(each.what, each.text) for each in telltales(PurePosixPath(name), data)}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        (
            "a.gpx",
            GPX,
            {
                ("device", "Edge 530"),
                ("person", "Jo Doe"),
                ("e-mail address", "jo@example.net"),
                ("waypoint", "Home"),
                ("serial number", "3994412345"),
            },
        ),
        (
            "a.tcx",
            TCX,
            {
                ("device", "Forerunner 945"),
                ("serial number", "3961112223"),
                ("serial number", "006-D2449-00"),
                ("person", "Connect Api"),
            },
        ),
        (
            "a.fit",
            FIT,
            {
                ("serial number", "3912345678"),
                ("device", "Karoo"),
                ("person", "Jo"),
                ("device", "HRM"),
            },
        ),
        ("IMG_20260501_081500.jpg", photograph(), {("file name", "IMG_20260501_081500")}),
        ("grass.jpg", photograph(), set()),
        ("a.gpx", b"no XML", set()),
        ("a.fit", b"no FIT", set()),
    ],
)
def test_what_a_file_tells_is_known(
    name: str, data: bytes, expected: set[tuple[str, str]]
) -> None:
    assert told(name, data) == expected


def test_a_waypoint_comes_with_its_place() -> None:
    assert Telltale("waypoint", "Home", (46.5, 7.25)) in telltales(PurePosixPath("a.gpx"), GPX)
