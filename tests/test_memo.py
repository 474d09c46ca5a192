import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path, PurePosixPath

import pytest

from builders import Shelf
from milepost.assemble.rules import Rules
from milepost.memo import Database, Nowhere, key_of, realise, remembered, side_by_side
from milepost.model.artifact import Artifact, Copy, Recipe
from milepost.model.source import SourceFile


class Cook:
    """Doubles numbers, and keeps a list of those it was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, number: int) -> int:
        self.asked.append(number)
        return 2 * number


def ask(store, items: Iterable[int], cook: Callable[[int], int], pmap=map) -> list[int]:
    return list(
        remembered(
            cook,
            items,
            key=lambda number: key_of("double", number),
            dump=lambda number: str(number).encode(),
            load=lambda data: int(data),
            store=store,
            pmap=pmap,
        )
    )


def database(path: Path, items: Iterable[int], cook: Cook, *, prune: bool = False) -> list[int]:
    """Ask a database in a run of its own."""
    store = Database(path)
    made = ask(store, items, cook)
    store.close(prune=prune)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".cache" / "store.sqlite3"


def test_the_store_is_asked_first() -> None:
    shelf, cook = Shelf(), Cook()
    assert ask(shelf, [1, 2], cook) == [2, 4]
    assert ask(shelf, [2, 3, 1], cook) == [4, 6, 2]
    assert cook.asked == [1, 2, 3]


def test_the_same_work_is_done_once_within_a_run() -> None:
    cook = Cook()
    assert ask(Nowhere(), [5, 5, 5], cook) == [10, 10, 10]
    assert cook.asked == [5]


def test_nowhere_keeps_nothing() -> None:
    store = Nowhere()
    store.put("a", b"1")
    assert store.get("a") is None


def test_no_items_ask_for_nothing() -> None:
    assert ask(Shelf(), [], Cook()) == []


@pytest.mark.parametrize("damaged", [b"", b"not a number", b"\xff\xfe"])
def test_a_damaged_row_is_made_anew(damaged: bytes) -> None:
    shelf, cook = Shelf(), Cook()
    shelf.put(key_of("double", 4), damaged)
    assert ask(shelf, [4], cook) == [8]
    assert cook.asked == [4]
    assert ask(shelf, [4], cook) == [8]
    assert cook.asked == [4]


def other(value: object) -> object:
    """Return another value of the same sort."""
    if isinstance(value, PurePosixPath):
        return value / "other"
    if isinstance(value, int | float):
        return value + 1
    return f"{value}x"


FILE = SourceFile(PurePosixPath("tracks/a.gpx"), "0" * 64, 10)


@pytest.mark.parametrize(
    ("value", "name"),
    [(thing, field.name) for thing in (Rules("a", "b"), FILE) for field in fields(thing)],
)
def test_another_value_of_any_field_is_another_key(
    value: Rules | SourceFile, name: str
) -> None:
    changed = replace(value, **{name: other(getattr(value, name))})
    assert key_of("activity", changed) != key_of("activity", value)


def test_the_same_inputs_have_the_same_key() -> None:
    again = SourceFile(PurePosixPath("tracks/a.gpx"), "0" * 64, 10)
    assert key_of("activity", again, Rules()) == key_of("activity", FILE, Rules())


def test_the_kind_belongs_to_the_key() -> None:
    assert key_of("a", FILE) != key_of("b", FILE)


def test_the_program_belongs_to_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of("a", FILE)
    monkeypatch.setattr("milepost.memo._program", lambda: "another release")
    assert key_of("a", FILE) != before


def test_inputs_do_not_run_into_each_other() -> None:
    assert key_of("a", "x", "y") != key_of("a", "xy")
    assert key_of("a", ("x", "y")) != key_of("a", "x", "y")
    assert key_of("a") != key_of("a", "1")
    assert key_of("a", None) != key_of("a")


def test_a_database_remembers_from_run_to_run(path: Path) -> None:
    cook = Cook()
    assert database(path, range(5), cook) == database(path, range(5), cook)
    assert cook.asked == [0, 1, 2, 3, 4]


def test_pruning_forgets_what_was_not_asked_for(path: Path) -> None:
    cook = Cook()
    database(path, [1, 2, 3], cook)
    database(path, [2], cook, prune=True)
    database(path, [1, 2, 3], cook)
    assert cook.asked == [1, 2, 3, 1, 3]


def test_without_pruning_nothing_is_forgotten(path: Path) -> None:
    cook = Cook()
    database(path, [1, 2, 3], cook)
    database(path, [2], cook)
    database(path, [1, 2, 3], cook)
    assert cook.asked == [1, 2, 3]


def test_pruning_keeps_what_was_just_made(path: Path) -> None:
    cook = Cook()
    database(path, [1], cook, prune=True)
    database(path, [1], cook)
    assert cook.asked == [1]


def write_foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE memo (bookmark TEXT)")
        db.commit()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_bytes(b"this is no database at all, but long enough " * 40),
    "head lost": lambda path: path.write_bytes(b"\0" * 100 + path.read_bytes()[100:]),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "pages lost": lambda path: path.write_bytes(
        path.read_bytes()[:4096] + os.urandom(len(path.read_bytes()) - 4096)
    ),
    "foreign": lambda path: (path.unlink(), write_foreign_database(path)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_costs_time_only(path: Path, damage: Callable[[Path], object]) -> None:
    numbers = range(300)
    whole = database(path, numbers, Cook())
    damage(path)
    assert database(path, numbers, Cook(), prune=True) == whole
    assert database(path, numbers, Cook(), prune=True) == whole


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_mended_in_the_end(
    path: Path, damage: Callable[[Path], object]
) -> None:
    database(path, range(300), Cook())
    damage(path)
    for _ in range(2):
        database(path, range(300), Cook(), prune=True)
    cook = Cook()
    database(path, range(300), cook)
    assert cook.asked == []


@pytest.mark.parametrize("value", [None, "text", 7, 1.5])
def test_a_row_that_holds_no_bytes_is_made_anew(path: Path, value: object) -> None:
    database(path, [1], Cook())
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE memo SET value = ?", (value,))
        db.commit()
    cook = Cook()
    assert database(path, [1], cook) == [2]
    assert cook.asked == [1]


def test_a_place_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder.sqlite3").mkdir()
    for path in (tmp_path / "file" / "store.sqlite3", tmp_path / "folder.sqlite3"):
        assert database(path, [1, 2], Cook(), prune=True) == [2, 4]
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_read_only_file_is_read_and_left(path: Path) -> None:
    database(path, [1, 2], Cook())
    before = path.read_bytes()
    cook = Cook()
    store = Database(path)
    assert store._db is not None
    store._db.execute("PRAGMA query_only = ON")  # file modes do not stop an administrator
    assert ask(store, [1, 2, 3], cook) == [2, 4, 6]
    store.close(prune=True)
    assert cook.asked == [3]
    assert path.read_bytes() == before


def test_two_runs_at_once_do_not_hurt_each_other(path: Path) -> None:
    database(path, [1], Cook())
    one, two = Database(path), Database(path)
    assert ask(one, [1, 2], Cook()) == [2, 4]
    assert ask(two, [1], Cook()) == [2]
    one.close(prune=False)
    two.close(prune=False)
    cook = Cook()
    database(path, [1, 2], cook)
    assert cook.asked == []


def shout(word: str, count: int, *inputs: bytes) -> bytes:
    return (word * count).encode() + b"".join(inputs)


def artifact(path: str, content: bytes | Copy | Recipe) -> Artifact:
    return Artifact(PurePosixPath(path), content, "test")


def test_artifacts_of_all_sorts_become_bytes(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"pixels")
    artifacts = [
        artifact("a.txt", b"plain"),
        artifact("b.txt", Recipe(shout, ("ho", 2), "shout")),
        artifact("c.txt", Copy("photo.jpg")),
        artifact("d.txt", Recipe(shout, ("hi", 1), "shout", ("photo.jpg", "photo.jpg"))),
    ]
    made = {str(path): data for path, data in realise(artifacts, tmp_path, Nowhere(), map)}
    assert made == {
        "a.txt": b"plain", "b.txt": b"hoho", "c.txt": b"pixels", "d.txt": b"hipixelspixels",
    }  # fmt: skip


def test_recipes_are_remembered_by_kind_and_args(tmp_path: Path) -> None:
    shelf = Shelf()
    first = Recipe(shout, ("ho", 2), "shout")
    list(realise([artifact("a", first)], tmp_path, shelf, map))
    (key,) = shelf.rows
    shelf.rows[key] = b"remembered"
    ((_, again),) = realise([artifact("a", first)], tmp_path, shelf, map)
    assert again == b"remembered"
    for change in ({"args": ("ho", 3)}, {"kind": "cry"}):
        made = dict(realise([artifact("a", replace(first, **change))], tmp_path, shelf, map))
        assert made[PurePosixPath("a")] != b"remembered"


def test_two_recipes_alike_are_made_once_and_stand_twice(tmp_path: Path) -> None:
    shelf, recipe = Shelf(), Recipe(shout, ("ho", 2), "shout")
    made = list(realise([artifact("a", recipe), artifact("b", recipe)], tmp_path, shelf, map))
    assert made == [(PurePosixPath("a"), b"hoho"), (PurePosixPath("b"), b"hoho")]
    assert len(shelf.rows) == 1


def test_recipes_are_made_side_by_side_too(tmp_path: Path) -> None:
    recipes = [artifact(f"{n}", Recipe(shout, (str(n), 2), "shout")) for n in range(8)]
    with side_by_side(2) as pmap:
        made = [data for _, data in realise(recipes, tmp_path, Nowhere(), pmap)]
    assert made == [f"{n}{n}".encode() for n in range(8)]


def test_a_store_that_another_build_holds_is_left_to_it(path: Path) -> None:
    mine = Database(path)
    mine.put("a", b"1")
    mine.close(prune=False)
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN EXCLUSIVE")
        waiting = Database(path, patience_s=0.0)
        assert waiting.get("a") is None
        waiting.put("a", b"2")
        waiting.close(prune=True)
    again = Database(path)
    assert again.get("a") == b"1"
    again.close(prune=False)


@pytest.mark.parametrize(
    "spoil", [lambda value: value[:-1] + b"x", lambda value: value[:5], lambda value: b""]
)
def test_a_value_that_is_not_as_it_was_put_counts_as_lost(
    path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    database(path, [1, 2], Cook())
    with closing(sqlite3.connect(path)) as db:
        ((value,),) = db.execute("SELECT value FROM memo WHERE key = ?", [key_of("double", 1)])
        db.execute("UPDATE memo SET value = ? WHERE value = ?", (spoil(value), value))
        db.commit()
    cook = Cook()
    assert database(path, [1, 2], cook) == [2, 4]
    assert cook.asked == [1]


def test_the_value_of_another_key_counts_as_lost(path: Path) -> None:
    database(path, [1, 2], Cook())
    with closing(sqlite3.connect(path)) as db:
        ((value,),) = db.execute("SELECT value FROM memo WHERE key = ?", [key_of("double", 1)])
        db.execute("UPDATE memo SET value = ?", (value,))
        db.commit()
    assert database(path, [1, 2], Cook()) == [2, 4]


def test_two_builds_at_once_both_remember(path: Path) -> None:
    one, other = Database(path, patience_s=0.0), Database(path, patience_s=0.0)
    for store, key in ((one, "a"), (other, "b"), (one, "c")):
        store.put(key, bytes(5_000_000))
        assert store.get(key) == bytes(5_000_000)
    one.close(prune=False)
    other.close(prune=False)
    assert (one.lost, other.lost) == ("", "")
    again = Database(path)
    assert all(again.get(key) == bytes(5_000_000) for key in "abc")
    again.close(prune=False)


def test_a_store_that_is_damaged_further_in_is_thrown_away(path: Path) -> None:
    store = Database(path)
    for number in range(200):
        store.put(f"{number}", bytes(4000))
    store.close(prune=False)
    data = path.read_bytes()
    path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
    for _ in range(2):  # at the latest while it is written to
        store = Database(path)
        for number in range(200):
            assert store.get(f"{number}") in (None, bytes(4000))
            store.put(f"{number}", bytes(4000))
        store.close(prune=False)
    again = Database(path)
    assert again.get("100") == bytes(4000)
    again.close(prune=False)


@pytest.mark.parametrize("spoil", [Path.mkdir, lambda path: path.parent.rmdir()])
def test_a_store_that_cannot_be_used_tells_why(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    path.parent.mkdir()
    spoil(path)
    if not path.parent.exists():
        path.parent.write_bytes(b"a file")
    store = Database(path)
    store.put("a", b"1")
    assert store.get("a") is None
    store.close(prune=True)
    assert store.lost in ("unable to open database file", "File exists")
