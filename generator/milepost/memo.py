"""Do dear work once, and side by side."""

import hashlib
import json
import multiprocessing
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from sysconfig import get_path
from types import MappingProxyType
from typing import Protocol, TypeVar

from milepost.errors import BuildError, Problem
from milepost.model.artifact import Artifact, Copy, Recipe, unpack
from milepost.read.files import content_of

T = TypeVar("T")
U = TypeVar("U")

_WORTH_A_POOL = 4  # below, starting processes costs more than they save


@cache
def _program() -> str:
    """Return a digest of what runs here: our own code and data, the packages beside it, Python.

    Version numbers kept by hand are forgotten just when they are needed.
    """
    package = Path(__file__).resolve().parent
    code = hashlib.sha256()
    for path in sorted([*package.rglob("*.py"), *package.glob("data/*")]):
        code.update(f"{path.relative_to(package)}\0".encode() + path.read_bytes() + b"\0")
    beside = sorted(path.name for path in Path(get_path("purelib")).glob("*.dist-info"))
    return hashlib.sha256(repr((code.digest(), beside, sys.version)).encode()).hexdigest()


class Map(Protocol):
    """Like the builtin `map`: order is kept, calls may run elsewhere."""

    def __call__(self, fn: Callable[[T], U], items: Iterable[T], /) -> Iterable[U]:
        """Yield `fn` of each item."""


class Store(Protocol):
    """Bytes kept under a key. Losing them costs time, never correctness."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, None if nothing."""

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""


class Nowhere:
    """A store that keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """Return None."""
        return None

    def put(self, key: str, value: bytes) -> None:
        """Keep nothing."""


class Scratch:
    """A store in memory, for what one run asks for more than once."""

    def __init__(self) -> None:
        self._rows: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, None if nothing."""
        return self._rows.get(key)

    def put(self, key: str, value: bytes) -> None:
        """Keep a value until the run is over."""
        self._rows[key] = value


# In a bad file even the words of SQLite's own message may be damaged, which then is no text.
_BAD = (sqlite3.Error, UnicodeError)
# What these errors say is not that the file is bad, but that it cannot be used just now.
_ELSEWHERE = ("BUSY", "LOCKED", "READONLY", "FULL", "CANTOPEN", "IOERR", "PERM", "NOMEM")
_BESIDE = ("-journal", "-wal", "-shm")  # what SQLite may have left next to a file
_FLUSH_BYTES = 4_000_000  # a file is locked while it is written to: not for a whole build
_SEAL_BYTES = 16


class Database:
    """A store in one SQLite file, which may be deleted at any time.

    A file that is damaged or of another program is not an error: the store is then empty and
    the work is done anew. Each value is sealed, so that one that is not as it was put counts
    as lost. A file that cannot be used just now is left as it is: `lost` tells why. What one
    build did not ask for is dropped by `prune`.
    """

    def __init__(self, path: Path, *, patience_s: float = 5.0):
        self.path, self.lost = path, ""
        self._patience_s = patience_s
        self._used: set[str] = set()
        self._fresh: dict[str, bytes] = {}
        self._waiting = 0  # bytes of what is fresh
        self._db: sqlite3.Connection | None = None
        self._db = self._open()

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):  # a bad file is thrown away, and a new one begun
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                return self._connected()
            except OSError as error:
                self.lost = error.strerror or str(error)
                return None
            except _BAD as error:
                self._give_up(error)
                if self.lost:
                    return None
        self.lost = "the file is damaged, and cannot be deleted"
        return None

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=self._patience_s)
        try:
            db.execute("CREATE TABLE IF NOT EXISTS memo (key TEXT PRIMARY KEY, value BLOB)")
            db.execute("SELECT key, value FROM memo LIMIT 1").fetchone()
        except _BAD:
            db.close()
            raise
        return db

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, None if nothing."""
        self._used.add(key)
        if key in self._fresh or self._db is None:
            return self._fresh.get(key)
        try:
            row = self._db.execute("SELECT value FROM memo WHERE key = ?", (key,)).fetchone()
        except _BAD as error:
            self._give_up(error)
            return None
        return _opened(key, row[0]) if row and isinstance(row[0], bytes) else None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""
        if self._db is not None:
            self._used.add(key)
            self._fresh[key] = value
            self._waiting += len(value)
            if self._waiting > _FLUSH_BYTES:
                self._write()

    def close(self, *, prune: bool) -> None:
        """Write everything down; with `prune`, forget what was not asked for since opening."""
        self._write(prune=prune)
        if self._db is not None:
            self._db.close()

    def _write(self, *, prune: bool = False) -> None:
        if self._db is None:
            return
        rows = [(key, _sealed(key, value)) for key, value in self._fresh.items()]
        try:
            with self._db as db:
                db.executemany("INSERT OR REPLACE INTO memo VALUES (?, ?)", rows)
                if prune:
                    kept = {row[0] for row in db.execute("SELECT key FROM memo")}
                    stale = [(key,) for key in kept - self._used]
                    db.executemany("DELETE FROM memo WHERE key = ?", stale)
        except _BAD as error:
            self._give_up(error)
        self._fresh, self._waiting = {}, 0

    def _give_up(self, error: Exception) -> None:
        """Use the file no more; throw it away if it is bad."""
        if self._db is not None:
            self._db.close()
            self._db = None
            self.lost = str(error)
        name = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
        if name.startswith(_ELSEWHERE):
            self.lost = str(error)
            return
        try:
            for beside in _BESIDE:  # first: an old journal would spoil a new file
                self.path.with_name(self.path.name + beside).unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)
        except OSError as refused:
            self.lost = refused.strerror or str(refused)


def _sealed(key: str, value: bytes) -> bytes:
    return _seal(key, value) + value


def _opened(key: str, sealed: bytes) -> bytes | None:
    value = sealed[_SEAL_BYTES:]
    return value if sealed[:_SEAL_BYTES] == _seal(key, value) else None


def _seal(key: str, value: bytes) -> bytes:
    return hashlib.blake2b(key.encode() + b"\0" + value, digest_size=_SEAL_BYTES).digest()


@contextmanager
def side_by_side(jobs: int | None = None) -> Iterator[Map]:
    """Yield a `map` that uses processes when there is enough to do."""
    # Processes, not threads: parsing is Python code, which the interpreter lock serialises.
    from concurrent.futures import ProcessPoolExecutor

    workers = jobs if jobs is not None else os.cpu_count() or 1
    if workers < 2:
        yield map
        return
    pools: list[ProcessPoolExecutor] = []

    def spread(fn: Callable[[T], U], items: Iterable[T], /) -> Iterable[U]:
        work = list(items)
        if len(work) < _WORTH_A_POOL:
            return map(fn, work)
        if not pools:
            pools.append(ProcessPoolExecutor(workers, initializer=_follow_the_parent))
        return _unbroken(pools[0].map(fn, work))

    try:
        yield spread
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _unbroken(made: Iterable[U]) -> Iterator[U]:
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield from made
    except BrokenProcessPool as error:
        message = "a process of this build was killed, perhaps for want of memory; build again"
        raise BuildError(Problem(message)) from error


def _follow_the_parent() -> None:
    """Leave Ctrl-C to the process that hands out the work, and end when that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()  # else this process would wait for work for ever
        os._exit(1)


