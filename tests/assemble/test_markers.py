"""Waypoints and photos on the published line."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from activities import measured
from builders import METRES_A_DEGREE, cut, northward
from milepost.assemble.activity import to_activities
from milepost.assemble.markers import MOST_WAYPOINTS, markers_of, waypoints_of
from milepost.assemble.rules import Rules
from milepost.measure.geo import between_m
from milepost.model.activity import Activity, Marker, Measured, Position
from milepost.model.journal import Photo
from milepost.model.privacy import Circle, Hiding
from milepost.model.track import Recording, Segment, Track, Waypoint

ASKED = Rules(waypoints=True)
RIDE = northward(601)  # 3 km


def place(north_m: float, east_m: float = 0.0) -> Position:
    """Return a place by metres from the start of the ride."""
    east = east_m / METRES_A_DEGREE / np.cos(np.radians(46.0))
    return 46.0 + north_m / METRES_A_DEGREE, 7.0 + east


def waypoint(name: str, north_m: float, east_m: float = 0.0) -> Waypoint:
    return Waypoint(name, *place(north_m, east_m))


def recorded(
    *waypoints: Waypoint, rules: Rules = ASKED, segments: Sequence[Segment] = (RIDE,)
) -> Measured:
    tracks = tuple(Track("", "cycling", (segment,)) for segment in segments)
    return to_activities(Recording(PurePosixPath("ride.gpx"), "", tracks, (), waypoints), rules)


def ride(*waypoints: Waypoint, rules: Rules = ASKED) -> Activity:
    (activity,) = recorded(*waypoints, rules=rules).activities
    return activity


def names(markers: Sequence[Marker]) -> list[str]:
    return [marker.title for marker in markers]


def photo(name: str) -> Photo:
    return Photo(PurePosixPath("journal/a", name), f"digest of {name}", 40, 20)


def photos(activities: Sequence[Activity], **places: Position) -> tuple[Marker, ...]:
    """Return the markers of a day with photos taken at some places."""
    taken = {photo(name): at for name, at in places.items()}
    by_source = {one.source: at for one, at in taken.items()}
    return markers_of(activities, tuple(taken), by_source)


def test_waypoints_are_nowhere_unless_asked_for() -> None:
    home = waypoint("Home", 100)
    assert ride(home, rules=Rules()).waypoints == ()
    assert names(ride(home).waypoints) == ["Home"]


def test_a_waypoint_stands_on_the_line_and_knows_its_way() -> None:
    (spring,) = ride(waypoint("Spring", 1500, 100)).waypoints
    assert spring.kind == "waypoint"
    assert spring.position[1] == 7.0
    assert abs(spring.at_m - 1500) < 5
    assert between_m(*spring.position, *place(1500)) < 1.5


def test_a_waypoint_off_the_line_is_dropped() -> None:
    found = ride(waypoint("Near", 1500, 290), waypoint("Far", 1500, 310)).waypoints
    assert names(found) == ["Near"]


def test_a_waypoint_beyond_an_end_of_the_line_is_dropped() -> None:
    found = ride(waypoint("Gate", -40), waypoint("Door", -60), waypoint("Hut", 3060)).waypoints
    assert names(found) == ["Gate"]


def test_a_cut_takes_the_waypoints_in_it_along() -> None:
    home, spring = waypoint("Home", 700), waypoint("Spring", 2000)
    assert names(ride(home, spring).waypoints) == ["Home", "Spring"]
    cuts = (cut(None, "08:03"),)  # the first 900 m, in Zurich
    assert names(ride(home, spring, rules=replace(ASKED, cuts=cuts)).waypoints) == ["Spring"]


def test_waypoints_stand_in_the_order_of_the_way() -> None:
    given = [waypoint(name, at) for name, at in (("C", 2500), ("A", 10), ("B", 900))]
    assert names(ride(*given).waypoints) == ["A", "B", "C"]


def test_each_activity_of_a_recording_has_its_own_waypoints() -> None:
    later = replace(northward(601, lat=46.5), time_s=RIDE.time_s + 7200)
    far = Waypoint("Far", 46.51, 7.0)
    first, second = recorded(far, waypoint("Near", 900), segments=(RIDE, later)).activities
    assert (names(first.waypoints), names(second.waypoints)) == (["Near"], ["Far"])
    assert [(each.title, each.activity) for each in markers_of((first, second), (), {})] == [
        ("Near", 0),
        ("Far", 1),
    ]


def test_a_waypoint_that_two_recordings_hold_is_shown_once() -> None:
    one, other = ride(waypoint("Bridge", 1500)), ride(waypoint("Bridge", 1500, 20))
    assert len(waypoints_of((one, other))) == 1


def test_two_waypoints_of_one_name_far_from_each_other_are_two() -> None:
    assert len(waypoints_of((ride(waypoint("Water", 200), waypoint("Water", 2000)),))) == 2


def test_a_day_shows_no_more_than_fifty_waypoints() -> None:
    many = [waypoint(f"P{n}", 10 + 40 * n) for n in range(70)]
    activity = ride(*many)
    assert len(activity.waypoints) == 70
    shown = markers_of((activity,), (), {})
    assert names(shown) == [f"P{n}" for n in range(MOST_WAYPOINTS)]


def test_a_photo_near_the_line_is_put_on_it() -> None:
    (marker,) = photos((ride(),), fog=place(1000, -200))
    assert marker.kind == "photo"
    assert marker.photo == photo("fog")
    assert marker.position[1] == 7.0
    assert abs(marker.at_m - 1000) < 5


def test_a_photo_off_the_line_has_no_marker() -> None:
    assert photos((ride(),), door=place(1000, -310), hut=place(-60)) == ()


def test_a_photo_of_which_no_place_is_known_has_no_marker() -> None:
    assert markers_of((ride(),), (photo("fog"),), {}) == ()


def test_a_day_without_a_line_has_no_markers() -> None:
    assert photos((), fog=place(1000)) == ()


def test_waypoints_and_photos_stand_in_the_order_of_the_way() -> None:
    activity = ride(waypoint("Spring", 1500))
    found = photos((activity,), fog=place(2000), gate=place(20))
    assert [marker.photo.source.name if marker.photo else "" for marker in found] == [
        "gate",
        "",
        "fog",
    ]


@given(st.lists(st.tuples(st.floats(-2000, 5000), st.floats(-1000, 1000)), max_size=8))
def test_every_marker_is_on_the_line_and_near_its_place(
    given_places: list[tuple[float, float]],
) -> None:
    activity = _RIDDEN
    taken = {f"p{n}": place(*at) for n, at in enumerate(given_places)}
    for marker in photos((activity,), **taken):
        lat, lon = marker.position
        assert lon == 7.0
        assert activity.lines[0][0][0] <= lat <= activity.lines[0][-1][0]
        assert marker.photo is not None
        assert between_m(lat, lon, *taken[marker.photo.source.name]) < 302


_RIDDEN = ride()


def test_the_place_of_a_photo_is_in_no_marker() -> None:
    taken = place(1000, -200)
    (marker,) = photos((ride(),), fog=taken)
    assert str(round(taken[1], 3)) not in repr(marker)


def test_measuring_a_recording_twice_gives_the_same_waypoints() -> None:
    given = waypoint("A", 100), waypoint("B", 100)
    assert recorded(*given) == recorded(*given)


def test_without_waypoints_being_asked_for_an_activity_is_what_it_was() -> None:
    (plain,) = measured(Track("", "cycling", (RIDE,))).activities
    asked = measured(Track("", "cycling", (RIDE,)), rules=ASKED).activities
    assert asked == (plain,)


def test_nothing_is_marked_where_a_line_passes_what_is_hidden() -> None:
    """A photo from beside the hidden part would stand on the line in the midst of it."""
    passing = Hiding((Circle(*place(1500.0), 300.0),), passing=True)
    way = (ride(waypoint("inside", 1500), waypoint("outside", 2500)),)
    taken = {photo("a.jpg"): place(1400, 295), photo("b.jpg"): place(400, 280)}
    places = {one.source: where for one, where in taken.items()}
    shown = markers_of(way, tuple(taken), places, hiding=passing)
    assert [m.photo.source.name if m.photo else m.title for m in shown] == ["b.jpg", "outside"]
    assert len(markers_of(way, tuple(taken), places)) == 4
