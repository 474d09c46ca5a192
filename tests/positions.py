"""Places that the bytes of a file may tell of."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise

from publish.track_reader import decoded


def places_in(data: bytes) -> Iterator[tuple[float, float]]:
    """Every two numbers beside each other that may be a place, and all places of lines."""
    text = data.decode("utf-8", "ignore")
    numbers = [float(found) for found in re.findall(r"-?\d{1,3}\.\d{2,}", text)]
    for one, other in pairwise(numbers):
        yield from ((one, other), (other, one))
    for found in re.findall(r'"(?:[?-\[\]-~]|\\\\){6,}"', text):
        try:
            yield from decoded(json.loads(found))
        except (ValueError, IndexError):
            continue
