"""The statistics as data, which `stats.json` holds.

Metres, seconds and metres a second, of what may be published only. docs/statistics.md tells
what each name means; `VERSION` goes up when one of them changes its meaning or goes.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from milepost.model.activity import Totals
from milepost.model.day import Day, SportTotals
from milepost.model.goal import Credit, Fundraiser, Goal
from milepost.model.journey import Average, Journey
from milepost.model.progress import Outlook, Progress
from milepost.model.site import AthleteTotals, Site
from milepost.model.statistics import Crossing, Record, Statistics, Tally, Visit
from milepost.publish.links import stats_path
from milepost.publish.numbers.scopes import Carried, Period, Scope, scopes
from milepost.publish.urls import absolute

VERSION = 1
Data = dict[str, Any]


def as_json(data: Mapping[str, Any]) -> str:
    """Write data as a JSON text that people can read too."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def statistics_data(site: Site) -> Data:
    """Return what `stats.json` tells: of the whole site, and of each journey."""
    tell = _Teller(site)
    whole, *others = scopes(site)
    by_path = {scope.path: scope for scope in (whole, *others)}
    return {
        "v": VERSION,
        "title": site.title,
        **tell.scope(whole),
        "by_athlete": [tell.athlete(own) for own in whole.athletes],
        "journeys": [
            tell.journey(each, by_path.get(stats_path(each, site))) for each in site.journeys
        ],
        "goals": [tell.goal(goal) for goal in site.goals],
        "fundraiser": _fundraiser(site.fundraiser),
    }


def journey_data(site: Site, slug: str) -> Data:
    """Return what `stats.json` tells of one journey. Raise KeyError for an unknown one."""
    told: Data = {each["slug"]: each for each in statistics_data(site)["journeys"]}[slug]
    return {"v": VERSION, **told}


def figure(value: float | None, digits: int = 1) -> float | None:
    """Round a number for data: to a tenth of a metre or second unless said."""
    return None if value is None else round(value, digits) + 0.0


class _Teller:
    """Puts the values of one site into plain data; links are whole if its address is known."""

    def __init__(self, site: Site):
        self._site = site

    def scope(self, scope: Scope) -> Data:
        """Tell what a site and a journey have in common."""
        found = scope.statistics
        return {
            "url": self._url(scope.path),
            "first": _date(found.first),
            "last": _date(found.last),
            "entries": len(found.days),
            "active_days": found.active_days,
            "rest_days": found.rest_days,
            "off_days": found.off_days if scope.journey else None,
            "calendar_days": found.calendar_days if scope.journey else None,
            "totals": _totals(scope.totals),
            "averages": {
                "per_active_day": _average(scope.per_active_day),
                "per_day": _average(scope.per_day),
            },
            "by_sport": _by_sport(scope.by_sport),
            "by_year": [_period(period, "year", "%Y") for period in scope.years],
            "by_month": [_period(period, "month", "%Y-%m") for period in scope.months],
            **self._statistics(found),
            "transfers": [self._carried(each) for each in scope.transfers],
        }

    def _statistics(self, found: Statistics) -> Data:
        eddington = found.eddington
        return {
            "records": [self._record(record) for record in found.records],
            "eddington": eddington
            and {
                "number": eddington.number,
                "unit": eddington.unit,
                "next_days": eddington.next_days,
            },
            "nights": [self._tally(tally) for tally in found.nights],
            "counters": [self._tally(tally) for tally in found.counters],
            "countries": [self._visit(visit) for visit in found.countries],
            "regions": [self._visit(visit) for visit in found.regions],
            "crossings": [self._crossing(crossing) for crossing in found.crossings],
        }

    def journey(self, journey: Journey, scope: Scope | None) -> Data:
        """Tell a journey with its plan; what it counts may be less than all of its days."""
        return {
            "slug": journey.slug,
            "title": journey.title,
            "status": journey.status,
            "start": _date(journey.planned_start),
            "end": _date(journey.planned_end),
            "planned_m": figure(journey.planned_m),
            "sports": list(journey.sports),
            "counted": _totals(journey.totals),
            "progress": _progress(journey.progress),
            "outlook": _outlook(journey.outlook),
            **(self.scope(scope) if scope else {}),
        }

    def athlete(self, own: AthleteTotals) -> Data:
        """Tell what one person did."""
        return {
            "name": own.athlete.name,
            "slug": own.athlete.slug,
            "entries": len(own.days),
            "active_days": own.active_days,
            **_totals(own.totals),
            "by_sport": _by_sport(own.by_sport),
        }

    def goal(self, goal: Goal) -> Data:
        """Tell a goal, in metres, seconds, days or activities as its unit says."""
        finish = goal.finish
        return {
            "slug": goal.slug,
            "name": goal.name,
            "unit": goal.unit,
            "target": figure(goal.target),
            "before": figure(goal.before),
            "done": figure(goal.done),
            "to_go": figure(goal.to_go),
            "sports": list(goal.sports),
            "athletes": [person.name for person in goal.athletes],
            "finished": self._earned(finish) if finish else None,
            "stages": [
                {
                    "name": stage.name,
                    "at": figure(stage.at),
                    "date": _date(stage.date),
                    "url": stage.reached and self._url(stage.reached),
                }
                for stage in goal.stages
            ],
            "history": [self._earned(credit) for credit in goal.credits],
        }

    def _earned(self, credit: Credit) -> Data:
        return {
            "date": _date(credit.date),
            "url": self._url(credit.permalink),
            "added": figure(credit.added),
            "total": figure(credit.total),
        }

    def _record(self, record: Record) -> Data:
        return {
            "kind": record.kind,
            "value": figure(record.value, 3),
            **self._day(record.day),
            "first": self._day(record.first) if record.first else None,
        }

    def _tally(self, tally: Tally) -> Data:
        return {
            "name": tally.name,
            "count": figure(tally.count),
            "days": [self._day(day) for day in tally.days],
        }

    def _visit(self, visit: Visit) -> Data:
        return {
            "country": visit.territory.country,
            "region": visit.territory.region,
            "distance_m": figure(visit.distance_m),
            "days": len(visit.days),
            "first": self._day(visit.first),
        }

    def _crossing(self, crossing: Crossing) -> Data:
        return {
            **self._day(crossing.day),
            "at_m": figure(crossing.at_m),
            "before": [crossing.before.country, crossing.before.region],
            "after": [crossing.after.country, crossing.after.region],
        }

    def _carried(self, carried: Carried) -> Data:
        return {
            "mode": carried.mode,
            "count": carried.count,
            "distance_m": figure(carried.distance_m),
            "days": [self._day(day) for day in carried.days],
        }

    def _day(self, day: Day) -> Data:
        return {
            "date": _date(day.date),
            "title": day.title,
            "url": self._url(day.permalink),
        }

    def _url(self, path: str) -> str:
        return absolute(self._site.url, path)


