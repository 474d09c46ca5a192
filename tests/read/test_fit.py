import re
import struct
from pathlib import PurePosixPath

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milepost.errors import SourceError
from milepost.measure.sports import sport_of
from milepost.model.track import DeviceTotals, Recording, Track
from milepost.read import fit as module
from milepost.read.fit import parse_fit
from read.fit_writer import (
    SEMICIRCLE,
    START,
    Message,
    activity,
    at,
    crc,
    file_id,
    fit,
    message,
    record,
    session,
    timer,
)

PATH = PurePosixPath("tracks/ride.fit")
RIDE = activity(
    timer(0, starts=True),
    *(record(n, 46.5 + n / 1000) for n in range(20)),
    timer(20, starts=False),
    *(record(n, 46.5 + n / 1000) for n in range(40, 60)),
    session(0, 60, total_distance=6_543_21),
)


def read(*messages: Message) -> Recording:
    """Read an activity that is without a fault."""
    found = parse_fit(PATH, activity(*messages))
    assert not found.warnings
    return found


def track(*messages: Message) -> Track:
    (only,) = read(*messages).tracks
    return only


def shape(found: Track) -> list[list[float]]:
    return [(part.time_s - START).tolist() for part in found.segments]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        parse_fit(PATH, data)
    (problem,) = caught.value.problems
    assert problem.path == str(PATH)
    assert not re.search(r"[.!?]\s", problem.message)
    return problem.message


def warnings(data: bytes) -> list[str]:
    return [problem.message for problem in parse_fit(PATH, data).warnings]


def test_a_point_is_in_degrees_metres_and_utc() -> None:
    (part,) = track(record(0), record(1, -33.5, 151.25, altitude=(12 + 500) * 5)).segments
    assert part.lat_deg.tolist() == pytest.approx([46.5, -33.5], abs=1e-6)
    assert part.lon_deg.tolist() == pytest.approx([7.25, 151.25], abs=1e-6)
    assert np.isnan(part.ele_m[0])
    assert part.ele_m[1] == 12
    assert part.time_s.tolist() == [START, START + 1]


def test_what_sensors_say_is_a_column() -> None:
    more = {"heart_rate": 120, "cadence": 85, "power": 210, "temperature": -3}
    (part,) = track(record(0), record(1, **more)).segments
    columns = part.heart_rate_bpm, part.cadence_rpm, part.power_w, part.temperature_c
    values = [None if column is None else column[1] for column in columns]
    assert values == [120, 85, 210, -3]


def test_without_sensors_there_are_no_columns() -> None:
    (part,) = track(record(0, heart_rate=255)).segments
    assert part.heart_rate_bpm is part.cadence_rpm is part.power_w is part.temperature_c is None


def test_the_finer_elevation_wins() -> None:
    fine = record(0, altitude=(12 + 500) * 5, enhanced_altitude=(4321 + 500) * 5)
    assert track(fine).segments[0].ele_m.tolist() == [4321]


@pytest.mark.parametrize("raw", [0xFFFF, 0])
def test_an_elevation_that_is_none_is_unknown(raw: int) -> None:
    found = parse_fit(PATH, activity(record(0, altitude=raw), record(1, altitude=2560)))
    assert np.isnan(found.tracks[0].segments[0].ele_m).tolist() == [True, False]


def test_the_totals_are_those_of_the_device() -> None:
    told = session(
        total_distance=12_345_67, total_timer_time=3_000_250, total_ascent=250,
        total_descent=245, max_speed=12_500, total_calories=640,
    )  # fmt: skip
    assert track(record(0), told).device == DeviceTotals(
        distance_m=12345.67, active_s=3000.25, elapsed_s=60, gain_m=250, loss_m=245,
        max_speed_mps=12.5, energy_kcal=640,
    )  # fmt: skip


def test_zero_and_missing_totals_are_unknown() -> None:
    nothing = message("session", start_time=at(0), total_ascent=0, total_calories=0xFFFF)
    assert track(record(0), nothing).device == DeviceTotals()


def test_the_finer_top_speed_wins() -> None:
    told = session(max_speed=0xFFFE, enhanced_max_speed=70_500)
    assert track(record(0), told).device.max_speed_mps == 70.5


@pytest.mark.parametrize(("moving", "known"), [(3000, None), (2999.5, None), (2400, 2400)])
def test_a_moving_time_that_repeats_the_timer_is_none(
    moving: float, known: float | None
) -> None:
    told = session(total_timer_time=3_000_000, total_moving_time=round(moving * 1000))
    assert track(record(0), told).device.moving_s == known


