"""The contract of Annex A rules passes good rules, and fails for each way to break it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest
from attrs import evolve

from inspectprep.annexa.catalogue.thresholds import Threshold
from inspectprep.annexa.catalogue.values import Example, Expected, Outcome, Rule
from inspectprep.annexa.engine import findings
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.errors import InspectPrepError
from inspectprep.model.finding import Severity
from inspectprep.plugins import RuleProvider, hookimpl
from inspectprep.testing import RuleContract
from tests.testing.fakes import broken, message_of

AS_OF = date(2026, 8, 31)
START = date(2026, 3, 2)
BOUNDARIES = "test_every_boundary_has_an_example_on_both_sides"
BLANKS = "test_blank_cells_give_a_finding_only_if_an_example_says_so"
VALUES = "test_no_message_has_the_value_of_a_cell"
EXAMPLES = "test_rules_fire_on_their_examples_and_not_elsewhere"


def example(finds: str = "nothing", **row: Any) -> Example:
    """Return an example with one row."""
    return Example(as_of=AS_OF, row=row, finds=Expected(finds))


ENDED_BEFORE = Rule(
    id="OURS-001",
    lists=(6,),
    message="The need ended before it began.",
    guidance="Correct the wrong date.",
    outcomes=(Outcome(severity=Severity.ERROR, when="cin_closure_date < cin_start_date"),),
    source="Our own standards",
    examples=(
        example("error", cin_start_date=START, cin_closure_date=date(2026, 3, 1)),
        example(cin_start_date=START, cin_closure_date=START),
    ),
)
SEEN = Rule(
    id="OURS-002",
    lists=(6,),
    message="The child has not been seen for twenty working days.",
    guidance="Arrange a visit.",
    thresholds=(Threshold(name="seen_working_days", default=20, local=True),),
    outcomes=(
        Outcome(
            severity=Severity.WARNING,
            when="open and workdays(date_last_seen, as_of) > policy.seen_working_days",
        ),
    ),
    source="Our own standards",
    examples=(
        example("warning", cin_start_date=START, date_last_seen=date(2026, 7, 30)),
        example(cin_start_date=START, date_last_seen=date(2026, 7, 31)),
    ),
)
FAR = (
    example("warning", cin_start_date=START, date_last_seen=date(2026, 6, 1)),
    example(cin_start_date=START, date_last_seen=date(2026, 8, 28)),
)


def when(rule: Rule, condition: str, **changes: Any) -> Rule:
    """Return a rule with another condition."""
    return evolve(rule, outcomes=(evolve(rule.outcomes[0], when=condition),), **changes)


def contract(*rules: Any, target: Any = None) -> RuleContract:
    """Return the contract of a plugin with these rules."""

    class Plugin:
        @hookimpl
        def inspectprep_rules(self) -> list[RuleProvider]:
            return [RuleProvider(id="ours", summary="Ours", target=target or rules)]

    class Ours(RuleContract):
        plugin = Plugin()

    return Ours()


def test_good_rules_pass() -> None:
    """Rules with an example on each side of their boundaries keep the contract."""
    assert broken(contract(ENDED_BEFORE, SEEN)) == set()


def test_text_as_a_council_types_it_is_read() -> None:
    """A date may be given as text, and is tried on other days too."""
    typed = (
        example("warning", cin_start_date="02/03/2026", date_last_seen="30/07/2026"),
        example(cin_start_date="02/03/2026", date_last_seen="31 July 2026"),
    )
    assert broken(contract(evolve(SEEN, examples=typed))) == set()
    assert BOUNDARIES in broken(contract(evolve(SEEN, examples=(typed[0], FAR[1]))))


@pytest.mark.parametrize("field", ["message", "guidance", "source"])
def test_a_rule_that_says_too_little_is_caught(field: str) -> None:
    """A rule says what is wrong, what to do, and where it comes from."""
    assert f"no {field}" in message_of(contract(evolve(SEEN, **{field: " "})), "test_rules_are_complete")


def test_a_rule_that_hides_another_is_caught() -> None:
    """Neither a built-in rule nor one of the plugin's own. The host refuses the second."""
    with pytest.raises(InspectPrepError, match="is there twice"):
        message_of(contract(SEEN, SEEN), "test_ids_are_unique")
    assert "built-in" in message_of(contract(evolve(SEEN, id="AA-X-011")), "test_ids_are_unique")


