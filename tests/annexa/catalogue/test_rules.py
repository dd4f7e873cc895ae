"""The catalogue: every rule is whole, and a council's own rules are read from TOML without Python."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from inspectprep.annexa.catalogue import files
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in, indicator_specs, rule, thresholds
from inspectprep.annexa.checks.run_rules import check_of, run_rules
from inspectprep.annexa.engine.cell_checks import CellCheck
from inspectprep.annexa.engine.validate import read_rules, validate
from inspectprep.annexa.reading.placeholder_dates import set_aside
from inspectprep.annexa.results.check import check_dataset
from inspectprep.errors import DocumentError, UnknownNameError
from inspectprep.plugins import open_registry
from tests.annexa.examples import examples, policy_of, return_of, return_of_example

OWN = """
[[rules]]
id = "LOCAL-001"
lists = [6]
nature = "practice"
message = "An open child in need has not been seen within our own standard."
guidance = "Arrange a visit this week."
thresholds = [{name = "seen_working_days", default = 20, local = true}]
[[rules.outcomes]]
severity = "warning"
when = "open and workdays(date_last_seen, as_of) > policy.seen_working_days and not exists(8, open)"
"""


def test_every_built_in_rule_compiles_against_the_whole_specification() -> None:
    """No condition names a column, threshold, helper or function that does not exist."""
    for rule_ in built_in().values():
        validate(rule_)
        if rule_.check:
            assert callable(check_of(rule_)) or isinstance(check_of(rule_), CellCheck), rule_.id


def test_every_rule_says_what_is_wrong_and_what_to_do() -> None:
    """Message, guidance, source and note are whole, and a rule reads only thresholds that exist."""
    for rule_ in built_in().values():
        assert rule_.message.endswith((".", "?")), rule_.id
        assert rule_.guidance.endswith((".", "?")), rule_.id
        assert not rule_.note or rule_.note.endswith((".", "?")), rule_.id
        assert rule_.source, rule_.id
        assert set(rule_.threshold_names) <= set(thresholds()), rule_.id


def test_what_a_check_reads_is_what_people_wrote() -> None:
    """The generated JSON gives the same values as the TOML."""
    assert tuple(built_in().values()) == tuple(
        evolve(rule_, examples=()) for rule_ in files.read_built_in_rules()
    )
    assert tuple(thresholds().values()) == files.read_thresholds()
    for spec, written in zip(indicator_specs(), files.read_indicators(), strict=True):
        assert spec == (
            evolve(
                written,
                numerator=spec.numerator,
                denominator=spec.denominator,
                groups=spec.groups,
                unit=spec.unit,
            )
            if written.measure
            else written
        )


def test_every_threshold_is_read_by_a_rule() -> None:
    """The catalogue has nothing that is not used."""
    assert {name for rule_ in built_in().values() for name in rule_.threshold_names} == set(thresholds())


def test_the_functions_of_rules_read_the_thresholds_that_are_stated() -> None:
    """A function reads each threshold in `reads`, and no other."""
    read: dict[str, set[str]] = {}
    for worked in examples():
        rule_, dataset = worked.rule, return_of_example(worked)
        if not rule_.check or rule_.prepared or rule_.measure or rule_.after_others:
            continue
        values = Recorder(policy_of(worked).values(rule_), read.setdefault(rule_.id, set()))
        check = check_of(rule_)
        if rule_.id == "AA-F-008":
            # Its dates are set aside before any rule runs, so that no other rule sees them.
            set_aside(dataset, values)
        elif isinstance(check, CellCheck):
            list(check.compiled(rule_.id, dataset, values, None))
        else:
            check(dataset, values)
    for name, names in read.items():
        assert names - {"own_la"} == set(rule(name).threshold_names), name


class Recorder(dict[str, Any]):
    """Thresholds that note which of them is read."""

    def __init__(self, values: dict[str, Any], names: set[str]) -> None:
        super().__init__(values)
        self.names = names

    def __getitem__(self, name: str) -> Any:
        """Return a threshold and note its name."""
        self.names.add(name)
        return super().__getitem__(name)


def test_the_catalogue_is_complete() -> None:
    """Each family of rules is there."""
    families = {family: sum(name.startswith(f"AA-{family}-") for name in built_in()) for family in "XWDCI"}
    assert families == {"X": 70, "W": 11, "D": 5, "C": 42, "I": 51}


def test_a_council_adds_a_rule_in_toml(tmp_path: Path) -> None:
    """Without a line of Python, with a threshold of its own and a look at another list."""
    (tmp_path / "own.toml").write_text(OWN)
    (own,) = read_rules(tmp_path / "own.toml")
    rows = {
        6: [
            {"child_unique_id": "C1", "date_last_seen": date(2026, 10, 22)},
            {"child_unique_id": "C2", "date_last_seen": date(2026, 10, 23)},
            {"child_unique_id": "C3", "date_last_seen": date(2026, 1, 5)},
        ],
        8: [{"child_unique_id": "C3", "lac_start_date": date(2026, 1, 5)}],
    }
    found = run_rules(return_of(rows, date(2026, 11, 20)), [own], Policy()).findings
    assert found["row"].to_list() == [2]
    assert found["column"].to_list() == ["date_last_seen"]
    assert own.basis == "local"


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        (("workdays(", "workday("), "$.rules[0].outcomes[0].when: there is no helper workday; did you mean"),
        (("date_last_seen", "date_last_sen"), "date_last_seen"),
        (
            ("policy.seen", "policy.sen"),
            "$.rules[0].outcomes[0].when: There is no threshold 'sen_working_days'",
        ),
        (
            ("not exists(8, open)", "settings.own_ls"),
            "$.rules[0].outcomes[0].when: There is no setting 'own_ls'",
        ),
        (
            ('severity = "warning"', 'severity = "warnin"'),
            "$.rules[0].outcomes[0].severity: should be one of",
        ),
        (('nature = "practice"', 'nature = "practise"'), "Did you mean 'practice'?"),
        (("lists = [6]", "lists = [80]"), "$.rules[0].lists[0]: should be a list number from 1 to 11"),
        (("lists = [6]", 'lists = "6"'), "$.rules[0].lists: should be a list, not text"),
        (("guidance =", "guidence ="), "$.rules[0].guidence: is not a known key. Did you mean"),
        (("open and", "import os and"), "not a condition"),
        (("default = 20", "default = -1"), "$.rules[0].thresholds[0]: 'seen_working_days' should be a whole"),
        (('"seen_working_days", d', '"window_months", d'), "Choose another name."),
        (('when = "open', 'needs = [0]\nwhen = "open'), "$.rules[0].outcomes[0].needs[0]: should be a list"),
        (
            ("nature =", 'skip_when = ["not loade(8)"]\nnature ='),
            "$.rules[0].skip_when[0]: there is no helper",
        ),
        (("nature =", 'related = {where = "opn"}\nnature ='), "$.rules[0].related"),
        (("nature =", 'related = {by = "child_uniqe_id"}\nnature ='), "Did you mean 'child_unique_id'?"),
        (("nature =", 'related = {pick = "latest"}\nnature ='), "$.rules[0].related.column: is missing"),
        (("nature =", 'related = {column = "cin_strat_date"}\nnature ='), "Did you mean 'cin_start_date'?"),
        (('when = "open', 'each = ["6.date_last_sen"]\nwhen = "open'), "Did you mean '6.date_last_seen'?"),
        (('when = "open', 'column = "date_last_sen"\nwhen = "open'), "$.rules[0].outcomes[0].column"),
        (('when = "open', 'lists = [7]\nwhen = "open'), "List 7 is not one of the rule's lists."),
        (("nature =", 'check = "os:getcwd"\nnature ='), "$.rules[0].check: is for the rules that come with"),
        ((OWN[OWN.index("[[rules.outcomes]]") :], ""), "$.rules[0].outcomes: is missing"),
        (
            ("[[rules.outcomes]]", "[rules.outcome]"),
            "$.rules[0].outcome: is not a known key. Did you mean 'outcomes'?",
        ),
    ],
)
def test_a_mistake_in_a_councils_file_is_shown_with_its_path(
    tmp_path: Path, change: tuple[str, str], shown: str
) -> None:
    """The message has the file, the path and the closest name."""
    (tmp_path / "own.toml").write_text(OWN.replace(*change))
    with pytest.raises(DocumentError) as caught:
        read_rules(tmp_path / "own.toml")
    assert shown in str(caught.value)
    assert "own.toml: $.rules[0]" in str(caught.value)


def test_two_rules_of_one_file_cannot_have_one_id(tmp_path: Path) -> None:
    """The second would hide the first."""
    (tmp_path / "own.toml").write_text(OWN + OWN)
    with pytest.raises(DocumentError, match=r"own\.toml: \$\.rules\[1\]\.id: 'LOCAL-001' is already the id"):
        read_rules(tmp_path / "own.toml")


def test_a_councils_rule_cannot_take_the_id_of_another(tmp_path: Path) -> None:
    """What the id of a rule means never changes."""
    (tmp_path / "own.toml").write_text(OWN.replace("LOCAL-001", "AA-I-030"))
    dataset = return_of({6: [{"child_unique_id": "C1"}]}, date(2026, 11, 20))
    with pytest.raises(
        DocumentError, match=r"own\.toml: \$\.rules\[0\]\.id: 'AA-I-030' is the id of another"
    ):
        check_dataset(dataset, rules=tmp_path / "own.toml")


@pytest.mark.parametrize("line", ["", 'schema = "inspectprep/rules/2"\n'])
def test_the_schema_line_of_a_councils_file_may_be_left_out(tmp_path: Path, line: str) -> None:
    """A file with it is the same."""
    (tmp_path / "own.toml").write_text(line + OWN)
    assert [rule_.id for rule_ in read_rules(tmp_path / "own.toml")] == ["LOCAL-001"]


@pytest.mark.parametrize(
    ("schema", "shown"),
    [
        ("inspectprep/rules/3", "version 3 was written by a newer inspectprep"),
        ("inspectprep/policy/1", "this is a 'policy' document, and a 'rules' document is needed here"),
    ],
)
def test_a_wrong_schema_line_is_refused(tmp_path: Path, schema: str, shown: str) -> None:
    """A newer version and another kind of document each say what they are."""
    (tmp_path / "own.toml").write_text(f'schema = "{schema}"\n{OWN}')
    with pytest.raises(DocumentError, match=r"own\.toml: \$\.schema") as caught:
        read_rules(tmp_path / "own.toml")
    assert shown in str(caught.value)


def test_an_unknown_rule_suggests_the_closest() -> None:
    """A letter in lower case is no obstacle."""
    with pytest.raises(UnknownNameError, match="AA-X-002"):
        rule("aa-x-002")


class _Broken:
    """A plugin whose rules cannot be built."""

    def inspectprep_rules(self) -> list[object]:
        from inspectprep.plugins import RuleProvider  # noqa: PLC0415 - as a plugin would

        return [RuleProvider(id="broken", summary="Broken", target=lambda: [{"id": "B-1"}])]


def test_a_plugins_broken_rules_are_skipped_and_named() -> None:
    """The check goes on, and says which set of rules is missing."""
    from inspectprep.plugins import hookimpl  # noqa: PLC0415 - as a plugin would

    plugin = _Broken()
    _Broken.inspectprep_rules = hookimpl(_Broken.inspectprep_rules)  # type: ignore[method-assign]
    registry = open_registry(load_plugins=False, extra=[plugin])
    dataset = return_of({6: [{"child_unique_id": "C1"}]}, date(2026, 11, 20))
    result = check_dataset(dataset, registry=registry)
    assert "broken" in {each.rule for each in result.skipped}
    assert set(built_in()) <= set(result.rules)
