"""Where the journal is, and the themes that come with Milepost."""

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from milepost.errors import ConfigError, MilepostError, OutputError, Problem, SourceError
from milepost.model.source import SourceFile
from milepost.read.files import FOLDERS, is_within, source_files

CONFIG = "site.toml"
SECRET = ".milepost-secret"
SOURCE = "site_src"
_LEAST_SECRET = 16
_LARGEST_BYTES = 1_000_000  # of settings and of a secret
_NO_SECRET = (
    f"privacy zones need a secret, and there is neither a file {SECRET} nor a variable "
    "MILEPOST_SECRET; write one with  milepost init --secret  and keep it: where the site is "
    "published, the variable must hold the same"
)


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one journal; all absolute.

    `root` holds output and cache, `source` the journal. They are one folder unless the
    journal stands in `site_src/`.
    """

    root: Path
    source: Path

    @property
    def config(self) -> Path:
        """The settings."""
        return self.source / CONFIG

    @property
    def output(self) -> Path:
        """Where the site goes unless told otherwise."""
        return self.root / "output"

    @property
    def store(self) -> Path:
        """The file that remembers dear work."""
        return self.root / ".cache" / "milepost.sqlite3"

    def settings(self) -> bytes:
        """Return the bytes of `site.toml`. Raise SourceError."""
        try:
            if not is_within(self.config, self.source):
                why = "it is a link to a place outside the journal; copy it"
                raise PermissionError(errno.EPERM, why)
            return _content(self.config)
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
            raise SourceError(Problem(message, self.shown(self.config))) from error

    @property
    def secret_file(self) -> Path:
        """What `secret` reads; never a part of the journal."""
        return self.root / SECRET

    def secret(self) -> bytes:
        """Return what privacy zones are drawn by. Raise ConfigError if there is none.

        The variable wins over the file: it is how a machine that publishes gets it.
        """
        told = os.environ.get("MILEPOST_SECRET", "").strip()
        where = "the variable MILEPOST_SECRET"
        if not told:
            where = self.shown(self.secret_file)
            try:
                told = _content(self.secret_file).decode("utf-8").strip()
            except FileNotFoundError:
                raise ConfigError(Problem(_NO_SECRET, self.shown(self.config))) from None
            except (OSError, UnicodeDecodeError) as error:
                why = (isinstance(error, OSError) and error.strerror) or str(error)
                message = f"cannot be read, and privacy zones need it: {why}"
                raise ConfigError(Problem(message, where)) from error
        if len(told) < _LEAST_SECRET:
            message = (
                f"the secret of the privacy zones in {where} is shorter than {_LEAST_SECRET} "
                "letters, which can be guessed; begin one with  milepost init --secret"
            )
            raise ConfigError(Problem(message))
        return told.encode()

    def files(self) -> tuple[SourceFile, ...]:
        """Return every file of the journal. Raise SourceError for one that cannot be read."""
        try:
            return source_files(self.source)
        except SourceError as error:
            raise SourceError(self.located(error.problems)) from error

    def shown(self, path: Path) -> str:
        """Return a path as the author would type it from the root."""
        return (
            path.relative_to(self.root).as_posix()
            if path.is_relative_to(self.root)
            else str(path)
        )

    def place(self, source: str) -> str:
        """Return a source as the author sees it; "the front page" is no file."""
        path = self.source / source
        # What is no file may be longer than any file's name, which Path.exists() fails at.
        return self.shown(path) if os.path.exists(path) else source  # noqa: PTH110

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with paths as the author sees them, from the root."""
        return tuple(replace(p, path=self.place(p.path)) if p.path else p for p in problems)

    def refuse_output(self, out: Path) -> None:
        """Raise OutputError for an output folder that would take the journal along.

        The output is replaced as a whole: nothing that the author wrote may be in it.
        """
        there = out.resolve()
        ours = (self.source / name for name in FOLDERS)
        inside = any(there.is_relative_to(folder) for folder in ours)
        if inside or self.source.is_relative_to(there):
            message = (
                f"{out} is a part of the journal or holds it; choose another output folder"
            )
            raise OutputError(Problem(message))


def _content(path: Path) -> bytes:
    """Return the bytes of a small file. Raise OSError, for one without an end too."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is no file but a folder or a device")
    with path.open("rb") as file:
        data = file.read(_LARGEST_BYTES + 1)
    if len(data) > _LARGEST_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {_LARGEST_BYTES / 1e6:.0f} MB")
    return data


def find_project(start: Path) -> Project:
    """Return the journal in a folder or the nearest one above. Raise MilepostError."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / SOURCE / CONFIG).is_file():
            return Project(folder, folder / SOURCE)
        if (folder / CONFIG).is_file():
            root = folder.parent if folder.name == SOURCE else folder
            return Project(root, folder)
    message = (
        f"no journal here: neither {CONFIG} nor {SOURCE}/{CONFIG} in {here} or above; "
        "go to its folder, name it with -C, or begin one with  milepost init"
    )
    raise MilepostError(Problem(message))


def builtin_themes() -> Path:
    """Return the folder of the themes that come with Milepost."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "themes"
    return installed if installed.is_dir() else package.parent.parent / "themes"