@pytest.mark.parametrize("given", [(), SEEN.examples[:1], SEEN.examples[1:]])
def test_a_rule_without_examples_of_both_kinds_is_caught(given: tuple[Example, ...]) -> None:
    """Each rule needs a row with a finding and a row without."""
    told = message_of(contract(evolve(SEEN, examples=given)), "test_every_rule_has_an_example_of_both_kinds")
    assert "Add it to `examples` of OURS-002." in told


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (evolve(SEEN.examples[0], finds=Expected.NOTHING), "also gives warning on row 0"),
        (evolve(SEEN.examples[1], finds=Expected.WARNING), "does not give warning on row 0"),
        (evolve(SEEN.examples[0], finds=Expected.ERROR), "does not give error on row 0"),
        (example(date_last_sen=START), "Did you mean 'date_last_seen'?"),
    ],
)
def test_a_finding_other_than_the_examples_say_is_caught(given: Example, message: str) -> None:
    """The examples are run, as a council's data would be."""
    rule = evolve(SEEN, examples=(*SEEN.examples, given))
    assert message in message_of(contract(rule), EXAMPLES)


@pytest.mark.parametrize("operator", [">=", "> 1 +"])
def test_a_rule_that_is_a_day_off_its_boundary_is_caught(operator: str) -> None:
    """Its examples on the boundary fail, and far examples are not enough."""
    wrong = when(SEEN, f"open and workdays(date_last_seen, as_of) {operator} policy.seen_working_days")
    assert "on row 0" in message_of(contract(wrong), EXAMPLES)
    far = evolve(wrong, examples=FAR)
    assert message_of(contract(far), EXAMPLES) == ""
    told = message_of(contract(far), BOUNDARIES)
    assert "changes from warning to nothing between 2026-0" in told
    assert "Add an example with 2026-0" in told


@pytest.mark.parametrize("missing", [0, 1])
def test_an_example_on_one_side_of_a_boundary_is_not_enough(missing: int) -> None:
    """The last day without a finding is as much a part of the rule as the first day with one."""
    given = [FAR[0], FAR[1]]
    given[missing] = SEEN.examples[missing]
    told = message_of(contract(evolve(SEEN, examples=tuple(given))), BOUNDARIES)
    other = ("2026-07-31", "2026-07-30")[missing]
    assert f"Add an example with {other}," in told


def test_boundaries_of_numbers_and_of_severities_need_examples() -> None:
    """Where a warning becomes an error, and where a number is one too high."""
    rule = when(
        ENDED_BEFORE,
        "missing_episodes_12_months > 10",
        lists=(8,),
        examples=(example("error", missing_episodes_12_months=30), example(missing_episodes_12_months=2)),
    )
    told = message_of(contract(rule), BOUNDARIES)
    assert "between 10 and 11 in missing_episodes_12_months" in told
    two = evolve(
        SEEN,
        outcomes=(
            Outcome(severity=Severity.ERROR, when="open and days(date_last_seen, as_of) > 60"),
            *SEEN.outcomes,
        ),
    )
    assert "from error to warning between 2026-07-01 and 2026-07-02" in message_of(contract(two), BOUNDARIES)


