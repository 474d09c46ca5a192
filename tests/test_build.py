import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2
import pytest
from PIL import Image

from builders import CONFIG, gpx, journal, northward
from milepost.build import Built, build
from milepost.cli.options import choice
from milepost.errors import AddressError, BuildError, ConfigError, MilepostError, OutputError
from milepost.memo import Database, Store, side_by_side
from milepost.model.journal import Choice
from milepost.read.project import find_project

TODAY = date(2026, 5, 20)


def photo(colour: str, size: tuple[int, int] = (60, 40)) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return data.getvalue()


def track(day: int, hour: int = 6, sport: str = "cycling", **more: float) -> bytes:
    start = datetime(2026, 5, day, hour, tzinfo=UTC)
    ele = [500 + n / 2 for n in range(60)]
    return gpx(northward(60, step_s=10, ele=ele, start=start, **more), sport=sport)


FILES: dict[str, str | bytes] = {
    "journal/2026-05-01.md": "---\ntitle: To the lake\ntags: [lake, chai]\n---\n"
    "Up the *hill*.\n",
    "journal/2026-05-01.gpx": track(1),
    "journal/2026-05-02-shore/index.md": "---\ntags: lake\n---\n"
    "On from [here](../2026-05-01.md).\n\n![Grass](grass.jpg)\n",
    "journal/2026-05-02-shore/run.gpx": track(2, 6, "running", mps=3.0),
    "journal/2026-05-02-shore/ride.gpx": track(2, 12),
    "journal/2026-05-02-shore/grass.jpg": photo("green"),
    "journal/2026-05-03.md": "---\nrest: yes\n---\nRain.\n",
    "journal/2026-05-04-pass.md": "---\nsport: hike\n---\nThe pass.\n",
    "tracks/ACTIVITY_4.gpx": track(4, sport="", mps=1.2),
    "pages/about.md": "# About\n\nWho we are.\n",
    "static/humans.txt": "We.\n",
}
NOWHERE_URL = CONFIG.replace('url = "https://example.org/j/"\n', "")


def made(root: Path, out: str = "output", *, today: date = TODAY, **how) -> Built:
    return build(find_project(root), root / out, Choice(today), **how)


def remembering(root: Path, out: str = "output", *, prune: bool = True, **how) -> Built:
    """Build as the command line does: with the project's store."""
    store = Database(find_project(root).store)
    try:
        return made(root, out, store=store, **how)
    finally:
        store.close(prune=prune)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    paths = (folder, *folder.rglob("*"))
    return {str(p): (p.stat().st_mtime_ns, p.stat().st_ino, p.stat().st_mode) for p in paths}


def problems_of(caught: pytest.ExceptionInfo[MilepostError]) -> str:
    return "\n".join(str(problem) for problem in caught.value.problems)


@pytest.fixture(scope="module", autouse=True)
def _templates_compiled_once() -> Iterator[None]:
    """Spare half of the time of the many builds below: a text always compiles to the same."""
    compiled: dict[object, Any] = {}
    original: Any = jinja2.Environment.compile

    def compile_once(environment: Any, source: str, *names: Any, **options: Any) -> Any:
        key = source, names, *options.items()
        if key not in compiled:
            compiled[key] = original(environment, source, *names, **options)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jinja2.Environment, "compile", compile_once)
        yield


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal, built once with its store; never touched by a test."""
    root = journal(tmp_path_factory.mktemp("master"), FILES)
    remembering(root)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A journal that was never built."""
    return journal(tmp_path, FILES)


@pytest.fixture
def finished(tmp_path: Path, master: Path) -> Path:
    """The same journal with its site and its store."""
    return shutil.copytree(master, tmp_path / "finished")


