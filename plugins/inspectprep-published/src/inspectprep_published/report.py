"""Published reports as values: what a report says, where it says it, and how sure the reading is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from attrs import field

from inspectprep.model.past_inspection import GradeWord
from inspectprep.model.values import frozen


class ReportKind(StrEnum):
    """A kind of published report.

    Attributes:
        ILACS: Inspection of local authority children's services, since 2018.
        SIF: The single inspection framework, 2013 to 2018.
        SIF_REINSPECTION: A second inspection under the single inspection framework.
        JTAI: The letter of a joint targeted area inspection.
        AREA_SEND: Area inspection of special educational needs and disabilities, since 2023.
        LAC_2013: Inspection of services for looked after children, of 2013.
        SAFEGUARDING_PROGRESS: Inspection of progress in safeguarding services, before 2013.
        LSCB_REVIEW: A review of a local safeguarding children board on its own.
        FOCUSED_VISIT: The letter of a focused visit.
        MONITORING_VISIT: The letter of a monitoring visit.
        NOT_A_REPORT: Another document.
    """

    ILACS = "ilacs"
    SIF = "sif"
    SIF_REINSPECTION = "sif_reinspection"
    JTAI = "jtai"
    AREA_SEND = "area_send"
    LAC_2013 = "lac_2013"
    SAFEGUARDING_PROGRESS = "safeguarding_progress"
    LSCB_REVIEW = "lscb_review"
    FOCUSED_VISIT = "focused_visit"
    MONITORING_VISIT = "monitoring_visit"
    NOT_A_REPORT = "not_a_report"


GRADES = (
    "overall",
    "impact_of_leaders",
    "help_and_protection",
    "in_care",
    "care_leavers",
    "in_care_and_care_leavers",
    "looked_after",
    "adoption",
    "leadership",
    "lscb",
)
"""The ids of all judgements. A report has those of its kind and edition."""


class Certainty(StrEnum):
    """The certainty of a value.

    Attributes:
        AGREED: Two places in the report say it.
        PRINTED: One place says it, where reports of this kind do.
        INFERRED: The report does not print it. It follows from other values.
        CONTRADICTED: Another place in the report says otherwise. A warning names both.
    """

    AGREED = "agreed"
    PRINTED = "printed"
    INFERRED = "inferred"
    CONTRADICTED = "contradicted"


@frozen(kw_only=True)
class Place:
    """The place of a value in a report.

    Attributes:
        page: The number of the page in the file, from 1.
        words: The words of the report from which it was read.
        certainty: The certainty.
    """

    page: int
    words: str
    certainty: Certainty = Certainty.PRINTED


@frozen(kw_only=True)
class Fieldwork:
    """One period of fieldwork.

    Attributes:
        start: The first day.
        end: The last day (inclusive).
    """

    start: date
    end: date


@frozen(kw_only=True)
class PublishedReport:
    """A published report.

    Attributes:
        file: The name of the file.
        kind: The kind of report.
        edition: The year in which this edition of the kind began. Empty if the kind has one edition.
        authority: The council's name as the report prints it. Empty if it was not found.
        urn: The number that Ofsted gives the council. Empty, because few reports print it.
        variant: ``short``, ``standard`` or ``longer``, which is inferred. Empty for other kinds than ILACS.
        fieldwork: Every period of fieldwork, in order.
        lead_inspectors: The lead inspectors of Ofsted.
        grades: The grades by id, of :data:`GRADES`.
        improvements: What needs to improve: whole items, in the order of the report.
        priority_actions: The areas for priority action, which are more urgent than improvements.
        published: The day of publication. None if the report does not print it.
        outcome: The outcome of an area SEND inspection, as printed.
        next_inspection: The sentence about the next inspection of an area SEND report.
        theme: The theme of a joint targeted area inspection.
        deep_dive: What it looked at in depth.
        previous_inspection: When the last inspection was: a year, ``2019-05`` or ``2019-05-13/2019-05-17``.
        warnings: What is missing, and what the report contradicts.
        places: The places of the values, by name: ``authority``, ``fieldwork[0]``, ``grades.overall``.
    """

    file: str
    kind: ReportKind
    edition: str = ""
    authority: str = ""
    urn: str = ""
    variant: str = ""
    fieldwork: tuple[Fieldwork, ...] = ()
    lead_inspectors: tuple[str, ...] = ()
    grades: Mapping[str, GradeWord] = field(factory=dict)
    improvements: tuple[str, ...] = ()
    priority_actions: tuple[str, ...] = ()
    published: date | None = None
    outcome: str = ""
    next_inspection: str = ""
    theme: str = ""
    deep_dive: str = ""
    previous_inspection: str = ""
    warnings: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(factory=dict)


@frozen(kw_only=True)
class UnreadFile:
    """A file that was not read as a report.

    Attributes:
        file: The name of the file.
        kind: The kind of document, if it is known.
        error: What is wrong, and what to do.
    """

    file: str
    kind: ReportKind | None = None
    error: str


def entry(report: PublishedReport | UnreadFile) -> dict[str, Any]:
    """Return a report, or a file that was not read, as plain data for JSON, always with the same keys."""
    if isinstance(report, UnreadFile):
        kind = report.kind.value if report.kind else None
        return {**_EMPTY, "file": report.file, "kind": kind, "error": report.error}
    return {
        "file": report.file,
        "kind": report.kind.value,
        "edition": report.edition,
        "authority": report.authority,
        "urn": report.urn,
        "variant": report.variant,
        "fieldwork": [
            {"start": period.start.isoformat(), "end": period.end.isoformat()} for period in report.fieldwork
        ],
        "lead_inspectors": list(report.lead_inspectors),
        "grades": {name: grade.value for name, grade in report.grades.items()},
        "improvements": list(report.improvements),
        "priority_actions": list(report.priority_actions),
        "published": report.published.isoformat() if report.published else None,
        "outcome": report.outcome,
        "next_inspection": report.next_inspection,
        "theme": report.theme,
        "deep_dive": report.deep_dive,
        "previous_inspection": report.previous_inspection,
        "warnings": list(report.warnings),
        "places": {
            name: {"page": place.page, "words": place.words, "certainty": place.certainty.value}
            for name, place in report.places.items()
        },
        "error": None,
    }


_EMPTY: dict[str, Any] = {
    "file": "",
    "kind": None,
    "edition": "",
    "authority": "",
    "urn": "",
    "variant": "",
    "fieldwork": [],
    "lead_inspectors": [],
    "grades": {},
    "improvements": [],
    "priority_actions": [],
    "published": None,
    "outcome": "",
    "next_inspection": "",
    "theme": "",
    "deep_dive": "",
    "previous_inspection": "",
    "warnings": [],
    "places": {},
    "error": None,
}
