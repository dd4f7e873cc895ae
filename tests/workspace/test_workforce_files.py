"""Teams and workers from CSV files, nasty ones among them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from inspectprep.errors import DocumentError, SourceError
from inspectprep.model.preparation import MatchKind
from inspectprep.workspace.workforce_files import read_workforce, records_of


def file(folder: Path, data: bytes | str, name: str = "workers.csv") -> Path:
    """Write a file."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    """Names, teams, jobs and days."""
    found = read_workforce(
        file(
            tmp_path,
            "Name,Team,Job title,Start date\nAnn Avon,North,Social worker,2018-02-01\nBen Brent,South,,\n",
        )
    )
    ann, ben = found.workers
    assert (ann.name, ann.team, ann.job, ann.joined) == (
        "Ann Avon",
        "North",
        "Social worker",
        date(2018, 2, 1),
    )
    assert (ben.name, ben.joined) == ("Ben Brent", None)
    assert found.workforce.teams == ("North", "South")
    assert found.workforce.questions == ()


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("cp1252", "Windows-1252"), ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16")],
)
def test_encodings_of_spreadsheets_are_read(tmp_path: Path, encoding: str, said: str) -> None:
    """An accent and a curly apostrophe survive, whatever wrote them."""
    text = "Name;Team\nZo\xeb O\u2019Neill;North\n"
    found = read_workforce(file(tmp_path, text.encode(encoding)))
    assert found.workers[0].name == "Zo\xeb O\u2019Neill"
    assert found.notes[0] == f"Read as {said}, separated by semicolons."


def test_formulas_are_text_and_lose_what_would_run_them(tmp_path: Path) -> None:
    """Nothing that leaves here begins like a formula."""
    text = 'Name,Team\n"=HYPERLINK(""http://x"",""Ann"")",North\n+44 Ben,@SUM(A1)\n-Cat,=1+1\n'
    found = read_workforce(file(tmp_path, text))
    for each in found.workers:
        assert each.name[0] not in "=+-@"
        assert not each.team or each.team[0] not in "=+-@"
    assert any("5 cells begin like a formula" in note for note in found.notes)


def test_names_that_may_be_one_person_are_asked_about(tmp_path: Path) -> None:
    """``Hazlett, D`` and ``Dustin Hazlett`` both stay."""
    found = read_workforce(file(tmp_path, 'Name,Team\n"Hazlett, D",North\nDustin Hazlett,North\n'))
    assert [each.name for each in found.workers] == ["Hazlett, D", "Dustin Hazlett"]
    [question] = found.workforce.questions
    assert question.kind is MatchKind.INITIAL


def test_a_worker_listed_with_two_teams_has_none_until_somebody_says(tmp_path: Path) -> None:
    """One record, and a question."""
    found = read_workforce(file(tmp_path, "Name,Team\nAnn Avon,North\nAnn Avon,South\n"))
    assert [(each.name, each.team) for each in found.workers] == [("Ann Avon", "")]
    assert found.workforce.questions[0].teams == ("North", "South")


def test_lines_above_the_headings_may_be_blank(tmp_path: Path) -> None:
    """Exports often begin with an empty line, and end lines short."""
    found = read_workforce(file(tmp_path, "\n,,\nTeam,Name,Job\nNorth,Ann Avon\nSouth\n"))
    assert [each.name for each in found.workers] == ["Ann Avon"]
    assert found.workforce.teams == ("North", "South")
    assert any("1 line has no name" in note for note in found.notes)


def test_a_wrong_date_is_named_by_its_cell(tmp_path: Path) -> None:
    """Every mistake at once, each with its place, none with its value."""
    text = "Name,Joined\nAnn,31/02/2018\nBen,01/02/2018\nCat,soon\n"
    with pytest.raises(DocumentError) as caught:
        read_workforce(file(tmp_path, text))
    assert [place for place, _ in caught.value.problems] == ["B2", "B4"]
    assert "31/02/2018" not in str(caught.value)


def test_an_unknown_heading_suggests_the_nearest(tmp_path: Path) -> None:
    """A file without names or teams cannot be read."""
    with pytest.raises(DocumentError, match="Did you mean 'worker'"):
        read_workforce(file(tmp_path, "Wroker,Grade\nAnn,5\n"))


def test_a_workbook_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """What it is, not what its name says."""
    with pytest.raises(SourceError, match="Save the sheet as CSV"):
        read_workforce(file(tmp_path, b"PK\x03\x04rest"))


def test_empty_and_missing_files_are_refused(tmp_path: Path) -> None:
    """Each says which it is."""
    with pytest.raises(SourceError, match="empty"):
        read_workforce(file(tmp_path, "\n\n"))
    with pytest.raises(SourceError, match="no such file"):
        read_workforce(tmp_path / "nothing.csv")


def test_records_keep_what_is_in_question_as_written(tmp_path: Path) -> None:
    """Teams and workers to add to a workspace."""
    found = read_workforce(file(tmp_path, "Name,Team\nAnn Avon,North\nA Avon,North\nDuty Tray,North\n"))
    teams, workers = records_of(found.workforce)
    assert [each.name for each in teams] == ["North"]
    assert [each.name for each in workers] == ["A Avon", "Ann Avon"]
