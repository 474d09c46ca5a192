"""The recordings of a journal: measured once, and each given to its entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath

from milepost.assemble.activity import Rules, to_activities
from milepost.assemble.matching import Claim, by_date, claims
from milepost.errors import MilepostError, Problem
from milepost.memo import Map, Store, key_of, remembered
from milepost.model.activity import Activity, Measured
from milepost.model.journal import Entry
from milepost.model.source import SourceFile
from milepost.read import RECORDINGS
from milepost.read.stored import dump_measured, load_measured

_FOLDERS = ("journal", "tracks")
_Found = tuple[Mapping[PurePosixPath, tuple[Activity, ...]], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Recordings:
    """Where recordings may be: `written` are all entries, `wanted` those to be published.

    A track of a draft is no one else's, so the claims of all entries count. With `lost`
    entries, which could not be read, nothing is said of tracks that find no day.
    """

    source: Path
    files: Sequence[SourceFile]
    written: Sequence[Entry]
    wanted: Sequence[Entry]
    lost: bool = False
    usual_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class _Job:
    file: SourceFile
    rules: Rules


def measure_all(recordings: Recordings, store: Store, pmap: Map) -> _Found:
    """Return the activities by their entry's source, and what is wrong with the others."""
    files = [
        file
        for file in recordings.files
        if file.path.suffix.lower() in RECORDINGS and file.path.parts[0] in _FOLDERS
    ]
    claimed, wrong = claims(recordings.written, files)
    files, copies = _once(files, claimed)
    survey = _Survey(recordings, store, pmap)
    survey.problems += [*wrong, *copies]
    survey.take_claimed(files, claimed)
    survey.take_by_date([file for file in files if file.path not in claimed])
    return survey.found, tuple(survey.problems)


class _Survey:
    """Measures files and gives their activities to entries, collecting problems."""

    def __init__(self, recordings: Recordings, store: Store, pmap: Map):
        self.recordings, self.store, self.pmap = recordings, store, pmap
        self.wanted = {entry.source: entry for entry in recordings.wanted}
        self.found: dict[PurePosixPath, tuple[Activity, ...]] = {}
        self.problems: list[Problem] = []

    def take_claimed(
        self, files: Sequence[SourceFile], claimed: Mapping[PurePosixPath, Claim]
    ) -> None:
        """Measure what belongs to wanted entries by place or by name."""
        jobs: dict[_Job, Entry] = {}
        for file in files:
            claim = claimed.get(file.path)
            entry = self.wanted.get(claim.entry) if claim else None
            if claim and entry:
                jobs[self._job(file, sport=claim.sport, usual_sport=entry.sport)] = entry
        for job, measured in self._measured(jobs).items():
            entry = jobs[job]
            self.problems += [*measured.problems, *_astray(entry.date, measured.activities)]
            self._give(entry, measured.activities)

    def take_by_date(self, files: Sequence[SourceFile]) -> None:
        """Measure what nobody claimed, and give it to the entries of its days."""
        jobs = {file.path: self._job(file) for file in files}
        measured = self._measured(jobs.values())
        self.problems += [p for result in measured.values() for p in result.problems]
        loose = [activity for result in measured.values() for activity in result.activities]
        dated, homeless = by_date(self.recordings.written, loose)
        for source, activities in dated.items():
            if entry := self.wanted.get(source):
                self._give(entry, self._with_sport(entry, activities, jobs))
        if not self.recordings.lost:
            self.problems += homeless

    def _with_sport(
        self,
        entry: Entry,
        activities: tuple[Activity, ...],
        jobs: Mapping[PurePosixPath, _Job],
    ) -> tuple[Activity, ...]:
        """Measure again what no device named a sport for, now that the entry is known."""
        unnamed = {activity.source for activity in activities if activity.sport == "other"}
        if not entry.sport or not unnamed:
            return activities
        again = [
            self._job(jobs[path].file, usual_sport=entry.sport) for path in sorted(unnamed)
        ]
        results = self._measured(again).values()
        better = {activity.id: activity for result in results for activity in result.activities}
        return tuple(better.get(activity.id, activity) for activity in activities)

    def _job(
        self, file: SourceFile, *, sport: str | None = None, usual_sport: str | None = None
    ) -> _Job:
        return _Job(file, Rules(sport, usual_sport, self.recordings.usual_zone))

    def _give(self, entry: Entry, activities: tuple[Activity, ...]) -> None:
        self.found[entry.source] = (*self.found.get(entry.source, ()), *activities)

    def _measured(self, jobs: Iterable[_Job]) -> dict[_Job, Measured]:
        work = list(jobs)
        results = remembered(
            partial(_measure, self.recordings.source),
            work,
            key=lambda job: key_of("activity", job),
            dump=dump_measured,
            load=load_measured,
            store=self.store,
            pmap=self.pmap,
        )
        return dict(zip(work, results, strict=True))


def _once(
    files: Sequence[SourceFile], claimed: Mapping[PurePosixPath, Claim]
) -> tuple[list[SourceFile], list[Problem]]:
    """Leave out copies of a file: one way is counted once, for the entry that claims it."""
    kept: dict[str, SourceFile] = {}
    copies: list[Problem] = []
    for file in sorted(files, key=lambda file: (file.path not in claimed, str(file.path))):
        first = kept.setdefault(file.digest, file)
        if first is not file:
            message = f"is a copy of {first.path}; it counts once: delete one of them"
            copies.append(Problem(message, str(file.path), severity="warning"))
    return sorted(kept.values(), key=lambda file: str(file.path)), copies


def _astray(day: date, activities: Sequence[Activity]) -> Iterator[Problem]:
    """Warn of tracks that an entry owns but that were recorded on quite another day."""
    for activity in activities:
        if activity.day is not None and abs((activity.day - day).days) > 1:
            message = (
                f"was recorded on {activity.day}, its entry is of {day}; is it the right one?"
            )
            yield Problem(message, str(activity.source), severity="warning")


def _measure(source: Path, job: _Job) -> Measured:
    parse = RECORDINGS[job.file.path.suffix.lower()]
    try:
        recording = parse(job.file.path, (source / job.file.path).read_bytes())
        return to_activities(recording, job.rules)
    except MilepostError as error:
        return Measured((), error.problems)
