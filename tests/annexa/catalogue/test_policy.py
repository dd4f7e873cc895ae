"""Policies: a council's file that changes thresholds and rules, and what such a file cannot say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from inspectprep.annexa.catalogue import code_sets
from inspectprep.annexa.catalogue.policy import Policy, RuleChange, check_policy, policy_of, read_policy
from inspectprep.annexa.catalogue.read import built_in, thresholds
from inspectprep.annexa.catalogue.thresholds import Threshold, ThresholdUnit
from inspectprep.annexa.results.check import check, check_dataset
from inspectprep.annexa.results.indicators.measures import figures
from inspectprep.errors import DocumentError, SourceError
from inspectprep.model.finding import Severity
from tests.annexa.examples import return_of
from tests.annexa.making import good, workbook

AS_OF = date(2026, 11, 20)
OWN_RULE = """
[[rules]]
id = "LOCAL-001"
lists = [6]
message = "An open child in need has not been seen within our own standard."
guidance = "Arrange a visit this week."
thresholds = [{name = "seen_working_days", default = 20}]
outcomes = [{severity = "query", when = "workdays(date_last_seen, as_of) > policy.seen_working_days"}]
"""


def test_a_rule_reads_the_defaults_of_the_thresholds() -> None:
    """A plain policy gives every threshold its one default."""
    values = Policy().values(built_in()["AA-I-010"])
    assert values.pop("own_la") is None
    assert values == {name: threshold.default for name, threshold in thresholds().items()}


def test_every_default_is_possible_and_is_explained() -> None:
    """The unit allows the default, and one sentence says what it decides."""
    for threshold in thresholds().values():
        assert threshold.problem(threshold.default) == "", threshold.name
        assert threshold.unit is not None, threshold.name
        assert threshold.about.endswith("."), threshold.name


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
    assert policy["cp_visit_working_days"] == 15
    assert policy["cin_seen_days"] == 42
    assert dict(policy["legal_status_maximum_days"]) == {"L1": 4}
    assert policy.change("AA-X-023").off
    assert policy.change("AA-I-041").severity is Severity.QUERY
    assert policy.values(built_in()["AA-I-010"])["assessment_working_days"] == 40
    assert policy.values(built_in()["AA-I-011"])["assessment_working_days"] == 45
    assert set(policy.changed()) == {"cp_visit_working_days", "legal_status_maximum_days"}


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        ("[thresholds]\nwindow_month = 6", "$.thresholds.window_month", "Did you mean 'window_months'?"),
        ('[thresholds]\nlikeness = "high"', "$.thresholds.likeness", "should be a number from 0 to 1"),
        ("[thresholds]\nlikeness = 1.5", "$.thresholds.likeness", "should be a number from 0 to 1"),
        ("[thresholds]\ncaseload_limit = -1", "$.thresholds.caseload_limit", "a whole number, 0 or more"),
        ("[thresholds]\ncin_seen_days = -5", "$.thresholds.cin_seen_days", "number of days, 0 or more"),
        ("[thresholds]\ncin_seen_days = 4.5", "$.thresholds.cin_seen_days", "number of days, 0 or more"),
        ("[thresholds]\ncin_seen_days = true", "$.thresholds.cin_seen_days", "number of days, 0 or more"),
        ("[thresholds]\nwindow_months = 0", "$.thresholds.window_months", "number of months, 1 or more"),
        ("[thresholds]\nmax_parts = 0", "$.thresholds.max_parts", "a whole number, 1 or more"),
        ("[thresholds]\nindex_high = 0", "$.thresholds.index_high", "a number above 0"),
        ("[thresholds]\nexpected_lists = [1, 12]", "$.thresholds.expected_lists", "from 1 to 11"),
        ("[thresholds]\nevent_floor = 1990", "$.thresholds.event_floor", "a date, such as 1990-01-01"),
        ("[thresholds]\nplaceholder_dates = [1900]", "$.thresholds.placeholder_dates", "a list of dates"),
        ('[thresholds]\ngeneric_words = "duty"', "$.thresholds.generic_words", "a list of texts"),
        (
            "[thresholds]\nlegal_status_maximum_days = {L1 = -1}",
            "$.thresholds.legal",
            "numbers of days by code",
        ),
        ("thresholds = 3", "$.thresholds", "should be a table, not a whole number"),
        ("[treshold]", "$.treshold", "Did you mean 'thresholds'?"),
        ("own_la = 3", "$.own_la", "should be text"),
        ("[rules.aa-x-001]\noff = true", "$.rules.aa-x-001", "is not a rule. Did you mean 'AA-X-001'?"),
        ('[rules.AA-X-001]\nseverity = "eror"', "$.rules.AA-X-001.severity", "Did you mean 'error'?"),
        ("[rules.AA-X-001]\nof = true", "$.rules.AA-X-001.of", "Did you mean 'off'?"),
        ('[rules.AA-X-001]\noff = "yes"', "$.rules.AA-X-001.off", "should be true or false"),
        (
            "[rules.AA-I-010.thresholds]\nassessment_working_day = 40",
            "$.rules.AA-I-010.thresholds.assessment_working_day",
            "is not a threshold that AA-I-010 reads. Did you mean 'assessment_working_days'?",
        ),
        (
            "[rules.AA-I-010.thresholds]\ncin_seen_days = 40",
            "$.rules.AA-I-010.thresholds.cin_seen_days",
            "is not a threshold that AA-I-010 reads. It reads assessment_working_days.",
        ),
        (
            '[rules.AA-I-010.thresholds]\nassessment_working_days = "40"',
            "$.rules.AA-I-010.thresholds.assessment_working_days",
            "should be a whole number of working days, 0 or more",
        ),
        ('[rules.AA-I-001]\nseverity = "error"', "$.rules.AA-I-001.severity", "a measure has figures"),
        ('schema = "inspectprep/policy/2"', "$.schema", "version 2 was written by a newer inspectprep"),
        ('schema = "inspectprep/rules/2"', "$.schema", "and a 'policy' document is needed here"),
    ],
)
def test_what_is_not_understood_is_named_with_file_and_path(
    tmp_path: Path, text: str, path: str, shown: str
) -> None:
    """A misspelt or impossible entry is refused, never accepted and ignored."""
    (tmp_path / "policy.toml").write_text(text)
    with pytest.raises(DocumentError) as caught:
        read_policy(tmp_path / "policy.toml")
    assert f"policy.toml: {path}" in str(caught.value)
    assert shown in str(caught.value)


def test_every_mistake_is_reported_together() -> None:
    """One run shows all there is to correct."""
    with pytest.raises(DocumentError) as caught:
        policy_of({"thresholds": {"window_month": 6, "likeness": 2}, "rules": {"AA-X-0011": {"off": True}}})
    paths = [path for path, _ in caught.value.problems]
    assert paths == ["$.thresholds.window_month", "$.thresholds.likeness", "$.rules.AA-X-0011"]


@pytest.mark.parametrize("line", ["", 'schema = "inspectprep/policy/1"\n'])
def test_the_schema_line_may_be_left_out(tmp_path: Path, line: str) -> None:
    """A file with it is the same."""
    (tmp_path / "policy.toml").write_text(f"{line}[thresholds]\ncin_seen_days = 30\n")
    assert read_policy(tmp_path / "policy.toml") == Policy(thresholds={"cin_seen_days": 30})


def test_a_policy_that_cannot_be_read_names_the_file(tmp_path: Path) -> None:
    """A missing file and one that is not TOML are each one clear error."""
    with pytest.raises(SourceError, match=r"none\.toml"):
        read_policy(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_text("= 3")
    with pytest.raises(DocumentError, match=r"bad\.toml"):
        read_policy(tmp_path / "bad.toml")


def _dataset() -> Any:
    return return_of({6: [{"child_unique_id": "C1", "date_last_seen": date(2026, 10, 30)}]}, AS_OF)


def test_a_policy_changes_the_thresholds_of_a_councils_own_rule(tmp_path: Path) -> None:
    """Its own threshold is accepted, and shows in what the rule finds."""
    rules, policy = tmp_path / "rules.toml", tmp_path / "policy.toml"
    rules.write_text(OWN_RULE)
    policy.write_text("[rules.LOCAL-001.thresholds]\nseen_working_days = 5\n")
    assert check_dataset(_dataset(), rules=rules).filter(rule="LOCAL-001").findings.height == 0
    assert check_dataset(_dataset(), rules=rules, policy=policy).filter(rule="LOCAL-001").findings.height == 1


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("LOCAL-001.thresholds]\nseen_working_day = 5", "Did you mean 'seen_working_days'?"),
        ("LOCAL-001.thresholds]\nseen_working_days = -5", "should be a whole number, 0 or more"),
        ("LOCAL-002.thresholds]\nseen_working_days = 5", "is not a rule. Did you mean 'LOCAL-001'?"),
    ],
)
def test_a_mistake_about_a_councils_own_rule_names_file_and_path(
    tmp_path: Path, name: str, shown: str
) -> None:
    """It is found when the lists are checked, because only then are all rules known."""
    rules, policy = tmp_path / "rules.toml", tmp_path / "policy.toml"
    rules.write_text(OWN_RULE)
    policy.write_text(f"[rules.{name}\n")
    with pytest.raises(DocumentError, match=r"policy\.toml: \$\.rules\.LOCAL-00") as caught:
        check_dataset(_dataset(), rules=rules, policy=policy)
    assert shown in str(caught.value)


@pytest.mark.parametrize(
    ("text", "path", "shown"),
    [
        (
            "[thresholds.placement_minimum_age]\nZZ9 = 3",
            "$.thresholds.placement_minimum_age",
            "'ZZ9' is not a code",
        ),
        ('[thresholds]\nunder_18_end_reasons = ["E1l"]', "$.thresholds.under_18", "'E1l' is not a code"),
        (
            "[rules.AA-X-038.thresholds]\nplacement_minimum_age = {'unregulated accomodation' = 15}",
            "$.rules.AA-X-038.thresholds.placement_minimum_age",
            "Did you mean 'unregulated accommodation'?",
        ),
    ],
)
def test_a_code_that_does_not_exist_is_named_with_file_and_path(
    tmp_path: Path, text: str, path: str, shown: str
) -> None:
    """A figure for it would never apply."""
    (tmp_path / "policy.toml").write_text(text)
    with pytest.raises(DocumentError) as caught:
        check_dataset(_dataset(), policy=tmp_path / "policy.toml")
    assert f"policy.toml: {path}" in str(caught.value)
    assert shown in str(caught.value)


def test_the_defaults_name_codes_that_exist() -> None:
    """A default for a code that is gone would never apply."""
    policy = Policy(thresholds={name: threshold.default for name, threshold in thresholds().items()})
    check_dataset(_dataset(), policy=policy)


def test_a_policy_made_in_python_is_checked_too() -> None:
    """A name that does not exist is refused before any rule runs."""
    for policy in (
        Policy(thresholds={"window_month": 6}),
        Policy(rules={"AA-I-010": RuleChange(thresholds={"cin_seen_days": 3})}),
    ):
        with pytest.raises(DocumentError, match=r"\$\."):
            check_dataset(_dataset(), policy=policy)


@pytest.mark.parametrize("table", ["[thresholds]", "[rules.AA-S-013.thresholds]"])
@pytest.mark.parametrize(
    ("name", "value", "least"),
    [("max_parts", 5, 5000), ("max_unpacked_mb", 1, 900), ("max_ratio", 1, 900)],
)
def test_a_council_sets_the_size_of_files(
    tmp_path: Path, table: str, name: str, value: int, least: int
) -> None:
    """A smaller limit refuses a good workbook, and a larger one reads it again."""
    rows = good(1, 9000 if name != "max_parts" else 3)
    book = workbook(tmp_path / "annex-a.xlsx", {"List 1": rows})
    policy = tmp_path / "policy.toml"
    other = "ratio_from_mb = 0\n" if name == "max_ratio" else ""
    policy.write_text(f"{table}\n{name} = {value}\n{other}")
    with pytest.raises(SourceError, match=r"annex-a\.xlsx"):
        check([book], as_of=AS_OF, policy=policy)
    policy.write_text(f"{table}\n{name} = {least}\n{other}")
    assert check([book], as_of=AS_OF, policy=policy).dataset.tables[1].frame.height == len(rows) - 1


def test_a_measure_that_is_switched_off_has_no_figure() -> None:
    """As a rule that is switched off gives no findings."""
    dataset = return_of({3: [{"child_unique_id": "C1", "referrals_last_12_months": 2}]}, AS_OF)
    policy = Policy(rules={"AA-I-001": RuleChange(off=True)})
    assert "AA-I-001" in {figure.rule for figure in figures(dataset)}
    assert "AA-I-001" not in {figure.rule for figure in figures(dataset, policy)}


def test_nothing_is_changed_in_a_plain_policy() -> None:
    """The defaults are the defaults."""
    assert Policy().changed() == {}
    assert Policy()["seen_alone_from_years"] == 1


@pytest.mark.parametrize(
    ("default", "value", "problem"),
    [
        (20, 21, ""),
        (20, "21", "should be a whole number, 0 or more"),
        (1.5, 2, ""),
        (("north",), ("south",), ""),
        (("north",), (), ""),
        (("north",), ("",), "should be a list of texts"),
        ({"P2": 15}, {"P2": 16}, ""),
        (date(1990, 1, 1), date(1980, 1, 1), ""),
        ((date(1990, 1, 1),), (1990,), "should be a list of dates, such as [1900-01-01]"),
        (None, None, ""),
    ],
)
def test_the_unit_of_a_threshold_follows_from_its_default(default: Any, value: Any, problem: str) -> None:
    """A plugin's threshold needs no unit."""
    assert Threshold(name="own", default=default).problem(value) == problem


