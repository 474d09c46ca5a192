"""Share pictures: what is made, how large it is, and where words may stand."""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path, PurePosixPath

import pytest
from PIL import Image

from builders import CONFIG, Shelf, gpx, journal, northward
from milepost.build import Prepared, prepare
from milepost.draw.maps.routemap import frame_of
from milepost.draw.projection import to_px
from milepost.draw.raster import shipped_fonts
from milepost.errors import ThemeError
from milepost.model.artifact import Recipe
from milepost.model.journal import Choice
from milepost.publish.cards.card_pictures import CardMap, Plan, share_picture
from milepost.publish.cards.cards import CardChoice
from milepost.read.fonts import Fonts
from milepost.read.project import find_project

ON = CONFIG.replace('pictures = "none"', 'pictures = "newest"')
GOAL = '[[goals]]\nname = "Two km"\ndistance = "2 km"\n'
DAY = "journal/2026-05-01-one"
LONG = "A title that goes on and on, over the hills and far away, until no card can hold it"


def ready(root: Path, files: Mapping[str, str | bytes], config: str = ON) -> Prepared:
    project = find_project(journal(root, files, config))
    return prepare(project, Choice(date(2026, 12, 31)), store=Shelf())


def photo(colour: str = "blue") -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretMaker"
    Image.new("RGB", (600, 500), colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def page_of(prepared: Prepared, path: str) -> str:
    content = next(
        each.content for each in prepared.artifacts if each.path == PurePosixPath(path)
    )
    assert isinstance(content, bytes)
    return content.decode()


def recipe(prepared: Prepared, path: str) -> Recipe:
    content = next(
        each.content for each in prepared.artifacts if each.path == PurePosixPath(path)
    )
    assert isinstance(content, Recipe)
    return content


def plan_of(prepared: Prepared, path: str) -> Plan:
    (plan,) = recipe(prepared, path).args
    assert isinstance(plan, Plan)
    return plan


def card_of(prepared: Prepared, path: str) -> str:
    return plan_of(prepared, path).card


def map_of(prepared: Prepared, path: str) -> CardMap:
    found = plan_of(prepared, path).map
    assert found
    return found


def made(prepared: Prepared, root: Path, path: str) -> bytes:
    found = recipe(prepared, path)
    inputs = [(root / "site_src" / name).read_bytes() for name in found.inputs]
    return found.make(*found.args, *inputs)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("share")


@pytest.fixture(scope="module")
def site(root: Path) -> Prepared:
    files = {
        f"{DAY}/index.md": f"---\ntitle: {LONG}\n---\nWords.\n",
        f"{DAY}/ride.gpx": gpx(northward(601)),
        "journal/2026-05-02-two.md": "---\nrest: yes\ntitle: Rest\n---\nWords.\n",
        "journal/2026-05-03-photo/index.md": "---\nshare_photo: yes\n---\nWords.\n",
        "journal/2026-05-03-photo/a.jpg": photo(),
        "journal/2026-05-04-snow/index.md": "---\nshare_photo: yes\n---\nWords.\n",
        "journal/2026-05-04-snow/a.jpg": photo("white"),
    }
    return ready(root, files, ON + GOAL)


def test_days_journeys_and_reached_goals_have_pictures_in_all_sizes(site: Prepared) -> None:
    paths = {str(each.path) for each in site.artifacts}
    assert {f"{DAY}/card.jpg", "card.jpg", "goals/two-km/card.jpg"} <= paths
    journey = f"journey-{site.press.site.journeys[0].slug}"
    for name in ("2026-05-01-one", journey, "goal-two-km"):
        assert {f"share/{name}-post.jpg", f"share/{name}-story.jpg"} <= paths


@pytest.mark.parametrize(
    ("path", "size", "most"),
    [
        (f"{DAY}/card.jpg", (1200, 630), 300_000),
        ("share/2026-05-02-two-post.jpg", (1080, 1350), 500_000),
        ("share/goal-two-km-story.jpg", (1080, 1920), 500_000),
    ],
)
def test_a_picture_has_its_size_and_is_light(
    site: Prepared, root: Path, path: str, size: tuple[int, int], most: int
) -> None:
    data = made(site, root, path)
    assert 5_000 < len(data) <= most
    with Image.open(BytesIO(data)) as image:
        assert (image.format, image.size) == ("JPEG", size)


def test_a_photo_fills_its_picture_and_tells_nothing(site: Prepared, root: Path) -> None:
    data = made(site, root, "journal/2026-05-03-photo/card.jpg")
    assert b"SecretMaker" not in data
    with Image.open(BytesIO(data)) as image:
        for x, y in ((0, 0), (0, 629), (1199, 0), (1199, 629)):
            red, _, blue = bytes(image.crop((x, y, x + 1, y + 1)).tobytes())
            assert blue > 25 > red
        assert image.crop((1199, 0, 1200, 1)).tobytes()[2] > 200


def test_white_words_are_read_on_a_white_photo(site: Prepared, root: Path) -> None:
    data = made(site, root, "journal/2026-05-04-snow/card.jpg")
    card = card_of(site, "journal/2026-05-04-snow/card.jpg")
    rows = [float(y) for y in re.findall(r'<text y="([\d.]+)"', card)]
    with Image.open(BytesIO(data)) as image:
        for x, y in ((30, min(rows)), (740, min(rows)), (30, max(rows)), (1180, max(rows))):
            # 3:1 for large words is reached below 149 of 255.
            (grey,) = image.convert("L").crop((x, int(y), x + 1, int(y) + 1)).tobytes()
            assert grey < 149


@pytest.mark.parametrize("name", ["2026-05-01-one", "2026-05-02-two", "goal-two-km"])
def test_words_of_a_story_keep_off_the_ends(site: Prepared, name: str) -> None:
    card = card_of(site, f"share/{name}-story.jpg")
    rows = [float(y) for y in re.findall(r'<text y="([\d.]+)"', card)]
    assert min(rows) > 250 + 30
    assert max(rows) < 1920 - 340


def test_the_way_of_a_wide_picture_runs_in_its_middle(site: Prepared) -> None:
    drawing = map_of(site, f"{DAY}/card.jpg").drawing
    assert drawing.sheet is not None
    frame = frame_of(drawing.legs, drawing.sheet)
    assert frame is not None
    zoom = 1200 / drawing.sheet.width
    for leg in drawing.legs:
        for line in leg.lines:
            x, y = to_px(frame, line).T * zoom
            assert 285 < x.min() <= x.max() < 915
            assert y.max() - y.min() > 400


def test_a_goals_milestone_stands_in_the_middle_of_a_wide_picture(site: Prepared) -> None:
    card = card_of(site, "goals/two-km/card.jpg")
    rows = re.findall(r'<tspan x="([\d.]+)"[^>]*>(?:2.0|km)<', card)
    assert len(rows) == 2
    assert all(285 <= float(x) <= 915 - 40 for x in rows)


@pytest.mark.parametrize("shape", ["wide", "post", "story"])
def test_words_stand_below_each_other_on_their_panel(site: Prepared, shape: str) -> None:
    card = card_of(
        site, f"{DAY}/card.jpg" if shape == "wide" else f"share/2026-05-01-one-{shape}.jpg"
    )
    height = int(re.findall(r'viewBox="0 0 \d+ (\d+)"', card)[0])
    edges = re.findall(r'<rect x="\d+" y="([\d.]+)" width="\d+" height="([\d.]+)" rx="6"', card)
    top, tall = map(float, edges[-1])
    rows = [float(y) for y in re.findall(r'<text y="([\d.]+)"', card)]
    assert 0 < top < min(rows) < max(rows) < top + tall < height
    assert card.index(">Day 1<") < card.index(">A title") < card.index(">3.0") < len(card)


def test_a_short_title_is_as_large_as_titles_are(site: Prepared) -> None:
    for path, size in (
        ("journal/2026-05-02-two/card.jpg", 56),
        ("share/2026-05-02-two-post.jpg", 92),
    ):
        assert (
            f'font-size="{size}"' in card_of(site, path).split(">Rest<")[0].rsplit("<text")[-1]
        )


def test_a_day_without_a_way_shows_its_journeys_up_to_it(site: Prepared) -> None:
    shown = map_of(site, "journal/2026-05-02-two/card.jpg").drawing
    own = map_of(site, f"{DAY}/card.jpg").drawing
    assert len(shown.legs) == len(own.legs) == 1


def test_only_the_newest_days_have_posts_and_stories(tmp_path: Path) -> None:
    files = {f"journal/2026-05-{day:02}.md": "Words.\n" for day in range(1, 15)}
    paths = [str(each.path) for each in ready(tmp_path, files).artifacts]
    days = [path for path in paths if re.match(r"share/2026.*-story", path)]
    assert len(days) == 12
    assert "share/2026-05-14-story.jpg" in days
    assert len([path for path in paths if re.fullmatch(r"journal/.*/card\.jpg", path)]) == 14


def test_the_page_is_for_the_athlete_alone(site: Prepared) -> None:
    page, home = (page_of(site, f"{folder}index.html") for folder in ("share/", ""))
    assert '<meta name="robots" content="noindex">' in page
    assert 'download="2026-05-01-one-1080x1920.jpg"' in page
    assert 'width="1080" height="1350" alt="Share picture: A journey"' in page
    assert "share/" not in home
    assert "share/" not in page_of(site, "sitemap.xml")


def test_previews_show_the_card(site: Prepared) -> None:
    page = page_of(site, f"{DAY}/index.html")
    assert f'property="og:image" content="https://example.org/j/{DAY}/card.jpg"' in page


def test_without_share_pictures_previews_show_the_map(tmp_path: Path) -> None:
    files = {f"{DAY}/index.md": "Words.\n", f"{DAY}/ride.gpx": gpx(northward(60))}
    found = ready(tmp_path, files, CONFIG)
    assert "share/index.html" not in {str(each.path) for each in found.artifacts}
    assert f"{DAY}/map.png" in page_of(found, f"{DAY}/index.html")


def test_letters_without_a_font_are_told_with_the_entry(tmp_path: Path) -> None:
    letter = "\U00030005"  # a Han letter so rare that fonts leave it out
    text = f"---\ntitle: To {letter} and on\n---\nWords.\n"
    prepared = ready(tmp_path, {f"{DAY}/index.md": text})
    card = card_of(prepared, f"{DAY}/card.jpg")
    assert letter not in card
    assert ">To and on<" in card
    told = [p for p in prepared.warnings if "share pictures leave" in p.message]
    assert (told[0].path, told[0].line) == (f"site_src/{DAY}/index.md", 2)
    assert "(Han); install fonts (fonts-noto-cjk on Debian)" in told[0].message


def test_a_title_without_a_font_gives_way_to_the_number_of_its_day(tmp_path: Path) -> None:
    text = "---\ntitle: \U00030005\n---\nWords.\n"
    prepared = ready(tmp_path, {f"{DAY}/index.md": text})
    assert card_of(prepared, f"{DAY}/card.jpg").count(">Day 1<") == 2
    assert any("say 'Day 1' for the title" in p.message for p in prepared.warnings)


def test_the_cover_fills_the_pictures_of_its_day(tmp_path: Path) -> None:
    files = {
        f"{DAY}/index.md": "---\ncover: b.jpg\n---\nWords.\n",
        f"{DAY}/a.jpg": photo(),
        f"{DAY}/b.jpg": photo("red"),
        "journal/2026-05-02-two/index.md": "---\nshare_photo: no\n---\nWords.\n",
        "journal/2026-05-02-two/a.jpg": photo(),
    }
    prepared = ready(tmp_path, files, ON.replace("[share]", "[share]\nphoto = true"))
    chosen = plan_of(prepared, f"{DAY}/card.jpg").photo
    assert chosen and chosen.photo.source.name == "b.jpg"
    assert plan_of(prepared, "journal/2026-05-02-two/card.jpg").photo is None


def test_dates_and_units_that_no_font_can_write_are_told(tmp_path: Path) -> None:
    arabic = ON.replace("[site]", '[site]\nlanguage = "ar"')
    cards = ready(tmp_path, {f"{DAY}/index.md": "Words.\n"}, arabic).press.cards
    cards.choice = CardChoice(Fonts(shipped_fonts(), folders=()))
    (told,) = cards.lacking()
    assert "leave letters of words of Milepost out, as no font has" in told.message
    assert "(Arabic); install" in told.message


OWN = (
    '<svg xmlns="http://www.w3.org/2000/svg" '
    'viewBox="0 0 {{ shape.width }} {{ shape.height }}">'
)


def test_a_themes_card_is_used(tmp_path: Path) -> None:
    own = f"{OWN}<title>{{{{ card.title }}}} & co</title></svg>".replace("&", "&amp;")
    files = {f"{DAY}/index.md": "# A<b\n", "overrides/templates/card.svg": own}
    assert "<title>A&lt;b &amp; co" in card_of(ready(tmp_path, files), f"{DAY}/card.jpg")


@pytest.mark.parametrize(
    ("card", "line", "told"),
    [
        (f"{OWN}\n<g>\n{{{{ card.title }}}}\n</svg>", 2, "<g> is never closed; add </g>"),
        ("<html>\n</html>", 1, "begins with <html>"),
        (f"{OWN}\n{{{{ fit('a', width=9, size=0).size }}}}</svg>", 2, "fit(): size takes"),
        (f"{OWN}\n\n{{{{ fit('a') }}}}</svg>", 3, "fit(): missing a required argument"),
    ],
)
def test_a_broken_card_is_told_with_its_line(
    tmp_path: Path, card: str, line: int, told: str
) -> None:
    files = {f"{DAY}/index.md": "# A\n", "overrides/templates/card.svg": card}
    with pytest.raises(ThemeError) as refused:
        ready(tmp_path, files)
    (problem,) = refused.value.problems
    assert (problem.path, problem.line) == ("site_src/overrides/templates/card.svg", line)
    assert problem.message.startswith(told)
    assert "(while making the share picture of A)" in problem.message


def test_what_only_the_rasteriser_refuses_is_a_mistake_of_the_theme() -> None:
    with pytest.raises(ThemeError, match=r"card\.svg cannot be drawn"):
        share_picture(Plan("<svg", "", 1200, (), 300_000))
