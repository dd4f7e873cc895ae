"""Memory and time have a bound whatever the rows are, and what was not compared is reported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, strategies as st

from inspectprep import annexa, synth
from inspectprep.annexa.checks.spellings import distance
from inspectprep.annexa.engine import helper_columns, related_rows
from tests.annexa.hostile import AS_OF, HABITS, write_hostile

_COMMAND = """
import sys
from inspectprep.cli.run import run
assert run(sys.argv[1:]) == 0
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""

linux_only = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="the peak of memory is read from /proc"
)


def peak(paths: list[str], folder: Path) -> float:
    """Return the peak memory in megabytes of a check that prints its result as JSON and saves it."""
    saved = folder / "out" / "saved.json"
    options = ["--as-of", str(AS_OF), "--fail-on", "never", "--json", "--save", str(saved)]
    ended = subprocess.run(
        [sys.executable, "-c", _COMMAND, "annexa", "check", *paths, *options],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_CONFIG_HOME": str(folder / "out")},
    )
    assert saved.stat().st_size > 10_000
    return int(ended.stderr.split()[-1]) / 1000


@linux_only
def test_ids_on_fifty_rows_of_each_list_need_little_memory(tmp_path: Path) -> None:
    """Every rule that compares the rows of an identifier runs on 10,000 rows in less than 500 MB."""
    assert peak(write_hostile(tmp_path, "each id on 50 rows", 10_000), tmp_path) < 500


@linux_only
@pytest.mark.slow
@pytest.mark.parametrize("habit", HABITS)
def test_100_000_rows_of_any_kind_fit_in_one_gigabyte(tmp_path: Path, habit: str) -> None:
    """The peak of a whole command is less than 1 GB, with a million findings too."""
    assert peak(write_hostile(tmp_path, habit, 100_000), tmp_path) < 1_000


@linux_only
@pytest.mark.slow
@pytest.mark.parametrize("lists", [(1,), (3,), (1, 6), (5, 7), (8, 10), (10, 11)])
def test_100_000_rows_of_few_lists_fit_in_one_gigabyte(tmp_path: Path, lists: tuple[int, ...]) -> None:
    """Also where a hundred rows of an identifier are compared with a hundred others."""
    assert peak(write_hostile(tmp_path, "each id on 100 rows", 100_000, lists), tmp_path) < 1_000


def test_portions_do_not_change_the_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are compared a few at a time give the same findings, with the same related rows."""
    made = synth.council(children=300, seed=5, as_of=AS_OF, defects=0.3, late=0.3)
    lists = {number: made.frame(number) for number in made.cells}
    whole = annexa.check(lists, as_of=AS_OF).findings
    for module in (helper_columns, related_rows):
        monkeypatch.setattr(module, "_PORTION", 40)
    assert whole["related"].drop_nulls().len() > 20
    assert annexa.check(lists, as_of=AS_OF).findings.equals(whole)


def test_a_finding_names_a_limited_number_of_rows(tmp_path: Path) -> None:
    """Rules that name all rows of a child name the first ones."""
    found = annexa.check(write_hostile(tmp_path, "each id on 50 rows", 1_100), as_of=AS_OF).findings
    assert found["related"].list.len().max() == related_rows.MOST_NAMED


@pytest.mark.parametrize(
    ("habit", "rule", "words"),
    [
        ("each id on 101 rows", "AA-C-014", "404 of List 3"),
        ("one id on half of the rows", "AA-C-014", "202 of List 3"),
        ("ids with many zeros", "AA-D-005", "identifiers were not compared"),
        ("long ids", "AA-D-005", "identifiers were not compared"),
        ("many teams", "AA-C-037", "names of teams were not compared"),
    ],
)
def test_what_was_not_compared_is_counted(tmp_path: Path, habit: str, rule: str, words: str) -> None:
    """The rule is listed as run in part, with the number of rows or names."""
    rows = 4_444 if rule == "AA-C-014" else 11_000
    skipped = annexa.check(write_hostile(tmp_path, habit, rows), as_of=AS_OF).skipped
    reason = next(each.reason for each in skipped if each.rule == rule)
    assert reason.startswith("Runs in part. ")
    assert words in reason


_SHORT = st.text("abc", max_size=8)


@given(_SHORT, _SHORT, st.integers(0, 5))
def test_the_edit_distance_is_exact_up_to_its_limit(a: str, b: str, most: int) -> None:
    """Above the limit it is any number above it."""
    line = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, line[0] = line[0], i
        for j, y in enumerate(b, 1):
            before, line[j] = line[j], min(line[j] + 1, line[j - 1] + 1, before + (x != y))
    assert (distance(a, b, most) == line[-1]) if line[-1] <= most else distance(a, b, most) > most


def test_an_initial_is_found_among_many_names() -> None:
    """Each name is looked up and not compared with every other."""
    teams = ["Team"] * 4
    frame = pl.DataFrame(
        {
            "Child Unique ID": [f"C{row}" for row in range(4)],
            "Date of Referral": [AS_OF] * 4,
            "Allocated Team": teams,
            "Allocated Worker": ["A Smith", "Anna Smith", "B Smith", "Anna B Jones"],
        }
    )
    found = annexa.check({3: frame}, as_of=AS_OF).findings
    assert found.filter(pl.col("rule") == "AA-C-038")["row"].to_list() == [2]
