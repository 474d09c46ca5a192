"""How readers may answer a day."""

import html
import re
from pathlib import Path

import pytest

from builders import CONFIG, Make
from milepost.errors import MilepostError

DAY = "journal/2026-05-01-one.md"
PAGE = "journal/2026-05-01-one/index.html"
MAIL = f'{CONFIG}[reactions]\nmail = "asha@example.org"\n'


def test_readers_may_write_where_the_author_gives_an_address(made: Make) -> None:
    page = made({DAY: "# Fog & chai?\n\nWords.\n"}, MAIL)[PAGE].decode()
    assert 'href="mailto:asha@example.org?subject=Re%3A%20Fog%20%26%20chai%3F"' in page


def test_a_day_leads_to_its_thread(made: Make) -> None:
    page = made({DAY: "---\nthread: https://mastodon.social/@asha/1234\n---\nWords.\n"})[PAGE]
    assert b'<a href="https://mastodon.social/@asha/1234">' in page
    assert b"Join the conversation: mastodon.social/@asha/1234" in page


def test_without_either_there_is_nothing_to_answer(made: Make) -> None:
    assert b"Answer" not in made({DAY: "Words.\n"})[PAGE]


def test_a_site_puts_its_own_way_there(made: Make) -> None:
    own = "<p>{{ day.title }}: tell me.</p>"
    assert (
        b"<p>One: tell me.</p>"
        in made({DAY: "Words.\n", "overrides/templates/reactions.html": own})[PAGE]
    )


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "mastodon.social/@asha", "https://"])
def test_a_thread_that_is_no_address_is_refused(made: Make, typed: str) -> None:
    with pytest.raises(MilepostError, match="takes a whole address"):
        made({DAY: f'---\nthread: "{typed}"\n---\nWords.\n'})


def test_a_mail_that_is_no_address_is_refused(made: Make) -> None:
    with pytest.raises(MilepostError, match="takes an address for mail"):
        made({DAY: "Words.\n"}, MAIL.replace("asha@", "asha at "))


def test_the_policy_for_a_service_of_comments_keeps_what_single_pages_need(made: Make) -> None:
    root = Path(__file__).parents[2]
    told = (root / "docs" / "sharing.md").read_text("utf-8")
    recipe = re.search(r"\{\{ csp\s+\|.*?\}\}", told, re.DOTALL)
    base = (root / "themes/default/templates/base.html").read_text("utf-8")
    assert recipe and "{{ csp }}" in base
    own = {"overrides/templates/base.html": base.replace("{{ csp }}", recipe[0])}
    config = f"{CONFIG}[search]\nfull_text = true\n"
    page = html.unescape(made({DAY: "Fog.\n", **own}, config)["search/index.html"].decode())
    assert "script-src 'self' https://giscus.app 'wasm-unsafe-eval'" in page
    assert "frame-src https://giscus.app" in page and "trusted-types" not in page
