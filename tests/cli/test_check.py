from datetime import timedelta
from pathlib import Path

import pytest

from builders import CONFIG, START, gpx, journal, northward
from commands import run

GOOD: dict[str, str | bytes] = {
    "journal/2026-05-01.md": "Off.\n",
    "journal/2026-05-01.gpx": gpx(northward(30, step_s=10)),
}
LATER = "--now", "2026-05-20"


def test_a_good_journal_has_nothing_to_mend(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(inside, GOOD)
    assert run("check", "--strict", *LATER) == 0
    assert capsys.readouterr() == ("1 entry checked: nothing to mend\n", "")


def test_a_check_writes_no_site(inside: Path) -> None:
    journal(inside, GOOD)
    run("check", *LATER)
    assert not (inside / "output").exists()
    run("check", "--no-cache", *LATER)


def test_findings_are_warnings_and_well(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(inside, {**GOOD, "journal/2026-05-02.md": "No track.\n"})
    assert run("check", *LATER) == 0
    told = capsys.readouterr()
    assert "warning: site_src/journal/2026-05-02.md: has neither track nor numbers" in told.err
    assert told.out == "2 entries checked: 1 warning\n"


def test_strict_findings_are_one(inside: Path) -> None:
    journal(inside, {**GOOD, "journal/2026-05-02.md": "No track.\n"})
    assert run("check", "--strict", *LATER) == 1


def test_a_missing_address_is_a_finding(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(inside, GOOD, CONFIG.replace('url = "https://example.org/j/"\n', ""))
    run("check", *LATER)
    assert "[site] has no url" in capsys.readouterr().err


def test_errors_are_one_and_told_as_a_build_would(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(inside, {**GOOD, "journal/2026-05-02.md": "---\nrest: maybe\n---\n"})
    assert run("check", *LATER) == 1
    assert "error: site_src/journal/2026-05-02.md:2:7: 'rest'" in capsys.readouterr().err


ZONE = '[[privacy.zones]]\nlat = 47.0\nlon = 8.0\nradius = "400 m"\nname = "Nest"\n'


def test_privacy_needs_a_site(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal(inside, GOOD)
    assert run("check", "--privacy") == 1
    assert "output: there is no site here; build it first" in capsys.readouterr().err


def test_a_point_in_a_zone_ends_a_privacy_check_with_one(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(inside, GOOD, CONFIG + ZONE)
    (inside / "public").mkdir()
    (inside / "public" / "index.html").write_text("<p>47.0012, 8.0001</p>")
    assert run("check", "--privacy", "-o", "public") == 1
    told = capsys.readouterr()
    leak = "public/index.html: 1 point lies inside zone 1 of [privacy]"
    assert told.err == f"error: {leak}\n"
    assert told.out == "public looked through, points in 1 zone: 1 leak\n"
    (inside / "public" / "index.html").write_text("<p>47.0112, 8.0001</p>")
    assert run("check", "--privacy", "-o", "public") == 0


def test_a_file_of_an_unknown_kind_is_told_and_fails_only_if_strict(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(inside, GOOD)
    (inside / "public").mkdir()
    (inside / "public/index.html").write_text("<p>Hello</p>")
    (inside / "public/song.mp3").write_bytes(bytes(range(256)))
    assert run("check", "--privacy", "-o", "public") == 0
    out, err = capsys.readouterr()
    assert "nothing found" in out and "warning: public: 1 file of a kind" in err
    assert err.endswith("song.mp3\n")
    assert run("check", "--privacy", "--strict", "-o", "public") == 1


def test_an_output_is_for_privacy_checks_only(inside: Path) -> None:
    journal(inside, GOOD)
    assert run("check", "-o", "public") == 2


@pytest.mark.parametrize(("ci", "told"), [("", True), ("false", True), ("true", False)])
def test_where_a_home_seems_to_be_is_not_in_the_log_of_ci(
    inside: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    ci: str,
    told: bool,
) -> None:
    files: dict[str, str | bytes] = {}
    for day in (1, 2, 3):
        track = northward(30, step_s=10, start=START + timedelta(days=day - 1))
        files |= {f"journal/2026-05-0{day}.md": "", f"journal/2026-05-0{day}.gpx": gpx(track)}
    journal(inside, files)
    monkeypatch.setenv("CI", ci)
    run("check", *LATER)
    found = capsys.readouterr().err
    assert "looks like a home" in found
    assert ("lat = 46.0" in found) is told


def test_a_home_is_found_before_what_leads_there_comes_out(
    inside: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = ("title: Out", "publish_after: 2100-01-01", "draft: yes")
    files: dict[str, str | bytes] = {}
    for day, key in enumerate(keys, 1):
        track = northward(30, step_s=10, start=START + timedelta(days=day - 1))
        files[f"journal/2026-05-0{day}.md"] = f"---\n{key}\n---\n"
        files[f"journal/2026-05-0{day}.gpx"] = gpx(track)
    files["journal/2026-05-03-broken.gpx"] = "<gpx"  # a draft may be
    journal(inside, files)
    run("check", *LATER)
    assert "looks like a home: 3 recordings" in capsys.readouterr().err
