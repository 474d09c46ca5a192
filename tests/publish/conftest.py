"""A small site, assembled and ready to be published."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from builders import CONFIG, Make, Shelf, journal
from milepost.build import Prepared, prepare
from milepost.memo import Store, realise
from milepost.model.artifact import Artifact
from milepost.model.journal import Choice
from milepost.read.project import find_project

TODAY = Choice(date(2026, 12, 31))


class Files(Mapping[str, bytes]):
    """The files of a site by path, each made when a test asks for it: pictures are dear."""

    def __init__(self, ready: Prepared, source: Path, shelf: Shelf):
        self._artifacts: dict[str, Artifact] = {
            str(each.path): each for each in ready.artifacts
        }
        self._source, self._shelf = source, shelf

    def __getitem__(self, path: str) -> bytes:
        ((_, data),) = realise((self._artifacts[path],), self._source, self._shelf, map)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._artifacts)

    def __len__(self) -> int:
        return len(self._artifacts)


def prepared(
    root: Path, files: Mapping[str, str | bytes], config: str = CONFIG, **how: Store
) -> Prepared:
    return prepare(find_project(journal(root, files, config)), TODAY, **how)


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    """What all small sites remember: maps are dear, and most tests ask for other things."""
    return Shelf()


@pytest.fixture
def made(tmp_path: Path, shelf: Shelf) -> Make:
    """Return the files of a site, by path."""

    def make(files: Mapping[str, str | bytes], config: str = CONFIG) -> Mapping[str, bytes]:
        return Files(
            prepared(tmp_path, files, config, store=shelf), tmp_path / "site_src", shelf
        )

    return make
