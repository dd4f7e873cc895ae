"""Indicators say how the Department counts, call only a national figure usual, and count failures only."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep import annexa, synth
from inspectprep.annexa import (
    Area,
    CheckResult,
    Comparable,
    IndicatorSpec,
    NationalComparison,
    NationalFigure,
    indicator_specs,
)
from inspectprep.annexa.catalogue.national import comparison_faults
from inspectprep.annexa.catalogue.policy import Policy, RuleChange, check_policy
from inspectprep.annexa.catalogue.read import built_in, read_plain
from inspectprep.annexa.catalogue.values import IndicatorsFile
from inspectprep.annexa.results.indicator_specs import left_out
from inspectprep.annexa.results.indicator_thresholds import threshold_of, threshold_words
from inspectprep.errors import DocumentError
from inspectprep.model import Confidence, Severity

AS_OF = date(2026, 11, 20)
SPECS = {spec.id: spec for spec in indicator_specs()}
SHARES = st.floats(0, 1)


@pytest.fixture(scope="module")
def late() -> CheckResult:
    """A council where much is late."""
    council = synth.seed_errors(synth.council(children=1500, seed=5, as_of=AS_OF), late=0.4)
    return annexa.check(council.tables, as_of=AS_OF)


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_each_indicator_says_how_it_compares(spec: IndicatorSpec) -> None:
    """A figure has a year, an address and its numbers, or the source gives none and the figure says so."""
    comparison = spec.comparison
    assert spec.among
    assert comparison is not None
    assert list(comparison_faults(comparison)) == []
    words = str(comparison)
    assert words.startswith("National measure: " if comparison.measure else "We know of no national measure.")
    if comparison.measure:
        assert f"Comparable: {comparison.comparable}. {comparison.because}" in words
        assert comparison.difference in words
    if comparison.measure and not comparison.figures:
        assert "We have read no figure of it." in words
    for figure in comparison.figures:
        assert figure.address.startswith("https://")
        for part in (figure.year, figure.address, figure.source):
            assert part in words
        assert (f"{figure.count:,} of {figure.of:,}" if figure.of else "gives no numbers") in words
        assert date.fromisoformat(figure.read) <= date(2026, 12, 31)


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
@given(share=SHARES)
def test_only_a_national_figure_is_called_usual(spec: IndicatorSpec, share: float) -> None:
    """Whatever the threshold is, the word needs a figure that is the same and can be compared."""
    words = threshold_words(spec, share)
    if spec.law:
        assert words == f"the law allows none ({spec.law})"
    elif "usual" in words:
        assert spec.comparison is not None
        assert spec.comparison.comparable is not Comparable.NO
        assert abs(spec.comparison.figures[0].ratio - share) < 0.005
        assert spec.comparison.figures[0].year in words
    else:
        assert words.startswith("our threshold: ")


def test_the_national_figures_are_those_of_the_department() -> None:
    """Numbers and shares agree."""
    shown = {
        name: [(figure.count, figure.of, round(figure.ratio, 3)) for figure in spec.comparison.figures]
        for name, spec in SPECS.items()
        if spec.comparison and spec.comparison.figures
    }
    assert shown["re-referrals"] == [(139_080, 621_880, 0.224)]
    assert shown["assessments-late"] == [(93_000, 648_830, 0.143)]
    assert shown["conferences-late"] == [(13_420, 72_100, 0.186)]
    assert shown["placements-unsettled"] == [(9_250, 29_000, 0.319)]
    assert shown["not-in-touch-from-22"] == [(4_900, 11_670, 0.42), (6_500, 11_320, 0.574)]
    assert shown["placements-many"] == [(None, None, 0.11)]


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_a_policy_sets_each_threshold_that_is_ours(spec: IndicatorSpec) -> None:
    """And none where the law allows none, where nothing would change, or where a rule has it."""
    policy = Policy(indicators={spec.id: 0.77})
    if spec.law or not spec.likely or spec.id == "re-referrals":
        with pytest.raises(DocumentError, match=spec.id):
            check_policy(policy, indicators=indicator_specs())
    else:
        check_policy(policy, indicators=indicator_specs())
        assert threshold_of(spec, policy) == 0.77
        assert threshold_words(spec, 0.77) == "our threshold: 77%"
    assert threshold_of(spec, Policy()) == (0 if spec.law else spec.threshold)


def test_the_threshold_of_a_measure_is_the_one_of_its_rule() -> None:
    """Re-referrals stand out where the rule flags them."""
    policy = Policy(thresholds={"rereferral_flag_share": 0.3})
    assert threshold_of(SPECS["re-referrals"], policy) == 0.3


@pytest.mark.parametrize(
    ("indicators", "message"),
    [
        ({"re-referals": 0.1}, "Did you mean 're-referrals'"),
        ({"dental-late": 1.5}, "from 0 to 1"),
        ({"care-visits-late": 0.1}, "the law allows none"),
        ({"not-in-touch-from-22": 0.1}, "raises no line of enquiry"),
        ({"re-referrals": 0.1}, "rereferral_flag_share"),
    ],
    ids=["unknown", "no share", "law", "no line", "rule"],
)
def test_a_threshold_that_cannot_be_is_refused(indicators: dict[str, float], message: str) -> None:
    """With the path and what to do."""
    with pytest.raises(DocumentError, match=message):
        annexa.check({}, as_of=AS_OF, policy=Policy(indicators=indicators))


def test_queries_are_not_counted_as_failures(late: CheckResult) -> None:
    """If every finding were a query, no late practice and no unlawful setting would be left."""
    queries = evolve(late, findings=late.findings.with_columns(severity=pl.lit("query")))
    before = {each.spec.id: each for each in annexa.indicators(late)}
    counted = 0
    for each in annexa.indicators(queries):
        if each.spec.rules and not each.spec.count_queries:
            assert each.judged_share == 0
            counted += before[each.spec.id].judged_share > 0
        elif each.spec.rules:
            assert each.council == before[each.spec.id].council
    assert counted > 5


def test_no_indicator_of_failures_has_rules_that_only_ask() -> None:
    """It would always be 0."""
    for spec in SPECS.values():
        if not spec.count_queries:
            assert all(built_in()[name].severities != ("query",) for name in spec.rules)
        assert not (spec.count_queries and spec.red)


def test_a_rule_that_the_policy_makes_a_query_leaves_no_figure(late: CheckResult) -> None:
    """It would look as if nothing were late."""
    policy = Policy(rules={"AA-I-050": RuleChange(severity=Severity.QUERY)})
    (reviews,) = annexa.indicators(evolve(late, policy=policy), [SPECS["care-reviews-late"]])
    assert reviews.skipped == "Changed to queries by the policy, which are not counted: AA-I-050."


@pytest.mark.parametrize(
    "code", ["V3: Short term breaks, episodes recorded", "V4: Short term breaks, agreements recorded"]
)
def test_short_breaks_are_outside_where_the_rules_leave_them_out(code: str) -> None:
    """The denominator falls to 0 if every child has short breaks."""
    short = 'in_group(legal_status, "short breaks")'
    council = synth.council(children=400, seed=5, as_of=AS_OF).tables
    council[8] = council[8].with_columns(pl.lit(code).alias("legal_status"))
    found = {each.spec.id: each for each in annexa.indicators(annexa.check(council, as_of=AS_OF))}
    out = [
        spec.id
        for spec in SPECS.values()
        if spec.list == 8 and (short in left_out(spec, built_in()) or f"not {short}" in spec.denominator)
    ]
    assert {"care-reviews-late", "care-visits-late", "health-late", "dental-late", "placements-many"} <= {
        *out
    }
    for name in out:
        assert found[name].council.denominator == 0
    assert found["unregulated"].council.denominator


@pytest.mark.parametrize("gone", ["absent", "blank"])
@pytest.mark.parametrize(
    ("list_number", "column", "name"),
    [
        (4, "assessment_start_date", "assessments-late"),
        (6, "date_last_seen", "in-need-not-seen"),
        (7, "seen_alone", "plan-not-seen-alone"),
        (8, "date_last_sw_visit", "care-visits-late"),
        (8, "date_last_health_assessment", "health-late"),
        (8, "date_latest_review", "care-reviews-late"),
        (8, "legal_status", "care-reviews-late"),
        (9, "allocated_personal_advisor", "no-adviser"),
        (9, "latest_pathway_plan_review_date", "pathway-plans-old"),
    ],
)
def test_an_indicator_whose_rules_could_not_run_is_not_0(
    list_number: int, column: str, name: str, gone: str
) -> None:
    """It has no figure, or nothing that it could be a share of."""
    tables = synth.council(children=1500, seed=5, as_of=AS_OF).tables
    table = tables[list_number]
    blank = table.with_columns(pl.lit(None, dtype=pl.String).alias(column))
    tables[list_number] = table.drop(column) if gone == "absent" else blank
    found = {each.spec.id: each for each in annexa.indicators(annexa.check(tables, as_of=AS_OF))}
    assert found[name].skipped or not found[name].council.denominator
    assert found["care-visits-late" if list_number != 8 else "not-in-touch"].skipped == ""


def leavers(**columns: list[Any]) -> CheckResult:
    """Return the check of a List 9 with these columns."""
    rows = len(next(iter(columns.values())))
    table = {
        "child_unique_id": [f"C{place:05}" for place in range(rows)],
        "eligibility_category": ["b) Former relevant child"] * rows,
        **columns,
    }
    return annexa.check({9: pl.DataFrame(table)}, as_of=AS_OF)


def born(age: int) -> date:
    """Return the birthday of a person of this age."""
    return date(2026 - age, 5, 1)


def test_care_leavers_of_22_and_over_are_apart() -> None:
    """None of them in touch raises nothing; those of 17 to 21 are counted, by age group, without them."""
    ages = [17] * 20 + [18] * 20 + [20] * 40 + [22] * 30 + [24] * 30
    touch = ["a) Yes"] * 80 + ["b) No"] * 60
    result = leavers(date_of_birth=[born(age) for age in ages], la_in_touch=touch)
    found = {each.spec.id: each for each in annexa.indicators(result)}
    young, older = found["not-in-touch"], found["not-in-touch-from-22"]
    assert (young.council.numerator, young.council.denominator) == (0, 80)
    assert [(part.label, part.denominator) for part in young.groups] == [("17 to 18", 40), ("19 to 21", 40)]
    assert young.ages == ()
    assert (older.council.numerator, older.council.denominator) == (60, 60)
    assert not older.stands_out
    assert older.threshold is None
    assert not [line for line in result.summary.likely if line.judgement == Area.LEAVERS]


def test_old_contact_is_a_question_for_those_under_21() -> None:
    """It is not late practice, and raises no line."""
    ages = [19] * 30 + [23] * 30
    result = leavers(
        date_of_birth=[born(age) for age in ages],
        la_in_touch=["a) Yes"] * 60,
        latest_date_of_contact=[date(2026, 1, 5)] * 60,
    )
    (contact,) = annexa.indicators(result, [SPECS["contact-old"]])
    assert (contact.council.numerator, contact.council.denominator) == (30, 30)
    assert not contact.stands_out
    assert "contact-old" not in [each.indicator for each in result.summary.late]


@pytest.mark.parametrize("children", [150, 300, 700, 2000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_law_abiding_council_raises_no_line_of_enquiry(children: int, seed: int) -> None:
    """Nor late practice, whatever its size."""
    result = annexa.check(synth.council(children=children, seed=seed, as_of=AS_OF).tables, as_of=AS_OF)
    assert result.summary.likely == ()
    assert all(each.share == 0 for each in result.summary.late)


def test_a_file_of_version_1_still_counts() -> None:
    """A tolerance is a threshold, and was 10% where a file gave none."""
    plain = {"id": "a", "area": "in_care", "list": 8, "what": "a", "why": "A.", "look": "A."}
    document = {
        "schema": "inspectprep/indicators/1",
        "indicators": [plain, {**plain, "id": "b", "tolerance": 0.05}],
    }
    specs = read_plain(document, IndicatorsFile).indicators
    assert [spec.threshold for spec in specs] == [0.1, 0.05]


FIGURE = NationalFigure(
    what="were late",
    year="2025",
    source="A table",
    address="https://example.org",
    read="2026-11-30",
    confidence=Confidence.OFFICIAL,
    count=1,
    of=4,
)
COMPARISON = NationalComparison(
    measure="A measure.",
    difference="it differs.",
    comparable=Comparable.WITH_CARE,
    because="So.",
    figures=(FIGURE,),
)


@pytest.mark.parametrize(
    ("comparison", "path"),
    [
        (evolve(COMPARISON, because=""), "because"),
        (evolve(COMPARISON, difference=""), "difference"),
        (evolve(COMPARISON, measure=""), "measure"),
        (evolve(COMPARISON, figures=(evolve(FIGURE, year=""),)), "figures[0].year"),
        (evolve(COMPARISON, figures=(evolve(FIGURE, address=""),)), "figures[0].address"),
        (evolve(COMPARISON, figures=(evolve(FIGURE, of=None),)), "figures[0]"),
        (evolve(COMPARISON, figures=(evolve(FIGURE, share=0.25),)), "figures[0]"),
        (evolve(COMPARISON, figures=(evolve(FIGURE, count=None, of=None, share=0.2),)), "figures[0].note"),
    ],
    ids=["reason", "difference", "measure", "year", "address", "n", "both", "no note"],
)
def test_a_comparison_that_hides_something_is_refused(comparison: NationalComparison, path: str) -> None:
    """A plugin's too."""
    assert f"comparison.{path}" in [place for place, _ in comparison_faults(comparison)]
    assert list(comparison_faults(COMPARISON)) == []
