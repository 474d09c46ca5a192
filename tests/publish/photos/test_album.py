"""Photos and videos on pages and in feeds."""

import re
from datetime import UTC, datetime

from lxml import html

from builders import CONFIG, Make, gpx, northward
from photographs import photograph
from videos import film

DAY = "journal/2026-05-01-lake/"
PAGE = f"{DAY}index.html"
RIDE = gpx(northward(601, start=datetime(2026, 5, 1, 6, tzinfo=UTC)))
TAKEN = "2026:05:01 08:05:00"


def page(
    made: Make, words: str, config: str = CONFIG, **files: str | bytes
) -> html.HtmlElement:
    beside = {f"{DAY}{name.replace('_', '.')}": data for name, data in files.items()}
    return html.fromstring(made({f"{DAY}index.md": words, **beside}, config)[PAGE].decode())


def test_a_photo_below_the_words_says_what_where_and_when(made: Make) -> None:
    words = "---\nphotos:\n  - a.jpg: The *pass*\n---\nWords.\n"
    found = page(made, words, a_jpg=photograph(TAKEN), r_gpx=RIDE)
    (figure,) = found.xpath("//div[@class='gallery']/figure")
    assert " ".join(figure.text_content().split()) == "The pass at 1.5 km, 08:05"
    assert figure.xpath(".//img/@alt") == ["The pass"]


def test_a_photo_alone_in_its_paragraph_is_a_figure(made: Make) -> None:
    words = 'Before ![in](a.jpg) after.\n\n![The pass](a.jpg)\n\n![A road](a.jpg "In *fog*")\n'
    found = page(made, words, a_jpg=photograph(TAKEN), r_gpx=RIDE)
    body = found.xpath("//div[contains(@class, 'e-content')]")[0]
    assert [each.tag for each in body] == ["p", "figure", "figure"]
    captions = [" ".join(each.text_content().split()) for each in body.xpath("./figure")]
    assert captions == ["The pass at 1.5 km, 08:05", "In *fog* at 1.5 km, 08:05"]
    assert body.xpath(".//img/@alt") == ["in", "The pass", "A road"]
    assert len(body.xpath("./p/a/picture/source")) == 1


def test_the_second_file_of_a_shot_in_the_words_is_the_first(made: Make) -> None:
    words, small = "![The pass](img.jpg)\n", photograph(TAKEN, size=(30, 20))
    found = page(made, words, img_jpeg=photograph(TAKEN), img_jpg=small, r_gpx=RIDE)
    (shown,) = found.xpath("//article//img")
    assert (shown.get("alt"), shown.get("width")) == ("The pass", "60")
    assert "at 1.5\xa0km, 08:05" in found.xpath("string(//article//figure[a]/figcaption)")


def test_several_photos_in_a_paragraph_are_figures_of_their_own(made: Make) -> None:
    found = page(made, "![One](a.jpg)\n![Two](b.jpg)\n", a_jpg=photograph(colour="red"),
                 b_jpg=photograph())  # fmt: skip
    assert len(found.xpath("//div[contains(@class, 'e-content')]/figure")) == 2


def test_the_words_of_an_entry_serve_a_picture_that_has_none(made: Make) -> None:
    words = "---\nphotos:\n  - {file: a.jpg, caption: Fog, alt: A road}\n---\n![](a.jpg)\n"
    found = page(made, words, a_jpg=photograph())
    (figure,) = found.xpath("//article//figure[a/picture]")
    assert (figure.xpath(".//img/@alt"), figure.text_content()) == (["A road"], "Fog")


def test_a_browser_chooses_among_all_files(made: Make) -> None:
    found = page(made, "Words.\n", a_jpg=photograph(size=(2000, 1000)))
    (picture,) = found.xpath("//article//picture")
    (source,), (image,) = picture.xpath(".//source"), picture.xpath(".//img")
    widths = re.findall(r"photo-\w{10}-(\d+)\.webp \d+w", source.get("srcset"))
    assert (source.get("type"), widths) == ("image/webp", ["480", "960", "1600"])
    assert re.findall(r"(\d+)w", image.get("srcset")) == ["480", "960", "1600"]
    assert re.fullmatch(r"photo-\w{10}-960\.jpg", image.get("src"))
    assert (image.get("width"), image.get("height")) == ("960", "480")
    assert picture.get("class") == "tint r0 g4 b0"


def test_only_what_is_seen_first_is_loaded_at_once(made: Make) -> None:
    first = "![One](a.jpg)\n\n![Two](a.jpg)\n"
    shown = page(made, first, a_jpg=photograph()).xpath("//article//img")
    assert [each.get("fetchpriority") for each in shown] == ["high", None]
    assert [each.get("loading") for each in shown] == [None, "lazy"]
    below = page(made, first, a_jpg=photograph(TAKEN), r_gpx=RIDE).xpath("//article//img")
    assert [each.get("loading") for each in below] == ["lazy", "lazy"]  # the map is above


def test_feeds_hold_one_file_of_each_photo(made: Make) -> None:
    files = {
        f"{DAY}index.md": "![The pass](a.jpg)\n",
        f"{DAY}a.jpg": photograph(size=(1200, 600)),
        f"{DAY}b.jpg": photograph(colour="red"),
        f"{DAY}b.jpg.txt": "Red *rocks*",
    }
    feed = made(files)["feed.xml"].decode()
    assert "<picture" not in feed
    assert "srcset" not in feed
    found = re.findall(r'<img src="https://example.org/j/journal[^"]*-(\d+\.jpg)"', feed)
    assert found == ["960.jpg", "60.jpg"]
    assert "<figcaption>Red <em>rocks</em></figcaption>" in feed
    assert 'alt="Red rocks"' in feed


def test_a_video_is_shown_with_its_poster_and_size(made: Make) -> None:
    beside = {f"{DAY}wind.mp4": film(), f"{DAY}wind.mp4.jpg": photograph(),
              f"{DAY}b.MOV": film(turned=True)}  # fmt: skip
    files = made({f"{DAY}index.md": "![Wind](wind.mp4)\n", **beside})
    found = html.fromstring(files[PAGE].decode())
    first, second = found.xpath("//video")
    assert first.get("preload") == "none"
    assert first.get("poster") in {path.removeprefix(DAY) for path in files}
    assert (second.get("width"), second.get("height")) == ("1080", "1920")
    assert "Video, 2\xa0kB" in found.xpath("//div[@class='gallery']")[0].text_content()
    assert not found.xpath("//div[@class='gallery']//img")
    videos = {path: data for path, data in files.items() if "/video-" in path}
    assert len(videos) == 2
    assert not any(b"Secret" in data for data in videos.values())


def test_a_photo_of_a_page_and_of_a_person_comes_in_all_files(made: Make) -> None:
    config = CONFIG + '[[athletes]]\nname = "Ann"\nphoto = "pages/ann.jpg"\n'
    files = made({"pages/about.md": "![Us](us.jpg)\n", "pages/us.jpg": photograph(),
                  "pages/ann.jpg": photograph(colour="red")}, config)  # fmt: skip
    assert b"fetchpriority" in files["about/index.html"]
    assert b"<source" in files["about/index.html"]
    assert b"<source" in files["athletes/ann/index.html"]
