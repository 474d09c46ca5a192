"""Photos as large as the screen: what leads there, and what leads on."""

import re

from lxml import html

from builders import Make
from milepost.publish.photos.pictures import SHAPES
from milepost.read.project import builtin_themes
from photographs import photograph

DAY = "journal/2026-05-01-lake/"
PAGE = f"{DAY}index.html"
PHOTOS: dict[str, str | bytes] = {
    f"{DAY}a.jpg": photograph("2026:05:01 08:00:00"),
    f"{DAY}b.jpg": photograph("2026:05:01 09:00:00", colour="red"),
    f"{DAY}c.jpg": photograph("2026:05:01 10:00:00", colour="blue", size=(30, 60)),
}


def page(made: Make, words: str) -> html.HtmlElement:
    return html.fromstring(made({f"{DAY}index.md": words, **PHOTOS})[PAGE].decode())


def test_photos_lead_to_their_large_views_in_the_order_of_the_page(made: Make) -> None:
    found = page(made, "---\nphotos:\n  - a.jpg: Dawn\n---\nWords.\n\n![*Night*](c.jpg)\n")
    thumbs, views = found.xpath("//a[@class='opener']"), found.xpath("//dialog")
    assert [each.get("href") for each in thumbs] == [f"#{each.get('id')}" for each in views]
    assert [f"#{each.get('id')}" for each in thumbs] == found.xpath("//dialog/a[1]/@href")
    assert [each.xpath("./a[@class != 'close']/@href") for each in views] == [
        ["#mp-photo-2"], ["#mp-photo-1", "#mp-photo-3"], ["#mp-photo-2"]
    ]  # fmt: skip
    assert [each.get("aria-label") for each in views] == [
        "Photo 1 of 3: *Night*", "Photo 2 of 3: Dawn", "Photo 3 of 3: Lake"
    ]  # fmt: skip


def test_a_large_view_holds_the_words_and_loads_nothing_before_it_is_shown(made: Make) -> None:
    found = page(made, "---\nphotos:\n  - {file: c.jpg, caption: A *road*, alt: Fog}\n---\n.\n")
    view = found.xpath("//dialog")[2]
    assert view.xpath("./figure/figcaption/span[1]/em/text()") == ["road"]
    (image,) = view.xpath(".//img")
    assert (image.get("alt"), image.get("loading")) == ("Fog", "lazy")
    assert image.xpath("ancestor::noscript")
    assert view.xpath("./p/text()") == ["3 of 3"]


def test_a_photo_that_is_a_link_stays_that_link(made: Make) -> None:
    words = "[![One](a.jpg)](https://example.org/) ![Two](b.jpg)\n"
    found = page(made, words)
    assert not found.xpath("//a//a")
    links = found.xpath("//article//a[.//img]")
    assert [(each.get("href"), *each.xpath(".//img/@alt")) for each in links] == [
        ("https://example.org/", "One"),
        ("#mp-photo-1", "Two"),
        ("#mp-photo-2", "Photo 2 of 2: Lake"),
    ]


def test_a_photo_without_words_is_a_link_with_a_name(made: Make) -> None:
    found = page(made, "![](a.jpg)\n")
    assert found.xpath("//article//a[@class='opener']//img/@alt")[0] == "Photo 1 of 3: Lake"


def test_only_pages_of_days_with_photos_have_large_views(made: Make) -> None:
    files = made({f"{DAY}index.md": "![One](a.jpg)\n", **PHOTOS, "journal/2026-05-02.md": "."})
    views = [path for path, data in files.items() if b"mp-photo-" in data]
    assert views == [path for path, data in files.items() if b"<dialog" in data] == [PAGE]
    assert [path for path, data in files.items() if re.search(rb"gallery\.\w+\.js", data)] == [
        PAGE
    ]


def test_the_style_sheet_knows_every_shape_of_a_photo() -> None:
    style = (builtin_themes() / "default/assets/gallery.css").read_text("utf-8")
    told = {
        int(name): float(wide) for name, wide in re.findall(r"\.x(\d+) { --x: (\S+); }", style)
    }
    assert told == {shape: shape / 100 for shape in SHAPES}
