"""What the kinds of sport differ in: one table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from milepost.model.journal import TRANSFERS


@dataclass(frozen=True, slots=True)
class Sport:
    """How a sport is measured.

    A silence longer than `pause_s` is a pause when little way was made in it. Standing is a
    speed below `stop_share` of the usual one, held between `slowest_mps` and
    `fastest_stop_mps`, for at least `stop_s`. Faster than `possible_mps`, a lone point is a
    spike. Positions are smoothed over `smoothing_s` for the distance and over
    `stop_smoothing_s` for stops. The top speed is the best mean over `top_speed_s`. Staying
    on one spot for `stay_s` is a rest whatever the positions do; those who walk or climb
    may be that slow on purpose.
    """

    pause_s: float
    smoothing_s: float
    stop_smoothing_s: float
    slowest_mps: float
    fastest_stop_mps: float
    stop_s: float
    possible_mps: float
    top_speed_s: float = 30.0
    on_foot: bool = False
    shows_top_speed: bool = True
    stay_s: float = inf
    has_climbs: bool = True


# Tuned on 2,984 activities with the totals of their devices.
SPORTS: Mapping[str, Sport] = {
    "run": Sport(20, 2.5, 0.0, 0.40, 1.15, 5, 12, on_foot=True, stay_s=600),
    "trail-run": Sport(60, 2.5, 2.5, 0.30, 0.60, 8, 12, on_foot=True),
    "hike": Sport(60, 2.5, 2.5, 0.35, 0.50, 10, 8, on_foot=True, shows_top_speed=False),
    "walk": Sport(60, 2.5, 2.5, 0.35, 0.50, 10, 8, on_foot=True, shows_top_speed=False),
    "ride": Sport(15, 2.0, 1.5, 0.60, 0.90, 12, 40, 15.0, stay_s=600),
    "ski": Sport(60, 2.5, 1.5, 0.40, 0.90, 10, 60, 15.0),
    "paddle": Sport(30, 2.5, 2.5, 0.25, 0.50, 10, 15, 15.0, has_climbs=False),
    "swim": Sport(30, 2.5, 2.5, 0.10, 0.30, 10, 8, shows_top_speed=False, has_climbs=False),
    "other": Sport(30, 2.5, 2.5, 0.40, 1.00, 8, 60),
}
STOP_SHARE = 0.38  # of the usual speed

# First that fits wins; matched against the device's or the author's word in small letters.
_WORDS = (
    ("trail-run", r"trail"),
    ("run", r"run|jog|marathon|^9$"),
    ("hike", r"hik|trek|mountaineer|climb|^4$"),
    ("walk", r"walk|stroll|^10$"),
    ("ride", r"rid(e|ing)|bik(e|ing)|cycl|gravel|mtb|velo|^1$"),
    ("ski", r"ski|snowboard|^7$"),
    ("paddle", r"paddl|kayak|canoe|row|sup\b"),
    ("swim", r"swim|^16$"),
)

# What carries people: whole words of authors and of devices, and the kind of transfer.
CARRIERS: Mapping[str, str] = {
    **{mode: mode for mode in TRANSFERS},
    **dict.fromkeys(("boat", "ship", "ferryboat", "motorboat"), "ferry"),
    **dict.fromkeys(("tram", "metro", "subway", "railway", "rail"), "train"),
    **dict.fromkeys(("coach", "minibus"), "bus"),
    **dict.fromkeys(
        ("taxi", "lorry", "truck", "van", "hitchhike", "hitchhiking", "jeep", "rickshaw",
         "driving", "drive", "vehicle", "passenger vehicle"),
        "car",
    ),
    **dict.fromkeys(
        ("cable car", "cablecar", "gondola", "gondola lift", "funicular", "chairlift",
         "chair lift", "ski lift"),
        "lift",
    ),
    **dict.fromkeys(("flight", "airplane", "aeroplane"), "plane"),
}  # fmt: skip


def transfer_of(word: str) -> str | None:
    """Return which of TRANSFERS a device's or a person's word means, None for other words.

    >>> transfer_of("Cable_Car"), transfer_of("IN_TRAIN"), transfer_of("cycling")
    ('lift', 'train', None)
    """
    small = " ".join(word.lower().replace("_", " ").replace("-", " ").split())
    return CARRIERS.get(small.removeprefix("in "))


def sport_of(word: str) -> str | None:
    """Return the key in SPORTS for a device's or a person's word, None if it tells nothing.

    >>> sport_of("Morning gravel_cycling"), sport_of("running"), sport_of("")
    ('ride', 'run', None)
    """
    small = word.strip().lower().replace("_", " ")
    if "motor" in small:
        return "other"
    return next((sport for sport, pattern in _WORDS if re.search(pattern, small)), None)
