"""Secrets planted in every input are in no byte of the site."""

import re
from pathlib import Path

import pytest

from build.planted import FILES, HOME, NUMBERS, SECRET, ZONED, forms, layers
from builders import journal
from journals import made, tree
from milepost.leaks.names import Names
from milepost.leaks.scan import leaks
from milepost.leaks.sources import names_of
from milepost.memo import Nowhere
from milepost.model.privacy import Zone
from milepost.read.project import find_project

PLANTED = {
    **{name: data.encode() if isinstance(data, str) else data for name, data in FILES.items()},
    **{name + "/": name.encode() for name in FILES},
    "site.toml": ZONED.encode(),
    "secret": SECRET.encode(),
}
WORDS = sorted(
    {
        word.decode()
        for data in PLANTED.values()
        for layer in layers(data)
        for word in re.findall(rb"Qx[A-Za-z]{4,}", layer)
    }
)
Haystack = dict[str, list[bytes]]
ZONE = Zone(*HOME, 400.0)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MILEPOST_SECRET", SECRET)
        root = journal(tmp_path_factory.mktemp("planted"), FILES, ZONED)
        made(root)
    return root


@pytest.fixture(scope="module")
def haystack(root: Path) -> Haystack:
    """Return all that is in the files of the site, by their names, which are in it too."""
    return {
        name: [
            each for layer in (name.encode(), *layers(data)) for each in (layer, layer.lower())
        ]
        for name, data in tree(root / "output").items()
    }


def test_the_journal_is_published(haystack: Haystack) -> None:
    assert len(WORDS) > 70
    names = " ".join(haystack)
    for day in ("2026-05-01-out", "2026-05-02", "2026-05-03"):
        assert f"journal/{day}/track.json" in names
    assert len(set(re.findall(r"/photo-[0-9a-f]+", names))) == 5
    assert names.count(".mp4") == 1


@pytest.mark.parametrize("word", [*WORDS, *NUMBERS])
def test_a_planted_secret_is_in_no_byte(word: str, haystack: Haystack) -> None:
    wanted = list(forms(word))
    for name, found in haystack.items():
        assert not any(form in layer for layer in found for form in wanted), name


def test_no_point_lies_in_the_zone_and_no_device_is_named(root: Path) -> None:
    names = names_of(find_project(root), [ZONE], store=Nowhere(), pmap=map)
    assert names
    assert list(leaks(root / "output", [ZONE], names)) == []


def test_without_the_zone_its_points_would_be_found(tmp_path: Path) -> None:
    journal(tmp_path, {name: FILES[name] for name in list(FILES)[:2]})
    made(tmp_path)
    found = {problem.path for problem in leaks(tmp_path / "output", [ZONE], Names((), bool))}
    day = "journal/2026-05-01-out"
    assert {"index.html", "feed.xml", f"{day}/index.html", f"{day}/track.json"} <= found