def test_every_unit_is_used() -> None:
    """None is left over."""
    assert {threshold.unit for threshold in thresholds().values()} == set(ThresholdUnit)


TRANSLATIONS = {
    "8": {"placement_type": {"Own flat": "K2", "Elsewhere": "", "a house": "p) K2: Children's Homes"}}
}


def test_texts_can_mean_codes() -> None:
    """A code as the specification writes it, its short code, or blank."""
    policy = policy_of({"translations": TRANSLATIONS})
    check_policy(policy, codes=code_sets())
    assert policy == Policy(translations={8: TRANSLATIONS["8"]})


@pytest.mark.parametrize(
    ("translations", "path", "problem"),
    [
        ({"12": {}}, "$.translations.12", "is not a list. Lists are numbered from 1 to 11."),
        ({"List 8": {}}, "$.translations.List 8", "is not a list. Lists are numbered from 1 to 11."),
        (
            {"8": {"placement_typ": {}}},
            "$.translations.8.placement_typ",
            "is not a column of List 8. Did you mean 'placement_type'?",
        ),
        ({"1": {"date_of_birth": {}}}, "$.translations.1.date_of_birth", "has no codes."),
        (
            {"8": {"placement_type": {"Zqx7": "K22"}}},
            "$.translations.8.placement_type",
            "'K22' is not a code of placement_type. Did you mean 'K2'?",
        ),
        (
            {"8": {"placement_type": {"u1": "K2"}}},
            "$.translations.8.placement_type",
            "the text of a choice is the code 'U1' already. It cannot mean another.",
        ),
        (
            {"8": {"placement_type": {"Zqx7": "K2", " zqx7 ": "U1"}}},
            "$.translations.8.placement_type",
            "one text has two codes, 'K2' and 'U1'. Leave one of them.",
        ),
        ({"8": {"placement_type": {" ": "K2"}}}, "$.translations.8.placement_type", "a text is blank."),
        (
            {"8": {"la_of_placement": {"Oxon": "Oxfordshir"}}},
            "$.translations.8.la_of_placement",
            "is not a code",
        ),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(
    translations: dict[str, Any], path: str, problem: str
) -> None:
    """The path leads to it, and the problem does not quote the text, which is that of a cell."""
    with pytest.raises(DocumentError) as refused:
        check_policy(Policy(translations=translations), codes=code_sets())
    ((where, message),) = refused.value.problems
    assert where == path
    assert problem in message
    assert "zqx7" not in str(refused.value).casefold()


def test_the_name_of_an_authority_can_be_meant() -> None:
    """It is a value of the column, too."""
    check_policy(Policy(translations={8: {"la_of_placement": {"Oxon": "Oxfordshire"}}}), codes=code_sets())


def test_no_two_codes_of_a_set_have_one_name() -> None:
    """So a code in a policy means one code."""
    for codes in code_sets().values():
        names = [code.name.casefold() for code in codes.codes]
        assert len(set(names)) == len(names), codes.name
