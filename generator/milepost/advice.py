"""Look again at every recording for what its author may want to cut or hide.

Only `check` asks.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from milepost.assemble.activity import advice_on
from milepost.assemble.advice import clock_advice
from milepost.assemble.doubles import Activities
from milepost.assemble.homes import ends_of, homes
from milepost.assemble.rules import Job
from milepost.errors import Problem, SourceError
from milepost.memo import Map, Store, key_of, remembered
from milepost.model.privacy import End, Zone
from milepost.model.source import SourceFile
from milepost.read import RECORDINGS, recordings_among
from milepost.read.files import content
from milepost.read.stored import dump_value, load_ends, load_texts


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


def advise_zones(
    files: Sequence[SourceFile],
    zones: Sequence[Zone],
    path: str,
    *,
    publicly: bool,
    source: Path,
    store: Store,
    pmap: Map,
) -> list[Problem]:
    """Return where somebody seems to live that no zone covers; `path` is of the settings.

    All recordings among the `files` of the journal count: what is held back or a draft today
    comes out by itself, or by a word. Told `publicly`, it is without the place.
    """
    once = list({file.digest: file for file in recordings_among(files)}.values())
    found: Iterable[tuple[End, ...]] = remembered(
        partial(_ends, source),
        once,
        key=lambda file: key_of("ends", file),
        dump=dump_value,
        load=load_ends,
        store=store,
        pmap=pmap,
    )
    ends = zip((str(file.path) for file in once), found, strict=True)
    return list(homes(dict(ends), zones, path, publicly=publicly))


def _ends(source: Path, file: SourceFile) -> tuple[End, ...]:
    parse = RECORDINGS[file.path.suffix.lower()]
    try:
        return ends_of(parse(file.path, content(source, file)))
    except SourceError:
        return ()  # told when it was measured


def _advise(source: Path, job: Job) -> tuple[str, ...]:
    file, rules = job
    parse = RECORDINGS[file.path.suffix.lower()]
    try:
        recording = parse(file.path, content(source, file))
        return advice_on(recording, rules)
    except SourceError:
        return ()  # told when it was measured
