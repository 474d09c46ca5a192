"""The one door to Pagefind: an index of all words, in pieces small enough for a phone.

It is an extra, as it brings a program of 50 MB: `pip install 'milepost[search]'`.
"""

import html
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from milepost.errors import BuildError, Problem

FOLDER = "pagefind"
SCRIPT = "pagefind.js"
_UNUSED = tuple(f"pagefind-{part}" for part in ("ui", "modular", "component", "highlight"))


@dataclass(frozen=True, slots=True)
class Record:
    """A page: its address below the root, its title, and its words without marks.

    `known` is what else it may be found by, such as its date.
    """

    path: str
    title: str
    text: str
    known: str = ""

    @property
    def has_words(self) -> bool:
        """Whether there is something to index: signs alone are no words."""
        return any(letter.isalnum() for letter in self.text)


def index_files(records: Iterable[Record], language: str) -> Mapping[str, bytes]:
    """Return the files of an index by name. Raise BuildError without the extra.

    They depend on the records, their language and the version of Pagefind only. At least one
    record has words.
    """
    with TemporaryDirectory(prefix="milepost-") as folder:
        pages, made = Path(folder, "pages"), Path(folder, "made")
        for record in records:
            path = pages / record.path / "index.html"
            path.parent.mkdir(parents=True)
            path.write_text(_page(record, language), "utf-8")
        _index(pages, made)
        return {
            path.relative_to(made).as_posix(): path.read_bytes()
            for path in sorted(made.rglob("*"))
            if path.is_file() and not path.name.startswith(_UNUSED)
        }


def _page(record: Record, language: str) -> str:
    # The title and the rest are searched too, but stand in no excerpt.
    title, text, known = (
        html.escape(part) for part in (record.title, record.text, record.known)
    )
    return (
        f'<!doctype html><html lang="{html.escape(language)}"><body>'
        '<p data-pagefind-meta="title[data-title], known[data-known]"'
        f' data-title="{title}" data-known="{known}">{text}</p>'
    )


def _index(pages: Path, made: Path) -> None:
    try:
        from pagefind.service import get_executable
    except ImportError:
        program = None
    else:
        program = get_executable()
    if program is None:
        message = "full_text needs an extra; say  pip install 'milepost[search]'"
        raise BuildError(Problem(message, "site.toml"))
    # Not through its own service, which takes ten pages a second.
    order = [str(program), "--site", str(pages), "--output-path", str(made), "--quiet"]
    try:
        subprocess.run(order, check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.decode("utf-8", "replace").split())
        message = f"full_text has no index, as Pagefind failed: {said or error}"
        raise BuildError(Problem(message, "site.toml")) from error
    except OSError as error:
        message = f"full_text has no index, as Pagefind does not start: {error}"
        raise BuildError(Problem(message, "site.toml")) from error
