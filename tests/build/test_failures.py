"""What goes wrong leaves the old site alone."""

import os
from pathlib import Path

import pytest

from builders import CONFIG, journal
from journals import (
    made,
    problems_of,
    remembering,
    stamps,
    track,
)
from milepost.errors import AddressError, BuildError, ConfigError, MilepostError

# What goes wrong.


def test_a_failing_build_leaves_the_output_alone_and_tells_all_problems(finished: Path) -> None:
    before = stamps(finished / "output")
    journal(
        finished,
        {
            "journal/2026-05-06.md": "---\ntracks: lost.gpx\n---\nA.\n",
            "journal/2026-05-07.md": "---\nrest: perhaps\ndistance: far\n---\nB.\n",
            "journal/undated.md": "C.\n",
            "journal/2026-05-01.gpx": "<gpx><trk>",
            "pages/bad.md": "---\ntitle: [\n---\n",
        },
    )
    with pytest.raises(BuildError) as caught:
        remembering(finished)
    told = problems_of(caught)
    for name in ("2026-05-06.md", "2026-05-07.md", "undated.md", "2026-05-01.gpx", "bad.md"):
        assert f"site_src/{'pages' if name == 'bad.md' else 'journal'}/{name}" in told
    assert "'rest'" in told
    assert "'distance'" in told
    assert stamps(finished / "output") == before


def test_errors_of_the_settings_are_told_with_their_lines(root: Path) -> None:
    journal(root, {}, CONFIG.replace("Europe/Zurich", "Nowhere/Land") + "units = 3\n")
    with pytest.raises(ConfigError) as caught:
        made(root)
    assert "site_src/site.toml:7:" in problems_of(caught)
    assert "site_src/site.toml:8:" in problems_of(caught)


def test_errors_of_assembling_name_the_file_as_the_author_sees_it(root: Path) -> None:
    journal(root, {"journal/2026-05-06.md": "---\njourney: moon\n---\nA.\n"})
    with pytest.raises(BuildError, match=r"site_src/journal/2026-05-06\.md:2"):
        made(root)


def test_two_sources_of_one_address_stop_the_build(finished: Path) -> None:
    before = stamps(finished / "output")
    journal(finished, {"static/about/index.html": "mine"})
    with pytest.raises(AddressError, match=r"static/about/index\.html") as caught:
        made(finished)
    assert "pages/about.md" in problems_of(caught)
    assert stamps(finished / "output") == before


def test_a_broken_template_leaves_the_output_alone(finished: Path) -> None:
    before = stamps(finished / "output")
    journal(finished, {"overrides/templates/404.html": "<p>{{ nobody.name }}"})
    with pytest.raises(MilepostError, match=r"404\.html"):
        made(finished)
    assert stamps(finished / "output") == before


def test_a_recipe_that_fails_leaves_the_output_alone(finished: Path) -> None:
    before = stamps(finished / "output")
    journal(finished, {"journal/2026-05-01.md": "Changed.\n"})

    def breaking(fn, items):
        work = list(items)
        if len(work) > 1 and "Recipe(" in repr(work[0]):
            raise MemoryError
        return map(fn, work)

    with pytest.raises(MemoryError):
        made(finished, pmap=breaking)
    assert stamps(finished / "output") == before


def test_warnings_are_told_and_the_site_is_built(finished: Path) -> None:
    journal(finished, {"tracks/x.gpx": track(15)})
    built = remembering(finished)
    (problem,) = built.prepared.warnings
    assert str(problem).startswith("site_src/tracks/x.gpx: ")
    assert "write journal/2026-05-15.md" in str(problem)
    assert (finished / "output" / "index.html").is_file()


def test_strict_builds_nothing_when_there_is_a_warning(finished: Path) -> None:
    before = stamps(finished / "output")
    journal(finished, {"tracks/x.gpx": track(15), "journal/2026-05-01.md": "Changed.\n"})
    with pytest.raises(BuildError, match=r"2026-05-15\.md"):
        made(finished, strict=True)
    assert stamps(finished / "output") == before


def test_strict_builds_when_there_is_no_warning(finished: Path) -> None:
    remembering(finished, strict=True)
    assert (finished / "output" / "index.html").is_file()


def test_an_empty_journal_is_a_site_too(tmp_path: Path) -> None:
    root = journal(tmp_path, {})
    made(root)
    assert (root / "output" / "index.html").is_file()


def test_a_name_that_no_address_can_hold_is_told_and_left_out(finished: Path) -> None:
    odd = os.fsdecode(b"odd-\xe9.txt")
    journal(finished, {f"static/{odd}": "odd", "static/new\nline.txt": "odd"})
    built = remembering(finished)
    assert not list((finished / "output").glob("odd*"))
    assert not list((finished / "output").glob("new*"))
    said = [str(warning) for warning in built.prepared.warnings]
    assert sum("a name that no web address can hold" in line for line in said) == 2
