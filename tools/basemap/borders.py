"""Tells agreed borders from disputed ones.

Natural Earth draws the lines as they are held on the ground. The newest file has no
attributes, the older one says of each line what it is: a line of the new file is what the
nearest line of the old one was. The tables below mend what the old file cannot know, or what
others changed in it.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from basemap.features import Features

# Lines farther than this from any old one are new. All of them are contested (Crimea, the
# Strait of Kerch, the Kurils), which is why they were added.
_KNOWN_WITHIN_DEG = 0.3
_HELD, _LEFT_OUT, _AGREED = "held", "left out", "agreed"
_CLASSES = {
    "Disputed (please verify)": _HELD,
    "Indefinite (please verify)": _HELD,
    "Line of control (please verify)": _HELD,
    "Indeterminant frontier": _HELD,
    "ForgetMagics": _HELD,  # Western Sahara, whose class Magics took away
    "International boundary (verify)": _AGREED,
    "International boundary (Magics)": _AGREED,  # Morocco and Algeria, agreed in 1972
    "Overlay limit": _LEFT_OUT,  # edges of buffer zones along a line that is there already
    "Lease limit": _LEFT_OUT,  # Guantanamo, Baikonur: no border
}
# Natural Earth has doubts here that the neighbours do not have.
_AGREED_PAIRS = frozenset(
    {
        ("Canada", "United States of America"),  # a water boundary, Strait of Juan de Fuca
        ("Bolivia", "Chile"),  # treaty of 1904
        ("Bolivia", "Peru"),  # where three borders meet
    }
)
# What is contested, but stands as an ordinary border: (west, south, east, north).
_CONTESTED_DEG = (
    (77.4, 30.0, 81.1, 35.7),  # India and China west of Nepal, and Kalapani
    (88.85, 27.15, 89.25, 27.95),  # Doklam
    (33.1, 21.7, 37.4, 23.3),  # Halaib and Bir Tawil
    (18.8, 45.1, 19.35, 45.95),  # the Danube between Croatia and Serbia
    (68.1, 23.5, 68.85, 24.05),  # Sir Creek
)
# Claims that nobody upholds, or fronts that have moved since.
_PAST_CLAIMS = frozenset(
    {"Former USSR oblast in 1991", "Ceasefire Line 1994", "Ukrainian claim", "Bolivian claim"}
)
_SAME_LINE_DEG = 0.01


@dataclass(frozen=True, slots=True)
class Borders:
    """Lines in three groups: agreed, disputed but held, and claimed elsewhere."""

    agreed: shapely.Geometry
    held: shapely.Geometry
    claimed: shapely.Geometry


def told_apart(lines: Features, known: Features, claims: Features) -> Borders:
    """Group today's lines by what is known of older ones; add the lines of claims."""
    classes = np.array([_class_of(line, known) for line in lines.shapes])
    contested = shapely.union_all([shapely.box(*box) for box in _CONTESTED_DEG])
    usual = shapely.union_all(lines.shapes[classes == _AGREED])
    held = shapely.union_all(
        [*lines.shapes[classes == _HELD], shapely.intersection(usual, contested)]
    )
    alive = [name not in _PAST_CLAIMS for name in claims.columns["name"]]
    claimed = without(claims.shapes[np.array(alive)], shapely.union_all([usual, held]))
    return Borders(shapely.difference(usual, contested), held, shapely.union_all(claimed))


def without(lines: NDArray[np.object_], others: shapely.Geometry) -> NDArray[np.object_]:
    """Return lines without what runs along others."""
    return shapely.difference(lines, shapely.buffer(others, _SAME_LINE_DEG))


def _class_of(line: shapely.Geometry, known: Features) -> str:
    along = shapely.line_interpolate_point(
        shapely.get_geometry(line, 0), np.linspace(0.05, 0.95, 19), normalized=True
    )
    off_deg = _mean_distances(along, known.shapes)
    nearest = int(off_deg.argmin())
    if off_deg[nearest] > _KNOWN_WITHIN_DEG:
        return _HELD
    pair = (known.columns["adm0_left"][nearest], known.columns["adm0_right"][nearest])
    return _AGREED if pair in _AGREED_PAIRS else _CLASSES[known.columns["featurecla"][nearest]]


def _mean_distances(
    points: NDArray[np.object_], lines: NDArray[np.object_]
) -> NDArray[np.float64]:
    return shapely.distance(points[:, None], lines[None, :]).mean(axis=0)
