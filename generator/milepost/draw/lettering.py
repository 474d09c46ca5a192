"""How names on maps are written: the one place that knows sizes and weights."""

from collections.abc import Mapping
from dataclasses import dataclass

from milepost.draw.type import width
from milepost.model.basemap import LabelKind


@dataclass(frozen=True, slots=True)
class Type:
    """A manner of writing names: its class in the style sheet, its size in pixels."""

    name: str
    size: float
    bold: bool = False
    spacing: float = 0.0
    italic: bool = False

    def width(self, words: str) -> float:
        """Return about how wide words are, in pixels."""
        return width(words, self.size, bold=self.bold, spacing=self.spacing)

    @property
    def declarations(self) -> str:
        """The type as the style sheet has it."""
        parts = [f"font-size:{self.size:g}px", f"font-weight:{600 if self.bold else 400}"]
        if self.spacing:
            parts.append(f"letter-spacing:{self.spacing:g}px")
        if self.italic:
            parts.append("font-style:italic")
        return ";".join(parts)


@dataclass(frozen=True, slots=True)
class Lettering:
    """How the names of one size of picture are written.

    `places` are types with the score they begin at, the most important first. One name is
    written for every `px_a_name` of the picture's area. `dot_px` is how far words keep off
    the dot of their place, `dot` and `rim` the dot's width and that of its light rim.
    """

    places: tuple[tuple[float, Type], ...]
    areas: Mapping[LabelKind, Type]
    end: Type  # of start and finish
    stop: Type  # of where a day ended
    credit: Type
    degrees: Type  # of meridians and parallels
    px_a_name: float
    dot_px: float
    dot: float
    rim: float

    @property
    def types(self) -> tuple[Type, ...]:
        """All types, each once."""
        places = (type_ for _, type_ in self.places)
        return (*places, *self.areas.values(), self.end, self.stop, self.credit)


_ANY = float("-inf")
WIDE = Lettering(
    places=(
        (17.5, Type("city", 15, bold=True)),
        (13.5, Type("town", 13)),
        (_ANY, Type("village", 12)),
    ),
    areas={
        "country": Type("country", 15, spacing=5.0),
        "region": Type("region", 12, spacing=3.5),
        "sea": Type("sea", 14, spacing=1.5, italic=True),
    },
    end=Type("end-name", 16, bold=True),
    stop=Type("stop-name", 13, bold=True),
    credit=Type("credit", 11),
    degrees=Type("grid-label", 12),
    px_a_name=20000.0,
    dot_px=7.0,
    dot=4.6,
    rim=7.4,
)
# A narrow screen shows a picture at less than half its size.
NARROW = Lettering(
    places=(
        (17.5, Type("city", 25, bold=True)),
        (_ANY, Type("town", 23)),
    ),
    areas={
        "country": Type("country", 25, spacing=5.0),
        "sea": Type("sea", 24, spacing=1.5, italic=True),
    },
    end=Type("end-name", 26, bold=True),
    stop=Type("stop-name", 23, bold=True),
    credit=Type("credit", 15),
    degrees=Type("grid-label", 18),
    px_a_name=56000.0,
    dot_px=11.0,
    dot=9.0,
    rim=14.0,
)
# In the tiles of a calendar: the date, and the distance of that day.
TILE = Type("tile-date", 12), Type("tile-value", 15, bold=True)
NARROW_TILE = Type("tile-date", 18), Type("tile-value", 22, bold=True)
