"""The words of the reasons from Annex A: the numbers, the lists and the dates."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from inspectprep.model.finding import CheckSummary, LatePractice
from inspectprep.model.readiness import Rating
from inspectprep.model.readiness_policy import ReadinessPolicy
from inspectprep.planning.readiness.annexa_reasons import annexa_reasons
from tests.planning.test_readiness import CALL, summary


def texts(found: CheckSummary | None, policy: ReadinessPolicy | None = None) -> dict[str, str]:
    """Return the text of each reason by its rule."""
    return {each.rule: each.text for each in annexa_reasons(found, CALL, policy or ReadinessPolicy())}


def test_a_clean_check_counts_its_lists_and_rows() -> None:
    """There is one green reason."""
    assert texts(summary()) == {"annexa-clean": "11 lists, 990 rows: no errors or warnings."}


def test_findings_are_counted_and_the_worst_list_is_named() -> None:
    """One and several have different words. No list is named if none has an error."""
    found = texts(summary(errors=1, warnings=1, practice=1))
    assert found["annexa-errors"] == "1 error in 990 rows, most of them on List 8 (List 8)."
    assert found["annexa-warnings"] == "1 warning to correct or explain."
    assert found["annexa-practice"].startswith("1 finding about practice")
    many = summary(errors=2, warnings=2)
    unplaced = evolve(many, lists=tuple(evolve(each, errors=0) for each in many.lists))
    assert texts(unplaced)["annexa-errors"] == "2 errors in 990 rows."
    assert "annexa-practice" not in texts(unplaced)


def test_explained_warnings_are_no_gap_and_explained_errors_are_counted() -> None:
    """What is left is counted. A check whose warnings are all explained is green, but not called clean."""

    def with_explained(count: int, *, errors: int = 0, warnings: int = 0) -> CheckSummary:
        made = summary(errors=errors, warnings=warnings)
        return evolve(made, rules=tuple(evolve(each, explained=count) for each in made.rules))

    found = texts(with_explained(2, errors=3, warnings=5))
    assert found["annexa-errors"].endswith("(List 8). 2 of them are explained.")
    assert found["annexa-warnings"] == "3 warnings to correct or explain, of 5."
    found_all = annexa_reasons(with_explained(5, warnings=5), CALL, ReadinessPolicy())
    assert [(each.rule, each.rating, each.text) for each in found_all] == [
        ("annexa-warnings", Rating.GREEN, "5 warnings, all of them explained.")
    ]


def test_every_missing_list_is_named() -> None:
    """Lists that were found are not."""
    lists = tuple(evolve(each, found=each.list not in {2, 9}) for each in summary().lists)
    found = texts(summary(lists=lists))
    assert found == {"annexa-list-missing": "Missing from the files: List 2 (List 2), List 9 (List 9)."}


def test_three_late_indicators_are_named_the_worst_first_and_the_others_counted() -> None:
    """An indicator is red from its own share on, inclusive."""
    late = tuple(
        LatePractice(
            indicator=f"i{number}", title=f"visits {number}", late=number, of=10, share=number / 10, red=0.5
        )
        for number in (4, 5, 6, 7, 8)
    )
    found = texts(summary(late=late))["annexa-practice-late"]
    assert found.startswith("Practice is too late: 8 of 10 visits 8 (80%); 7 of 10 visits 7 (70%); 6 of")
    assert found.endswith("10 visits 6 (60%); and 1 more.")
    hidden = evolve(late[4], late=None)
    assert texts(summary(late=(hidden,)))["annexa-practice-late"] == "Practice is too late: visits 8."
    assert "annexa-practice-late" not in texts(summary(late=late[:1]))


def test_errors_without_any_row_are_red() -> None:
    """A check that found errors and counted no row is no reason for comfort."""
    found = annexa_reasons(summary(errors=1, lists=()), CALL, ReadinessPolicy())
    assert [(each.rule, each.rating) for each in found] == [("annexa-errors", Rating.RED)]


def test_the_age_of_the_lists_is_in_calendar_days_before_the_call() -> None:
    """A check without a date is not called old."""
    assert texts(summary(as_of=date(2018, 3, 1)))["annexa-stale"] == (
        "The lists checked are 39 days older than the call."
    )
    assert list(texts(summary(as_of=None))) == ["annexa-clean"]
    assert list(texts(summary(as_of_assumed=True))) == ["annexa-list-date-assumed"]
