"""What is worth telling of an activity below its few big numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from milepost.measure.efforts import MILE_M
from milepost.measure.sports import SPORTS
from milepost.model.activity import Activity
from milepost.model.day import is_estimate
from milepost.model.detail import Effort, Pause, Split
from milepost.model.journal import Typed
from milepost.model.track import DeviceTotals
from milepost.publish.words.quantities import NBSP, quantity
from milepost.publish.words.text import METRES_A_MILE, N_, NP_, Words

_NOTHING = Typed()
DIFFERENT = 0.1  # of a distance: then the points tell of another way than the device
_LONG_PAUSE_S = 300.0
_EFFORT = 0.95  # of the average speed while moving: a slower effort is one with rests in it
_MOST_SPLITS = 50
_STEPS = (1, 2, 5, 10, 20, 50, 100)

_RACES = {5000.0: "", 10_000.0: "", 21_097.5: N_("Half marathon"), 42_195.0: N_("Marathon")}
# Those without a name are called by their kilometres.
_RUN = {False: {1000.0: "", **_RACES}, True: {MILE_M: N_("1 mile"), **_RACES}}
_RIDE = dict.fromkeys((10_000.0, 20_000.0, 40_000.0, 100_000.0), "")
# Names of sensors, and the same within a sentence.
_HEART_RATE = N_("Heart rate"), NP_("within a sentence", "heart rate")
_CADENCE = N_("Cadence"), NP_("within a sentence", "cadence")
_POWER = N_("Power"), NP_("within a sentence", "power")
_TEMPERATURE = N_("Temperature"), NP_("within a sentence", "temperature")


@dataclass(frozen=True, slots=True)
class Best:
    """A best effort over a distance with a name; `start_m` of the way behind."""

    name: str
    duration_s: float
    mps: float
    start_m: float


@dataclass(frozen=True, slots=True)
class Stage:
    """One or more whole splits, or the shorter rest; `end` says how far it reaches."""

    end: str
    mps: float
    gain_m: float | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sensor told, in words; `zones_s` is the time in each zone, the lowest first.

    `within` is its name within a sentence.
    """

    name: str
    within: str
    average: str
    maximum: str
    zones_s: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Details:
    """What a page tells of an activity beyond its totals; empty parts are not worth a word.

    With `approximate` the distance is an estimate. `from_device` names the figures that the
    device counted itself. `top_speed_s` is the window of the top speed, None if the device
    does not tell it. `pauses` are those of five minutes and more.
    """

    approximate: bool
    from_device: tuple[str, ...]
    top_speed_mps: float | None
    top_speed_s: float | None
    efforts: tuple[Best, ...]
    stages: tuple[Stage, ...]
    pauses: tuple[Pause, ...]
    paused_s: float
    sensors: tuple[Reading, ...]


def details(activity: Activity, words: Words, typed: Typed = _NOTHING) -> Details:
    """Choose what to tell of an activity on a day with some `typed` numbers."""
    sport, device = SPORTS[activity.sport], activity.device
    pauses = tuple(each for each in activity.pauses if each.duration_s >= _LONG_PAUSE_S)
    parts = _tells_parts(activity, typed)
    # A tracker that reports every minute knows of no best 15 seconds and no best kilometre.
    measurable = sport.shows_top_speed and not activity.approximate
    has_top = measurable or (sport.shows_top_speed and device.max_speed_mps is not None)
    return Details(
        approximate=is_estimate(activity),
        from_device=from_device(device, words, typed),
        top_speed_mps=activity.totals.max_speed_mps if has_top else None,
        top_speed_s=None if device.max_speed_mps is not None else sport.top_speed_s,
        efforts=_efforts(activity, words) if parts and not activity.approximate else (),
        stages=_stages(activity.splits, words) if parts else (),
        pauses=pauses,
        paused_s=sum(pause.duration_s for pause in pauses),
        sensors=_readings(activity, words),
    )