def key_of(kind: str, *inputs: object) -> str:
    """Name a result by all that it depends on, the program among it.

    Leave out an input, and yesterday's result outlives it. For a privacy zone that would be
    a leak, so `inputs` are whole frozen values, not chosen fields.
    """
    digest = hashlib.sha256(repr((_program(), inputs)).encode()).hexdigest()
    return f"{kind}-{digest[:40]}"


def remembered(
    fn: Callable[[T], U],
    items: Iterable[T],
    *,
    key: Callable[[T], str],
    dump: Callable[[U], bytes],
    load: Callable[[bytes], U],
    store: Store,
    pmap: Map,
) -> Iterator[U]:
    """Map `fn` over items, asking the store first and telling it afterwards."""
    keyed = [(key(item), item) for item in items]
    kept: dict[str, U] = {}
    missing: dict[str, T] = {}
    for name, item in keyed:
        value = _loaded(store, name, load)
        if value is None:
            missing[name] = item
        else:
            kept[name] = value
    fresh = zip(missing, pmap(fn, missing.values()), strict=True)
    for name, made in fresh:
        kept[name] = made
        store.put(name, dump(made))
    for name, _ in keyed:
        yield kept[name]


def _loaded(store: Store, key: str, load: Callable[[bytes], U]) -> U | None:
    data = store.get(key)
    if data is None:
        return None
    try:
        return load(data)
    except (ValueError, KeyError, TypeError, json.JSONDecodeError):
        return None  # a damaged row: do the work again


_AT_A_TIME = 64  # pictures that wait in memory until they are written


def realise(
    artifacts: Iterable[Artifact],
    root: Path,
    store: Store,
    pmap: Map,
    *,
    digests: Mapping[PurePosixPath, str] = MappingProxyType({}),
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the bytes of every artifact: make recipes, read copies below `root`.

    Raise SourceError for a file that is gone, or has not the digest that it was found with.
    """
    known = {str(path): digest for path, digest in digests.items()}
    wanted: dict[str, list[tuple[PurePosixPath, Recipe]]] = {}
    for artifact in artifacts:
        content = artifact.content
        if isinstance(content, Recipe):
            key = key_of(content.kind, content.args)
            wanted.setdefault(key, []).append((artifact.path, content))
        elif isinstance(content, Copy):
            data = content_of(root, content.path, known.get(content.path))
            yield artifact.path, _overwritten(data, content.overwrite)
        else:
            yield artifact.path, content
    keys = list(wanted)
    for begin in range(0, len(keys), _AT_A_TIME):
        batch = keys[begin : begin + _AT_A_TIME]
        made = remembered(
            _Kitchen(root),
            (_order(wanted[key][0][1], known) for key in batch),
            key=lambda order: key_of(order[0].kind, order[0].args),
            dump=bytes,
            load=bytes,
            store=store,
            pmap=pmap,
        )
        for key, data in zip(batch, made, strict=True):
            for path, recipe in wanted[key]:
                yield path, data if recipe.part is None else unpack(data, recipe.part)


def _overwritten(data: bytes, overwrite: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the bytes of a file, other ones in their places."""
    if not overwrite:
        return data
    changed = bytearray(data)
    for begin, bytes_ in overwrite:
        changed[begin : begin + len(bytes_)] = bytes_
    return bytes(changed)


_Order = tuple[Recipe, tuple[str | None, ...]]  # with the digests of its inputs


def _order(recipe: Recipe, known: Mapping[str, str]) -> _Order:
    return recipe, tuple(known.get(path) for path in recipe.inputs)


class _Kitchen:
    """Makes recipes in whatever process; the inputs are read there."""

    def __init__(self, root: Path):
        self.root = root

    def __call__(self, order: _Order) -> bytes:
        recipe, digests = order
        inputs = [
            content_of(self.root, *each) for each in zip(recipe.inputs, digests, strict=True)
        ]
        large = (self.root / name for name in recipe.large)
        return recipe.make(*recipe.args, *large, *inputs)
