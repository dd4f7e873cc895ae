"""The register of facts that is stored with the project, and the change log beside it."""

from __future__ import annotations

import runpy
import sys
from json import loads
from typing import Any

import pytest
from attrs import evolve

from inspectprep.frameworks.facts import changes
from tests.shared import REPOSITORY


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """The names of the script that writes the register."""
    folder = str(REPOSITORY / "scripts")
    sys.path.insert(0, folder)
    try:
        return runpy.run_path(f"{folder}/facts_register.py")
    finally:
        sys.path.remove(folder)


def test_a_changed_fact_is_in_the_register_and_in_the_change_log(script: dict[str, Any]) -> None:
    """The stored register is that of the files, and is of the change log as it is now."""
    stored = script["PAGE"].read_text("utf-8")
    facts = script["registered"]()
    digest = script["news"](script["CHANGELOG"].read_text("utf-8"))
    assert digest
    same = stored == script["written"](facts, digest)
    before = [script["build"](fact, script["RegisteredFact"]) for fact in loads(stored)["facts"]]
    assert same, "\n".join([*changes(before, facts), script["REMEDY"]])


def test_a_changed_fact_without_a_line_in_the_change_log_is_refused(script: dict[str, Any]) -> None:
    """With the same section of facts nothing is written. With a new line it is."""
    facts = script["registered"]()
    stored = script["written"](facts, "old")
    changed = [evolve(facts[0], note="Something else."), *facts[1:]]
    (found,) = script["unwritten"](stored, changed, "old")
    assert found.startswith("Changed: ilacs, source")
    assert not script["unwritten"](stored, changed, "new")
    assert not script["unwritten"](stored, facts, "old")


def test_only_the_lines_under_facts_count(script: dict[str, Any]) -> None:
    """A line elsewhere in the change log says nothing of a fact. Those of an old version do not count."""
    log = (
        "# Log\n\n## New\n\n### Facts\n\n- One.\n\n### Added\n\n- A.\n\n"
        "## Old\n\n### Facts\n\n- Nil.\n\n## End\n"
    )
    news = script["news"]
    assert news(log) == news(log.replace("- A.", "- B.")) == news(log.replace("- Nil.", "- No."))
    assert news(log) != news(log.replace("- One.", "- One.\n- Two."))
    assert news("# Log\n") == ""


def test_each_fact_has_a_line(script: dict[str, Any]) -> None:
    """A change of a fact is a change of one line."""
    lines = script["PAGE"].read_text("utf-8").splitlines()
    assert len(lines) == len(script["registered"]()) + 2
