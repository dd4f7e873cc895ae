"""The rules against synthetic councils: silent on clean ones, and on others every finding has its cause."""

from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from inspectprep import synth
from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.read import built_in
from inspectprep.annexa.checks.run_rules import RunResult, run_rules
from inspectprep.annexa.engine.findings import each_cell
from inspectprep.annexa.reading.read import read

AS_OF = date(2026, 11, 20)
# A council with more children in care, on plans and on the way to adoption than any has, so that the many
# rules about them each find rows of their own.
CROWDED = dict(synth.MIX) | {
    "contact": 200, "early help": 60, "in care": 330, "care ended, home": 90, "care ended, eighteen": 60,
    "care leaver": 140, "adoption": 130, "adoption, reversed": 50, "adopters": 120, "protection plan": 110,
    "protection plan, ended": 110, "enquiry": 110, "protection plan, enquiry": 30,
}  # fmt: skip


def checked(made: synth.SyntheticCouncil, folder: Path) -> RunResult:
    """Return what the rules find in a synthetic council, written to a workbook and read back."""
    synth.write_workbook(made, folder / "annex-a.xlsx")
    dataset = read(folder / "annex-a.xlsx", as_of=made.as_of)
    return run_rules(dataset, built_in().values(), Policy(own_la=made.authority))


def places(ran: RunResult) -> list[tuple[str, int | None, int | None]]:
    """Return rule, list and row (from 0) of every finding; headings are in row 1."""
    rows = each_cell(ran.findings).select("rule", "list", "row").iter_rows()
    return [(rule, number, None if row is None else row - 2) for rule, number, row in rows]


def unexplained(made: synth.SyntheticCouncil, ran: RunResult) -> Counter[tuple[str, int | None]]:
    """Count findings that nothing planted accounts for, by rule and list."""
    causes: dict[tuple[int, int], set[str]] = defaultdict(set)
    for label in made.labels:
        for place in label.touched:
            causes[place] |= {label.rule, *label.also}
    whole = {(label.rule, label.list) for label in made.labels if label.row is None}
    return Counter(
        (rule, number)
        for rule, number, row in places(ran)
        if (rule, number) not in whole and (number is None or row is None or rule not in causes[number, row])
    )


@pytest.mark.parametrize("as_of", [AS_OF, date(2026, 3, 2), date(2024, 2, 29), date(2027, 1, 4)])
@pytest.mark.parametrize("children", [200, 900])
def test_no_rule_fires_on_a_clean_council(tmp_path: Path, as_of: date, children: int) -> None:
    """Neither on data nor on practice, whatever the list date: across holidays and on a leap day too."""
    ran = checked(synth.council(children=children, seed=children, as_of=as_of), tmp_path)
    assert places(ran) == []
    assert ran.skipped == ()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_no_rule_fires_on_a_large_clean_council(tmp_path: Path, seed: int) -> None:
    """Rare combinations of chance are clean as well."""
    ran = checked(synth.council(children=12_000, seed=seed, as_of=AS_OF), tmp_path)
    assert places(ran) == []


@pytest.mark.slow
@given(
    as_of=st.dates(date(2012, 1, 1), date(2029, 12, 31)),
    seed=st.integers(0, 10**6),
    children=st.integers(200, 900),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_list_date_or_seed_makes_a_clean_council_fail(
    tmp_path: Path, as_of: date, seed: int, children: int
) -> None:
    """Weekends, bank holidays, leap days and years long past are all clean."""
    ran = checked(synth.council(children=children, seed=seed, as_of=as_of), tmp_path)
    assert places(ran) == []


@pytest.mark.parametrize(
    ("seed", "as_of"),
    [
        (7, AS_OF),
        pytest.param(8, date(2028, 2, 29), marks=pytest.mark.slow),
        pytest.param(9, date(2025, 1, 2), marks=pytest.mark.slow),
        pytest.param(10, date(2023, 6, 3), marks=pytest.mark.slow),
    ],
)
def test_every_planted_defect_is_found_and_every_finding_has_a_cause(
    tmp_path: Path, seed: int, as_of: date
) -> None:
    """Recall and precision are 1 rule by rule."""
    clean = synth.council(children=4000, seed=seed, as_of=as_of, mix=CROWDED)
    made = synth.seed_errors(clean, per_seeder=4, seed=seed)
    # No code had ended by then, so none could be used after its last day.
    none_ended = {"AA-F-038"} if as_of <= date(2023, 10, 28) else set()
    assert {label.rule for label in made.labels} == set(synth.seeders()) - none_ended
    ran = checked(made, tmp_path)
    found = set(places(ran))
    missed = [label for label in made.labels if (label.rule, label.list, label.row) not in found]
    assert missed == []
    assert unexplained(made, ran) == Counter()


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_late_practice_leaves_the_data_right(tmp_path: Path, seed: int) -> None:
    """Every case of late practice is found, several on one child too, and no rule about data fires."""
    made = synth.council(children=3000, seed=seed, as_of=AS_OF, late=0.15)
    ran = checked(made, tmp_path)
    assert set(ran.findings["nature"]) == {"practice"}
    found = set(places(ran))
    assert [label for label in made.labels if (label.rule, label.list, label.row) not in found] == []
    assert unexplained(made, ran) == Counter()


def test_every_rule_about_rows_windows_duplicates_and_lists_has_a_planter() -> None:
    """Rules about files and sheets, and measures, have no row to break."""
    wanted = {
        rule.id for rule in built_in().values() if rule.measure is None and not rule.id.startswith("AA-S-")
    }
    # AA-F-032, AA-F-043 and AA-C-050 are about a whole list.
    assert wanted - {"AA-F-032", "AA-F-043", "AA-C-050"} == set(synth.seeders())