def test_a_journal_becomes_a_site(root: Path) -> None:
    built = made(root)
    site = built.prepared.press.site
    assert [day.entry.source.stem for day in site.days] == [
        "2026-05-04-pass", "2026-05-03", "index", "2026-05-01",
    ]  # fmt: skip
    assert [[a.sport for a in day.activities] for day in site.days] == [
        ["hike"], [], ["run", "ride"], ["ride"],
    ]  # fmt: skip
    pages = tree(root / "output")
    assert {
        "index.html", "404.html", "journal/index.html", "journal/2026-05-01/index.html",
        "journal/2026-05-02-shore/index.html", "about/index.html", "tags/lake/index.html",
        "feed.xml", "sitemap.xml", "robots.txt", "humans.txt",
    } <= pages.keys()  # fmt: skip
    assert b"Up the <em>hill</em>" in pages["journal/2026-05-01/index.html"]
    assert built.report.unchanged == 0


def test_a_second_build_writes_nothing(finished: Path) -> None:
    before = stamps(finished / "output")
    report = made(finished).report
    assert (report.written, report.removed) == ((), ())
    assert stamps(finished / "output") == before


def test_plain_parallel_cold_and_warm_builds_agree_to_the_byte(finished: Path) -> None:
    made(finished, "plain")
    with side_by_side(2) as pmap:
        made(finished, "parallel", pmap=pmap)
        remembering(finished, "cold", pmap=pmap)
    remembering(finished, "warm")
    plain = tree(finished / "plain")
    for other in ("parallel", "cold", "warm"):
        assert tree(finished / other) == plain


def test_the_order_of_files_on_disk_does_not_matter(tmp_path: Path) -> None:
    one = journal(tmp_path / "one", FILES)
    other = journal(tmp_path / "other", dict(reversed(FILES.items())))
    made(one)
    made(other)
    assert tree(one / "output") == tree(other / "output")


def test_where_the_journal_stands_does_not_matter(root: Path, tmp_path: Path) -> None:
    made(root)
    elsewhere = tmp_path / "else where" / "j"
    shutil.copytree(root / "site_src", elsewhere / "site_src")
    made(elsewhere)
    assert tree(elsewhere / "output") == tree(root / "output")


def test_the_source_folder_is_never_written_to(finished: Path) -> None:
    before = stamps(finished / "site_src")
    remembering(finished)
    remembering(finished)
    assert stamps(finished / "site_src") == before


@pytest.mark.parametrize("out", [".", "site_src", "site_src/journal", "site_src/pages/x", ".."])
def test_an_output_that_would_take_the_journal_along_is_refused(root: Path, out: str) -> None:
    before = stamps(root)
    with pytest.raises(OutputError, match="journal"):
        made(root, out)
    assert stamps(root) == before


def test_a_journal_without_a_folder_of_its_own_has_its_output_in_it(tmp_path: Path) -> None:
    root = journal(tmp_path, FILES)
    for path in (root / "site_src").iterdir():
        path.rename(root / path.name)
    (root / "site_src").rmdir()
    made(root)
    assert (root / "output" / "index.html").is_file()
    assert made(root).report.written == ()


# What is remembered.


def rows(root: Path) -> dict[str, bytes]:
    with closing(sqlite3.connect(find_project(root).store)) as db:
        return dict(db.execute("SELECT key, value FROM memo"))


def poison(root: Path) -> None:
    """Make every remembered activity 777 km long."""
    with closing(sqlite3.connect(find_project(root).store)) as db:
        for key, value in rows(root).items():
            if key.startswith("activity-"):
                wrong = re.sub(rb'"distance_m": [\d.]+', b'"distance_m": 777000.0', value)
                db.execute("UPDATE memo SET value = ? WHERE key = ?", (wrong, key))
        db.commit()


def lengths(built: Built) -> dict[str, list[float]]:
    return {
        str(day.date): [round(a.totals.distance_m) for a in day.activities]
        for day in built.prepared.press.site.days
    }


def test_what_was_measured_is_not_measured_again(finished: Path) -> None:
    poison(finished)
    found = lengths(remembering(finished)).values()
    assert {metres for of_day in found for metres in of_day} == {777_000}


