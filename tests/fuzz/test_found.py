"""What once crashed a reader does so no more; see run.py."""

import signal
from pathlib import Path

import pytest

from fuzz.targets import TARGETS
from milepost.errors import MilepostError

FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_found_ends_well_and_soon(path: Path) -> None:
    target = TARGETS[path.name.partition("--")[0].replace("-", " ")]
    signal.setitimer(signal.ITIMER_PROF, 5)
    try:
        target.run(path.read_bytes())
    except MilepostError as error:
        assert str(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
