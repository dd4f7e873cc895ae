"""Round trips: every value of the model survives being written and read."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from inspectprep import codec
from inspectprep.errors import DocumentError, InspectPrepError
from inspectprep.model.report import Report, Section, Table
from inspectprep.model.sheet import RawSheet
from inspectprep.model.workforce import Leave, People, Person
from inspectprep.testing.strategies import values
from tests.codec.model_classes import model_classes
from tests.whole import whole


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
        assert whole(again) == whole(value), "words must come back as members, not as text"


@pytest.mark.parametrize("kind", sorted(codec.document_kinds()))
@settings(max_examples=25)
@given(data=st.data())
def test_every_document_survives_json_text(kind: str, data: st.DataObject) -> None:
    """A whole document comes back equal from its JSON text."""
    cls = codec.document_kinds()[kind].cls
    value = data.draw(values(cls))
    assert codec.loads_json(codec.dumps(value), cls) == value


@pytest.mark.parametrize("kind", sorted(set(codec.document_kinds()) - {"report"}))
@settings(max_examples=25)
@given(data=st.data())
def test_every_document_survives_toml_text(kind: str, data: st.DataObject) -> None:
    """A whole document comes back equal from its TOML text."""
    cls = codec.document_kinds()[kind].cls
    value = data.draw(values(cls))
    assert codec.loads_toml(codec.dumps_toml(value), cls) == value


@given(values(Table))
def test_a_table_survives_toml_unless_a_cell_holds_nothing(table: Table) -> None:
    """TOML has no word for nothing: such a report is refused with the cell's path, the rest survive."""
    report = Report(kind="table", title="t", sections=(Section(title="s", blocks=(table,)),))
    if any(cell is None for row in table.rows for cell in row):
        with pytest.raises(DocumentError) as caught:
            codec.dumps_toml(report)
        assert caught.value.problems[0][0].startswith("$.sections[0].blocks[0].rows[")
    else:
        assert codec.loads_toml(codec.dumps_toml(report), Report) == report


@pytest.mark.parametrize("kind", sorted(codec.document_kinds()))
@settings(max_examples=10)
@given(data=st.data())
def test_writing_twice_gives_the_same_text(kind: str, data: st.DataObject) -> None:
    """What is read from a document is written as that document again."""
    cls = codec.document_kinds()[kind].cls
    text = codec.dumps(data.draw(values(cls)))
    assert codec.dumps(codec.loads_json(text, cls)) == text


def test_raw_sheets_are_never_written() -> None:
    """They hold children's details, and the refusal repeats none of them."""
    sheet = RawSheet(file="annex-a.xlsx", sheet="List 1", cells=[["a child's name"]])
    with pytest.raises(InspectPrepError, match="children's details") as caught:
        codec.plain(sheet)
    assert "a child's name" not in str(caught.value)


def test_toml_is_written_as_people_write_it() -> None:
    """Dates are dates, lists of tables have their own headings, and what holds its default is left out."""
    people = People(
        people=(
            Person(
                role="dcs",
                name='Zoë "Zo" O\'Hara\n',
                leave=(Leave(starting=date(2018, 4, 9), until=date(2018, 4, 20)),),
            ),
        )
    )
    assert codec.dumps_toml(people) == (
        'schema = "inspectprep/people/1"\n'
        "\n"
        "[[people]]\n"
        'role = "dcs"\n'
        'name = "Zoë \\"Zo\\" O\'Hara\\n"\n'
        "\n"
        "[[people.leave]]\n"
        "starting = 2018-04-09\n"
        "until = 2018-04-20\n"
    )