def _totals(totals: Totals) -> Data:
    return {
        "distance_m": figure(totals.distance_m),
        "moving_s": figure(totals.moving_s),
        "elapsed_s": figure(totals.elapsed_s),
        "gain_m": figure(totals.gain_m),
        "loss_m": figure(totals.loss_m),
        "max_ele_m": figure(totals.max_ele_m),
        "average_speed_mps": figure(totals.average_speed_mps, 3),
        "activities": totals.activities,
    }


def _average(average: Average | None) -> Data | None:
    if average is None:
        return None
    return {
        "days": average.days,
        "distance_m": figure(average.distance_m),
        "gain_m": figure(average.gain_m),
    }


def _by_sport(shares: Iterable[SportTotals]) -> list[Data]:
    return [{"sport": share.sport, **_totals(share.totals)} for share in shares]


def _period(period: Period, name: str, written: str) -> Data:
    return {
        name: period.first.strftime(written),
        "entries": len(period.days),
        "active_days": period.active_days,
        **_totals(period.totals),
    }


def _progress(progress: Progress | None) -> Data | None:
    if progress is None:
        return None
    return {
        "along": progress.along,
        "total_m": figure(progress.total_m),
        "done_m": figure(progress.done_m),
        "to_go_m": figure(progress.to_go_m),
        "covered_m": figure(progress.covered_m),
        "skipped_m": figure(progress.skipped_m),
        "complete": progress.complete,
    }


def _outlook(outlook: Outlook) -> Data | None:
    if outlook == Outlook():
        return None
    return {
        "needed_m": figure(outlook.needed_m),
        "days_left": outlook.days_left,
        "early": _date(outlook.early),
        "late": _date(outlook.late),
        "ahead_m": figure(outlook.ahead_m),
        "ahead_days": figure(outlook.ahead_days, 2),
    }


def _fundraiser(found: Fundraiser | None) -> Data | None:
    if found is None:
        return None
    return {
        "title": found.title,
        "link": found.link,
        "currency": found.currency,
        "target": found.target,
        "per_km": found.per_km,
        "raised": figure(found.raised, 2),
        "counted_m": figure(found.counted_m),
    }


def _date(day: date | None) -> str | None:
    return day.isoformat() if day else None
