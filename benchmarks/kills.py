"""Kill builds at random moments and look at what they leave: `python benchmarks/kills.py 1000`.

Half of the builds are cold (nothing remembered), half warm (one entry changed). A third of
the kills falls between the first byte that is written and the end, which is but a moment; the
others fall anywhere in a build. What is killed is the whole process group, or for every fourth
kill the first process alone, as a machine short of memory does it. After each:

- the output is the old site or the new one, byte for byte;
- no file of the journal has other bytes or another time than before;
- no process of the build lives on;
- the next build succeeds, gives the new site, and leaves nothing beside it.

A build that ended before its kill is looked at as well, and not counted.

A build is a fork of this process, which has everything imported: a real one takes a second for
that, during which nothing can be damaged. Linux and macOS only.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

from PIL import Image

import milepost.build
import milepost.write
from milepost.cli.main import main as milepost_main
from milepost.read.project import builtin_themes

SEED = 20_260_501
NOW = "2026-06-01"
MARGIN = 0.15  # how far beyond the usual end of a build a kill may fall, as a share
GONE_S = 5.0  # how long orphans may take to notice
BEFORE = "ended before"
STEPS = ("start", "gather", "publish", "make", "stage", "swap", "clear", "finish")

Tree = dict[str, str]
Tell = Callable[[str], object]


class Bench:
    """A journal in two versions, and both sites of it."""

    def __init__(self, root: Path, *, plain: bool):
        self.root, self.out, self.source = root, root / "output", root / "site_src"
        self.spare = root / "spare"  # the old site, and what was remembered with it
        write_journal(self.source)
        if plain:
            write_theme(root / "themes" / "default")
        # Here and not in a fork: what has been imported and read stays for all that come.
        milepost_main(["-C", str(root), "build", "--now", NOW])
        self.old = tree(self.out)
        shutil.copytree(self.out, self.spare / "output")
        shutil.copytree(root / ".cache", self.spare / ".cache")
        entry = self.source / "journal" / "2026-05-02.md"
        entry.write_text("---\ntitle: Second\ntags: [sea]\n---\n\nOther words.\n")
        (self.source / "journal" / "2026-05-03.md").unlink()
        self.journal = stamps(self.source)
        assert self.build() == 0
        self.new = tree(self.out)

    def reset(self, *, warm: bool) -> None:
        """Put the old site back, with or without what was remembered."""
        for name in ("output", ".cache"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        shutil.copytree(self.spare / "output", self.out)
        if warm:
            shutil.copytree(self.spare / ".cache", self.root / ".cache")

    def build(self) -> int:
        """Build to the end and return the exit code."""
        process = self.start()
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])

    def start(self, tell: Tell = str) -> int:
        """Begin a build in a process group of its own, and return its number.

        `tell` gets each step that it comes to.
        """
        process = os.fork()
        if process:
            with suppress(OSError):  # it is its own by now
                os.setpgid(process, process)
            return process
        code = 70
        try:
            os.setpgid(0, 0)
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            follow(tell)
            milepost_main(["-C", str(self.root), "build", "--now", NOW])
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            # Without what an interpreter does at its end: most of it is this process's own.
            os._exit(code)

    def followed(self) -> tuple[int, int]:
        """Begin a build and return its number, and a pipe that gets a byte for each step."""
        near, far = os.pipe()
        process = self.start(lambda step: os.write(far, bytes([STEPS.index(step)])))
        os.close(far)
        return process, near

    def timed(self, *, warm: bool) -> tuple[float, float]:
        """Return when a build begins to write and when it ends, in seconds, best of three."""
        found = []
        for _ in range(3):
            self.reset(warm=warm)
            began = time.perf_counter()
            process, steps = self.followed()
            wait_for("stage", steps)
            writes_s = time.perf_counter() - began
            assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
            found.append((writes_s, time.perf_counter() - began))
            os.close(steps)
        return min(found)


def follow(tell: Tell) -> None:
    """Let the functions of a build tell when they begin, and the last one when it is done."""

    def told(module: ModuleType, name: str, step: str, after: str = "") -> None:
        real = getattr(module, name)

        def called(*given: Any, **how: Any) -> Any:
            tell(step)
            made = real(*given, **how)
            if after:
                tell(after)
            return made

        setattr(module, name, called)

    told(milepost.build, "gather", "gather")
    told(milepost.build, "theme_folders", "publish")
    told(milepost.build, "write_site", "make", after="finish")
    told(milepost.write, "_replace", "stage")
    told(milepost.write, "exchange", "swap", after="clear")


def wait_for(step: str, steps: int) -> list[str]:
    """Read a pipe of steps up to one of them; return what came."""
    came: list[str] = []
    while step not in came and (byte := os.read(steps, 1)):
        came.append(STEPS[byte[0]])
    return came


def write_journal(source: Path) -> None:
    """Write a small journal with a bit of everything."""
    folder = source / "journal"
    folder.mkdir(parents=True)
    (source / "site.toml").write_text(
        '[site]\ntitle = "Kills"\nurl = "https://example.org"\n[share]\npictures = "none"\n'
    )
    for day in range(1, 4):
        text = f"---\ntitle: Day {day}\ntags: [lake]\n---\n\nOld words.\n"
        (folder / f"2026-05-0{day}.md").write_text(text)
    points = "".join(
        f'<trkpt lat="{46 + n / 4000:.5f}" lon="7"><ele>{500 + n}</ele>'
        f"<time>2026-05-01T06:{n // 6:02}:{n % 6}0Z</time></trkpt>"
        for n in range(60)
    )
    gpx = f'<gpx version="1.1" creator="x"><trk><trkseg>{points}</trkseg></trk></gpx>'
    (folder / "2026-05-01.gpx").write_text(gpx)
    data = BytesIO()
    Image.effect_noise((60, 40), 80).convert("RGB").save(data, "JPEG")
    (folder / "2026-05-01.jpg").write_bytes(data.getvalue())


def write_theme(theme: Path) -> None:
    """Write a theme of one line a page: a build then takes a tenth of the time."""
    (theme / "templates").mkdir(parents=True)
    (theme / "theme.toml").write_text("")
    for path in (builtin_themes() / "default" / "templates").glob("[a-z0-9]*.html"):
        words = "{{ day.title }}" if path.stem == "day" else "{{ site.title }}"
        (theme / "templates" / path.name).write_text(f"{path.stem} of {words}")


def tree(folder: Path) -> Tree:
    """Return the digest of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stamps(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Return time, mode and digest of every file below a folder, by its path."""
    found = {}
    for name, digest in tree(folder).items():
        stat = (folder / name).stat()
        found[name] = (stat.st_mtime_ns, stat.st_mode, digest)
    return found


def left(group: int) -> bool:
    """Tell whether a process group has a living process, after a while of patience."""
    until = time.perf_counter() + GONE_S
    while time.perf_counter() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.01)
    return True


def kill(
    bench: Bench, after_s: float, *, near: bool, alone: bool
) -> tuple[str, str, list[str]]:
    """Kill a build after some time, with `near` since it began to write.

    Return the step it was at, which site it left, and what is wrong about that.
    """
    process, steps = bench.followed()
    came = ["start", *(wait_for("stage", steps) if near else [])]
    time.sleep(after_s)
    (os.kill if alone else os.killpg)(process, signal.SIGKILL)
    killed = os.WIFSIGNALED(os.waitpid(process, 0)[1])
    came += wait_for("", steps)
    os.close(steps)
    wrong = ["a process lives on"] if left(process) else []
    now = tree(bench.out)
    site = "old" if now == bench.old else "new" if now == bench.new else "torn"
    wrong += ["a torn site"] if site == "torn" else []
    if bench.build() != 0:
        wrong.append("the next build failed")
    if tree(bench.out) != bench.new:
        wrong.append("the next build gave another site")
    beside = sorted(path.name for path in bench.root.iterdir())
    if set(beside) - {"themes"} != {".cache", "output", "site_src", "spare"}:
        wrong.append(f"left behind: {beside}")
    if stamps(bench.source) != bench.journal:
        wrong.append("the journal was touched")
    return came[-1] if killed else BEFORE, site, wrong


def main() -> None:
    """Kill as often as asked, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--plain", action="store_true", help="pages of one line, far quicker")
    given = parser.parse_args()
    dice = random.Random(given.seed)
    table: Counter[tuple[str, str, str]] = Counter()
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        bench = Bench(Path(folder), plain=given.plain)
        times = {warm: bench.timed(warm=warm) for warm in (False, True)}
        number = kills = 0
        while kills < given.kills:
            warm, near = number % 2 == 1, number % 3 == 0
            writes_s, end_s = times[warm]
            begin_s = writes_s if near else 0.0
            after_s = dice.uniform(0, (end_s - begin_s) * (1 + MARGIN))
            bench.reset(warm=warm)
            step, site, wrong = kill(bench, after_s, near=near, alone=number % 4 == 3)
            kind = "warm" if warm else "cold"
            table[kind, step, site] += 1
            kills += step != BEFORE
            failures += [f"#{number} {kind}, {step}: {each}" for each in wrong]
            print(
                number,
                kind,
                f"{after_s:.3f} s",
                step,
                site,
                *wrong,
                file=sys.stderr,
                flush=True,
            )
            number += 1
    for warm, (writes_s, end_s) in times.items():
        kind = "warm" if warm else "cold"
        print(f"a {kind} build writes after {writes_s:.2f} s and ends after {end_s:.2f} s")
    report(table)
    print(
        f"{kills} kills and {number - kills} builds that ended before, seed {given.seed}, "
        f"{len(failures)} failures",
        *failures,
        sep="\n",
    )
    sys.exit(bool(failures))


def report(table: Counter[tuple[str, str, str]]) -> None:
    """Print how many kills at which step left which site."""
    sites = sorted({site for _, _, site in table})
    print(f"{'killed at':20}", *(f"{site:>6}" for site in sites))
    for kind in ("cold", "warm"):
        for step in (*STEPS, BEFORE):
            row = [table[kind, step, site] for site in sites]
            if any(row):
                print(f"{kind + ', ' + step:20}", *(f"{number:6}" for number in row))


if __name__ == "__main__":
    main()
