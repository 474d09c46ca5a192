"""What a journal hides is nowhere in its site, and a site that cannot hide is not made."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from builders import CONFIG, Shelf, gpx, journal
from journals import TODAY, made, problems_of, tree
from milepost.build import inspect
from milepost.errors import MilepostError
from milepost.measure.geo import between_m, offsets_m
from milepost.measure.hiding import without_hidden
from milepost.measure.zones import hidden_circle
from milepost.model.journal import Choice
from milepost.model.privacy import Circle, Hiding, Zone
from milepost.model.track import DeviceTotals, Segment
from milepost.read.project import SECRET, find_project
from photographs import photograph
from positions import places_in
from recordings import gathered, of

HOME = (26.9124, 75.7873)
ZONE = Zone(*HOME, 400.0)
TOLD = "a secret that nobody knows"
CIRCLE = hidden_circle(ZONE, TOLD.encode())
PRIVACY = '[privacy]\n[[privacy.zones]]\nlat = 26.9124\nlon = 75.7873\nradius = "400 m"\n'
NORTH_DEG, EAST_DEG = 1 / 110_790.0, 1 / 99_320.0


def way(
    *corners_m: tuple[float, float], day: int = 1, hour: int = 3, step_m: float = 20.0
) -> Segment:
    """A way at 5 m/s by the metres east and north of home of its corners."""
    places = [corners_m[0]]
    for a, b in pairwise(corners_m):
        count = max(1, round(np.hypot(b[0] - a[0], b[1] - a[1]) / step_m))
        places += [tuple(np.add(a, np.subtract(b, a) * n / count)) for n in range(1, count + 1)]
    east, north = np.array(places, dtype=np.float64).T
    begin = datetime(2026, 5, day, hour, tzinfo=UTC).timestamp()
    return Segment(
        HOME[0] + north * NORTH_DEG,
        HOME[1] + east * EAST_DEG,
        220 + 20 * np.sin(np.arange(len(east)) / 40),
        begin + step_m / 5.0 * np.arange(len(east)),
    )


OUT_AND_BACK = way((0, 0), (4000, 0), (4000, 4000), (0, 300), (0, 0))
LATE = way((0, 0), (9000, 0), (0, 200), (0, 0), day=6, hour=18)
UNTIMED = replace(way((0, 0), (-5000, 0)), time_s=np.full(251, np.nan))
TAKEN = "2026:05:01 08:31:00", "+05:30"
POSITION = {1: "N", 2: (26, 54, 44.64), 3: "E", 4: (75, 47, 14.28)}
WAYPOINT = f'<wpt lat="{HOME[0]}" lon="{HOME[1]}"><name>My-door</name></wpt><trk>'.encode()
PLAN = (
    '[[journeys]]\ntitle = "Out"\nroutes = ["out.gpx"]\n[map]\nwaypoints = true\ngpx = true\n'
    "[numbers]\nsplit_days = true\n"
)
FILES: dict[str, str | bytes] = {
    "journal/2026-05-01-round/index.md": "Round.\n",
    "journal/2026-05-01-round/a.gpx": gpx(OUT_AND_BACK).replace(b"<trk>", WAYPOINT),
    "journal/2026-05-01-round/door.jpg": photograph(*TAKEN, gps=POSITION),
    "journal/2026-05-02-through.md": "---\ntransfer: train 08:35-08:45\n---\nThrough.\n",
    "journal/2026-05-02-through.gpx": gpx(way((-6000, 0), (0, 0), (6000, 100), day=2)),
    "journal/2026-05-03-leap.md": "---\ntransfer: train 08:40-09:20\n---\nOver it.\n",
    "journal/2026-05-03-a.gpx": gpx(way((-6000, 0), (-2500, 0), day=3)),
    "journal/2026-05-03-b.gpx": gpx(way((2500, 0), (6000, 0), day=3, hour=4)),
    "journal/2026-05-04-untimed.md": "---\ntracks: u.gpx\n---\nNo clock.\n",
    "journal/u.gpx": gpx(UNTIMED),
    "journal/2026-05-05-home.md": "---\ntransfer: bus\n---\nRound the block.\n",
    "journal/2026-05-05-home.gpx": gpx(way((0, 0), (200, 0), (0, 0), day=5)),
    "journal/2026-05-06-night.md": "Late.\n",
    "journal/2026-05-06-night.gpx": gpx(LATE),
    "routes/out.gpx": gpx(way((0, 0), (9000, 0))),
}  # fmt: skip


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILEPOST_SECRET", TOLD)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    root = journal(tmp_path_factory.mktemp("home"), FILES, CONFIG + PRIVACY + PLAN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILEPOST_SECRET", TOLD)
        made(root)
    return tree(root / "output")


def near(
    places: Iterator[tuple[float, float]], metres: float, circle: Circle | Zone
) -> list[tuple[float, float]]:
    known = [each for each in places if max(np.abs(np.subtract(each, HOME))) < 0.1]
    lat, lon = np.array(known).reshape(-1, 2).T
    away_m = np.hypot(*offsets_m(lat, lon, (circle.lat_deg, circle.lon_deg)))
    return [
        place for place, off_m in zip(known, away_m.tolist(), strict=True) if off_m < metres
    ]


def test_no_byte_of_the_site_tells_of_a_place_in_the_zone(site: Mapping[str, bytes]) -> None:
    seen = 0
    for name, data in site.items():
        places = list(places_in(data))
        seen += len(near(iter(places), 9000, ZONE))
        assert near(iter(places), CIRCLE.radius_m - 30, CIRCLE) == [], name
    assert seen > 100  # places that are shown are found


def test_no_byte_of_the_site_tells_of_the_zone_itself(site: Mapping[str, bytes]) -> None:
    words = ("My-door", TOLD, "hidden_ends", "brinks", f"{CIRCLE.lat_deg:.4f}")
    for name, data in site.items():
        assert not [word for word in words if word.encode() in data], name


def test_the_line_is_offered_as_gpx(site: Mapping[str, bytes]) -> None:
    (page,) = (data for name, data in site.items() if name.endswith("05-04-untimed/index.html"))
    assert b'href="track.gpx" download="2026-05-04-untimed.gpx"' in page
    (data,) = (data for name, data in site.items() if name.endswith("05-04-untimed/track.gpx"))
    assert data.count(b"<trkpt ") > 1


def test_nothing_is_said_or_drawn_of_the_way_between(site: Mapping[str, bytes]) -> None:
    (page,) = (data for name, data in site.items() if name.endswith("05-02-through/index.html"))
    assert b'class="mp-drawing mp-map"' in page
    assert not [word for word in (b"not recorded", b'class="mp-link"') if word in page]


def test_no_line_is_drawn_where_a_recorder_was_off_at_home(site: Mapping[str, bytes]) -> None:
    (page,) = (data for name, data in site.items() if name.endswith("05-03-leap/index.html"))
    assert page.count(b'class="mp-route"') == 1
    assert b'class="mp-link"' not in page


def test_times_in_a_file_are_those_of_what_is_shown(tmp_path: Path) -> None:
    files = {"journal/2026-05-01.md": "Round.\n", "journal/2026-05-01.gpx": gpx(OUT_AND_BACK)}
    config = f"{CONFIG}[map]\ngpx = true\ngpx_times = true\n{PRIVACY}"
    root = journal(tmp_path, files, config)
    made(root)
    data = tree(root / "output")["journal/2026-05-01/track.gpx"].decode()
    times = re.findall(r"<time>([^<]+)</time>", data)
    (left,) = without_hidden((OUT_AND_BACK,), Hiding((CIRCLE,))).segments
    first, last = (datetime.fromtimestamp(left.time_s[n], UTC) for n in (0, -1))
    assert (times[0], times[-1]) == (f"{first:%FT%TZ}", f"{last:%FT%TZ}")


def test_a_photo_of_the_door_has_no_place_and_no_time(site: Mapping[str, bytes]) -> None:
    assert b"08:31" not in b"".join(site.values())


def test_numbers_are_those_of_what_is_left(tmp_path: Path) -> None:
    """Of a track that was cut before by hand the page is the same, to the byte."""
    (left,) = without_hidden((OUT_AND_BACK,), Hiding((CIRCLE,))).segments
    pages = []
    for name, config, ride in (("a", PRIVACY, OUT_AND_BACK), ("b", "", left)):
        files = {"journal/2026-05-01.md": "Round.\n", "journal/2026-05-01.gpx": gpx(ride)}
        root = journal(tmp_path / name, files, CONFIG + config)
        made(root)
        pages.append(tree(root / "output"))
    assert pages[0] == pages[1]


def start_of(root: Path, config: str, key: str = "title: Out", **how: Any) -> tuple[float, int]:
    """Where the ride out and back begins, and how many warnings there are."""
    files = {
        "journal/2026-05-01-out.md": f"---\n{key}\n---\nOut.\n",
        "journal/2026-05-01-out.gpx": gpx(OUT_AND_BACK),
    }
    found = gathered(root, files, CONFIG + config, **how)
    (activity,) = of(found, "2026-05-01-out")
    return between_m(*activity.lines[0][0], *HOME), len(found.warnings)


def test_what_was_remembered_is_not_used_for_a_new_zone(tmp_path: Path) -> None:
    store = Shelf()
    assert start_of(tmp_path, "", store=store)[0] < 5
    assert start_of(tmp_path, PRIVACY, store=store)[0] > 400
    assert start_of(tmp_path, PRIVACY.replace("400 m", "900 m"), store=store)[0] > 900
    assert not [row for row in store.rows.items() if TOLD in repr(row)]


@pytest.mark.parametrize(
    ("variable", "written", "words"),
    [
        (None, None, "privacy zones need a secret"),
        ("", None, "milepost init --secret"),
        ("short", None, "shorter than 16 letters"),
        (None, b"short\n", "shorter than 16 letters"),
        (None, b"\xff\xfe", "cannot be read, and privacy zones need it"),
    ],
)
def test_without_a_secret_the_old_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    variable: str | None, written: bytes | None, words: str,
) -> None:  # fmt: skip
    root = journal(tmp_path, FILES, CONFIG + PRIVACY)
    (root / "output").mkdir()
    (root / "output" / "index.html").write_text("the old site")
    monkeypatch.delenv("MILEPOST_SECRET")
    if variable is not None:
        monkeypatch.setenv("MILEPOST_SECRET", variable)
    if written is not None:
        (root / SECRET).write_bytes(written)
    with pytest.raises(MilepostError) as caught:
        made(root)
    assert words in problems_of(caught)
    assert tree(root / "output") == {"index.html": b"the old site"}


def test_a_secret_may_stand_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    by_variable = start_of(tmp_path, PRIVACY)
    monkeypatch.delenv("MILEPOST_SECRET")
    (tmp_path / SECRET).write_text(TOLD + "\n")
    assert start_of(tmp_path, PRIVACY) == by_variable


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("privacy: {hide_strat: 1 km}", "takes  {hide_start: 1 km"),
        ("privacy: 1 km", "takes  {hide_start: 1 km"),
        ("privacy: {hide_start: 500}", "takes a number and a unit"),
        ("privcay: {hide_start: 1 km}", "did you mean 'privacy'"),
        ("hide_start: 1 km", "write  privacy: {hide_start: …}"),
    ],
)
def test_what_an_entry_hides_must_be_understood(tmp_path: Path, key: str, words: str) -> None:
    root = journal(tmp_path, {"journal/2026-05-01.md": f"---\n{key}\n---\nOut.\n"})
    with pytest.raises(MilepostError) as caught:
        made(root)
    assert words in problems_of(caught)


@pytest.mark.parametrize(
    ("key", "least_m", "most_m", "warnings"),
    [
        ("title: Out", 1000, 1050, 0),
        ("privacy: {hide_start: 2 km}", 2000, 2050, 0),
        ("privacy: {hide_start: 200 m}", 1000, 1050, 1),
        ("privacy: {hide_start: 200 m, less: yes}", 200, 250, 0),
    ],
)
def test_an_entry_hides_more_than_the_site_or_says_so(
    tmp_path: Path, key: str, least_m: float, most_m: float, warnings: int
) -> None:
    away_m, told = start_of(tmp_path, '[privacy]\nhide_start = "1 km"\n', key)
    assert least_m - 5 <= away_m <= most_m
    assert told == warnings


@pytest.mark.parametrize(("told", "metres"), [("", 0.0), ("tell_hidden = true\n", 1500.0)])
def test_how_much_is_hidden_is_told_if_asked_for_and_roughly(
    tmp_path: Path, told: str, metres: float
) -> None:
    config = PRIVACY.replace("[privacy]\n", f"[privacy]\nhide_end = '200 m'\n{told}")
    files = {
        "journal/2026-05-01-out.md": "Out.\n",
        "journal/2026-05-01-out.gpx": gpx(way((0, 0), (9000, 0))),
    }
    (activity,) = of(gathered(tmp_path, files, CONFIG + config), "2026-05-01-out")
    assert activity.hidden_m == metres
    assert activity.device == DeviceTotals()


def site_of_two_days(root: Path, key: str) -> Mapping[str, bytes]:
    """The site of two days that begin at a door."""
    files = {}
    for day in (1, 2):
        name = f"journal/2026-05-0{day}-out"
        files[f"{name}.md"] = "Out.\n"
        files[f"{name}.gpx"] = gpx(way((0, 0), (9000, 0), day=day))
    config = CONFIG + PRIVACY.replace("[privacy]\n", f"[privacy]\n{key}")
    made(journal(root, files, config))
    return tree(root / "output")


@pytest.mark.parametrize(
    ("key", "pages"),
    [("", set()), ("true_totals = true\n", {"index.html", "stats/index.html"})],
)
def test_true_totals_are_told_of_whole_journeys_and_only_if_asked_for(
    tmp_path: Path, key: str, pages: set[str]
) -> None:
    told = "With what is not shown, about 19 km, 1 h 0 min, 110 m climbed."
    site = {
        path: data.decode().replace("\xa0", " ")
        for path, data in site_of_two_days(tmp_path, key).items()
        if path.endswith((".html", ".json", ".xml"))
    }
    assert {path for path, text in site.items() if told in text} == pages
    assert {path for path, text in site.items() if "what is not shown" in text} == pages


def test_a_day_that_is_hidden_whole_lacks_nothing(tmp_path: Path) -> None:
    """Neither a track, nor times in its cuts: of another day both are missed."""
    files: dict[str, str | bytes] = {"journal/2026-05-04.md": "---\ncut: after 20:00\n---\n"}
    for day, place in ((1, ""), (2, "tracks/")):
        files[f"journal/2026-05-0{day}.md"] = "---\ncut: 08:00-08:31\n---\nRound the block.\n"
        track = gpx(way((0, 0), (200, 0), (0, 0), day=day))
        files[f"{place or 'journal/'}2026-05-0{day}.gpx"] = track
    root = journal(tmp_path, files, CONFIG + PRIVACY)
    _, problems = inspect(find_project(root), Choice(TODAY))
    found = "\n".join(map(str, problems))
    assert "2026-05-04.md" in found
    assert "2026-05-01.md" not in found
    assert "2026-05-02.md" not in found


def checked(root: Path, files: Mapping[str, str | bytes], config: str) -> str:
    _, problems = inspect(find_project(journal(root, files, CONFIG + config)), Choice(TODAY))
    return "\n".join(map(str, problems))


@pytest.mark.parametrize(
    ("track", "told"),
    [
        (way((0, 0), (9000, 0)), True),
        (way((-6000, 0), (0, 0), (6000, 0)), True),
        (way((0, 0), (300, 0), (300, 300), (0, 0)), True),
        (way((3000, 0), (9000, 0)), False),
    ],
    ids=["from the door", "past the door", "round the block", "elsewhere"],
)
@pytest.mark.parametrize("place", ["journal", "tracks"])
def test_a_typed_distance_is_warned_of_wherever_the_hidden_part_lies(
    tmp_path: Path, track: Segment, told: bool, place: str
) -> None:
    entry = "---\ndistance: 12.3 km\n---\nOut.\n"
    files = {"journal/2026-05-01.md": entry, f"{place}/2026-05-01.gpx": gpx(track)}
    assert ("2026-05-01.md:2: its typed distance" in checked(tmp_path, files, PRIVACY)) is told


OUT = way((0, 0), (9000, 0))  # from 08:30
BACK, OFF = way((9000, 0), (0, 0)), way((6000, 0), (9000, 0), hour=5)
AWAY, AT_HOME = way((9000, 0), (4000, 0)), way((200, 0), (0, 0), (200, 0), hour=5)


@pytest.mark.parametrize(
    ("tracks", "transfer", "missed"),
    [
        ([OUT], "car 08:30-08:31", False),
        ([OUT], "car 08:20-08:31", False),
        ([OUT], "car 12:00-12:10", True),
        ([BACK, OFF], "car 09:40-10:00", False),
        ([AWAY, AT_HOME], "car 09:40-10:00", False),
    ],
    ids=["at the door", "before and at it", "at no time", "from the door", "to the door"],
)
def test_a_transfer_in_what_is_hidden_is_not_missed(
    tmp_path: Path, tracks: list[Segment], transfer: str, missed: bool
) -> None:
    files = {f"journal/2026-05-01-{n}.gpx": gpx(track) for n, track in enumerate(tracks)}
    entry = f"---\ntransfer: {transfer}\n---\nOut.\n"
    told = checked(tmp_path, {"journal/2026-05-01.md": entry, **files}, PRIVACY)
    assert ("2026-05-01.md:2: no track of this day has" in told) is missed


def test_a_step_over_the_zone_is_hidden_without_times_too(tmp_path: Path) -> None:
    past = way((-6000, 0), (6000, 0), step_m=4000)
    files = {
        "journal/2026-05-01.md": "Out.\n",
        "journal/2026-05-01.gpx": gpx(replace(past, time_s=np.full(len(past), np.nan))),
    }
    (activity,) = of(gathered(tmp_path, files, CONFIG + PRIVACY), "2026-05-01")
    assert len(activity.lines) == len(activity.brinks) == 2


@pytest.mark.parametrize("walk", ["journal/2026-05-01-walk.gpx", "tracks/walk.gpx"])
@pytest.mark.parametrize("untimed", [0, 1], ids=["all times", "some times"])
def test_nothing_is_told_of_a_photo_taken_while_a_whole_track_is_hidden(
    tmp_path: Path, walk: str, untimed: int
) -> None:
    """On a walk too short to be shown, beside the ride of the morning."""
    walked = way((0, 0), (400, 0), hour=8, step_m=2)
    walked.time_s[7 : 7 + untimed] = np.nan
    taken = ("13:31", "14:00")
    files = {
        "journal/2026-05-01.md": "Out.\n",
        "journal/2026-05-01-ride.gpx": gpx(way((-6000, 200), (6000, 200))),
        walk: gpx(walked),
    } | {
        f"journal/2026-05-01-{n}.jpg": photograph(f"2026:05:01 {clock}:00", gps=POSITION)
        for n, clock in enumerate(taken)
    }
    settings = "[privacy]\nhide_start = '500 m'\nhide_end = '500 m'\n"
    made(journal(tmp_path, files, CONFIG + settings))
    page = (tmp_path / "output/journal/2026-05-01/index.html").read_text().replace("\xa0", " ")
    assert {clock for clock in taken if clock in page} == {"14:00"}
    assert {*re.findall(r"at [\d.]+ km", page)} == {"at 5.5 km"}
