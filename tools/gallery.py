"""Draws the gallery: all kinds of routes on one page, to look at after a change.

usage: python tools/gallery.py [--corpus FOLDER] [--output FOLDER] [--only NAME...]

The page needs no script and no other file, and follows the reader's choice of light or dark.
"""

import argparse
import base64
import gzip
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path

from map_gallery import made, real
from map_gallery.case import Case
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet, route_map
from milepost.draw.maps.thumbnail import thumbnail
from milepost.draw.palette import LIGHT, page_style, style_sheet
from milepost.publish.maps.maps import CARD_HEIGHT, CARD_WIDTH, Drawing, card
from milepost.read.basemap import basemap

_LOOK = """
:root { color-scheme: light dark; }
body { font: 16px/1.45 system-ui, sans-serif; margin: 0 auto; padding: 1rem; max-width: 84rem;
  background: Canvas; color: CanvasText; }
main { display: grid; gap: 2rem 1.5rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 34rem), 1fr)); }
figure { margin: 0; }
h2 { font-size: 1rem; margin: 0 0 .4rem; }
figcaption { font-size: .85rem; margin-top: .4rem; opacity: .8; }
img { display: block; width: 100%; height: auto; }
.mp-thumb { width: 108px; height: 72px; }
.mp-map, img { border-radius: 6px; }
"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A case as it is drawn, what it weighs, and how long it took."""

    case: Case
    markup: str
    packed_bytes: int
    seconds: float


def main() -> None:
    """Write `index.html`, and print a row for each picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, help="a folder of real recordings")
    parser.add_argument("--output", type=Path, default=Path("build/gallery"))
    parser.add_argument("--only", nargs="+", help="the names of the cases to draw")
    asked = parser.parse_args()
    found = chain(made.cases(), real.cases(asked.corpus) if asked.corpus else ())
    pictures = []
    for picture in drawn(case for case in found if not asked.only or case.name in asked.only):
        pictures.append(picture)
        case = picture.case
        print(f"{case.name:28s}{picture.packed_bytes:8d} B{picture.seconds * 1000:8.0f} ms")
    asked.output.mkdir(parents=True, exist_ok=True)
    page = asked.output / "index.html"
    page.write_text(page_of(pictures), "utf-8")
    print(f"{len(pictures)} pictures in {page}")


def drawn(cases: Iterable[Case]) -> Iterator[Picture]:
    """Draw cases one by one."""
    warm = Case("warm", "", "", (Leg((((0.0, 0.0), (20.0, 30.0)),)),))
    draw(warm)  # unpacks the basemap, which is done once a build
    for case in cases:
        began = time.process_time()
        data = draw(case)
        took = time.process_time() - began
        if case.kind == "card":
            address = "data:image/png;base64," + base64.b64encode(data).decode()
            yield Picture(case, f'<img src="{address}" alt=""/>', len(data), took)
        else:
            yield Picture(case, data.decode(), len(gzip.compress(data, 9, mtime=0)), took)


def draw(case: Case) -> bytes:
    """Return a case as SVG, or as PNG if it is a card."""
    if case.kind == "thumbnail":
        return thumbnail(case.legs, basemap()).encode()
    if case.kind == "card":
        sheet = Sheet(CARD_WIDTH // 2, CARD_HEIGHT // 2, narrow=False)
        drawing = Drawing(case.legs, basemap().digest, case.title, "", "card", sheet)
        return card(drawing, style_sheet(LIGHT))
    return route_map(
        case.legs,
        basemap(),
        title=case.title,
        description=case.look_for,
        ident=case.name,
        sheet=case.sheet,
    ).encode()


def page_of(pictures: Iterable[Picture]) -> str:
    """Return the page that shows all pictures."""
    figures = "\n".join(_figure(picture) for picture in pictures)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Gallery of maps</title>\n<style>{page_style()}{_LOOK}</style>\n</head>\n"
        f"<body>\n<h1>Gallery of maps</h1>\n<main>\n{figures}\n</main>\n</body>\n</html>\n"
    )


def _figure(picture: Picture) -> str:
    case = picture.case
    size = f"{picture.packed_bytes / 1000:.1f} kB"
    took = f"{picture.seconds * 1000:.0f} ms"
    told = f"{case.look_for} · " if case.look_for else ""
    return (
        f'<figure id="case-{escape(case.name)}"><h2>{escape(case.title)}</h2>\n'
        f"{picture.markup}\n"
        f"<figcaption>{escape(told)}{size}, {took}</figcaption></figure>"
    )


if __name__ == "__main__":
    main()
