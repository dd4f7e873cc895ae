"""Readiness reasons from a check of Annex A. They use counts only, never a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inspectprep.model.checklist import Theme
from inspectprep.model.finding import CheckSummary, LatePractice, Nature, Severity
from inspectprep.model.readiness import Rating, Reason
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.planning.readiness.council_state import CouncilState
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.planning.wording import counted, first_few, quoted

_OWNER = "annex-a"


def annexa_reasons(
    summary: CheckSummary | None, notified: date, policy: ReadinessPolicy
) -> tuple[Reason, ...]:
    """Return the reasons that a check gives for the Annex A theme; one green reason if none."""
    if summary is None:
        return (
            _reason(
                Rating.RED,
                "annexa-not-checked",
                "Annex A has not been checked.",
                "Run the Annex A check on the latest lists.",
            ),
        )
    reasons = [*_coverage(summary), *_quality(summary, policy), *_freshness(summary, notified, policy)]
    if not summary.warnings and all(reason.rating is Rating.GREEN for reason in reasons):
        text = (
            f"{counted(len(summary.lists), 'list')}, {counted(summary.rows, 'row')}: no errors or warnings."
        )
        reasons.append(_reason(Rating.GREEN, "annexa-clean", text))
    return tuple(reasons)


def _coverage(summary: CheckSummary) -> Iterator[Reason]:
    if not summary.complete:
        yield _reason(
            Rating.RED,
            "annexa-unread",
            "A file could not be read, so the check is not complete.",
            "Correct or replace the file, then check again.",
        )
    missing = [row for row in summary.lists if not row.found]
    if missing:
        names = ", ".join(f"List {row.list} ({row.title})" for row in missing)
        yield _reason(
            Rating.RED,
            "annexa-list-missing",
            f"Missing from the files: {names}.",
            f"Produce {names}, then check again.",
        )
    if summary.skipped_rules:
        yield _reason(
            Rating.AMBER,
            "annexa-skipped",
            f"{counted(len(summary.skipped_rules), 'rule')} could not be run.",
            "Supply what the skipped rules need. The check lists the reasons.",
        )


def _quality(summary: CheckSummary, policy: ReadinessPolicy) -> Iterator[Reason]:
    if summary.errors:
        share = 100 * summary.errors / max(summary.rows, 1)
        worst = max(summary.lists, key=lambda row: row.errors, default=None)
        most = f", most of them on List {worst.list} ({worst.title})" if worst and worst.errors else ""
        yield _reason(
            Rating.RED if share >= policy.red_errors_per_100_rows else Rating.AMBER,
            "annexa-errors",
            f"{counted(summary.errors, 'error')} in {counted(summary.rows, 'row')}{most}."
            f"{_explained_errors(summary)}",
            "Correct the errors at source. Start with the list that has most.",
        )
    if left := summary.warnings - summary.explained_of(Severity.WARNING):
        yield _reason(
            Rating.AMBER,
            "annexa-warnings",
            f"{counted(left, 'warning')} to correct or explain"
            f"{f', of {summary.warnings:,}' if left < summary.warnings else ''}.",
            "Correct or explain the warnings.",
        )
    elif summary.warnings:
        text = f"{counted(summary.warnings, 'warning')}, all of them explained."
        yield _reason(Rating.GREEN, "annexa-warnings", text)
    if summary.queries:
        text = f"{counted(summary.queries, 'query', 'queries')} to look at."
        yield _reason(Rating.GREEN, "annexa-queries", text)
    reds = sorted(_red(summary, policy), key=lambda late: (-late.share, late.indicator))
    if reds:
        yield _reason(
            Rating.RED,
            "annexa-practice-late",
            f"Practice is too late: {first_few([_late(late) for late in reds], 3, separator='; ')}.",
            "Give each overdue visit, review and check a date this week, the oldest first.",
        )
    practice = sum(row.count for row in summary.rules if row.nature is Nature.PRACTICE)
    if practice:
        yield _reason(
            Rating.AMBER,
            "annexa-practice",
            f"{counted(practice, 'finding')} about practice, such as late visits, reviews and checks. "
            "Inspectors will see them in the data.",
            "Ask team managers to act on the overdue practice, and prepare to explain it.",
        )
    if summary.likely:
        titles = "; ".join(quoted(line.title) for line in summary.likely[:3])
        more = len(summary.likely) - 3
        yield _reason(
            Rating.AMBER,
            "annexa-likely-lines",
            f"The figures make {counted(len(summary.likely), 'line')} of enquiry likely: {titles}"
            f"{f'; and {more} more' if more > 0 else ''}.",
            f"Prepare for the most likely line of enquiry: {summary.likely[0].prepare}",
        )


def _explained_errors(summary: CheckSummary) -> str:
    count = summary.explained_of(Severity.ERROR)
    return f" {count:,} of them {'is' if count == 1 else 'are'} explained." if count else ""


def _red(summary: CheckSummary, policy: ReadinessPolicy) -> list[LatePractice]:
    shares = policy.red_late_shares
    return [
        late for late in summary.late if late.share > 0 and shares.get(late.indicator, late.red) <= late.share
    ]


def _late(late: LatePractice) -> str:
    if late.late is None or not late.of:
        return late.title
    return f"{late.late:,} of {late.of:,} {late.title} ({late.share:.0%})"


def _freshness(summary: CheckSummary, notified: date, policy: ReadinessPolicy) -> Iterator[Reason]:
    if summary.as_of_assumed:
        yield _reason(
            Rating.AMBER,
            "annexa-list-date-assumed",
            "No list date was given. The date of the newest event was used.",
            "Check again with the date on which the lists were drawn.",
        )
    if summary.as_of is None:
        return
    age = (notified - summary.as_of).days
    if age > policy.amber_age_days:
        yield _reason(
            Rating.RED if age > policy.red_age_days else Rating.AMBER,
            "annexa-stale",
            f"The lists checked are {counted(age, 'day')} older than the call.",
            "Draw the lists again and check them.",
        )


def _reason(rating: Rating, rule: str, text: str, action: str = "") -> Reason:
    return Reason(rating=rating, rule=rule, text=text, owner=_OWNER, action=action)


def _from_state(state: CouncilState) -> tuple[Reason, ...]:
    if not state.asks_for_annex_a:
        return (
            _reason(Rating.GREEN, "annexa-not-asked", "This kind of inspection does not ask for Annex A."),
        )
    return annexa_reasons(state.annexa, state.timeline.notified, state.policy)


SOURCES = (
    ReasonSource(
        theme=Theme.ANNEX_A,
        reasons=_from_state,
    ),
)
