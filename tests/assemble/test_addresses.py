from datetime import date
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milepost.assemble.addresses import entry_permalink, slugify
from milepost.model.journal import Entry


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Last 100 km", "last-100-km"),
        ("Où ça ? Café — n°2", "ou-ca-cafe-n-2"),
        ("Zürich – Genève", "zurich-geneve"),
        ("चाय और धूप", "चाय-और-धूप"),
        ("東京の朝", "東京の朝"),
        ("  --  Hello, World!  --  ", "hello-world"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c", "a-b-c"),
        ("one_two", "one-two"),
        ("!!", ""),
        ("❤️ 1️⃣", "1\u20e3"),
        ("❤️", ""),
        ("Aux", "aux_"),
        ("com1", "com1_"),
        ("lpt", "lpt"),
        ("", ""),
    ],
)
def test_a_title_becomes_a_word_for_an_address(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text())
def test_a_slug_is_one_harmless_part_of_a_path(text: str) -> None:
    slug = slugify(text)
    assert not set("/\\. ?#%&\n\t") & set(slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert len(slug) <= 80
    assert unquote(quote(slug)) == slug


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_a_slug_of_a_slug_is_the_slug(text: str) -> None:
    assert slugify(slugify(text)) == slugify(text)


def entry(slug: str) -> Entry:
    return Entry(PurePosixPath("journal/x.md"), None, date(2021, 12, 7), slug, None, "")


@pytest.mark.parametrize(
    ("slug", "permalink"),
    [
        ("last-100-km", "journal/2021-12-07-last-100-km/"),
        ("Last 100 KM!", "journal/2021-12-07-last-100-km/"),
        ("", "journal/2021-12-07/"),
        ("?", "journal/2021-12-07/"),
    ],
)
def test_an_entry_stands_under_its_date_and_name(slug: str, permalink: str) -> None:
    assert entry_permalink(entry(slug)) == permalink


@pytest.mark.parametrize("text", ["म" * 200, "𐌰" * 200, "a" * 300])
def test_a_slug_leaves_room_in_the_name_of_a_file(text: str) -> None:
    assert 60 < len(slugify(text).encode()) <= 200
