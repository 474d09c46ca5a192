import re
from pathlib import PurePosixPath

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.errors import SourceError
from milepost.measure.sports import sport_of
from milepost.model.track import DeviceTotals, Recording, Waypoint
from milepost.read.tcx import parse_tcx

PATH = PurePosixPath("tracks/ride.tcx")
SPACE = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
START = 1777615200.0  # 2026-05-01T06:00:00Z


def point(
    second: int, inner: str = "", place: tuple[float, float] | None = (46.5, 7.25)
) -> str:
    position = ""
    if place:
        position = (
            f"<Position><LatitudeDegrees>{place[0]}</LatitudeDegrees>"
            f"<LongitudeDegrees>{place[1]}</LongitudeDegrees></Position>"
        )
    time = f"<Time>2026-05-01T06:00:{second:02}.000Z</Time>"
    return f"<Trackpoint>{time}{position}{inner}</Trackpoint>"


def track(*seconds: int) -> str:
    return f"<Track>{''.join(point(second) for second in seconds)}</Track>"


def lap(*inner: str, seconds: float = 60, metres: float = 300, kcal: int = 20) -> str:
    return (
        f'<Lap StartTime="2026-05-01T06:00:00Z"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><MaximumSpeed>{metres / 30}</MaximumSpeed>"
        f"<Calories>{kcal}</Calories>{''.join(inner)}</Lap>"
    )


def activity(*laps: str, sport: str = "Biking") -> str:
    device = "<Creator><Name>Annas Edge</Name><UnitId>3912345678</UnitId></Creator>"
    return f'<Activity Sport="{sport}"><Id>2026-05-01</Id>{"".join(laps)}{device}</Activity>'


def tcx(*activities: str, head: str = f'xmlns="{SPACE}"') -> bytes:
    return database(f"<Activities>{''.join(activities)}</Activities>", head)


def database(inner: str, head: str = f'xmlns="{SPACE}"') -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase {head}>{inner}'
        "<Author><Name>Anna</Name></Author></TrainingCenterDatabase>"
    ).encode()


def read(*activities: str) -> Recording:
    """Read a file that is without a fault."""
    found = parse_tcx(PATH, tcx(*activities))
    assert not found.warnings
    return found


def shape(found: Recording) -> list[list[list[float]]]:
    return [[(part.time_s - START).tolist() for part in one.segments] for one in found.tracks]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        parse_tcx(PATH, data)
    (problem,) = caught.value.problems
    assert not re.search(r"[.!?]\s", problem.message)
    return problem.message


def test_laps_are_no_pauses() -> None:
    assert shape(read(activity(lap(track(0, 1)), lap(track(2, 3))))) == [[[0, 1, 2, 3]]]


def test_a_second_track_in_a_lap_is_a_pause() -> None:
    laps = lap(track(0, 1), track(30, 31)), lap(track(32))
    assert shape(read(activity(*laps))) == [[[0, 1], [30, 31, 32]]]


def test_each_activity_is_a_track_with_its_sport() -> None:
    legs = [
        activity(lap(track(n)), sport=sport) for n, sport in ((0, "Running"), (9, "Biking"))
    ]
    found = read(*legs)
    assert [one.type for one in found.tracks] == ["Running", "Biking"]
    assert [sport_of(one.type) for one in found.tracks] == ["run", "ride"]


def test_the_activities_of_a_multisport_session_are_read() -> None:
    first, second = activity(lap(track(0))), activity(lap(track(9)))
    both = f"<FirstSport>{first}</FirstSport><NextSport>{second}</NextSport>"
    assert shape(read(f"<MultiSportSession>{both}</MultiSportSession>")) == [[[0]], [[9]]]


@pytest.mark.parametrize("head", ["", 'xmlns="urn:other"', f'xmlns="{SPACE[:-1]}1"'])
def test_any_namespace_is_read(head: str) -> None:
    found = parse_tcx(PATH, tcx(activity(lap(track(0))), head=head))
    assert shape(found) == [[[0]]]


def test_blanks_before_the_file_do_no_harm() -> None:
    found = parse_tcx(PATH, b"          " + tcx(activity(lap(track(0)))))
    assert not found.warnings


def test_what_a_point_says_is_a_column() -> None:
    more = (
        "<AltitudeMeters>500.5</AltitudeMeters><DistanceMeters>9</DistanceMeters>"
        "<HeartRateBpm><Value>120</Value></HeartRateBpm><Cadence>85</Cadence><Extensions>"
        '<n:TPX xmlns:n="urn:n"><n:Speed>3</n:Speed><n:Watts>210</n:Watts></n:TPX></Extensions>'
    )
    (part,) = (
        read(activity(lap(f"<Track>{point(0)}{point(1, more)}</Track>"))).tracks[0].segments
    )
    assert part.lat_deg.tolist() == [46.5, 46.5]
    assert part.lon_deg.tolist() == [7.25, 7.25]
    assert np.isnan(part.ele_m[0])
    columns = part.ele_m, part.heart_rate_bpm, part.cadence_rpm, part.power_w
    values = [None if column is None else column[1] for column in columns]
    assert values == [500.5, 120, 85, 210]


