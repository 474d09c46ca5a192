"""How far our numbers are off, as `benchmarks/accuracy.py --rows` prints it.

Compared are 80 activities with what their devices had counted themselves.
"""

from dataclasses import dataclass

from milepost.model.message import N_


@dataclass(frozen=True, slots=True)
class Error:
    """How far one figure is off for half of the activities, and for nine in ten of them.

    `sport` is a key of SPORTS, "" for all together. The same of gpxpy, a widely used
    library, stands beside it where it has the figure. `unit` is "%" or "m".
    """

    quantity: str
    sport: str
    n: int
    median: float
    p90: float
    unit: str = "%"
    gpxpy_median: float | None = None
    gpxpy_p90: float | None = None


ERRORS = (
    Error(N_("Distance"), "", 80, 0.80, 5.18, "%", 2.25, 12.11),
    Error(N_("Distance"), "run", 26, 0.66, 1.54, "%", 1.63, 4.08),
    Error(N_("Distance"), "trail-run", 8, 0.83, 2.67, "%", 1.89, 4.89),
    Error(N_("Distance"), "hike", 16, 3.75, 8.17, "%", 11.13, 19.55),
    Error(N_("Distance"), "walk", 11, 3.02, 6.17, "%", 5.72, 15.45),
    Error(N_("Distance"), "ride", 13, 0.22, 0.93, "%", 2.17, 5.02),
    Error(N_("Distance"), "paddle", 6, 0.15, 0.57, "%", 0.65, 1.20),
    Error(N_("Active time"), "", 80, 0.06, 1.47, "%", 4.26, 24.80),
    Error(N_("Moving time"), "run", 8, 0.79, 2.08, "%", 5.64, 8.89),
    Error(N_("Climb of 50\u00a0m and more"), "", 35, 2.19, 9.96, "%", 19.07, 64.43),
    Error(N_("Climb below 50\u00a0m"), "", 36, 0.67, 3.83, "m", 14.02, 49.46),
    Error(N_("Top speed"), "ride", 13, 7.63, 18.65, "%", 12.98, 27.92),
)
