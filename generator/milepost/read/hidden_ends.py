"""The key `privacy` of an entry: how much of its tracks' ends is hidden."""

from milepost.measure.quantities import metres_of
from milepost.model.privacy import Ends
from milepost.read.front_matter import Value

A_PRIVACY = (
    "takes  {hide_start: 1 km, hide_end: 2 km},  and  less: yes  to hide less than the site"
)
KEYS = ("hide_start", "hide_end", "less")
_MOST_M = 100_000.0


def hidden_ends(value: Value) -> Ends:
    """Accept a table with `hide_start`, `hide_end` and `less`."""
    if (
        not isinstance(value.content, dict)
        or not value.content
        or value.content.keys() - {*KEYS}
    ):
        raise ValueError(A_PRIVACY)
    told = {key: part.content for key, part in value.content.items()}
    if not all(isinstance(each, str) and each.strip() for each in told.values()):
        raise ValueError(A_PRIVACY)
    words = {key: str(each).strip().lower() for key, each in told.items()}
    less = words.pop("less", "no")
    if less not in ("yes", "true", "no", "false"):
        raise ValueError(A_PRIVACY)
    metres = {key: metres_of(each, ("km", "m")) for key, each in words.items()}
    if any(each > _MOST_M for each in metres.values()):
        raise ValueError("hides no more than 100 km; leave the track out instead")
    return Ends(metres.get("hide_start"), metres.get("hide_end"), less in ("yes", "true"))