def test_the_cadence_of_a_runner_is_read() -> None:
    more = "<Extensions><TPX><RunCadence>86</RunCadence></TPX></Extensions>"
    (part,) = read(activity(lap(f"<Track>{point(0, more)}</Track>"))).tracks[0].segments
    assert part.cadence_rpm is not None
    assert part.cadence_rpm.tolist() == [86]


def test_the_totals_are_the_sums_of_the_laps() -> None:
    laps = (
        lap(track(0), seconds=60.5, metres=300),
        lap(track(1), seconds=30, metres=120.5, kcal=0),
    )
    assert read(activity(*laps)).tracks[0].device == DeviceTotals(
        distance_m=420.5, active_s=90.5, max_speed_mps=10, energy_kcal=20
    )


def test_a_sum_that_lacks_a_lap_is_no_total() -> None:
    silent = lap(track(1)).replace("<Calories>20</Calories>", "").replace("300", "")
    device = read(activity(lap(track(0)), silent)).tracks[0].device
    assert (device.distance_m, device.energy_kcal, device.active_s) == (None, None, 120)


def test_a_file_that_breaks_off_has_no_totals() -> None:
    found = parse_tcx(PATH, tcx(activity(lap(track(0, 1)), lap(track(2, 3))))[:-350])
    assert found.tracks[0].device == DeviceTotals()
    assert len(found.tracks[0].segments[0]) >= 2
    assert "the file breaks off here" in found.warnings[0].message


def test_few_points_without_a_position_are_left_out_without_a_word() -> None:
    start = f"<Track>{point(0, place=None)}</Track>"
    found = read(activity(lap(start), lap(track(*range(1, 30)))))
    assert len(found.tracks[0].segments[0]) == 29


def test_many_points_without_a_position_are_told() -> None:
    start = f"<Track>{point(0, place=None)}</Track>"
    (told,) = parse_tcx(PATH, tcx(activity(lap(start), lap(track(1, 2))))).warnings
    assert told.message == "1 trackpoint without a possible position left out"


def test_what_tells_a_person_or_device_from_others_is_not_read() -> None:
    assert not re.search("Anna|Edge|3912345678", repr(read(activity(lap(track(0))))))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty; export it again"),
        (b".FIT", "this is no TCX, whatever its name says; export the activity as TCX"),
        (b"<!doctype html><html></html>", "this is a web page, not TCX; log in there and"),
        (b"<gpx></gpx>", "this is not TCX but <gpx>; export the activity as TCX or GPX"),
        (
            database("<Courses><Course/></Courses>"),
            "holds a planned route, not a recording; ex",
        ),
        (database("<Workouts><Workout/></Workouts>"), "holds a workout plan, not a recording;"),
        (database(""), "holds no trackpoints; export the activity again"),
        (tcx(activity(lap())), "holds no trackpoints; export the activity again"),
        (
            tcx(activity(lap(f"<Track>{point(0, place=None)}</Track>"))),
            "none of its 1 trackpoint has a possible position, as indoors; leave it out, or",
        ),
    ],
)
def test_what_is_no_recording_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


WHOLE = tcx(activity(lap(track(0, 1), track(5)), lap(track(8))), activity(lap(track(9))))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(WHOLE)),
)
def test_a_damaged_file_raises_no_bug(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    for each in (bytes(data), bytes(data[:length])):
        try:
            found = parse_tcx(PATH, each)
        except SourceError:
            continue
        assert all(one.segments for one in found.tracks)


def course(*points: tuple[str, str]) -> str:
    written = "".join(
        f"<CoursePoint><Name>{name}</Name>{place}</CoursePoint>" for name, place in points
    )
    return f"<Courses><Course><Name>Plan</Name>{written}</Course></Courses>"


def test_course_points_are_waypoints() -> None:
    place = (
        "<Position><LatitudeDegrees>46.5</LatitudeDegrees>"
        "<LongitudeDegrees>7.25</LongitudeDegrees></Position>"
    )
    ridden = f"<Activities>{activity(lap(track(0, 1)))}</Activities>"
    data = database(ridden + course(("Ford", place), ("", place), ("Nowhere", "")))
    assert parse_tcx(PATH, data).waypoints == (Waypoint("Ford", 46.5, 7.25),)