@pytest.mark.parametrize(
    ("sport", "sub", "word", "known"),
    [
        (1, 0, "running", "run"),
        (1, 3, "trail running", "trail-run"),
        (2, 46, "gravel cycling", "ride"),
        (5, 17, "lap swimming", "swim"),
        (11, 3, "walking", "walk"),
        (17, 255, "hiking", "hike"),
        (13, 37, "backcountry alpine skiing", "ski"),
        (37, 0, "stand up paddleboarding", "paddle"),
        (22, 0, "motorcycling", "other"),
        (27, 0, "horse", None),
        (3, 33, "transition", None),
        (0, 0, "", None),
        (250, 250, "", None),
    ],
)
def test_the_sport_is_a_word(sport: int, sub: int, word: str, known: str | None) -> None:
    found = track(record(0), session(sport=sport, sub_sport=sub))
    assert (found.type, sport_of(found.type)) == (word, known)


def test_a_stopped_timer_breaks_the_track_and_a_lap_does_not() -> None:
    found = track(
        timer(0, starts=True), record(0), record(1), message("lap", timestamp=at(1)), record(2),
        timer(2, starts=False), timer(30, starts=True), record(30), record(31),
        timer(32, starts=False), session(),
    )  # fmt: skip
    assert shape(found) == [[0, 1, 2], [30, 31]]


def test_events_may_stand_behind_the_points() -> None:
    points = [record(second) for second in (0, 1, 2, 30, 31)]
    events = [timer(30, starts=True), timer(2, starts=False), timer(0, starts=True)]
    assert shape(track(*points, *events, session())) == [[0, 1, 2], [30, 31]]


def test_points_of_a_pause_are_no_way() -> None:
    points = [record(second) for second in (0, 1, 10, 20, 30, 31)]
    pause = [timer(1, starts=False), timer(30, starts=True)]
    assert shape(track(*points, *pause, session())) == [[0, 1], [30, 31]]


def test_a_point_just_before_the_timer_starts_again_opens_the_segment() -> None:
    points = [record(second) for second in (0, 1, 29, 30)]
    pause = [timer(1, starts=False), timer(30, starts=True)]
    assert shape(track(*points, *pause, session())) == [[0, 1], [29, 30]]


def test_points_after_the_last_stop_are_kept() -> None:
    assert shape(track(record(0), timer(1, starts=False), record(9), session())) == [[0, 9]]


def test_each_session_is_a_track_with_its_own_totals() -> None:
    legs = [session(10, 20, 2, total_distance=200_00), session(0, 10, 1, total_distance=50_00)]
    found = read(*(record(second) for second in (0, 5, 9, 10, 15, 20)), *legs)
    assert [shape(one) for one in found.tracks] == [[[0, 5, 9]], [[10, 15, 20]]]
    assert [one.type for one in found.tracks] == ["running", "cycling"]
    assert [one.device.distance_m for one in found.tracks] == [50, 200]


def test_a_session_without_positions_is_left_out() -> None:
    pool = [message("record", timestamp=at(n), heart_rate=120) for n in range(3)]
    ride = [record(n) for n in range(10, 60)]
    found = read(*pool, *ride, session(0, 10, 5), session(10, 60, 2))
    assert [one.type for one in found.tracks] == ["cycling"]


def test_points_long_after_every_session_have_no_totals() -> None:
    points = [record(second) for second in (0, 10, 500, 510)]
    run, rest = read(*points, session(0, 10, total_distance=50_00)).tracks
    assert [shape(run), shape(rest)] == [[[0, 10]], [[500, 510]]]
    assert (rest.type, rest.device) == ("", DeviceTotals())


def test_without_a_session_the_track_has_the_sport_of_the_file() -> None:
    found = track(message("sport", sport=2, sub_sport=0), record(0), record(1))
    assert (found.type, found.device) == ("cycling", DeviceTotals())


def test_a_point_before_its_fix_is_left_out_without_a_word() -> None:
    lost = [message("record", timestamp=at(0)), record(1, position_lat=2**31 - 1)]
    found = track(*lost, *(record(second) for second in range(2, 40)), session())
    assert len(found.segments[0]) == 38


def test_many_points_without_a_position_are_told() -> None:
    lost = [message("record", timestamp=at(second)) for second in range(3)]
    assert warnings(activity(*lost, record(3), record(4), session())) == [
        "3 trackpoints without a possible position left out"
    ]


def test_a_clock_that_knows_no_date_gives_no_times() -> None:
    data = activity(record(0, timestamp=900), record(1, timestamp=901))
    (one,) = parse_fit(PATH, data).tracks
    assert np.isnan(one.segments[0].time_s).all()
    assert warnings(data) == ["2 times unreadable or not of the years 1990 to 2099: not used"]


def test_a_point_without_a_time_stays_where_it_stands() -> None:
    points = [record(0), record(1, timestamp=2**32 - 1), record(30)]
    pause = [timer(1, starts=False), timer(30, starts=True)]
    (first, second) = track(*points, *pause, session()).segments
    assert (len(first), len(second)) == (2, 1)
    assert np.isnan(first.time_s).tolist() == [False, True]


