"""Versions: a document says what it is; older ones are brought up to date, newer ones refused."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import frozen

from inspectprep import codec
from inspectprep.codec.kinds import kind_named, kind_of, upgrade
from inspectprep.errors import DocumentError, InspectPrepError, UnknownNameError
from inspectprep.model.document import DocumentKind, document
from inspectprep.model.workforce import People


def _to_second(document: dict[str, Any]) -> dict[str, Any]:
    return {"people": [{"role": each} for each in document["roles"]]}


def _to_third(document: dict[str, Any]) -> dict[str, Any]:
    return {"people": [{**each, "name": "Vacant"} for each in document["people"]]}


THIRD = DocumentKind(name="people", version=3, cls=People, migrations={1: _to_second, 2: _to_third})
"""People as they might be two versions from now."""


def refusal(document: dict[str, Any]) -> str:
    """Return why a document is not read as people."""
    with pytest.raises(DocumentError) as caught:
        codec.load(document, People)
    ((path, message),) = caught.value.problems
    assert path == "$.schema"
    return message


def test_an_older_document_goes_through_every_migration_in_turn() -> None:
    """Version 1 becomes version 2 and then version 3; the document itself is left as it was."""
    document = {"schema": "inspectprep/people/1", "roles": ["dcs"]}
    assert upgrade(document, THIRD) == {"people": [{"role": "dcs", "name": "Vacant"}]}
    assert document == {"schema": "inspectprep/people/1", "roles": ["dcs"]}


def test_a_document_joins_at_its_own_version() -> None:
    """Version 2 needs the last step only, and version 3 none."""
    content = {"people": [{"role": "dcs"}]}
    second = upgrade({"schema": "inspectprep/people/2", **content}, THIRD)
    assert second == {"people": [{"role": "dcs", "name": "Vacant"}]}
    assert upgrade({"schema": "inspectprep/people/3", **content}, THIRD) == content


def test_a_version_without_a_migration_is_refused() -> None:
    """A gap in the steps is told, not jumped."""
    gap = DocumentKind(name="people", version=3, cls=People, migrations={2: _to_third})
    with pytest.raises(DocumentError, match="version 1 of this kind of document is too old"):
        upgrade({"schema": "inspectprep/people/1"}, gap)


@pytest.mark.parametrize("kind", codec.document_kinds().values(), ids=lambda kind: kind.name)
def test_every_version_before_todays_can_be_brought_up_to_date(kind: DocumentKind) -> None:
    """A kind has a migration from each earlier version, and no other."""
    assert set(kind.migrations) == set(range(1, kind.version))


def test_a_newer_document_is_refused_with_what_to_do() -> None:
    """The message says which version this inspectprep reads."""
    message = refusal({"schema": "inspectprep/people/2", "people": []})
    assert "newer inspectprep" in message
    assert "up to version 1" in message
    assert "Upgrade" in message


@pytest.mark.parametrize("schema", ["people", "inspectprep/people", "inspectprep/people/0", "", 1, ["x"]])
def test_a_malformed_schema_is_told_how_to_write_it(schema: object) -> None:
    """The right text is shown."""
    assert refusal({"schema": schema, "people": []}) == 'should be "inspectprep/people/1"'


def test_a_missing_schema_is_told_how_to_begin() -> None:
    """The line to add is shown."""
    assert 'begins with schema = "inspectprep/people/1"' in refusal({"people": []})


def test_another_kind_of_document_is_named() -> None:
    """Mixing files up is told as such, and a mistake in the kind's name is recognised."""
    assert "this is a 'tasks' document, and a 'people' document is needed" in refusal(
        {"schema": "inspectprep/tasks/3", "tasks": []}
    )
    assert "did you mean 'people'?" in refusal({"schema": "inspectprep/peple/1"})


def test_the_schema_is_the_first_key_written() -> None:
    """A reader sees at once what a document is."""
    assert next(iter(codec.dump(People()))) == "schema"
    assert codec.dumps_toml(People()).startswith('schema = "inspectprep/people/1"\n')


@pytest.mark.parametrize("kind", codec.document_kinds().values(), ids=lambda kind: kind.name)
def test_every_kind_finds_its_class_and_back(kind: DocumentKind) -> None:
    """The name and the class lead to the same kind."""
    assert kind_of(kind.cls) is kind
    assert kind_named(kind.name) is kind


def test_an_unknown_kind_suggests_the_nearest() -> None:
    """So does every function that takes a kind."""
    with pytest.raises(UnknownNameError, match="Did you mean 'framework'"):
        codec.json_schema("framwork")


def test_a_class_elsewhere_becomes_a_document_by_its_decorator_alone() -> None:
    """A package above the codec, or a plugin, registers a kind in its own module."""

    @document("test-diary", version=2, migrations={1: lambda old: {"title": old["name"]}})
    @frozen(kw_only=True)
    class VisitDiary:
        title: str

    diary = VisitDiary(title="Day one")
    assert codec.dump(diary) == {"schema": "inspectprep/test-diary/2", "title": "Day one"}
    assert codec.loads_toml(codec.dumps_toml(diary), VisitDiary) == diary
    assert codec.load({"schema": "inspectprep/test-diary/1", "name": "Day one"}, VisitDiary) == diary
    assert kind_named("test-diary").cls is VisitDiary
    assert codec.json_schema(VisitDiary) == codec.json_schema("test-diary")


def test_two_classes_cannot_share_a_name() -> None:
    """The message names both."""
    with pytest.raises(InspectPrepError, match=r"'people'.*workforce\.People and .*Others"):

        @document("people")
        @frozen
        class Others:
            """Not the model's people."""
