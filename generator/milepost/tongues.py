"""Which texts of the journal say in another language what its main texts say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from milepost.errors import Problem
from milepost.model.source import SourceFile
from milepost.publish.words.names import tag_of


@dataclass(frozen=True, slots=True)
class Written:
    """Main texts, and by the path of one of them its translations, by language."""

    mains: tuple[SourceFile, ...]
    translations: Mapping[PurePosixPath, Mapping[str, SourceFile]]
    problems: tuple[Problem, ...] = ()


def by_language(texts: Iterable[SourceFile], language: str) -> Written:
    """Tell translations, `day.hi.md` beside `day.md`, from texts of their own.

    A dot in a name is no sign of one by itself: `day.one.md` is in no language, and
    `day.hi.md` without a `day.md` is the entry. Of several languages one has to be the main
    text, without a tag. `language` is that of the site.
    """
    files, problems = _without_headless(tuple(texts))
    mains = {file.path.with_suffix(""): file for file in files}
    told = {file.path: found for file in files if (found := _translated(file, mains))}
    translations: dict[PurePosixPath, dict[str, SourceFile]] = {}
    for file in files:
        if file.path not in told:
            continue
        main, tag = told[file.path]
        known = translations.setdefault(main.path, {})
        rival = main if tag == tag_of(language) else known.setdefault(tag, file)
        if rival is not file:
            message = f"is in the language '{tag}', as is {rival.path.name}; keep one"
            problems.append(Problem(message, str(file.path)))
    rest = tuple(file for file in files if file.path not in told)
    return Written(rest, translations, tuple(problems))


def _without_headless(
    files: tuple[SourceFile, ...],
) -> tuple[tuple[SourceFile, ...], list[Problem]]:
    """Leave out texts in several languages of which none is the main one, and tell of them."""
    known = {file.path.with_suffix("") for file in files}
    tagged: dict[PurePosixPath, list[SourceFile]] = {}
    for file in files:
        stem, _, word = file.path.stem.rpartition(".")
        if stem and tag_of(word) and file.path.parent / stem not in known:
            tagged.setdefault(file.path.parent / stem, []).append(file)
    headless = {stem: found for stem, found in tagged.items() if len(found) > 1}
    problems = [
        Problem(
            f"is in one language, {found[1].path.name} in another, and there is no "
            f"{stem.name}.md; rename the one in the language of the site",
            str(found[0].path),
        )
        for stem, found in headless.items()
    ]
    left_out = {file.path for found in headless.values() for file in found}
    return tuple(file for file in files if file.path not in left_out), problems


def _translated(
    file: SourceFile, mains: Mapping[PurePosixPath, SourceFile]
) -> tuple[SourceFile, str] | None:
    """Return what a file is a translation of, and its language; None if it is none."""
    stem, _, word = file.path.stem.rpartition(".")
    main = mains.get(file.path.parent / stem) if stem else None
    tag = tag_of(word) if main else None
    return (main, tag) if main and tag and _translated(main, mains) is None else None
