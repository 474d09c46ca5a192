"""The recordings of a journal: measured once, and each given to its entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
    folders = ("journal", "tracks")
    files = [
        file
        for file in recordings.files
        if file.path.suffix.lower() in RECORDINGS and file.path.parts[0] in folders
    ]
    claimed, wrong = claims(recordings.written, files)
    files, copies = _once(files, claimed)
    zone = recordings.usual_zone
    dates = {entry.source: entry.date for entry in recordings.wanted}
    sports = {entry.source: entry.sport for entry in recordings.wanted}
    owned: list[_Job] = []
    free: list[_Job] = []
    for file in files:
        claim = claimed.get(file.path)
        if claim is None:
            free.append(_Job(file, Rules(usual_zone=zone)))
        elif claim.entry in sports:
            owned.append(_Job(file, Rules(claim.sport, sports[claim.entry], zone)))
    measure = partial(_measure_jobs, recordings.source, store=store, pmap=pmap)
    measured = measure([*owned, *free])
    problems = [*wrong, *copies, *(p for result in measured.values() for p in result.problems)]

    found: dict[PurePosixPath, tuple[Activity, ...]] = {}
    for job in owned:
        source = claimed[job.file.path].entry
        problems += _astray(dates[source], measured[job].activities)
        found[source] = (*found.get(source, ()), *measured[job].activities)
    loose = [activity for job in free for activity in measured[job].activities]
    dated, told = by_date(recordings.written, loose)
    jobs = {job.file.path: job for job in free}
    for source in (source for source in dated if source in sports):
        taken = _with_sport(dated[source], sports[source], jobs, measure)
        found[source] = (*found.get(source, ()), *taken)
    return found, (*problems, *(() if recordings.lost else told))


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


def _with_sport(
    activities: tuple[Activity, ...],
    sport: str | None,
    jobs: Mapping[PurePosixPath, _Job],
    measure: "partial[dict[_Job, Measured]]",
) -> tuple[Activity, ...]:
    """Measure again what no device named a sport for, now that the entry is known."""
    unnamed = {activity.source for activity in activities if activity.sport == "other"}
    if not sport or not unnamed:
        return activities
    again = measure(
        [
            _Job(jobs[path].file, replace(jobs[path].rules, usual_sport=sport))
            for path in sorted(unnamed)
        ]
    )
    better = {a.id: a for result in again.values() for a in result.activities}
    return tuple(better.get(activity.id, activity) for activity in activities)


def _measure_jobs(
    source: Path, jobs: Sequence[_Job], *, store: Store, pmap: Map
) -> dict[_Job, Measured]:
    results = remembered(
        partial(_measure, source),
        jobs,
        key=lambda job: key_of("activity", job),
        dump=dump_measured,
        load=load_measured,
        store=store,
        pmap=pmap,
    )
    return dict(zip(jobs, results, strict=True))


def _measure(source: Path, job: _Job) -> Measured:
    parse = RECORDINGS[job.file.path.suffix.lower()]
    try:
        recording = parse(job.file.path, (source / job.file.path).read_bytes())
        return to_activities(recording, job.rules)
    except MilepostError as error:
        return Measured((), error.problems)