def test_another_sport_of_an_entry_outdates_what_was_measured(finished: Path) -> None:
    poison(finished)
    journal(finished, {"journal/2026-05-01.md": "---\nsport: run\n---\nUp.\n"})
    found = lengths(remembering(finished))
    assert found["2026-05-01"] != [777_000]
    assert found["2026-05-02"] == [777_000, 777_000]


def test_another_sport_of_a_named_track_outdates_it(finished: Path) -> None:
    poison(finished)
    keys = "---\ntracks:\n  - file: 2026-05-01.gpx\n    sport: run\n---\nUp.\n"
    journal(finished, {"journal/2026-05-01.md": keys})
    built = remembering(finished)
    assert lengths(built)["2026-05-01"] != [777_000]
    assert built.prepared.press.site.days[-1].activities[0].sport == "run"


def test_another_track_outdates_what_was_measured(finished: Path) -> None:
    poison(finished)
    journal(finished, {"journal/2026-05-01.gpx": track(1, mps=7.0)})
    assert lengths(remembering(finished))["2026-05-01"] == [pytest.approx(4130, rel=0.01)]


def test_the_store_forgets_what_the_last_build_did_not_need(finished: Path) -> None:
    journal(finished, {"journal/2026-05-01.gpx": track(1, mps=7.0)})
    remembering(finished)
    first = rows(finished)
    shutil.rmtree(finished / ".cache")
    remembering(finished)
    assert rows(finished) == first


def test_a_damaged_store_costs_time_only(finished: Path) -> None:
    whole = tree(finished / "output")
    with closing(sqlite3.connect(find_project(finished).store)) as db:
        db.execute("UPDATE memo SET value = substr(value, 1, 20) WHERE key NOT LIKE '%png%'")
        db.execute("DELETE FROM memo WHERE key LIKE '%png%' OR key LIKE '%image%'")
        db.execute("DELETE FROM memo WHERE key LIKE 'card%' OR key LIKE 'photo-%'")
        db.commit()
    remembering(finished)
    find_project(finished).store.write_bytes(b"no database")
    remembering(finished)
    assert tree(finished / "output") == whole


class Leaky:
    """A store that loses every second thing."""

    def __init__(self) -> None:
        self.rows: dict[str, bytes] = {}
        self.asked = 0

    def get(self, key: str) -> bytes | None:
        self.asked += 1
        return self.rows.get(key) if self.asked % 2 else None

    def put(self, key: str, value: bytes) -> None:
        self.rows[key] = value


def test_a_store_may_lose_anything_at_any_time(finished: Path) -> None:
    store: Store = Leaky()
    for out in ("one", "two"):
        made(finished, out, store=store)
        assert tree(finished / out) == tree(finished / "output")


def rename(old: str, new: str) -> Callable[[Path], object]:
    return lambda source: (source / old).rename(source / new)


def edit(name: str, content: str | bytes) -> Callable[[Path], object]:
    return lambda source: journal(source.parent, {name: content})


def tune(old: str, new: str) -> Callable[[Path], object]:
    def change(source: Path) -> None:
        text = (source / "site.toml").read_text()
        assert old in text
        (source / "site.toml").write_text(text.replace(old, new))

    return change


EDITS: dict[str, Callable[[Path], object]] = {
    "edit an entry": edit("journal/2026-05-01.md", "---\ntitle: Down\n---\nDown the hill.\n"),
    "rename an entry": rename("journal/2026-05-04-pass.md", "journal/2026-05-04-top.md"),
    "delete a bundle": lambda source: shutil.rmtree(source / "journal/2026-05-02-shore"),
    "retag": edit("journal/2026-05-01.md", "---\ntitle: To the lake\ntags: [tea]\n---\nUp.\n"),
    "redate": edit("journal/2026-05-03.md", "---\ndate: 2026-04-03\nrest: yes\n---\nRain.\n"),
    "make it a draft": edit("journal/2026-05-01.md", "---\ndraft: yes\n---\nUp.\n"),
    "another sport": edit("journal/2026-05-04-pass.md", "---\nsport: walk\n---\nThe pass.\n"),
    "edit a track": edit("journal/2026-05-01.gpx", track(1, mps=7.0)),
    "redate a track": edit("tracks/ACTIVITY_4.gpx", track(3, sport="", mps=1.2)),
    "another photo": edit("journal/2026-05-02-shore/grass.jpg", photo("red")),
    "override a template": edit("overrides/templates/404.html", "<p>{{ site.title }}: lost"),
    "override the style": edit("overrides/assets/site.css", "body { color: red }\n"),
    "override a map colour": edit(
        "overrides/theme.toml", '[map.light]\nroute = "#ff0000"\n'
    ),
    "another title": tune('"A journey"', '"Another journey"'),
    "other units": tune('title = "A', 'units = "imperial"\ntitle = "A'),
    "fewer days a page": lambda source: tune(
        'timezone = "Europe/Zurich"', 'timezone = "Europe/Zurich"\n[build]\nper_page = 2'
    )(source),
}  # fmt: skip


