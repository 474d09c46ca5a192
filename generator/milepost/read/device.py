"""What a device says that its recording adds up to."""

import math
from typing import Any

from milepost.model.track import DeviceTotals
from milepost.read.xml import children, local_name

# In the extensions of GPX, by local name in small letters and without underscores: those of
# Garmin's TrackStatsExtension, and what sync tools write beside the track.
_IN_GPX = {
    "distance": "distance_m",
    "timertime": "active_s",
    "movingtime": "moving_s",
    "elapsedtime": "elapsed_s",
    "totalelapsedtime": "elapsed_s",
    "ascent": "gain_m",
    "totalascent": "gain_m",
    "descent": "loss_m",
    "totaldescent": "loss_m",
    "maxspeed": "max_speed_mps",
    "calories": "energy_kcal",
}


def device_totals(**told: float) -> DeviceTotals:
    """Return totals by their names in DeviceTotals; zero, NaN and infinity say nothing."""
    return DeviceTotals(**{name: value for name, value in told.items() if 0 < value < math.inf})


def gpx_totals(element: Any) -> DeviceTotals:
    """Return what the extensions of a `<gpx>`, `<metadata>` or `<trk>` say."""
    told: dict[str, float] = {}
    for extensions in children(element, "extensions"):
        for node in extensions:
            stats = local_name(node) == "TrackStatsExtension"
            for one in node if stats else (node,):
                name = _IN_GPX.get(local_name(one).lower().replace("_", ""))
                if name and name not in told:
                    told[name] = number(one.text)
    return device_totals(**told)


def number(text: str | None) -> float:
    """Return the number that a text holds, NaN if none."""
    try:
        return float((text or "").strip().replace(",", "."))  # some write a decimal comma
    except ValueError:
        return math.nan
