"""A small site, assembled and ready to be published."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from builders import CONFIG, Make, Shelf
from sites import SiteFiles, site_files


@pytest.fixture
def made(tmp_path: Path, shelf: Shelf) -> Make:
    """Return the files of a site, by path."""

    def make(files: Mapping[str, str | bytes], config: str = CONFIG) -> SiteFiles:
        return site_files(tmp_path, files, config, store=shelf)

    return make
