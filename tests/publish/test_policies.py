"""What pages may load and run."""

import pytest

from builders import CONFIG, Make, gpx, northward
from milepost.publish.policies import needs_of, rules_of, stated, united

RIDE = gpx(northward(60, step_s=10))
REST = {"journal/2026-05-02.md": "Rest.\n"}
PAGE = "journal/2026-05-02/index.html"
OVERRIDES = "overrides/templates/page.html"
SELF = ("'self'",)


def rules(page: bytes) -> dict[str, tuple[str, ...]]:
    return rules_of(stated(page))


def test_a_page_of_words_may_run_nothing_and_ask_nobody_but_its_site(made: Make) -> None:
    allowed = rules(made(REST)["years/index.html"])
    assert allowed["default-src"] == allowed["worker-src"] == ("'none'",)
    assert not allowed.keys() & {"script-src", "media-src"}
    assert allowed["connect-src"] == SELF  # Lighthouse asks for robots.txt through a page


def test_only_pages_with_scripts_may_run_some(made: Make) -> None:
    files = made({**REST, "journal/2026-05-01.md": "One.\n", "journal/2026-05-01.gpx": RIDE})
    running = {path for path, page in files.items() if "script-src" in rules(page)}
    assert {"index.html", PAGE, "search/index.html"} <= running
    assert not running & {"years/index.html", "404.html"}
    assert rules(files[PAGE])["script-src"] == SELF  # keys turn pages


@pytest.mark.parametrize("tag", ['<video src="a.mp4"></video>', '<audio src="a.mp3"></audio>'])
def test_media_are_allowed_where_a_page_has_some(made: Make, tag: str) -> None:
    files = made({**REST, "pages/sound.md": f"---\ntitle: Sound\n---\n{tag}\n"})
    playing = {path for path, page in files.items() if "media-src" in rules(page)}
    assert playing == {"sound/index.html"}


def test_a_worker_is_allowed_where_the_site_is_kept_for_offline(made: Make) -> None:
    files = made(REST, f"{CONFIG}offline = true\n")
    assert rules(files[PAGE])["worker-src"] == SELF


def test_a_script_from_elsewhere_may_need_anything(made: Make) -> None:
    own = (
        '{% extends "base.html" %}{% block head %}<script src="own.js"></script>{% endblock %}'
    )
    page = {"pages/about.md": "Hi.\n", OVERRIDES: own}
    assert {"script-src", "connect-src", "media-src"} <= rules(
        made(page)["about/index.html"]
    ).keys()


def test_what_an_author_allows_stays_allowed(made: Make) -> None:
    own = (
        '<meta http-equiv="Content-Security-Policy" content="{{ csp '
        """| replace("media-src 'self'", "media-src https://radio.example") }}">"""
    )
    files = made({"pages/about.md": "Hi.\n", OVERRIDES: own})
    assert rules(files["about/index.html"])["media-src"] == ("https://radio.example",)


def test_a_script_needs_what_it_imports_needs() -> None:
    scripts = {
        "assets/a.js": b'import "./live/b.js";',
        "assets/live/b.js": b'const c = await import("../c.js");',
        "assets/c.js": b'import "./a.js"; new Worker(address);',
        "assets/d.js": b"// never a worker",
    }
    working = {path for path, needs in needs_of(scripts).items() if "worker-src" in needs}
    assert working == {"assets/a.js", "assets/live/b.js", "assets/c.js"}


@pytest.mark.parametrize(
    ("policies", "together"),
    [
        (
            ["default-src 'none'; form-action 'none'", "default-src 'none'"],
            "default-src 'none'",
        ),
        (
            ["default-src 'none'; worker-src 'none'", "default-src 'none'; script-src 'self'"],
            "default-src 'none'; worker-src 'self'; script-src 'self'",
        ),
        (["default-src 'none'", ""], ""),
        (["default-src 'none'", "default-src 'self'"], ""),
        ([], ""),
    ],
)
def test_a_site_is_as_strict_as_its_freest_pages(policies: list[str], together: str) -> None:
    assert united(policies).replace("; worker-src 'none'", "") == together
