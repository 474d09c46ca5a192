"""Throw damaged and odd input at everything that reads other people's bytes.

usage: python tests/fuzz/run.py [--seconds N] [--corpus FOLDER] [--seed N] [TARGET ...]

Each target runs for so many seconds in a process of its own, with at most 3 GB. A crash is any
exception but MilepostError, an input that takes more than 5 s of processor time, or more
memory than that. Inputs that reach new lines are kept and changed further. What crashes is
made small and written to tests/fuzz/found/, where the tests run it ever after.
"""

import argparse
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from mutate import Coverage, mutated, smaller  # noqa: E402 - the paths above
from targets import TARGETS, Target  # noqa: E402

import milepost  # noqa: E402
from milepost.errors import MilepostError  # noqa: E402

FOUND = HERE / "found"
LONGEST_S = 5
MOST_BYTES = 3 << 30
LARGEST_SEED = 20_000


class HangError(Exception):
    """An input took too long."""


def _hang(*_: object) -> None:
    raise HangError(f"longer than {LONGEST_S} s")


def crash_of(target: Target, data: bytes) -> str:
    """Return where and how an input crashes, "" if it does not."""
    signal.setitimer(signal.ITIMER_PROF, LONGEST_S * (4 if target.dear else 1))
    try:
        target.run(data)
    except MilepostError as error:
        str(error)
        return ""
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "/milepost/" in frame.filename] or frames
        if isinstance(error, HangError):  # it may be interrupted anywhere
            return f"HangError {ours[0].name}"
        return f"{type(error).__name__} {Path(ours[-1].filename).name} {ours[-1].name}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return ""


def seeds(target: Target, corpus: Path | None) -> list[bytes]:
    found = list(target.seeds())
    if corpus and target.corpus:
        paths = sorted(
            path for path in corpus.rglob("*") if path.suffix.lower() in target.corpus
        )
        small = (path for path in paths if path.stat().st_size <= LARGEST_SEED)
        found += [path.read_bytes() for path in small]
    return found


def run(name: str, seconds: float, corpus: Path | None, seed: int) -> None:
    """Run a target and print what came of it."""
    signal.signal(signal.SIGPROF, _hang)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    warnings.simplefilter("ignore")
    target, chance = TARGETS[name], Random(f"{name}{seed}")
    kept, crashes, runs = seeds(target, corpus), Counter[str](), 0
    first, slowest, began = list(kept), 0.0, time.monotonic()
    coverage = Coverage(str(Path(milepost.__file__).parent))
    queue = list(kept)
    while time.monotonic() - began < seconds:
        if queue:
            data = queue.pop()
        else:
            # What reached something new lately is more promising than the many before it.
            recent = kept[-40:] if chance.random() < 0.5 else kept
            data = mutated(chance.choice(recent), first, target.words, chance)
        watched = not target.dear and (queue or runs % 3 == 0)
        start = time.monotonic()
        # Watching costs several times what is watched; what is new shows up again.
        with coverage if watched else nullcontext():
            crash = crash_of(target, data)
        slowest, runs = max(slowest, time.monotonic() - start), runs + 1
        if crash:
            if not crashes[crash]:
                keep(name, target, crash, data)
            crashes[crash] += 1
        elif coverage.grew():
            kept.append(data)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(
        f"{name:13} {runs:9,} runs {runs / seconds:7,.0f}/s  {len(kept):5} inputs kept  "
        f"slowest {slowest:4.1f} s  {memory} MB  crashes: {len(crashes)}",
        flush=True,
    )
    for crash, count in crashes.most_common():
        print(f"    {count:6} x {crash}", flush=True)


def keep(name: str, target: Target, crash: str, data: bytes) -> None:
    """Write down a crash as a small input."""
    if "Hang" not in crash and not target.dear:
        data = smaller(data, lambda less: crash_of(target, less) == crash)
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{name}--{crash}.bin".replace(" ", "-")
    path.write_bytes(data)
    print(f"{name}: {crash}: {path.name}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", default=list(TARGETS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    for name in given.targets:
        worker = multiprocessing.Process(
            target=run, args=(name, given.seconds, given.corpus, given.seed)
        )
        worker.start()
        worker.join(given.seconds * 2 + 60)
        if worker.is_alive():  # stuck in somebody's C
            os.kill(worker.pid or 0, signal.SIGKILL)
            print(f"{name:13} hangs for good", flush=True)
        elif worker.exitcode:
            print(f"{name:13} died: {worker.exitcode}", flush=True)


if __name__ == "__main__":
    main()
