"""The recordings of a journal: measured once, and each given to its entry."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path, PurePosixPath

from milepost.assemble.activity import to_activities
from milepost.assemble.bridges import bridged, by_owner
from milepost.assemble.cuts import LONGEST
from milepost.assemble.delays import Part
from milepost.assemble.gaps import gap_advice
from milepost.assemble.idle import cut_away, idle_cuts, idle_transfers, shown_less, unplaced
from milepost.assemble.matching import (
    Claim,
    Portion,
    astray,
    by_date,
    claims,
    without_copies,
    writers,
)
from milepost.assemble.people import everybody
from milepost.assemble.riders import owners, strangers
from milepost.assemble.rules import Job, Numbers, Rules
from milepost.doubles import without_doubles
from milepost.errors import Problem, SourceError
from milepost.measure.sports import sport_of
from milepost.memo import Map, Store, key_of, remembered
from milepost.model.activity import Activity, Measured, Unseen
from milepost.model.journal import Cut, Entry, TrackRef, TransferMark
from milepost.model.people import Athlete
from milepost.model.privacy import Hiding
from milepost.model.source import SourceFile
from milepost.read import RECORDINGS, recordings_among
from milepost.read.files import content
from milepost.read.stored import dump_value, load_measured


@dataclass(frozen=True, slots=True)
class Found:
    """The activities by their entry's source, what is wrong, and how each came to be.

    By the id of an activity, `said` is what its entry says of its file alone, if it does, and
    `ends` when its last point was. `unplaced` are the transfers of an entry that nobody
    recorded, `hidden` is what is not shown of its tracks. `advice` is what an author may want
    to add; only `check` tells it.
    """

    activities: Mapping[PurePosixPath, tuple[Activity, ...]]
    problems: tuple[Problem, ...]
    origins: Mapping[str, Job]
    said: Mapping[str, TrackRef] = field(default_factory=dict)
    ends: Mapping[str, datetime] = field(default_factory=dict)
    unplaced: Mapping[PurePosixPath, tuple[TransferMark, ...]] = field(default_factory=dict)
    hidden: Mapping[PurePosixPath, tuple[Unseen, ...]] = field(default_factory=dict)
    advice: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Recordings:
    """Where recordings may be: `written` are all entries, `wanted` those to be published.

    A track of a draft is no one else's, so the claims of all entries count. With `lost`
    entries, which could not be read, nothing is said of tracks that find no day. `waypoints`
    tells whether they are published where an entry does not say, `times` whether the moment of
    each trackpoint is, `hiding` what leaves no trace, and `held` what waits.
    """

    source: Path
    files: Sequence[SourceFile]
    written: Sequence[Entry]
    wanted: Sequence[Entry]
    lost: bool = False
    usual_zone: str = "UTC"
    numbers: Numbers = field(default_factory=Numbers)
    athletes: tuple[Athlete, ...] = ()
    waypoints: bool = False
    times: bool = False
    hiding: Hiding = field(default_factory=Hiding)
    held: frozenset[Part] = frozenset()


def measure_all(recordings: Recordings, store: Store, pmap: Map) -> Found:
    """Return the activities by their entry's source, and what is wrong with the others."""
    files = recordings_among(recordings.files)
    claimed, wrong = claims(recordings.written, files)
    files, copies = without_copies(files, claimed)
    survey = _Survey(recordings, store, pmap)
    survey.problems += [*wrong, *copies]
    for entry in recordings.wanted:
        survey.problems += strangers(entry, recordings.athletes)
        survey.problems += shown_less(entry, recordings.hiding)
    survey.give(survey.shares(files, claimed))
    survey.tell_of_idle_cuts()
    place = recordings.source
    survey.found, doubles = without_doubles(
        survey.found, survey.owners, survey.origins, source=place, store=store, pmap=pmap
    )
    survey.bridge()
    survey.tell_of_idle_transfers()
    wanted = recordings.wanted
    people = {entry.source: everybody(entry, recordings.athletes) for entry in wanted}
    advice = gap_advice(wanted, survey.found, survey.ends, people, survey.owners)
    return Found(
        activities=survey.found,
        problems=(*survey.problems, *doubles),
        origins=survey.origins,
        said=survey.said,
        ends=survey.ends,
        unplaced=survey.unplaced(),
        hidden={source: tuple(unseen) for source, unseen in survey.hidden.items()},
        advice=tuple(advice),
    )


