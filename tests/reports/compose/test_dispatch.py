"""One door for every value, closed to rows."""

from __future__ import annotations

import pytest
from attrs import fields

from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.classification import Classification
from inspectprep.model.comparison import Difference, PlanComparison
from inspectprep.model.report import Fold, Table
from inspectprep.reports.compose import report_of
from inspectprep.reports.compose.context import ReportContext, ReportOptions
from inspectprep.testing.builders import make_check_summary
from tests.reports.council_letter import Letter
from tests.reports.plans import checklist, readiness, timeline


class CheckResult:
    """Like the result of a check: rows, and a summary of them."""

    summary = make_check_summary()


def test_every_kind_of_value_has_a_report() -> None:
    """The kind is named for writers that only take some."""
    comparison = PlanComparison(left="a", right="b", rows=())
    values = [timeline(), checklist(), readiness(), make_check_summary(), comparison]
    kinds = [report_of(value).kind for value in values]
    assert kinds == ["timeline", "checklist", "readiness", "check", "comparison"]


def test_rows_are_refused_with_what_to_give_instead() -> None:
    """A check's result holds children's rows; its summary does not."""
    with pytest.raises(InspectPrepError, match="Give its `summary`"):
        report_of(CheckResult())


def test_anything_else_is_refused_by_name() -> None:
    """The message lists what has a report."""
    with pytest.raises(UnknownNameError, match="Timeline"):
        report_of("a timeline")
    with pytest.raises(UnknownNameError):
        report_of(Difference(topic="date", id="x", title="x", left=None, right=None))


def test_the_options_are_the_attributes_of_the_context() -> None:
    """A companion that a report may use has a typed keyword argument, and the other way round."""
    assert ReportOptions.__annotations__.keys() == {field.name for field in fields(ReportContext)}


def test_a_plugins_value_has_a_report_by_its_decorator_alone() -> None:
    """The function is named beside the class, and nothing else has to be edited."""
    report = report_of(Letter(title="Dear all"))
    assert (report.title, report.document["title"]) == ("Dear all", "Dear all")


def test_an_unknown_companion_is_refused() -> None:
    """A misspelt name does not vanish."""
    with pytest.raises(TypeError, match="checklst"):
        report_of(timeline(), checklst=checklist())


def test_the_marking_is_the_callers_and_careful_by_default() -> None:
    """Without a word, reports are OFFICIAL-SENSITIVE."""
    assert report_of(timeline()).classification is Classification.OFFICIAL_SENSITIVE
    official = report_of(timeline(), classification=Classification.OFFICIAL)
    assert official.classification is Classification.OFFICIAL


def test_a_comparison_shows_differences_first() -> None:
    """What is only on one side says so; what is the same comes after."""
    lines = (
        Difference(
            topic="date",
            id="x",
            title="Fieldwork",
            left="2018-04-16 to 2018-04-20",
            right="12 days; 9999-99-99",
        ),
        Difference(topic="judgement", id="y", title="Overall", left="Yes", right=None),
        Difference(topic="date", id="z", title="The call", left="Monday", right="Monday"),
    )
    report = report_of(PlanComparison(left="Short", right="Standard", rows=lines))
    tables = [
        part
        for section in report.sections
        for block in section.blocks
        for part in (block.blocks if isinstance(block, Fold) else (block,))
        if isinstance(part, Table)
    ]
    assert tables[0].rows == (
        ("Dates", "Fieldwork", "Mon 16 Apr 2018 to Fri 20 Apr 2018", "12 days; 9999-99-99"),
        ("Judgements", "Overall", "Yes", "Not included"),
    )
    assert tables[1].rows == (("Dates", "The call", "Monday", "Monday"),)
