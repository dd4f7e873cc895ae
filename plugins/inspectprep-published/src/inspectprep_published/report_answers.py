"""The answers of a person to what a published report leaves open for a record of its inspection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field

from inspectprep.errors import DocumentError
from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.values import frozen
from inspectprep.planning.wording import counted
from inspectprep_published.report import Certainty, Fieldwork, PublishedReport, ReportKind

_VARIANTS = {
    ReportKind.JTAI: "jtai",
    ReportKind.AREA_SEND: "area-send",
    ReportKind.FOCUSED_VISIT: "ilacs-focused-visit",
    ReportKind.MONITORING_VISIT: "ilacs-monitoring-visit",
}
_LENGTHS = {"short": "ilacs-short", "standard": "ilacs-standard"}


@frozen(kw_only=True)
class Answers:
    """The answers of a person to what a report leaves open.

    Attributes:
        this_council: True if the report is of the council of the workspace, by another name.
        inspection: Id of the record of this inspection. Empty for the one with the same days.
        variant: Id of the variant. Empty for that of the report.
        fieldwork: The first and last day of the fieldwork. None for those of the report.
        published: The day of publication. None for that of the report.
        grades: Grades by judgement, in place of those of the report.
        leave_out: Numbers of the items, from 1, that do not become areas for improvement.
    """

    this_council: bool = False
    inspection: str = ""
    variant: str = ""
    fieldwork: Fieldwork | None = None
    published: date | None = None
    grades: Mapping[str, GradeWord] = field(factory=dict)
    leave_out: tuple[int, ...] = ()


@frozen(kw_only=True)
class SettledReport:
    """A report of which nothing is left open.

    Attributes:
        report: The report.
        fieldwork: Every period of fieldwork, in order.
        published: The day of publication.
        variant: Id of the variant. Empty for a kind of inspection that has none.
        grades: The grades by judgement.
        leave_out: Numbers of the items, from 1, that do not become areas for improvement.
    """

    report: PublishedReport
    fieldwork: tuple[Fieldwork, ...]
    published: date
    variant: str = ""
    grades: Mapping[str, GradeWord] = field(factory=dict)
    leave_out: tuple[int, ...] = ()

    @property
    def start(self) -> date:
        """The first day of the fieldwork."""
        return min(period.start for period in self.fieldwork)

    @property
    def end(self) -> date:
        """The last day of the fieldwork (inclusive)."""
        return max(period.end for period in self.fieldwork)


@frozen(kw_only=True)
class Item:
    """Something that needs to improve.

    Attributes:
        number: Its number, from 1. Areas for priority action come first.
        text: The whole item.
        page: The page of the report. None if it is not known.
        priority: True for an area for priority action.
    """

    number: int
    text: str
    page: int | None = None
    priority: bool = False


def items_of(report: PublishedReport) -> tuple[Item, ...]:
    """Return everything that a report says needs to improve."""
    named = [(f"priority_actions[{place}]", text) for place, text in enumerate(report.priority_actions)]
    urgent = len(named)
    named += [(f"improvements[{place}]", text) for place, text in enumerate(report.improvements)]
    return tuple(
        Item(
            number=number,
            text=text,
            page=report.places[name].page if name in report.places else None,
            priority=number <= urgent,
        )
        for number, (name, text) in enumerate(named, start=1)
    )


def settle(report: PublishedReport, answers: Answers) -> SettledReport:
    """Return a report with the answers in place of what it leaves open.

    Raises:
        DocumentError: naming everything that is still open, with the option that answers it.
    """
    published = answers.published or report.published
    questions = tuple(_questions(report, answers))
    if questions or published is None:
        raise DocumentError(questions, where=report.file)
    return SettledReport(
        report=report,
        variant=answers.variant or _LENGTHS.get(report.variant, "") or _VARIANTS.get(report.kind, ""),
        fieldwork=(answers.fieldwork,) if answers.fieldwork else report.fieldwork,
        published=published,
        grades={**report.grades, **answers.grades},
        leave_out=answers.leave_out,
    )


def _questions(report: PublishedReport, answers: Answers) -> Iterator[tuple[str, str]]:
    unsure = {name for name, place in report.places.items() if place.certainty is Certainty.CONTRADICTED}
    periods = {"fieldwork", *(f"fieldwork[{number}]" for number in range(len(report.fieldwork)))}
    if answers.fieldwork is None and (not report.fieldwork or unsure & periods):
        yield "fieldwork", _open("the days of the fieldwork", report.fieldwork, "--fieldwork START..END")
    if answers.published is None and (report.published is None or "published" in unsure):
        yield "published", _open("the day of publication", report.published, "--published DATE")
    published = answers.published or report.published
    last = (
        answers.fieldwork.end
        if answers.fieldwork
        else max([each.end for each in report.fieldwork], default=None)
    )
    if published and last and published < last:
        yield "published", f"{published} is before {last}, the last day of the fieldwork. Check both days."
    inferred = report.variant in _LENGTHS and "variant" not in unsure
    if report.kind is ReportKind.ILACS and not (answers.variant or inferred):
        option = f"--variant {' or '.join(_LENGTHS.values())}"
        yield "variant", _open("the kind of inspection", "variant" in unsure, option)
    for name in report.grades:
        if name not in answers.grades and f"grades.{name}" in unsure:
            yield f"grades.{name}", _open("this grade", report.grades, f"--grade {name}=GRADE")
    number = len(items_of(report))
    for item in answers.leave_out:
        if not 1 <= item <= number:
            yield "--leave-out", f"There is no item {item}. The report has {counted(number, 'item')}."


def _open(what: str, found: object, option: str) -> str:
    why = "The report contradicts itself about" if found else "The report does not say"
    return f"{why} {what}. Use {option}."
