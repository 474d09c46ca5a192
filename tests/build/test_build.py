"""A journal becomes a site, in the same bytes each time."""

import os
import re
import shutil
from pathlib import Path

import pytest

from builders import journal
from journals import (
    FILES,
    NOWHERE_URL,
    made,
    remembering,
    stamps,
    tree,
)
from milepost.errors import OutputError
from milepost.memo import side_by_side


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
