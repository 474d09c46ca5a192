"""Paint the sample journal's photos.

Nobody took these pictures: a sample that may be passed on freely has to make its own.  Each is
painted in layers, far ones paler, as one does it with a brush, and saved as a phone would: with
the time, and one of them lying on its side.  One seed, so the same pixels each time:

    python site_src/make_photos.py
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

Array = NDArray[np.float64]
Colour = tuple[int, int, int]
HERE = Path(__file__).parent
WIDTH, HEIGHT = 1440, 960
_RNG = np.random.default_rng(20211207)


def _noise(width: int, height: int, grain: int) -> Array:
    """Return clouds between 0 and 1, whose spots are about `grain` pixels wide."""
    total = np.zeros((height, width))
    weight = 0.0
    for octave in range(4):
        size = (
            max(2, round(width / grain * 2**octave)),
            max(2, round(height / grain * 2**octave)),
        )
        small = Image.fromarray((_RNG.random(size[::-1]) * 255).astype(np.uint8))
        large = small.resize((width, height), Image.Resampling.BICUBIC)
        total += np.asarray(large, float) / 255 / 2**octave
        weight += 1 / 2**octave
    return np.asarray(total / weight)


class Picture:
    """A picture that layers are painted on."""

    def __init__(self, top: Colour, bottom: Colour, width: int = WIDTH, height: int = HEIGHT):
        self.width, self.height = width, height
        share = np.linspace(0, 1, height)[:, None, None]
        self.pixels: Array = np.array(top) * (1 - share) + np.array(bottom) * share
        self.pixels = np.repeat(self.pixels, width, axis=1)

    def blend(self, colour: Colour | Array, share: Array) -> None:
        """Lay a colour over the picture where `share` is above 0, wholly where it is 1."""
        opacity = np.clip(share, 0, 1)[..., None]
        self.pixels = self.pixels * (1 - opacity) + np.asarray(colour, float) * opacity

    def sun(self, x: float, y: float, radius: float, colour: Colour, glow: float = 6.0) -> None:
        """Put a disc into the sky, with a glow around it."""
        rows, columns = np.mgrid[: self.height, : self.width]
        away = np.hypot(columns - x, rows - y) / radius
        self.blend(colour, 0.55 * np.exp(-((away / glow) ** 2)))
        self.blend(colour, np.clip((1.05 - away) * 12, 0, 0.92))

    def ridge(self, base: float, rise: float, colour: Colour, grain: int = 500) -> None:
        """Paint hills up to about `rise` pixels above `base`, down to the lower edge."""
        line = _noise(self.width, 8, grain)[4]
        line = (line - line.min()) / np.ptp(line)
        rows = np.arange(self.height)[:, None]
        texture = (_noise(self.width, self.height, 90) - 0.5) * 16
        share = np.clip(rows - (base - rise * line)[None, :], 0, 1.5) / 1.5
        self.blend(np.array(colour) + texture[..., None], share)

    def fog(self, begin: float, end: float, colour: Colour, most: float = 0.8) -> None:
        """Let fog lie between two heights, thickest half-way."""
        rows = np.arange(self.height)[:, None]
        middle, half = (begin + end) / 2, (end - begin) / 2
        share = most * np.exp(-(((rows - middle) / half) ** 2) * 1.6)
        self.blend(colour, share * (0.75 + 0.5 * _noise(self.width, self.height, 420)))

    def shapes(self, draw: Callable[[ImageDraw.ImageDraw], object], soft: float = 0.7) -> None:
        """Draw shapes by coordinates of the picture, their edges a little soft."""
        layer = Image.new("RGBA", (self.width * 2, self.height * 2))
        draw(_Doubled(layer))
        layer = layer.resize((self.width, self.height), Image.Resampling.LANCZOS)
        layer = layer.filter(ImageFilter.GaussianBlur(soft))
        data = np.asarray(layer, float)
        self.blend(data[..., :3], data[..., 3] / 255)

    def area(
        self, corners: list[tuple[float, float]], colour: Colour, soft: float = 0.7
    ) -> None:
        """Fill an area."""
        self.shapes(lambda draw: draw.polygon(corners, colour), soft)

    def strew(self, begin: float, end: float, colours: list[Colour], count: int) -> None:
        """Strew flecks over the ground between two heights, larger towards the lower."""
        depth = _RNG.random(count) ** 1.7
        xs = _RNG.random(count) * self.width
        tints = _RNG.integers(len(colours), size=count)

        def dots(draw: ImageDraw.ImageDraw) -> None:
            for x, far, tint in sorted(
                zip(xs, depth, tints, strict=True), key=lambda dot: dot[1]
            ):
                y, size = begin + (end - begin) * far, 1.0 + 8 * far**1.5
                draw.ellipse(
                    (x - size, y - size * 0.7, x + size, y + size * 0.7), colours[tint]
                )

        self.shapes(dots)

    def image(self) -> Image.Image:
        """Return the picture with a little grain and darker corners."""
        rows, columns = np.mgrid[: self.height, : self.width]
        away = np.hypot(columns / self.width - 0.5, rows / self.height - 0.5)
        light = 1.02 - 0.3 * away[..., None] ** 2
        grain = _RNG.normal(0, 2.6, (self.height, self.width, 1))
        return Image.fromarray(np.clip(self.pixels * light + grain, 0, 255).astype(np.uint8))


class _Doubled(ImageDraw.ImageDraw):
    """Draws at twice the size, so that edges can be made smooth."""

    def polygon(self, xy: list[tuple[float, float]], fill: Colour) -> None:  # type: ignore[override]
        super().polygon([(2 * x, 2 * y) for x, y in xy], fill)

    def ellipse(self, xy: tuple[float, float, float, float], fill: Colour) -> None:  # type: ignore[override]
        super().ellipse([2 * part for part in xy], fill)

    def line(self, xy: list[tuple[float, float]], fill: Colour, width: float) -> None:  # type: ignore[override]
        super().line([(2 * x, 2 * y) for x, y in xy], fill, round(2 * width))


def _tree(
    draw: ImageDraw.ImageDraw, x: float, foot: float, tall: float, colour: Colour
) -> None:
    draw.line([(x, foot), (x + tall * 0.02, foot - tall * 0.5)], colour, tall * 0.035)
    for _ in range(26):
        dx, dy = _RNG.normal(0, 0.17, 2) * tall
        size = tall * (0.08 + 0.08 * _RNG.random())
        crown = x + dx, foot - tall * 0.66 + dy * 0.7
        draw.ellipse(
            (crown[0] - size, crown[1] - size * 0.8, crown[0] + size, crown[1] + size * 0.8),
            colour,
        )


def _trees(picture: Picture, colour: Colour, places: list[tuple[int, int, int]]) -> None:
    """Plant trees: at x, with the foot at y, so tall."""
    picture.shapes(lambda d: [_tree(d, x, y, tall, colour) for x, y, tall in places])


def _person(
    draw: ImageDraw.ImageDraw, x: float, foot: float, tall: float, colour: Colour
) -> None:
    """Draw somebody on foot or on a bicycle, seen from behind."""
    draw.ellipse((x - tall * 0.04, foot - tall * 0.45, x + tall * 0.04, foot), colour)
    draw.polygon(
        [
            (x - tall * 0.15, foot - tall * 0.38), (x + tall * 0.15, foot - tall * 0.38),
            (x + tall * 0.17, foot - tall * 0.8), (x - tall * 0.17, foot - tall * 0.8),
        ],
        colour,
    )  # fmt: skip
    draw.ellipse((x - tall * 0.08, foot - tall, x + tall * 0.08, foot - tall * 0.8), colour)
    for side in (-1, 1):
        legs = [(x + side * tall * 0.1, foot - tall * 0.4), (x + side * tall * 0.09, foot - 8)]
        draw.line(legs, colour, tall * 0.06)


def mustard() -> Image.Image:
    """The fields behind the hotel, before the sun has come through."""
    picture = Picture((196, 197, 192), (222, 214, 188))
    picture.sun(1010, 250, 46, (250, 240, 214), 5)
    picture.ridge(420, 40, (186, 186, 172), 700)
    _trees(
        picture,
        (150, 155, 140),
        [(120, 430, 130), (260, 430, 90), (610, 430, 120), (1290, 430, 150), (1380, 430, 95)],
    )
    picture.fog(330, 520, (221, 217, 202), 0.75)
    picture.ridge(470, 14, (158, 152, 84), 500)
    picture.strew(
        470, 960, [(214, 186, 58), (196, 166, 44), (122, 128, 52), (228, 206, 96)], 5200
    )
    picture.area([(706, 468), (720, 468), (990, 960), (610, 960)], (150, 126, 96))
    picture.strew(480, 960, [(196, 166, 44), (122, 128, 52)], 700)
    picture.shapes(
        lambda d: (
            _person(d, 716, 560, 74, (84, 76, 70)),
            _person(d, 740, 556, 70, (92, 84, 76)),
        )
    )
    picture.fog(400, 640, (226, 221, 204), 0.6)
    return picture.image()


def milestone() -> Image.Image:
    """A stone by the road: yellow on top, as on national highways."""
    picture = Picture((206, 206, 198), (226, 220, 200))
    picture.ridge(430, 50, (186, 184, 164), 600)
    _trees(
        picture,
        (138, 146, 118),
        [
            (80, 455, 210),
            (330, 455, 150),
            (430, 455, 120),
            (1010, 455, 150),
            (1190, 455, 200),
            (1370, 455, 260),
        ],
    )
    picture.fog(300, 520, (224, 220, 206), 0.7)
    picture.ridge(500, 10, (150, 146, 96), 400)
    picture.strew(520, 960, [(146, 140, 84), (120, 120, 70), (172, 158, 104)], 900)
    picture.area(
        [(840, 500), (880, 500), (1440, 900), (1440, 960), (620, 960)], (122, 118, 112), 3
    )

    def stone(draw: ImageDraw.ImageDraw) -> None:
        draw.ellipse((236, 842, 560, 910), (96, 92, 70))
        draw.ellipse((262, 352, 532, 620), (226, 180, 52))
        draw.polygon([(262, 486), (532, 486), (533, 566), (261, 566)], (226, 180, 52))
        draw.polygon([(261, 566), (533, 566), (540, 880), (254, 880)], (232, 228, 216))
        draw.polygon([(514, 566), (533, 566), (540, 880), (520, 880)], (198, 192, 178))

    picture.shapes(stone)
    picture.shapes(_lettering)
    picture.shapes(lambda d: _person(d, 905, 590, 76, (70, 66, 64)))
    picture.fog(440, 640, (226, 222, 208), 0.4)
    return picture.image()


def _lettering(draw: ImageDraw.ImageDraw) -> None:
    """Write "DELHI 106" in strokes, as a painter of signs does."""
    ink = (48, 46, 44)
    letters = {
        "D": [[(0, 0), (0, 2), (0.7, 1.8), (1, 1), (0.7, 0.2), (0, 0)]],
        "E": [[(1, 0), (0, 0), (0, 2), (1, 2)], [(0, 1), (0.8, 1)]],
        "L": [[(0, 0), (0, 2), (1, 2)]],
        "H": [[(0, 0), (0, 2)], [(1, 0), (1, 2)], [(0, 1), (1, 1)]],
        "I": [[(0.5, 0), (0.5, 2)]],
        "1": [[(0.2, 0.4), (0.6, 0), (0.6, 2)]],
        "0": [[(0.5, 0), (1, 0.6), (1, 1.4), (0.5, 2), (0, 1.4), (0, 0.6), (0.5, 0)]],
        "6": [[(0.9, 0), (0.2, 0.8), (0, 1.4), (0.5, 2), (1, 1.4), (0.5, 0.9), (0.05, 1.2)]],
    }  # fmt: skip
    for text, left, top, wide, tall, stroke in (
        ("DELHI", 288, 612, 30, 36, 9), ("106", 322, 730, 40, 46, 12),
    ):  # fmt: skip
        for n, letter in enumerate(text):
            for strokes in letters[letter]:
                points = [
                    (left + n * wide * 1.42 + x * wide, top + y * tall) for x, y in strokes
                ]
                draw.line(points, ink, stroke)


def evening() -> Image.Image:
    """The border of Rajasthan in the evening; taken upright, stored on its side."""
    picture = Picture((88, 92, 128), (244, 176, 104), 960, 1440)
    picture.sun(600, 820, 62, (255, 226, 160), 7)
    for base, rise, colour in (
        (900, 130, (186, 132, 116)), (980, 120, (146, 104, 104)), (1080, 110, (104, 76, 84)),
    ):  # fmt: skip
        picture.ridge(base, rise, colour, 420)
        picture.fog(base - 20, base + 90, (244, 186, 128), 0.3)
    picture.ridge(1210, 30, (62, 48, 54), 500)
    picture.shapes(lambda d: (
        _tree(d, 170, 1220, 330, (44, 34, 40)), _tree(d, 850, 1230, 190, (48, 38, 44)),
        d.polygon([(380, 1215), (420, 1215), (700, 1440), (180, 1440)], (84, 66, 70)),
        _person(d, 392, 1290, 120, (34, 26, 32)), _person(d, 450, 1262, 96, (40, 30, 36)),
    ))  # fmt: skip
    return picture.image()


def lake() -> Image.Image:
    """Udaipur: steps, water, and the palaces on the other side."""
    picture = Picture((164, 190, 206), (240, 224, 196))
    picture.ridge(430, 120, (150, 164, 168), 520)
    picture.ridge(450, 60, (128, 142, 136), 360)
    wall, shade = (234, 216, 188), (204, 182, 154)

    def palace(draw: ImageDraw.ImageDraw) -> None:
        for x, wide, tall in ((300, 210, 92), (500, 320, 136), (800, 180, 100), (960, 260, 66)):
            draw.polygon(
                [(x, 470), (x, 470 - tall), (x + wide, 470 - tall), (x + wide, 470)], wall
            )
            for window in np.arange(x + 14, x + wide - 16, 26):
                top = 470 - tall + 18
                draw.polygon(
                    [
                        (window, top + 26),
                        (window, top),
                        (window + 10, top),
                        (window + 10, top + 26),
                    ],
                    shade,
                )
            for dome in (x + 16, x + wide - 16):
                draw.ellipse((dome - 20, 452 - tall, dome + 20, 490 - tall), wall)
                draw.line([(dome, 452 - tall), (dome, 438 - tall)], shade, 3)

    picture.shapes(palace)
    top = picture.pixels[232:470][::-1]
    picture.pixels[470:708] = top * 0.72 + np.array((96, 126, 132)) * 0.28
    picture.pixels[708:] = picture.pixels[707] * 0.55 + np.array((70, 98, 104)) * 0.45
    ripples = (_noise(WIDTH, HEIGHT, 60) - 0.5)[470:]
    shifted = np.clip(np.arange(WIDTH)[None, :] + (ripples * 46).astype(int), 0, WIDTH - 1)
    picture.pixels[470:] = np.take_along_axis(picture.pixels[470:], shifted[..., None], axis=1)
    picture.pixels[470:] += ripples[..., None] * 26

    def steps(draw: ImageDraw.ImageDraw) -> None:
        for n, y in enumerate((790, 832, 882, 938)):
            tone = 158 + 12 * n
            draw.polygon(
                [(0, y), (WIDTH, y - 44), (WIDTH, HEIGHT), (0, HEIGHT)],
                (tone, tone - 16, tone - 38),
            )
            draw.polygon(
                [(0, y + 22), (WIDTH, y - 22), (WIDTH, y - 6), (0, y + 38)],
                (tone - 34, tone - 48, tone - 66),
            )

    picture.shapes(steps)
    return picture.image()


def heights() -> Image.Image:
    """The Aravalli hills, and the road over them."""
    picture = Picture((146, 182, 214), (238, 222, 190))
    for base, rise, colour in (
        (470, 190, (170, 176, 182)), (560, 170, (168, 158, 142)), (660, 150, (176, 148, 112)),
        (780, 120, (166, 130, 88)),
    ):  # fmt: skip
        picture.ridge(base, rise, colour, 480)
        picture.fog(base - 30, base + 60, (234, 216, 186), 0.24)
    road = [(700, 640), (812, 662), (760, 700), (590, 736), (700, 792), (980, 846), (820, 960)]
    for one, other in pairwise(road):
        wide = 4 + 26 * ((one[1] - 640) / 320) ** 1.5
        picture.shapes(lambda d, a=one, b=other, w=wide: d.line([a, b], (120, 108, 98), w), 1.6)  # type: ignore[misc]
    picture.strew(700, 960, [(120, 112, 62), (146, 118, 74), (96, 92, 54)], 700)
    _trees(picture, (92, 98, 58), [(180, 880, 170), (1200, 820, 120), (1330, 900, 190)])
    return picture.image()


def gate() -> Image.Image:
    """India Gate, in the air of Delhi."""
    picture = Picture((202, 192, 176), (224, 206, 176))
    picture.sun(340, 190, 34, (250, 238, 212), 5)
    _trees(
        picture,
        (158, 154, 128),
        [
            (60, 760, 170),
            (190, 760, 210),
            (320, 760, 180),
            (1120, 760, 190),
            (1260, 760, 220),
            (1400, 760, 170),
        ],
    )
    picture.fog(520, 800, (222, 206, 180), 0.7)
    stone, dark = (188, 154, 116), (150, 120, 92)

    def arch(draw: ImageDraw.ImageDraw) -> None:
        draw.polygon([(500, 780), (500, 300), (940, 300), (940, 780)], stone)
        draw.polygon([(480, 300), (480, 258), (960, 258), (960, 300)], (200, 166, 128))
        draw.polygon([(540, 258), (540, 196), (900, 196), (900, 258)], stone)
        draw.polygon([(590, 196), (620, 160), (820, 160), (850, 196)], (200, 166, 128))
        draw.polygon([(500, 404), (940, 404), (940, 418), (500, 418)], dark)
        draw.ellipse((620, 396, 820, 600), (226, 210, 182))
        draw.polygon([(620, 494), (820, 494), (820, 780), (620, 780)], (226, 210, 182))
        draw.polygon([(900, 420), (940, 420), (940, 780), (900, 780)], (168, 136, 102))

    picture.shapes(arch, 1.2)
    picture.fog(600, 860, (224, 208, 182), 0.6)
    picture.ridge(800, 6, (138, 144, 96), 500)
    picture.strew(806, 960, [(124, 132, 84), (150, 152, 104)], 1100)
    picture.area([(640, 790), (800, 790), (1120, 960), (320, 960)], (186, 164, 134), 2)
    picture.shapes(
        lambda d: (
            _person(d, 690, 880, 130, (58, 50, 48)),
            _person(d, 775, 872, 126, (64, 54, 50)),
        )
    )
    return picture.image()


# file, what is painted, when the phone says that it was taken (Indian time), EXIF orientation
PHOTOS: tuple[tuple[str, Callable[[], Image.Image], str, int], ...] = (
    ("2021-12-03-rest-in-udaipur/IMG_20211203_163011.jpg", lake, "2021:12:03 16:30:11", 1),
    ("2021-12-04-over-the-top.jpg", heights, "2021:12:04 15:05:40", 1),
    ("2021-12-07-last-100-km/IMG_20211207_064512.jpg", mustard, "2021:12:07 06:45:12", 1),
    ("2021-12-07-last-100-km/IMG_20211207_143104.jpg", milestone, "2021:12:07 14:31:04", 1),
    ("2021-12-07-last-100-km/IMG_20211207_172950.jpg", evening, "2021:12:07 17:29:50", 6),
    ("2021-12-08-india-gate/IMG_20211208_125220.jpg", gate, "2021:12:08 12:52:20", 1),
)
_TIME, _OFFSET, _ORIENTATION = 0x9003, 0x9011, 0x0112


def main() -> None:
    """Write all photos beside their entries."""
    for name, paint, taken, orientation in PHOTOS:
        image = paint()
        if orientation == 6:  # shown turned to the right by a quarter
            image = image.transpose(Image.Transpose.ROTATE_90)
        exif = Image.Exif()
        exif[_ORIENTATION] = orientation
        exif.get_ifd(0x8769).update({_TIME: taken, _OFFSET: "+05:30"})
        path = HERE / "journal" / name
        image.save(path, "JPEG", quality=84, optimize=True, progressive=True, exif=exif)


if __name__ == "__main__":
    main()
