"""Indicators: counted right, hidden where small, and ranked with a reason that gives nothing away."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from attrs import evolve

from inspectprep import synth
from inspectprep.annexa.catalogue.policy import Policy, RuleChange
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.read import read
from inspectprep.annexa.results.indicator_thresholds import threshold_of
from inspectprep.annexa.results.indicators import (
    Area,
    Indicator,
    IndicatorSpec,
    Part,
    indicator_specs,
    indicators,
    late_practice,
    likely_lines,
)
from inspectprep.annexa.results.indicators.measures import figures
from inspectprep.annexa.results.result import CheckResult

AS_OF = date(2026, 10, 5)


def council(folder: Path, made: synth.SyntheticCouncil) -> tuple[AnnexAData, pl.DataFrame]:
    """Return a synthetic council as read and what the rules find in it."""
    synth.write_workbook(made, folder / "annex-a.xlsx")
    dataset = read(folder / "annex-a.xlsx", as_of=made.as_of)
    return dataset, run_rules(dataset, built_in().values(), Policy(own_la=made.authority)).findings


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame]:
    """A council in which exactly 40 assessments took too long and 45 children in need were not seen."""
    clean = synth.council(children=2500, seed=7, as_of=AS_OF)
    planted = synth.seed_errors(
        synth.seed_errors(clean, per_seeder=40, rules=["AA-I-010"]), per_seeder=45, rules=["AA-I-030"]
    )
    dataset, found = council(tmp_path_factory.mktemp("indicators"), planted)
    return planted, dataset, found


def calculated(
    dataset: AnnexAData,
    found: pl.DataFrame,
    policy: Policy | None = None,
    specs: Iterable[IndicatorSpec] | None = None,
) -> tuple[Indicator, ...]:
    """Return the indicators of findings that the built-in rules gave."""
    result = CheckResult(findings=found, dataset=dataset, rules=built_in(), policy=policy or Policy())
    return indicators(result, specs)


def by_id(found: tuple[Indicator, ...]) -> dict[str, Indicator]:
    """Return indicators by the id of their figure."""
    return {each.spec.id: each for each in found}


def test_a_figure_counts_what_the_rules_found_among_what_was_looked_at(
    made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame],
) -> None:
    """40 of all assessments; 45 of the open child in need plans."""
    planted, dataset, found = made
    figures = by_id(calculated(dataset, found))
    assert figures["assessments-late"].council == Part(label="", numerator=40, denominator=planted.rows(4))
    born = (planted.cells[6]["case_status"], planted.cells[6]["date_of_birth"])
    plans = sum(status == "c) Child in need plan" and day <= AS_OF for status, day in zip(*born, strict=True))
    assert figures["in-need-not-seen"].council == Part(label="", numerator=45, denominator=plans)


def test_parts_add_up_to_the_council(made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame]) -> None:
    """Where nothing is hidden, teams and ages are the council again."""
    _, dataset, found = made
    added = 0
    for each in calculated(dataset, found):
        for parts in (each.teams, each.ages, each.groups):
            if parts and None not in {part.numerator for part in (*parts, each.council)}:
                assert sum(part.numerator or 0 for part in parts) == each.council.numerator
                assert sum(part.denominator or 0 for part in parts) == each.council.denominator
                added += 1
    assert added > 0


def test_a_child_with_several_referrals_counts_once(
    made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame],
) -> None:
    """Re-referrals are counted by child."""
    planted, dataset, found = made
    children = set(planted.cells[3]["child_unique_id"])
    assert len(children) < planted.rows(3)
    assert by_id(calculated(dataset, found))["re-referrals"].council.denominator == len(children)


def test_no_small_number_is_in_any_figure(
    made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame],
) -> None:
    """Not in the council's, nor in a team's, nor in an age group's, nor as what is left."""
    _, dataset, found = made
    for each in calculated(dataset, found):
        for part in (each.council, *each.teams, *each.ages, *each.groups):
            for count in (part.numerator, part.denominator):
                assert count is None or not 1 <= count <= 5
            if part.numerator is not None and part.denominator is not None:
                assert not 1 <= part.denominator - part.numerator <= 5


