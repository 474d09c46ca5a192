"""The ground of maps close up, from the author's own archive of tiles.

A town is far too many lines for a page. So the ground is a picture of exactly the map's frame,
light and dark, and the route is drawn over it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from milepost.draw.palette import Palette
from milepost.draw.projection import Frame, metres_per_px
from milepost.draw.streets.style import street_style
from milepost.draw.streets.tiles import NOTHING, Cover, cover
from milepost.model.artifact import Artifact, Recipe
from milepost.model.tiles import Seen, Tile
from milepost.publish.maps.ground_pictures import Layout, ground_picture
from milepost.read.tiles import TileArchive

# A map of 800 pixels then shows 120 km, and the basemap's coast is off by some pixels. Wider
# ones need no streets.
COARSEST_M_PER_PX = 150.0
_LEAST_SHARE = 0.5  # of a map that has to be covered


@dataclass(frozen=True, slots=True)
class Ground:
    """A picture to lay under a map that is drawn without a ground; `credit` is its makers'.

    `styles` are the rules of the light and of the dark one. A `named` ground bears names of
    places already. `inside` is the archive's path below the source folder.
    """

    layout: Layout
    styles: tuple[str, str]
    credit: str
    named: bool
    inside: str

    def paths(self, folder: str) -> tuple[str, str]:
        """Return where the light and the dark picture stand, below the site's root.

        The names hold a digest, as an old picture under a new route would lie.
        """
        digest = hashlib.sha256(repr((self.layout, self.styles)).encode()).hexdigest()[:10]
        return f"{folder}ground.{digest}.webp", f"{folder}ground-dark.{digest}.webp"

    def artifacts(self, folder: str, source: str) -> Iterator[Artifact]:
        """Yield the pictures for the page in a folder; `source` asked for them."""
        for path, style, dark in zip(
            self.paths(folder), self.styles, (False, True), strict=True
        ):
            args = (self.layout, style, dark)
            recipe = Recipe(ground_picture, args, "ground", large=(self.inside,))
            yield Artifact(PurePosixPath(path), recipe, source)


@dataclass(slots=True)
class Grounds:
    """Lays out grounds from one archive, and knows what it looked for in it.

    `inside` is the archive's path below the source folder.
    """

    archive: TileArchive
    inside: str
    light: Palette
    dark: Palette
    _known: dict[Tile, str | None] = field(default_factory=dict)

    def under(self, frame: Frame) -> Ground | None:
        """Return the ground of a map; None if it shows too much, or the archive too little.

        Raise SourceError if the archive is damaged.
        """
        found = self._cover(frame)
        if found.share < _LEAST_SHARE:
            return None
        layout = Layout(
            frame=frame,
            name=self.archive.name,
            vector=self._vector,
            tiles=tuple((place, self._known[place.tile] or "") for place in found.places),
            voids=found.voids,
        )
        styles = street_style(self.light), street_style(self.dark)
        return Ground(
            layout,
            styles,
            credit=self.archive.about.attribution,
            named=not self._vector,
            inside=self.inside,
        )

    def lacks(self, frame: Frame) -> bool:
        """Tell whether a map is close enough for streets, but the archive has too few tiles."""
        return is_close(frame) and self._cover(frame).share < _LEAST_SHARE

    def seen(self) -> Seen:
        """Return all that the archive was asked for; it decides what is drawn."""
        content = self.archive.content(self._known)
        return Seen(self.inside, tuple(sorted(self._known)), content)

    @property
    def _vector(self) -> bool:
        return self.archive.about.kind == "vector"

    def _cover(self, frame: Frame) -> Cover:
        if not is_close(frame):
            return NOTHING
        about = self.archive.about
        zooms = about.min_zoom, about.max_zoom
        return cover(frame, vector=self._vector, zooms=zooms, present=self._present)

    def _present(self, wanted: Iterable[Tile]) -> set[Tile]:
        tiles = set(wanted)
        self._known |= self.archive.digests(tiles - self._known.keys())
        return {tile for tile in tiles if self._known[tile] is not None}


def is_close(frame: Frame) -> bool:
    """Tell whether a map shows so little that streets belong on it."""
    return metres_per_px(frame) < COARSEST_M_PER_PX
