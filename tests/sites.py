"""Sites whose files are made when a test asks for them: most tests look at one or two."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from builders import CONFIG, Shelf, journal
from milepost.build import Prepared, prepare
from milepost.memo import Store, realise
from milepost.model.artifact import Artifact
from milepost.model.journal import Choice
from milepost.read.project import find_project

TODAY = date(2026, 12, 31)


class SiteFiles(Mapping[str, bytes]):
    """The files of a site by path."""

    def __init__(self, ready: Prepared, source: Path, store: Store):
        self._artifacts: dict[str, Artifact] = {
            str(each.path): each for each in ready.artifacts
        }
        self._source, self._store = source, store

    def __getitem__(self, path: str) -> bytes:
        ((_, data),) = realise((self._artifacts[path],), self._source, self._store, map)
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._artifacts)

    def __len__(self) -> int:
        return len(self._artifacts)


def site_files(
    root: Path,
    files: Mapping[str, str | bytes],
    config: str = CONFIG,
    *,
    store: Shelf,
    day: date = TODAY,
) -> SiteFiles:
    """Write a journal and return the files of its site, as on a day."""
    project = find_project(journal(root, files, config))
    ready = prepare(project, Choice(day), store=store)
    return SiteFiles(ready, root / "site_src", store)
