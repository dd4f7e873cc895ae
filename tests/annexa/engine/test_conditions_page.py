"""The page of the reference about conditions says everything there is to say, and its examples compile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.policy import thresholds
from inspectprep.annexa.catalogue.rule import Outcome, Rule
from inspectprep.annexa.engine.language import FUNCTIONS, SPECIAL, Call, Special, walk
from inspectprep.annexa.engine.parse import parse
from inspectprep.annexa.engine.validate import validate
from inspectprep.errors import DocumentError
from inspectprep.model.finding import Severity
from tests.shared import REPOSITORY

PAGE = (REPOSITORY / "docs/reference/rule-conditions.md").read_text("utf-8")
ROWS = [
    tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1])
    for line in PAGE.splitlines()
    if line.startswith("| `")
]
EXAMPLES = {cells[0].strip("`"): cells[2].strip("`") for cells in ROWS if cells[2:] and "`" in cells[2]}
HELPERS = {shown.split("(")[0]: shown for shown in EXAMPLES if "(" in shown}
NAMES = set(EXAMPLES) - set(HELPERS.values())


def test_every_helper_is_on_the_page() -> None:
    """Each helper of the language has a line with what it gives, and the page has no other."""
    assert set(HELPERS) == set(FUNCTIONS)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_helper_is_shown_with_the_arguments_it_takes(name: str) -> None:
    """As many as it may be given, the last of them optional where it may be left out."""
    fewest, most = FUNCTIONS[name]
    arguments = re.split(r", *", HELPERS[name].removeprefix(f"{name}(").removesuffix(")"))
    if arguments[-1] == "...":
        assert len(arguments) - 1 in {fewest, fewest + 1}
        assert most > len(arguments)
    else:
        assert len(arguments) == most


def test_every_name_with_a_meaning_is_on_the_page() -> None:
    """Each has a line, as have columns of the row under test, thresholds and settings."""
    assert {*SPECIAL, "row.NAME", "policy.NAME", "settings.own_la"} == NAMES


@pytest.mark.parametrize(("shown", "text"), EXAMPLES.items(), ids=EXAMPLES)
def test_an_example_shows_what_it_stands_beside_and_compiles(shown: str, text: str) -> None:
    """The condition uses the helper or the name, and some list has the columns that it reads."""
    node = parse(text)
    used = {each.name for each in walk(node) if isinstance(each, Call | Special)}
    assert shown.split("(", maxsplit=1)[0] in used or shown.split(".", maxsplit=1)[0] + "." in text
    assert any(_compiles(number, text, each="d" in used) for number in catalogue.lists())


def _compiles(number: int, text: str, *, each: bool) -> bool:
    every = tuple(catalogue.lists())
    dates = (f"{number}.date_of_birth",) if each else ()
    rule = Rule(
        id="PAGE", lists=every, at=(number,), message="-", guidance="-", policy=thresholds(),
        settings=("own_la",), outcomes=(Outcome(severity=Severity.QUERY, when=text, each=dates),),
    )  # fmt: skip
    try:
        validate(rule)
    except DocumentError:
        return False
    return True


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{code} {figure}" for code, figure in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return "none" if value is None else str(value)


def test_every_threshold_is_on_the_page_with_its_default() -> None:
    """In the order of the policy, with who fixes it."""
    shown = [cells for cells in ROWS if cells[-1] in {"local", "national"}]
    assert shown == [
        (f"`{name}`", _shown(each.value), "local" if each.local else "national")
        for name, each in thresholds().items()
    ]
