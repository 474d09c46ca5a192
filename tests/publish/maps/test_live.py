"""What pages tell their live maps, and what is published for them."""

import html
import re

from builders import CONFIG, Make, gpx, northward

RIDE = gpx(northward(60, step_s=10))
FILES: dict[str, str | bytes] = {
    "journal/2026-05-01.md": "One.\n",
    "journal/2026-05-01.gpx": RIDE,
    "journal/2026-05-02.md": "Rest.\n",
}
DAY, REST = "journal/2026-05-01/index.html", "journal/2026-05-02/index.html"
CREDIT = 'tiles_credit = "© A & B"\n'

# Only of maps: other scripts sort tables, turn pages by keys, search.
RUNS = re.compile(rb'<script type="module" src="[^"]*assets/live/')


def policy(page: bytes) -> str:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page.decode())
    assert found
    return html.unescape(found[1])


def test_pages_with_a_map_load_the_script_and_no_others(made: Make) -> None:
    files = made(FILES)
    with_script = {path for path, data in files.items() if RUNS.search(data)}
    assert {path for path in with_script if path.endswith(".html")} == {"index.html", DAY}
    src = re.search(r'<script type="module" src="([^"]+)">', files[DAY].decode())
    assert src
    assert src[1].removeprefix("../../") in files


def test_a_map_names_files_that_are_there(made: Make) -> None:
    files = made(FILES)
    figure = re.search(r'<figure class="map"([^>]*)>', files[DAY].decode())
    assert figure
    data = dict(re.findall(r'data-(\w+)="([^"]*)"', figure[1]))
    assert data.keys() == {"track", "base", "leaflet", "style"}
    assert f"journal/2026-05-01/{data['track']}" in files
    assert f"journal/2026-05-01/{data['base']}" in files
    assert data["style"].removeprefix("../../") in files
    assert data["leaflet"].removeprefix("../../") + "leaflet.js" in files


def test_without_live_maps_there_is_no_script_of_them(made: Make) -> None:
    files = made(FILES, f"{CONFIG}[map]\nlive = false\n")
    assert not [path for path in files if "/live/" in path or "leaflet" in path]
    assert not [path for path, data in files.items() if RUNS.search(data)]
    assert b'<figure class="map">' in files[DAY]


def test_another_host_is_allowed_only_where_its_tiles_are_shown(made: Make) -> None:
    address = "https://tiles.example.org:8443/{z}/{x}/{y}.png"
    files = made(FILES, f'{CONFIG}[map]\ntiles = "{address}"\n{CREDIT}')
    images = "img-src 'self' data: https://tiles.example.org:8443;"
    assert images in policy(files[DAY])
    assert images in policy(files["index.html"])
    assert "tiles.example.org" not in policy(files[REST])
    assert f'data-tiles="{address}"'.encode() in files[DAY]
    assert 'data-credit="© A &amp; B"'.encode() in files[DAY]


def test_the_sites_own_tiles_need_no_other_policy(made: Make) -> None:
    files = made(FILES, f'{CONFIG}[map]\ntiles = "streets/{{z}}/{{x}}/{{y}}.png"\n{CREDIT}')
    assert "img-src 'self' data:;" in policy(files[DAY])
    assert b'data-tiles="../../streets/{z}/{x}/{y}.png"' in files[DAY]


def test_a_file_of_tiles_is_linked_with_its_colours(made: Make) -> None:
    config = f'{CONFIG}[map]\npmtiles = "a b.pmtiles"\n{CREDIT}'
    files = made({**FILES, "static/a b.pmtiles": b"PMTiles"}, config)
    assert b'data-pmtiles="../../a%20b.pmtiles"' in files[DAY]
    style = re.search(r'data-streets="../../([^"]*)"', files[DAY].decode())
    assert style
    assert b".live-probe .mp-motorway{stroke:" in files[style[1]]
    assert b"prefers-color-scheme: dark" in files[style[1]]
