import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path, PurePosixPath

import pytest

import milepost
from builders import gpx, journal, northward
from milepost.build import build
from milepost.model.journal import Choice
from milepost.read.project import find_project
from milepost.write import write_site
from outputs import PAGES, put, tree


def killed_at(number: int, out: Path, files: Mapping[str, bytes]) -> bool:
    """Write in another process that dies at its nth file operation; tell whether it died."""
    child = os.fork()
    if child == 0:
        left = number

        def watch(event: str, given: object) -> None:
            nonlocal left
            if event.startswith(("os.", "open", "shutil.", "ctypes.")) and event != "os.kill":
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(watch)
            put(out, files)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="os.fork is not to be had here (Windows)")
def test_a_write_killed_at_any_step_leaves_a_whole_site(out: Path) -> None:
    new = {**PAGES, "index.html": b"new", "journal/c/index.html": b"new"}
    del new["journal/b/map.png"]
    put(out, PAGES)
    (out / "CNAME").write_bytes(b"example.org")
    old_tree, new_tree = ({**files, "CNAME": b"example.org"} for files in (PAGES, new))
    seen = []
    step = 0
    while killed_at(step, out, new):
        seen.append(tree(out) == new_tree)
        assert seen[-1] or tree(out) == old_tree, f"killed at step {step}"
        put(out, PAGES)
        assert tree(out) == old_tree
        step += 1
    assert {True, False} == set(seen)
    assert tree(out) == new_tree
    assert [path.name for path in out.parent.iterdir()] == ["output"]


LATER = Choice(date(2026, 6, 1))


def build_process(root: Path) -> subprocess.Popen[bytes]:
    source = Path(milepost.__file__).parent.parent
    path = os.pathsep.join([str(source), *filter(None, sys.path)])
    return subprocess.Popen(
        [sys.executable, "-m", "milepost", "-C", str(root), "build", "--now", str(LATER.today)],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def entry(number: int, words: str) -> str:
    return f"---\ntitle: Day {number}\ntags: [lake]\n---\n\n{words}\n"


@pytest.mark.skipif(
    os.name != "posix", reason="process groups are not to be had here (Windows)"
)
def test_a_build_killed_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"journal/2026-05-0{n}.md": entry(n, "old words") for n in range(1, 4)
    }
    files["journal/2026-05-01.gpx"] = gpx(northward(60, step_s=10))
    root = journal(tmp_path, files)
    out = tmp_path / "output"
    build(find_project(root), out, LATER)
    old = tree(out)
    for n in range(2, 4):
        journal(root, {f"journal/2026-05-0{n}.md": entry(n, "new words")})
    began = time.perf_counter()
    assert build_process(root).wait() == 0
    duration_s = time.perf_counter() - began
    new = tree(out)
    assert old.keys() == new.keys()
    assert old != new

    dice = random.Random(20_260_501)
    edges = [duration_s * (0.1 + 1.0 * n / 3) for n in range(4)]
    for earliest, latest in pairwise(edges):  # three moments, the last at the very end
        write_site(out, ((PurePosixPath(name), data) for name, data in old.items()))
        process = build_process(root)
        time.sleep(dice.uniform(earliest, latest))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert tree(out) in (old, new)
    assert build_process(root).wait() == 0
    assert tree(out) == new
    assert sorted(path.name for path in root.iterdir()) == [".cache", "output", "site_src"]