@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_a_warm_build_equals_a_clean_one_after_any_change(
    finished: Path, change: Callable[[Path], object]
) -> None:
    before = tree(finished / "output")
    change(finished / "site_src")
    remembering(finished)
    made(finished, "clean")
    assert tree(finished / "output") == tree(finished / "clean")
    assert tree(finished / "output") != before
    folders = {
        path.relative_to(finished / "output") for path in (finished / "output").rglob("*")
    }
    assert folders == {
        path.relative_to(finished / "clean") for path in (finished / "clean").rglob("*")
    }


# What is not published.

SECRETS = ("Xylophon", "Zwieback", "Geheimnis", "Umbra", "Quitte")


def secret(keys: str) -> str:
    return (
        f"---\ntitle: Xylophon\ntags: [Geheimnis]\nslug: zwieback\n{keys}\n---\n\nZwieback.\n"
    )


@pytest.mark.parametrize(
    ("name", "keys", "why"),
    [
        ("2026-05-10", "draft: yes", "draft"),
        ("2026-05-21", "", "future"),
        ("2026-05-10", "date: 2031-01-01", "future"),
    ],
)
def test_an_unpublished_entry_is_in_no_byte_of_the_site(
    finished: Path, name: str, keys: str, why: str
) -> None:
    without = tree(finished / "output")
    hidden = northward(60, step_s=10, lat=12.34, start=datetime(2026, 5, 10, 6, tzinfo=UTC))
    bundle = f"journal/{name}-umbra"
    journal(
        finished,
        {
            f"{bundle}/index.md": secret(keys),
            f"{bundle}/ride.gpx": gpx(hidden, name="Umbra"),
            f"{bundle}/quitte.jpg": photo("yellow"),
        },
    )
    built = remembering(finished)
    assert built.prepared.gathered.skipped == (f"{why}: {bundle}/index.md",)
    assert tree(finished / "output") == without
    for path, data in tree(finished / "output").items():
        for word in SECRETS:
            assert word.lower().encode() not in data.lower(), path
            assert word.lower() not in path.lower()


def test_the_tracks_of_an_unpublished_entry_count_nowhere(finished: Path) -> None:
    without, plain = tree(finished / "output"), remembering(finished).prepared.press.site
    journal(
        finished,
        {
            "journal/2026-05-10.md": secret("draft: yes"),
            "journal/2026-05-10.gpx": track(10),
            "journal/2026-05-11.md": secret("draft: yes\ntracks: named.gpx"),
            "tracks/named.gpx": track(3),  # dated to a published day, but named by a draft
            "journal/2026-05-25.md": "Later.\n",
            "tracks/dated.gpx": track(25),
        },
    )
    built = remembering(finished)
    assert built.prepared.press.site.totals == plain.totals
    assert tree(finished / "output") == without
    assert built.prepared.warnings == ()


def test_drafts_and_coming_days_are_built_when_asked_for(finished: Path) -> None:
    journal(
        finished,
        {"journal/2026-05-10.md": secret("draft: yes"), "journal/2026-05-25.md": "L\n"},
    )
    project = find_project(finished)
    everything = Choice(TODAY, drafts=True, future=True)
    built = build(project, finished / "output", everything)
    assert built.prepared.gathered.skipped == ()
    assert len(built.prepared.press.site.days) == 6


