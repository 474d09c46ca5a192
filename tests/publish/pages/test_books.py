"""A journey as a book."""

import re

from builders import CONFIG, Make, gpx, northward

DAYS: dict[str, str | bytes] = {
    "journal/2026-05-01-lake/index.md": (
        "# The lake\n\n## Morning\n\nWet.[^1]\n\n[Later](../2026-05-02.md)\n\n[^1]: Very.\n"
    ),
    "journal/2026-05-01-lake/a.gpx": gpx(northward(601)),
    "journal/2026-05-02.md": "# Two\n\n## Morning\n\nDry.[^1]\n\n[^1]: Nearly.\n",
}


def test_a_book_holds_all_days_in_order_and_nothing_twice_by_one_name(made: Make) -> None:
    files = made(DAYS)
    book = files["book/index.html"].decode()
    assert re.findall(r'<h2 id="day-\d-title">(.*?)</h2>', book) == ["The lake", "Two"]
    names = re.findall(r'\bid="([^"]+)"', book)
    assert len(names) == len(set(names))
    links = re.findall(r'href="#([^"]+)"', book)
    assert {"day-1-fn:1", "day-2-fn:1", "day-2"} <= set(links) <= set(names)
    assert '<h3 id="day-2-morning">Morning</h3>' in book
    assert 'href="../journal/2026-05-02/"' in book


def test_a_book_is_linked_but_not_indexed(made: Make) -> None:
    files = made(DAYS)
    assert b'<meta name="robots" content="noindex">' in files["book/index.html"]
    assert b"book/" not in files["sitemap.xml"]
    assert b'href="../book/"' in files["journal/index.html"]


def test_each_of_several_journeys_has_its_book_once_it_has_days(made: Make) -> None:
    rows = '[[journeys]]\ntitle = "North"\nstart = 2026-05-01\nend = 2026-05-09\n'
    rows += '[[journeys]]\ntitle = "South"\nstart = 2027-05-01\nend = 2027-05-09\n'
    files = made(DAYS, CONFIG + rows)
    assert [path for path in files if path.endswith("book/index.html")] == [
        "journeys/north/book/index.html"
    ]
    assert b'href="./book/"' in files["journeys/north/index.html"]
