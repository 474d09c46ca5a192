"""Entries into the days of a journey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from milepost.assemble.addresses import entry_permalink, slugify
from milepost.assemble.albums import Album
from milepost.assemble.courses import course_title, told_course
from milepost.assemble.journeys import Plan
from milepost.assemble.markers import MOST_WAYPOINTS, markers_of, waypoints_of, with_way
from milepost.assemble.people import people_of, slug_of
from milepost.assemble.progress import Reckoning
from milepost.assemble.riders import riders
from milepost.assemble.sums import (
    Share,
    counted_once,
    day_totals,
    in_order,
    once_each,
    shares_of,
    sport_totals,
    true_sum,
    typed_problem,
)
from milepost.assemble.transfers import Stage, recorded_transfers, told_transfers
from milepost.assemble.turns import in_turn, with_brinks
from milepost.errors import Problem, counted
from milepost.measure.totals import add, total
from milepost.model.activity import Activity, Line, Totals
from milepost.model.day import Day, Transfer
from milepost.model.journal import Entry, Photo, TrackRef, TransferMark, Video
from milepost.model.people import Athlete
from milepost.model.place import Course, Names
from milepost.model.privacy import Hiding
from milepost.model.progress import Advance
from milepost.model.territory import Stay


@dataclass(frozen=True, slots=True)
class Material:
    """What days are made of, besides their entries; by their entry's source if not said.

    What `hiding` names no transfer is drawn through.

    `said` tells what an entry says of the file of an activity, by the activity's id;
    `unplaced` are the transfers that it tells of and nobody recorded. `photos` and `videos`
    are by their own path, whoever shows them.
    `courses` tells where the lines of days lead, in plain English names, `stays` through
    which countries, `advances` how far along the journey's plan; `told` are the pieces of
    the plan of those days that were not recorded.
    """

    activities: Mapping[PurePosixPath, tuple[Activity, ...]]
    athletes: tuple[Athlete, ...] = ()
    said: Mapping[str, TrackRef] = field(default_factory=dict)
    unplaced: Mapping[PurePosixPath, tuple[TransferMark, ...]] = field(default_factory=dict)
    photos: Mapping[PurePosixPath, Photo] = field(default_factory=dict)
    videos: Mapping[PurePosixPath, Video] = field(default_factory=dict)
    albums: Mapping[PurePosixPath, Album] = field(default_factory=dict)
    courses: Mapping[PurePosixPath, Course] = field(default_factory=dict)
    stays: Mapping[PurePosixPath, tuple[Stay, ...]] = field(default_factory=dict)
    told: Mapping[PurePosixPath, tuple[Line, ...]] = field(default_factory=dict)
    advances: Mapping[PurePosixPath, Advance] = field(default_factory=dict)
    hiding: Hiding = field(default_factory=Hiding)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a journey in turn, what each adds up to by its entry, and what is wrong.

    `true_totals` are those of the journey: see `true_sum`.
    """

    days: tuple[Day, ...]
    shares: Mapping[PurePosixPath, tuple[Share, ...]]
    problems: tuple[Problem, ...]
    true_totals: Totals | None = None


