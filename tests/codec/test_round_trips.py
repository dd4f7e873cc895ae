"""Round trips: every value of the model survives being written and read."""

from __future__ import annotations

import importlib
import json
import pkgutil

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectprep import codec, model
from inspectprep.errors import DocumentError
from inspectprep.model.report import Table
from inspectprep.testing.strategies import values

NEVER_WRITTEN = {"RawSheet"}
"""Raw sheets hold children's details; no document may."""


def model_classes() -> list[type]:
    """Return every attrs class that a module of the model defines, offsets left to their own text."""
    found = []
    for module in pkgutil.iter_modules(model.__path__):
        loaded = importlib.import_module(f"inspectprep.model.{module.name}")
        found += [
            cls
            for cls in vars(loaded).values()
            if isinstance(cls, type) and attrs.has(cls) and cls.__module__ == loaded.__name__
        ]
    return [cls for cls in found if cls.__name__ not in {*NEVER_WRITTEN, "Offset"}]


@pytest.mark.parametrize("cls", model_classes(), ids=lambda cls: cls.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_every_value_survives_plain_json(cls: type, data: st.DataObject) -> None:
    """A value of any class of the model comes back equal, to the last type, from JSON text."""
    value = data.draw(values(cls))
    for full in (False, True):
        text = json.dumps(codec.plain(value, full=full))
        again = codec.build(json.loads(text), cls)
        assert again == value
        assert repr(again) == repr(value), "words must come back as members, not as text"


@pytest.mark.parametrize("kind", sorted(codec.KINDS))
@settings(max_examples=25)
@given(data=st.data())
def test_every_document_survives_json_text(kind: str, data: st.DataObject) -> None:
    """A whole document comes back equal from its JSON text."""
    cls = codec.KINDS[kind].cls
    value = data.draw(values(cls))
    assert codec.loads_json(codec.dumps(value), cls) == value


@pytest.mark.parametrize("kind", sorted(set(codec.KINDS) - {"report"}))
@settings(max_examples=25)
@given(data=st.data())
def test_every_document_survives_toml_text(kind: str, data: st.DataObject) -> None:
    """A whole document comes back equal from its TOML text."""
    cls = codec.KINDS[kind].cls
    value = data.draw(values(cls))
    assert codec.loads_toml(codec.dumps_toml(value), cls) == value


@given(values(Table))
def test_a_table_survives_toml_unless_a_cell_holds_nothing(table: Table) -> None:
    """TOML has no word for nothing: such a report is refused with the cell's path, the rest survive."""
    from inspectprep.model.report import Report, Section  # noqa: PLC0415

    report = Report(kind="table", title="", sections=(Section(title="", blocks=(table,)),))
    if any(cell is None for row in table.rows for cell in row):
        with pytest.raises(DocumentError) as caught:
            codec.dumps_toml(report)
        assert caught.value.problems[0][0].startswith("$.sections[0].blocks[0].rows[")
    else:
        assert codec.loads_toml(codec.dumps_toml(report), Report) == report


@pytest.mark.parametrize("kind", sorted(codec.KINDS))
@settings(max_examples=10)
@given(data=st.data())
def test_writing_twice_gives_the_same_text(kind: str, data: st.DataObject) -> None:
    """What is read from a document is written as that document again."""
    cls = codec.KINDS[kind].cls
    text = codec.dumps(data.draw(values(cls)))
    assert codec.dumps(codec.loads_json(text, cls)) == text
