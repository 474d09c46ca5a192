"""A site in Arabic, which is written from right to left."""

import pytest
from playwright.sync_api import Page

from builders import CONFIG, gpx, journal, northward
from journals import made

pytestmark = pytest.mark.browser

ARABIC = """msgid ""
msgstr ""
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10"
" ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);\\n"

msgid "Journal"
msgstr "اليوميات"

msgid "Distance"
msgstr "المسافة"

msgctxt "navigation"
msgid "Home"
msgstr "الرئيسية"
"""
ENDS = """selector => [...document.querySelectorAll(selector)]
  .map(found => found.getBoundingClientRect().right)"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site of one ride."""
    root = journal(
        tmp_path_factory.mktemp("arabic"),
        {
            "overrides/locales/ar.po": ARABIC,
            "journal/2026-05-01-one/index.md": "---\ntitle: Over the top!\n---\nكلمات.\n",
            "journal/2026-05-01-one/ride.gpx": gpx(
                northward(900, ele=[400 + abs(n - 30) for n in range(900)])
            ),
        },
        CONFIG.replace("[site]", '[site]\nlanguage = "ar"'),
    )
    made(root)
    return (root / "output").as_uri() + "/"


@pytest.mark.parametrize(
    "path", ["", "journal/2026-05-01-one/", "stats/", "about-the-numbers/"]
)
def test_no_page_scrolls_sideways(tab: Page, arabic: str, path: str) -> None:
    tab.goto(f"{arabic}{path}index.html")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_navigation_begins_at_the_right(tab: Page, arabic: str) -> None:
    tab.goto(f"{arabic}index.html")
    home, then, *_ = tab.evaluate(ENDS, ".site-head li a")
    (title,) = tab.evaluate(ENDS, ".site-title a")
    assert home == title
    assert then < home


def test_words_on_a_map_stand_right_of_where_they_begin(tab: Page, arabic: str) -> None:
    tab.goto(f"{arabic}journal/2026-05-01-one/index.html")
    off = tab.evaluate(
        "[...document.querySelectorAll('.mp-profile text, .mp-map text')]"
        ".filter(t => getComputedStyle(t).textAnchor === 'start' && t.getBBox().width)"
        ".map(t => t.getBBox().x - (t.x.baseVal[0]?.value ?? 0))"
    )
    assert off
    assert min(off) > -4


def test_what_is_in_another_script_keeps_its_order(tab: Page, arabic: str) -> None:
    """The mark at the end of an English title is at the right of it."""
    tab.goto(f"{arabic}journal/2026-05-01-one/index.html")
    mark, first = tab.evaluate(
        """() => {
          const text = document.querySelector("h1").firstChild, at = document.createRange();
          return [text.length - 1, 0].map((n) => {
            at.setStart(text, n); at.setEnd(text, n + 1);
            return at.getBoundingClientRect().left;
          });
        }"""
    )
    assert mark > first
