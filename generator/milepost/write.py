"""Bring the output folder in line with the artifacts: all of it or nothing.

A changed site is staged as a whole folder beside the output, with links to the files that
stay, and then takes the output's place in one step. Killed at any moment, the build leaves
either the old site or the new one, and one build at a time is at work on it.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from errno import EACCES, EBUSY, EDQUOT, ENOSPC, EPERM, EROFS, EXDEV
from glob import escape
from hashlib import sha256
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from milepost.errors import AddressError, OutputError, Problem
from milepost.lock import WHO, alone
from milepost.model.artifact import Artifact
from milepost.swap import ASIDE, exchange

MANIFEST = PurePosixPath("milepost-manifest.txt")  # one path a line: what a build wrote
_NAMES = ("utf-8", "surrogateescape")  # a file's name may be any bytes


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did to the output folder."""

    written: tuple[PurePosixPath, ...]
    removed: tuple[PurePosixPath, ...]
    unchanged: int
    files: tuple[tuple[str, str], ...]  # all that stands now: path, sha256


def refuse_rivals(artifacts: Iterable[Artifact]) -> None:
    """Raise AddressError for an address that two sources want, naming both.

    One address of two sources is enough: they mostly want several.
    """
    owners: dict[str, Artifact] = {}
    problems: list[Problem] = []
    told: set[frozenset[str]] = set()
    for artifact in artifacts:
        # Phones and laptops read "Tags/" and "tags/" as one folder, and é in both its forms.
        name = normalize("NFC", str(artifact.path).casefold())
        rival = owners.setdefault(name, artifact)
        sources = frozenset((artifact.source, rival.source))
        if rival is not artifact and sources not in told:
            told.add(sources)
            message = f"wants the same address as {rival.source}: {artifact.path}; rename one"
            problems.append(Problem(message, artifact.source))
    for name, artifact in owners.items():
        above = (str(parent) for parent in PurePosixPath(name).parents)
        blocked = next((owners[parent] for parent in above if parent in owners), None)
        if blocked is not None:
            message = (
                f"needs {blocked.path} as a folder, but {blocked.source} puts a file there"
            )
            problems.append(Problem(message, artifact.source))
    if problems:
        raise AddressError(problems)


@contextmanager
def claimed(out: Path, shown: str) -> Iterator[None]:
    """Keep other builds away from the output folder, and put right what a killed one left.

    `shown` is the folder as the author knows it. Raise OutputError if another build is at
    work on it, or if it can never be exchanged.
    """
    busy = (
        f"another build is at work on {shown} ({WHO}); wait until it is done, or choose"
        " another folder with --output"
    )
    out = Path(os.path.realpath(out))
    with ExitStack() as stack:
        with _in_words(out):
            sure = stack.enter_context(alone(out, busy))
            if out.is_dir() and os.path.ismount(out):
                raise OSError(EBUSY, os.strerror(EBUSY), str(out))
            _clear_leftovers(out, sure=sure)
        yield


def leftovers(out: Path) -> list[Path]:
    """Return what builds that are at work or were killed have beside the output folder."""
    out = Path(os.path.realpath(out))
    found = out.parent.glob(f"{escape(_stage_prefix(out))}*") if out.parent.is_dir() else ()
    return [path for path in sorted(found) if _process(path, out).isdecimal()]


_WHAT_TO_DO = {
    ENOSPC: "make room on its disk",
    EDQUOT: "make room on its disk",
    EACCES: "change its rights, or choose another folder with --output",
    EPERM: "change its rights, or choose another folder with --output",
    EROFS: "choose another folder with --output",
    EBUSY: "a mounted disk cannot be exchanged as a whole: choose a folder in it with --output",
}


