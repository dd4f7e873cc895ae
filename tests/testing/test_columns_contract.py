"""The contract of columns passes good plugins and fails bad ones."""

from __future__ import annotations

import itertools
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from attrs import evolve

from inspectprep.annexa import Example, Expected, Outcome, Rule
from inspectprep.annexa.catalogue import ColumnSpec, ColumnType, ListColumns, Required
from inspectprep.model import Severity
from inspectprep.plugins import ColumnsProvider, RuleProvider, hookimpl
from inspectprep.testing import ColumnsContract, RuleContract

ADVOCATE = ColumnSpec(
    name="advocate",
    header="Advocate",
    type=ColumnType.CATEGORY,
    required=Required.CONDITIONAL,
    codes="yes_no",
    aliases=("Has an advocate",),
)
GOOD = ListColumns(list=8, columns=(ADVOCATE,), aliases={"ethnicity": ("Heritage",)})
COUNT = itertools.count()


def contract(target: Any) -> ColumnsContract:
    """Return the contract of a plugin that adds columns."""
    module = ModuleType("ours")

    def inspectprep_columns() -> list[ColumnsProvider]:
        return [ColumnsProvider(id="ours", summary="Our columns", target=target)]

    module.inspectprep_columns = hookimpl(inspectprep_columns)  # type: ignore[attr-defined]

    class Ours(ColumnsContract):
        plugin = module

    return Ours()


def run(tests: ColumnsContract) -> None:
    """Run every test of a contract."""
    for name in dir(tests):
        if name.startswith("test_"):
            getattr(tests, name)()


def test_a_good_plugin_passes() -> None:
    """Every test of the contract runs."""
    run(contract([GOOD]))


def _changing() -> list[ListColumns]:
    return [ListColumns(list=8, aliases={"ethnicity": (f"Heritage {next(COUNT)}",)})]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ([], "adds no column and no heading"),
        ([ListColumns(list=8)], "adds no column and no heading"),
        ([evolve(GOOD, list=12)], "from 1 to 11"),
        ([GOOD, GOOD], "already a column of List 8"),
        ([evolve(GOOD, columns=(evolve(ADVOCATE, header="Gender (Y/N)"),))], "already means gender"),
        (
            [evolve(GOOD, aliases={"ethnicity": ("Has an advocate (Y/N)",)})],
            "already means advocate",
        ),
        (_changing, "Heritage"),
    ],
)
def test_a_bad_plugin_fails(target: Any, message: str) -> None:
    """With a message that says what to correct."""
    with pytest.raises(AssertionError, match=message):
        run(contract(target))


def test_rules_about_added_columns_meet_the_contract_of_rules() -> None:
    """The examples of a rule may use the columns of its plugin."""
    module = ModuleType("ours")
    rule = Rule(
        id="OURS-001",
        lists=(8,),
        message="A child in care has no advocate.",
        guidance="Offer one.",
        source="Our standards",
        outcomes=(Outcome(severity=Severity.QUERY, when="code(advocate) == 'No'"),),
        examples=(
            Example(as_of=date(2026, 11, 20), row={"advocate": "b) No"}, finds=Expected.QUERY),
            Example(as_of=date(2026, 11, 20), row={"advocate": "a) Yes"}, finds=Expected.NOTHING),
        ),
    )

    def inspectprep_columns() -> list[ColumnsProvider]:
        return [ColumnsProvider(id="ours", summary="Our columns", target=[GOOD])]

    def inspectprep_rules() -> list[RuleProvider]:
        return [RuleProvider(id="ours", summary="Our rules", target=[rule])]

    module.inspectprep_columns = hookimpl(inspectprep_columns)  # type: ignore[attr-defined]
    module.inspectprep_rules = hookimpl(inspectprep_rules)  # type: ignore[attr-defined]

    class Ours(RuleContract):
        plugin = module

    tests = Ours()
    for name in dir(tests):
        if name.startswith("test_"):
            getattr(tests, name)()