def test_an_entry_becomes_public_on_its_day(finished: Path) -> None:
    journal(finished, {"journal/2026-05-21.md": "Now.\n"})
    assert len(remembering(finished, today=date(2026, 5, 20)).prepared.press.site.days) == 4
    assert len(remembering(finished, today=date(2026, 5, 21)).prepared.press.site.days) == 5


@pytest.mark.parametrize(
    ("zone", "utc", "today"),
    [
        ("Asia/Kolkata", "2026-05-20T18:29", "2026-05-20"),
        ("Asia/Kolkata", "2026-05-20T18:30", "2026-05-21"),
        ("America/New_York", "2026-05-20T03:59", "2026-05-19"),
        ("Europe/Zurich", "2026-05-20T22:00", "2026-05-21"),
        ("UTC", "2026-05-20T23:59", "2026-05-20"),
    ],
)
def test_today_is_the_date_in_the_zone_of_the_site(
    root: Path, zone: str, utc: str, today: str
) -> None:
    tune("Europe/Zurich", zone)(root / "site_src")
    now = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    wanted = choice(find_project(root), drafts=False, future=False, now=now)
    assert wanted.today == date.fromisoformat(today)


def test_without_a_zone_nobody_has_to_wait_for_the_clock_of_a_server(root: Path) -> None:
    tune('timezone = "Europe/Zurich"', "")(root / "site_src")
    now = datetime(2026, 5, 20, 10, tzinfo=UTC)  # the next day has begun in Kiribati
    wanted = choice(find_project(root), drafts=False, future=False, now=now)
    assert wanted.today == date(2026, 5, 21)


def test_the_clock_may_be_set_from_outside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777586400")  # 2026-04-30 22:00 UTC
    wanted = choice(find_project(root), drafts=False, future=False, now=None)
    assert wanted.today == date(2026, 5, 1)


# Addresses.


def test_another_base_url_wins_everywhere(root: Path) -> None:
    made(root, base_url="https://other.example/x/")
    pages = tree(root / "output")
    assert b"https://other.example/x/journal/2026-05-01/" in pages["feed.xml"]
    assert b"https://other.example/x/journal/2026-05-01/" in pages["sitemap.xml"]
    assert b"https://other.example/x/sitemap.xml" in pages["robots.txt"]
    canonical = re.search(rb'<link[^>]*rel="canonical"[^>]*>', pages["about/index.html"])
    assert canonical is not None
    assert b"https://other.example/x/about/" in canonical[0]
    assert [path for path, data in pages.items() if b"example.org" in data] == []


def test_without_an_address_there_is_no_feed_and_no_sitemap_and_no_link_to_them(
    tmp_path: Path,
) -> None:
    root = journal(tmp_path, FILES, NOWHERE_URL)
    made(root)
    pages = tree(root / "output")
    assert [path for path in pages if "feed" in path or "sitemap" in path] == []
    for path, data in pages.items():
        if path.endswith((".html", ".txt", ".xml")):
            assert b"feed.xml" not in data, path
            assert b"sitemap" not in data, path
            assert b'rel="canonical"' not in data, path


def test_every_link_inside_the_site_leads_to_a_file(finished: Path) -> None:
    pages = tree(finished / "output")
    for path, data in pages.items():
        if not path.endswith(".html") or path == "404.html":
            continue
        for link in re.findall(rb'(?:href|src)="([^"#?:]+)"', data):
            target = os.path.normpath(Path(path).parent / link.decode())
            target = "index.html" if target == "." else target
            assert target in pages or f"{target}/index.html" in pages, (path, link)


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
    assert "site_src/site.toml:4:" in problems_of(caught)
    assert "site_src/site.toml:5:" in problems_of(caught)


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
        if len(work) > 1 and type(work[0]).__name__ == "Recipe":
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
