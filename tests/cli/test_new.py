from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from builders import gpx, journal, northward, segment
from commands import run

EVENING_IN_INDIA = datetime(2021, 12, 6, 19, 0, tzinfo=UTC)


@pytest.fixture
def root(inside: Path) -> Path:
    return journal(inside, {})


def track(folder: Path, name: str = "ride.gpx", start: datetime = EVENING_IN_INDIA) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gpx(northward(30, step_s=10, lat=26.9, lon=75.8, start=start)))
    return path


def entries(root: Path) -> list[str]:
    folder = root / "site_src" / "journal"
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def test_the_bundle_has_the_local_date_of_the_track(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", "Through", "Jaipur", "--track", str(track(root))) == 0
    assert entries(root) == [
        "2021-12-07-through-jaipur/index.md",
        "2021-12-07-through-jaipur/ride.gpx",
    ]
    written = "write your words into site_src/journal/2021-12-07-through-jaipur/index.md\n"
    assert capsys.readouterr().out == written
    assert (root / "ride.gpx").is_file()


def test_a_new_entry_is_built_with_its_track(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "Jaipur", "--track", str(track(root)))
    assert run("build", "--now", "2026-01-01") == 0
    assert "1 entry, 1 track" in capsys.readouterr().out


def test_a_typed_date_wins(root: Path) -> None:
    run("new", "Jaipur", "--date", "2021-12-01", "--track", str(track(root)))
    assert entries(root)[0] == "2021-12-01-jaipur/index.md"


def test_without_a_track_the_date_is_today(root: Path) -> None:
    assert run("new", "Rest") == 0
    (name,) = entries(root)
    made = datetime.fromisoformat(name[:10]).date()
    assert abs((made - datetime.now(UTC).date()).days) <= 1


def test_without_a_title_the_date_is_the_name(root: Path) -> None:
    assert run("new", "--date", "2026-05-01") == 0
    assert entries(root) == ["2026-05-01/index.md"]
    assert (root / "site_src/journal/2026-05-01/index.md").read_text() == ""


def test_several_tracks_of_one_name_are_all_kept(root: Path) -> None:
    one, two = track(root / "a"), track(root / "b")
    assert run("new", "Both", "--track", str(one), "--track", str(two)) == 0
    assert len([name for name in entries(root) if name.endswith(".gpx")]) == 2


def test_what_is_there_is_never_overwritten(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("new", "Rest", "--date", "2026-05-01")
    path = root / "site_src/journal/2026-05-01-rest/index.md"
    path.write_text("my words")
    assert run("new", "Rest", "--date", "2026-05-01") == 1
    assert path.read_text() == "my words"
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    "title",
    ["Lost: one watch", "Plain title", 'A "quoted" \\ word', "# no comment", "- dash", "yes",
     "12:30", "{brace}", "चाय", "a: b # c", "'single'", "100 km", "no", "~", "Trailing space "],
)  # fmt: skip
def test_a_title_of_any_words_is_read_back_as_typed(root: Path, title: str) -> None:
    assert run("new", "--date", "2026-05-01", "--", title) == 0
    (name,) = entries(root)
    text = (root / "site_src/journal" / name).read_text()
    keys = yaml.load(text.split("---")[1], Loader=yaml.BaseLoader)
    assert keys == {"title": title.strip()}
    assert run("build", "--strict", "--now", "2026-06-01") == 0


def test_a_title_with_a_colon_is_quoted(root: Path) -> None:
    run("new", "Lost: one watch", "--date", "2026-05-01")
    text = (root / "site_src/journal/2026-05-01-lost-one-watch/index.md").read_text()
    assert 'title: "Lost: one watch"' in text


def test_a_draft_is_left_out_of_builds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("new", "Secret", "--date", "2026-05-01", "--draft")
    run("build", "--now", "2026-06-01")
    assert "(skipped draft: " in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"no track", b"<gpx></gpx>", b"\x00\xff"])
def test_an_unreadable_track_makes_no_entry(
    root: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "ride.gpx").write_bytes(content)
    assert run("new", "Jaipur", "--track", "ride.gpx") == 1
    assert "ride.gpx" in capsys.readouterr().err
    assert entries(root) == []


def test_a_file_of_another_kind_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "ride.kml").write_bytes(b"")
    assert run("new", "Jaipur", "--track", "ride.kml") == 1
    assert ".gpx" in capsys.readouterr().err


def test_a_wrong_date_is_wrong_usage(root: Path) -> None:
    assert run("new", "Jaipur", "--date", "yesterday") == 2
    assert entries(root) == []


def test_a_failing_editor_is_told_in_words(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VISUAL", "false")
    assert run("new", "Rest", "--date", "2026-05-01", "--edit") == 1
    assert "false" in capsys.readouterr().err
    assert entries(root) == ["2026-05-01-rest/index.md"]


def test_the_editor_is_given_the_entry(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "touch -r site_src/site.toml")
    assert run("new", "Rest", "--date", "2026-05-01", "--edit") == 0
    made = root / "site_src/journal/2026-05-01-rest/index.md"
    assert made.stat().st_mtime == (root / "site_src/site.toml").stat().st_mtime


def test_a_track_without_times_needs_the_day(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "timeless.gpx"
    path.write_bytes(gpx(segment([46.0, 46.001, 46.002], [7.0, 7.0, 7.0])))
    assert run("new", "Friend", "--track", str(path)) == 2
    assert "the track has no times; say the day:  --date" in capsys.readouterr().err
    assert run("new", "Friend", "--track", str(path), "--date", "2026-05-04") == 0
    assert entries(root) == ["2026-05-04-friend/index.md", "2026-05-04-friend/timeless.gpx"]
