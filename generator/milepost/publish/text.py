"""Numbers, dates and sports in words, in the reader's language and units."""

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from babel.numbers import format_decimal

from milepost.measure.sports import SPORTS

METRES_A_MILE = 1609.344
METRES_A_FOOT = 0.3048
UNKNOWN = "–"
_NBSP = "\u00a0"

SPORT_NAMES = {
    "run": "Run",
    "trail-run": "Trail run",
    "hike": "Hike",
    "walk": "Walk",
    "ride": "Ride",
    "ski": "Ski",
    "paddle": "Paddle",
    "swim": "Swim",
    "other": "Other",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, ready to be set apart from each other."""

    value: str
    unit: str

    def __str__(self) -> str:
        return f"{self.value}{_NBSP}{self.unit}" if self.unit else self.value


@dataclass(frozen=True, slots=True)
class Words:
    """How numbers and dates are written; None becomes a dash everywhere."""

    language: str = "en"
    imperial: bool = False

    def distance(self, metres: float | None) -> Quantity:
        """Write metres as kilometres or miles, with a decimal below 1000."""
        if metres is None:
            return Quantity(UNKNOWN, "")
        value = metres / METRES_A_MILE if self.imperial else metres / 1000
        digits = 1 if value < 999.95 else 0
        return Quantity(self.number(value, digits), "mi" if self.imperial else "km")

    def elevation(self, metres: float | None) -> Quantity:
        """Write metres as whole metres or feet."""
        if metres is None:
            return Quantity(UNKNOWN, "")
        value = metres / METRES_A_FOOT if self.imperial else metres
        return Quantity(self.number(value, 0), "ft" if self.imperial else "m")

    def duration(self, seconds: float | None) -> str:
        """Write seconds as `5 h 12 min`; never as 60 minutes.

        >>> Words().duration(3599.0).replace("\\xa0", " "), Words().duration(100.0)
        ('1 h 0 min', '2\\xa0min')
        """
        if seconds is None:
            return UNKNOWN
        hours, minutes = divmod(round(seconds / 60), 60)
        if not hours:
            return f"{minutes}{_NBSP}min"
        return f"{self.number(hours, 0)}{_NBSP}h {minutes}{_NBSP}min"

    def speed(self, mps: float | None) -> Quantity:
        """Write metres a second as km/h or mph."""
        if mps is None:
            return Quantity(UNKNOWN, "")
        an_hour = mps * 3600 / (METRES_A_MILE if self.imperial else 1000)
        return Quantity(self.number(an_hour, 1), "mph" if self.imperial else "km/h")

    def pace(self, mps: float | None) -> Quantity:
        """Write metres a second as minutes for a kilometre or mile; never as 5:60."""
        if not mps:
            return Quantity(UNKNOWN, "")
        minutes, seconds = divmod(round((METRES_A_MILE if self.imperial else 1000) / mps), 60)
        return Quantity(f"{minutes}:{seconds:02}", "/mi" if self.imperial else "/km")

    def number(self, value: float, digits: int) -> str:
        """Write a number with its thousands set apart and a fixed count of decimals."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        rounded = round(value, digits) + 0.0  # no "-0"
        return str(format_decimal(rounded, format=pattern, locale=self._locale))

    def long_date(self, day: date | None) -> str:
        """Write `7 December 2021`."""
        return (
            UNKNOWN if day is None else str(format_date(day, "d MMMM y", locale=self._locale))
        )

    def short_date(self, day: date | None) -> str:
        """Write `7 Dec`."""
        return UNKNOWN if day is None else str(format_date(day, "d MMM", locale=self._locale))

    def iso(self, day: date | datetime | None) -> str:
        """Write a date or moment for a `datetime` attribute."""
        return "" if day is None else day.isoformat()

    def sport(self, sport: str) -> str:
        """Write the name of a sport."""
        return SPORT_NAMES.get(sport, sport)

    def a_sport(self, sport: str) -> str:
        """Write a sport within a sentence."""
        return "an activity" if sport == "other" else f"a {self.sport(sport).lower()}"

    @property
    def _locale(self) -> str:
        return self.language.replace("-", "_")


def is_foot(sport: str) -> bool:
    """Tell whether runners and walkers speak of pace in this sport."""
    return sport in SPORTS and SPORTS[sport].on_foot
