"""The catalogue: every rule is whole, and a council's own rules are read from TOML without Python."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.rules import built_in, read_rules, rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.validate import validate
from inspectprep.annexa.results.check import catalogue_for, check_dataset
from inspectprep.errors import DocumentError, UnknownNameError
from inspectprep.plugins import open_registry
from tests.annexa.examples import return_of

OWN = """
[[rules]]
id = "LOCAL-001"
lists = [6, 8]
at = [6]
nature = "practice"
message = "An open child in need has not been seen within our own standard."
guidance = "Arrange a visit this week."
policy = {seen_working_days = {default = 20, local = true}}
[[rules.outcomes]]
severity = "warning"
when = "open and workdays(date_last_seen, as_of) > policy.seen_working_days and not exists(8, open)"
"""


def test_every_built_in_rule_compiles_against_the_whole_specification() -> None:
    """No condition names a column, threshold or helper that does not exist."""
    for each in built_in().values():
        if each.check is None:
            validate(each)


def test_every_rule_says_what_is_wrong_and_what_to_do() -> None:
    """Message and guidance are sentences, and every column named exists on a list of the rule."""
    for each in built_in().values():
        assert each.message.endswith((".", "?")), each.id
        assert each.guidance.endswith((".", "?")), each.id
        for name in each.columns:
            number, _, column = str(name).rpartition(".")
            lists = (int(number),) if number else each.lists
            assert any(column in {c.name for c in catalogue.lists()[n].columns} for n in lists), (
                each.id,
                name,
            )


def test_the_catalogue_is_complete() -> None:
    """Each family of rules is there."""
    families = {family: sum(name.startswith(f"AA-{family}-") for name in built_in()) for family in "XWDCI"}
    assert families == {"X": 68, "W": 11, "D": 5, "C": 40, "I": 51}


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
    ("change", "told"),
    [
        (("workdays(", "workday("), "workdays"),
        (("date_last_seen", "date_last_sen"), "date_last_seen"),
        (("policy.seen", "policy.sen"), "seen_working_days"),
        (('severity = "warning"', 'severity = "warnin"'), "warning"),
        (('nature = "practice"', 'nature = "practise"'), "practice"),
        (("lists = [6, 8]", "lists = [6, 80]"), "1 to 11"),
        (("guidance =", "guidence ="), "guidance"),
        (("open and", "import os and"), "not a condition"),
    ],
)
def test_a_mistake_in_a_councils_file_is_shown_with_its_path(
    tmp_path: Path, change: tuple[str, str], told: str
) -> None:
    """The message has the path and the closest name."""
    (tmp_path / "own.toml").write_text(OWN.replace(*change))
    with pytest.raises(DocumentError) as caught:
        catalogue_for(rules=tmp_path / "own.toml")
    assert told in str(caught.value)
    assert "$.rules[0]" in str(caught.value)


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