def days_of(
    entries: Sequence[Entry], plan: Plan, material: Material, language: str, names: Names
) -> Days:
    """Make the days of one journey; `names` are what places are called in its language."""
    recorded = [each for entry in entries for each in material.activities.get(entry.source, ())]
    sports = frozenset(each.sport for each in recorded if not each.transfer)
    making = _Making(plan, material, language, names, sports)
    drafts = _counted([making.draft(entry) for entry in entries])
    drafts.sort(key=lambda draft: (draft.entry.date, draft.rank, str(draft.entry.source)))
    dates = [draft.entry.date for draft in drafts]
    first = min((*dates, *([plan.start] if plan.start else ())), default=date.min)
    told = making.told_transfers(drafts)
    days = [
        making.day(draft, (draft.entry.date - first).days + 1, told[draft.entry.source])
        for draft in drafts
    ]
    shares = {draft.entry.source: draft.shares for draft in drafts}
    true_totals = true_sum(
        share for draft in drafts for share in draft.shares if making.counts(share)
    )
    return Days(tuple(days), shares, tuple(making.problems), true_totals)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry with its people and recordings; `rank` puts its author among the athletes."""

    entry: Entry
    authors: tuple[Athlete, ...]
    companions: tuple[Athlete, ...]
    rank: int
    activities: tuple[Activity, ...]
    shares: tuple[Share, ...]

    @property
    def writer(self) -> str:
        """The slug of the first author."""
        return slug_of(self.authors[0]) if self.authors else ""

    @property
    def own(self) -> list[Activity]:
        """The activities that are no transfers."""
        return [activity for activity in self.activities if not activity.transfer]


def _counted(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Count the ways of each date once; what was recorded is believed before what was typed."""
    by_date: dict[date, list[_Draft]] = {}
    for draft in sorted(drafts, key=lambda each: (not each.own, each.rank, each.entry.source)):
        by_date.setdefault(draft.entry.date, []).append(draft)
    return [
        replace(draft, shares=shares)
        for of_date in by_date.values()
        for draft, shares in zip(
            of_date,
            counted_once([(draft.writer, draft.shares) for draft in of_date]),
            strict=True,
        )
    ]


class _Making:
    """Makes one day after the other: sums go on from day to day."""

    def __init__(
        self,
        plan: Plan,
        material: Material,
        language: str,
        names: Names,
        sports: frozenset[str],
    ):
        self.plan, self.material, self.sports = plan, material, sports
        self.language, self.names = language, names
        self.reckoning = Reckoning(plan.total_m, plan=bool(plan.routes))
        self.cumulative = Totals()
        self.problems: list[Problem] = []

    def draft(self, entry: Entry) -> _Draft:
        """Find the people and the activities of an entry, and what they add up to."""
        known = self.material.athletes
        authors, companions, wrong = people_of(entry, known)
        self.problems += wrong
        activities = self._activities(entry)
        own = [activity for activity in activities if not activity.transfer]
        slugs = [slug_of(person) for person in (*authors, *companions)]
        usual = self.plan.sport_of(entry, self.sports)
        shares = shares_of(entry, own, athletes=slugs, sport=usual)
        rank = known.index(authors[0]) if authors and authors[0] in known else len(known)
        return _Draft(entry, authors, companions, rank, activities, shares)

    def told_transfers(self, drafts: Sequence[_Draft]) -> dict[PurePosixPath, list[Transfer]]:
        """Return the transfers that nobody recorded, by the entry that tells of them."""
        found: dict[PurePosixPath, list[Transfer]] = {}
        for writer in {draft.writer for draft in drafts}:
            own = [draft for draft in drafts if draft.writer == writer]
            stages = [self._stage(draft) for draft in own]
            told = told_transfers(stages, self.material.hiding)
            found |= zip((draft.entry.source for draft in own), told, strict=True)
        return found

    def _stage(self, draft: _Draft) -> Stage:
        source, material = draft.entry.source, self.material
        told = material.told.get(source, ())
        ridden = not (draft.own or told) and any(self.counts(each) for each in draft.shares)
        lines = _lines(draft)
        turns = [each for each in in_turn(draft.activities) if each.lines]
        ends = (turns[0].hidden_ends[0], turns[-1].hidden_ends[1]) if turns else (False, False)
        return Stage(lines or told, material.unplaced.get(source, ()), ridden, ends)

    def day(self, draft: _Draft, number: int, told_transfers: Sequence[Transfer]) -> Day:
        """Return the day of a draft, with the transfers that it only tells of."""
        entry, own, material = draft.entry, draft.own, self.material
        source, shown = entry.source, once_each(own)
        counted_ones = [each for each in draft.shares if each.counted]
        share = total(each.totals for each in counted_ones if self.counts(each))
        self.cumulative = add(self.cumulative, share)
        totals, by_sport = day_totals(entry, own, self.plan.sport_of(entry, self.sports))
        album = material.albums.get(source, Album())
        marked = album.photos, album.places, album.moments
        markers = markers_of(shown, *marked, material.hiding)
        photos = tuple(with_way(photo, markers, shown) for photo in album.photos)
        if not album.tells_where:
            markers = tuple(marker for marker in markers if not marker.photo)
            photos = tuple(replace(photo, at_m=None) for photo in photos)
        found = material.courses.get(source, Course())
        course = told_course(entry, in_turn(draft.activities), found, self.names)
        self._tell(entry, own)
        title = (
            entry.title
            or _words(entry.slug)
            or course_title(course, self.language)
            or f"Day {number}"
        )
        lines = _lines(draft)
        return Day(
            entry=entry,
            permalink=entry_permalink(entry),
            journey=self.plan.slug,
            number=number,
            title=title,
            athletes=draft.authors,
            companions=draft.companions,
            activities=tuple(
                _without_times(n, each)
                for n, each in enumerate(with_brinks(shown, material.hiding), 1)
            ),
            photos=photos,
            totals=totals,
            by_sport=by_sport,
            cumulative=self.cumulative,
            once=sport_totals((each.sport, each.totals) for each in counted_ones),
            share=share,
            typed=bool(entry.typed),
            markers=markers,
            course=course,
            transfers=(*recorded_transfers(draft.activities), *told_transfers),
            stays=material.stays.get(source, ()),
            progress=self.reckoning.after(
                material.advances.get(source), self.cumulative.distance_m
            ),
            position=lines[-1][-1] if lines else None,
            told=material.told.get(source, ()),
            videos=album.videos,
            cover=next((each for each in photos if each == album.cover), None)
            or next(iter(photos), None),
        )

    def counts(self, share: Share) -> bool:
        """Tell whether a share is in the sums of the journey."""
        return share.counted and self.plan.counts(share.sport, share.athletes)

    def _activities(self, entry: Entry) -> tuple[Activity, ...]:
        """Return a day's activities in turn, each with those who did it."""
        athletes, said = self.material.athletes, self.material.said
        return tuple(
            replace(each, athletes=riders(entry, each.source, said.get(each.id), athletes))
            for each in in_order(self.material.activities.get(entry.source, ()))
        )

    def _tell(self, entry: Entry, own: Sequence[Activity]) -> None:
        if wrong := typed_problem(entry, own):
            self.problems.append(wrong)
        self.problems += [*_outside(entry, self.plan), *_wordless_tags(entry)]
        self.problems += _crowded(entry, own)


