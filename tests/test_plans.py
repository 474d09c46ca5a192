"""What `site.toml` plans: people, journeys with their routes, goals, money."""

from pathlib import Path

import pytest

from builders import CONFIG
from milepost.assemble.site import Parts
from milepost.errors import ConfigError
from photographs import photograph
from recordings import gathered, told

ROUTE = (
    b'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
    b'<trkpt lat="46" lon="7"/><trkpt lat="46.1" lon="7"/></trkseg></trk></gpx>'
)
PEOPLE = '[[athletes]]\nname = "Asha Rao"\n[[athletes]]\nname = "Kabir"\nslug = "km"\n'
ALPS = '[[journeys]]\ntitle = "The Alps"\nslug = "alps"\n'


def parts(root: Path, *tables: str, **files: bytes) -> Parts:
    named = {name.replace("__", "/") + ".gpx": data for name, data in files.items()}
    return gathered(root, named, CONFIG + "".join(tables)).parts


def test_a_journey_has_its_goal_its_sports_and_its_athletes(tmp_path: Path) -> None:
    keys = 'goal = "1000 km"\nsports = ["ride"]\nathletes = ["km"]\n'
    (plan,) = parts(tmp_path, PEOPLE, ALPS, keys).plans
    assert (plan.slug, plan.goal_m, plan.sports) == ("alps", 1e6, ("ride",))
    assert [athlete.name for athlete in plan.athletes] == ["Kabir"]
    assert plan.total_m == 1e6


def test_a_route_is_what_makes_a_journey_complete(tmp_path: Path) -> None:
    (plan,) = parts(tmp_path, ALPS, 'routes = ["a.gpx"]\n', routes__a=ROUTE).plans
    assert plan.total_m == pytest.approx(11_115, rel=0.001)


@pytest.mark.parametrize(("goal", "is_told"), [("12 km", True), ("11.2 km", False)])
def test_a_goal_beyond_the_end_of_the_route_is_told_of(
    tmp_path: Path, goal: str, is_told: bool
) -> None:
    config = f'{CONFIG}{ALPS}routes = ["a.gpx"]\ngoal = "{goal}"\n'
    messages = told(gathered(tmp_path, {"routes/a.gpx": ROUTE}, config))
    wanted = (
        "site.toml:12:8: the goal of 'The Alps' is longer than its route of 11 km, "
        "which counts; make it shorter or take it out"
    )
    assert [message.split("\n")[0] for message in messages] == ([wanted] if is_told else [])


def test_goals_know_their_people_and_their_journey(tmp_path: Path) -> None:
    keys = '[[goals]]\nname = "Höhe"\nelevation_gain = "8849 m"\njourney = "The Alps"\n'
    (goal,) = parts(tmp_path, PEOPLE, ALPS, keys, 'athletes = ["asha rao"]\n').goals
    assert (goal.slug, goal.unit, goal.target, goal.journey) == (
        "hohe",
        "elevation_gain",
        8849.0,
        "alps",
    )
    assert [athlete.slug for athlete in goal.athletes] == ["asha-rao"]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [("", "alps"), ('counts = "The Alps"\n', "alps"), ('counts = "Run"\n', "run")],
)
def test_money_is_tied_to_a_journey_or_a_goal(
    tmp_path: Path, counts: str, expected: str
) -> None:
    goal = '[[goals]]\nname = "Run"\ndistance = "10 km"\n'
    fund = f'[fundraiser]\ntitle = "Trees"\ncurrency = "INR"\nper_km = 2\n{counts}'
    found = parts(tmp_path, ALPS, goal, fund).fundraiser
    assert found and (found.counts, found.typed) == (expected, False)


def test_nobody_raises_money_unasked(tmp_path: Path) -> None:
    assert parts(tmp_path).fundraiser is None


def test_a_cause_that_counts_for_nothing_known_is_told_of(tmp_path: Path) -> None:
    config = f'{CONFIG}[fundraiser]\ntitle = "T"\ncurrency = "INR"\ncounts = "nothing"\n'
    with pytest.raises(ConfigError, match="'nothing'"):
        gathered(tmp_path, {}, config)


def test_a_face_that_belongs_to_a_draft_is_told(tmp_path: Path) -> None:
    files = {
        "journal/2026-05-01/index.md": "---\ndraft: yes\n---\nSecret.\n",
        "journal/2026-05-01/asha.jpg": photograph(),
    }
    config = f'{CONFIG}[[athletes]]\nname = "Asha Rao"\nphoto = "journal/2026-05-01/asha.jpg"\n'
    (message,) = told(gathered(tmp_path, files, config))
    assert message.split("\n")[0].endswith(
        ":9: the picture 'journal/2026-05-01/asha.jpg' of Asha Rao belongs to an entry that is "
        "not published; move it to pages/"
    )
