"""Let a process draw the same ground and rasterise the same picture once.

Half of the time of a small build goes into these two, and a thousand tests build on the same
few places. Both are pure; what they make is tried by tests of their own.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import resvg_py

from milepost.draw.maps import world
from milepost.draw.maps.world import World
from milepost.draw.projection import Frame
from milepost.read.basemap import PackedBasemap

_MOST = 512
_drawn = lru_cache(_MOST)(world.world)
_rasterise = resvg_py.svg_to_bytes


def _ground(frame: Frame, basemap: Any, **how: Any) -> World:
    # Those of single tests are small, and are no keys.
    draw = _drawn if isinstance(basemap, PackedBasemap) else _drawn.__wrapped__
    return draw(frame, basemap, **how)


@lru_cache(_MOST)
def _rasterised(font_files: tuple[str, ...], **how: Any) -> Sequence[int]:
    return _rasterise(font_files=list(font_files), **how)


def _svg_to_bytes(*, font_files: Sequence[str], **how: Any) -> Sequence[int]:
    return _rasterised(tuple(font_files), **how)


world.world = _ground
resvg_py.svg_to_bytes = _svg_to_bytes
