"""Types of fields: what each accepts, how it is written, and what its refusal says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Literal

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

from inspectprep import codec
from inspectprep.errors import DocumentError
from inspectprep.model.document import document
from inspectprep.model.offset import Offset
from tests.whole import whole

DAY = date(2026, 11, 20)


class Colour(StrEnum):
    """A word."""

    RED = "red"
    BLUE = "blue"


@frozen(kw_only=True)
class Limit:
    """A class told apart by its key.

    Attributes:
        most: The greatest number.
    """

    most: int


@frozen(kw_only=True)
class Choice:
    """Another class."""

    among: tuple[str, ...]


@document("test-fields")
@frozen(kw_only=True)
class Fields:
    """One field of every type.

    Attributes:
        threshold: A value of a threshold.
    """

    threshold: int | float | str | bool | date | None = None
    loose: int | float | str | bool | list | dict | None = None  # type: ignore[type-arg]
    anything: Any = None
    severity: Literal["error", "warning"] | None = None
    size: Literal[1, 2] = 1
    colour: Colour | date | None = None
    when: date | Offset | None = None
    named: Colour | str = ""
    rule: Limit | Choice | None = None
    number: Limit | int = 0
    many: tuple[int | str, ...] = ()
    limits: Mapping[str, int | Limit] = {}


@pytest.mark.parametrize(
    "given",
    [
        {"threshold": 3},
        {"threshold": 3.5},
        {"threshold": True},
        {"threshold": "three"},
        {"threshold": "2026-11-20"},
        {"threshold": DAY},
        {"loose": [1, {"a": "b"}]},
        {"loose": {"a": [1.5, True]}},
        {"anything": {"a": [1, "b", {"c": None}]}},
        {"severity": "warning"},
        {"size": 2},
        {"colour": Colour.BLUE},
        {"colour": DAY},
        {"when": DAY},
        {"when": Offset.parse("5 working days")},
        {"named": "red"},
        {"named": Colour.RED},
        {"rule": Limit(most=3)},
        {"rule": Choice(among=("a",))},
        {"number": Limit(most=3)},
        {"number": 4},
        {"many": (1, "1")},
        {"limits": {"a": 1, "b": Limit(most=3)}},
    ],
    ids=str,
)
def test_every_type_comes_back_from_json_and_toml(given: dict[str, Any]) -> None:
    """The value is equal and of the same type, and the JSON fits the schema."""
    value = Fields(**given)
    again = codec.loads_json(codec.dumps(value), Fields)
    assert whole(again) == whole(value)
    if given != {"anything": {"a": [1, "b", {"c": None}]}}:
        assert whole(codec.loads_toml(codec.dumps_toml(value), Fields)) == whole(value)
    Draft202012Validator(codec.json_schema(Fields)).validate(codec.dump(value))


@pytest.mark.parametrize(
    ("given", "path", "message"),
    [
        (
            {"threshold": []},
            "$.threshold",
            "should be true or false, text, a number, a date or nothing, not a list",
        ),
        ({"threshold": {"dat": 1}}, "$.threshold", "not another table"),
        ({"threshold": datetime(2026, 11, 20, tzinfo=UTC)}, "$.threshold", "not a date with a time"),
        ({"loose": DAY}, "$.loose", "not a date"),
        ({"severity": "warnin"}, "$.severity", "Did you mean 'warning'?"),
        ({"severity": 3}, "$.severity", "should be one of 'error', 'warning', not a whole number"),
        ({"size": 3}, "$.size", "should be one of 1, 2"),
        ({"size": True}, "$.size", "should be one of 1, 2"),
        ({"colour": "read"}, "$.colour", "Did you mean 'red'?"),
        ({"named": {"colour": "read"}}, "$.named", "Did you mean 'red'?"),
        ({"rule": {"mots": 3}}, "$.rule", "should have one of the keys 'most', 'among'"),
        ({"rule": {"most": "3"}}, "$.rule.most", "should be a whole number, not text"),
        ({"number": {"mots": 3}}, "$.number.mots", "Did you mean 'most'?"),
        ({"many": [1, None]}, "$.many[1]", "should be text or a whole number, not nothing"),
        ({"limits": {"a b": 1.5}}, "$.limits['a b']", "should be a whole number or a table, not a number"),
    ],
    ids=str,
)
def test_a_wrong_value_names_its_path_and_what_is_expected(
    given: dict[str, Any], path: str, message: str
) -> None:
    """Unions say everything that they take."""
    with pytest.raises(DocumentError) as caught:
        codec.build(given, Fields)
    assert message in dict(caught.value.problems)[path]
