"""A small site, assembled and ready to be published."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from builders import CONFIG, Make, journal
from milepost.build import Prepared, prepare
from milepost.memo import Nowhere, realise
from milepost.model.journal import Choice
from milepost.read.project import find_project

TODAY = Choice(date(2026, 12, 31))


def prepared(root: Path, files: Mapping[str, str | bytes], config: str = CONFIG) -> Prepared:
    return prepare(find_project(journal(root, files, config)), TODAY)


@pytest.fixture
def made(tmp_path: Path) -> Make:
    """Return the bytes of every file of a site, by path."""

    def make(files: Mapping[str, str | bytes], config: str = CONFIG) -> dict[str, bytes]:
        ready = prepared(tmp_path, files, config)
        files_made = realise(ready.artifacts, tmp_path / "site_src", Nowhere(), map)
        return {str(path): data for path, data in files_made}

    return make
