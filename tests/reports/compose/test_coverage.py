"""Who is not prepared, by team and by when: the worst first, and no number lost by cutting."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from inspectprep.model.preparation import PreparationCoverage, TeamCoverage
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Fold, Report, Table
from inspectprep.model.report_blocks import Answer, Matrix
from inspectprep.reports.compose import report_of

DAY, BY = date(2026, 10, 2), date(2026, 10, 9)


def team(name: str, never: int = 0, stale: int = 0, prepared: int = 0, manager: str = "") -> TeamCoverage:
    """Return the coverage of a team."""
    return TeamCoverage(
        team=name,
        workers=never + stale + prepared,
        prepared=prepared,
        never=tuple(f"{name} never {number}" for number in range(never)),
        stale=tuple(f"{name} stale {number}" for number in range(stale)),
        manager=manager,
    )


def parts(report: Report) -> tuple[Answer, list[Matrix], list[Table]]:
    """Return the answer, and the matrices and tables, folded ones too."""
    found = [block for section in report.sections for block in section.blocks]
    found += [inner for block in found if isinstance(block, Fold) for inner in block.blocks]
    [answer] = [block for block in found if isinstance(block, Answer)]
    matrices = [block for block in found if isinstance(block, Matrix)]
    return answer, matrices, [block for block in found if isinstance(block, Table)]


def test_the_answer_names_who_holds_a_session_for_whom_by_when() -> None:
    """A few workers are named at once, and the manager of the team is asked."""
    teams = (team("North", never=2, prepared=3, manager="Mo Singh"), team("South", never=9, stale=1))
    coverage = PreparationCoverage(on=DAY, teams=teams, on_site=date(2026, 10, 12), by=BY)
    answer, [matrix], [by_team, everyone] = parts(report_of(coverage))
    assert (answer.verdict, answer.rating) == ("12 of 15 are not prepared", Rating.RED)
    assert (
        answer.sentence
        == "2 of 2 teams have workers to prepare. Inspectors could be on site from Mon 12 Oct 2026."
    )
    assert [(step.action, step.who, step.by) for step in answer.steps] == [
        ("Hold a session for 10 in South", "Principal social worker", BY),
        ("Prepare North never 0 and North never 1 in North", "Mo Singh", BY),
    ]
    assert (matrix.row_sums, matrix.column_sums) == ((10, 2), (11, 0, 1))
    assert [row[:3] for row in by_team.rows] == [
        ("South", Rating.RED, "0 of 10"),
        ("North", Rating.AMBER, "3 of 5"),
    ]
    assert "South stale 0" in f"{everyone.rows}"


def test_everyone_prepared_is_green_and_nobody_known_is_not() -> None:
    """Without workers it is not known who is prepared."""
    answer, matrices, _ = parts(report_of(PreparationCoverage(on=DAY, teams=(team("North", prepared=4),))))
    assert (answer.verdict, answer.rating, matrices) == ("Everyone is prepared", Rating.GREEN, [])
    answer, *_ = parts(report_of(PreparationCoverage(on=DAY)))
    assert (answer.verdict, answer.rating) == ("Not known", Rating.AMBER)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), max_size=40))
def test_cutting_loses_no_number(numbers: list[tuple[int, int, int]]) -> None:
    """The matrix counts all who are not prepared, and the fold names them all."""
    teams = tuple(team(f"Team {place}", *each) for place, each in enumerate(numbers))
    coverage = PreparationCoverage(on=DAY, teams=teams)
    _, matrices, tables = parts(report_of(coverage))
    missing = coverage.workers - coverage.prepared
    assert sum(matrix.total or 0 for matrix in matrices) == missing
    named = [f"{row[2]}".replace(" and ", ", ").split(", ") for table in tables for row in table.rows
             if table.columns[1] == "Why"]  # fmt: skip
    assert sum(map(len, named)) == missing
