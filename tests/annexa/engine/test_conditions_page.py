"""The page of the reference about conditions says everything there is to say, and its examples compile."""

from __future__ import annotations

import re
import runpy

import pytest

from inspectprep.annexa import catalogue
from inspectprep.annexa.catalogue.read import thresholds
from inspectprep.annexa.catalogue.values import Outcome, Rule
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
    dates = (f"{number}.date_of_birth",) if each else ()
    outcome = Outcome(severity=Severity.QUERY, when=text, each=dates)
    rule = Rule(id="PAGE", lists=(number,), message="-", guidance="-", outcomes=(outcome,))
    try:
        validate(rule)
    except DocumentError:
        return False
    return True


def test_every_threshold_is_on_the_page() -> None:
    """In the order of the catalogue, with default, unit and meaning: `make reference` has been run."""
    script = runpy.run_path(str(REPOSITORY / "scripts/annexa_page.py"))
    assert script["conditions"]() == PAGE
    assert PAGE.partition(script["MARK"])[2].count("\n| `") == len(thresholds())