@contextmanager
def _in_words(out: Path) -> Iterator[None]:
    """Tell in words where the disk fails."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or out).replace(str(_stage(out)), str(out))
        what = f"cannot write {where}: {error.strerror or error}"
        hint = _WHAT_TO_DO.get(error.errno or 0)
        told = (what, *([hint] if hint else []), "the site was left as it was")
        raise OutputError(Problem("; ".join(told))) from error


def write_site(out: Path, files: Iterable[tuple[PurePosixPath, bytes]]) -> Report:
    """Make the folder hold exactly these files, next to what others have put there.

    Files that do not differ are not touched; what an earlier build wrote and this one did not
    goes. Raise OutputError when a file of somebody else stands in the way, or the disk fails.
    """
    wanted = dict(files)
    out = Path(os.path.realpath(out))  # a link stays; the folder it leads to is brought in line
    with _in_words(out):
        return _write(out, wanted)


def _write(out: Path, wanted: dict[PurePosixPath, bytes]) -> Report:
    if out.exists() and not out.is_dir():
        raise OutputError(Problem(f"{out} is a file, not a folder; choose another place"))
    ours = _manifest(out)
    manifest = "".join(f"{path}\n" for path in sorted(wanted)).encode(*_NAMES)
    changed = [path for path, data in wanted.items() if _differs(out / path, data)]
    stale = sorted(path for path in ours - wanted.keys() if (out / path).is_file())
    strangers = [path for path in changed if path not in ours and _foreign(out, path, ours)]
    if strangers:
        some = ", ".join(str(path) for path in strangers[:3])
        message = (
            f"{out} holds files that Milepost did not write ({some}); choose another folder"
        )
        raise OutputError(Problem(message))
    if changed or stale or not out.is_dir() or _differs(out / MANIFEST, manifest):
        new = {path: wanted[path] for path in changed}
        _replace(out, {**new, MANIFEST: manifest}, set(stale))
    stands = {**wanted, MANIFEST: manifest}
    digests = tuple((str(path), sha256(data).hexdigest()) for path, data in stands.items())
    return Report(tuple(sorted(changed)), tuple(stale), len(wanted) - len(changed), digests)


def _foreign(out: Path, path: PurePosixPath, ours: set[PurePosixPath]) -> bool:
    """Tell whether somebody else's work is at a path; a folder of ours may become a file."""
    if (out / path).is_symlink() or not (out / path).is_dir():
        return os.path.lexists(out / path)
    inside = (file for file in (out / path).rglob("*") if file.is_symlink() or file.is_file())
    return any(PurePosixPath(file.relative_to(out).as_posix()) not in ours for file in inside)


def _manifest(out: Path) -> set[PurePosixPath]:
    try:
        lines = (out / MANIFEST).read_bytes().decode(*_NAMES).split("\n")
    except FileNotFoundError:
        return set()
    paths = (PurePosixPath(line) for line in lines if line)
    return {path for path in paths if not path.is_absolute() and ".." not in path.parts}


def _differs(path: Path, data: bytes) -> bool:
    try:
        if path.stat().st_size != len(data):
            return True
        return path.read_bytes() != data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return True


def _replace(out: Path, new: Mapping[PurePosixPath, bytes], gone: set[PurePosixPath]) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.is_dir() and not os.access(out, os.W_OK):
        raise PermissionError(EACCES, "the folder is read-only", str(out))
    staged = _stage(out)
    try:
        staged.mkdir()
    except PermissionError as error:
        where = str(out.parent)
        raise OSError(
            error.errno,
            "the output is exchanged whole, so its parent folder must be writable",
            where,
        ) from error
    try:
        kept = _link_tree(out, staged, new.keys() | gone) if out.is_dir() else []
        for path, data in new.items():
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            (staged / path).write_bytes(data)
        for below in reversed(kept):  # a folder of somebody else keeps its rights
            if (staged / below).is_dir():
                shutil.copystat(out / below, staged / below)
        exchange(staged, out)
    finally:
        _remove(staged)


def _link_tree(old: Path, new: Path, without: set[PurePosixPath]) -> list[Path]:
    """Fill a folder with hard links to the files of another, leaving out some.

    Return the folders that were there.
    """
    kept_folders: list[Path] = []
    for folder, folders, names in os.walk(old, onerror=_fail):
        below = Path(folder).relative_to(old)
        if _device(folder) != _device(old):
            raise OSError(EXDEV, "another disk is mounted there; choose another output", folder)
        kept = [name for name in names if PurePosixPath(below.as_posix(), name) not in without]
        if kept or not (names or folders):  # a folder that loses its last page goes
            (new / below).mkdir(parents=True, exist_ok=True)
        for name in kept:
            _link(Path(folder, name), new / below / name)
        kept_folders.append(below)
        for link in Path(folder).iterdir():
            if link.is_symlink() and link.is_dir():
                (new / below).mkdir(parents=True, exist_ok=True)
                (new / below / link.name).symlink_to(link.readlink())
    return kept_folders


def _remove(folder: Path) -> None:
    """Remove a staged folder, even if the rights of a folder within forbid it."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for place, _, _ in os.walk(folder):
            with suppress(OSError):
                Path(place).chmod(0o700)
        shutil.rmtree(folder, ignore_errors=True)


def _device(folder: str | Path) -> int:
    return Path(folder).stat().st_dev


def _fail(error: OSError) -> None:
    raise error


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:  # a disk without hard links
        shutil.copy2(old, new, follow_symlinks=False)


def _stage_prefix(out: Path) -> str:
    return f".{out.name}.staged-"


def _stage(out: Path) -> Path:
    return out.with_name(f"{_stage_prefix(out)}{os.getpid()}")


def _process(stage: Path, out: Path) -> str:
    return stage.name.removeprefix(_stage_prefix(out)).partition(".")[0]


def _clear_leftovers(out: Path, *, sure: bool) -> None:
    """Remove what killed builds left behind.

    Unless it is sure that no other build is at work, only what had our own number.
    """
    for path in leftovers(out):
        if not sure and _process(path, out) != str(os.getpid()):
            continue
        if path.suffix == f".{ASIDE}" and not out.exists():
            path.rename(out)  # killed between two renames: this is the old site
        else:
            _remove(path)
