"""What once crashed a reader does so no more; see run.py."""

from pathlib import Path

import pytest

from fuzz.crash import FOUND, soon
from fuzz.targets import TARGETS
from milepost.errors import MilepostError


@pytest.mark.parametrize("path", sorted(FOUND.iterdir()), ids=lambda path: path.stem)
def test_what_was_found_ends_well_and_soon(path: Path) -> None:
    target = TARGETS[path.name.partition("--")[0].replace("-", " ")]
    try:
        with soon(target):
            target.run(path.read_bytes())
    except MilepostError as error:
        assert str(error)