@pytest.mark.parametrize(
    ("condition", "column"),
    [
        ("open and not (workdays(date_last_seen, as_of) <= policy.seen_working_days)", "date_last_seen"),
        ("open and (missing(date_last_seen) or workdays(date_last_seen, as_of) > 20)", "date_last_seen"),
    ],
)
def test_a_rule_that_fires_on_a_blank_is_caught(condition: str, column: str) -> None:
    """Unless one of its examples says that it should."""
    rule = when(SEEN, condition)
    told = message_of(contract(rule), BLANKS)
    assert f"gives a finding where {column} (List 6) is blank" in told
    assert f"`present({column}) and ...`" in told
    meant = evolve(rule, examples=(*rule.examples, example("warning", cin_start_date=START)))
    assert message_of(contract(meant), BLANKS) == ""


def test_a_code_that_is_not_in_a_set_is_not_a_blank() -> None:
    """`not in` is true of a blank cell, which is easily forgotten."""
    rule = when(
        ENDED_BEFORE,
        'code(gender) not in {"M", "F", "Male", "Female"}',
        examples=(example("error", gender="c) Indeterminate"), example(gender="a) Male")),
    )
    assert "where gender (List 6) is blank" in message_of(contract(rule), BLANKS)


@pytest.mark.parametrize(
    "message",
    [
        "Not seen since {date_last_seen}.",
        "Not seen since %s.",
        "Not seen since 30 July 2026.",
        "Not seen since 2026-07-30.",
        "The child 7001-X has not been seen.",
        "The child 123456 has not been seen.",
    ],
)
def test_a_message_with_the_value_of_a_cell_is_caught(message: str) -> None:
    """Neither a placeholder nor a value of an example."""
    named = tuple(evolve(each, row={"child_unique_id": "7001-X", **each.row}) for each in SEEN.examples)
    rule = evolve(SEEN, message=message, examples=named)
    assert "the same for every row" in message_of(contract(rule), VALUES)


def test_a_function_that_puts_a_value_in_its_message_is_caught() -> None:
    """A rule with a function can say more than its message."""
    rule = evolve(SEEN, outcomes=(Outcome(severity=Severity.WARNING),), check=f"{__name__}:quoting")
    assert "OURS-002" in message_of(contract(rule), VALUES)
    assert message_of(contract(evolve(rule, check=f"{__name__}:silent")), VALUES) == ""


def _late(dataset: AnnexAData, note: Callable[[Any], str | None]) -> pl.DataFrame:
    rows = dataset.tables[6].frame.iter_rows(named=True)
    return findings.from_rows(
        findings.finding("OURS-002", "warning", list=6, place=0, row=row["__row"], note=note(row))
        for row in rows
        if row["date_last_seen"] and row["date_last_seen"] < date(2026, 7, 31)
    )


def quoting(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:  # noqa: ARG001
    """Find late visits, and say when they were."""
    return _late(dataset, lambda row: f"Last seen on {row['date_last_seen']:%d %B}.")


def silent(dataset: AnnexAData, policy: Mapping[str, Any]) -> pl.DataFrame:  # noqa: ARG001
    """Find late visits."""
    return _late(dataset, lambda _: None)


def test_rules_that_change_between_calls_are_caught() -> None:
    """A function may not give other rules the second time."""
    numbers = itertools.count(20)

    def changing() -> list[Rule]:
        figure = Threshold(name="seen_working_days", default=next(numbers) // 2, local=True)
        return [evolve(SEEN, thresholds=(figure,))]

    told = message_of(contract(target=changing), "test_gives_the_same_every_time")
    assert "OURS-002" in told
    assert "may depend only on its arguments" in told


def test_rules_that_depend_on_today_are_caught() -> None:
    """A list date is an argument; today is not."""

    def seasonal() -> list[Rule]:
        days = 20 if date.today().month == 9 else 30  # noqa: DTZ011
        return [evolve(SEEN, thresholds=(Threshold(name="seen_working_days", default=days, local=True),))]

    told = message_of(contract(target=seasonal), "test_does_not_depend_on_today")
    assert "2024-02-29 and on 2026-09-07" in told


def test_a_condition_that_cannot_be_read_is_caught() -> None:
    """A misspelt column fails before any data is seen."""
    assert "test_rules_are_complete" in broken(contract(when(SEEN, "date_last_sean < as_of")))
