"""Writing with the browser open beside the editor."""

import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from builders import journal
from milepost.build import build
from milepost.errors import OutputError
from milepost.model.journal import Choice
from milepost.read.project import find_project
from milepost.serve import Preview, rebuild, watch

TODAY = Choice(date(2026, 6, 1))


class Desk:
    """A journal, its preview, and what a watcher would do after a save."""

    def __init__(self, root: Path):
        journal(root, {"journal/2026-05-01.md": "# First\n\nOld words.\n"})
        self.entry = root / "site_src/journal/2026-05-01.md"
        self.project = find_project(root)
        self.preview = Preview(root / ".cache/preview", "127.0.0.1", 8310, exact=False)
        self.save(self.entry.read_text())
        self.preview.start()

    def save(self, text: str) -> None:
        self.entry.write_text(text)
        rebuild(self.preview, lambda: build_into(self))


def build_into(desk: Desk) -> None:
    build(desk.project, desk.preview.folder, TODAY, base_url=desk.preview.address)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.preview.stop()


@pytest.mark.browser
def test_a_save_reloads_the_page(desk: Desk, tab: Page) -> None:
    tab.goto(f"{desk.preview.address}journal/2026-05-01/")
    tab.wait_for_function("performance.getEntriesByType('resource').length > 0")
    desk.save("# First\n\nNew words.\n")
    tab.get_by_text("New words.").wait_for(timeout=5000)


@pytest.mark.browser
def test_a_mistake_is_shown_in_the_browser_and_goes_when_mended(desk: Desk, tab: Page) -> None:
    tab.goto(desk.preview.address)
    desk.save("---\ntitle: [open\n---\n<script>alert(1)</script>")
    tab.get_by_text("The site was not built").wait_for(timeout=5000)
    assert "2026-05-01.md:" in tab.locator("pre").inner_text()
    desk.save("# First\n\nMended words.\n")
    tab.locator("h1").get_by_text("A journey").wait_for(timeout=5000)


def test_a_mistake_is_a_500_for_programs(desk: Desk) -> None:
    desk.save("---\ntitle: [open\n---\n")
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(desk.preview.address)
    assert raised.value.code == 500
    raised.value.close()


def test_what_is_not_there_is_a_404_with_the_sites_own_page(desk: Desk) -> None:
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(f"{desk.preview.address}deep/er/nothing/")
    assert raised.value.code == 404
    assert b"Not found" in raised.value.read()
    raised.value.close()


def test_a_busy_default_port_moves_on_and_a_chosen_one_is_an_error(
    desk: Desk, tmp_path: Path
) -> None:
    busy = int(desk.preview.address.rsplit(":", 1)[1].strip("/"))
    with pytest.raises(OutputError, match=f"port {busy} is in use"):
        Preview(tmp_path, "127.0.0.1", busy, exact=True)
    other = Preview(tmp_path, "127.0.0.1", busy, exact=False)
    assert other.address != desk.preview.address
    other._server.server_close()


def test_a_page_that_connects_late_learns_of_a_newer_build(desk: Desk) -> None:
    shown = desk.preview.number
    desk.save("# First\n\nNewer words.\n")
    assert b"reload" in desk.preview.listen(shown).get_nowait()
    assert desk.preview.listen(desk.preview.number).empty()


def test_a_bug_in_a_build_does_not_end_the_preview(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise OSError("the file vanished")

    rebuild(desk.preview, broken)
    assert "the file vanished" in capsys.readouterr().err
    desk.save("# First\n\nBack again.\n")
    with urllib.request.urlopen(desk.preview.address) as answer:
        assert answer.status == 200


def test_a_save_during_a_build_is_not_missed(desk: Desk) -> None:
    seen, stop = threading.Event(), threading.Event()

    def build_once() -> None:
        if desk.entry.read_text() == "# First\n\nSaved meanwhile.\n":
            seen.set()
        desk.entry.write_text("# First\n\nSaved meanwhile.\n")  # while this build is at work

    folders, ignored = [desk.project.source], [desk.project.root / ".cache"]
    thread = threading.Thread(
        target=watch,
        args=(desk.preview, build_once, folders, ignored),
        kwargs={"stop": stop, "poll": False},
    )
    thread.start()
    try:
        assert seen.wait(20)
    finally:
        stop.set()
        thread.join(20)
