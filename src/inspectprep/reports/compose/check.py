"""The report of an Annex A check: counts of findings by list and rule, without rows or values."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.model.finding import CheckSummary, Nature, RuleCount, Severity
from inspectprep.model.report import Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.reports.compose.context import ReportContext, check_counts_audience
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.QUERY)


def check_report(summary: CheckSummary, context: ReportContext) -> Report:
    """Return the report of a check's counts.

    Raises:
        InspectPrepError: if they are not for this audience.
    """
    check_counts_audience(context.audience)
    return Report(
        kind="check",
        title="Annex A: what to correct before you send it",
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
    missing = [list_summary for list_summary in summary.lists if not list_summary.found]
    errors = summary.errors
    tiles = [
        Tile(
            title="Errors",
            value=f"{errors:,}",
            detail="Certainly wrong" if errors else "None found by the rules that ran",
        ),
        Tile(title="Warnings", value=f"{summary.warnings:,}", detail="Very likely wrong or late"),
        Tile(title="Queries", value=f"{summary.queries:,}", detail="Check and confirm"),
        Tile(title="Late practice", value=f"{late:,}", detail="The data may be right but the work was late"),
    ]
    if summary.explained:
        detail = "Accepted by the council with a reason, and counted in the other figures"
        tiles.append(Tile(title="Explained", value=f"{summary.explained:,}", detail=detail))
    if missing:
        numbers = ", ".join(str(list_summary.list) for list_summary in missing)
        tiles.append(
            Tile(
                title="Lists missing",
                value=f"{len(missing)}",
                detail=f"Not found: {numbers}",
            )
        )
    return Tiles(tiles=tuple(tiles))


def check_sections(summary: CheckSummary) -> tuple[Section, ...]:
    """Return findings to correct or to raise with the service, counts by list, and rules that did not run."""
    sections = []
    data = _rules(summary, Nature.DATA)
    if data:
        caption = "Findings about the data by rule, most serious and most frequent first"
        sections.append(Section(title="What to correct first", blocks=(_rule_table(data, caption),)))
    practice = _rules(summary, Nature.PRACTICE)
    if practice:
        words = (
            "The data may be right but the work was late. Raise these with the service, not with the analyst."
        )
        blocks = (Paragraph(text=words), _rule_table(practice, "Findings about practice by rule"))
        sections.append(Section(title="What to ask the service", blocks=blocks))
    if summary.likely:
        words = (
            "Ranked by how far each figure is above its threshold. Small numbers are hidden. This is advice. "
            "People decide."
        )
        blocks = (Paragraph(text=words), _likely_table(summary))
        sections.append(Section(title="Likely lines of enquiry", blocks=blocks))
    measures = _rules(summary, Nature.MEASURE)
    if measures:
        caption = "Unusual shares and profiles"
        sections.append(Section(title="What is unusual", blocks=(_rule_table(measures, caption),)))
    if summary.lists:
        sections.append(Section(title="List by list", blocks=(_list_table(summary),)))
    if summary.skipped_rules:
        words = "A rule that could not run has no findings. That does not mean that nothing is wrong."
        rows = [(rule.rule, rule.reason) for rule in summary.skipped_rules]
        reasons = table(("Rule", "Why it could not run"), rows, caption="Rules that could not run")
        sections.append(Section(title="What was not checked", blocks=(Paragraph(text=words), reasons)))
    return tuple(sections)


def _rules(summary: CheckSummary, nature: Nature) -> list[RuleCount]:
    rules = [rule for rule in summary.rules if rule.nature is nature and rule.count]
    return sorted(rules, key=lambda rule: (_SEVERITIES.index(rule.severity), -rule.count, rule.rule))


def _rule_table(rules: list[RuleCount], caption: str) -> Table:
    explained = any(rule.explained for rule in rules)
    rows = [
        (
            rule.severity.value.capitalize(),
            rule.message,
            rule.count,
            *((rule.explained,) if explained else ()),
            rule.rule,
        )
        for rule in rules
    ]
    columns = ("Severity", "Finding", "Count", *(("Explained",) if explained else ()), "Rule")
    return table(columns, rows, caption=caption)


def _likely_table(summary: CheckSummary) -> Table:
    columns = ("Rank", "Inspectors may ask about", "Why", "Among", "Nationally", "Have ready", "Judgement")
    rows = [
        (line.rank, line.title, line.reason, line.among, line.comparison, line.prepare, line.judgement)
        for line in summary.likely
    ]
    return table(columns, rows, caption="Likely lines of enquiry, most likely first")


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
            list_summary.list,
            list_summary.title,
            "Yes",
            list_summary.rows,
            list_summary.errors,
            list_summary.warnings,
            list_summary.queries,
            list_summary.practice,
            list_summary.newest,
        )
        if list_summary.found
        else (list_summary.list, list_summary.title, "Not found", None, None, None, None, None, None)
        for list_summary in summary.lists
    ]
    return table(columns, rows, caption="Rows and findings of each Annex A list")


def _dated(summary: CheckSummary) -> str:
    size = f"{counted(summary.rows, 'row')} in {counted(summary.files, 'file')}"
    if summary.as_of is None:
        return f"List date not known; {size}"
    assumed = " (assumed: the newest event in the files)" if summary.as_of_assumed else ""
    return f"List date {day_words(summary.as_of)}{assumed}; {size}"


def _cautions(summary: CheckSummary) -> Iterator[Paragraph]:
    if not summary.complete:
        yield Paragraph(text="A file could not be read, so this check is not complete.")
    if summary.as_of_assumed:
        yield Paragraph(
            text="No list date was given, so the newest event's date was used. Give the list date to be sure."
        )
