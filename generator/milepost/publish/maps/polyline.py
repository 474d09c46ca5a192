"""Lines as short text."""

from collections.abc import Iterable

from milepost.model.activity import Position

_DEGREE = 100_000  # a place is true to half a metre
_FIRST = 63  # the character of 0
_MORE = 0x20


def polyline(line: Iterable[Position]) -> str:
    """Return a line in the Encoded Polyline Algorithm Format of Google, to 1e-5 degrees.

    >>> polyline([(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)])
    '_p~iF~ps|U_ulLnnqC_mqNvxq`@'
    """
    written: list[str] = []
    before_lat = before_lon = 0
    for lat, lon in line:
        here_lat, here_lon = round(lat * _DEGREE), round(lon * _DEGREE)
        written += (_step(here_lat - before_lat), _step(here_lon - before_lon))
        before_lat, before_lon = here_lat, here_lon
    return "".join(written)


def _step(step: int) -> str:
    rest = ~(step << 1) if step < 0 else step << 1
    written = ""
    while rest >= _MORE:
        written += chr((_MORE | rest & 0x1F) + _FIRST)
        rest >>= 5
    return written + chr(rest + _FIRST)
