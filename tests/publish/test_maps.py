"""Maps of days and journeys on pages."""

import re
from datetime import timedelta

import pytest

from builders import CONFIG, START, Make, gpx, northward, segment

DAY = "journal/2026-05-01/index.html"
LATER = START + timedelta(hours=1)


def size(page: bytes) -> tuple[int, int]:
    found = re.search(rb'mp-map" viewBox="0 0 (\d+) (\d+)"', page)
    assert found
    return int(found[1]), int(found[2])


def files(track: bytes) -> dict[str, str | bytes]:
    return {"journal/2026-05-01.md": "Words.\n", "journal/2026-05-01.gpx": track}


def test_a_way_to_the_north_has_a_taller_map_than_one_to_the_east(made: Make) -> None:
    eastward = segment([46.0] * 60, [7 + n / 1000 for n in range(60)], seconds=range(60))
    north = size(made(files(gpx(northward(60))))[DAY])
    east = size(made(files(gpx(eastward)))[DAY])
    assert north == (800, 700)
    assert east == (800, 520)


@pytest.mark.parametrize(
    ("sport", "said"),
    [("cycling", "a ride of"), ("running", "a run of"), ("", "an activity of")],
)
def test_the_caption_says_what_was_done(made: Make, sport: str, said: str) -> None:
    page = made(files(gpx(northward(600), sport=sport)))[DAY].decode()
    assert f"1 May 2026: {said} 3.0" in page


def test_a_gap_within_a_day_is_dashed_and_told(made: Make) -> None:
    whole, broken = northward(600), (northward(200), northward(200, lat=46.03, start=LATER))
    assert b"mp-link" not in made(files(gpx(whole)))[DAY]
    page = made(files(gpx(*broken)))[DAY].decode()
    assert page.count('class="mp-link"') == 1
    assert page.count("Dashed: not recorded.") == 2  # in the caption, and for the blind
    assert "a ride of 2.0" in page


def test_from_day_to_day_nothing_is_dashed(made: Make) -> None:
    days = {
        f"journal/2026-05-0{n}.{kind}": content
        for n in (1, 2)
        for kind, content in (("md", "Words.\n"), ("gpx", gpx(northward(200, lat=45 + n))))
    }
    home = made(days)["index.html"].decode()
    assert "mp-tone-1" in home
    assert "mp-link" not in home
    assert "Dashed" not in home


def test_an_estimated_distance_is_told_as_one(made: Make) -> None:
    page = made(files(gpx(northward(60, step_s=60))))[DAY].decode()
    assert "a ride of approx.\xa017.7" in page
    assert '<span class="note">approx.</span>' in page


def test_a_day_without_a_track_has_no_map_and_no_picture(made: Make) -> None:
    made_files = made({"journal/2026-05-01.md": "---\nrest: yes\n---\nWords.\n"})
    assert b"mp-map" not in made_files[DAY]
    assert "journal/2026-05-01/map.png" not in made_files


def test_feeds_and_previews_get_a_picture_of_1200_by_630(made: Make) -> None:
    png = made(files(gpx(northward(60))))["journal/2026-05-01/map.png"]
    assert png[16:24] == (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")
    assert len(png) < 300_000


def test_the_plan_is_drawn_and_its_length_told(made: Make) -> None:
    config = CONFIG + '[[journeys]]\ntitle = "J"\nroutes = ["plan.gpx"]\n'
    plan = {"routes/plan.gpx": gpx(northward(6000))}
    home = made({**files(gpx(northward(60))), **plan}, config)["index.html"].decode()
    assert "mp-plan" in home
    assert "30.0\xa0km planned" in home
