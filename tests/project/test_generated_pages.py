"""The pages that are written from the catalogue: one for each rule, indicator and task."""

from __future__ import annotations

import re
from functools import cache

import pytest
from docs.extensions import facts, indicators, public_names, rules, tasks
from docs.extensions.condition_words import in_words

from inspectprep.annexa import Rule, indicator_specs
from inspectprep.annexa.catalogue.files import read_built_in_rules
from inspectprep.annexa.catalogue.read import thresholds
from inspectprep.annexa.catalogue.values import Expected

RULES = read_built_in_rules()
PARTS = (public_names, rules, indicators, tasks, facts)


@cache
def pages() -> dict[str, str]:
    """Return every page that is written before a build."""
    return {name: text for part in PARTS for name, text in part.pages().items()}


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_has_a_page_with_all_that_it_says(rule: Rule) -> None:
    """The message, the severities, the guidance, the source, the conditions and the examples are there."""
    text = " ".join(pages()[f"rules/{rule.id}.md"].split())
    shown = text.replace("\\", "")
    for part in (
        rule.message,
        rule.guidance,
        rule.source,
        rule.note,
        *(each.value for each in rule.severities),
    ):
        assert " ".join(part.split()) in shown
    assert all(" ".join(outcome.when.split()) in text for outcome in rule.outcomes)
    assert text.count("### Example ") == len(rule.examples) > 0
    assert all(f"[List {number}: " in text for number in rule.lists)
    assert all(f"| `{name}` |" in text for name in rule.threshold_names)


def test_the_examples_of_rules_show_findings_and_none() -> None:
    """Each rule that gives findings has an example with a finding, and one without."""
    for rule in RULES:
        if rule.outcomes:
            fires = [bool(each.findings) or each.finds is not Expected.NOTHING for each in rule.examples]
            assert any(fires), rule.id
            text = pages()[f"rules/{rule.id}.md"]
            assert text.count(": no finding\n") == fires.count(False), rule.id


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_conditions_are_in_words(rule: Rule) -> None:
    """The words have no name of the language of conditions, and all headings and figures."""
    known = dict(thresholds()) | {each.name: each for each in rule.thresholds}
    for condition in filter(None, rule.conditions):
        words = in_words(condition, rule.lists, known)
        outside = re.sub(r"“[^”]*”", "", words)
        assert not re.search(r"\w+_\w+|policy\.|settings\.|row\.|==|!=|[<>]", outside), words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("open and missing(allocated_worker)", "the row is open, and “Allocated Worker” is blank"),
        ("not unborn", "the child is born"),
        ("16 <= age_now < 18", "the age on the list date is at least 16 and less than 18"),
        ("as_of < date_last_seen", "the list date is before “Date Child Was Last Seen”"),
        (
            "workdays(cin_start_date, as_of) > policy.assessment_working_days",
            "there are more than 45 working days from “CIN Start Date” to the list date",
        ),
        (
            "date_last_seen < add_days(as_of, -42)",
            "“Date Child Was Last Seen” is before the day 42 days before the list date",
        ),
        (
            "open and not exists(8, open)",
            "the row is open, and the child has no row on List 8 where the row is open",
        ),
        (
            'code(case_status) == "CIN" or (not unborn and open)',
            "“Case Status” is “CIN” (Child in need plan), or (the child is born, and the row is open)",
        ),
    ],
)
def test_a_condition_in_words(condition: str, words: str) -> None:
    """A condition reads as a sentence about a row."""
    assert in_words(condition, (6,), thresholds()) == words


def test_the_index_has_every_rule_under_each_of_its_lists() -> None:
    """A reader finds a rule by the list that a finding is on."""
    index = pages()["rules/index.md"]
    for part in index.split("\n## List ")[1:]:
        number = int(part.partition(":")[0])
        listed = re.findall(r"^\| \[([\w-]+)\]", part, re.MULTILINE)
        assert listed == [rule.id for rule in RULES if number in rule.lists]


def test_an_indicator_has_a_page_with_all_that_it_says() -> None:
    """The share, the reason and what to have ready are there, and the rules that it counts are linked."""
    index = pages()["indicators/index.md"]
    for spec in indicator_specs():
        text = pages()[f"indicators/{spec.id}.md"].replace("\\", "")
        for part in (spec.what, spec.why, spec.look, *(f"../rules/{name}.md" for name in spec.rules)):
            assert part in text
        assert f"[{spec.id}]({spec.id}.md)" in index


def test_a_task_has_a_page_with_all_that_it_says() -> None:
    """The title, the owners, the note and the records that tick it are there."""
    index = pages()["tasks/index.md"]
    templates = tasks.read_tasks(tasks.DATA / "tasks.toml")
    assert len(templates) > 50
    for task in templates:
        text = pages()[f"tasks/{task.id}.md"].replace("\\", "")
        for part in (
            task.title,
            task.note,
            tasks.owners(task),
            *task.ticked_by,
            *(f"({name}.md)" for name in task.after),
        ):
            assert " ".join(part.split()) in text
        assert f"({task.id}.md)" in index


def test_pages_link_only_to_pages_that_are_there() -> None:
    """Links between the pages that are written lead somewhere."""
    for name, text in pages().items():
        folder = name.rpartition("/")[0]
        for target in re.findall(r"\]\(((?:\.\./\w+/)?[\w.-]+\.md)\)", text):
            path = target.removeprefix("../") if target.startswith("../") else f"{folder}/{target}"
            assert path in pages(), f"{target} in {name}"
