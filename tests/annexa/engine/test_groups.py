"""Groups of codes: a condition names a kind of code, and every code of that kind is in it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in_rules, thresholds
from inspectprep.annexa.catalogue.thresholds import Threshold, ThresholdUnit
from inspectprep.annexa.catalogue.values import Outcome, Rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.validate import validate
from inspectprep.errors import DocumentError, UnknownNameError
from inspectprep.model.finding import Severity
from tests.annexa.examples import return_of

AS_OF = date(2026, 11, 20)
FULL = {
    "A3": "g) A3: Placed for adoption - consent - current foster",
    "U6": "f) U6: Foster placement - not FFA",
    "K3": "K3: Supported accommodation",
}


def rule(when: str, **more: Any) -> Rule:
    """Return a rule about List 8."""
    outcome = Outcome(severity=Severity.WARNING, when=when)
    return Rule(id="T-1", lists=(8,), message="Wrong.", guidance="Correct it.", outcomes=(outcome,), **more)


def rows_found(when: str, *codes: str | None, policy: Policy | None = None) -> list[int]:
    """Return the rows of List 8, one a placement type, for which a condition holds."""
    by_short = {code.name: code.code for code in catalogue.code_set("placement_type").codes}
    rows = [
        {"child_unique_id": f"C{place}", "date_of_birth": date(2014, 3, 1),
         "placement_start_date": date(2026, 9, 1), "placement_type": by_short.get(code or "")}
        for place, code in enumerate(codes)
    ]  # fmt: skip
    return run_rules(return_of({8: rows}, AS_OF), [rule(when)], policy or Policy()).findings["row"].to_list()


def test_a_condition_that_names_a_group_holds_for_every_code_of_it() -> None:
    """Not for other codes, and not for a cell without a code."""
    when = 'in_group(placement_type, "unregulated accommodation")'
    assert rows_found(when, "H5", "K2", "P2", None, "K3") == [2, 4]
    assert rows_found(f"not {when}", "H5", "K2", "P2", None, "K3") == [3, 5, 6]


def test_several_groups_are_joined() -> None:
    """A code of any of them counts."""
    when = 'in_group(placement_type, "adoption", "temporary placement")'
    assert rows_found(when, "A3", "T4", "U1") == [2, 3]


def test_a_table_gives_the_figure_of_a_group_and_a_code_of_its_own_comes_first() -> None:
    """A child of 12 is below 14 in P2, and below a figure for P2 alone only where that is higher."""
    age = "age_on(date_of_birth, placement_start_date)"
    when = f"{age} < lookup(policy.placement_minimum_age, code(placement_type))"
    group = "unregulated accommodation"
    assert rows_found(
        when, "P2", "H5", "U1", policy=Policy(thresholds={"placement_minimum_age": {group: 14}})
    ) == [2, 3]
    changed = Policy(thresholds={"placement_minimum_age": {group: 14, "P2": 12}})
    assert rows_found(when, "P2", "H5", "U1", policy=changed) == [3]


def test_a_threshold_of_codes_can_name_groups() -> None:
    """Its other entries are codes; a name that is neither is refused."""
    own = rule("code(placement_type) in policy.ours")

    def found(*values: str) -> list[int]:
        chosen = evolve(own, thresholds=(Threshold(name="ours", unit=ThresholdUnit.CODES, default=values),))
        rows = [{"child_unique_id": name, "placement_type": full} for name, full in FULL.items()]
        return run_rules(return_of({8: rows}, AS_OF), [chosen], Policy()).findings["row"].to_list()

    assert found("adoption", "K3") == [2, 4]
    with pytest.raises(DocumentError, match="Did you mean 'adoption'"):
        found("adoptions")


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ('in_group(placement_type, "unregulated acommodation")', "Did you mean 'unregulated accommodation'?"),
        ('in_group(placement_typ, "adoption")', "Did you mean 'placement_type'?"),
        ('in_group(allocated_team, "adoption")', "'allocated_team' has no codes"),
        ("in_group(placement_type, placement_provider)", "must be a column and the names of groups"),
        ("in_group(3, 'adoption')", "must be a column and the names of groups"),
    ],
)
def test_what_is_not_a_group_is_refused(when: str, message: str) -> None:
    """The error names the rule and the closest name before any data is read."""
    with pytest.raises(DocumentError, match="T-1") as caught:
        validate(rule(when))
    assert message in str(caught.value)


def test_a_group_without_codes_is_not_a_group() -> None:
    """The code set says so too, for Python."""
    codes = catalogue.code_set("legal_status")
    assert codes.members("short breaks") == ("V3", "V4")
    with pytest.raises(UnknownNameError, match="Did you mean 'short breaks'"):
        codes.members("short break")


def test_every_group_is_named_by_a_rule() -> None:
    """A group that no condition or check reads would be data without a use."""
    used = set(USED_BY_CHECKS)
    for threshold in thresholds().values():
        used |= set(threshold.default) if isinstance(threshold.default, Mapping | tuple) else set()
    for each in built_in_rules():
        for text in _conditions(each):
            used |= {
                node.value
                for node in ast.walk(ast.parse(text.strip(), mode="eval"))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    for one in catalogue.lists().values():
        used |= {group for column in one.columns for group in column.blank_with.values()}
    groups = {group for codes in catalogue.code_sets().values() for group in codes.groups}
    assert groups <= used, sorted(groups - used)


USED_BY_CHECKS = ("no category of need", "not an end of care")


def _conditions(each: Rule) -> list[str]:
    return [text for text in each.conditions if text]


def test_no_rule_lists_codes_that_are_a_group() -> None:
    """Where several codes make a kind, the rule names the kind, so that a new code reaches it."""
    for each in built_in_rules():
        for text in _conditions(each):
            for node in ast.walk(ast.parse(text.strip(), mode="eval")):
                if isinstance(node, ast.Set) and len(node.elts) > 1:
                    values = {item.value for item in node.elts if isinstance(item, ast.Constant)}
                    for codes in catalogue.code_sets().values():
                        for group in codes.groups:
                            assert values != set(codes.members(group)), (each.id, group)
