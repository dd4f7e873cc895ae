"""JSON Schema: made from the model, true of the documents people write."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

import inspectprep
from inspectprep import codec
from inspectprep.testing.strategies import values

DATA = Path(inspectprep.__file__).parent / "frameworks" / "data"
PLUGINS = Path(__file__).parents[2] / "plugins"
FILES = sorted([*DATA.glob("*.toml"), *PLUGINS.glob("*/src/*/data/*.toml")])

COUNCIL = {
    "schema": "inspectprep/framework/3",
    "id": "own",
    "title": "Own",
    "variants": [
        {
            "id": "own-short",
            "extends": "ilacs-short",
            "remove": ["embargo"],
            "milestones": [{"id": "fieldwork", "offset": "10 working days"}],
        }
    ],
}


def validator(kind: str) -> Draft202012Validator:
    """Return a validator of one kind of document, formats included."""
    schema = codec.json_schema(kind)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def as_json(document: Any) -> Any:
    """Return a TOML document as an editor's JSON Schema support sees it: dates as text."""
    return json.loads(json.dumps(document, default=date.isoformat))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_shipped_files_are_valid(path: Path) -> None:
    """The framework and task files that come with inspectprep satisfy the schema of their kind."""
    document = as_json(codec.read_document(path))
    kind = document["schema"].split("/")[1]
    assert [error.message for error in validator(kind).iter_errors(document)] == []


@pytest.mark.parametrize("kind", sorted(codec.document_kinds()))
@settings(max_examples=15)
@given(data=st.data())
def test_whatever_is_written_is_valid(kind: str, data: st.DataObject) -> None:
    """Every document of every kind satisfies the schema of its kind."""
    value = data.draw(values(codec.document_kinds()[kind].cls))
    document = json.loads(codec.dumps(value))
    assert [error.message for error in validator(kind).iter_errors(document)] == []


def test_a_variant_that_extends_need_name_only_what_differs() -> None:
    """A council's file is valid although its milestone has no title."""
    assert validator("framework").is_valid(COUNCIL)


@pytest.mark.parametrize(
    "change",
    [
        {"titel": "x"},
        {"schema": "inspectprep/framework/9"},
        {"title": 3},
        {"variants": [{"id": "whole", "title": "W", "milestones": [{"id": "fieldwork"}]}]},
        {"variants": [{"extends": "ilacs-short"}]},
        {"variants": [{"id": "a", "extends": "b", "milestones": [{"offset": "same day"}]}]},
        {"editions": [{"id": "e", "title": "E", "starting": "soon"}]},
    ],
    ids=str,
)
def test_what_the_codec_refuses_is_invalid(change: dict[str, Any]) -> None:
    """Unknown keys, wrong types, missing keys, bad dates and other versions do not pass."""
    assert not validator("framework").is_valid({**COUNCIL, **change})


def test_keys_are_explained() -> None:
    """An editor can show what a key means while somebody writes it."""
    milestone = codec.json_schema("framework")["$defs"]["Milestone"]
    assert "day" in milestone["properties"]["end_offset"]["description"]
    assert milestone["properties"]["daily"]["default"] is False
    assert milestone["required"] == ["id", "title", "phase", "basis", "source"]
