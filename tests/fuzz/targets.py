"""What reads other people's bytes: each target takes any, and may raise MilepostError alone."""

import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path, PurePosixPath

from PIL import Image
from pmtiles.tile import Compression

import tiles
from builders import CONFIG, gpx, journal, northward
from milepost.assemble.activity import advice_on, to_activities
from milepost.assemble.rules import Numbers, Rules
from milepost.build import NO_STORE, prepare
from milepost.config import load_config
from milepost.errors import MilepostError
from milepost.model.journal import Choice
from milepost.model.source import SourceFile
from milepost.model.tiles import Tile
from milepost.publish.photos.pixels import publishable
from milepost.read import RECORDINGS
from milepost.read.entry import parse_entry, parse_page, parse_translation
from milepost.read.gpx import parse_route
from milepost.read.keys import ENTRY
from milepost.read.markup import hashtags_in, plain, render_line
from milepost.read.mvt import parse_mvt
from milepost.read.photo import parse_photo
from milepost.read.project import find_project
from milepost.read.tiles import open_tiles
from milepost.read.video import parse_video
from milepost.wording import worded
from photographs import photograph
from videos import film, webm

TESTS = Path(__file__).parent.parent
SENSORS = ("heart_rate", "cadence", "power", "temperature", "energy")
RULES = Rules(
    usual_zone="Europe/Zurich",
    numbers=Numbers(sensors=SENSORS, max_heart_rate=190),
    waypoints=True,
)
ENTRY_TEXT = b"""---
title: To the lake
date: 2026-05-01 07:30
tags: [lake, chai]
tracks:
  - file: ride.gpx
    sport: ride
    cut: [before 08:31, 10:00-10:30]
photos:
  - file: a.jpg
    caption: The *lake*
distance: 12.5 km
moving_time: 1:02:03
counters: {bridges: 3}
race: {name: Lake run, time: "0:42:10"}
---
# To the lake

Up the *hill*, #fog and [home](../x.md).[^1]

| a | b |
|--:|---|
| 1 | `2` |

![Grass](grass.jpg "A title") <b onclick=x>raw</b>

[^1]: A note.
"""
WORDS = ENTRY_TEXT.partition(b"# To")[2]
CONFIG_TEXT = (
    CONFIG
    + """
language = "de"
[numbers]
sensors = ["heart_rate"]
[[athletes]]
name = "Asha"
colour = "#123456"
links = ["https://example.org/@asha"]
[[journeys]]
title = "Over the top"
start = 2026-05-01
goal = "1200 km"
[[goals]]
name = "Thousand"
distance = "1000 km"
stages = [{ name = "half", at = "500 km" }]
[fundraiser]
title = "For the dogs"
currency = "EUR"
"""
)


@dataclass(frozen=True)
class Target:
    """A function that takes bytes, what to begin with, and words of its format."""

    run: Callable[[bytes], object]
    seeds: Callable[[], Iterator[bytes]]
    words: tuple[bytes, ...] = ()
    corpus: tuple[str, ...] = ()  # suffixes of files that are seeds too
    dear: bool = False  # takes a good part of a second


def _recording(suffix: str) -> Callable[[bytes], object]:
    def run(data: bytes) -> object:
        recording = RECORDINGS[suffix](PurePosixPath("journal/a" + suffix), data)
        to_activities(recording, replace(RULES, numbers=Numbers(raw=True)))
        to_activities(recording, RULES)
        return advice_on(recording, RULES)

    return run


def _route(data: bytes) -> object:
    return parse_route(PurePosixPath("routes/a.gpx"), data)


def _entry(data: bytes) -> object:
    path = PurePosixPath("journal/2026-05-01.md")
    for parse in (
        lambda: parse_entry(path, data, bundle=False, time_zone="Europe/Zurich"),
        lambda: parse_page(path, data),
        lambda: parse_translation(path, data, language="hi", of=path),
    ):
        try:
            parse()
        except MilepostError as error:
            assert str(error)
    return None


def _config(data: bytes) -> object:
    return load_config("site.toml", data)


def _words(data: bytes) -> object:
    entry = parse_entry(
        PurePosixPath("journal/2026-05-01.md"), data, bundle=False, time_zone="Europe/Zurich"
    )
    for raw_html in (True, False):
        # Of an entry, as words of pages are no tags.
        (made,), _ = worded([entry], hashtags=True, raw_html=raw_html, store=NO_STORE)
        hashtags_in(made.html)
        plain(made.html)
    _Harmless().feed(made.html)
    line = render_line(entry.text[:1000], tagged=True)
    return plain(line)


