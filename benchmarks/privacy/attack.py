"""What is left of a privacy zone for somebody who wants to find the home in it.

Made-up homes, each with a zone of 400 m and 40 tracks that begin and end at its door, are
built into a real site. The attackers read the site's own files, and nothing else; to show that
they know their trade, they first get the same tracks cut at a plain circle round the home.

    python benchmarks/privacy/attack.py [homes] [seed]

prints a table in Markdown: medians, over all homes, of how far the guesses are off, and in
brackets what one of ten is nearer than.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import numpy as np
from attackers import (
    Plane,
    Track,
    by_circle,
    by_directions,
    by_distance,
    by_lines,
    by_middle,
    by_the_docs,
)
from homes import Home, homes

RADIUS_M = 400.0
TRACKS = 40
TAKEN = (3, 10, 40)  # as many tracks of a home does an attacker have
_BEGIN = datetime(2025, 3, 1, 5, tzinfo=UTC)
_APART_S, _STEP_S = 1500, 1.5
_CONFIG = """[site]
title = "A journal"
url = "https://example.org/"
timezone = "UTC"

[share]
pictures = "none"
"""


@dataclass(frozen=True, slots=True)
class Published:
    """What a site tells of one home: lines on a plane round it, lengths, and the truth."""

    home: Home
    tracks: tuple[Track, ...]
    told_m: tuple[float, ...]  # lengths as published
    true_m: tuple[float, ...]  # of the whole tracks, which nobody published


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found = homes(count, TRACKS, seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_journal(root, found)
        build(root)
        shown = [read_site(root / "output", home, n) for n, home in enumerate(found)]
    plain = [in_plain_circle(home) for home in found]
    report(plain, shown, count)


def write_journal(root: Path, found: Sequence[Home]) -> None:
    source = root / "site_src"
    zones = []
    for n, home in enumerate(found):
        folder = source / "journal" / f"{day_of(n)}-home-{n}"
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(
            f"---\ntitle: Home {n}\n---\n\nOut and back.\n", "utf-8"
        )
        for k, way in enumerate(home.ways):
            start = _BEGIN + timedelta(days=2 * n, seconds=k * _APART_S)
            (folder / f"{k:02}.gpx").write_text(gpx(home.degrees(way), start), "utf-8")
        zones.append(
            f"\n[[privacy.zones]]\nlat = {home.lat}\nlon = {home.lon}\n"
            f'radius = "{RADIUS_M:.0f} m"\n'
        )
    (source / "site.toml").write_text(_CONFIG + "".join(zones), "utf-8")


def day_of(n: int) -> date:
    return (_BEGIN + timedelta(days=2 * n)).date()


def gpx(places: Plane, start: datetime) -> str:
    points = "".join(
        f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"><ele>400</ele>'
        f"<time>{start + timedelta(seconds=n * _STEP_S):%Y-%m-%dT%H:%M:%S.%fZ}</time></trkpt>"
        for n, (lat, lon) in enumerate(places.tolist())
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="made"><trk><type>cycling</type>'
        f"<trkseg>{points}</trkseg></trk></gpx>"
    )


def build(root: Path) -> None:
    """Build as an author would, then look through the site as one should."""
    environment = {**os.environ, "MILEPOST_SECRET": "a secret that is made for this alone"}
    for command in (("build", "--no-cache"), ("check", "--privacy", "--no-cache")):
        line = [sys.executable, "-m", "milepost", "-C", str(root), *command]
        done = subprocess.run(
            line, env=environment, capture_output=True, text=True, check=False
        )
        print(done.stdout.strip().splitlines()[-1:], file=sys.stderr)
        if done.returncode:
            sys.exit(done.stderr)


def read_site(output: Path, home: Home, n: int) -> Published:
    """Return what the files of a site tell of a home, decoded by nothing of Milepost's own."""
    (file,) = output.glob(f"journal/{day_of(n)}-home-{n}/track.json")
    tracks = json.loads(file.read_text("utf-8"))["tracks"]
    lines = [
        tuple(home.metres(np.array(polyline(line["path"]))) for line in track["lines"])
        for track in tracks
    ]
    order = [nearest_way(home, track) for track in lines]
    return Published(
        home,
        tuple(lines),
        tuple(float(track["length"]) for track in tracks),
        tuple(length(home.ways[k]) for k in order),
    )


