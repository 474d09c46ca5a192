"""A small site, assembled and ready to be published."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from builders import CONFIG, Make, Shelf, journal
from milepost.build import Prepared, prepare
from milepost.memo import Store, realise
from milepost.model.journal import Choice
from milepost.read.project import find_project

TODAY = Choice(date(2026, 12, 31))


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
    """Return the bytes of every file of a site, by path."""

    def make(files: Mapping[str, str | bytes], config: str = CONFIG) -> dict[str, bytes]:
        ready = prepared(tmp_path, files, config, store=shelf)
        files_made = realise(ready.artifacts, tmp_path / "site_src", shelf, map)
        return {str(path): data for path, data in files_made}

    return make
