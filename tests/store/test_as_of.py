"""Laws: a past moment read back is what a replay of the changes up to it gives; an export is the store."""

from __future__ import annotations

import io
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings, strategies as st

from inspectprep.store.sqlite import SQLiteStore
from tests.store.fakes import START, Clock, quick_store

KINDS = ("note", "team")
IDS = ("1", "2", "3")

documents = st.none() | st.dictionaries(
    st.sampled_from("abc"),
    st.text(max_size=5) | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    max_size=3,
)
changes = st.lists(
    st.tuples(st.sampled_from(KINDS), st.sampled_from(IDS), documents, st.integers(-5, 5)), max_size=25
)


def play(store: SQLiteStore, clock: Clock, steps: list[tuple[str, str, Any, int]]) -> list[Any]:
    """Make the changes, the clock jumping back and forth as each says, and return what was recorded."""
    made = []
    # One transaction, because waiting for the disk each time proves nothing here.
    with store.transaction():
        for kind, number, document, minutes in steps:
            clock.now += timedelta(minutes=minutes)
            made.append(store.append(kind, f"{kind}-{number}", document, by="Ann", why="test"))
    return made


@settings(max_examples=40)
@given(steps=changes, data=st.data())
def test_the_state_of_any_moment_is_a_replay_of_the_changes_up_to_it(
    steps: list[tuple[str, str, Any, int]], data: st.DataObject
) -> None:
    """By number and by time, for each kind, record by record."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock(step=timedelta(0))
        store = quick_store(Path(folder) / "store", clock=clock)
        made = play(store, clock, steps)
        number = data.draw(st.integers(0, len(made)))
        moment = START + timedelta(minutes=data.draw(st.integers(-30, 130)))
        for as_of, taken in (
            (number, made[:number]),
            (moment, [each for each in made if each.at <= moment]),
            (None, made),
        ):
            last = {each.id: each for each in taken}
            for kind in KINDS:
                wanted = [
                    last[name]
                    for name in sorted(last)
                    if last[name].kind == kind and not last[name].withdrawn
                ]
                assert list(store.list(kind, as_of)) == wanted
                assert store.documents(kind, as_of) == [(each.id, each.document) for each in wanted]
                for name in IDS:
                    assert store.get(kind, f"{kind}-{name}", as_of) == last.get(f"{kind}-{name}")
        store.close()


@settings(max_examples=40)
@given(steps=changes)
def test_an_export_imported_elsewhere_is_the_same_store(steps: list[tuple[str, str, Any, int]]) -> None:
    """Every change, every hash and the export of it come back to the last byte."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        store = quick_store(Path(folder) / "one", clock=clock)
        made = play(store, clock, steps)
        other = quick_store(Path(folder) / "two")
        first, second = io.BytesIO(), io.BytesIO()
        head = store.export(first)
        first.seek(0)
        assert other.import_(first) == head == other.head()
        other.export(second)
        assert second.getvalue() == first.getvalue()
        assert [each for kind in KINDS for each in other.list(kind)] == [
            each for kind in KINDS for each in store.list(kind)
        ]
        assert other.verify().sound
        assert other.verify().changes == len(made)
        after = other.append("note", "note-1", {"a": 1}, by="Ben")
        assert after.number == len(made) + 1
        assert other.verify(head.hash).sound
        store.close()
        other.close()
