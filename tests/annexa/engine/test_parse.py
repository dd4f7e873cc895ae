"""The language of conditions: what it reads, and that it refuses everything else."""

from __future__ import annotations

import pytest

from inspectprep.annexa.engine.language import (
    And,
    Call,
    ColumnName,
    Compare,
    Constant,
    Not,
    PolicyName,
    Special,
)
from inspectprep.annexa.engine.parse import parse
from inspectprep.errors import DocumentError


def test_a_condition_becomes_a_tree() -> None:
    """Names, thresholds, helpers and comparisons each have a node."""
    node = parse("open and days(lac_start_date, as_of) >= policy.care_days and not exists(9, row.age > 3)")
    assert node == And(
        (
            Special("open"),
            Compare(
                ">=", Call("days", (ColumnName("lac_start_date"), Special("as_of"))), PolicyName("care_days")
            ),
            Not(Call("exists", (Constant(9), Compare(">", ColumnName("age", outer=True), Constant(3))))),
        )
    )


def test_a_chain_of_comparisons_is_taken_apart() -> None:
    """16 <= age < 18 is two comparisons."""
    assert parse("16 <= age < 18") == And(
        (
            Compare("<=", Constant(16), ColumnName("age")),
            Compare("<", ColumnName("age"), Constant(18)),
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "age.__class__",
        "(lambda: 1)()",
        "[age for age in (1, 2)]",
        "age if age else 1",
        "f'{age}'",
        "open('file')",
        "age ** 9",
        "policy.a.b",
        "missing(x=1)",
        "age := 3",
        "",
        "age ==",
        "not " * 200 + "open",
        "age == " + "1" * 5000,
        "b'1' == age",
        "age is None",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """Nothing but comparing can be written, and the error is one of ours."""
    with pytest.raises(DocumentError):
        parse(text)


def test_a_misspelt_helper_is_corrected() -> None:
    """The closest helper is named."""
    with pytest.raises(DocumentError, match="did you mean workdays"):
        parse("workday(a, b) > 3")
