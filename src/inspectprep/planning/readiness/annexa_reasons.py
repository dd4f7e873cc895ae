"""What a check of Annex A says about readiness. Only counts are seen, never a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.finding import Nature
from inspectprep.model.readiness import Rating, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from inspectprep.model.finding import CheckSummary
    from inspectprep.planning.readiness.readiness_policy import ReadinessPolicy

__all__ = ["annexa_reasons", "counted"]

_OWNER = "annex-a"


def counted(number: int, thing: str, things: str = "") -> str:
    """Write a count with its noun: ``1 error``, ``12 errors``."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def _clean(summary: CheckSummary) -> str:
    return f"{counted(len(summary.lists), 'list')}, {counted(summary.rows, 'row')}: no error or warning."


def _reason(rating: Rating, rule: str, text: str, action: str = "") -> Reason:
    return Reason(rating=rating, rule=rule, text=text, owner=_OWNER, action=action)


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
    if not any(each.rating is not Rating.GREEN for each in reasons):
        reasons.append(_reason(Rating.GREEN, "annexa-clean", _clean(summary)))
    return tuple(reasons)


def _coverage(summary: CheckSummary) -> Iterator[Reason]:
    if not summary.complete:
        yield _reason(
            Rating.RED,
            "annexa-unread",
            "A file could not be read, so the check is not complete.",
            "Mend or replace the file and check again.",
        )
    missing = [each for each in summary.lists if not each.found]
    if missing:
        names = ", ".join(f"List {each.list} ({each.title})" for each in missing)
        yield _reason(
            Rating.RED,
            "annexa-list-missing",
            f"Not in the files: {names}.",
            f"Produce {names} and check again.",
        )
    if summary.skipped_rules:
        yield _reason(
            Rating.AMBER,
            "annexa-skipped",
            f"{counted(len(summary.skipped_rules), 'rule')} could not be run and were not passed.",
            "Supply what the skipped rules need; the check lists the reasons.",
        )


def _quality(summary: CheckSummary, policy: ReadinessPolicy) -> Iterator[Reason]:
    if summary.errors:
        share = 100 * summary.errors / max(summary.rows, 1)
        bad = share >= policy.red_errors_per_100_rows
        worst = max(summary.lists, key=lambda each: each.errors, default=None)
        most = f", most of them on List {worst.list} ({worst.title})" if worst and worst.errors else ""
        yield _reason(
            Rating.RED if bad else Rating.AMBER,
            "annexa-errors",
            f"{counted(summary.errors, 'error')} in {counted(summary.rows, 'row')}{most}.",
            "Correct the errors at source, worst list first.",
        )
    if summary.warnings:
        yield _reason(
            Rating.AMBER,
            "annexa-warnings",
            f"{counted(summary.warnings, 'warning')} to correct or explain.",
            "Correct or explain the warnings.",
        )
    if summary.queries:
        yield _reason(
            Rating.GREEN, "annexa-queries", f"{counted(summary.queries, 'query', 'queries')} to look at."
        )
    practice = sum(each.count for each in summary.rules if each.nature is Nature.PRACTICE)
    if practice:
        yield _reason(
            Rating.AMBER,
            "annexa-practice",
            f"{counted(practice, 'finding')} about practice (late visits, reviews, checks) that inspectors "
            "will see in the data.",
            "Take the overdue practice to team managers and be ready to speak to it.",
        )
    if summary.likely:
        titles = "; ".join(each.title for each in summary.likely[:3])
        more = len(summary.likely) - 3
        yield _reason(
            Rating.AMBER,
            "annexa-likely-lines",
            f"The figures make {counted(len(summary.likely), 'line')} of enquiry likely: {titles}"
            f"{f'; and {more} more' if more > 0 else ''}.",
            f"Prepare for the likeliest line of enquiry: {summary.likely[0].prepare}",
        )


def _freshness(summary: CheckSummary, notified: date, policy: ReadinessPolicy) -> Iterator[Reason]:
    if summary.as_of_assumed:
        yield _reason(
            Rating.AMBER,
            "annexa-list-date-assumed",
            "No list date was given; the newest event was taken for it.",
            "Check again with the day on which the lists were drawn.",
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
