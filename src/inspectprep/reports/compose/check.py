"""The report of an Annex A check, for the analyst and for leaders: counts, without values.

The analyst's edition names cells and, last, rules. The leaders' edition has neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attrs import evolve

from inspectprep.model.analyst_check import AnalystCheck
from inspectprep.model.audience import Audience
from inspectprep.model.finding import CheckSummary, Nature, Severity
from inspectprep.model.finding_places import ErrorPlace
from inspectprep.model.report import Block, Fold, Paragraph, Report, Section, Table
from inspectprep.planning.wording import counted, long_date
from inspectprep.reports.compose.answer import brief
from inspectprep.reports.compose.check_answer import (
    NO_TEAM,
    answer_section,
    list_words,
    practice_count,
    where_section,
)
from inspectprep.reports.compose.context import ReportContext, check_counts_audience
from inspectprep.reports.compose.tables import table

_SEVERITIES = tuple(Severity)
_SHOWN = 15
"""The errors of the analyst's edition that are not folded."""


class _Edition(NamedTuple):
    """The limits of the tables of an edition.

    Attributes:
        kinds: The most kinds of finding in a table.
        lines: The most lines of enquiry.
        whole: Whether it has the ids of rules, the lists one by one, and each rule that did not run.
    """

    kinds: int
    lines: int
    whole: bool = False


_LEADERS, _ANALYST = _Edition(3, 3), _Edition(5, 3, whole=True)
_CAPTIONS = {
    "What to correct": "Kinds of finding, most serious first",
    "What to ask the service": "Kinds of late practice, most serious first",
    "What inspectors may ask about": "Lines of enquiry, most likely first",
    "What is unusual": "Shares and profiles",
    "List by list": "Counts of each list",
    "What was not checked": "Rules that could not run",
}
"""The caption of each table that is folded. Its numbers are in the summary of the fold."""

_MOST_SKIPPED = 6


def analyst_report(check: AnalystCheck, context: ReportContext) -> Report:
    """Return the analyst's edition, which names cells; for other audiences the leaders' edition.

    Raises:
        InspectPrepError: if counts are not for this audience.
    """
    if context.audience is not Audience.INSPECTION_TEAM:
        return check_report(check.summary, context)
    return _report(
        check.summary,
        context,
        edition="Analyst's edition",
        sections=_analyst_sections(check),
        document=check,
    )


def check_report(summary: CheckSummary, context: ReportContext) -> Report:
    """Return the leaders' edition.

    Raises:
        InspectPrepError: if counts are not for this audience.
    """
    sections = (where_section(summary), _more(_details(summary, _LEADERS)))
    edition = "Leaders' edition" if context.audience is Audience.LEADERS else ""
    return _report(summary, context, edition=edition, sections=sections, document=summary)


def _report(
    summary: CheckSummary,
    context: ReportContext,
    *,
    edition: str,
    sections: Iterable[Section],
    document: AnalystCheck | CheckSummary,
) -> Report:
    check_counts_audience(context.audience)
    return Report(
        kind="check",
        title="Can Annex A be sent?",
        subtitle=". ".join(filter(None, (_dated(summary), edition))),
        prepared=context.prepared,
        classification=context.classification,
        audience=context.audience,
        counts=True,
        sections=(answer_section(summary), *(section for section in sections if section.blocks)),
        document=context.document_for(document),
    )


def check_sections(summary: CheckSummary) -> tuple[Section, ...]:
    """Return where the problems are, and then what to correct, what to ask the service, and the rest."""
    return (where_section(summary), *_details(summary, _LEADERS))


def _analyst_sections(check: AnalystCheck) -> Iterator[Section]:
    yield where_section(check.summary)
    if check.places:
        yield _places_section(check)
    yield _more(_details(check.summary, _ANALYST))


def _more(sections: Iterable[Section]) -> Section:
    """Return sections as folds, each with the number of its lines."""
    return Section(title="More, when you need it", blocks=tuple(map(_fold, sections)))


def _fold(section: Section) -> Fold:
    summary = next((block.caption for block in section.blocks if isinstance(block, Table)), "")
    # The summary says what the caption says, and nothing is said twice.
    blocks = (
        evolve(block, caption=_CAPTIONS.get(section.title, section.title))
        if isinstance(block, Table)
        else block
        for block in section.blocks
        if not isinstance(block, Fold)
    )
    return Fold(title=section.title, summary=summary, blocks=tuple(blocks))


def _places_section(check: AnalystCheck) -> Section:
    errors = check.summary.open_errors
    rows = [_place_row(place, check.summary) for place in check.places]
    caption = "Team by team, those with most errors first"
    blocks: list[Block] = [_place_table(rows[:_SHOWN], caption)]
    if rest := rows[_SHOWN:]:
        shown = _place_table(rest, "The other places")
        blocks.append(Fold(title="More errors", summary=counted(len(rest), "more error"), blocks=(shown,)))
    if errors > len(rows):
        text = (
            f"And {errors - len(rows):,} more, in the checked workbook: inspectprep annexa check --workbook."
        )
        blocks.append(Paragraph(text=text))
    return Section(
        title=f"The {counted(errors, 'error')}" if errors > 1 else "The error", blocks=tuple(blocks)
    )


