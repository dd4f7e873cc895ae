"""The report of an Annex A check: counts, worst first, and what was not checked."""

from __future__ import annotations

import pytest
from attrs import evolve

from inspectprep.errors import InspectPrepError
from inspectprep.model.audience import Audience
from inspectprep.model.finding import Nature, RuleCount, Severity
from inspectprep.model.report import Paragraph, Table, Tiles
from inspectprep.reports.compose import report_of
from inspectprep.testing.builders import make_check_summary


def test_errors_missing_lists_and_late_practice_are_seen_first() -> None:
    """Practice is not counted among errors: the return may be right."""
    block = report_of(make_check_summary()).sections[0].blocks[0]
    assert isinstance(block, Tiles)
    assert {tile.title: (tile.value, tile.rating) for tile in block.tiles} == {
        "Errors": ("7", None),
        "Warnings": ("0", None),
        "Queries": ("0", None),
        "Late practice": ("4", None),
        "Lists missing": ("1", None),
    }


def test_explained_findings_are_counted_apart() -> None:
    """They stay in the other counts, and only a report that has some shows the column."""
    rule = RuleCount(rule="a", severity=Severity.ERROR, nature=Nature.DATA, message="a", count=5, explained=2)
    report = report_of(evolve(make_check_summary(), rules=(rule,)))
    tiles, *_ = report.sections[0].blocks
    assert isinstance(tiles, Tiles)
    assert ("Explained", "2") in {(tile.title, tile.value) for tile in tiles.tiles}
    (table,) = (block for block in report.sections[1].blocks if isinstance(block, Table))
    assert table.rows[0] == ("Error", "a", 5, 2, "a")


def test_rules_stand_by_severity_then_by_how_often() -> None:
    """The first line is the first thing to correct."""
    rules = [
        RuleCount(rule=name, severity=severity, nature=Nature.DATA, message=name, count=count)
        for name, severity, count in (
            ("a", Severity.QUERY, 99),
            ("b", Severity.ERROR, 1),
            ("c", Severity.ERROR, 8),
            ("d", Severity.WARNING, 5),
            ("e", Severity.ERROR, 0),
        )
    ]
    report = report_of(make_check_summary(rules=tuple(rules)))
    (section,) = (section for section in report.sections if section.title == "What to correct first")
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert [row[table.columns.index("Rule")] for row in table.rows] == ["c", "b", "d", "a"]


def test_a_list_that_was_not_found_is_not_a_list_without_errors() -> None:
    """It has no counts at all."""
    report = report_of(make_check_summary())
    (section,) = (section for section in report.sections if section.title == "List by list")
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert table.rows[2][:4] == (9, "Care leavers", "Not found", None)
    assert table.rows[1][:4] == (6, "Children in need", "Yes", 80)


def test_what_was_not_checked_is_never_silent() -> None:
    """Skipped rules, unread files and an assumed list date are said."""
    report = report_of(evolve(make_check_summary(), complete=False, as_of_assumed=True))
    told = " ".join(
        block.text for section in report.sections for block in section.blocks if isinstance(block, Paragraph)
    )
    assert "could not be read" in told
    assert "No list date was given" in told
    assert "assumed" in report.subtitle
    assert "What was not checked" in [section.title for section in report.sections]


@pytest.mark.parametrize("audience", [Audience.PARTNERS, Audience.PUBLIC])
def test_counts_do_not_leave_the_service(audience: Audience) -> None:
    """Small counts can point at a child; the refusal says who may have them."""
    with pytest.raises(InspectPrepError, match=r"inspection-team, leaders and staff"):
        report_of(make_check_summary(), audience=audience)
