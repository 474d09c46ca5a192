"""A route as small as a word: its shape, and what lies under it."""

from collections.abc import Sequence

from milepost.draw.maps.legs import Leg, is_journey
from milepost.draw.maps.world import world
from milepost.draw.projection import Padding, fit, metres_per_px, to_px, unwrap
from milepost.draw.svg import num, path, path_data, thin
from milepost.model.activity import Line
from milepost.model.basemap import Basemap

WIDTH, HEIGHT = 108, 72
_FINEST_M_PER_PX = 250.0  # a coast in the wrong place is worse than none
_THIN_PX = 0.5
_LONGEST = 500  # letters of land and lakes
_PADDING = Padding(9, 9, 9, 9)


def thumbnail(legs: Sequence[Leg], basemap: Basemap) -> str:
    """Return a tiny `<svg>` without words, for lists that say in words what it is; or ""."""
    done, lines = _done(legs)
    if not lines:
        return ""
    frame = fit(unwrap(lines), width=WIDTH, height=HEIGHT, padding=_PADDING)
    px = [thin(to_px(frame, line), _THIN_PX) for line in unwrap(lines)]
    wide = metres_per_px(frame) >= _FINEST_M_PER_PX
    under = ""
    if wide:
        shown = world(frame, basemap, longest=_LONGEST, layers=("land", "lakes"), small=True)
        under = path("mp-land", shown.land) + path("mp-lake", shown.lakes)
    x, y = px[-1][-1].tolist()
    tone = "mp-tone mp-tone-0" if is_journey(leg.tone for leg in done) else "mp-route"
    return (
        f'<svg class="mp-drawing mp-thumb" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}" aria-hidden="true">'
        f'<rect class="{"mp-water" if wide else "mp-ground"}" width="{WIDTH}"'
        f' height="{HEIGHT}"/>{under}{path(tone, path_data(px))}'
        f'<circle class="mp-spot" cx="{num(x)}" cy="{num(y)}" r="3.2"/></svg>'
    )


def shape(legs: Sequence[Leg], width: int, height: int) -> str:
    """Return the path data of a route alone, fitted into a box of pixels; "" without points."""
    _, lines = _done(legs)
    if not lines:
        return ""
    frame = fit(unwrap(lines), width=width, height=height)
    return path_data(thin(to_px(frame, line), _THIN_PX) for line in unwrap(lines))


def _done(legs: Sequence[Leg]) -> tuple[list[Leg], list[Line]]:
    done = [leg for leg in legs if leg.kind == "done"]
    return done, [line for leg in done for line in leg.lines if line]
