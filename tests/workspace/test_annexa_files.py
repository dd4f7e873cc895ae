"""The explanations that a workspace names: they count in every check."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from inspectprep.annexa.results.comparison import save
from inspectprep.annexa.results.marks import read_key
from inspectprep.errors import DocumentError
from inspectprep.workspace import Workspace

LIST = "Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years),Date of Contact,Contact Source\n"
ROW = "A1,a) Male,a) WBRI,01/02/2015,11,01/10/2026,Police\n"
EXPLANATIONS = """schema = "inspectprep/annexa-explanations/1"

[[explanations]]
rule = "AA-S-001"
reason = "Other lists follow."
by = "Cai Conwy"
made = 2026-11-01
expires = 2027-03-31
"""


def checked(folder: Path, explanations: str | None) -> tuple[int, int]:
    """Return how many lists are missing in a check, and how many of these findings are explained."""
    folder.mkdir()
    head = 'schema = "inspectprep/workspace/1"\nauthority = "Example"\nvariant = "ilacs-short"\n'
    if explanations is not None:
        (folder / "own.toml").write_text(explanations, "utf-8")
        head += 'annexa_explanations = "own.toml"\n'
    (folder / "inspectprep.toml").write_text(head, "utf-8")
    lists = folder / "list 1.csv"
    lists.write_text(LIST + ROW, "utf-8")
    with Workspace.open(folder, load_plugins=False) as workspace:
        counts = workspace.check_annexa(lists, as_of=date(2026, 11, 1)).summary
    missing = next(rule for rule in counts.rules if rule.rule == "AA-S-001")
    assert counts.explained_of(missing.severity, missing.nature) == missing.explained
    return missing.count, missing.explained


def test_the_explanations_of_a_workspace_count_in_its_checks(tmp_path: Path) -> None:
    """Its own file is used without being named each time."""
    assert checked(tmp_path / "without", None) == (10, 0)
    assert checked(tmp_path / "with", EXPLANATIONS) == (10, 10)
    assert checked(tmp_path / "expired", EXPLANATIONS.replace("2027-03-31", "2026-10-31")) == (10, 0)


def test_the_results_of_a_workspace_say_what_is_fixed_and_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last earlier result of its folder counts. Without one, nothing is said."""
    monkeypatch.setenv("INSPECTPREP_KEY_FILE", str(tmp_path / "key"))
    folder = tmp_path / "room"
    (folder / "results").mkdir(parents=True)
    head = 'schema = "inspectprep/workspace/1"\nauthority = "Example"\nvariant = "ilacs-short"\n'
    (folder / "inspectprep.toml").write_text(f'{head}annexa_results = "results"\n', "utf-8")
    lists = folder / "list 1.csv"
    lists.write_text(LIST + ROW.replace("Police", "Nobody at all"), "utf-8")
    with Workspace.open(folder, load_plugins=False) as workspace:
        first = workspace.check_annexa(lists, as_of=date(2026, 11, 1))
        assert first.summary.changes is None
        save(first, folder / "results" / "first.json", key=read_key())
        lists.write_text(LIST + ROW, "utf-8")
        changes = workspace.check_annexa(lists, as_of=date(2026, 11, 8)).summary.changes
    assert changes is not None
    assert changes.since == date(2026, 11, 1)
    assert [(each.list, each.errors) for each in changes.fixed] == [(1, 1)]


@pytest.mark.parametrize("text", ["", '[[explanations]]\nrule = "AA-S-001"\n', "not toml ["])
def test_no_check_is_made_with_a_part_of_the_explanations(tmp_path: Path, text: str) -> None:
    """A mistake in the file is named."""
    with pytest.raises(DocumentError, match=r"own\.toml"):
        checked(tmp_path / "room", text)