def test_what_tells_a_person_or_device_from_others_is_not_read() -> None:
    found = read(
        file_id(serial_number=3_912_345_678, product=3112, product_name=b"Annas Fenix"),
        message("user_profile", friendly_name=b"Anna", weight=600),
        message("device_info", serial_number=3_912_345_678, product_name=b"Annas Fenix"),
        message("sport", sport=1, sub_sport=0, name=b"Anna's runs"),
        record(0),
        session(),
    )
    assert found.creator == "garmin"
    assert not re.search("Anna|3912345678|3112|Fenix", repr(found))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty; copy it from the device again"),
        (bytes(500), "the file is empty; copy it from the device again"),
        (b"<gpx></gpx>", "this is no FIT, whatever its name says; export the activity"),
        (b"PK\3\4" * 9, "this is no FIT, whatever its name says; export the activity"),
        (
            fit(file_id(6), record(0)),
            "holds a planned route, not a recording; export it as GPX",
        ),
        (fit(file_id(5)), "this is a FIT file for 'workout', not an activity; export the"),
        (fit(file_id(2)), "this is a FIT file for 'settings', not an activity; export the"),
        (fit(file_id(15)), "this is a FIT file for 'monitoring a', not an activity; export"),
        (activity(session()), "holds no trackpoints; export the activity again"),
        (
            activity(message("record", timestamp=at(0), heart_rate=99), session()),
            "the activity has no positions, as indoors; leave it out, or record it with GPS",
        ),
        (RIDE[:40], "the file is damaged and no position in it can be read; copy it again"),
    ],
)
def test_what_is_no_recording_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST_BYTES", len(RIDE) - 1)
    assert refusal(RIDE) == "the file is too large (0 MB); split it by day"


def test_a_file_of_countless_messages_is_read_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FRAMES", 30)
    assert "only what could be read is used" in warnings(RIDE)[0]


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    found = parse_fit(PATH, RIDE[: len(RIDE) // 2])
    assert 10 < len(found.tracks[0].segments[0]) <= 20
    (told,) = found.warnings
    assert told.message.startswith("the file is damaged or breaks off; only what could be read")


def test_a_recorder_that_died_left_the_size_at_zero() -> None:
    died = RIDE[:4] + bytes(4) + RIDE[8:-2]
    found = parse_fit(PATH, died)
    assert sum(len(part) for part in found.tracks[0].segments) == 40
    assert "damaged or breaks off" in found.warnings[0].message


def test_a_wrong_checksum_is_told() -> None:
    (said,) = warnings(RIDE[:-2] + struct.pack("<H", crc(RIDE[:-2]) ^ 1))
    assert said.startswith("the file's checksum is wrong, so numbers in it may be too; copy")


def test_waste_behind_the_file_does_no_harm() -> None:
    assert warnings(RIDE + bytes(100)) == []


def test_files_in_a_chain_are_read_all() -> None:
    late = activity(*(record(n) for n in range(100, 110)), session(100, 110, 2))
    found = parse_fit(PATH, RIDE + late)
    assert not found.warnings
    assert [one.type for one in found.tracks] == ["running", "cycling"]


def ends_well(data: bytes) -> None:
    """Read anything; whatever is wrong must come as a sentence."""
    try:
        found = parse_fit(PATH, data)
    except SourceError:
        return
    for one in found.tracks:
        assert one.segments
        for part in one.segments:
            assert np.isfinite(part.lat_deg).all()
            assert (np.abs(part.lat_deg) <= 90).all()


SHORT = activity(
    timer(0, starts=True),
    *(record(n, 46.5 + n / 1000) for n in range(5)),
    timer(5, starts=False),
    *(record(n, 46.5 + n / 1000) for n in range(20, 24)),
    session(0, 24, total_distance=6_543_21),
)


def test_a_cut_at_any_place_raises_no_bug() -> None:
    for length in range(len(SHORT)):
        ends_well(SHORT[:length])


@given(st.binary(max_size=300))
def test_random_bytes_raise_no_bug(data: bytes) -> None:
    ends_well(data)
    ends_well(struct.pack("<BBHI4s", 12, 16, 2140, len(data), b".FIT") + data)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, len(SHORT) - 1), st.integers(0, 255)), max_size=8),
    st.integers(0, len(SHORT)),
)
def test_a_damaged_file_raises_no_bug(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(SHORT)
    for place, value in changes:
        data[place] = value
    ends_well(bytes(data))
    ends_well(bytes(data[:length]))


def course_point(name: bytes, lat: float = 46.5, lon: float = 7.25) -> Message:
    place = round(lat * SEMICIRCLE), round(lon * SEMICIRCLE)
    return message("course_point", name=name, position_lat=place[0], position_long=place[1])


def test_course_points_are_waypoints() -> None:
    named = course_point(b"Ford"), course_point(b""), course_point(b"Pole", 95.0)
    (found,) = read(record(0), record(1), *named).waypoints
    assert found.name == "Ford"
    assert (round(found.lat_deg, 5), round(found.lon_deg, 5)) == (46.5, 7.25)