def _lines(draft: _Draft) -> list[Line]:
    return [line for each in in_turn(draft.activities) for line in each.lines]


def _outside(entry: Entry, plan: Plan) -> list[Problem]:
    """Warn of a day before or after its journey: often a wrong year."""
    if (plan.start or date.min) <= entry.date <= (plan.end or date.max):
        return []
    span = " to ".join(str(day) for day in (plan.start, plan.end) if day)
    message = (
        f"{entry.date} lies outside the journey '{plan.title}' ({span}); is the date right?"
    )
    return [Problem(message, str(entry.source), severity="warning")]


def _crowded(entry: Entry, activities: Sequence[Activity]) -> list[Problem]:
    found = len(waypoints_of(activities))
    if found <= MOST_WAYPOINTS:
        return []
    message = (
        f"{counted(found, 'waypoint')} on this day, of which the first {MOST_WAYPOINTS} are "
        "shown; take some out of its recordings, or write  waypoints: no"
    )
    return [Problem(message, str(entry.source), severity="warning")]


def _wordless_tags(entry: Entry) -> list[Problem]:
    bare = [tag for tag in entry.tags if not slugify(tag)]
    place = str(entry.source), entry.key_lines.get("tags")
    return [
        Problem(
            f"the tag '{tag}' has no letter to make an address of", *place, severity="warning"
        )
        for tag in bare
    ]


def _without_times(number: int, activity: Activity) -> Activity:
    """Return an activity as templates may have it: when, whence and how long are gone."""
    nowhere = PurePosixPath()
    bare = replace(activity, source=nowhere, start=None, zone=None, true_totals=None)
    return replace(bare, id=str(number), day=None)


def _words(slug: str) -> str:
    words = slug.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]
