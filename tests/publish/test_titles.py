"""Titles with characters that mean something in HTML."""

from datetime import UTC, datetime

from lxml import html

from builders import CONFIG, Make, gpx, northward
from photographs import photograph

ODD = 'Odd <b> & "q"'
TWICE = ("&amp;", "&lt;", "&gt;", "&quot;", "&#", "1: Photo", "2: Photo")


def test_what_authors_call_things_is_escaped_once_everywhere(made: Make) -> None:
    said = f"title: '{ODD}'\nauthor: '{ODD}'\nwith: Ben\ntags: ['{ODD}']\n"
    first, second = "journal/2026-05-01-a/", "journal/2026-05-02-b/"
    more = f"night: '{ODD}'\ncounters: {{'{ODD}': 2}}\nrace: {{name: '{ODD}'}}\n"
    config = CONFIG.replace("[site]", f"[site]\ndescription = '{ODD}'", 1) + (
        f"[[athletes]]\nname = '{ODD}'\nbio = '{ODD}'\nphoto = 'pages/me.jpg'\n"
        f"[[athletes]]\nname = 'Ben'\n"
        f"[[journeys]]\nslug = 'j'\ntitle = '{ODD}'\nstart = 2026-05-01\n"
        f"[[goals]]\nname = '{ODD}'\ndistance = '5 km'\n"
    )
    ride = gpx(northward(61, step_s=5, start=datetime(2026, 5, 1, 6, tzinfo=UTC)))
    files = made(
        {
            f"{first}index.md": f"---\n{said}{more}---\n![](a.jpg)\n",
            f"{first}a.jpg": photograph(size=(6, 4)),
            f"{first}b.jpg": photograph(size=(7, 4)),
            f"{first}r.gpx": ride,
            f"{second}index.md": f"---\n{said}---\nWords.\n",
            f"{second}c.jpg": photograph(size=(8, 4)),
            "pages/me.jpg": photograph(size=(9, 4)),
            "pages/about.md": f"---\ntitle: '{ODD}'\n---\nWords.\n",
        },
        config,
    )
    wrong, right = [], 0
    for path, data in files.items():
        if not path.endswith(".html"):
            continue
        for each in html.fromstring(data.decode()).iter(html.etree.Element):
            seen = [(name, value) for name, value in each.attrib.items() if name != "href"]
            if each.tag not in ("script", "style"):
                seen += [("", text) for text in (each.text, each.tail) if text]
            wrong += [(path, each.tag, *one) for one in seen if any(w in one[1] for w in TWICE)]
            right += sum(value.count(ODD) for _, value in seen)
    assert wrong == []
    assert right > 50
