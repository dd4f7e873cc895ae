"""The recipes of CONTRIBUTING.md, each followed step by step in a copy of the source."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from inspectprep.annexa import catalogue
from tests.shared import REPOSITORY


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A copy of the package that a recipe may change; its folder `inspectprep`."""
    ignored = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(REPOSITORY / "src/inspectprep", tmp_path / "src/inspectprep", ignore=ignored))


def run(source: Path, *arguments: str) -> str:
    """Return what Python prints with the copy of the package; its errors fail the test."""
    environment = os.environ | {"PYTHONPATH": str(source.parent)}
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=source.parent.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_recipe_runs_on_the_copy(source: Path) -> None:
    """The code under test is the copy, so that a recipe can change it."""
    place = run(source, "-c", "import inspectprep; print(inspectprep.__file__)")
    assert Path(place.strip()).parent == source


# A rule.

EXAMPLES = """
import sys
sys.path.append(sys.argv[1])
from inspectprep.annexa.checks.run_rules import run_rules
from tests.annexa.example_returns import agree, fired
from tests.annexa.examples import examples, policy_of, return_of_example
from tests.annexa.test_examples import expected
for worked in (each for each in examples() if each.rule.id == sys.argv[2]):
    dataset = return_of_example(worked)
    found = fired(run_rules(dataset, [worked.rule], policy_of(worked)).findings, dataset)
    print(worked.example.finds, "agrees" if agree(expected(worked), found) else "differs")
"""


def test_a_rule_takes_one_file(source: Path) -> None:
    """Its examples run and agree, and a check gives its finding."""
    add(source, "Add a rule")
    assert run(source, "-c", EXAMPLES, str(REPOSITORY), "AA-X-099").splitlines() == [
        "query agrees",
        "nothing agrees",
    ]
    columns = catalogue.lists()[6].columns
    cells = {"child_unique_id": "C1", "cin_start_date": "01/10/2026", "cin_closure_date": "01/10/2026"}
    lines = [[column.header for column in columns], [cells.get(column.name, "") for column in columns]]
    with (source.parent.parent / "List 6.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    shown = run(
        source, "-m", "inspectprep", "annexa", "check", "List 6.csv", "--as-of", "2026-11-20",
        "--fail-on", "never", "--json", "--no-plugins",
    )  # fmt: skip
    finding = next(each for each in json.loads(shown)["findings"] if each["rule"] == "AA-X-099")
    assert finding["message"] == "The case was closed on the day it started."


# A list column and a code.

WRITE = (
    "from inspectprep.annexa.catalogue import files, generated\n"
    "generated.CATALOGUE.write_text(files.catalogue_text(), 'utf-8')"
)
CHECK = """
import sys
from datetime import date
from inspectprep import annexa
number, column, heading, text = int(sys.argv[1]), *sys.argv[2:]
with open(f"List {number}.csv", "w") as file:
    columns = annexa.catalogue.lists()[number].columns
    headings = [heading if each.name == column else each.header for each in columns]
    cells = {column: text, "child_unique_id": "C1", "date_of_birth": "01/03/2015"}
    file.write(",".join(f'"{each}"' for each in headings) + "\\n")
    file.write(",".join(cells.get(each.name, "") for each in columns))
result = annexa.check(f"List {number}.csv", as_of=date(2026, 11, 20))
print(result.dataset.tables[number].frame[f"{column}__code"].to_list())
print(sorted(set(result.findings["rule"])))
"""


def addition(title: str) -> tuple[str, str]:
    """Return the file of a recipe and the text that it adds to it."""
    recipe = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8").partition(f"### {title}\n")[2]
    found = re.search(r"`src/inspectprep/([\w/.-]+)`.*?```toml\n(.*?)```", recipe, re.DOTALL)
    assert found is not None
    return found[1], dedent(found[2])


