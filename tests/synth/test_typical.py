"""Law-abiding councils, large and small: no late practice, and no figure that stands out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings, strategies as st

from inspectprep import annexa, synth

DAYS = [date(2026, 10, 5), date(2024, 2, 29), date(2027, 3, 30), date(2026, 8, 31), date(2025, 1, 2)]
SEEDS = [1, 2, 3, 4, 5]
MIXES = pytest.mark.parametrize(
    "mix", [pytest.param(synth.MIX, id="ordinary"), pytest.param(synth.LIMITS, id="last day")]
)


def raised(folder: Path, *, children: int, seed: int, as_of: date, mix: Mapping[str, float]) -> list[str]:
    """Return the errors of practice and the indicators that stand out."""
    made = synth.council(children=children, seed=seed, as_of=as_of, mix=mix)
    synth.write_workbook(made, folder / "annex-a.xlsx")
    result = annexa.check(folder / "annex-a.xlsx", as_of=as_of, policy=annexa.Policy(own_la=made.authority))
    rows = result.findings.select("rule", "nature", "severity").iter_rows()
    late = {rule for rule, nature, severity in rows if (nature, severity) == ("practice", "error")}
    return sorted(late) + [each.spec.id for each in annexa.indicators(result) if each.stands_out]


@MIXES
@pytest.mark.parametrize(
    ("children", "seed", "as_of"),
    [(150, 1, DAYS[0]), (150, 2, DAYS[1]), (400, 3, DAYS[2]), (400, 4, DAYS[3]), (2000, 5, DAYS[0])],
)
def test_a_lawful_council_raises_no_line_of_enquiry(
    tmp_path: Path, children: int, seed: int, as_of: date, mix: Mapping[str, float]
) -> None:
    """Neither the ordinary one nor one that does all on the last lawful day."""
    assert raised(tmp_path, children=children, seed=seed, as_of=as_of, mix=mix) == []


@MIXES
@pytest.mark.slow
@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("children", [150, 400, 2000])
def test_no_size_seed_or_day_raises_one(
    tmp_path: Path, children: int, seed: int, as_of: date, mix: Mapping[str, float]
) -> None:
    """Not even by chance."""
    assert raised(tmp_path, children=children, seed=seed, as_of=as_of, mix=mix) == []


@MIXES
@pytest.mark.slow
@given(as_of=st.dates(date(2018, 1, 1), date(2029, 12, 31)), seed=st.integers(0, 10**6))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_day_and_seed(tmp_path: Path, as_of: date, seed: int, mix: Mapping[str, float]) -> None:
    """Councils that were not chosen."""
    assert raised(tmp_path, children=300, seed=seed, as_of=as_of, mix=mix) == []


def test_children_who_are_unsettled_and_out_of_touch_do_stand_out(tmp_path: Path) -> None:
    """So the silence about the others is earned."""
    made = synth.council(children=1000, seed=1, as_of=DAYS[0], mix=synth.LIMITS)
    care, leavers = dict(made.cells[8]), dict(made.cells[9])
    care["placement_start_date"] = [DAYS[0]] * len(care["placement_start_date"])
    care["return_interview_offered"] = ["b) No" if n else None for n in care["missing_episodes_12_months"]]
    leavers["la_in_touch"] = ["b) No"] * len(leavers["la_in_touch"])
    made = evolve(made, cells={**made.cells, 8: care, 9: leavers})
    synth.write_workbook(made, tmp_path / "annex-a.xlsx")
    found = annexa.indicators(annexa.check(tmp_path / "annex-a.xlsx", as_of=DAYS[0]))
    standing_out = {each.spec.id for each in found if each.stands_out}
    assert {"placements-unsettled", "return-interviews", "not-in-touch"} <= standing_out
