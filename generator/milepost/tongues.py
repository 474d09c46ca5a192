"""Which texts of the journal say in another language what its main texts say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from milepost.errors import Problem
from milepost.model.source import SourceFile
from milepost.publish.names import tag_of


@dataclass(frozen=True, slots=True)
class Written:
    """Main texts, and by the path of one of them its translations, by language."""

    mains: tuple[SourceFile, ...]
    translations: Mapping[PurePosixPath, Mapping[str, SourceFile]]
    problems: tuple[Problem, ...] = ()


def by_language(texts: Iterable[SourceFile], language: str) -> Written:
    """Tell translations, `day.hi.md` beside `day.md`, from texts of their own.

    A dot in a name is no sign of one by itself: `day.one.md` is in no language, and
    `day.hi.md` without a `day.md` is the entry. `language` is that of the site.
    """
    files = tuple(texts)
    mains = {file.path.with_suffix(""): file for file in files}
    told = {file.path: found for file in files if (found := _translated(file, mains))}
    translations: dict[PurePosixPath, dict[str, SourceFile]] = {}
    problems: list[Problem] = []
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


def _translated(
    file: SourceFile, mains: Mapping[PurePosixPath, SourceFile]
) -> tuple[SourceFile, str] | None:
    """Return what a file is a translation of, and its language; None if it is none."""
    stem, _, word = file.path.stem.rpartition(".")
    main = mains.get(file.path.parent / stem) if stem else None
    tag = tag_of(word) if main else None
    return (main, tag) if main and tag and _translated(main, mains) is None else None