def add(source: Path, title: str) -> None:
    """Follow a recipe that adds a text to one file."""
    name, text = addition(title)
    with (source / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")
    run(source, "-c", WRITE)


def test_a_list_column_takes_one_file(source: Path) -> None:
    """The column is read under its other heading, with its codes."""
    add(source, "Add a list column")
    shown = run(source, "-c", CHECK, "6", "has_advocate", "Advocate (Y/N)", "a) Yes")
    assert "['Yes']" in shown
    assert "AA-F-030" not in shown


def test_a_code_takes_one_file(source: Path) -> None:
    """The code is read, and the rules about its group apply to it."""
    add(source, "Add a code")
    shown = run(source, "-c", CHECK, "8", "placement_type", "Placement Type", "K4")
    assert "['K4']" in shown
    assert "AA-I-062" in shown
    assert "AA-F-030" not in shown


# A report.


def steps(title: str) -> list[tuple[str, str]]:
    """Return the steps of a recipe: each a file and the code that belongs in it."""
    recipe = (
        (REPOSITORY / "CONTRIBUTING.md")
        .read_text("utf-8")
        .partition(f"### {title}\n")[2]
        .partition("\n### ")[0]
    )
    found = re.findall(
        r"```python\n *# src/inspectprep/([\w/.]+)\n(.*?)```",
        recipe,
        re.DOTALL,
    )
    return [(name, dedent(code)) for name, code in found]


def test_a_report_takes_four_files(source: Path) -> None:
    """A value, its report, its command and one line of a table are enough to print the report."""
    recipe = steps("Add a report")
    *files, (table, line) = recipe
    assert (len(files), table) == (3, "cli/app.py")
    assert all(not (source / name).exists() for name, _ in files), "the recipe adds files of its own"
    for name, code in files:
        (source / name).write_text(code, encoding="utf-8")
    app = (source / table).read_text("utf-8")
    (source / table).write_text(
        app.replace('"Every month": {\n', f'"Every month": {{\n        {line}', 1), encoding="utf-8"
    )
    (source.parent / "people.toml").write_text(
        """schema = "inspectprep/people/1"

        [[people]]
        role = "dcs"
        name = "Ann Avon"
        leave = [{ starting = 2026-11-30, until = 2026-12-04 }]

        [[people]]
        role = "deputy"
        name = "Ben Brent"
        """,
        encoding="utf-8",
    )
    command = (
        "-m",
        "inspectprep",
        "away",
        str(source.parent / "people.toml"),
        "--day",
        "2026-12-01",
        "--no-plugins",
    )
    assert "List the people on leave on one day." in run(source, "-m", "inspectprep", "--help")
    shown = run(source, *command)
    assert "# On leave on Tuesday 1 December 2026" in shown
    assert "Ann Avon" in shown
    assert "Ben Brent" not in shown
    assert json.loads(run(source, *command, "--format", "json")) == {
        "schema": "inspectprep/away/1",
        "day": "2026-12-01",
        "names": ["Ann Avon"],
    }
    assert "<h1>On leave on Tuesday 1 December 2026</h1>" in run(source, *command, "--format", "html")


# A record kind that counts in readiness.


COMPLAINTS = """
import sys
from datetime import date

from inspectprep import Workspace

for theme in Workspace.open(sys.argv[1]).readiness(date(2026, 9, 7)).readiness.themes:
    for reason in theme.reasons:
        if "complaint" in reason.rule:
            print(f"{theme.theme}: {reason.text}")
"""
"""Prints the reasons that complaints give."""


def test_a_record_kind_that_counts_in_readiness_takes_three_files(source: Path) -> None:
    """A value, a line of a table and a module of reasons: the command line and readiness know the kind."""
    (value, code), (table, line), (reasons, more) = steps("Add a record kind that counts in readiness")
    for name, text in ((value, code), (reasons, more)):
        assert not (source / name).exists(), "the recipe adds files of its own"
        (source / name).write_text(text, encoding="utf-8")
    kinds = (source / table).read_text("utf-8")
    assert "    for kind in (\n" in kinds
    (source / table).write_text(
        kinds.replace("    for kind in (\n", f"    for kind in (\n        {line.strip()},\n", 1),
        encoding="utf-8",
    )
    folder = str(source.parent / "council")
    cli = ("-m", "inspectprep")
    run(source, *cli, "init", folder, "--authority", "Westhaven", "--variant", "ilacs-short")

    assert run(source, "-c", COMPLAINTS, folder).splitlines() == ["challenge: No complaint is open."]
    given = ("--title", "A late answer", "--received", "2026-09-01", "--by", "Ann Avon")
    run(source, *cli, "complaint", "add", "--workspace", folder, *given)
    answer = ["challenge: The complaint comp-1 has not been answered."]
    assert run(source, "-c", COMPLAINTS, folder).splitlines() == answer
