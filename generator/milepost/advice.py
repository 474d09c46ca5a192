"""Look again at every recording for what its author may want to cut; only `check` asks."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from milepost.assemble.activity import advice_on
from milepost.assemble.advice import clock_advice
from milepost.assemble.doubles import Activities
from milepost.doubles import Job
from milepost.errors import MilepostError, Problem
from milepost.memo import Map, Store, key_of, remembered
from milepost.read import RECORDINGS
from milepost.read.files import content
from milepost.read.stored import dump_value, load_texts


def advise(
    found: Activities, jobs: Mapping[str, Job], *, source: Path, store: Store, pmap: Map
) -> list[Problem]:
    """Return what looks wrong in the activities that count; `jobs` says how each came to be."""
    counted = [each for activities in found.values() for each in activities]
    work = list({jobs[each.id]: None for each in counted if not each.transfer})
    messages = remembered(
        partial(_advise, source),
        work,
        key=lambda job: key_of("advice", job),
        dump=dump_value,
        load=load_texts,
        store=store,
        pmap=pmap,
    )
    told = [
        Problem(message, str(file.path), severity="warning")
        for (file, _), each in zip(work, messages, strict=True)
        for message in each
    ]
    return [*told, *clock_advice([each for each in counted if not each.transfer])]


def _advise(source: Path, job: Job) -> tuple[str, ...]:
    file, rules = job
    parse = RECORDINGS[file.path.suffix.lower()]
    data = content(source, file)
    try:
        recording = parse(file.path, data)
        return advice_on(recording, rules)
    except MilepostError:
        return ()  # told when it was measured
