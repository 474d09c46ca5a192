"""Goals: the list, the page of each with its history, and what days add."""

from trips import Files, words

GOAL, ANN, BO = (
    "goals/five-on-foot/index.html",
    "journal/2026-05-02-ann/index.html",
    "journal/2026-05-02-bo/index.html",
)


def test_the_list_says_how_much_of_each_is_done(under_way: Files) -> None:
    for path in ("goals/index.html", "index.html"):
        said = words(under_way[path])
        assert "Five on foot All 5.0 km done on 2 May 2026" in said, path
        assert "Swim 0 of 3 days, 3 days to go" in said, path


def test_a_goal_has_its_history_with_the_days_that_added_to_it(under_way: Files) -> None:
    said = words(under_way[GOAL])
    assert "Five on foot In pieces. Run" in said
    assert "3 Feb Snow Half reached 3.0 km 3.0 km" in said
    assert "2 May On Four reached 1.0 km 4.0 km" in said
    assert "2 May Beside Goal reached 1.5 km 5.5 km" in said
    assert 'href="../../journal/2026-05-02-bo/">Beside</a>' in under_way[GOAL].decode()


def test_the_stages_of_a_goal_have_their_dates(under_way: Files) -> None:
    said = words(under_way[GOAL])
    assert "Half 2.5 km 3 February 2026 Four 3.9 km 2 May 2026" in said


def test_a_goal_that_nobody_has_begun_says_so(under_way: Files) -> None:
    said = words(under_way["goals/swim/index.html"])
    assert "Swim · Bo 0 of 3 days" in said
    assert "No day has added to it yet." in said


def test_a_day_says_what_it_added_and_what_it_reached(under_way: Files) -> None:
    assert "Goals Five on foot Four reached 1.0 km run, 4.0 of 5.0 km" in words(under_way[ANN])
    assert "Five on foot Goal reached 1.5 km run, all 5.0 km done" in words(under_way[BO])
    assert 'href="../../goals/five-on-foot/"' in under_way[ANN].decode()
    assert "Five on foot" not in words(under_way["journal/2026-05-01/index.html"])
