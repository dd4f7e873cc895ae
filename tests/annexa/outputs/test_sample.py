"""Samples for an audit: the same for the same seed, in proportion, and unmoved by the order of the file."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from attrs import evolve
from hypothesis import given, settings, strategies as st

from inspectprep import synth
from inspectprep.annexa.outputs.sample import _shares, sample, write_sample
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.read import read
from inspectprep.errors import UnknownNameError

AS_OF = date(2026, 10, 5)


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> AnnexAData:
    """A synthetic council, read."""
    path = tmp_path_factory.mktemp("sample") / "annex-a.xlsx"
    synth.write_workbook(synth.council(children=800, seed=7, as_of=AS_OF), path)
    return read(path, as_of=AS_OF)


def test_the_same_seed_chooses_the_same_cases_whatever_the_order(dataset: AnnexAData) -> None:
    """Reproducible from the seed and the identifiers alone."""
    table = dataset.tables[6]
    turned = evolve(dataset, tables={6: evolve(table, frame=table.frame.reverse())})
    one, two = sample(dataset, 6, 12, seed=4), sample(turned, 6, 12, seed=4)
    assert [case.identifier for case in one.cases] == [case.identifier for case in two.cases]
    assert [case.cell for case in one.cases] == [case.cell for case in two.cases]
    assert one.cases != sample(dataset, 6, 12, seed=5).cases


def test_a_case_that_leaves_disturbs_no_other_stratum(dataset: AnnexAData) -> None:
    """Without one case that was not chosen, the choice is the same."""
    table = dataset.tables[6]
    before = sample(dataset, 6, 12, by=(), seed=1)
    names = {case.identifier for case in before.cases}
    other = next(name for name in table.frame["child_unique_id__key"] if name not in names)
    less = table.frame.filter(table.frame["child_unique_id__key"] != other)
    after = sample(evolve(dataset, tables={6: evolve(table, frame=less)}), 6, 12, by=(), seed=1)
    assert [case.identifier for case in after.cases] == [case.identifier for case in before.cases]


def test_closed_cases_are_left_out_unless_asked_for(dataset: AnnexAData) -> None:
    """An audit looks at open work."""
    ended = dataset.tables[8].frame.filter(dataset.tables[8].frame["lac_end_date"].is_not_null())
    closed = set(ended["child_unique_id__key"])
    assert closed
    assert not closed & {case.identifier for case in sample(dataset, 8, 500).cases}
    assert closed <= {case.identifier for case in sample(dataset, 8, 500, open_only=False).cases}


def test_each_stratum_is_there_while_there_is_room(dataset: AnnexAData) -> None:
    """Small teams are audited too."""
    chosen = sample(dataset, 6, 25, by=("case_status",))
    assert all(taken >= 1 for _, _, taken in chosen.strata)
    assert sum(taken for _, _, taken in chosen.strata) == len(chosen.cases) == 25


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(1, 60), min_size=1, max_size=8),
    st.integers(0, 90),
)
@settings(max_examples=100)
def test_shares_add_up_and_never_exceed_their_stratum(sizes: dict[str, int], size: int) -> None:
    """The laws of sharing out."""
    shares = _shares({(name,): count for name, count in sizes.items()}, size)
    assert sum(shares.values()) == min(size, sum(sizes.values()))
    assert all(0 <= taken <= sizes[name] for (name,), taken in shares.items())
    if size >= len(sizes):
        assert all(taken >= 1 for taken in shares.values())


def test_an_unknown_column_or_absent_list_is_refused(dataset: AnnexAData) -> None:
    """With the nearest name."""
    with pytest.raises(UnknownNameError, match="allocated_team"):
        sample(dataset, 6, 5, by=("allocated_teams",))
    with pytest.raises(UnknownNameError):
        sample(evolve(dataset, tables={}), 6, 5)


def test_the_workbook_has_room_for_the_audit_and_says_how_it_was_chosen(
    dataset: AnnexAData, tmp_path: Path
) -> None:
    """Marked, with cases, cells and strata."""
    chosen = sample(dataset, 7, 6, by=("allocated_team", "age group"))
    write_sample(tmp_path / "cases.xlsx", chosen)
    book = openpyxl.load_workbook(tmp_path / "cases.xlsx")
    rows = list(book["Cases"].iter_rows(values_only=True))
    assert rows[0][0].startswith("PERSONAL DATA")
    assert rows[1][:6] == ("Case", "Cell in your file", "Allocated Team", "Age group", "Team", "Worker")
    assert [row[0] for row in rows[2:]] == [case.identifier for case in chosen.cases]
    assert f"of {chosen.population} cases of List 7, seed 0" in book["Summary"]["A2"].value
    assert [cell.value for cell in book["Summary"]["A"]][-len(chosen.strata) - 1] == "Stratum"
    assert book["Cases"].tables["Cases"].ref.startswith("A2:")
