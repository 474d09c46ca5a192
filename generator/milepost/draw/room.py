"""What is taken on a picture, and where the way runs, so that words find free room."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from milepost.draw.clip import Box
from milepost.draw.projection import Floats

Spot = tuple[float, float]  # x, y in pixels
_CELL_PX = 2.0
_EDGE_PX = 4.0  # words end before the picture does


class Room:
    """One picture's room. `growth` is how much larger its marks are shown than drawn."""

    def __init__(
        self, width: int, height: int, ways: Iterable[Floats] = (), growth: float = 1.0
    ):
        self.width, self.height, self.growth = width, height, growth
        self._taken: list[Box] = []
        self._marks: list[Box] = []
        self._sums = _summed(width, height, ways)

    def take(self, at: Spot, shape: Box) -> bool:
        """Take a mark's box, given from its spot, if all of it is free; tell whether it was."""
        box = self.grown(at, shape)
        if not self.is_free(box):
            return False
        self._marks.append(box)
        return True

    def reserve(self, at: Spot, shape: Box) -> None:
        """Take a mark's box whether or not it is free."""
        self._taken.append(self.grown(at, shape))

    def grown(self, at: Spot, shape: Box) -> Box:
        """Return the box of a mark at the size it is shown."""
        x, y = at
        left, top, right, bottom = (edge * self.growth for edge in shape)
        return x + left, y + top, x + right, y + bottom

    def fill(self, box: Box) -> None:
        """Take a box as it is."""
        self._taken.append(box)

    def is_free(self, box: Box) -> bool:
        """Tell whether nothing has taken any of a box; the way does not count."""
        return not any(overlap(box, other) for other in (*self._taken, *self._marks))

    def is_marked(self, box: Box) -> bool:
        """Tell whether a small mark, which found its room free, has taken some of a box.

        Nothing else has, neither words nor what is reserved.
        """
        taken = any(overlap(box, other) for other in self._taken)
        return not taken and any(overlap(box, other) for other in self._marks)

    def is_inside(self, box: Box) -> bool:
        """Tell whether a box lies in the picture, a little off its edge."""
        left, top, right, bottom = box
        return (
            left >= _EDGE_PX
            and top >= _EDGE_PX
            and right <= self.width - _EDGE_PX
            and bottom <= self.height - _EDGE_PX
        )

    def way_in(self, box: Box) -> int:
        """Return how much of a box is covered by the way, in small cells."""
        corners = np.array([[box[0], box[1]], [box[2], box[3]]])
        return int(self.way_around(corners.mean(axis=0)[None], np.ptp(corners, axis=0) / 2)[0])

    def way_around(self, points: Floats, half: float | Floats) -> NDArray[np.int64]:
        """Return how many small cells of the way lie in a box around each of many points."""
        rows, columns = self._sums.shape
        low = np.floor((points - half) / _CELL_PX).astype(np.int64)
        high = np.floor((points + half) / _CELL_PX).astype(np.int64) + 1
        x0, x1 = (np.clip(each[:, 0], 0, columns - 1) for each in (low, high))
        y0, y1 = (np.clip(each[:, 1], 0, rows - 1) for each in (low, high))
        sums = self._sums
        return sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]


class Rooms:
    """The same picture at several sizes of its marks: what is taken is taken in all."""

    def __init__(self, rooms: Sequence[Room]):
        self._rooms = rooms

    def take(self, at: Spot, shape: Box) -> bool:
        """Take a mark's box, given from its spot, if it is free at every size; tell so."""
        if not all(room.is_free(room.grown(at, shape)) for room in self._rooms):
            return False
        for room in self._rooms:
            room.take(at, shape)
        return True

    def reserve(self, at: Spot, shape: Box) -> None:
        """Take a mark's box whether or not it is free."""
        for room in self._rooms:
            room.reserve(at, shape)


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes share any of the picture."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _summed(width: int, height: int, ways: Iterable[Floats]) -> NDArray[np.int64]:
    """Return a summed-area table of the cells that ways run through: Crow 1984."""
    cells = np.zeros((int(height / _CELL_PX) + 1, int(width / _CELL_PX) + 1), dtype=bool)
    for way in ways:
        spots = np.floor(_close_together(way) / _CELL_PX).astype(np.int64)
        x, y = spots[:, 0], spots[:, 1]
        inside = (x >= 0) & (y >= 0) & (x < cells.shape[1]) & (y < cells.shape[0])
        cells[y[inside], x[inside]] = True
    sums = np.zeros((cells.shape[0] + 1, cells.shape[1] + 1), dtype=np.int64)
    sums[1:, 1:] = cells.cumsum(axis=0).cumsum(axis=1)
    return sums


def _close_together(way: Floats) -> Floats:
    """Return points on a line that leave out no cell, but for a corner."""
    if len(way) < 2:
        return way
    steps = np.hypot(*np.diff(way, axis=0).T)
    travelled = np.concatenate(([0.0], np.cumsum(steps)))
    at = np.linspace(0.0, travelled[-1], int(travelled[-1] / (_CELL_PX / 2)) + 2)
    return np.column_stack([np.interp(at, travelled, way[:, k]) for k in (0, 1)])
