"""How long an entry waits before anybody may see it."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delay:
    """How long to wait after the end of a day, or until when; nothing given is no delay.

    `seconds` count from the end of the day, and with `next_day` it is out at the midnight after
    it. `until` is a moment of its author's; without a zone it is meant in that of the site.
    """

    seconds: float = 0.0
    next_day: bool = False
    until: dt.datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.seconds or self.next_day or self.until)


NO_DELAY = Delay()
