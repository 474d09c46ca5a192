"""Work that several processes share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import milepost
from milepost.memo import side_by_side


def slow_for_the_first(number: int) -> tuple[int, int]:
    return number, sum(range(200_000 if number == 0 else 10)) and os.getpid()


def test_results_come_in_order_from_several_processes() -> None:
    with side_by_side(2) as pmap:
        made = list(pmap(slow_for_the_first, range(12)))
    assert [number for number, _ in made] == list(range(12))
    assert os.getpid() not in {process for _, process in made}


def test_a_little_work_stays_in_this_process() -> None:
    with side_by_side(2) as pmap:
        made = list(pmap(slow_for_the_first, range(3)))
    assert {process for _, process in made} == {os.getpid()}


@pytest.mark.parametrize("jobs", [0, 1])
def test_one_job_needs_no_other_process(jobs: int) -> None:
    with side_by_side(jobs) as pmap:
        assert pmap is map


def test_an_error_in_another_process_is_the_same_error() -> None:
    with side_by_side(2) as pmap, pytest.raises(ValueError, match="invalid literal"):
        list(pmap(int, ["1", "2", "3", "x", "5"]))


def test_processes_of_a_pool_end_when_the_first_one_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, signal, time\n"
        "from milepost.memo import side_by_side\n"
        "def work(number):\n"
        "    return number\n"
        "with side_by_side(2) as pmap:\n"
        "    list(pmap(work, range(8)))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = os.pathsep.join([str(Path(milepost.__file__).parent.parent), *sys.path])
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": path},
    ) as process:
        said, _ = process.communicate(timeout=60)  # comes back when the last of them is gone
    assert said == b""
