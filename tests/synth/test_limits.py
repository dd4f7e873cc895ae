"""A council that does what the law asks on the last lawful day: no practice is certainly late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from inspectprep import synth
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.checks.run_rules import RunResult, run_rules
from inspectprep.annexa.reading.read import read

DAYS = [date(2026, 11, 20), date(2027, 1, 4), date(2024, 2, 29), date(2026, 8, 31), date(2027, 3, 30)]
WITH_DUTIES = {"AA-I-042", "AA-I-050", "AA-I-051"}
"""The rules of practice whose errors come with time alone."""

Check = Callable[[synth.SyntheticCouncil, date], RunResult]


@pytest.fixture
def checked(tmp_path: Path) -> Check:
    """Return a check of a council by all rules, at a list date that may be a later one."""

    def check(made: synth.SyntheticCouncil, as_of: date) -> RunResult:
        synth.write_workbook(made, tmp_path / "annex-a.xlsx")
        dataset = read(tmp_path / "annex-a.xlsx", as_of=as_of)
        return run_rules(dataset, built_in().values(), Policy(own_la=made.authority))

    return check


def errors(ran: RunResult) -> set[tuple[str, str]]:
    """Return the natures and rules of the errors."""
    rows = ran.findings.select("severity", "nature", "rule").iter_rows()
    return {(nature, rule) for severity, nature, rule in rows if severity == "error"}


@pytest.mark.parametrize("as_of", DAYS)
def test_a_council_on_the_last_lawful_day_has_no_error(as_of: date, checked: Check) -> None:
    """Neither in its data nor in its practice, across month ends, holidays and a leap day."""
    made = synth.council(children=220, seed=as_of.day, as_of=as_of, mix=synth.LIMITS)
    assert errors(checked(made, as_of)) == set()


@pytest.mark.parametrize("as_of", DAYS[:2])
def test_a_day_later_each_duty_is_late(as_of: date, checked: Check) -> None:
    """So the day before really was the last."""
    made = synth.council(children=220, seed=3, as_of=as_of, mix=synth.LIMITS)
    late = errors(checked(made, as_of + timedelta(days=1)))
    assert late == {("practice", rule) for rule in WITH_DUTIES}


def test_a_few_months_without_a_visit_are_a_query_where_the_law_may_allow_them(checked: Check) -> None:
    """What the lists do not show is asked about: visits, contacts and reviews on request."""
    made = synth.council(children=220, seed=3, as_of=DAYS[0], mix=synth.LIMITS)
    ran = checked(made, DAYS[0])
    asked = {
        rule
        for nature, severity, rule in ran.findings.select("nature", "severity", "rule").iter_rows()
        if (nature, severity) == ("practice", "query")
    }
    assert {"AA-I-051", "AA-I-071", "AA-I-072"} <= asked


def test_the_council_has_every_way_to_be_in_care_that_the_law_treats_apart() -> None:
    """Foster carers, homes, parents, custody, adoption, short breaks, and alone at 17."""
    made = synth.council(children=400, seed=5, as_of=DAYS[0], mix=synth.LIMITS)
    care = made.cells[8]
    kinds = {str(kind).partition(":")[0].rpartition(" ")[2] for kind in care["placement_type"]}
    assert kinds == {"U1", "U4", "U6", "K2", "K3", "S1", "R5", "P1", "A6", "T3"}
    legal = {str(status).partition(":")[0] for status in care["legal_status"]}
    assert legal == {"C1", "C2", "E1", "V2", "V3", "V4"}
    assert "a) Yes" in care["uasc"]
    assert {age for age in made.cells[9]["age"] if isinstance(age, int)} >= {17, 19, 20, 21, 23, 24}


@pytest.mark.slow
@given(as_of=st.dates(date(2015, 1, 1), date(2029, 12, 31)), seed=st.integers(0, 10**6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_list_date_makes_a_lawful_council_late(checked: Check, as_of: date, seed: int) -> None:
    """Whatever the day and the children."""
    made = synth.council(children=120, seed=seed, as_of=as_of, mix=synth.LIMITS)
    assert errors(checked(made, as_of)) == set()
