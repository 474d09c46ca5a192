"""How long the sample journal takes: cold, with one changed entry, and with nothing changed.

Whole processes, best of five, beside what gpxpy alone needs to parse the same recordings.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import gpxpy

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(ROOT / "site_src", root / "site_src")
        entry = next((root / "site_src" / "journal").rglob("index.md"))

        def cold() -> None:
            shutil.rmtree(root / ".cache", ignore_errors=True)
            shutil.rmtree(root / "output", ignore_errors=True)

        def one_changed() -> None:
            entry.write_text(entry.read_text("utf-8") + "\nOne more line.\n", "utf-8")

        report("cold", best(root, cold))
        report("one entry changed", best(root, one_changed))
        report("nothing changed", best(root, lambda: None))
        report("--help", best(root, lambda: None, "--help"))
    began = time.perf_counter()
    recordings = sorted((ROOT / "site_src").rglob("*.gpx"))
    for path in recordings:
        gpxpy.parse(path.read_text("utf-8"))
    report(f"gpxpy alone, {len(recordings)} files", time.perf_counter() - began)


def best(root: Path, prepare: Callable[[], None], *arguments: str) -> float:
    """Return the shortest of some runs of the command, in seconds."""
    command = [sys.executable, "-m", "milepost", "-C", str(root), *(arguments or ("build",))]
    times = []
    for _ in range(ROUNDS):
        prepare()
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return min(times)


def report(what: str, seconds: float) -> None:
    print(f"{what:28s}{seconds:8.2f} s")


if __name__ == "__main__":
    main()