class _Harmless(HTMLParser):
    """Fails at HTML that runs, frames or restyles something."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in (
            "script",
            "style",
            "iframe",
            "svg",
            "form",
            "object",
            "embed",
            "base",
        )
        for name, value in attrs:
            assert not name.startswith("on") and name != "style"
            if name not in ("alt", "title"):  # words, which nobody follows
                bad = r"[\x00-\x20]*(javascript|vbscript|data):"
                assert not re.match(bad, value or "", re.I)


def _photo(data: bytes) -> object:
    shot = parse_photo(PurePosixPath("journal/a.jpg"), data)
    return publishable(
        "", ((1, 1), (min(shot.width, 50), min(shot.height, 50))), ("webp",), 50, data
    )


def _video(suffix: str) -> Callable[[bytes], object]:
    def run(data: bytes) -> object:
        file = SourceFile(PurePosixPath("journal/a" + suffix), "0", len(data))
        video = parse_video(file, BytesIO(data))
        assert all(at >= 0 and at + len(new) <= len(data) for at, new in video.overwrite)
        return video

    return run


def _archive(suffix: str) -> Callable[[bytes], object]:
    def run(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "a" + suffix)
            path.write_bytes(data)
            archive = open_tiles(path, path.name)
            found = archive.tiles(Tile(z, 0, 0) for z in range(4))
            return [_tile(data) for data in found.values()]

    return run


def _tile(data: bytes) -> object:
    layers, keys = ("water", "transportation"), ("class", "name")
    return parse_mvt("a.pmtiles", Tile(0, 0, 0), data, layers=layers, keys=keys)


def _page(data: bytes) -> object:
    """Prepare a whole site with one entry."""
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "journal/2026-05-01.md": data,
            "journal/ride.gpx": gpx(northward(99, step_s=10), name="A way"),
            "journal/a.jpg": photograph("2026:05:01 08:40:00", "+02:00"),
            "journal/grass.jpg": photograph("2026:05:01 08:50:00", "+02:00"),
        }
        root = journal(
            Path(folder), files, CONFIG + "hashtags = true\n[markdown]\nraw_html = false\n"
        )
        return prepare(find_project(root), Choice(date(2026, 5, 20)))


def _pictures() -> Iterator[bytes]:
    gps = {1: "N", 2: (46.0, 30.0, 1.5), 3: "E", 4: (7.0, 15.0, 0.0), 29: "2026:05:01"}
    gps[7] = (6.0, 30.0, 0.0)
    yield photograph("2026:05:01 08:30:00", "+02:00", description=b"A lake", gps=gps)
    for kind in ("PNG", "WEBP", "AVIF"):
        out = BytesIO()
        Image.new("RGBA" if kind == "PNG" else "RGB", (9, 7), "green").save(out, kind)
        yield out.getvalue()
    yield (TESTS / "data/turned.heic").read_bytes()


def _pmtiles() -> Iterator[bytes]:
    for packing in (Compression.NONE, Compression.GZIP):
        with tempfile.TemporaryDirectory() as folder:
            places = {(z, 0, 0): tiles.town() for z in range(3)}
            yield tiles.pmtiles(Path(folder, "a.pmtiles"), places, packing=packing).read_bytes()


def _mbtiles() -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = tiles.mbtiles(Path(folder, "a.mbtiles"), {(0, 0, 0): tiles.town()})
        with closing(sqlite3.connect(path)) as db:
            db.execute("PRAGMA page_size = 512")
            db.execute("VACUUM")
        yield path.read_bytes()


def _gpx() -> Iterator[bytes]:
    yield gpx(northward(9, step_s=10), northward(5), name="A way")
    yield from (path.read_bytes() for path in sorted((TESTS / "data").glob("*.gpx")))


def _fit() -> Iterator[bytes]:
    sys.path.append(str(TESTS / "read"))
    import fit_writer as fit

    records = [fit.record(n, 46.5 + n / 1e4, heart_rate=100 + n) for n in range(9)]
    yield fit.activity(
        *records, fit.timer(5, starts=False), fit.timer(7, starts=True), fit.session(0, 9)
    )


_TCX = b"""<?xml version="1.0"?><TrainingCenterDatabase><Activities><Activity Sport="Biking">
<Lap><TotalTimeSeconds>20</TotalTimeSeconds><DistanceMeters>90</DistanceMeters><Track>
<Trackpoint><Time>2026-05-01T06:00:00Z</Time><Position><LatitudeDegrees>46.5</LatitudeDegrees>
<LongitudeDegrees>7.2</LongitudeDegrees></Position><AltitudeMeters>500</AltitudeMeters>
<HeartRateBpm><Value>120</Value></HeartRateBpm></Trackpoint><Trackpoint>
<Time>2026-05-01T06:00:20Z</Time><Position><LatitudeDegrees>46.501</LatitudeDegrees>
<LongitudeDegrees>7.2</LongitudeDegrees></Position></Trackpoint></Track></Lap></Activity>
</Activities></TrainingCenterDatabase>"""

_XML_WORDS = tuple(
    b"<trk> </trk> <trkseg> <trkpt lat='1' lon='2'> <ele> <time> <![CDATA[ ]]> <!-- --> "
    b"<!DOCTYPE <!ENTITY &amp; &#0; &#x10ffff; &x; xmlns= xmlns:a='b' <a:b> encoding='utf-7' "
    b"<rte> <rtept 2026-05-01T06:00:00Z 0000-00-00T00:00:00Z 9999-12-31T23:59:59-23:59 "
    b"<extensions> <hr> 1e999 <desc> <type> <wpt lat='89.9999' lon='-180'> 90 180 -90 "
    b"-180 1969-12-31T00:00:00".split()
)
_KEYS = tuple(f"\n{key}: ".encode() for key in ENTRY)
_YAML_WORDS = (
    *_KEYS,
    *(
        b"&a ",
        b"*a",
        b"!!python/object ",
        b"- ",
        b"{",
        b"}",
        b"|\n  ",
        b">\n",
        b"? ",
        b"<<: ",
        b"# ",
    ),
    *(
        b"---\n",
        b"+++\n",
        b"...\n",
        b"'",
        b'"',
        b"\t",
        "\u2028".encode(),
        b"0x1F",
        b"1:2:3",
        b"~",
    ),
    *(b"first 2 km", b"10:00-11:00", b"2026-02-30", b"train 10:00-11:00", b"1e9 km", b"-5 m"),
    *("١٢ km".encode(), b"24:00", b"+1:30", b"https://a/", b"@a@b.c", b"\xc2\x85", b"nan km"),
)
_TOML_WORDS = tuple(
    b"[ ] [[ ]] = \" ''' true 1e400 nan 2026-05-01T00:00:00Z [site] [[goals]] [map] "
    b"[[languages]] { } . \\u0000 \\ud800 [theme] [share] [photos] 0x7fffffffffffffff1 -1 "
    b"[fundraiser] tiles='https://a/{z}/{x}/{y}' url='http://[::1' timezone='../x' "
    b"language='x-y'".split()
)
_MARKDOWN = (
    *(
        b"# ",
        b"> ",
        b"- ",
        b"1. ",
        b"```\n",
        b"~~~\n",
        b"| a | b |\n|--|:-:|\n",
        b"[^1]",
        b"[^1]: ",
    ),
    *(
        b"![",
        b"](",
        b")",
        b"<!--",
        b"-->",
        b"<div markdown=1>",
        b"</div>",
        b"<script>",
        b"<svg>",
        b"<?",
    ),
    *(
        b"*",
        b"**",
        b"__",
        b"`",
        b"{: #id .c onclick=x}",
        b"&#x6a;",
        b"javascript:",
        b"\\",
        b"&",
    ),
    *(
        b"\n\n",
        b"    ",
        b"\t",
        b"#tag",
        b"[a]: <b>\n",
        b"*[HTML]: x\n",
        b"\x02",
        b"\x03",
        b":   x\n",
    ),
    *(b"<a href=x>", b"<b>", b"]]>", b"<![CDATA[", b"http://[::1", b"\x02wzxhzdk:0\x03"),
)
_BOXES = tuple(
    b"ftyp moov mvhd trak tkhd mdia mdhd hdlr minf stbl stsd stsz stz2 stsc stco co64 moof "
    b"mdat free udta meta vide soun avc1 mp4a esds wave mvex cmov \x1f\x8b II*\0 MM\0* "
    b"Exif\0\0 \xff\xd8 \xff\xe1 IHDR acTL iCCP eXIf RIFF WEBP "
    b"VP8X ANIM ispe iprp ipco grid".split()
)

TARGETS: Mapping[str, Target] = {
    "gpx": Target(_recording(".gpx"), _gpx, _XML_WORDS, (".gpx", ".xml")),
    "route": Target(_route, _gpx, _XML_WORDS, (".gpx", ".xml")),
    "tcx": Target(_recording(".tcx"), lambda: iter((_TCX,)), _XML_WORDS, (".tcx",)),
    "fit": Target(_recording(".fit"), _fit, (), (".fit",)),
    "front matter": Target(_entry, lambda: iter((ENTRY_TEXT,)), _YAML_WORDS),
    "config": Target(_config, lambda: iter((CONFIG_TEXT.encode(),)), _TOML_WORDS),
    "markdown": Target(_words, lambda: iter((WORDS,)), _MARKDOWN),
    "page": Target(_page, lambda: iter((ENTRY_TEXT, WORDS)), (*_MARKDOWN, *_KEYS), dear=True),
    "photo": Target(_photo, _pictures, _BOXES, (".jpg", ".heic", ".avif")),
    "mp4": Target(_video(".mp4"), lambda: iter((film(), film(frames=9))), _BOXES),
    "webm": Target(_video(".webm"), lambda: iter((webm(),))),
    "pmtiles": Target(_archive(".pmtiles"), _pmtiles),
    "mbtiles": Target(_archive(".mbtiles"), _mbtiles),
    "vector tile": Target(_tile, lambda: iter((tiles.town(),))),
}
