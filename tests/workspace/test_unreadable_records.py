"""One record that cannot be read never blocks the others. It is listed, named and can be withdrawn."""

from __future__ import annotations

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from inspectprep import Workspace
from inspectprep.errors import DocumentError
from inspectprep.model.record import RECORD_KINDS
from inspectprep.model.unreadable import UnreadableRecord
from inspectprep.workspace.records import Records
from tests.shared import from_shared
from tests.store.fakes import START, quick_store
from tests.store.forged import forged
from tests.whole import whole

GOOD = {"learned": "Ring the deputies first."}

ITEM = {"title": "Audit of plans", "kind": "audit"}

WRONG = {
    "an unknown field": ({**ITEM, "nosuchfield": 1}, "The field nosuchfield is unknown."),
    "no required field": ({"kind": "audit"}, "The field title is missing."),
    "a number for a text": ({**ITEM, "title": 3}, "The field title is not valid."),
    "nothing for a text": ({**ITEM, "title": None}, "The field title is not valid."),
    "a table for a text": ({**ITEM, "title": {"a": 1}}, "The field title is not valid."),
    "a text for a list": ({**ITEM, "judgements": "help"}, "The field judgements is not valid."),
    "a number in a list": ({**ITEM, "judgements": ["help", 1]}, "The field judgements is not valid."),
    "a word that no longer exists": (
        {**ITEM, "sensitivity": "secret"},
        "The field sensitivity is not valid.",
    ),
    "no date": ({**ITEM, "recorded": "2026-02-30"}, "The field recorded is not valid."),
    "a list for a date": ({**ITEM, "recorded": ["2026-02-28"]}, "The field recorded is not valid."),
    "many unknown fields": ({**ITEM, **{f"f{n}": n for n in range(9)}}, "There are 4 more problems."),
    "a long name": ({**ITEM, "x" * 5_000: 1}, "xxx... is unknown."),
    "an odd name": ({**ITEM, "\x1b[31m red": 1}, "red"),
    "lists in lists": ({**ITEM, "title": [[[[[["deep"]]]]]]}, "The field title is not valid."),
}


def records(folder: Path, changes: list[tuple[str, str, Any]]) -> Records:
    """Return the records of a store with an import."""
    store = quick_store(folder)
    store.import_(io.BytesIO(forged(changes)))
    return Records(store, today=START.date)


@pytest.mark.parametrize("name", WRONG)
def test_the_others_are_read_and_the_one_is_named(tmp_path: Path, name: str) -> None:
    """The reason has names of fields, and no value, which could be personal data."""
    document, reason = WRONG[name]
    found = records(
        tmp_path / "s",
        [("evidence", "ev-1", document), ("evidence", "ev-2", ITEM), ("team", "team-1", {"name": "A"})],
    )
    assert [item.id for item in found.all("evidence")] == ["ev-2"]
    assert [team.id for team in found.all("team")] == ["team-1"]
    (one,) = found.unreadable()
    assert (one.kind, one.id) == ("evidence", "ev-1")
    assert one.reason.isprintable()
    assert reason in one.reason
    assert len(one.reason) < 300
    gathered: list[UnreadableRecord] = []
    found.all("evidence", unreadable=gathered)
    assert gathered == [one]


def test_it_is_listed_shown_and_withdrawn(tmp_path: Path) -> None:
    """Its names of fields are shown, and its history is kept."""
    found = records(tmp_path / "s", [("lesson", "les-1", {"nosuchfield": 1}), ("lesson", "les-2", GOOD)])
    first, second = found.entries("lesson")
    assert (first.id, first.value, first.fields) == ("les-1", None, ("nosuchfield",))
    assert "nosuchfield" in first.unreadable
    assert not first.withdrawn
    assert second.value.learned == GOOD["learned"]
    assert found.entry("les-1") == first
    with pytest.raises(DocumentError, match="cannot be read"):
        found.get("les-1")
    with pytest.raises(DocumentError, match="cannot be read"):
        found.change("les-1", {"learned": "new"}, by="Ann")
    found.withdraw("les-1", by="Ann", why="from another program", expect=1)
    assert found.unreadable() == ()
    assert [entry.withdrawn for entry in found.history("les-1")] == [False, True]


def test_it_can_be_replaced_by_a_readable_value(tmp_path: Path) -> None:
    """The writer gives the whole record and the revision that was seen."""
    found = records(tmp_path / "s", [("lesson", "les-1", {"nosuchfield": 1}), ("lesson", "les-2", GOOD)])
    value = found.get("les-2")
    found.withdraw("les-2", by="Ann", why="moved")
    found.update(type(value)(id="les-1", learned=value.learned), expect=1, by="Ann")
    assert found.get("les-1").learned == value.learned


def test_the_reason_never_repeats_a_value(tmp_path: Path) -> None:
    """A word that is not valid may be the name of a child."""
    found = records(
        tmp_path / "s",
        [("evidence", "ev-1", {"title": "Audit", "kind": "Zebedee Quill", "recorded": "born 3 May"})],
    )
    (one,) = found.unreadable()
    assert one.reason == "The field kind is not valid. The field recorded is not valid."
    assert "Zebedee" not in whole(found.entries("evidence"))


