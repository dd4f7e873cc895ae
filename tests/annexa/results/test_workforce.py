"""Teams and workers as the lists name them."""

from __future__ import annotations

import polars as pl

from inspectprep.annexa.reading.read import read
from inspectprep.annexa.results.workforce import workforce_from
from inspectprep.model.preparation import MatchKind
from tests.annexa.making import AS_OF, Row, good, with_value
from tests.whole import whole


def lists(**named: list[tuple[str, str]]) -> dict[int, pl.DataFrame]:
    """Make lists whose rows have these workers and teams."""
    made = {}
    for name, pairs in named.items():
        number = int(name.removeprefix("list_"))
        table: list[Row] = good(number, rows=len(pairs))
        for row, (worker, team) in enumerate(pairs, 1):
            table = with_value(table, "Allocated Worker", worker, row)
            table = with_value(table, "Allocated Team", team, row)
        made[number] = pl.DataFrame(
            [[str(cell) for cell in row] for row in table[1:]], schema=table[0], orient="row"
        )
    return made


def test_open_cases_say_the_team_and_earlier_work_speaks_for_the_others() -> None:
    """A worker with a child in need in North is in North, wherever she assessed before."""
    dataset = read(
        lists(
            list_4=[("Ann Avon", "Assessment"), ("Ben Brent", "Assessment")],
            list_6=[("Ann Avon", "North")],
        ),
        as_of=AS_OF,
    )
    found = workforce_from(dataset)
    assert found.workers == (("Ann Avon", "North"), ("Ben Brent", "Assessment"))
    assert found.teams == ("Assessment", "North")
    assert found.questions == ()
    assert found.notes == ("Not in the files: List 3, List 5, List 7, List 8, List 9.",)


def test_an_initial_beside_a_full_name_is_a_question() -> None:
    """Two lists write one worker, perhaps, in two ways."""
    dataset = read(lists(list_6=[("Hazlett, D", "North")], list_8=[("Dustin Hazlett", "North")]), as_of=AS_OF)
    found = workforce_from(dataset)
    assert len(found.workers) == 2
    assert [each.kind for each in found.questions] == [MatchKind.INITIAL]


def test_open_cases_in_two_teams_are_a_question() -> None:
    """Nobody is put into a team by guesswork."""
    dataset = read(lists(list_6=[("Ann Avon", "North")], list_9=[("Ann Avon", "Leaving Care")]), as_of=AS_OF)
    found = workforce_from(dataset)
    assert found.workers == (("Ann Avon", ""),)
    assert found.questions[0].teams == ("Leaving Care", "North")


def test_no_child_is_in_what_leaves() -> None:
    """Only names of teams and workers."""
    dataset = read(lists(list_6=[("Ann Avon", "North"), ("Duty Tray", "North")]), as_of=AS_OF)
    shown = whole(workforce_from(dataset))
    assert "C00001" not in shown
    assert "2016" not in shown