def nearest_way(home: Home, track: Track) -> int:
    """Return which recording a track was made of: the benchmark's own way to know the truth."""
    middle = track[0][len(track[0]) // 2]
    away = [float(np.hypot(*(way - middle).T).min()) for way in home.ways]
    return int(np.argmin(away))


def polyline(text: str) -> list[tuple[float, float]]:
    """Decode Google's Encoded Polyline Algorithm Format, of five decimals."""
    found, at, value, shift, steps = [], [0, 0], 0, 0, 0
    for letter in text:
        bits = ord(letter) - 63
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            at[steps % 2] += ~(value >> 1) if value & 1 else value >> 1
            value = shift = 0
            steps += 1
            if steps % 2 == 0:
                found.append((at[0] / 1e5, at[1] / 1e5))
    return found


def in_plain_circle(home: Home) -> Published:
    """Return the same tracks, cut where they cross the circle that everybody thinks of."""
    tracks = []
    for way in home.ways:
        away = np.hypot(*way.T)
        outside = np.flatnonzero(away > RADIUS_M)
        begin, end = outside[0], outside[-1]
        first = crossing(way[begin - 1], way[begin])
        last = crossing(way[end + 1], way[end])
        tracks.append((np.concatenate((first[None], way[begin : end + 1], last[None])),))
    lengths = tuple(length(line) for (line,) in tracks)
    return Published(home, tuple(tracks), lengths, tuple(map(length, home.ways)))


def crossing(inside: Plane, outside: Plane) -> Plane:
    share = (RADIUS_M - np.hypot(*inside)) / (np.hypot(*outside) - np.hypot(*inside))
    return inside + share * (outside - inside)


def length(line: Plane) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def report(plain: Sequence[Published], shown: Sequence[Published], count: int) -> None:
    points = sum(len(line) for each in shown for track in each.tracks for line in track)
    kept = [len(each.tracks) for each in shown]
    print(
        f"{2 * count} homes, {sum(kept)} of {2 * count * TRACKS} tracks shown, {points} points"
    )
    closest = min(
        float(np.hypot(*line.T).min())
        for each in shown
        for track in each.tracks
        for line in track
    )
    print(f"the point nearest to its home: {closest:.0f} m")
    beyond = [
        told - sum(map(length, track))
        for each in shown
        for told, track in zip(each.told_m, each.tracks, strict=True)
    ]
    print(f"a published length is more than its published line: {median(beyond):.0f} m\n")
    heads = " | ".join(f"{n} tracks" for n in TAKEN)
    print(f"| median error of the attacker, in metres | {heads} |\n|---|{'---|' * len(TAKEN)}")
    for scene, words in (("open", "open roads"), ("grid", "a grid of streets")):
        for name, of in (("a plain circle", plain), ("Milepost", shown)):
            own = [each for each in of if each.home.scene == scene]
            for attack, errors in attacks(own, grid=scene == "grid"):
                print(f"| {words}, {name}: {attack} | {' | '.join(errors)} |")


def attacks(own: Sequence[Published], *, grid: bool) -> Iterator[tuple[str, list[str]]]:
    yield "circle fitted to the ends", errors(own, lambda each, n: by_circle(each.tracks[:n]))
    yield "middle of the ends", errors(own, lambda each, n: by_middle(each.tracks[:n]))
    yield "ends on all sides alike", errors(own, lambda each, n: by_directions(each.tracks[:n]))
    yield "ends extended straight", errors(own, lambda each, n: by_lines(each.tracks[:n]))
    yield "the same, knowing Milepost", errors(own, lines_by_the_docs)
    yield (
        "true length of each track known",
        errors(own, lambda each, n: with_distance(each, n, grid=grid)),
    )


def lines_by_the_docs(each: Published, n: int) -> Plane:
    tracks = each.tracks[:n]
    return by_the_docs(by_lines(tracks), tracks, RADIUS_M)


def with_distance(each: Published, n: int, *, grid: bool) -> Plane:
    hidden = [
        total - sum(map(length, track))
        for total, track in zip(each.true_m[:n], each.tracks[:n], strict=True)
    ]
    return by_distance(each.tracks[:n], hidden, grid=grid)


def errors(own: Sequence[Published], guess: object) -> list[str]:
    assert callable(guess)
    """Return the median of how far guesses are off, and what one of ten is nearer than."""
    found = []
    for n in TAKEN:
        off_m = [float(np.hypot(*guess(each, n))) for each in own]
        found.append(f"{median(off_m):.0f} ({np.quantile(off_m, 0.1):.0f})")
    return found


if __name__ == "__main__":
    main()
