"""Annex A: the child-level lists that an inspection asks for, read, checked and reported.

    result = annexa.check(["annex-a.xlsx"], as_of=date(2026, 11, 23))
    result.summary

Child-level rows stay inside this package and the analyst's own files; the rest of the library sees counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.annexa import catalogue as catalogue
    from inspectprep.annexa.catalogue.added_codes import (
        AddedCode as AddedCode,
        CodeSets as CodeSets,
        codes_for as codes_for,
    )
    from inspectprep.annexa.catalogue.national import (
        Comparable as Comparable,
        NationalComparison as NationalComparison,
        NationalFigure as NationalFigure,
    )
    from inspectprep.annexa.catalogue.policy import (
        Policy as Policy,
        RuleChange as RuleChange,
        policy_of as policy_of,
        read_policy as read_policy,
    )
    from inspectprep.annexa.catalogue.read import built_in as built_in, indicator_specs as indicator_specs
    from inspectprep.annexa.catalogue.thresholds import Threshold as Threshold, ThresholdUnit as ThresholdUnit
    from inspectprep.annexa.catalogue.values import (
        Area as Area,
        Example as Example,
        Expected as Expected,
        IndicatorSpec as IndicatorSpec,
        Measure as Measure,
        MeasureUnit as MeasureUnit,
        Outcome as Outcome,
        Pick as Pick,
        Related as Related,
        Rule as Rule,
        RuleBasis as RuleBasis,
    )
    from inspectprep.annexa.outputs.caveats import caveats as caveats
    from inspectprep.annexa.outputs.cells_to_send import (
        BlankedCells as BlankedCells,
        BlankReason as BlankReason,
    )
    from inspectprep.annexa.outputs.checked_workbook import write_checked as write_checked
    from inspectprep.annexa.outputs.child_page import write_child_page as write_child_page
    from inspectprep.annexa.outputs.date_choice import DateChoice as DateChoice
    from inspectprep.annexa.outputs.extract import (
        new_key as new_key,
        read_key as read_key,
        write_extract as write_extract,
    )
    from inspectprep.annexa.outputs.matching_choices import (
        Choice as Choice,
        HeadingChoice as HeadingChoice,
        add_choices as add_choices,
        read_choices as read_choices,
    )
    from inspectprep.annexa.outputs.matching_report import matching_report as matching_report
    from inspectprep.annexa.outputs.matching_sheets import write_matching as write_matching
    from inspectprep.annexa.outputs.omissions import LeftOut as LeftOut, Omission as Omission
    from inspectprep.annexa.outputs.remaining_risk import ExtractRisk as ExtractRisk, ListRisk as ListRisk
    from inspectprep.annexa.outputs.sample import (
        AuditCase as AuditCase,
        Sample as Sample,
        sample as sample,
        write_sample as write_sample,
    )
    from inspectprep.annexa.outputs.sent import SentList as SentList, Submission as Submission
    from inspectprep.annexa.outputs.submission import write_submission as write_submission
    from inspectprep.annexa.outputs.typed_explanations import read_typed as read_typed
    from inspectprep.annexa.outputs.work_lists import write_worklists as write_worklists
    from inspectprep.annexa.reading.added_columns import ListSpecs as ListSpecs, lists_for as lists_for
    from inspectprep.annexa.reading.dataset import (
        AnnexAData as AnnexAData,
        CloseHeading as CloseHeading,
        ColumnCopy as ColumnCopy,
        ExtraColumn as ExtraColumn,
        FileFacts as FileFacts,
        ListTable as ListTable,
        Place as Place,
        SheetFacts as SheetFacts,
        SkippedRow as SkippedRow,
    )
    from inspectprep.annexa.reading.files import Frame as Frame
    from inspectprep.annexa.reading.read import ReturnSource as ReturnSource, read as read
    from inspectprep.annexa.results.acceptance import explain as explain
    from inspectprep.annexa.results.check import (
        RuleCatalogue as RuleCatalogue,
        catalogue_for as catalogue_for,
        check as check,
        check_dataset as check_dataset,
    )
    from inspectprep.annexa.results.child_view import (
        ChildEvent as ChildEvent,
        ChildView as ChildView,
        child_view as child_view,
    )
    from inspectprep.annexa.results.comparison import (
        ResultComparison as ResultComparison,
        SavedResult as SavedResult,
        compare as compare,
        read_saved as read_saved,
        save as save,
    )
    from inspectprep.annexa.results.departure import Departure as Departure, PresentRows as PresentRows
    from inspectprep.annexa.results.explained import Explained as Explained
    from inspectprep.annexa.results.explaining import (
        Merged as Merged,
        RowProblem as RowProblem,
        TypedExplanations as TypedExplanations,
        TypedRow as TypedRow,
        add_explanations as add_explanations,
        merge_explanations as merge_explanations,
    )
    from inspectprep.annexa.results.explanation import (
        Explanation as Explanation,
        Explanations as Explanations,
        read_explanations as read_explanations,
        write_explanations as write_explanations,
    )
    from inspectprep.annexa.results.indicator_specs import indicators_from as indicators_from
    from inspectprep.annexa.results.indicators import (
        Indicator as Indicator,
        Part as Part,
        indicators as indicators,
        likely_lines as likely_lines,
    )
    from inspectprep.annexa.results.matched import (
        MatchedHeading as MatchedHeading,
        MatchedValue as MatchedValue,
        Matching as Matching,
        MatchState as MatchState,
        UnlistedValues as UnlistedValues,
    )
    from inspectprep.annexa.results.matching import matching as matching
    from inspectprep.annexa.results.result import CheckResult as CheckResult
    from inspectprep.annexa.results.result_json import (
        FindingDocument as FindingDocument,
        RelatedDocument as RelatedDocument,
    )
    from inspectprep.annexa.results.row_marks import RowMarks as RowMarks
    from inspectprep.annexa.results.summary import ListFreshness as ListFreshness
    from inspectprep.annexa.results.trend import trend as trend
    from inspectprep.annexa.results.work_lists import (
        WorkItem as WorkItem,
        WorkKind as WorkKind,
        WorkList as WorkList,
        WorkLists as WorkLists,
        worklists as worklists,
    )

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "": "catalogue",
        "catalogue.added_codes": "AddedCode CodeSets codes_for",
        "catalogue.policy": "Policy RuleChange policy_of read_policy",
        "catalogue.thresholds": "Threshold ThresholdUnit",
        "catalogue.values": (
            "Area Example Expected IndicatorSpec Measure MeasureUnit Outcome Pick Related Rule RuleBasis"
        ),
        "catalogue.national": "Comparable NationalComparison NationalFigure",
        "catalogue.read": "built_in indicator_specs",
        "outputs.caveats": "caveats",
        "outputs.cells_to_send": "BlankReason BlankedCells",
        "outputs.checked_workbook": "write_checked",
        "outputs.child_page": "write_child_page",
        "outputs.extract": "new_key read_key write_extract",
        "outputs.date_choice": "DateChoice",
        "outputs.remaining_risk": "ExtractRisk ListRisk",
        "outputs.matching_choices": "Choice HeadingChoice add_choices read_choices",
        "outputs.matching_report": "matching_report",
        "outputs.matching_sheets": "write_matching",
        "outputs.omissions": "LeftOut Omission",
        "outputs.sample": "AuditCase Sample sample write_sample",
        "outputs.sent": "SentList Submission",
        "outputs.submission": "write_submission",
        "outputs.typed_explanations": "read_typed",
        "outputs.work_lists": "write_worklists",
        "reading.added_columns": "ListSpecs lists_for",
        "reading.dataset": (
            "AnnexAData CloseHeading ColumnCopy ExtraColumn FileFacts ListTable Place SheetFacts SkippedRow"
        ),
        "reading.files": "Frame",
        "reading.read": "ReturnSource read",
        "results.acceptance": "explain",
        "results.check": "RuleCatalogue catalogue_for check check_dataset",
        "results.child_view": "ChildEvent ChildView child_view",
        "results.comparison": "ResultComparison SavedResult compare read_saved save",
        "results.explained": "Explained",
        "results.explaining": (
            "Merged RowProblem TypedExplanations TypedRow add_explanations merge_explanations"
        ),
        "results.explanation": "Explanation Explanations read_explanations write_explanations",
        "results.departure": "Departure PresentRows",
        "results.row_marks": "RowMarks",
        "results.indicator_specs": "indicators_from",
        "results.indicators": "Indicator Part indicators likely_lines",
        "results.matched": "MatchedHeading MatchedValue Matching MatchState UnlistedValues",
        "results.matching": "matching",
        "results.result": "CheckResult",
        "results.result_json": "FindingDocument RelatedDocument",
        "results.summary": "ListFreshness",
        "results.trend": "trend",
        "results.work_lists": "WorkItem WorkKind WorkList WorkLists worklists",
    },
)
