"""What readers know an entry by."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from days import ASHA, KABIR, day, site_of
from milepost.model.journal import Entry
from milepost.model.site import Site
from milepost.publish.feeds.identity import Identities

ONE = day("2026-05-01-to-the-lake", title="To the lake")


def guids(site: Site) -> dict[str, str]:
    known = Identities(site)
    return {day.title: known.guid(day.entry) for day in site.days}


def changed(**keys: object) -> Entry:
    return replace(ONE[0], **keys)  # type: ignore[arg-type]


def test_an_identity_is_the_host_and_the_name_of_the_file() -> None:
    assert guids(site_of(ONE)) == {"To the lake": "tag:example.org,2026:2026-05-01-to-the-lake"}
    assert Identities(site_of(ONE)).uid(ONE[0]) == "2026-05-01-to-the-lake@example.org"


@pytest.mark.parametrize(
    "entry",
    [
        changed(title="Rain"),
        changed(slug="rain"),
        changed(date=ONE[0].date.replace(month=6)),
        changed(authors=("Kabir",)),
        changed(folder=(home := ONE[0].source.with_suffix("")), source=home / "index.md"),
    ],
)
def test_it_survives_whatever_the_author_changes(entry: Entry) -> None:
    before = guids(site_of(ONE, athletes=(ASHA, KABIR)))
    after = guids(site_of((entry, *ONE[1:]), athletes=(KABIR, ASHA)))
    assert list(after.values()) == list(before.values())


def test_a_second_entry_of_a_date_changes_nothing_for_the_first() -> None:
    both = guids(site_of(ONE, day("2026-05-01-dawn", title="Dawn")))
    assert both["To the lake"] == guids(site_of(ONE))["To the lake"]
    assert len(set(both.values())) == 2


def test_two_of_one_name_have_their_folders_in_it() -> None:
    other = replace(ONE[0], source=PurePosixPath("journal/b", ONE[0].source.name), slug="b")
    known = Identities(site_of(ONE, (other, *ONE[1:])))
    assert known.guid(other) == "tag:example.org,2026:journal/b/2026-05-01-to-the-lake"
    assert known.guid(ONE[0]) != known.guid(other)


def test_it_holds_nothing_that_an_address_cannot() -> None:
    found = Identities(site_of(told := day("2026-05-01-चाय पर"))).guid(told[0])
    assert found.isascii()
    assert " " not in found


def test_a_site_that_moves_can_keep_its_identities() -> None:
    moved = replace(site_of(ONE), url="https://new.example/", feed_identity="example.org")
    assert guids(moved) == guids(site_of(ONE))
    assert guids(replace(moved, feed_identity="")) != guids(site_of(ONE))