def test_a_hidden_count_leaves_no_trace_in_rank_or_reason() -> None:
    """What stands out, how far and why are the same for one child and for five."""
    lines = set()
    spec = next(each for each in indicator_specs() if each.id == "plan-reviews-late")
    from inspectprep.annexa.results.indicators.calculate import _indicator  # noqa: PLC0415

    for count in range(1, 6):
        counted = pl.DataFrame(
            {"team": ["A"] * 100, "age": ["5 to 9"] * 100, "counts": [True] * count + [False] * (100 - count)}
        )
        found = _indicator(spec, counted, Policy(), "")
        lines.add((found, likely_lines([found])))
    assert len(lines) == 1


def test_shares_of_late_practice_are_those_of_the_council(
    made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame],
) -> None:
    """45 of the open child in need plans; only indicators of late practice have a share that is red."""
    _, dataset, found = made
    late = {each.indicator: each for each in late_practice(calculated(dataset, found))}
    seen = late["in-need-not-seen"]
    assert seen.late == 45
    assert seen.of is not None
    assert seen.share == round(45 / seen.of, 3)
    assert 0 < seen.red < 1
    assert "placements-many" not in late
    assert all(each.late is None or each.late == 0 or each.late > 5 for each in late.values())


@pytest.mark.parametrize(
    ("count", "of", "share", "shown"),
    [
        (10, 30, 0.333, (10, 30)),
        (6, 12, 0.5, (None, None)),
        (4, 12, 0.083, (None, None)),
        (5, 5, 0.0, (None, None)),
    ],
    ids=["a_third", "too_few_to_show", "hidden", "too_few_to_judge"],
)
def test_a_share_of_late_practice_is_judged_and_its_counts_are_hidden_where_small(
    count: int, of: int, share: float, shown: tuple[int | None, int | None]
) -> None:
    """A hidden count is taken at its lowest possible value."""
    from inspectprep.annexa.results.indicators.calculate import _indicator  # noqa: PLC0415

    spec = next(each for each in indicator_specs() if each.id == "plan-visits-late")
    counted = pl.DataFrame(
        {"team": ["A"] * of, "age": ["5 to 9"] * of, "counts": [True] * count + [False] * (of - count)}
    )
    (late,) = late_practice([_indicator(spec, counted, Policy(), "")])
    assert late.share == share
    assert (late.late, late.of) == shown


def test_spellings_of_a_team_are_one_team(tmp_path: Path) -> None:
    """The commonest spelling names it."""
    clean = synth.council(children=600, seed=2, as_of=AS_OF)
    dataset, found = council(tmp_path, synth.seed_errors(clean, per_seeder=5, rules=["AA-C-037"]))
    teams = [part.label for part in by_id(calculated(dataset, found))["re-referrals"].teams]
    assert len(teams) == len({team.casefold() for team in teams})
    assert "Assessment Team 1" in teams


def test_a_list_that_is_absent_is_skipped_with_the_reason(
    made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame],
) -> None:
    """Never shown as nothing wrong."""
    _, dataset, found = made
    less = evolve(
        dataset, tables={number: table for number, table in dataset.tables.items() if number not in {8, 9}}
    )
    figures = by_id(calculated(less, found))
    assert figures["care-visits-late"].skipped == "List 8 was not supplied."
    assert not figures["care-visits-late"].stands_out
    assert figures["assessments-late"].skipped == ""


def test_caseloads_count_each_child_once_a_worker(tmp_path: Path) -> None:
    """A child on lists 6 and 8 is one child; blank and placeholder names are nobody."""
    dataset, found = council(tmp_path, synth.council(children=1500, seed=3, as_of=AS_OF))
    workers = {
        name
        for number, end in ((6, "cin_closure_date"), (7, "cpp_end_date"), (8, "lac_end_date"), (9, None))
        for name, ended in dataset.tables[number]
        .frame.select(
            "allocated_worker", pl.col(end).is_not_null() if end else pl.lit(value=False).alias("x")
        )
        .iter_rows()
        if not ended
    }
    (caseloads,) = calculated(
        dataset, found, specs=[each for each in indicator_specs() if each.id == "caseloads"]
    )
    assert caseloads.council == Part(label="", numerator=0, denominator=len(workers))
    assert not caseloads.stands_out
    strict = Policy(thresholds={"caseload_limit": 14})
    (over,) = calculated(
        dataset, found, policy=strict, specs=[each for each in indicator_specs() if each.id == "caseloads"]
    )
    assert over.stands_out
    measure = next(each for each in figures(dataset, strict) if each.rule == "AA-I-066")
    assert (over.council.numerator, over.council.denominator) == (measure.count, measure.denominator)


