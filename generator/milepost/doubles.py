"""Compare what may have been recorded twice: only then are two recordings read again."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from milepost.assemble.cuts import Segments
from milepost.assemble.doubles import Activities, Judged, compared, judged, suspects, without
from milepost.assemble.doubles import Pair as Suspects
from milepost.assemble.pieces import segments_of
from milepost.assemble.rules import Job
from milepost.errors import Problem
from milepost.memo import Map, Store, key_of, remembered
from milepost.model.activity import Activity, Double
from milepost.read import RECORDINGS
from milepost.read.files import content
from milepost.read.stored import dump_value, load_double

_Pair = tuple[tuple[str, Job], tuple[str, Job]]


def without_doubles(
    found: Activities,
    owners: Mapping[str, frozenset[str]],
    jobs: Mapping[str, Job],
    *,
    source: Path,
    store: Store,
    pmap: Map,
) -> tuple[dict[PurePosixPath, tuple[Activity, ...]], list[Problem]]:
    """Return the activities that count, and what to tell the author.

    For the id of each activity `owners` tells whose it is, and `jobs` how it came to be.
    """
    known: dict[tuple[str, str], tuple[Suspects, Double]] = {}
    left: Activities = found
    # Of a crowd each is compared with a few; who is left of it is compared with a few more.
    while new := [pair for pair in suspects(left, owners) if _ids(pair) not in known]:
        work: list[_Pair] = [
            ((one.id, jobs[one.id]), (other.id, jobs[other.id])) for one, other in new
        ]
        doubles = remembered(
            partial(_compare, source),
            work,
            key=lambda pair: key_of("double", pair),
            dump=dump_value,
            load=load_double,
            store=store,
            pmap=pmap,
        )
        known |= {_ids(pair): (pair, double) for pair, double in zip(new, doubles, strict=True)}
        verdict = _verdict(known.values(), owners)
        left = without(found, replace(verdict, shared=frozenset()))
    verdict = _verdict(known.values(), owners)
    return without(found, verdict), list(verdict.problems)


def _ids(pair: Suspects) -> tuple[str, str]:
    return pair[0].id, pair[1].id


def _verdict(
    known: Collection[tuple[Suspects, Double]], owners: Mapping[str, frozenset[str]]
) -> Judged:
    pairs, doubles = zip(*known, strict=True) if known else ((), ())
    return judged(pairs, doubles, owners)


def _compare(source: Path, pair: _Pair) -> Double:
    one, other = (_segments(source, ident, job) for ident, job in pair)
    return compared(one, other)


def _segments(source: Path, ident: str, job: Job) -> Segments:
    file, rules = job
    parse = RECORDINGS[file.path.suffix.lower()]
    recording = parse(file.path, content(source, file))
    return segments_of(recording, rules)[ident]
