"""Policies: every threshold in one value, and a council's file that changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectprep.annexa.catalogue.policy import Policy, policy_of, read_policy, thresholds
from inspectprep.annexa.catalogue.rules import built_in
from inspectprep.errors import DocumentError, SourceError
from inspectprep.model.finding import Severity


def test_a_rule_takes_its_defaults_from_the_policy() -> None:
    """A threshold that the policy knows has one default, the policy's."""
    known = thresholds()
    for rule in built_in().values():
        for name, threshold in rule.policy.items():
            if name in known:
                assert threshold.value == known[name].value


def test_a_file_changes_thresholds_and_rules(tmp_path: Path) -> None:
    """Thresholds for all rules, thresholds for one, severity and switching off."""
    path = tmp_path / "policy.toml"
    path.write_text(
        'own_la = "Oxfordshire"\n[thresholds]\ncp_visit_working_days = 15\n'
        "legal_status_maximum_days = {L1 = 4}\n"
        '[rules.AA-X-023]\noff = true\n[rules.AA-I-041]\nseverity = "query"\n'
        "[rules.AA-I-010]\nthresholds = {assessment_working_days = 40}\n"
    )
    policy = read_policy(path)
    assert policy.own_la == "Oxfordshire"
    assert policy.cp_visit_working_days == 15
    assert dict(policy.legal_status_maximum_days) == {"L1": 4}
    assert policy.change("AA-X-023").off
    assert policy.change("AA-I-041").severity is Severity.QUERY
    assert policy.values(built_in()["AA-I-010"])["assessment_working_days"] == 40
    assert policy.values(built_in()["AA-I-011"])["assessment_working_days"] == 45
    assert set(policy.changed()) == {"cp_visit_working_days", "legal_status_maximum_days"}


def test_what_is_not_understood_is_named_with_its_path_and_the_closest_name() -> None:
    """Every fault at once, each with its path."""
    with pytest.raises(DocumentError) as caught:
        policy_of(
            {
                "thresholds": {"window_month": 6, "likeness": "high", "caseload_limit": -1},
                "rules": {"AA-X-001": {"severity": "eror", "of": True}},
                "treshold": {},
            }
        )
    problems = dict(caught.value.problems)
    assert "'window_months'" in problems["$.thresholds.window_month"]
    assert "$.thresholds.likeness" in problems
    assert "$.thresholds.caseload_limit" in problems
    assert "'error'" in problems["$.rules.AA-X-001.severity"]
    assert "'off'" in problems["$.rules.AA-X-001.of"]
    assert "'thresholds'" in problems["$.treshold"]


def test_a_policy_that_cannot_be_read_names_the_file(tmp_path: Path) -> None:
    """A missing file and one that is not TOML are each one clear error."""
    with pytest.raises(SourceError, match=r"none\.toml"):
        read_policy(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("= 3")
    with pytest.raises(DocumentError, match=r"bad\.toml"):
        read_policy(tmp_path / "bad.toml")


def test_nothing_is_changed_in_a_plain_policy() -> None:
    """The defaults are the defaults."""
    assert Policy().changed() == {}
    assert Policy().seen_alone_from_years == 1
