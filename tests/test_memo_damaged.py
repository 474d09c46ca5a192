"""A store of which bytes were flipped."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from milepost.memo import Database

STATEMENT = b"CREATE TABLE memo"
VALUES = {f"key-{number}": str(number).encode() * 9 for number in range(60)}
SPOTS = ("head", "statement", "anywhere")


def run(path: Path) -> list[str]:
    """Ask for every value as a build does, and make what is not there; return what was made."""
    store, made = Database(path), []
    for key, value in VALUES.items():
        found = store.get(key)
        if found is None:
            made.append(key)
            store.put(key, value)
        else:
            assert found == value
    store.close(prune=True)
    return made


def flipped(data: bytes, flips: Iterable[tuple[str, int, int]]) -> bytes:
    """Return a file with other bits in some places of its head, its statement or anywhere."""
    spots = {"head": (0, 100), "statement": (data.index(STATEMENT), 60)}
    damaged = bytearray(data)
    for spot, offset, change in flips:
        begin, length = spots.get(spot, (0, len(data)))
        damaged[begin + offset % length] ^= change
    return bytes(damaged)


@given(
    st.lists(
        st.tuples(st.sampled_from(SPOTS), st.integers(0, 10**6), st.integers(1, 255)),
        min_size=1,
        max_size=4,
    )
)
@example([("statement", 3, 0x80)])  # what SQLite says of it is no UTF-8
@settings(max_examples=100, deadline=None)
def test_bytes_flipped_anywhere_cost_time_only(flips: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite3"
        assert run(path) == list(VALUES)
        path.write_bytes(flipped(path.read_bytes(), flips))
        run(path)
        run(path)
        assert run(path) == []
