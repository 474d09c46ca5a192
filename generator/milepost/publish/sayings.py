"""How far, how far to go, how much of a goal: in the words of the pages.

The sentences are English; numbers, dates and countries are written as the site's language
has them. None of them ends in a full stop, unless it says "sentence".
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from milepost.assemble.people import slug_of
from milepost.errors import counted
from milepost.model.activity import Activity
from milepost.model.day import Day, Transfer
from milepost.model.goal import Credit, Fundraiser, Goal, Unit
from milepost.model.journey import Journey, PlannedDay
from milepost.model.people import Athlete
from milepost.model.place import Names, plain
from milepost.model.progress import Progress
from milepost.model.statistics import Crossing, Eddington, Record, Statistics
from milepost.model.territory import Territory
from milepost.publish.text import METRES_A_FOOT, METRES_A_MILE, Words

_COUNTED = ("days", "count")  # units that tell nothing of a sport
_WORTH_M = 500.0  # less of a detour, or left out, is not worth a word
_SAME_M = 50.0  # two sums of one way may differ by that
_RECORDS = {
    "distance": "Longest day",
    "gain": "Most climbing",
    "moving": "Longest in motion",
    "climb": "Biggest climb",
    "highest": "Highest point",
    "fastest": "Fastest day",
    "streak": "Longest streak",
}


class Sayings:
    """Says what progress, goals, transfers and records are, for one language and its units."""

    def __init__(self, words: Words, names: Names):
        self._words, self._names = words, names

    def day_of(self, journey: Journey | None, number: int) -> str:
        """Say which day it is: "Day 8 of 10", as long as that many were planned."""
        early = journey and journey.start != journey.planned_start  # trained for it before
        planned = journey.planned_dates if journey and not early else None
        return (
            f"Day {number} of {planned}" if planned and number <= planned else f"Day {number}"
        )

    def status(self, journey: Journey) -> str:
        """Say how a journey stands: "Day 8 of 10", "Begins on ...", "Arrived on ..."."""
        words, newest = self._words, journey.days[-1] if journey.days else None
        if newest is None or journey.status == "planned":
            begins = journey.planned_start or next(
                (day.date for day in journey.planned_days), None
            )
            return (
                f"Planned to begin on {words.long_date(begins)}" if begins else "Not begun yet"
            )
        if journey.status != "finished":
            return self.day_of(journey, newest.number)
        arrived = (day.date for day in journey.days if day.progress and day.progress.complete)
        day = next(arrived, None)
        if day:
            return f"Arrived on {words.long_date(day)}"
        return f"Ended on {words.long_date(newest.date)}"

    def whereabouts(self, journey: Journey) -> str:
        """Head what is told of the newest day of a journey: "Where they are now"."""
        if journey.status == "finished":
            return "How it ended"
        if not journey.days:
            return "Before the start"
        people = {person for day in journey.days for person in day.people}
        if len(people) == 1:
            return f"Where {people.pop().name} is now"
        return "Where they are now"

    def span(self, start: date | None, end: date | None) -> str:
        """Say when something counts: "from 1 May 2026 until 3 June 2026"."""
        said = [("from", start), ("until", end)]
        return " ".join(f"{word} {self._words.long_date(day)}" for word, day in said if day)

    def link(self, address: str) -> str:
        """Write an address as people say it: "example.org/asha"."""
        parts = urlsplit(address)
        return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"

    def stage(self, planned: PlannedDay) -> str:
        """Say what is planned of a day: "Shahjahanpur to Delhi, 98 km"."""
        ends = " to ".join(name for name in (planned.start, planned.end) if name)
        said = [planned.title or ends]
        if planned.distance_m:
            said.append(str(self._words.milestone(planned.distance_m)))
        return ", ".join(part for part in said if part)

    def progress(self, progress: Progress) -> str:
        """Say "km 873 of 1,012, 139 km to go"; along no plan "873 of 1,000 km"."""
        words = self._words
        total = words.milestone(progress.total_m)
        unit = "mile" if words.imperial else total.unit
        if progress.complete and progress.skipped_m >= _WORTH_M:
            return f"{unit} {total.value} of {total.value}, at the end"
        if progress.complete:
            return f"all {total} done"
        done = words.milestone(self._behind_m(progress))
        to_go = words.milestone(progress.total_m - self._behind_m(progress))
        if progress.along == "plan":
            return f"{unit} {done.value} of {total.value}, {to_go} to go"
        return f"{done.value} of {total}, {to_go} to go"

    def so_far(self, progress: Progress) -> str:
        """Say how much is done in few words: "873 of 1,012 km"."""
        done, total = map(self._words.milestone, (self._behind_m(progress), progress.total_m))
        return self._words.gettext("%(done)s of %(total)s", done=done.value, total=total)

    def _behind_m(self, progress: Progress) -> float:
        """Return what is done in whole kilometres or miles, so that sums of them are right."""
        unit_m = METRES_A_MILE if self._words.imperial else 1000.0
        total = round(progress.total_m / unit_m)
        done = min(round(progress.done_m / unit_m), total)
        # What is not done is never said to be: 1,011.6 of 1,012 km is 1,011.
        short = done == total and not progress.complete
        return progress.total_m - (total - done + short) * unit_m

    def along(self, progress: Progress) -> str:
        """Say the same within a text: "Along the plan km 873 of 1,012, 139 km to go"."""
        lead = "Along the plan" if progress.along == "plan" else "Of the goal"
        return f"{lead} {self.progress(progress)}"

    def beside(self, progress: Progress) -> str:
        """Say what of a day or a plan is no progress, as a sentence; "" if nothing is."""
        said = []
        if progress.detour_m >= _WORTH_M:
            said.append(f"{self._words.distance(progress.detour_m)} of detours")
        if progress.skipped_m >= _WORTH_M:
            so_far = "" if progress.complete else " so far"
            far = self._words.distance(progress.skipped_m)
            said.append(f"{far} of the plan left out{so_far}")
        return _sentence(", ".join(said)) if said else ""

    def beside_plan(self, journey: Journey) -> str:
        """Say what of all days of a journey was no progress along its plan, as a sentence."""
        if journey.progress is None:
            return ""
        off_m = sum(day.progress.detour_m for day in journey.days if day.progress)
        return self.beside(replace(journey.progress, detour_m=off_m))

    def added(self, day: Day) -> str:
        """Say how much further a day came along the plan, as a sentence; "" if nobody knows."""
        progress = day.progress if day.activities or day.told else None
        if progress is None or progress.along != "plan" or not day.share.distance_m:
            return ""
        if progress.added_m < 500:
            return "This day came no further along the plan."
        added = self._words.distance(progress.added_m)
        return f"This day came {added} further along the plan."

    def counted(self, day: Day, journey: Journey | None) -> str:
        """Say what of a day does not count for its journey, and why, as a sentence."""
        write, whole = self._words.distance, day.totals.distance_m
        once = sum(each.totals.distance_m for each in day.once)
        if whole - once > _SAME_M:
            if once < _SAME_M:
                return "The way of this day stands in another entry too, and counts once."
            return f"{write(whole - once)} of it stand in another entry too, and count once."
        if once - day.share.distance_m > _SAME_M and journey:
            which = [self._words.sport(sport).lower() for sport in journey.sports]
            why = f" ({_listed(which)})" if which else ""
            part, all_ = write(day.share.distance_m), write(whole)
            return f"{part} of this day's {all_} count for the journey{why}."
        return ""

    def whose(self, day: Day, activity: Activity, athletes: Sequence[Athlete]) -> str:
        """Say who did an activity, if not everybody of the day: "by Kabir Mehta"."""
        everybody = dict.fromkeys((*day.people, *athletes))
        did = [person for person in everybody if slug_of(person) in activity.athletes]
        if set(did) == set(day.people):
            return ""
        return f"by {_listed([person.name for person in did])}" if did else ""

    def outlook(self, journey: Journey) -> tuple[str, ...]:
        """Say what it takes to arrive, a sentence each; none where that means nothing."""
        found, words = journey.outlook, self._words
        said = []
        if found.ahead_m is not None and found.ahead_days is not None:
            side = "ahead of" if found.ahead_m > 0 else "behind"
            far, days = abs(found.ahead_m), abs(found.ahead_days)
            said.append(
                f"{words.milestone(far)} ({words.number(days, 1)} days) {side} the plan."
            )
        if found.needed_m is not None and found.days_left is not None and journey.end:
            needed, until = words.distance(found.needed_m), words.long_date(journey.planned_end)
            last = found.days_left == 1
            pace = "in a day" if last else f"a day, for {counted(found.days_left, 'day')},"
            said.append(f"{needed} {pace} would reach the end on {until}.")
        if found.days_left == 0 and journey.planned_end:
            said.append(f"The planned end was {words.long_date(journey.planned_end)}.")
        if found.early and found.late:
            early, late = words.long_date(found.early), words.long_date(found.late)
            when = f"on {early}" if early == late else f"between {early} and {late}"
            said.append(f"At the pace of the last days, the end comes {when}.")
        return tuple(said)

    def amount(self, unit: Unit, value: float) -> str:
        """Write a value in the unit of a goal."""
        match unit:
            case "distance":
                return str(self._words.distance(value))
            case "elevation_gain":
                return str(self._words.elevation(value))
            case "moving_time":
                return self._words.duration(value)
            case "days":
                return counted(round(value), "day")
        return counted(round(value), "activity")

    def credit(self, credit: Credit) -> str:
        """Say what a day added: "10.2 km run, 31.4 of 42.2 km", "1 day, 3 of 10 days"."""
        sports = [self._words.sport(sport).lower() for sport in credit.sports]
        what = f" {_listed(sports)}" if sports and credit.unit not in _COUNTED else ""
        return f"{self.amount(credit.unit, credit.added)}{what}, {self._upto(credit)}"

    def _upto(self, credit: Credit) -> str:
        if credit.finishes or credit.total > credit.target:
            done = f"all {self.amount(credit.unit, credit.target)} done"
            return done if credit.finishes else f"{done} before"
        return self._part(credit.unit, credit.total, credit.target)

    def _part(self, unit: Unit, done: float, target: float) -> str:
        """Say how much of a target is done: "31.4 of 42.2 km"."""
        whole, done = self.amount(unit, target), min(done, target - self._least(unit))
        if unit == "moving_time":
            return f"{self.amount(unit, done)} of {whole}"
        return f"{self._figure(unit, done)} of {whole}"

    def _least(self, unit: Unit) -> float:
        """Return the least that is written: what is not all done is never said to be."""
        match unit:
            case "distance":
                return METRES_A_MILE / 10 if self._words.imperial else 100.0
            case "elevation_gain":
                return METRES_A_FOOT if self._words.imperial else 1.0
            case "moving_time":
                return 60.0
        return 1.0

    def _figure(self, unit: Unit, value: float) -> str:
        """Write a value of a goal without its unit."""
        match unit:
            case "distance":
                return self._words.distance(value).value
            case "elevation_gain":
                return self._words.elevation(value).value
        return self._words.count(value)

    def cheers(self, credit: Credit) -> tuple[str, ...]:
        """Say what a day has reached of a goal: "Virtual half reached"."""
        reached = tuple(f"{name} reached" for name in credit.stages)
        return (*reached, "Goal reached") if credit.finishes else reached

    def goal(self, goal: Goal) -> str:
        """Say how much of a goal is done: "31.4 of 42.2 km, 10.8 km to go"."""
        target = self.amount(goal.unit, goal.target)
        if goal.finish:
            return f"all {target} done on {self._words.long_date(goal.finish.date)}"
        if goal.to_go == 0:
            return f"all {target} done"
        part = self._part(goal.unit, goal.done, goal.target)
        if goal.over and goal.end:
            return f"{part}, ended on {self._words.long_date(goal.end)}"
        to_go = self.amount(goal.unit, max(goal.to_go, self._least(goal.unit)))
        return f"{part}, {to_go} to go"

    def sports(self, sports: Sequence[str]) -> str:
        """Name sports in a row, all of them if none is given: "Ride and run"."""
        names = [self._words.sport(sport) for sport in sports]
        return _listed([*names[:1], *(name.lower() for name in names[1:])]) or "All sports"

    def raised(self, found: Fundraiser) -> str:
        """Say how much money came together: "₹47,319 of ₹100,000"; "" if nobody knows."""
        money = self._words.money
        if found.raised is None:
            return f"{money(found.target, found.currency)} wanted" if found.target else ""
        if not found.target:
            return f"{money(found.raised, found.currency)} raised"
        raised, target = (money(sum_, found.currency) for sum_ in (found.raised, found.target))
        return f"{raised} of {target} raised"

    def pledge(self, found: Fundraiser) -> str:
        """Say what is given for the way: "₹50 for each km of 873 km"; "" if nothing is."""
        if found.per_km is None:
            return ""
        each = self._words.price(found.per_km, found.currency)
        return f"{each} for each km of {self._words.number(found.counted_m / 1000, 0)} km"

    def named(self, name: str) -> str:
        """Write the name of a counter or of a kind of night: "Ice creams"."""
        plain = name.replace("_", " ").replace("-", " ").strip()
        return plain[:1].upper() + plain[1:]

    def by(self, mode: str) -> str:
        """Say what did the work, within a sentence: "by ferry"."""
        return f"by {mode}"

    def transfer(self, transfer: Transfer) -> str:
        """Say how something else did a part of the way: "By ferry, 12.3 km, 1 h 3 min"."""
        said = [self.by(transfer.mode).capitalize()]
        if transfer.distance_m:
            far = str(self._words.distance(transfer.distance_m))
            said.append(far if transfer.recorded else f"{far} as the crow flies")
        if transfer.seconds:
            said.append(self._words.duration(transfer.seconds))
        return ", ".join(said)

    def record(self, record: Record) -> str:
        """Name a record: "Longest day"."""
        return _RECORDS[record.kind]

    def record_value(self, record: Record) -> str:
        """Write how much a record is."""
        match record.kind:
            case "distance":
                return str(self._words.distance(record.value))
            case "moving":
                return self._words.duration(record.value)
            case "fastest":
                return str(self._words.speed(record.value))
            case "streak":
                return counted(round(record.value), "day")
        return str(self._words.elevation(record.value))

    def record_more(self, record: Record) -> str:
        """Say what belongs to a record: how long and steep a climb was, when a streak began."""
        if climb := record.climb:
            steep = self._words.percent(climb.gradient_pct)
            return f"over {self._words.distance(climb.length_m)} at {steep}"
        if record.first:
            return f"since {self._words.long_date(record.first.date)}"
        return ""

    def eddington(self, found: Eddington) -> str:
        """Say what an Eddington number means, and what is missing for the next one."""
        number, unit = found.number, found.unit
        return (
            f"{number} {unit} or more on {counted(number, 'day')}. "
            f"{counted(found.next_days, 'more day')} of at least {number + 1} {unit} "
            f"{'makes' if found.next_days == 1 else 'make'} it {number + 1}."
        )

    def days_off(self, found: Statistics) -> str:
        """Say on how many dates there was no way, as a sentence; "" if on none."""
        off, rest = found.off_days, found.rest_days
        if not off:
            return ""
        said = f"Days without a way: {off} of {found.calendar_days:,}"
        if not rest:
            return f"{said}."
        if rest < off:
            return f"{said}, {counted(rest, 'rest day')} with an entry among them."
        all_of_them = "a rest day" if rest == 1 else "all of them rest days"
        return f"{said}, {all_of_them} with an entry."

    def border(self, crossing: Crossing) -> str:
        """Say from where to where a border was crossed, and how far along the day."""
        before, after = crossing.before, crossing.after
        abroad = before.country != after.country
        ends = [self.country(end) if abroad else end.region for end in (before, after)]
        at_m = crossing.at_m
        where = "before the start" if at_m is None else f"after {self._words.distance(at_m)}"
        return f"{ends[0]} to {ends[1]}, {where}"

    def territory(self, territory: Territory) -> str:
        """Name a region, or the country if no region is said: "Rajasthan"."""
        return territory.region or self.country(territory)

    def country(self, territory: Territory) -> str:
        """Name a country in the site's language."""
        return self._names.countries.get(territory.country, territory.country)

    def where(self, day: Day) -> str:
        """Say where a day ended: "Udaipur, Rajasthan, India"; "" if nobody knows."""
        place, evening = day.end_place, day.evening
        said = [f"near {place.name}" if place.near else place.name] if place else []
        if evening.region and (not place or plain(evening.region) != plain(place.name)):
            said.append(evening.region)
        if evening.country:
            said.append(self.country(evening))
        return ", ".join(dict.fromkeys(said))


def _listed(words: Sequence[str]) -> str:
    return " and ".join([part for part in (", ".join(words[:-1]), *words[-1:]) if part])


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
