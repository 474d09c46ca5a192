"""Throw damaged and odd input at everything that reads other people's bytes.

usage: python tests/fuzz/run.py [--seconds N] [--corpus FOLDER] [--seed N] [TARGET ...]

Atheris, which is libFuzzer for Python, makes the input: it changes what reached new code
further. Each target runs for so many seconds in a process of its own, with at most 3 GB. A
crash is any exception but MilepostError, an input that takes more than 5 s of processor time,
or more memory than that. What crashes is made small and written to tests/fuzz/found/, where
the tests run it ever after.
"""

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]

if TYPE_CHECKING:
    from fuzz.targets import Target

# Instrumented: our code, and libraries in Python that read other people's bytes for us.
WATCHED = ("milepost", "fitdecode", "gpxpy", "markdown", "PIL", "pmtiles", "tomllib", "yaml")
SLOWER = 3  # by what instrumented code is
MOST_MEMORY = 3 << 30
MOST_BYTES = 200_000
LARGEST_SEED = 20_000
STUCK_S = 120  # of real time: in somebody's C, where nothing of Python's is raised
NUMBERS = (b"-1", b"1e308", b"nan", b"inf", b"99999999999999999999", b"0x10", "٣".encode())


def fuzz(name: str, seconds: float, corpus: Path | None, seed: int, folder: Path) -> None:
    """Run a target, and print what came of it; end the process, as libFuzzer never returns."""
    os.dup2(os.open(folder / "log", os.O_CREAT | os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    warnings.simplefilter("ignore")
    import atheris

    with atheris.instrument_imports(include=WATCHED):
        from fuzz.crash import FOUND, crash_of
        from fuzz.targets import TARGETS

        target = TARGETS[name]
        kept = folder / "kept"
        kept.mkdir()
        for number, data in enumerate(seeds(target, corpus)):
            (kept / str(number)).write_bytes(data)
            crash_of(target, data)  # what is imported late is to be watched too

    crashes, runs, slowest, began = Counter[str](), 0, 0.0, time.monotonic()

    def one(data: bytes) -> None:
        nonlocal runs, slowest
        start = time.monotonic()
        crash = crash_of(target, data, slower=SLOWER)
        slowest, runs = max(slowest, time.monotonic() - start), runs + 1
        if crash:
            if not crashes[crash]:
                keep(name, target, crash, data)
            crashes[crash] += 1
        if time.monotonic() - began > seconds:
            report(name, runs, seconds, len(list(kept.iterdir())), slowest, crashes)
            os._exit(0)

    def changed(data: bytes, most: int, number: int) -> bytes:
        chance = Random(number)
        if chance.random() < 0.95:
            return atheris.Mutate(data, most)
        # libFuzzer says nothing a thousand times over, as what hangs a reader often does.
        at = chance.randrange(len(data) + 1)
        part = data[at : at + int(chance.paretovariate(0.6))]
        return (data[:at] + part * chance.choice((2, 50, 2000)) + data[at:])[:most]

    words = (*NUMBERS, *target.words)
    (folder / "words").write_text("".join(map(_quoted, words)))
    options = {
        "artifact_prefix": f"{FOUND}/{name.replace(' ', '-')}--",
        "dict": folder / "words",
        "max_len": MOST_BYTES,
        "rss_limit_mb": 0,  # the limit above raises MemoryError
        "seed": seed + 1,  # 0 would be another one every time
        "timeout": STUCK_S,
        "verbosity": 0,
    }
    given = [f"-{key}={value}" for key, value in options.items()]
    atheris.Setup([name, *given, str(kept)], one, custom_mutator=changed)
    atheris.Fuzz()


def _quoted(word: bytes) -> str:
    return '"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n'


def seeds(target: "Target", corpus: Path | None) -> list[bytes]:
    found = list(target.seeds())
    if corpus and target.corpus:
        paths = sorted(
            path for path in corpus.rglob("*") if path.suffix.lower() in target.corpus
        )
        small = (path for path in paths if path.stat().st_size <= LARGEST_SEED)
        found += [path.read_bytes() for path in small]
    return found


def keep(name: str, target: "Target", crash: str, data: bytes) -> None:
    """Write down a crash as a small input."""
    from fuzz.crash import FOUND, crash_of, smaller

    if "Hang" not in crash and not target.dear:
        data = smaller(data, lambda less: crash_of(target, less) == crash)
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{name}--{crash}.bin".replace(" ", "-")
    path.write_bytes(data)
    print(f"{name}: {crash}: {path.name}", flush=True)


def report(
    name: str, runs: int, seconds: float, kept: int, slowest: float, crashes: Counter[str]
) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(
        f"{name:13} {runs:9,} runs {runs / seconds:7,.0f}/s  {kept:5} inputs kept  "
        f"slowest {slowest:4.1f} s  {memory} MB  crashes: {len(crashes)}",
        flush=True,
    )
    for crash, count in crashes.most_common():
        print(f"    {count:6} x {crash}", flush=True)


def main() -> None:
    from fuzz.targets import TARGETS

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", default=list(TARGETS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    # Not forked: modules are instrumented as they are imported, and here they are already.
    processes = multiprocessing.get_context("spawn")
    for name in given.targets:
        with tempfile.TemporaryDirectory() as folder:
            worker = processes.Process(
                target=fuzz, args=(name, given.seconds, given.corpus, given.seed, Path(folder))
            )
            worker.start()
            worker.join(given.seconds * 2 + STUCK_S * 2)
            if worker.is_alive():
                worker.kill()
                print(f"{name:13} hangs for good", flush=True)
            elif worker.exitcode:
                log = Path(folder, "log").read_text(errors="replace").splitlines()
                print(f"{name:13} died: {worker.exitcode}", *log[-20:], sep="\n", flush=True)


if __name__ == "__main__":
    main()
