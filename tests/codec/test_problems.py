"""Problems: every one is found, named by its path, and told in plain words."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from inspectprep import codec
from inspectprep.errors import DocumentError, SourceError, UnknownNameError
from inspectprep.model.checklist import TaskSet
from inspectprep.model.document import DocumentKind
from inspectprep.model.framework import CallPattern, Milestone
from inspectprep.model.inspection import Inspection
from inspectprep.model.report import Report
from inspectprep.model.workforce import People, Person

PEOPLE = "inspectprep/people/1"


def problems(document: object, cls: type) -> dict[str, str]:
    """Return what is wrong with a document, by path."""
    with pytest.raises(DocumentError) as caught:
        codec.load(document, cls)
    return dict(caught.value.problems)


def test_every_problem_is_told_with_its_path() -> None:
    """Wrong types, missing and unknown keys and bad dates come together, at any depth."""
    document = {
        "schema": PEOPLE,
        "people": [
            {"role": 3, "nmae": "x", "leave": [{"starting": "2018-13-01"}]},
            {"leave": "next week"},
            "somebody",
        ],
        "peple": [],
    }
    assert problems(document, People) == {
        "$.people[0].role": "should be text, not a whole number",
        "$.people[0].nmae": "is not a known key. Did you mean 'name'?",
        "$.people[0].leave[0].starting": "should be a date such as 2018-04-09, and '2018-13-01' is not one",
        "$.people[0].leave[0].until": "is missing",
        "$.people[1].role": "is missing",
        "$.people[1].leave": "should be a list, not text",
        "$.people[2]": "should be a table, not text",
        "$.peple": "is not a known key. Did you mean 'people'?",
    }


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "true or false"),
        ("x", "text"),
        (3, "a whole number"),
        (3.5, "a number"),
        ([], "a list"),
        (datetime(2018, 4, 9, 9, 30, tzinfo=UTC), "a date with a time"),
        (datetime(2018, 4, 9, 9, 30, tzinfo=UTC).date(), "a date"),
        (datetime(2018, 4, 9, 9, 30, tzinfo=UTC).timetz(), "a time"),
    ],
)
def test_what_stands_there_is_said_in_plain_words(value: object, words: str) -> None:
    """No message speaks of a programming language's types."""
    with pytest.raises(DocumentError) as caught:
        codec.build(value, Person)
    assert caught.value.problems == (("$", f"should be a table, not {words}"),)


@pytest.mark.parametrize(
    ("cls", "key", "value", "message"),
    [
        (Milestone, "daily", "yes", "should be true or false, not text"),
        (Milestone, "daily", 1, "should be true or false, not a whole number"),
        (Milestone, "offset", 5, "should be an offset such as '5 working days', not a whole number"),
        (Milestone, "offset", "5 woking days", "'5 woking days' is not an offset; write it like"),
        (Milestone, "phase", "onsite", "Did you mean 'on-site'?"),
        (Milestone, "phase", 3, "should be one of 'always-on', 'notification'"),
        (Milestone, "source", "guide", "should be a list, not text"),
        (CallPattern, "weekday", True, "should be a whole number, not true or false"),
        (CallPattern, "weekday", 1.5, "should be a whole number, not a number"),
        (Inspection, "notified", "9 April 2018", "should be a date such as 2018-04-09"),
        (Inspection, "notified", "20180409", "should be a date such as 2018-04-09"),
        (Inspection, "notified", datetime(2018, 4, 9, tzinfo=UTC), "not a date with a time"),
        (Inspection, "notified", 20180409, "not a whole number"),
        (Report, "document", [], "should be a table, not a list"),
    ],
    ids=str,
)
def test_a_wrong_value_is_told_what_should_stand_there(
    cls: type, key: str, value: object, message: str
) -> None:
    """The message says what is expected, and suggests the nearest word where there is a choice."""
    with pytest.raises(DocumentError) as caught:
        codec.build({key: value}, cls)
    assert message in dict(caught.value.problems)[f"$.{key}"]


def test_blocks_and_cells_of_a_report_are_checked() -> None:
    """A block of no known shape and a cell of no known kind are named by their places."""
    document = {
        "schema": "inspectprep/report/1",
        "kind": "x",
        "title": "x",
        "sections": [
            {
                "title": "x",
                "blocks": [
                    {"txt": "x"},
                    {"columns": ["a"], "rows": [[{"date": "soon"}, {"rating": "blue"}, {}]]},
                    {"columns": ["a"], "rows": [], "choices": {"a b": "x"}},
                ],
            }
        ],
    }
    found = problems(document, Report)
    assert found["$.sections[0].blocks[0]"] == (
        "should have one of the keys 'text', 'items', 'columns', 'tiles', 'spans', 'verdict', 'since', "
        "'points', 'across', 'figure', 'sides', 'day', 'companions', 'summary'"
    )
    assert "should be a date" in found["$.sections[0].blocks[1].rows[0][0]"]
    assert "should be one of 'red', 'amber', 'green'" in found["$.sections[0].blocks[1].rows[0][1]"]
    assert "should be text, a number" in found["$.sections[0].blocks[1].rows[0][2]"]
    assert found["$.sections[0].blocks[2].choices['a b']"] == "should be a list, not text"


