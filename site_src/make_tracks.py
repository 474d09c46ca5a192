"""Make the sample journal's recordings and its planned route.

Nobody rode these tracks.  Two roads are drawn through real towns, bent a little the way
roads bend, given hills, and ridden by a simple rider who slows uphill, brakes for tea and
carries a receiver that is two or three metres wrong.  One seed, so the same bytes each time:

    python site_src/make_tracks.py
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
HERE = Path(__file__).parent
SEED = 20211207
IST = timezone(timedelta(hours=5, minutes=30))
M_PER_DEG = 111_195.0
STEP = 25.0  # metres between the vertices of a road
FERRY_MPS = 3.6
ROUTE_TOLERANCE_M = 55.0  # a plan is drawn by clicks, and cuts the bends

# name, latitude, longitude, elevation (m), how hilly it is around there (m)
SOUTH = [
    ("Mumbai", 18.9220, 72.8347, 6, 2), ("Sion", 19.0400, 72.8650, 8, 2),
    ("Mulund", 19.1680, 72.9530, 12, 3), ("Thane", 19.2183, 72.9781, 10, 4),
    ("Ghodbunder", 19.2860, 72.9120, 18, 9), ("Vasai Phata", 19.4150, 72.8830, 20, 6),
    ("Manor", 19.7400, 72.9100, 35, 10), ("Charoti", 19.8900, 72.9420, 70, 12),
    ("Talasari", 20.1330, 72.9000, 60, 10), ("Vapi", 20.3714, 72.9047, 26, 4),
]  # fmt: skip
NORTH = [
    ("Ahmedabad", 23.0225, 72.5714, 53, 2), ("Naroda", 23.0760, 72.6580, 57, 2),
    ("Prantij", 23.4380, 72.8560, 95, 4), ("Himatnagar", 23.5980, 72.9660, 127, 6),
    ("Gambhoi", 23.6250, 73.1100, 165, 9), ("Shamlaji", 23.6870, 73.3870, 205, 14),
    ("Kherwara", 23.9850, 73.6000, 330, 19), ("Rishabhdeo", 24.0770, 73.6930, 380, 20),
    ("Parsad", 24.2200, 73.7280, 440, 20), ("Tidi", 24.3750, 73.6820, 480, 20),
    ("Udaipur", 24.5854, 73.7125, 580, 14),
    ("Nathdwara", 24.9300, 73.8230, 585, 15), ("Rajsamand", 25.0660, 73.8850, 550, 13),
    ("Gomti", 25.2700, 73.8450, 600, 15),
    ("Deogarh", 25.5310, 73.9350, 650, 15), ("Bhim", 25.7390, 74.0800, 620, 14),
    ("Beawar", 26.1010, 74.3200, 445, 11), ("Ajmer", 26.4499, 74.6399, 480, 11),
    ("Kishangarh", 26.5750, 74.8600, 435, 6), ("Dudu", 26.6850, 75.2350, 385, 4),
    ("Bagru", 26.8100, 75.5450, 375, 4), ("Jaipur", 26.9124, 75.7873, 430, 6),
    ("Achrol", 27.1300, 75.9500, 440, 7),
    ("Chandwaji", 27.2200, 75.9400, 440, 8), ("Shahpura", 27.3900, 75.9700, 430, 5),
    ("Kotputli", 27.7020, 76.1990, 355, 5), ("Behror", 27.8890, 76.2850, 320, 4),
    ("Shahjahanpur", 28.0050, 76.4400, 290, 3), ("Bawal", 28.0800, 76.5850, 268, 2),
    ("Dharuhera", 28.2060, 76.7970, 245, 3), ("Manesar", 28.3580, 76.9400, 250, 5),
    ("Gurugram", 28.4595, 77.0266, 222, 3), ("Dhaula Kuan", 28.5920, 77.1610, 226, 3),
    ("Delhi", 28.6129, 77.2295, 215, 2),
]  # fmt: skip
Town = tuple[str, float, float, int, int]


@dataclass(frozen=True)
class Stop:
    """A halt: where (km from the day's start), how long, whether the recorder pauses."""

    km: float
    minutes: float
    paused: bool = False


@dataclass(frozen=True)
class Ride:
    """One recording by bicycle, from one town to another."""

    file: str
    name: str
    start: datetime
    origin: str
    goal: str
    kmh: float  # on the flat, without wind
    stops: tuple[Stop, ...]
    detour: tuple[float, float] | None = None  # (km from the start, km there and back)
    ferry: tuple[float, float] | None = None  # (from km, to km): the recorder stays on
    begins_km: float = 0.0  # beyond the origin: so far somebody drove them


def ist(month: int, day: int, hour: int, minute: int, second: int) -> datetime:
    return datetime(2021, month, day, hour, minute, second, tzinfo=IST)


RIDES = [
    Ride("journal/2021-11-29-gateway-to-manor/ride.gpx", "Mumbai to Manor",
         ist(11, 29, 6, 18, 4), "Mumbai", "Manor", 21.6,
         (Stop(16, 4), Stop(39, 26, True), Stop(51, 8), Stop(54.2, 4), Stop(70, 9),
          Stop(88, 18, True)), ferry=(51.0, 54.2)),
    Ride("tracks/ACTIVITY_20211201.gpx", "Ahmedabad to Shamlaji",
         ist(12, 1, 6, 46, 31), "Ahmedabad", "Shamlaji", 23.4,
         (Stop(27, 12, True), Stop(58, 5), Stop(84, 38, True), Stop(109, 7))),
    Ride("journal/2021-12-02-rain-on-the-hills/ride.gpx", "Shamlaji to Udaipur",
         ist(12, 2, 6, 41, 12), "Shamlaji", "Udaipur", 23.0,
         (Stop(22, 33, True), Stop(45, 6), Stop(61, 21, True), Stop(93, 8)), (53.0, 3.2)),
    Ride("journal/2021-12-04-over-the-top.gpx", "Udaipur to Bhim",
         ist(12, 4, 6, 20, 47), "Udaipur", "Bhim", 23.6,
         (Stop(41, 24, True), Stop(67.0, 17), Stop(100, 8), Stop(123, 40, True)), (61.0, 12.0)),
    Ride("journal/2021-12-05-the-dog-of-beawar/ride.gpx", "Bhim to Kishangarh",
         ist(12, 5, 6, 38, 20), "Bhim", "Kishangarh", 23.4,
         (Stop(31, 7), Stop(50, 35, True), Stop(61, 6), Stop(99, 38, True))),
    Ride("journal/2021-12-06-through-jaipur/1-morning.gpx", "Kishangarh to Jaipur",
         ist(12, 6, 6, 24, 55), "Kishangarh", "Jaipur", 23.8,
         (Stop(29, 14, True), Stop(64, 10))),
    Ride("journal/2021-12-06-through-jaipur/2-afternoon.gpx", "Jaipur to Chandwaji",
         ist(12, 6, 14, 52, 9), "Jaipur", "Chandwaji", 20.8, (Stop(14, 8),), begins_km=6.2),
    Ride("journal/2021-12-07-last-100-km/ride.gpx", "Chandwaji to Shahjahanpur",
         ist(12, 7, 8, 52, 16), "Chandwaji", "Shahjahanpur", 22.6,
         (Stop(21, 6), Stop(66, 34, True), Stop(87, 7))),
    Ride("journal/2021-12-08-india-gate/ride.gpx", "Shahjahanpur to Delhi",
         ist(12, 8, 6, 57, 38), "Shahjahanpur", "Delhi", 21.4,
         (Stop(18, 22, True), Stop(51, 9), Stop(80, 16, True))),
]  # fmt: skip
RUN = ("journal/2021-12-07-last-100-km/morning-run.gpx", "Morning run, Chandwaji")


@dataclass(frozen=True)
class Road:
    """A line on the ground, a vertex every few metres."""

    s: Array  # metres from its start
    lat: Array
    lon: Array
    ele: Array
    towns: dict[str, float]  # name -> metres from its start

    def at(self, s: Array) -> tuple[Array, Array, Array]:
        lat, lon, ele = (np.interp(s, self.s, v) for v in (self.lat, self.lon, self.ele))
        return lat, lon, ele

    def part(self, start: float, end: float) -> Road:
        s = np.append(np.arange(start, end, STEP / 2), end)
        towns = {k: v - start for k, v in self.towns.items() if start <= v <= end}
        return Road(s - start, *self.at(s), towns)


def smooth(values: Array, sigma: float, step: float = STEP) -> Array:
    """Gaussian smoothing; the ends are continued point-symmetrically, so they stay put."""
    half = round(4 * sigma / step)
    kernel = np.exp(-0.5 * (np.arange(-half, half + 1) * step / sigma) ** 2)
    padded = np.pad(values, half, mode="reflect", reflect_type="odd")
    return np.convolve(padded, kernel / kernel.sum(), mode="valid")


def wave(rng: np.random.Generator, n: int, scale: float, step: float = STEP) -> Array:
    """A smooth random wave of unit spread; its wavelength is about nine times scale."""
    pad = round(6 * scale / step)
    noise = smooth(rng.standard_normal(n + 2 * pad), scale, step)[pad : n + pad]
    return noise * math.sqrt(2 * math.sqrt(math.pi) * scale / step)


def lengths(lat: Array, lon: Array) -> Array:
    """Metres from the first vertex to each."""
    east = np.diff(lon) * np.cos(np.radians((lat[1:] + lat[:-1]) / 2))
    return np.append(0.0, np.cumsum(np.hypot(np.diff(lat), east))) * M_PER_DEG


def shift(lat: Array, lon: Array, left: Array) -> tuple[Array, Array]:
    """Move each vertex so many metres to the left of the line."""
    cos = np.cos(np.radians(lat))
    north, east = np.gradient(lat), np.gradient(lon) * cos
    norm = np.hypot(north, east) * M_PER_DEG
    return lat + left * east / norm, lon - left * north / norm / cos


def catmull_rom(points: Array, per_span: int = 400) -> Array:
    """A centripetal Catmull-Rom curve through the points."""
    points = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    knots = np.append(0.0, np.cumsum(np.sqrt(np.linalg.norm(np.diff(points, axis=0), axis=1))))
    spans = []
    for i in range(1, len(points) - 2):
        k, p = knots[i - 1 : i + 3], points[i - 1 : i + 3]
        t = np.linspace(k[1], k[2], per_span, endpoint=False)[:, None]
        a = [(k[j + 1] - t) * p[j] + (t - k[j]) * p[j + 1] for j in range(3)]
        a = [v / (k[j + 1] - k[j]) for j, v in enumerate(a)]
        b = [
            ((k[j + 2] - t) * a[j] + (t - k[j]) * a[j + 1]) / (k[j + 2] - k[j]) for j in (0, 1)
        ]
        spans.append(((k[2] - t) * b[0] + (t - k[1]) * b[1]) / (k[2] - k[1]))
    return np.vstack([*spans, points[-2:-1]])


def build_road(towns: Sequence[Town], rng: np.random.Generator) -> Road:
    """A road through the towns: bends by the kilometre, bends by the hundred metres, hills."""
    squeeze = math.cos(math.radians(towns[len(towns) // 2][1]))
    curve = catmull_rom(np.array([(t[1], t[2] * squeeze) for t in towns]))
    lat, lon = curve[:, 0], curve[:, 1] / squeeze
    s = lengths(lat, lon)
    even = np.arange(0.0, s[-1], STEP)
    lat, lon = (smooth(np.interp(even, s, v), 350) for v in (lat, lon))
    n = len(even)
    winding = 0.82 + 0.35 * np.tanh(wave(rng, n, 9000))  # some stretches are straighter
    bends = 250 * wave(rng, n, 800) + 60 * wave(rng, n, 300) + 5 * wave(rng, n, 110)
    taper = np.minimum(1.0, np.minimum(even, even[::-1]) / 2500)  # begin and end in town
    lat, lon = shift(lat, lon, taper * winding * bends)
    s = lengths(lat, lon)
    where = {t[0]: float(s[np.hypot(lat - t[1], lon - t[2]).argmin()]) for t in towns}
    marks = list(where.values())
    ele = smooth(np.interp(s, marks, [t[3] for t in towns]), 3500)
    hills = smooth(np.interp(s, marks, [t[4] for t in towns]), 3500)
    ele += hills * (0.85 * wave(rng, n, 750) + 0.16 * wave(rng, n, 220))
    return Road(s, lat, lon, np.maximum(ele, 3.0), where)


def with_detour(path: Road, rng: np.random.Generator, km: float, there_and_back: float) -> Road:
    """The path with a side road ridden out and back."""
    i = int(np.searchsorted(path.s, km * 1000))
    d = np.arange(STEP, there_and_back * 500, STEP)
    cos = math.cos(math.radians(path.lat[i]))
    ahead = math.atan2((path.lon[i + 8] - path.lon[i]) * cos, path.lat[i + 8] - path.lat[i])
    heading = ahead + 1.2 + 0.4 * wave(rng, len(d), 250)
    lat = path.lat[i] + np.cumsum(np.cos(heading)) * STEP / M_PER_DEG
    lon = path.lon[i] + np.cumsum(np.sin(heading)) * STEP / M_PER_DEG / cos
    ele = path.ele[i] + 6 * (1 - np.cos(d / 420))
    out = [np.concatenate([v, v[::-1]]) for v in (lat, lon, ele)]
    whole = (path.lat, path.lon, path.ele)
    line = [np.insert(a, i + 1, b) for a, b in zip(whole, out, strict=True)]
    return Road(lengths(line[0], line[1]), line[0], line[1], line[2], path.towns)


def over_water(path: Road, from_km: float, to_km: float) -> Road:
    """The path with a creek in it: as level as water is."""
    there = (path.s >= from_km * 1000) & (path.s <= to_km * 1000)
    return Road(path.s, path.lat, path.lon, np.where(there, 2.0, path.ele), path.towns)


def travel(
    path: Road,
    stops: Sequence[Stop],
    speed: Array,
    slope: float,
    ferry: tuple[float, float] = (0.0, 0.0),
) -> tuple[Array, Array]:
    """Go along the path, second by second: how far, and at which stop (-1: riding)."""
    grade = smooth(np.gradient(path.ele) / np.maximum(np.gradient(path.s), 1.0), 60, STEP / 2)
    towns = np.array([*path.towns.values(), -1e9])
    near = np.exp(-((np.abs(path.s[:, None] - towns).min(axis=1) / 1500) ** 2))
    factor = np.clip(np.exp(-slope * grade), 0.42, 1.75) * (1 - 0.16 * near)
    factor = factor[np.searchsorted(path.s, np.arange(0, path.s[-1], 10.0))]
    far, at_stop, s, v, todo, end = [0.0], [-1], 0.0, 0.5, 0, float(path.s[-1])
    while s < end - 1:
        aim = speed[len(far) % len(speed)] * factor[min(int(s / 10), len(factor) - 1)]
        if ferry[0] * 1000 <= s < ferry[1] * 1000:
            aim = FERRY_MPS
        halt = stops[todo].km * 1000 if todo < len(stops) else end
        aim = min(aim, math.sqrt(max(halt - s, 0.0)) + 0.6)
        v += min(max(aim - v, -1.0), 0.35)
        s = min(s + v, end)
        far.append(s)
        at_stop.append(-1)
        if s >= halt and todo < len(stops):
            seconds = int(stops[todo].minutes * 60)
            far += [s] * seconds
            at_stop += [todo] * seconds
            todo, v = todo + 1, 0.5
    return np.array(far), np.array(at_stop)


def record(
    path: Road, far: Array, rng: np.random.Generator, error: float
) -> tuple[Array, Array, Array]:
    """What a receiver with a barometer writes down each second."""
    n = len(far)
    lat, lon, ele = path.at(far)
    north, east = (error * 0.72 * wave(rng, n, 14, 1.0) for _ in range(2))
    lat = lat + north / M_PER_DEG
    lon = lon + east / M_PER_DEG / np.cos(np.radians(lat))
    ele = ele + 1.6 * wave(rng, n, 900, 1.0) + 0.18 * wave(rng, n, 4, 1.0)
    return lat, lon, np.round(ele * 5) / 5


def save(file: str, name: str, sport: str, body: Iterator[str], count: int) -> None:
    target = HERE / file
    target.parent.mkdir(parents=True, exist_ok=True)
    kind = f"<type>{sport}</type>" if sport else ""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<gpx version="1.1" creator="Milepost sample" '
        'xmlns="http://www.topografix.com/GPX/1/1">\n'
    )
    text = head + "".join(body) + "</gpx>\n"
    target.write_bytes(text.replace("{name}", name).replace("{kind}", kind).encode())
    print(f"{file}: {count} points, {target.stat().st_size / 1000:.0f} kB")


def recording(
    start: datetime, seconds: Array, lat: Array, lon: Array, ele: Array
) -> Iterator[str]:
    yield "<trk><name>{name}</name>{kind}<trkseg>\n"
    for t, *values in zip(seconds, lat, lon, ele, strict=True):
        when = (start + timedelta(seconds=int(t))).astimezone(UTC)
        yield (
            '<trkpt lat="{:.6f}" lon="{:.6f}"><ele>{:.1f}</ele>'.format(*values)
            + f"<time>{when:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>\n"
        )
    yield "</trkseg></trk>\n"


def make_ride(ride: Ride, road: Road, rng: np.random.Generator) -> None:
    path = road.part(road.towns[ride.origin] + ride.begins_km * 1000, road.towns[ride.goal])
    if ride.detour:
        path = with_detour(path, rng, *ride.detour)
    if ride.ferry:
        path = over_water(path, *ride.ferry)
    wind = 1 + 0.075 * wave(rng, 40_000, 300, 1.0) + 0.045 * wave(rng, 40_000, 25, 1.0)
    speed = ride.kmh / 3.6 * wind
    far, at_stop = travel(path, ride.stops, speed, 10.0, ride.ferry or (0.0, 0.0))
    lat, lon, ele = record(path, far, rng, 2.6)
    # Smart recording: a point every 1 to 7 seconds; none while the recorder is paused.
    gaps = rng.choice(np.arange(1, 8), len(far), p=[0.09, 0.1, 0.14, 0.2, 0.2, 0.15, 0.12])
    keep = np.cumsum(gaps)
    keep = np.concatenate([[0], keep[keep < len(far) - 1], [len(far) - 1]])
    paused = np.array([i for i, stop in enumerate(ride.stops) if stop.paused])
    resting = np.isin(at_stop, paused) & (np.roll(at_stop, 12) == at_stop)
    keep = keep[~resting[keep]]
    body = recording(ride.start, keep, lat[keep], lon[keep], ele[keep])
    save(ride.file, ride.name, "cycling", body, len(keep))


def make_run(road: Road, rng: np.random.Generator) -> None:
    """Five kilometres out on a farm road, and back; a point every second."""
    at = np.array([road.towns["Chandwaji"]])
    lat, lon, ele = (float(v[0]) for v in road.at(at))
    n = round(5010 / STEP) + 1
    heading = -1.45 + 0.45 * wave(rng, n, 420)
    lats = lat + np.append(0.0, np.cumsum(np.cos(heading)))[:n] * STEP / M_PER_DEG
    east = np.append(0.0, np.cumsum(np.sin(heading)))[:n] * STEP / M_PER_DEG
    lons = lon + east / math.cos(math.radians(lat))
    hill = 4 * wave(rng, n, 500)
    back = shift(lats, lons, np.full(n, 4.0))  # the other side of the road
    both = [np.concatenate([a, b[::-1]]) for a, b in zip((lats, lons), back, strict=True)]
    hills = ele - hill[0] + np.concatenate([hill, hill[::-1]])
    path = Road(lengths(both[0], both[1]), both[0], both[1], hills, {})
    pace = 1000 / 363 * (1 + 0.022 * wave(rng, 6000, 120, 1.0))
    far, _ = travel(path, (), pace, 4.0)
    body = recording(
        ist(12, 7, 6, 27, 30), np.arange(0.0, len(far)), *record(path, far, rng, 2.0)
    )
    save(*RUN, "running", body, len(far))


def thin(road: Road, tolerance: float) -> list[int]:
    """Douglas-Peucker: the vertices that are needed to stay within the tolerance (m)."""
    cos = np.cos(np.radians(road.lat.mean()))
    x, y = road.lon * cos * M_PER_DEG, road.lat * M_PER_DEG
    keep, todo = {0, len(x) - 1}, [(0, len(x) - 1)]
    while todo:
        a, b = todo.pop()
        dx, dy = x[b] - x[a], y[b] - y[a]
        off = np.abs(dx * (y[a:b] - y[a]) - dy * (x[a:b] - x[a])) / math.hypot(dx, dy)
        i = a + int(off.argmax())
        if off[i - a] > tolerance:
            keep.add(i)
            todo += [(a, i), (i, b)]
    return sorted(keep)


def make_route(roads: Sequence[tuple[str, Road]]) -> None:
    body, count = [], 0
    for name, road in roads:
        body.append(f"<trk><name>{name}</name><trkseg>\n")
        for i in thin(road, ROUTE_TOLERANCE_M):
            body.append(
                f'<trkpt lat="{road.lat[i]:.6f}" lon="{road.lon[i]:.6f}">'
                f"<ele>{road.ele[i]:.0f}</ele></trkpt>\n"
            )
            count += 1
        body.append("</trkseg></trk>\n")
    save("routes/mumbai-delhi.gpx", "", "", iter(body), count)


def along_route(roads: Sequence[Road], town: str) -> float:
    """How many metres of the planned route lie before a town, measured without Milepost."""
    before = 0.0
    for road in roads:
        kept = thin(road, ROUTE_TOLERANCE_M)
        marks = lengths(road.lat[kept], road.lon[kept])
        if town in road.towns:
            return before + float(np.interp(road.towns[town], road.s[kept], marks))
        before += float(marks[-1])
    raise KeyError(town)


def both_roads() -> tuple[Road, Road]:
    south_rng, north_rng = (np.random.default_rng([SEED, i]) for i in range(2))
    return build_road(SOUTH, south_rng), build_road(NORTH, north_rng)


def main() -> None:
    south, north = both_roads()
    run_rng = np.random.default_rng([SEED, 2])
    make_route([("Mumbai to Vapi", south), ("Ahmedabad to Delhi", north)])
    for i, ride in enumerate(RIDES):
        road = south if ride.goal in south.towns else north
        make_ride(ride, road, np.random.default_rng([SEED, 100 + i]))
    make_run(north, run_rng)


if __name__ == "__main__":
    main()
