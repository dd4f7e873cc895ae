"""Planting: every rule about a row has a planter, and a label says what was broken where."""

from collections import Counter
from datetime import date

import pytest

from inspectprep import synth
from inspectprep.errors import UnknownNameError
from inspectprep.synth.errors.case import Case

AS_OF = date(2026, 10, 5)


def changed(before: synth.SyntheticCouncil, after: synth.SyntheticCouncil, number: int) -> set[int]:
    """Return rows of a list that differ; both must have as many."""
    return {
        row
        for name, cells in before.cells[number].items()
        for row, cell in enumerate(cells)
        if after.cells[number][name][row] != cell
    }


def test_a_label_names_the_row_and_column_that_were_changed() -> None:
    """One defect changes the labelled cell and no other row."""
    clean = synth.council(children=200, seed=1, as_of=AS_OF)
    made = synth.seed_errors(clean, per_seeder=1, rules=["AA-X-002"])
    (label,) = made.labels
    assert (label.rule, label.list, label.column) == ("AA-X-002", 2, "assessment_completion_date")
    assert changed(clean, made, 2) == {label.row}
    assert not any(changed(clean, made, number) for number in clean.cells if number != 2)


def test_planting_leaves_the_clean_return_alone() -> None:
    """The clean return can be used again."""
    clean = synth.council(children=200, seed=1, as_of=AS_OF)
    kept = {
        number: {name: list(cells) for name, cells in clean.cells[number].items()} for number in clean.cells
    }
    synth.seed_errors(clean, per_seeder=2)
    assert {n: {name: list(cells) for name, cells in clean.cells[n].items()} for n in clean.cells} == kept
    assert clean.labels == ()


def test_defects_are_a_share_of_all_rows() -> None:
    """Two rows in a hundred, over many rules."""
    made = synth.council(children=2000, seed=1, as_of=AS_OF, defects=0.02)
    rows = sum(made.rows(number) for number in made.cells)
    assert abs(len(made.labels) - 0.02 * rows) <= 3
    assert len({label.rule for label in made.labels}) > 50


def test_a_child_has_one_data_defect_at_most() -> None:
    """So that a finding can be put down to its cause."""
    made = synth.council(children=1000, seed=2, as_of=AS_OF, defects=0.05)
    touched = Counter(place for label in made.labels for place in label.touched)
    assert touched
    assert max(touched.values()) == 1


def test_a_dropped_row_moves_the_labels_below_it() -> None:
    """Labels point at rows as they are after rows were taken out."""
    clean = synth.council(children=800, seed=3, as_of=AS_OF)
    made = synth.seed_errors(clean, per_seeder=6, rules=["AA-C-014", "AA-W-001"])
    assert made.rows(1) < clean.rows(1)
    window = date(2026, 4, 5)
    old = {row for row, day in enumerate(made.cells[1]["date_of_contact"]) if day < window}  # type: ignore[operator]
    assert old == {label.row for label in made.labels if label.rule == "AA-W-001"}
    referred = [
        made.cells[3]["child_unique_id"][label.row or 0] for label in made.labels if label.rule == "AA-C-014"
    ]
    assert referred
    assert not set(referred) & set(made.cells[1]["child_unique_id"])


def test_a_copied_row_is_labelled_where_it_was_added() -> None:
    """The second of two equal rows carries the finding."""
    clean = synth.council(children=300, seed=3, as_of=AS_OF)
    made = synth.seed_errors(clean, per_seeder=1, rules=["AA-D-002"])
    label = next(label for label in made.labels if label.list == 6)
    assert label.row == clean.rows(6)
    assert made.cells[6]["child_unique_id"][label.row] in clean.cells[6]["child_unique_id"]


def test_late_practice_is_a_share_of_the_rows_that_could_be_late() -> None:
    """A tenth of the children who were seen in time are not, within what chance allows."""
    clean = synth.council(children=4000, seed=5, as_of=AS_OF)
    everyone = synth.seed_errors(clean, late=1.0, rules=["AA-I-030"])
    tenth = synth.seed_errors(clean, late=0.1, rules=["AA-I-030"])
    assert len(everyone.labels) > 250
    assert 0.05 < len(tenth.labels) / len(everyone.labels) < 0.15


def test_a_seeder_that_refuses_changes_nothing() -> None:
    """Writes before the refusal are discarded."""
    clean = synth.council(children=100, seed=1, as_of=AS_OF)

    def spoil(c: Case) -> bool:
        return c.put(contact_source="spoiled") and False

    from inspectprep.synth.errors.case import wrong  # noqa: PLC0415
    from inspectprep.synth.errors.seed_errors import _Lists  # noqa: PLC0415
    from inspectprep.synth.random import RandomSource  # noqa: PLC0415

    lists = _Lists(clean, RandomSource("x"))
    lists.seed_errors(wrong("AA-TEST", 1, "contact_source", spoil), 5)
    assert lists.labels == []
    assert "spoiled" not in lists.cells[1]["contact_source"]


def test_an_unknown_rule_is_refused_with_the_nearest() -> None:
    """A mistake in a rule's id is named."""
    with pytest.raises(UnknownNameError, match="AA-X-002"):
        synth.seed_errors(synth.council(children=10, as_of=AS_OF), per_seeder=1, rules=["AA-X-0002"])