def test_an_id_may_stand_only_once_in_a_list() -> None:
    """The second entry with an id is named, with the place of the first."""
    task = {"id": "t", "title": "T", "theme": "plan", "phase": "off-site", "owners": ["dcs"]}
    document = {"schema": "inspectprep/tasks/3", "tasks": [task, {**task, "id": "u"}, task]}
    assert problems(document, TaskSet) == {"$.tasks[2].id": "'t' is already the id of number 1 of this list"}


def test_a_base_supplies_what_is_not_named() -> None:
    """A change names only what differs; its problems carry the path it was given."""
    base = Person(role="dcs", name="A", deputy="B")
    assert codec.build({"name": "C"}, Person, base=base) == Person(role="dcs", name="C", deputy="B")
    with pytest.raises(DocumentError) as caught:
        codec.build({"nam": "C"}, Person, base=base, path="$.people[7]", where="own.toml")
    assert caught.value.problems[0][0] == "$.people[7].nam"
    assert str(caught.value).startswith("own.toml: $.people[7].nam: ")


def test_toml_that_is_not_toml_is_placed_by_line_and_column() -> None:
    """The file, the line and the column are named."""
    text = 'schema = "inspectprep/people/1"\npeople = [\n  { role "dcs" },\n]\n'
    with pytest.raises(DocumentError) as caught:
        codec.loads_toml(text, People, where="people.toml")
    ((place, message),) = caught.value.problems
    assert re.fullmatch(r"line 3, column \d+", place)
    assert message.startswith("this is not TOML: ")
    assert str(caught.value).startswith("people.toml: line 3")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"schema": ', "line 1, column 12", "this is not JSON"),
        ('{"schema": "a", "schema": "b"}', "$", "the key 'schema' is in one object twice"),
        ("[]", "$", "should be a table, not a list"),
    ],
)
def test_json_that_is_no_document_is_refused(text: str, place: str, message: str) -> None:
    """A mistake in JSON is placed too, and a repeated key is not taken in silence."""
    with pytest.raises(DocumentError) as caught:
        codec.loads_json(text, People)
    assert caught.value.problems[0][0] == place
    assert message in caught.value.problems[0][1]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Missing files, folders and files in another encoding say so."""
    with pytest.raises(SourceError, match=r"absent\.toml: There is no such file"):
        codec.read_toml(tmp_path / "absent.toml", People)
    with pytest.raises(SourceError, match="This is a folder"):
        codec.read_toml(tmp_path, People)
    wide = tmp_path / "wide.toml"
    wide.write_bytes(f'schema = "{PEOPLE}"'.encode("utf-16"))
    with pytest.raises(SourceError, match="Save it as UTF-8"):
        codec.read_toml(wide, People)


def test_files_saved_by_notepad_are_read(tmp_path: Path) -> None:
    """A byte-order mark and Windows line ends do no harm, in TOML or JSON."""
    people = People(people=(Person(role="dcs", name="Zoë"),))
    for suffix, text in ((".toml", codec.dumps_toml(people)), (".json", codec.dumps(people))):
        path = tmp_path / f"people{suffix}"
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
        read = codec.read_toml if suffix == ".toml" else codec.read_json
        assert read(path, People) == people


def test_only_documents_are_dumped() -> None:
    """A value that is only ever part of a document is not passed off as one."""
    with pytest.raises(UnknownNameError, match="Person"):
        codec.dump(Person(role="dcs"))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
_KEYS = ("people", "variants", "milestones", "id", "title", "tasks", "editions", "sources", "role", "leave")


@settings(max_examples=200)
@given(
    st.dictionaries(st.sampled_from(_KEYS), _JSON, max_size=4),
    st.sampled_from(list(codec.document_kinds().values())),
)
def test_whatever_is_in_a_document_nothing_but_our_own_errors_comes_out(
    document: dict[str, Any], kind: DocumentKind
) -> None:
    """Arbitrary data becomes a value or a DocumentError with paths, never another exception."""
    told: tuple[tuple[str, str], ...] = ()
    try:
        codec.load({"schema": kind.schema, **document}, kind.cls)
    except DocumentError as error:
        told = error.problems or (("", "an error without a problem"),)
    assert all(path.startswith("$") for path, _ in told)
    assert not re.search(r"\b(NoneType|dict|str|int|tuple|bool|Traceback|attr)\b", str(told))


def test_values_made_while_a_text_is_read_are_the_same_and_have_the_same_problems() -> None:
    """They are made one by one, so that the plain data is not in memory as a whole."""
    people = [{"name": "A", "role": "x", "leave": []}, {"name": "B", "role": "x"}]
    text = json.dumps({"schema": PEOPLE, "people": people})
    read = codec.loads_json(text, People, early=Person)
    assert read == codec.loads_json(text, People)
    assert [person.name for person in read.people] == ["A", "B"]
    wrong = json.dumps({"schema": PEOPLE, "people": [*people, {"name": "C", "leave": "next week"}]})
    found = []
    for early in (Person, None):
        with pytest.raises(DocumentError) as caught:
            codec.loads_json(wrong, People, early=early)
        found.append(dict(caught.value.problems))
    assert found[0] == found[1]
    assert "$.people[2].leave" in found[0]
