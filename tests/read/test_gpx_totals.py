"""What devices and services write into a GPX file beside its points."""

from pathlib import PurePosixPath

import numpy as np
import pytest

from milepost.model.track import DeviceTotals
from milepost.read.gpx import parse_gpx

PATH = PurePosixPath("tracks/ride.gpx")
POINTS = '<trkseg><trkpt lat="46" lon="7"/><trkpt lat="46.01" lon="7"/></trkseg>'  # 1.1 km
STATS = (
    '<t:TrackStatsExtension xmlns:t="http://www.garmin.com/xmlschemas/TrackStatsExtension/v1">'
    "<t:Distance>1033</t:Distance><t:TimerTime>900</t:TimerTime>"
    "<t:TotalElapsedTime>996</t:TotalElapsedTime><t:MovingTime>870</t:MovingTime>"
    "<t:StoppedTime>86</t:StoppedTime><t:MovingSpeed>1</t:MovingSpeed><t:MaxSpeed>2</t:MaxSpeed>"
    "<t:MaxElevation>207</t:MaxElevation><t:Ascent>17</t:Ascent><t:Descent>5</t:Descent>"
    "<t:AvgAscentRate>0</t:AvgAscentRate><t:Calories>88</t:Calories></t:TrackStatsExtension>"
)
ALL = DeviceTotals(
    distance_m=1033, moving_s=870, active_s=900, elapsed_s=996, gain_m=17, loss_m=5,
    max_speed_mps=2, energy_kcal=88,
)  # fmt: skip
SUMMARY = (
    "<distance>1100.5</distance><average_hr>140</average_hr><average_speed>2.5</average_speed>"
    "<moving_time>440</moving_time><elapsed_time>500</elapsed_time>"
)


def extended(inner: str) -> str:
    return f"<extensions>{inner}</extensions>"


def totals(inner: str) -> list[DeviceTotals]:
    found = parse_gpx(
        PATH, f'<gpx xmlns="http://www.topografix.com/GPX/1/1">{inner}</gpx>'.encode()
    )
    assert not found.warnings
    return [track.device for track in found.tracks]


def test_what_a_track_says_of_itself_is_its_total() -> None:
    tracks = f"<trk>{extended(STATS)}{POINTS}</trk><trk>{POINTS}</trk>"
    assert totals(tracks) == [ALL, DeviceTotals()]


@pytest.mark.parametrize(
    "place",
    [
        f"<metadata>{extended(STATS)}</metadata><trk>{POINTS}</trk>",
        f"{extended(STATS)}<trk>{POINTS}</trk>",
        f"<trk>{POINTS}</trk>{extended(STATS)}",
        f"<trk>{POINTS}</trk>{extended(STATS.replace('xmlns:t=', 'xmlns:u='))}",
    ],
    ids=["metadata", "before", "behind", "undeclared"],
)
def test_what_a_file_says_is_the_total_of_its_only_track(place: str) -> None:
    assert totals(place) == [ALL]


def test_what_a_file_says_belongs_to_none_of_several_tracks() -> None:
    assert totals(extended(STATS) + f"<trk>{POINTS}</trk>" * 2) == [DeviceTotals()] * 2


def test_the_summary_of_a_sync_tool_is_read() -> None:
    assert totals(extended(SUMMARY) + f"<trk>{POINTS}</trk>") == [
        DeviceTotals(distance_m=1100.5, moving_s=440, elapsed_s=500)
    ]


def test_the_track_knows_better_than_the_file() -> None:
    inner = f"{extended(SUMMARY)}<trk>{extended(STATS)}{POINTS}</trk>"
    assert totals(inner) == [ALL]


@pytest.mark.parametrize("value", ["0", "-3", "null", "", "NaN", "inf", "00:12:30"])
def test_a_total_that_says_nothing_is_unknown(value: str) -> None:
    stats = f"<moving_time>{value}</moving_time>"
    assert totals(f"<trk>{extended(stats)}{POINTS}</trk>") == [DeviceTotals()]


def test_totals_in_kilometres_are_not_used() -> None:
    stats = SUMMARY.replace("1100.5", "1.1005")
    assert totals(f"<trk>{extended(stats)}{POINTS}</trk>") == [DeviceTotals()]


def test_what_a_point_says_is_no_total() -> None:
    inner = extended("<distance>900</distance><speed>3</speed>")
    point = f'<trkpt lat="46" lon="7">{inner}</trkpt>'
    assert totals(f"<trk><trkseg>{point * 2}</trkseg></trk>") == [DeviceTotals()]


def test_an_elevation_that_the_phone_did_not_know_is_unknown() -> None:
    accuracy = (-1, 4.5, None)
    points = "".join(
        f'<trkpt lat="46" lon="7"><ele>0</ele><extensions><speed>1</speed><hAcc>5</hAcc>'
        f"{'' if value is None else f'<vAcc>{value}</vAcc>'}</extensions></trkpt>"
        for value in accuracy
    )
    found = parse_gpx(PATH, f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode())
    assert np.isnan(found.tracks[0].segments[0].ele_m).tolist() == [True, False, False]