def _place_row(place: ErrorPlace, summary: CheckSummary) -> tuple[str, ...]:
    cells = f" and {place.count - 1:,} more" if place.count > 1 else ""
    where = ", ".join(filter(None, (f"List {place.list}" if place.list else "", place.place)))
    return (
        brief(place.team, 60) or NO_TEAM,
        f"{where or list_words(place.list, summary)}{cells}",
        place.message,
        place.guidance,
        place.rule,
    )


def _place_table(rows: Sequence[tuple[str, ...]], caption: str) -> Table:
    return table(
        ("Team", "Where", "What is wrong", "What to do", "Rule"), rows, caption=caption, filter="Team"
    )


def _details(summary: CheckSummary, edition: _Edition) -> Iterator[Section]:
    """Yield sections to be folded, without those that would be empty."""
    for title, blocks in (
        ("What to correct", _data(summary, edition)),
        ("What to ask the service", _practice(summary, edition)),
        ("What inspectors may ask about", _likely(summary, edition)),
        ("What is unusual", _kinds(summary, Nature.MEASURE, "Unusual shares and profiles", edition)),
        ("List by list", _lists(summary) if edition.whole else ()),
        ("What was not checked", _not_checked(summary) if edition.whole else ()),
    ):
        if found := tuple(blocks):
            yield Section(title=title, blocks=found)


def _data(summary: CheckSummary, edition: _Edition) -> Iterator[Table]:
    errors, warnings = counted(summary.errors, "error"), counted(summary.warnings, "warning")
    caption = f"{errors}, {warnings} and {counted(summary.queries, 'query', 'queries')}"
    return _kinds(summary, Nature.DATA, caption, edition)


def _practice(summary: CheckSummary, edition: _Edition) -> Iterator[Table]:
    findings = counted(practice_count(summary), "finding")
    caption = f"{findings} where the data may be right and the work was late"
    return _kinds(summary, Nature.PRACTICE, caption, edition)


def _kinds(summary: CheckSummary, nature: Nature, caption: str, edition: _Edition) -> Iterator[Table]:
    """Yield the kinds of finding, most serious and most frequent first, if there are any."""
    rules = sorted(
        (rule for rule in summary.rules if rule.nature is nature and rule.count),
        key=lambda rule: (_SEVERITIES.index(rule.severity), -rule.count, rule.rule),
    )
    counts: dict[tuple[str, str, str], list[int]] = {}
    for rule in rules:
        kind = rule.severity.value.capitalize(), rule.message, rule.rule if edition.whole else ""
        found = counts.setdefault(kind, [0, 0])
        found[0] += rule.count
        found[1] += rule.explained
    rows = [
        (severity, message, count, explained or None, rule)
        for (severity, message, rule), (count, explained) in counts.items()
    ]
    if rows:
        columns = ("Severity", "Finding", "Count", "Explained", "Rule")
        said = f"{caption}{_first_of(edition.kinds, len(rows), 'kinds')}"
        yield table(columns, rows[: edition.kinds], caption=said)


def _first_of(shown: int, number: int, noun: str) -> str:
    """Return how many are shown, if that is not all of them."""
    return f". The first {shown} of {number:,} {noun}" if shown < number else ""


def _likely(summary: CheckSummary, edition: _Edition) -> Iterator[Table]:
    rows = [
        (line.title, f"{_first_sentence(line.reason)} Have ready: {_begun(line.prepare)}")
        for line in summary.likely[: edition.lines]
    ]
    if rows:
        caption = (
            f"Most likely first. Small numbers are hidden{_first_of(len(rows), len(summary.likely), 'lines')}"
        )
        yield table(("Inspectors may ask about", "Why, and what to have ready"), rows, caption=caption)


def _begun(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def _first_sentence(text: str) -> str:
    first, end, _ = text.partition(". ")
    return f"{first}." if end else text


def _lists(summary: CheckSummary) -> Iterator[Table]:
    columns = ("List", "Rows", "Errors", "Warnings", "Queries", "Late practice", "Newest event")
    rows = [
        (
            list_words(each.list, summary) + ("" if each.found else " (not in the files)"),
            *(
                (each.rows, each.errors, each.warnings, each.queries, each.practice, each.newest)
                if each.found
                else (None,) * (len(columns) - 1)
            ),
        )
        for each in summary.lists
    ]
    if rows:
        found = sum(each.found for each in summary.lists)
        caption = f"{counted(summary.rows, 'row')} in {found} of {counted(len(summary.lists), 'list')}"
        yield table(columns, rows, caption=caption)


def _not_checked(summary: CheckSummary) -> Iterator[Table]:
    rows = [(rule.reason, rule.rule) for rule in summary.skipped_rules]
    if rows:
        some = counted(len(rows), "rule")
        caption = f"{some} could not run, or only in part{_first_of(_MOST_SKIPPED, len(rows), 'rules')}"
        yield table(("Why it could not run", "Rule"), rows[:_MOST_SKIPPED], caption=caption)


def _dated(summary: CheckSummary) -> str:
    size = f"{counted(summary.rows, 'row')} in {counted(summary.files, 'file')}"
    if summary.as_of is None:
        return f"List date not known; {size}"
    assumed = " (assumed: the newest event in the files)" if summary.as_of_assumed else ""
    return f"Lists drawn on {long_date(summary.as_of)}{assumed}; {size}"
