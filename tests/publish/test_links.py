"""Links in an author's words."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from builders import CONFIG, Make, gpx, journal, northward
from milepost.build import Prepared, prepare
from milepost.model.journal import Choice
from milepost.read.project import find_project
from photographs import photograph

DAYS = {
    "journal/2026-05-01-one/index.md": "[two](../2026-05-02-two.md) [plan](plan.pdf)\n",
    "journal/2026-05-01-one/plan.pdf": b"%PDF",
    "journal/2026-05-01-one/ride.gpx": gpx(northward(60)),
    "journal/2026-05-02-two.md": "Two.\n",
    "pages/about.md": "About.\n",
}
ONE = "journal/2026-05-01-one/index.html"


def prepared(root: Path, files: Mapping[str, str | bytes]) -> Prepared:
    return prepare(find_project(journal(root, files)), Choice(date(2026, 12, 31)))


def links(made: Make, text: str, extra: dict[str, str | bytes] | None = None) -> list[str]:
    files = made({**DAYS, "journal/2026-05-01-one/index.md": text, **(extra or {})})
    page = html.fromstring(files[ONE].decode())
    return [str(link) for link in page.xpath("//div[contains(@class, 'e-content')]//a/@href")]


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("../2026-05-02-two.md", "../2026-05-02-two/"),
        ("../2026-05-02-two", "../2026-05-02-two/"),
        ("../2026-05-02-two.md#the-end", "../2026-05-02-two/#the-end"),
        ("/pages/about.md", "../../about/"),
        ("/about/", "../../about/"),
        ("plan.pdf", "plan.pdf"),
        ("https://example.com/a?b=c&d", "https://example.com/a?b=c&d"),
        ("#here", "#here"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_to_a_source_becomes_a_link_to_its_page(
    made, written: str, published: str
) -> None:
    assert links(made, f"[x]({written})\n") == [published]


def test_a_linked_file_is_published_and_an_unlinked_one_is_not(made: Make) -> None:
    files = made({**DAYS, "journal/2026-05-01-one/secret.pdf": b"%PDF"})
    assert files["journal/2026-05-01-one/plan.pdf"] == b"%PDF"
    assert not [path for path in files if "secret" in path]


def test_a_recording_is_never_published_even_if_linked(made: Make) -> None:
    files = made({**DAYS, "journal/2026-05-01-one/index.md": "[track](ride.gpx)\n"})
    assert not [path for path in files if path.endswith(".gpx")]


@pytest.mark.parametrize("name", ["ride.gpx.gz", "ride.gpx.bak", "ride.kml", "a.mov", "a.heic"])
def test_nothing_that_may_tell_a_place_is_published_by_a_link(made: Make, name: str) -> None:
    extra = {f"journal/2026-05-01-one/{name}": b"secret"}
    files = made({**DAYS, **extra, "journal/2026-05-01-one/index.md": f"[x]({name})\n"})
    assert not [path for path, data in files.items() if b"secret" in data]
    assert name.encode() not in files[ONE]


def test_a_picture_beside_a_page_is_made_anew(made: Make) -> None:
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", comment=b"SecretCamera")
    extra = {"pages/IMG_20260501.jpg": out.getvalue()}
    files = made({**DAYS, **extra, "pages/about.md": "![us](IMG_20260501.jpg)\n"})
    assert [path for path in files if path.startswith("about/photo-")]
    assert not [path for path, data in files.items() if b"SecretCamera" in data]
    assert not [path for path, data in files.items() if b"IMG_2026" in data]


def test_a_missing_picture_leaves_its_words_and_not_its_name(made: Make) -> None:
    text = "![The lake](IMG_20260501.jpg)\n"
    page = made({**DAYS, "journal/2026-05-01-one/index.md": text})[ONE]
    assert b"IMG_" not in page
    assert b"The lake" in page


def test_a_file_of_a_draft_is_not_published_by_a_link(made: Make) -> None:
    draft = {
        "journal/2026-05-03-draft/index.md": "---\ndraft: yes\n---\nSecret.\n",
        "journal/2026-05-03-draft/plan.txt": b"secret",
    }
    link = {"journal/2026-05-01-one/index.md": "[x](../2026-05-03-draft/plan.txt)\n"}
    assert not [data for data in made({**DAYS, **draft, **link}).values() if b"secret" in data]


@pytest.mark.parametrize("key", ["draft: yes", "publish_after: 2100-01-01"])
def test_a_link_to_what_is_not_published_yet_says_so(tmp_path: Path, key: str) -> None:
    text = f"---\n{key}\n---\nLater.\n"
    later = {"journal/2026-05-03-c/index.md": text, "journal/2026-05-04-d.md": text}
    names = ("2026-05-03-c/index.md", "2026-05-03-c/", "2026-05-04-d", "../..")
    said = " ".join(f"[x](../{name})" for name in names)
    ready = prepared(tmp_path, {**DAYS, **later, "journal/2026-05-01-one/index.md": said})
    told = [str(each) for each in ready.warnings if "the link" in str(each)]
    assert ["not published yet" in each for each in told] == [True, True, True, False]


@pytest.mark.parametrize("scheme", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x"])
def test_a_link_that_would_run_something_is_taken_out(made: Make, scheme: str) -> None:
    assert links(made, f'<a href="{scheme}">x</a>\n') == []


def test_a_caption_leads_to_pages_and_tells_of_what_it_cannot_lead_to(tmp_path: Path) -> None:
    said = "[two](../2026-05-02-two.md) [gone](gone.md) [plan](plan.pdf) [b](b.jpg)"
    one = "journal/2026-05-01-one/"
    extra = {f"{one}a.jpg": photograph(), f"{one}b.jpg": photograph(colour="red"),
             f"{one}a.jpg.txt": said}  # fmt: skip
    ready = prepared(tmp_path, {**DAYS, **extra})
    (page,) = [each for each in ready.artifacts if str(each.path) == ONE]
    assert isinstance(page.content, bytes)
    caption = html.fromstring(page.content.decode()).xpath("//article//figcaption/span")[0]
    assert caption.text_content().strip() == "two gone plan b"
    assert caption.xpath(".//a/@href") == ["../2026-05-02-two/"]
    assert len(caption.xpath(".//a")) == 1
    told = [str(each) for each in ready.warnings if "caption" in str(each)]
    assert [each.partition(": ")[2] for each in told] == [
        "in its caption the link 'gone.md' leads nowhere; did you mean 'index.md'?",
        "its caption cannot link to the file 'plan.pdf'; name that in the words",
        "its caption cannot link to the file 'b.jpg'; name that in the words",
    ]


def test_what_is_not_shown_is_told_once(tmp_path: Path) -> None:
    one = "journal/2026-05-01-one/"
    extra = {f"{one}a.mov": b"no video", f"{one}b.gif": b"GIF", f"{one}c.jpg": b"no photo"}
    words = "![a](a.mov) ![b](b.gif) ![c](c.jpg) [two](../2026-05-02-two.md)\n"
    ready = prepared(tmp_path, {**DAYS, **extra, f"{one}index.md": words})
    told = [str(each).partition(one)[2] for each in ready.warnings]
    assert sorted(name.partition(":")[0] for name in told) == ["a.mov", "b.gif", "c.jpg"]


def test_an_address_that_is_none_is_left_alone(made: Make) -> None:
    assert links(made, "[a](http://[::1)\n") == ["http://[::1"]


def test_links_in_the_feed_are_absolute(made: Make) -> None:
    feed = made(DAYS)["feed.xml"].decode()
    assert "https://example.org/j/journal/2026-05-02-two/" in feed
    assert 'href="../' not in feed


def test_a_static_file_is_linked_where_it_is_published(made: Make) -> None:
    extra = {"static/files/gear.txt": "x"}
    assert links(made, "[gear](/files/gear.txt)\n", extra) == ["../../files/gear.txt"]


def test_code_that_looks_like_a_link_is_left_alone(made: Make) -> None:
    files = made(
        {**DAYS, "journal/2026-05-01-one/index.md": '`<a href="../2026-05-02-two.md">`\n'}
    )
    assert b"../2026-05-02-two.md" in files[ONE]


def test_without_an_address_links_stay_relative_and_there_is_no_feed(made: Make) -> None:
    files = made(DAYS, CONFIG.replace('url = "https://example.org/j/"\n', ""))
    assert "feed.xml" not in files
    assert b"feed.xml" not in files["index.html"]
    assert b"canonical" not in files["index.html"]