def test_a_document_that_is_not_a_table_blocks_nothing(tmp_path: Path) -> None:
    """Only a program that writes to the file itself can make one, also of a kind with renamed fields."""
    store = quick_store(tmp_path / "s")
    texts = ("[1, 2]", '"words"', "7", "not json", "[" * 100_000, "", "1,2")
    connection = store._connection  # as another program would
    for kind, word, prefix in (("lesson", "lesson", "les"), ("disclosure", "told", "told")):
        for number, text in enumerate(texts, 1):
            id_ = f"{prefix}-{number}"
            change = store.head().number + 1
            connection.execute(
                "INSERT INTO changes VALUES (?, ?, ?, 1, ?, 'Ann', '', ?, '', '')",
                (change, word, id_, "2026-01-01T00:00:00.000000Z", text),
            )
            connection.execute("INSERT INTO latest VALUES (?, ?, ?)", (kind, id_, change))
    found = Records(store, today=START.date)
    found.add(RECORD_KINDS["lesson"].cls(id="les-50", learned="Ring first."), by="Ann")
    assert [lesson.learned for lesson in found.all("lesson")] == ["Ring first."]
    assert len(found.unreadable()) == 2 * len(texts)
    assert {record.reason for record in found.unreadable()} == {"It is not a table of fields."}
    for record in found.unreadable():
        assert found.entry(record.id).fields == ()
        found.withdraw(record.id, by="Ann", why="damaged", expect=1)
    assert found.unreadable() == ()


@pytest.mark.parametrize("id_", ["les-99999999999999999999", "les-9223372036854775807", f"les-{'9' * 90}"])
def test_a_number_beyond_what_is_counted_is_an_id_like_any_other(tmp_path: Path, id_: str) -> None:
    """The next record gets the next small number."""
    found = records(tmp_path / "s", [("lesson", id_, GOOD), ("lesson", "les-4", GOOD)])
    assert found.unreadable() == ()
    assert found.get(id_).learned == GOOD["learned"]
    assert found.add(RECORD_KINDS["lesson"].cls(learned="New."), by="Ann").id == "les-5"
    found.withdraw(id_, by="Ann", why="twice")
    assert [lesson.id for lesson in found.all("lesson")] == ["les-4", "les-5"]


@pytest.mark.parametrize("id_", ["LES-1", "les.1", "ev-1", "7"])
def test_an_id_of_another_kind_or_of_none_is_named_and_can_be_withdrawn(tmp_path: Path, id_: str) -> None:
    """A record of the kind whose id it resembles is not touched."""
    item = {"title": "Audit", "kind": "audit"}
    found = records(tmp_path / "s", [("evidence", "ev-1", item), ("lesson", id_, GOOD)])
    (one,) = found.unreadable()
    assert (one.kind, one.id, one.reason) == ("lesson", id_, "Its id is not the id of a lesson.")
    assert found.entry(id_, kind="lesson").value.learned == GOOD["learned"]
    found.withdraw(id_, by="Ann", why="forged", kind="lesson")
    assert found.all("lesson") == ()
    assert len(found.all("evidence")) == 1
    assert found.unreadable() == ()


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**25), 10**25)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from(["9999-12-31", "0001-01-01", "2026-02-30", "staff"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_whatever_one_document_is_the_others_are_read(data: st.DataObject) -> None:
    """Any kind, any field, any value: it is read or named, and it can be withdrawn."""
    kind = data.draw(st.sampled_from([*RECORD_KINDS.values()]))
    names = st.sampled_from([field.name for field in kind.cls.__attrs_attrs__]) | st.text(max_size=4)
    document = data.draw(st.dictionaries(names, JSON, max_size=4))
    with TemporaryDirectory() as folder:
        found = records(
            Path(folder) / "s", [(kind.word, f"{kind.prefix}-1", document), ("lesson", "les-7", GOOD)]
        )
        assert found.get("les-7").learned == GOOD["learned"]
        read = {record.id for record in found.all(kind.word)}
        named = {record.id for record in found.unreadable()}
        assert (f"{kind.prefix}-1" in read) is not (f"{kind.prefix}-1" in named)
        found.withdraw(f"{kind.prefix}-1", by="Ann", why="wrong")
        assert found.unreadable() == ()


def test_a_list_of_a_hundred_thousand_entries_is_read(tmp_path: Path) -> None:
    """A long record is slow to print, and blocks nothing."""
    names = [f"judgement-{number}" for number in range(100_000)]
    found = records(
        tmp_path / "s", [("evidence", "ev-1", {"title": "A", "kind": "audit", "judgements": names})]
    )
    assert found.get("ev-1").judgements == tuple(names)


@pytest.mark.parametrize("name", ["unknown-field", "huge-id"])
def test_the_given_exports_block_nothing(room: Workspace, name: str) -> None:
    """They are imported, and the workspace answers."""
    with from_shared(f"cases/store/{name}.jsonl").open("rb") as stream:
        room.store.import_(stream)
    assert len(room.records.all("lesson")) == 1
    for record in room.records.unreadable():
        room.records.withdraw(record.id, by="Ann", why="forged")
    assert room.records.add(RECORD_KINDS["lesson"].cls(learned="New."), by="Ann")


def test_a_forged_export_is_as_ours(tmp_path: Path) -> None:
    """The helper of these tests writes what our own export has."""
    store = quick_store(tmp_path / "s")
    store.import_(io.BytesIO(forged([("lesson", "les-1", GOOD)])))
    out = io.BytesIO()
    store.export(out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert lines == [json.loads(line) for line in forged([("lesson", "les-1", GOOD)]).splitlines()]
