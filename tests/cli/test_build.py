import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import CONFIG, gpx, journal, northward
from commands import run

FILES: dict[str, str | bytes] = {
    "journal/2026-05-01.md": "---\ntitle: Start\ntags: [lake]\n---\nOff.\n",
    "journal/2026-05-01.gpx": gpx(northward(30, step_s=10)),
    "journal/2026-05-02.md": "---\nrest: yes\n---\nRain.\n",
}
LATER = "--now", "2026-05-20"


def pages(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal, built once with its store; never touched by a test."""
    root = journal(tmp_path_factory.mktemp("master"), FILES)
    run("-C", str(root), "build", *LATER)
    return root


@pytest.fixture
def built(inside: Path, master: Path) -> Path:
    """A copy of the journal with its site and its store."""
    return shutil.copytree(master, inside, dirs_exist_ok=True)


@pytest.fixture
def root(inside: Path, master: Path) -> Path:
    """A journal that was never built, but for its pictures: they are in the store."""
    shutil.copytree(master / ".cache", inside / ".cache")
    return journal(inside, FILES)


def test_the_last_line_sums_up_what_was_built(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", *LATER) == 0
    told = capsys.readouterr()
    pattern = (
        r"\d+ pages, 2 entries, 1 track in \d+\.\d s, \d+ files changed -> output/index\.html\n"
    )
    assert re.fullmatch(pattern, told.out)
    assert told.err == ""
    number = len([name for name in pages(root / "output") if name.endswith(".html")])
    assert told.out.startswith(f"{number} pages")


def test_a_second_build_says_that_nothing_changed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for cache in ((), ("--no-cache",)):
        run("build", *LATER)
        first = capsys.readouterr().out.split(" in ")[0]
        assert run("build", *LATER, *cache) == 0
        told = capsys.readouterr().out
        assert told.split(" in ")[0] == first
        assert "nothing changed -> output/index.html" in told


def test_what_was_left_out_is_named_with_its_reason(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(
        root, {"journal/2026-05-03.md": "---\ndraft: yes\n---\n", "journal/2026-06-01.md": ""}
    )
    for _ in range(2):
        run("build", *LATER)
        skipped = "(skipped draft: journal/2026-05-03.md; future: journal/2026-06-01.md)"
        assert skipped in capsys.readouterr().out


def test_a_warm_build_knows_when_something_falls_due(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(root, {"journal/2026-05-03.md": "---\npublish_after: 2026-05-05 08:00\n---\n"})
    held = "held back until 2026-05-05 08:00: journal/2026-05-03.md"
    for now, entries, news in (
        ("2026-05-05T05:10Z", 2, "changed ->"),
        ("2026-05-05T05:59Z", 2, "nothing changed ->"),
        ("2026-05-05T06:00Z", 3, "files changed ->"),
        ("2026-05-05T06:10Z", 3, "nothing changed ->"),
    ):
        assert run("build", "--now", now) == 0
        told = capsys.readouterr().out
        assert (held in told) is (entries == 2)
        assert f" {entries} entries," in told
        assert news in told


def test_a_date_for_now_is_the_begin_of_that_day_at_the_place(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zone = CONFIG.replace("Europe/Zurich", "America/Denver")
    journal(
        root, {"journal/2026-05-03.md": "---\npublish_after: 2026-05-03 00:01\n---\n"}, zone
    )
    run("build", "--now", "2026-05-03")
    told = capsys.readouterr().out
    assert "held back until 2026-05-03 00:01: journal/2026-05-03.md\n" in told
    assert " 2 entries," in told


def test_drafts_and_coming_days_come_when_asked_for(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(
        root, {"journal/2026-05-03.md": "---\ndraft: yes\n---\n", "journal/2026-06-01.md": ""}
    )
    for options, entries in ((), 2), (("-D",), 3), (("-F",), 3), (("-D", "-F"), 4):
        run("build", *LATER, *options)
        assert f" {entries} entries," in capsys.readouterr().out


def test_now_decides_what_is_future(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for now, entries in (
        ("2026-05-01T12:00Z", "1 entry"),
        ("2026-05-01T22:00Z", "2 entries"),  # it is past midnight in Zurich
        ("2026-04-01", "0 entries"),
    ):
        run("build", "--now", now)
        assert f" {entries}," in capsys.readouterr().out


def test_the_journal_is_found_from_a_folder_inside(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root / "site_src" / "journal")
    assert run("build", *LATER) == 0
    assert (root / "output" / "index.html").is_file()
    assert f"-> {root / 'output' / 'index.html'}" in capsys.readouterr().out


def test_the_journal_may_be_named(
    root: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert run("-C", str(root), "build", *LATER) == 0
    assert (root / "output" / "index.html").is_file()
    assert list(Path.cwd().iterdir()) == []


def test_the_output_may_be_elsewhere(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build", *LATER, "-o", "public/site") == 0
    assert (root / "public" / "site" / "index.html").is_file()
    assert not (root / "output").exists()
    assert "-> public/site/index.html" in capsys.readouterr().out


def test_an_output_that_holds_the_journal_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", *LATER, "-o", ".") == 1
    assert "choose another output folder" in capsys.readouterr().err
    assert (root / "site_src" / "site.toml").is_file()


def feed(root: Path) -> str:
    return (root / "output" / "feed.xml").read_text()


def test_the_address_comes_from_the_option_then_the_variable_then_the_settings(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", *LATER)
    assert "https://example.org/j/journal/2026-05-01/" in feed(root)
    monkeypatch.setenv("SITE_URL", "https://ci.example/x")
    run("build", *LATER)
    assert "https://ci.example/x/journal/2026-05-01/" in feed(root)
    run("build", *LATER, "-b", "https://me.example/")
    assert "https://me.example/journal/2026-05-01/" in feed(root)
    assert "ci.example" not in feed(root)


def test_an_empty_variable_is_no_address(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "")
    assert run("build", *LATER) == 0
    assert "https://example.org/j/journal/2026-05-01/" in feed(root)


def test_warnings_are_shown_and_the_site_is_built(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(root, {"journal/2026-05-02.md": "---\ntag: a\ntilte: x\n---\nRain.\n"})
    for _ in range(2):  # from the store too
        assert run("build", *LATER) == 0
        told = capsys.readouterr().err
        assert "warning: site_src/journal/2026-05-02.md:3" in told
        assert "did you mean 'title'?" in told


def test_strict_refuses_warnings_and_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", *LATER)
    before = pages(root / "output")
    journal(root, {"journal/2026-05-02.md": "---\ntilte: x\n---\nOther rain.\n"})
    assert run("build", *LATER, "--strict") == 1
    assert "nothing was written" in capsys.readouterr().err
    assert pages(root / "output") == before
    assert run("build", *LATER) == 0
    assert run("build", *LATER, "--strict") == 1  # though it is built already


def test_errors_are_one_and_all_are_shown(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    journal(root, {"journal/2026-05-03.md": "---\nrest: perhaps\n---\n", "journal/x.md": ""})
    assert run("build", *LATER) == 1
    told = capsys.readouterr()
    assert "error: site_src/journal/2026-05-03.md:2:7: 'rest' takes yes or no" in told.err
    assert "error: site_src/journal/x.md" in told.err
    assert "2 errors; nothing was written" in told.err
    assert told.out == ""
    assert not (root / "output").exists()


def test_each_problem_is_told_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal(root, {"journal/2026-05-03.md": "---\ntilte: x\n---\nA.\n"})
    run("build", *LATER)
    assert capsys.readouterr().err.count("unknown key 'tilte'") == 1


def test_verbose_names_each_file_that_changed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", *LATER)
    capsys.readouterr()
    (root / "site_src/journal/2026-05-02.md").unlink()
    run("build", *LATER, "-v")
    told = capsys.readouterr().out.splitlines()
    assert "+ index.html" in told
    assert "- journal/2026-05-02/index.html" in told
    assert not any("journal/2026-05-01/map.png" in line for line in told)


def test_without_cache_nothing_is_kept(inside: Path) -> None:
    root = journal(inside, FILES)
    assert run("build", *LATER, "--no-cache") == 0
    assert not (root / ".cache").exists()


def spoil_page(root: Path) -> None:
    (root / "output" / "index.html").write_text("defaced")


def lose_page(root: Path) -> None:
    (root / "output" / "404.html").unlink()


def lose_manifest(root: Path) -> None:
    (root / "output" / "milepost-manifest.txt").unlink()


def lose_all(root: Path) -> None:
    for path in sorted((root / "output").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (root / "output").rmdir()


def edit_entry(root: Path) -> None:
    journal(root, {"journal/2026-05-01.md": "Other words.\n"})


def edit_settings(root: Path) -> None:
    journal(root, {}, CONFIG.replace("A journey", "Another"))


def add_override(root: Path) -> None:
    journal(root, {"overrides/templates/404.html": "lost"})


def add_theme(root: Path) -> None:
    theme = root / "themes" / "default"
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.toml").write_text("")
    kinds = """
        home now day archive stats years year tags tag places search about-numbers follow book
        share 404
    """
    for name in kinds.split():
        (theme / "templates" / f"{name}.html").write_text(f"{name} of a small theme")


def add_and_take_back(root: Path) -> None:
    journal(root, {"static/extra.txt": "extra"})
    run("build", *LATER)
    (root / "site_src" / "static" / "extra.txt").unlink()


CHANGES = [
    spoil_page, lose_page, lose_manifest, lose_all,
    edit_entry, edit_settings, add_override, add_theme, add_and_take_back,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_changed_the_next_build_is_as_a_first_one(
    built: Path, change: Callable[[Path], None]
) -> None:
    run("build", *LATER)  # here, not only where the copy is from
    change(built)
    assert run("build", *LATER) == 0
    assert run("build", *LATER, "-o", "clean", "--no-cache") == 0
    assert pages(built / "output") == pages(built / "clean")
