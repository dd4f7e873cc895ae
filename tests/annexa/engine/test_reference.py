"""The engine and the row-by-row reference agree on every rule whose conditions are text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.name_forms import name_key
from tests.annexa.engine.reference import Reference
from tests.annexa.engine.rows import a_return
from tests.annexa.examples import return_of

POLICY = Policy(own_la="Oxfordshire", thresholds={"cp_visit_calendar_days": None})
RULES = [rule for rule in built_in().values() if rule.outcomes and not rule.check]
PLACEHOLDERS = tuple(name_key(each) for each in POLICY["placeholder_names"])
FIRST_ROW = 2


def _agree(seed: int) -> None:
    as_of, rows = a_return(seed)
    ran = run_rules(return_of(rows, as_of), RULES, POLICY)
    got: dict[str, set[tuple[int, int, str, str | None]]] = {}
    for each in ran.findings.to_dicts():
        mine = got.setdefault(each["rule"], set())
        mine.add((each["list"], each["row"] - FIRST_ROW, each["severity"], each["column"]))
    for rule in RULES:
        values, settings_ = POLICY.values(rule), {"own_la": POLICY.own_la}
        wanted = set(Reference(rule, rows, as_of, values, settings_, PLACEHOLDERS).findings())
        by_column = any(outcome.each for outcome in rule.outcomes)
        found = {(*f[:3], f[3] if by_column else None) for f in got.get(rule.id, set())}
        assert found == wanted, f"{rule.id}, seed {seed}"


@settings(max_examples=4)
@given(st.integers(min_value=0, max_value=2**32))
def test_the_engine_agrees_with_the_reference(seed: int) -> None:
    """On random lists every rule gives the findings that reading it row by row gives."""
    _agree(seed)


@pytest.mark.slow
@settings(max_examples=100)
@given(st.integers(min_value=0, max_value=2**32))
def test_the_engine_agrees_with_the_reference_on_many_returns(seed: int) -> None:
    """The same, many more times."""
    _agree(seed)


def test_random_returns_set_off_nearly_every_rule() -> None:
    """The agreement is not one of silence: most rules fire on a few random returns."""
    fired: set[str] = set()
    for seed in range(3):
        as_of, rows = a_return(seed, rows=60)
        fired |= set(run_rules(return_of(rows, as_of), RULES, POLICY).findings["rule"])
    assert len(fired) > 0.9 * len(RULES)
