"""The report of an Annex A check: counts of findings by list and rule; no row and no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.finding import Nature, Severity
from inspectprep.model.readiness import Rating
from inspectprep.model.report import Paragraph, Report, Section, Tile, Tiles
from inspectprep.reports.compose.context import ReportContext, check_counts_audience
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from inspectprep.model.finding import CheckSummary, RuleCount
    from inspectprep.model.report import Table

__all__ = ["check_report", "check_sections", "check_tiles"]

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.QUERY)


def check_report(summary: CheckSummary, context: ReportContext) -> Report:
    """Return the report of a check's counts.

    Raises:
        InspectPrepError: if the audience may not have them.
    """
    check_counts_audience(context.audience)
    return Report(
        kind="check",
        title="Annex A: what to mend before it is sent",
        subtitle=_dated(summary),
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        counts=True,
        sections=(
            Section(title="At a glance", blocks=(check_tiles(summary), *_cautions(summary))),
            *check_sections(summary),
        ),
        document=context.document_for(summary),
    )


def check_tiles(summary: CheckSummary) -> Tiles:
    """Return errors, warnings, queries, late practice and missing lists, as tiles."""
    late = sum(summary.count(severity, Nature.PRACTICE) for severity in _SEVERITIES)
    missing = [each for each in summary.lists if not each.found]
    errors = summary.errors
    tiles = [
        Tile(
            title="Errors",
            value=f"{errors:,}",
            rating=Rating.RED if errors else Rating.GREEN,
            detail="Wrong beyond doubt" if errors else "None found by the rules that ran",
        ),
        Tile(title="Warnings", value=f"{summary.warnings:,}", detail="Very likely wrong or late"),
        Tile(title="Queries", value=f"{summary.queries:,}", detail="Look and confirm"),
        Tile(title="Late practice", value=f"{late:,}", detail="The data may be right, the practice late"),
    ]
    if missing:
        numbers = ", ".join(str(each.list) for each in missing)
        tiles.append(
            Tile(
                title="Lists missing",
                value=f"{len(missing)}",
                rating=Rating.RED,
                detail=f"Not found: {numbers}",
            )
        )
    return Tiles(tiles=tuple(tiles))


def check_sections(summary: CheckSummary) -> tuple[Section, ...]:
    """Return what to mend, what to ask practice, each list's counts, and rules that could not run."""
    sections = []
    data = _rules(summary, Nature.DATA)
    if data:
        caption = "Findings about the data by rule, most serious and most frequent first"
        sections.append(Section(title="What to mend first", blocks=(_rule_table(data, caption),)))
    practice = _rules(summary, Nature.PRACTICE)
    if practice:
        words = "The return may be right and the work late: take these to the service, not to the analyst."
        blocks = (Paragraph(text=words), _rule_table(practice, "Findings about practice by rule"))
        sections.append(Section(title="What to ask the service", blocks=blocks))
    if summary.likely:
        words = (
            "Ranked by how far the figures stand out; small numbers are hidden. This advises; people decide."
        )
        blocks = (Paragraph(text=words), _likely_table(summary))
        sections.append(Section(title="Likely lines of enquiry", blocks=blocks))
    measures = _rules(summary, Nature.MEASURE)
    if measures:
        caption = "Shares and profiles worth a look"
        sections.append(Section(title="What stands out", blocks=(_rule_table(measures, caption),)))
    if summary.lists:
        sections.append(Section(title="List by list", blocks=(_list_table(summary),)))
    if summary.skipped_rules:
        words = "A rule that could not run has found nothing; that is not the same as finding nothing wrong."
        rows = [(each.rule, each.reason) for each in summary.skipped_rules]
        found = table(("Rule", "Why it could not run"), rows, caption="Rules that could not run")
        sections.append(Section(title="What was not checked", blocks=(Paragraph(text=words), found)))
    return tuple(sections)


def _rules(summary: CheckSummary, nature: Nature) -> list[RuleCount]:
    found = [each for each in summary.rules if each.nature is nature and each.count]
    return sorted(found, key=lambda each: (_SEVERITIES.index(each.severity), -each.count, each.rule))


def _rule_table(rules: list[RuleCount], caption: str) -> Table:
    rows = [(each.severity.value.capitalize(), each.message, each.count, each.rule) for each in rules]
    return table(("Severity", "What", "How often", "Rule"), rows, caption=caption)


def _likely_table(summary: CheckSummary) -> Table:
    columns = ("Rank", "What they may ask about", "Why", "Have ready", "Judgement")
    rows = [(each.rank, each.title, each.reason, each.prepare, each.judgement) for each in summary.likely]
    return table(columns, rows, caption="Likely lines of enquiry, the likeliest first")


def _list_table(summary: CheckSummary) -> Table:
    columns = (
        "List",
        "Title",
        "Found",
        "Rows",
        "Errors",
        "Warnings",
        "Queries",
        "Late practice",
        "Newest event",
    )
    rows = [
        (
            each.list,
            each.title,
            "Yes",
            each.rows,
            each.errors,
            each.warnings,
            each.queries,
            each.practice,
            each.newest,
        )
        if each.found
        else (each.list, each.title, "Not found", None, None, None, None, None, None)
        for each in summary.lists
    ]
    return table(columns, rows, caption="Rows and findings of each Annex A list")


def _dated(summary: CheckSummary) -> str:
    size = f"{counted(summary.rows, 'row')} in {counted(summary.files, 'file')}"
    if summary.as_of is None:
        return f"List date not known; {size}"
    taken = " (assumed: the newest event in the files)" if summary.as_of_assumed else ""
    return f"List date {day_words(summary.as_of)}{taken}; {size}"


def _cautions(summary: CheckSummary) -> Iterator[Paragraph]:
    if not summary.complete:
        yield Paragraph(text="A file could not be read, so this check is not complete.")
    if summary.as_of_assumed:
        yield Paragraph(
            text="No list date was given; the newest event was taken for it. Give the date to be sure."
        )