_Days = tuple[date | None, ...]


class _Survey:
    """Measures files and gives their activities to entries, collecting problems."""

    def __init__(self, recordings: Recordings, store: Store, pmap: Map):
        self.recordings, self.store, self.pmap = recordings, store, pmap
        self.wanted = {entry.source: entry for entry in recordings.wanted}
        self.writers = {
            entry.source: writers(entry, recordings.athletes) for entry in recordings.written
        }
        self.results: dict[Job, Measured] = {}
        self.found: dict[PurePosixPath, tuple[Activity, ...]] = {}
        self.problems: list[Problem] = []
        self.origins: dict[str, Job] = {}  # how each activity came to be, by its id
        self.owners: dict[str, frozenset[str]] = {}
        self.said: dict[str, TrackRef] = {}
        self.ends: dict[str, datetime] = {}
        self.hidden: dict[PurePosixPath, list[Unseen]] = {}
        # Cuts and transfers that had something to take, and by how much others missed it.
        self.made: dict[PurePosixPath, set[Cut | TransferMark]] = defaultdict(set)
        self.missed_m: dict[PurePosixPath, dict[TransferMark, float]] = defaultdict(dict)

    def shares(
        self, files: Sequence[SourceFile], claimed: Mapping[PurePosixPath, Claim]
    ) -> list[Portion]:
        """Measure everything without cuts, and say whose it is by its days."""
        jobs: dict[PurePosixPath, Job] = {}
        for file in files:
            claim = claimed.get(file.path)
            if claim is None:
                jobs[file.path] = (file, self._rules())
            elif owner := self.wanted.get(claim.entry):
                jobs[file.path] = (file, self._rules(owner, claim.said))
        self._measure(jobs.values())
        own = {claimed[path]: job for path, job in jobs.items() if path in claimed}
        loose = [job for path, job in jobs.items() if path not in claimed]
        by_claim = [share for claim, job in own.items() for share in self._claimed(claim, job)]
        return [*by_claim, *self._by_date(loose)]

    def give(self, shares: Sequence[Portion]) -> None:
        """Give each entry its activities, measured as it wants them."""
        self._measure(share.measured for share in shares)
        for share in shares:
            measured = self.results[share.measured]
            source, activities = share.entry.source, share.of(measured.activities)
            self.found[source] = (*self.found.get(source, ()), *activities)
            self.origins |= {activity.id: share.job for activity in activities}
            self._keep(share, measured, activities)
            self._hide(source, share.not_of(measured))

    def _hide(self, source: PurePosixPath, unseen: Sequence[Unseen]) -> None:
        if unseen:
            self.hidden[source] = list(dict.fromkeys([*self.hidden.get(source, ()), *unseen]))

    def _hide_whole(self, results: Sequence[Measured], owner: Entry | None = None) -> None:
        """Keep what is hidden of whole days, for their entries and the owner of the file.

        Of such a day there is no activity that could be shared out.
        """
        whole = [each for result in results for each in result.unseen if each.whole]
        for source, entry in self.wanted.items() if whole else ():
            own = owner is None or self.writers[source] == self.writers[owner.source]
            here = (each for each in whole if own and each.day == entry.date)
            self._hide(source, whole if entry is owner else [*here])

    def _keep(self, share: Portion, measured: Measured, activities: Sequence[Activity]) -> None:
        """Keep what is said of a share's activities, and what its cuts and transfers made."""
        entry, athletes = share.entry, self.recordings.athletes
        for each in activities:
            self.owners[each.id] = owners(entry, each.source, share.said, athletes)
            if share.said:
                self.said[each.id] = share.said
        for each, end in zip(measured.activities, measured.ends, strict=True):
            if end and each.id in self.owners:
                self.ends[each.id] = end
        cuts = zip(share.cuts, measured.cuts_made, strict=False)
        made, missed = self.made[entry.source], self.missed_m[entry.source]
        made |= {cut for cut, done in cuts if done}
        for mark, away_m in zip(share.transfers, measured.transfers_missed_m, strict=False):
            if away_m == 0.0:
                made.add(mark)
            elif away_m is not None:
                missed[mark] = min(away_m, missed.get(mark, away_m))

    def bridge(self) -> None:
        """Add the transfers that lie between two recordings of a day."""
        for entry in self.recordings.wanted:
            source = entry.source
            kept: list[Activity] = []
            for who, own in by_owner(self.found.get(source, ()), self.owners).items():
                ends = {each.id: self.ends.pop(each.id) for each in own if each.id in self.ends}
                hiding = entry.hidden.of(self.recordings.hiding)
                day = bridged(own, ends, entry.transfers, hiding)
                kept += day.activities
                self.made[source] |= day.made
                self.ends |= day.ends
                self.owners |= {each.id: who for each in day.activities}
            if kept:
                self.found[source] = tuple(kept)

    def tell_of_idle_cuts(self) -> None:
        """Warn of cuts in which no track has a point, and of those that leave nothing."""
        for entry in self.recordings.wanted:
            made, activities = self.made[entry.source], self.found.get(entry.source, ())
            unseen = self.hidden.get(entry.source, ())
            if any(each.whole for each in unseen) and not activities:
                continue  # nothing is left to judge its cuts by
            self.problems += idle_cuts(entry, made, activities)
            self.problems += cut_away(entry, made, activities)

    def tell_of_idle_transfers(self) -> None:
        """Warn of transfers in which no track has a point or a gap."""
        for entry in self.recordings.wanted:
            source = entry.source
            if any(each.whole for each in self.hidden.get(source, ())):
                continue  # it may have been in what nothing is left of
            made, missed_m = self.made[source], self.missed_m[source]
            self.problems += idle_transfers(
                entry, made, missed_m, self.found.get(source, ()), self.ends
            )

    def unplaced(self) -> dict[PurePosixPath, tuple[TransferMark, ...]]:
        """Return the transfers of each entry that nobody recorded."""
        found: dict[PurePosixPath, tuple[TransferMark, ...]] = {}
        for entry in self.recordings.wanted:
            source = entry.source
            activities = self.found.get(source, ())
            if marks := unplaced(entry, self.made[source], activities, self.ends):
                found[source] = marks
        return found

    def _claimed(self, claim: Claim, job: Job) -> Iterator[Portion]:
        """Share out what belongs to an entry by place or by name."""
        owner, said = self.wanted[claim.entry], claim.said
        measured = self.results[job]
        self._hide_whole([measured], owner)
        self.problems += [*measured.problems, *astray(owner.date, measured.activities)]
        days: dict[PurePosixPath, list[date | None]] = {}
        shown = self._shown(measured.activities)
        for activity in shown:
            home = self._of_its_day(owner, measured, activity)
            days.setdefault(home.source, []).append(activity.day)
        for source, of_entry in days.items():
            if entry := self.wanted.get(source):
                about = (
                    said
                    if entry == owner or said is None
                    else replace(said, cuts=(), transfers=())
                )
                whole = (
                    len(days) == 1 and entry == owner and len(shown) == len(measured.activities)
                )
                only = None if whole else tuple(dict.fromkeys(of_entry))
                yield self._share(entry, about, job, only)

    def _by_date(self, jobs: Sequence[Job]) -> Iterator[Portion]:
        """Share out what nobody claimed to the entries of its days."""
        by_path = {job[0].path: job for job in jobs}
        results = [self.results[job] for job in jobs]
        self.problems += [problem for result in results for problem in result.problems]
        loose = [activity for result in results for activity in result.activities]
        self._hide_whole(results)
        site = self.recordings
        dated, homeless = by_date(site.written, loose, site.athletes)
        for source, activities in dated.items():
            for path in sorted({activity.source for activity in self._shown(activities)}):
                if entry := self.wanted.get(source):
                    job = by_path[path]
                    days = {activity.day for activity in self.results[job].activities}
                    only = (entry.date,) if len(days) > 1 else None
                    yield self._share(entry, None, job, only)
        if not self.recordings.lost:
            self.problems += homeless

    def _shown(self, activities: Sequence[Activity]) -> tuple[Activity, ...]:
        """Return activities without those that wait."""
        held = self.recordings.held
        return tuple(each for each in activities if (each.source, each.day) not in held)

    def _share(
        self, entry: Entry, said: TrackRef | None, plain: Job, days: _Days | None
    ) -> Portion:
        """Say how an entry wants to have its activities of a file."""
        file, usual = plain
        cuts = (*entry.cuts, *(said.cuts if said else ()))
        transfers = (*(said.transfers if said else ()), *entry.transfers)
        # Where they stand in their file makes no difference to what is measured.
        rules = replace(
            self._rules(entry, said),
            days=days,
            cuts=tuple(replace(each, line=0) for each in cuts),
            transfers=tuple(replace(each, line=0) for each in transfers),
        )
        sport = sport_of(entry.sport) if entry.sport else None
        same = entry.sport is None or all(
            activity.sport == (sport or activity.sport) and not activity.transfer
            for activity in self.results[plain].activities
        )
        if same and replace(rules, days=None, usual_sport=usual.usual_sport) == usual:
            return Portion(entry, (file, replace(usual, days=days)), plain, said=said)
        return Portion(entry, (file, rules), (file, rules), cuts, transfers, said)

    def _of_its_day(self, owner: Entry, measured: Measured, activity: Activity) -> Entry:
        """Return the entry of a later day of a file that is split, else its owner."""
        if activity.day in (None, owner.date) or not self._is_split(measured):
            return owner
        same_day = [e for e in self.recordings.written if e.date == activity.day]
        mine = self.writers[owner.source]
        return next((e for e in same_day if self.writers[e.source] == mine), owner)

    def _is_split(self, measured: Measured) -> bool:
        """Tell whether a file has parts of several days, not just one night."""
        timed = [
            (each.start, timedelta(seconds=each.measured.elapsed_s or 0.0))
            for each in measured.activities
            if each.start
        ]
        if len({each.day for each in measured.activities if each.day}) < 2:
            return False
        whole = max(start + lasting for start, lasting in timed) - min(s for s, _ in timed)
        return self.recordings.numbers.split_days or whole > LONGEST

    def _rules(self, entry: Entry | None = None, said: TrackRef | None = None) -> Rules:
        """Put together what the site, the entry and the entry's word for one file say."""
        site = self.recordings
        usual = Rules(
            usual_zone=site.usual_zone,
            numbers=site.numbers,
            waypoints=site.waypoints,
            times=site.times,
            hiding=site.hiding,
        )
        if entry is None:
            return usual
        return replace(
            usual,
            sport=said.sport if said else None,
            usual_sport=entry.sport,
            elevation=(said.elevation if said else None) or entry.elevation,
            waypoints=site.waypoints if entry.waypoints is None else entry.waypoints,
            hiding=entry.hidden.of(site.hiding),
        )

    def _measure(self, jobs: Iterable[Job]) -> None:
        work = list(dict.fromkeys(job for job in jobs if job not in self.results))
        results = remembered(
            partial(_measure, self.recordings.source),
            work,
            key=lambda job: key_of("activity", job),
            dump=dump_value,
            load=load_measured,
            store=self.store,
            pmap=self.pmap,
        )
        self.results |= zip(work, results, strict=True)


def _measure(source: Path, job: Job) -> Measured:
    file, rules = job
    parse = RECORDINGS[file.path.suffix.lower()]
    try:
        recording = parse(file.path, content(source, file))
        return to_activities(recording, rules)
    except SourceError as error:
        return Measured((), error.problems)
