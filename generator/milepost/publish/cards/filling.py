"""What a template of a card asks for while it is filled: words in boxes, a map, a photo."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from inspect import signature
from math import isfinite
from typing import Any

from markupsafe import Markup

from milepost.draw.cards.faces import Faces
from milepost.draw.cards.setting import Block, fit
from milepost.draw.maps.legs import Leg
from milepost.draw.maps.routemap import Sheet
from milepost.draw.maps.thumbnail import shape as shape_of
from milepost.draw.projection import Padding
from milepost.model.journal import Photo
from milepost.publish.cards.card_pictures import MAP, PHOTO, CardMap, CardPhoto
from milepost.publish.maps.grounds import Ground
from milepost.publish.maps.maps import Drawing
from milepost.publish.theme import MisuseError

_MOST_PX = 4000  # no picture is as large, and what is costs minutes
_LEAST_MAP_PX = 50

FoundMap = tuple[Drawing, Ground | None] | None


@dataclass(slots=True)
class Filling:
    """Hands a template what it asks for, and remembers it; `size` is the picture's in pixels.

    `fonts` are those that were taken, by family and weight.
    """

    maps: Callable[[Sheet], FoundMap]
    photo: Photo | None
    legs: Sequence[Leg]
    faces: Faces
    size: tuple[int, int]
    fonts: set[tuple[str, int]] = field(default_factory=set)
    map: CardMap | None = None
    cut: CardPhoto | None = None

    @property
    def functions(self) -> Mapping[str, Callable[..., Any]]:
        """What templates call, by name; each raises MisuseError for what makes no sense."""
        known: dict[str, Callable[..., Any]] = {
            "fit": self._fit,
            "map": self._draw_map,
            "photo": self._draw_photo,
            "route": self._route,
        }
        return {name: _strict(name, function) for name, function in known.items()}

    def _fit(
        self,
        words: object,
        *,
        width: float,
        size: float,
        smallest: float | None = None,
        lines: int = 1,
        weight: int = 400,
    ) -> Block:
        least = size / 2 if smallest is None and _is_number(size) else smallest
        given = {"width": width, "size": size, "smallest": least, "lines": lines}
        for name, value in {**given, "weight": weight}.items():
            _above_zero(name, value)
        block = fit(
            str(words),
            self.faces,
            width=width,
            size=size,
            smallest=least or size,
            lines=int(lines),
            weight=int(weight),
        )
        pieces = (piece for line in block.lines for piece in line.pieces)
        self.fonts |= {(piece.family, piece.weight) for piece in pieces}
        return block

    def _draw_map(
        self,
        width: int,
        height: int,
        *,
        zoom: float = 2.0,
        keep: tuple[float, float, float, float] = (90, 80, 80, 80),
        wordless: tuple[float, float, float, float] = (0, 0, 0, 0),
    ) -> Markup:
        for name, value in {"width": width, "height": height, "zoom": zoom}.items():
            _above_zero(name, value)
        if min(width, height) / zoom < _LEAST_MAP_PX:
            message = f"leave a map {_LEAST_MAP_PX} pixels or more: width and height by zoom"
            raise MisuseError(message)
        paper = Sheet(
            round(width / zoom),
            round(height / zoom),
            padding=_edges("keep", keep, zoom),
            wordless=_edges("wordless", wordless, zoom),
            poster=True,
        )
        self.map = _laid(self.maps(paper), whole=(width, height) == self.size)
        return Markup(MAP if self.map else "")

    def _draw_photo(self, width: float, height: float) -> Markup:
        _above_zero("width", width)
        _above_zero("height", height)
        size = max(round(width), 1), max(round(height), 1)
        self.cut = CardPhoto(self.photo, *size) if self.photo else None
        return Markup(PHOTO if self.cut else "")

    def _route(self, width: int, height: int) -> str:
        _above_zero("width", width)
        _above_zero("height", height)
        return shape_of(self.legs, width, height)


def _strict(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that says in a sentence which of its arguments are not as they must."""
    takes = signature(function)

    def called(*args: object, **options: object) -> Any:
        try:
            takes.bind(*args, **options)
        except TypeError as error:
            raise MisuseError(f"{name}(): {error}") from error
        try:
            return function(*args, **options)
        except MisuseError as error:
            raise MisuseError(f"{name}(): {error}") from error

    return called


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and isfinite(value)


def _above_zero(name: str, value: Any) -> None:
    if not _is_number(value) or not 0 < value <= _MOST_PX:
        raise MisuseError(f"{name} takes a number above 0, up to {_MOST_PX}, not {value!r:.40}")


def _edges(name: str, value: Any, zoom: float) -> Padding:
    """Return pixels of a card's four edges as those of its map."""
    sides = value if isinstance(value, Sequence) else ()
    if len(sides) != 4 or not all(_is_number(px) and abs(px) <= _MOST_PX for px in sides):
        raise MisuseError(
            f"{name} takes four numbers: top, right, bottom and left, not {value!r:.40}"
        )
    return Padding(*(px / zoom for px in sides))


def _laid(found: FoundMap, *, whole: bool) -> CardMap | None:
    if found is None:
        return None
    drawing, ground = found
    if ground is None:
        return CardMap(drawing, whole=whole)
    return CardMap(drawing, ground.layout, ground.styles[0], ground.inside, whole)
