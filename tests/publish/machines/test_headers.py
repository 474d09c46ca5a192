"""What hosts say of the files that they send."""

import io

from PIL import Image

from builders import Make

DAY = {"journal/2026-05-01/index.md": "x\n"}
ROOT = "/j/"  # of the site that tests make
Rules = dict[str, dict[str, str]]


def rules(text: bytes) -> Rules:
    found: Rules = {}
    for line in text.decode().splitlines():
        if line.startswith("/"):
            latest = found[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            assert name not in latest
            latest[name] = value
    return found


def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    return file.getvalue()


def test_all_files_of_a_site_below_a_path_are_under_its_policy(made: Make) -> None:
    told = rules(made(DAY)["_headers"])
    assert all(pattern.startswith("/j/") for pattern in told)
    policy = told["/j/*"]["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "connect-src 'self'" in policy  # the search page
    assert policy.endswith("frame-ancestors 'none'")
    assert told["/j/*"]["X-Content-Type-Options"] == "nosniff"


def test_what_tells_its_content_by_its_name_is_kept_for_ever(made: Make) -> None:
    told = rules(made({**DAY, "journal/2026-05-01/a.jpg": jpeg()})["_headers"])
    lasting = {pattern for pattern, said in told.items() if "Cache-Control" in said}
    assert lasting == {f"{ROOT}assets/*", f"{ROOT}journal/:folder1/photo-*"}


def test_nothing_is_kept_for_ever_that_may_change(made: Make) -> None:
    told = rules(made({**DAY, "static/assets/mine.css": b""})["_headers"])
    assert not [said for said in told.values() if "Cache-Control" in said]


def test_kinds_are_named_of_files_that_are_there(made: Make) -> None:
    told = rules(made({**DAY, "static/a.pmtiles": b"PMTiles"})["_headers"])
    assert told[f"{ROOT}*.pmtiles"]["Content-Type"] == "application/vnd.pmtiles"
    assert f"{ROOT}*.geojson" not in told


def test_no_two_rules_say_the_same_of_one_file(made: Make) -> None:
    everything, *others = rules(made(DAY)["_headers"]).values()
    assert others
    assert not [said for said in others if said.keys() & everything.keys()]


def test_an_authors_own_pages_go_on_working(made: Make) -> None:
    own = {**DAY, "static/old/index.html": b"<script>draw()</script>"}
    policy = rules(made(own)["_headers"])[f"{ROOT}*"]["Content-Security-Policy"]
    assert policy == "frame-ancestors 'none'"


def test_the_headers_of_the_author_win(made: Make) -> None:
    assert made({**DAY, "static/_headers": b"/*\n  X-Own: 1\n"})["_headers"].startswith(
        b"/*\n  X"
    )
