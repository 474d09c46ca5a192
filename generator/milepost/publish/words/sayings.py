"""How far, how far to go, how much of a goal: in the words of the pages.

Everything is said in the site's language. None of it ends in a full stop, unless it says
"sentence".
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from milepost.assemble.people import slug_of
from milepost.model.activity import Activity
from milepost.model.day import Day, Transfer
from milepost.model.goal import Credit, Fundraiser, Goal, Unit
from milepost.model.journey import Journey, PlannedDay
from milepost.model.people import Athlete
from milepost.model.place import Names, plain
from milepost.model.progress import Progress
from milepost.model.statistics import Crossing, Eddington, Record, Statistics
from milepost.model.territory import Territory
from milepost.publish.words.goal_sayings import GoalSayings
from milepost.publish.words.outlooks import outlook
from milepost.publish.words.records import (
    RECORDS,
    days_off,
    eddington,
    record_more,
    record_value,
)
from milepost.publish.words.text import METRES_A_MILE, N_, Words, capital

_WORTH_M = 500.0  # less of a detour, or left out, is not worth a word
_SAME_M = 50.0  # two sums of one way may differ by that
_TRANSFERS = {  # as a name, and within a sentence
    "ferry": (N_("Ferry"), N_("by ferry")),
    "train": (N_("Train"), N_("by train")),
    "bus": (N_("Bus"), N_("by bus")),
    "car": (N_("Car"), N_("by car")),
    # For translators: a cable car, chairlift or funicular.
    "lift": (N_("Lift"), N_("by lift")),
    "plane": (N_("Plane"), N_("by plane")),
}


class Sayings:
    """Says what progress, goals, transfers and records are, for one language and its units."""

    def __init__(self, words: Words, names: Names):
        self._words, self._names = words, names
        self._say, self._goals = words.gettext, GoalSayings(words)

    def day_of(self, journey: Journey | None, number: int) -> str:
        """Say which day it is: "Day 8 of 10", as long as that many were planned."""
        early = journey and journey.start != journey.planned_start  # trained for it before
        planned = journey.planned_dates if journey and not early else None
        if planned and number <= planned:
            return self._say("Day %(number)s of %(planned)s", number=number, planned=planned)
        return self._say("Day %(number)s", number=number)

    def status(self, journey: Journey) -> str:
        """Say how a journey stands: "Day 8 of 10", "Begins on ...", "Arrived on ..."."""
        words, newest = self._words, journey.days[-1] if journey.days else None
        if newest is None or journey.status == "planned":
            begins = journey.planned_start or next(
                (day.date for day in journey.planned_days), None
            )
            if not begins:
                return self._say("Not begun yet")
            return self._say("Planned to begin on %(date)s", date=words.long_date(begins))
        if journey.status != "finished":
            return self.day_of(journey, newest.number)
        arrived = (day.date for day in journey.days if day.progress and day.progress.complete)
        day = next(arrived, None)
        if day:
            return self._say("Arrived on %(date)s", date=words.long_date(day))
        return self._say("Ended on %(date)s", date=words.long_date(newest.date))

    def whereabouts(self, journey: Journey) -> str:
        """Head what is told of the newest day of a journey: "Where they are now"."""
        if journey.status == "finished":
            return self._say("How it ended")
        if not journey.days:
            return self._say("Before the start")
        people = {person for day in journey.days for person in day.people}
        if len(people) == 1:
            return self._say("Where %(name)s is now", name=people.pop().name)
        return self._say("Where they are now")

    def span(self, start: date | None, end: date | None) -> str:
        """Say when something counts: "from 1 May 2026 until 3 June 2026"."""
        first, last = self._words.long_date(start), self._words.long_date(end)
        if start and end:
            return self._say("from %(start)s until %(end)s", start=first, end=last)
        if start:
            return self._say("from %(start)s", start=first)
        return self._say("until %(end)s", end=last) if end else ""

    def link(self, address: str) -> str:
        """Write an address as people say it: "example.org/asha"."""
        parts = urlsplit(address)
        return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}"

    def stage(self, planned: PlannedDay) -> str:
        """Say what is planned of a day: "Shahjahanpur to Delhi, 98 km"."""
        ends = planned.start or planned.end
        if planned.start and planned.end:
            ends = self._say("%(start)s to %(end)s", start=planned.start, end=planned.end)
        far = str(self._words.milestone(planned.distance_m)) if planned.distance_m else ""
        return self._words.joined((planned.title or ends or "", far))

    def progress(self, progress: Progress) -> str:
        """Say "km 873 of 1,012, 139 km to go"; along no plan "873 of 1,000 km"."""
        words = self._words
        total = words.milestone(progress.total_m)
        if progress.complete:
            if progress.skipped_m < _WORTH_M:
                # For translators: "all 1,012 km done".
                return self._say("all %(total)s done", total=total)
            if words.imperial:
                return self._say("mile %(total)s of %(total)s, at the end", total=total.value)
            # For translators: how far along a way, in kilometres: "km 873 of 1,012".
            return self._say("km %(total)s of %(total)s, at the end", total=total.value)
        done = words.milestone(self._behind_m(progress)).value
        to_go = words.milestone(progress.total_m - self._behind_m(progress))
        if progress.along != "plan":
            message = N_("%(done)s of %(total)s, %(to_go)s to go")
            return self._say(message, done=done, total=total, to_go=to_go)
        if words.imperial:
            message = N_("mile %(done)s of %(total)s, %(to_go)s to go")
        else:
            message = N_("km %(done)s of %(total)s, %(to_go)s to go")
        return self._say(message, done=done, total=total.value, to_go=to_go)

    def so_far(self, progress: Progress) -> str:
        """Say how much is done in few words: "873 of 1,012 km"."""
        done, total = map(self._words.milestone, (self._behind_m(progress), progress.total_m))
        return self._say("%(done)s of %(total)s", done=done.value, total=total)

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
        said = self.progress(progress)
        if progress.along == "plan":
            # For translators: "Along the plan km 873 of 1,012, 139 km to go".
            return self._say("Along the plan %(progress)s", progress=said)
        return self._say("Of the goal %(progress)s", progress=said)

    def beside(self, progress: Progress) -> str:
        """Say what of a day or a plan is no progress, as a sentence; "" if nothing is."""
        write = self._words.distance
        detour, left = write(progress.detour_m), write(progress.skipped_m)
        if progress.skipped_m < _WORTH_M:
            off = progress.detour_m >= _WORTH_M
            return self._say("%(detour)s of detours.", detour=detour) if off else ""
        if progress.detour_m < _WORTH_M:
            if progress.complete:
                return self._say("%(left)s of the plan left out.", left=left)
            return self._say("%(left)s of the plan left out so far.", left=left)
        if progress.complete:
            message = N_("%(detour)s of detours, %(left)s of the plan left out.")
        else:
            message = N_("%(detour)s of detours, %(left)s of the plan left out so far.")
        return self._say(message, detour=detour, left=left)

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
            return self._say("This day came no further along the plan.")
        added = self._words.distance(progress.added_m)
        return self._say("This day came %(added)s further along the plan.", added=added)

    def counted(self, day: Day, journey: Journey | None) -> str:
        """Say what of a day does not count for its journey, and why, as a sentence."""
        write, whole = self._words.distance, day.totals.distance_m
        once = sum(each.totals.distance_m for each in day.once)
        if whole - once > _SAME_M:
            if once < _SAME_M:
                return self._say(
                    "The way of this day stands in another entry too, and counts once."
                )
            return self._say(
                "%(far)s of it stand in another entry too, and count once.",
                far=write(whole - once),
            )
        if once - day.share.distance_m <= _SAME_M or not journey:
            return ""
        part, all_ = write(day.share.distance_m), write(whole)
        if not journey.sports:
            message = N_("%(part)s of this day's %(all)s count for the journey.")
            return self._say(message, part=part, all=all_)
        message = N_("%(part)s of this day's %(all)s count for the journey (%(sports)s).")
        which = self._words.listed(map(self._words.sport_within, journey.sports))
        return self._say(message, part=part, all=all_, sports=which)

    def with_hidden(self, journey: Journey) -> str:
        """Say in a sentence what a journey comes to with what is hidden; "" if not wanted."""
        whole, words = journey.true_totals, self._words
        if whole is None:
            return ""
        climbed = self._say("%(gain)s climbed", gain=words.elevation(whole.gain_m))
        numbers = (
            str(words.milestone(whole.distance_m)),
            words.duration(whole.moving_s) if whole.moving_s else "",
            climbed if whole.gain_m else "",
        )
        message = N_("With what is not shown, about %(numbers)s.")
        return self._say(message, numbers=words.joined(numbers))

    def whose(self, day: Day, activity: Activity, athletes: Sequence[Athlete]) -> str:
        """Name who did an activity, if not everybody of the day: "Asha and Kabir"."""
        everybody = dict.fromkeys((*day.people, *athletes))
        did = [person for person in everybody if slug_of(person) in activity.athletes]
        if set(did) == set(day.people):
            return ""
        return self._words.listed(person.name for person in did)

    def outlook(self, journey: Journey) -> tuple[str, ...]:
        """Say what it takes to arrive, a sentence each; none where that means nothing."""
        return outlook(journey, self._words)

    def amount(self, unit: Unit, value: float) -> str:
        """Write a value in the unit of a goal."""
        return self._goals.amount(unit, value)

    def credit(self, credit: Credit) -> str:
        """Say what a day added: "10.2 km run, 31.4 of 42.2 km", "1 day, 3 of 10 days"."""
        return self._goals.credit(credit)

    def cheers(self, credit: Credit) -> tuple[str, ...]:
        """Say what a day has reached of a goal: "Virtual half reached"."""
        return self._goals.cheers(credit)

    def goal(self, goal: Goal) -> str:
        """Say how much of a goal is done: "31.4 of 42.2 km, 10.8 km to go"."""
        return self._goals.goal(goal)

    def sports(self, sports: Sequence[str]) -> str:
        """Name sports in a row, all of them if none is given: "Ride and run"."""
        return self._words.sports(sports) or self._say("All sports")

    def raised(self, found: Fundraiser) -> str:
        """Say how much money came together: "₹47,319 of ₹100,000"; "" if nobody knows."""
        target = self._words.money(found.target, found.currency)
        raised = self._words.money(found.raised, found.currency)
        if found.raised is None:
            # For translators: money to be collected: "₹100,000 wanted".
            return self._say("%(sum)s wanted", sum=target) if found.target else ""
        if not found.target:
            return self._say("%(sum)s raised", sum=raised)
        return self._say("%(raised)s of %(target)s raised", raised=raised, target=target)

    def pledge(self, found: Fundraiser) -> str:
        """Say what is given for the way: "₹50 for each km of 873 km"; "" if nothing is."""
        if found.per_km is None:
            return ""
        each = self._words.price(found.per_km, found.currency)
        far = self._words.number(found.counted_m / 1000, 0)
        # For translators: money given for a way: "₹50 for each km of 873 km".
        return self._say("%(sum)s for each km of %(far)s km", sum=each, far=far)

    def named(self, name: str) -> str:
        """Write the name of a counter or of a kind of night: "Ice creams"."""
        if name in _TRANSFERS:
            return self._say(_TRANSFERS[name][0])
        return capital(name.replace("_", " ").replace("-", " ").strip())

    def by(self, mode: str) -> str:
        """Say what did the work, within a sentence: "by ferry"."""
        return self._say(_TRANSFERS[mode][1])

    def transfer(self, transfer: Transfer) -> str:
        """Say how something else did a part of the way: "By ferry, 12.3 km, 1 h 3 min"."""
        far = ""
        if transfer.distance_m:
            far = str(self._words.distance(transfer.distance_m))
            if not transfer.recorded:
                far = self._say("%(far)s as the crow flies", far=far)
        time = self._words.duration(transfer.seconds) if transfer.seconds else ""
        return self._words.joined((capital(self.by(transfer.mode)), far, time))

    def record(self, record: Record) -> str:
        """Name a record: "Longest day"."""
        return self._say(RECORDS[record.kind])

    def record_value(self, record: Record) -> str:
        """Write how much a record is."""
        return record_value(record, self._words)

    def record_more(self, record: Record) -> str:
        """Say what belongs to a record: how long and steep a climb was, when a streak began."""
        return record_more(record, self._words)

    def eddington(self, found: Eddington) -> str:
        """Say what an Eddington number means, and what is missing for the next one."""
        return eddington(found, self._words)

    def days_off(self, found: Statistics) -> str:
        """Say on how many dates there was no way, as a sentence; "" if on none."""
        return days_off(found, self._words)

    def border(self, crossing: Crossing) -> str:
        """Say from where to where a border was crossed, and how far along the day."""
        before, after = crossing.before, crossing.after
        abroad = before.country != after.country
        ends = [self.country(end) if abroad else end.region for end in (before, after)]
        if crossing.at_m is None:
            message = N_("%(from)s to %(to)s, before the start")
            return self._say(message, **{"from": ends[0], "to": ends[1]})
        # For translators: a border, and how far along the day: "France to Spain, after 12 km".
        message = N_("%(from)s to %(to)s, after %(far)s")
        far = self._words.distance(crossing.at_m)
        return self._say(message, **{"from": ends[0], "to": ends[1]}, far=far)

    def territory(self, territory: Territory) -> str:
        """Name a region, or the country if no region is said: "Rajasthan"."""
        return territory.region or self.country(territory)

    def country(self, territory: Territory) -> str:
        """Name a country in the site's language."""
        return self._names.countries.get(territory.country, territory.country)

    def where(self, day: Day) -> str:
        """Say where a day ended: "Udaipur, Rajasthan, India"; "" if nobody knows."""
        place, evening = day.end_place, day.evening
        said = []
        if place:
            near = place.near
            said = [self._say("near %(place)s", place=place.name) if near else place.name]
        if evening.region and (not place or plain(evening.region) != plain(place.name)):
            said.append(evening.region)
        if evening.country:
            said.append(self.country(evening))
        return self._words.joined(dict.fromkeys(said))