def test_a_figure_of_a_rule_that_is_switched_off_is_not_calculated(
    made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame],
) -> None:
    """Without the findings of the rule it would be 0 and look good."""
    _, dataset, found = made
    policy = Policy(rules={name: RuleChange(off=True) for name in ("AA-I-010", "AA-I-001", "AA-I-066")})
    skipped = {each.spec.id: each.skipped for each in calculated(dataset, found, policy=policy)}
    assert skipped["assessments-late"] == "Switched off by the policy: AA-I-010."
    assert skipped["re-referrals"] == "Switched off by the policy: AA-I-001."
    assert skipped["caseloads"] == "Switched off by the policy: AA-I-066."
    assert skipped["conferences-late"] == ""


def test_what_stands_out_is_ranked_with_a_reason(
    made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame],
) -> None:
    """The furthest above its threshold first, with figures, judgement area and what to have ready."""
    _, dataset, found = made
    lines = likely_lines(calculated(dataset, found))
    ids = [line.indicator for line in lines]
    assert "in-need-not-seen" in ids
    assert "assessments-late" not in ids
    assert [line.rank for line in lines] == list(range(1, len(lines) + 1))
    line = next(line for line in lines if line.indicator == "in-need-not-seen")
    assert line.judgement == Area.HELP
    assert line.reason.startswith("45 of ")
    assert "Our threshold: 10%" in line.reason
    assert line.prepare


def test_where_one_is_too_many_it_comes_first() -> None:
    """A child under 16 in a semi-independent setting outranks any share."""
    spec = next(each for each in indicator_specs() if each.id == "unregulated")
    other = next(each for each in indicator_specs() if each.id == "dental-late")
    lines = likely_lines([shown(other, 60, 100), shown(spec, 8, 100)])
    assert [line.indicator for line in lines] == ["unregulated", "dental-late"]
    assert "The law allows none (regulation 27A" in lines[0].reason


def test_a_team_far_above_the_council_is_named() -> None:
    """And one that is not is left out."""
    spec = next(each for each in indicator_specs() if each.id == "dental-late")
    north = Part(label="North", numerator=18, denominator=30)
    south = Part(label="South", numerator=12, denominator=70)
    (line,) = likely_lines([evolve(shown(spec, 30, 100), teams=(north, south))])
    assert "The highest share is in North: 18 of 30." in line.reason
    assert "South" not in line.reason


def shown(spec: IndicatorSpec, above: int, below: int) -> Indicator:
    """Return an indicator that stands out with these counts."""
    threshold = threshold_of(spec, Policy())
    return Indicator(
        spec=spec,
        council=Part(label="", numerator=above, denominator=below),
        threshold=threshold,
        stands_out=True,
        excess=above / below / threshold if threshold else 10.0,
    )


def test_every_rule_named_exists_and_speaks_of_the_list() -> None:
    """A figure would otherwise always be nothing."""
    for spec in indicator_specs():
        for rule in spec.rules:
            assert spec.list in built_in()[rule].lists
    assert len({spec.id for spec in indicator_specs()}) == len(indicator_specs())


def test_late_practice_raises_every_figure_it_should(tmp_path: Path) -> None:
    """On a council where a third of what can be late is late, most figures stand out; on a clean one few."""
    clean = synth.council(children=3000, seed=4, as_of=AS_OF)
    dataset, found = council(tmp_path, synth.seed_errors(clean, late=0.33))
    out = {each.spec.id for each in calculated(dataset, found) if each.stands_out}
    assert {"assessments-late", "plan-visits-late", "health-late", "pathway-plans-old", "in-need-long"} <= out
    dataset, found = council(tmp_path, clean)
    for each in calculated(dataset, found):
        assert not (each.stands_out and each.spec.rules)


def test_a_measure_is_counted_as_the_measures_count_it(
    made: tuple[synth.SyntheticCouncil, AnnexAData, pl.DataFrame],
) -> None:
    """One share, one figure, wherever it is shown."""
    _, dataset, found = made
    totals = {figure.rule: figure for figure in figures(dataset) if not figure.group}
    measured = [each for each in calculated(dataset, found) if each.spec.measure and each.spec.numerator]
    assert len(measured) == 4
    for each in measured:
        other = totals[each.spec.measure]
        assert each.council.numerator in {None, other.numerator}
        assert each.council.denominator in {None, other.denominator}
        assert each.council.denominator is not None
