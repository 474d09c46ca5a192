"""What readers know an entry by."""

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CONFIG
from days import ASHA, KABIR, day, site_of
from milepost.errors import SourceError
from milepost.model.journal import Entry
from milepost.model.site import Site
from milepost.publish.feeds.identity import guid, uid
from recordings import gathered

ONE = day("2026-05-01-to-the-lake", title="To the lake")
FOLDER = ONE[0].source.with_suffix("")


def changed(**keys: Any) -> Entry:
    return replace(ONE[0], **keys)


def at(path: str) -> Entry:
    return changed(source=PurePosixPath("journal", path), slug=path)


def known(site: Site) -> dict[PurePosixPath, tuple[str, str]]:
    planned = [each.entry for own in site.journeys for each in own.planned_days]
    entries = [*(each.entry for each in site.days), *planned]
    return {each.source: (guid(each, site), uid(each, site)) for each in entries}


def test_an_identity_is_the_host_and_the_name_of_the_file() -> None:
    site = site_of(ONE)
    assert guid(ONE[0], site) == "tag:example.org,2026:2026-05-01-to-the-lake"
    assert guid(ONE[0], site, "hi") == "tag:example.org,2026:2026-05-01-to-the-lake;hi"
    assert uid(ONE[0], site) == "2026-05-01-to-the-lake@example.org"
    assert guid(at("b/2026-05-01.md"), site) == "tag:example.org,2026:b/2026-05-01"


@pytest.mark.parametrize(
    "entry",
    [
        changed(title="Rain"),
        changed(slug="rain"),
        changed(date=ONE[0].date.replace(year=2027)),
        changed(authors=("Kabir",)),
        changed(folder=FOLDER, source=FOLDER / "index.md"),
        changed(source=FOLDER.with_suffix(".markdown")),
    ],
)
def test_it_survives_whatever_the_author_changes(entry: Entry) -> None:
    before = known(site_of(ONE, athletes=(ASHA, KABIR)))
    after = known(site_of((entry, *ONE[1:]), athletes=(KABIR, ASHA)))
    assert list(after.values()) == list(before.values())


NAMES = ("2026-05-01", "2026-05-01-a", "2026-05-02")
ENTRIES = [
    replace(at(f"{folder}{name}{end}"), planned=planned)
    for folder in ("", "b/", "2026-05-01/")
    for name in NAMES
    for end, planned in ((".md", False), ("/index.md", False), ("/x.md", True))
]


@given(st.lists(st.sampled_from(ENTRIES), unique_by=lambda each: each.source.with_suffix("")))
def test_no_other_entry_changes_it(entries: list[Entry]) -> None:
    single = {uid(each, SITE): each for each in entries}  # not `a.md` beside `a/index.md`
    together = known(site_of(*((each, *ONE[1:]) for each in single.values())))
    alone: dict[PurePosixPath, tuple[str, str]] = {}
    for each in single.values():
        alone |= known(site_of((each, *ONE[1:])))
    assert together == alone
    assert len(set(together.values())) == len(single)


SITE = site_of(ONE)


def test_a_second_text_in_a_folder_does_not_rename_the_first(tmp_path: Path) -> None:
    files = {"journal/2026-05-01/words.md": "Words.\n"}
    (alone,) = gathered(tmp_path / "a", files, CONFIG).parts.entries
    files["journal/2026-05-01/2026-05-02.md"] = "More.\n"
    files["journal/2026-05-01/words.md"] = "---\ndate: 2026-05-01\n---\nWords.\n"
    both = gathered(tmp_path / "b", files, CONFIG).parts.entries
    assert guid(alone, SITE) in {guid(each, SITE) for each in both}


def test_two_that_would_be_known_by_one_name_are_refused() -> None:
    twin = (changed(source=FOLDER / "index.md", slug="b"), *ONE[1:])
    with pytest.raises(SourceError, match=r"has the name of .*, by which feeds know it"):
        site_of(ONE, twin)


def test_it_holds_nothing_that_an_address_cannot() -> None:
    told = day("2026-05-01-चाय पर; बारिश")
    found = guid(told[0], site_of(told))
    assert found.isascii()
    assert not set(" ;") & set(found)


def test_it_is_the_same_however_a_system_writes_accents() -> None:
    assert guid(at("2026-05-01-é.md"), SITE) == guid(at("2026-05-01-e\u0301.md"), SITE)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Ann:secret@Example.ORG:8080/j/", "example.org"),
        ("https://Über-Land.example/", "xn--ber-land-55a.example"),
        ("https://faß.example/", "xn--fa-hia.example"),
    ],
)
def test_the_host_is_what_it_is_called_in_the_net(url: str, host: str) -> None:
    site = replace(SITE, url=url)
    assert guid(ONE[0], site).startswith(f"tag:{host},2026:")
    assert uid(ONE[0], site).endswith(f"@{host}")


def test_a_site_that_moves_can_keep_its_identities() -> None:
    moved = replace(SITE, url="https://new.example/", feed_identity="Example.org")
    assert known(moved) == known(SITE)
    assert known(replace(moved, feed_identity="")) != known(SITE)