def _tells_parts(activity: Activity, typed: Typed) -> bool:
    """Tell whether parts of the measured way are parts of the distance that is shown."""
    if typed.distance_m is not None or typed.moving_s is not None:
        return False
    told_m, measured_m = activity.device.distance_m, activity.measured.distance_m
    return told_m is None or abs(told_m - measured_m) <= DIFFERENT * told_m


def from_device(device: DeviceTotals, words: Words, typed: Typed = _NOTHING) -> tuple[str, ...]:
    """Name what a device counted and nobody typed.

    >>> from_device(DeviceTotals(distance_m=1.0, active_s=1.0, gain_m=1.0), Words())
    ('distance', 'time', 'climb')
    """
    found = {
        NP_("within a sentence", "distance"): (
            device.distance_m if typed.distance_m is None else None
        ),
        NP_("within a sentence", "time"): device.active_s,
        NP_("within a sentence", "moving time"): (
            device.moving_s if typed.moving_s is None else None
        ),
        NP_("within a sentence", "climb"): device.gain_m if typed.gain_m is None else None,
        NP_("within a sentence", "top speed"): device.max_speed_mps,
    }
    return tuple(
        words.pgettext("within a sentence", name)
        for name, value in found.items()
        if value is not None
    )


def _efforts(activity: Activity, words: Words) -> tuple[Best, ...]:
    if activity.sport in ("run", "trail-run"):
        names = _RUN[words.imperial]
    else:  # who hikes or paddles does not race over standard distances
        names = _RIDE if activity.sport == "ride" else {}
    found = (
        Best(
            _race(names[each.distance_m], each, words),
            each.duration_s,
            _mps(each),
            each.start_m,
        )
        for each in activity.efforts
        if each.distance_m in names
    )
    least_mps = _EFFORT * (activity.totals.average_speed_mps or 0.0)
    return tuple(best for best in found if best.mps >= least_mps)


def _race(name: str, effort: Effort, words: Words) -> str:
    if name:
        return words.gettext(name)
    kilometres = quantity(effort.distance_m / 1000, 0, "km", words.language)
    return str(kilometres).replace(NBSP, " ")


def _mps(effort: Effort) -> float:
    return effort.distance_m / effort.duration_s


def _stages(splits: Sequence[Split], words: Words) -> tuple[Stage, ...]:
    """Return the splits, some of them together where there are very many."""
    if len(splits) < 2:
        return ()
    step = next((step for step in _STEPS if len(splits) <= step * _MOST_SPLITS), _STEPS[-1])
    rest, stages, end_m = iter(splits), [], 0.0
    while part := tuple(islice(rest, step)):
        end_m += sum(split.length_m for split in part)
        stages.append(_stage(part, end_m, words))
    return tuple(stages)


def _stage(part: Sequence[Split], end_m: float, words: Words) -> Stage:
    length_m = sum(split.length_m for split in part)
    moving_s = sum(split.moving_s for split in part)
    gains_m = [split.gain_m for split in part if split.gain_m is not None]
    end = end_m / (METRES_A_MILE if words.imperial else 1000)
    return Stage(
        end=words.number(end, 0 if abs(end - round(end)) < 0.005 else 1),
        mps=length_m / moving_s if moving_s else 0.0,
        gain_m=sum(gains_m) if len(gains_m) == len(part) else None,
    )


def _readings(activity: Activity, words: Words) -> tuple[Reading, ...]:
    sensors = activity.sensors
    found = (
        (*_HEART_RATE, sensors.heart_rate_bpm, words.beats),
        (*_CADENCE, sensors.cadence_rpm, words.cadence),
        (*_POWER, sensors.power_w, words.watts),
        (*_TEMPERATURE, sensors.temperature_c, words.degrees),
    )
    return tuple(
        Reading(
            name=words.gettext(name),
            within=words.pgettext("within a sentence", within),
            average=str(say(sensor.average)),
            maximum=str(say(sensor.maximum)),
            zones_s=sensor.zones_s,
        )
        for name, within, sensor, say in found
        if sensor
    )
