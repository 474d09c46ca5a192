"""How much of a goal is done, in words."""

from datetime import date

from milepost.model.goal import Credit, Goal, Unit
from milepost.publish.words.text import METRES_A_FOOT, METRES_A_MILE, Words

_COUNTED = ("days", "count")  # units that tell nothing of a sport


class GoalSayings:
    """Says how much of a goal is done, and what a day added to it."""

    def __init__(self, words: Words):
        self._words = words
        self._say, self._count = words.gettext, words.ngettext

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
                return self._count("%(num)s day", "%(num)s days", round(value))
        return self._count("%(num)s activity", "%(num)s activities", round(value))

    def credit(self, credit: Credit) -> str:
        """Say what a day added: "10.2 km run, 31.4 of 42.2 km", "1 day, 3 of 10 days"."""
        added, upto = self.amount(credit.unit, credit.added), self._upto(credit)
        if not credit.sports or credit.unit in _COUNTED:
            # For translators: what a day added to a goal: "1 day, 3 of 10 days".
            return self._say("%(added)s, %(upto)s", added=added, upto=upto)
        sports = self._words.listed(map(self._words.sport_within, credit.sports))
        # For translators: the same: "10.2 km run, 31.4 of 42.2 km".
        return self._say(
            "%(added)s %(sports)s, %(upto)s", added=added, sports=sports, upto=upto
        )

    def cheers(self, credit: Credit) -> tuple[str, ...]:
        """Say what a day has reached of a goal: "Virtual half reached"."""
        reached = tuple(self._say("%(stage)s reached", stage=name) for name in credit.stages)
        return (*reached, self._say("Goal reached")) if credit.finishes else reached

    def goal(self, goal: Goal) -> str:
        """Say how much of a goal is done: "31.4 of 42.2 km, 10.8 km to go"."""
        if goal.finish:
            return self._all_done(goal.unit, goal.target, goal.finish.date)
        if goal.to_go == 0:
            return self._all_done(goal.unit, goal.target)
        part = self._part(goal.unit, goal.done, goal.target)
        if goal.over and goal.end:
            end = self._words.long_date(goal.end)
            # For translators: "31.4 of 42.2 km, ended on 1 May 2026".
            return self._say("%(part)s, ended on %(date)s", part=part, date=end)
        to_go = self.amount(goal.unit, max(goal.to_go, self._least(goal.unit)))
        # For translators: "31.4 of 42.2 km, 10.8 km to go".
        return self._say("%(part)s, %(to_go)s to go", part=part, to_go=to_go)

    def _upto(self, credit: Credit) -> str:
        if credit.finishes:
            return self._all_done(credit.unit, credit.target)
        if credit.total > credit.target:
            return self._all_done_before(credit.unit, credit.target)
        return self._part(credit.unit, credit.total, credit.target)

    def _all_done(self, unit: Unit, target: float, day: date | None = None) -> str:
        """Say that a target was reached, and when: "all 10 days done on 3 May 2026"."""
        done = self._done(unit, target)
        if day is None:
            return done
        # For translators: `done` is "all 42.2 km done".
        return self._say("%(done)s on %(date)s", done=done, date=self._words.long_date(day))

    def _done(self, unit: Unit, target: float) -> str:
        # Many languages bend the word for days behind "all" and "of": whole messages for each.
        match unit:
            case "days":
                return self._count("%(num)s day done", "all %(num)s days done", round(target))
            case "count":
                return self._count(
                    "%(num)s activity done", "all %(num)s activities done", round(target)
                )
        return self._say("all %(total)s done", total=self.amount(unit, target))

    def _all_done_before(self, unit: Unit, target: float) -> str:
        match unit:
            case "days":
                return self._count(
                    "%(num)s day done before", "all %(num)s days done before", round(target)
                )
            case "count":
                return self._count(
                    "%(num)s activity done before",
                    "all %(num)s activities done before",
                    round(target),
                )
        return self._say("all %(total)s done before", total=self.amount(unit, target))

    def _part(self, unit: Unit, done: float, target: float) -> str:
        """Say how much of a target is done: "31.4 of 42.2 km"."""
        done = min(done, target - self._least(unit))
        write = self.amount if unit == "moving_time" else self._figure
        said, whole = write(unit, done), round(target)
        match unit:
            case "days":
                # For translators: how many of how many days: "3 of 10 days".
                return self._count(
                    "%(done)s of %(num)s day", "%(done)s of %(num)s days", whole, done=said
                )
            case "count":
                # For translators: how many of how many: "2 of 5 activities".
                return self._count(
                    "%(done)s of %(num)s activity",
                    "%(done)s of %(num)s activities",
                    whole,
                    done=said,
                )
        total = self.amount(unit, target)
        return self._say("%(done)s of %(total)s", done=said, total=total)

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
