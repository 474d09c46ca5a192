"""Do dear work once, and side by side."""

import hashlib
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from sysconfig import get_path
from typing import Protocol, TypeVar

from milepost.model.artifact import Artifact, Copy, Recipe, unpack

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


_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY")


class Database:
    """A store in one SQLite file, which may be deleted at any time.

    A file that is damaged or of another program is not an error: the store is then empty and
    the work is done anew. So it is while another build holds the file for longer than
    `patience_s`, and the file is left to that build. What one build did not ask for is
    dropped by `prune`.
    """

    def __init__(self, path: Path, *, patience_s: float = 5.0):
        self._path, self._patience_s = path, patience_s
        self._used: set[str] = set()
        self._db = self._open()

    def _open(self) -> sqlite3.Connection | None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._connected()
        except OSError:
            return None
        except sqlite3.Error as error:
            if error.sqlite_errorname in _BUSY:
                return None  # another build is at work on it
        try:
            self._path.unlink(missing_ok=True)
            return self._connected()
        except (sqlite3.Error, OSError):
            return None

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, timeout=self._patience_s)
        try:
            db.execute("CREATE TABLE IF NOT EXISTS memo (key TEXT PRIMARY KEY, value BLOB)")
            db.execute("SELECT key, value FROM memo LIMIT 1").fetchone()
        except sqlite3.Error:
            db.close()
            raise
        return db

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, None if nothing."""
        self._used.add(key)
        if self._db is None:
            return None
        try:
            row = self._db.execute("SELECT value FROM memo WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error:
            return None
        return row[0] if row and isinstance(row[0], bytes) else None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value under a key."""
        if self._db is not None:
            try:
                self._db.execute("INSERT OR REPLACE INTO memo VALUES (?, ?)", (key, value))
            except sqlite3.Error:
                self._db.close()
                self._db = None

    def close(self, *, prune: bool) -> None:
        """Write everything down; with `prune`, forget what was not asked for since opening."""
        if self._db is None:
            return
        with closing(self._db) as db:
            try:
                if prune:
                    kept = {row[0] for row in db.execute("SELECT key FROM memo")}
                    stale = [(key,) for key in kept - self._used]
                    db.executemany("DELETE FROM memo WHERE key = ?", stale)
                db.commit()
            except sqlite3.Error:
                return  # a full disk: the next build does the work again


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
            pools.append(ProcessPoolExecutor(workers, initializer=_leave_ctrl_c_to_the_parent))
        return pools[0].map(fn, work)

    try:
        yield spread
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
    artifacts: Iterable[Artifact], root: Path, store: Store, pmap: Map
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yield the bytes of every artifact: make recipes, read copies below `root`."""
    wanted: dict[str, list[tuple[PurePosixPath, Recipe]]] = {}
    for artifact in artifacts:
        content = artifact.content
        if isinstance(content, Recipe):
            key = key_of(content.kind, content.args)
            wanted.setdefault(key, []).append((artifact.path, content))
        elif isinstance(content, Copy):
            yield artifact.path, _copied(root / content.path, content.overwrite)
        else:
            yield artifact.path, content
    keys = list(wanted)
    for begin in range(0, len(keys), _AT_A_TIME):
        batch = keys[begin : begin + _AT_A_TIME]
        made = remembered(
            _Kitchen(root),
            (wanted[key][0][1] for key in batch),
            key=lambda recipe: key_of(recipe.kind, recipe.args),
            dump=bytes,
            load=bytes,
            store=store,
            pmap=pmap,
        )
        for key, data in zip(batch, made, strict=True):
            for path, recipe in wanted[key]:
                yield path, data if recipe.part is None else unpack(data, recipe.part)


def _copied(path: Path, overwrite: Iterable[tuple[int, bytes]]) -> bytes:
    """Return the bytes of a file, other ones in their places."""
    data = path.read_bytes()
    if not overwrite:
        return data
    changed = bytearray(data)
    for begin, bytes_ in overwrite:
        changed[begin : begin + len(bytes_)] = bytes_
    return bytes(changed)


class _Kitchen:
    """Makes recipes in whatever process; the inputs are read there."""

    def __init__(self, root: Path):
        self.root = root

    def __call__(self, recipe: Recipe) -> bytes:
        inputs = ((self.root / name).read_bytes() for name in recipe.inputs)
        large = (self.root / name for name in recipe.large)
        return recipe.make(*recipe.args, *large, *inputs)
