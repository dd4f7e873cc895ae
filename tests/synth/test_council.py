"""A synthetic council: the same for the same seed, and with nothing wrong in it."""

from datetime import date, datetime

import pytest

from inspectprep import synth
from inspectprep.annexa import catalogue
from inspectprep.errors import OutOfRangeError, UnknownNameError

AS_OF = date(2026, 10, 5)
SIZES = {1: 368, 2: 55, 3: 170, 4: 170, 5: 27, 6: 162, 7: 27, 8: 31, 9: 20, 10: 4, 11: 9}
FIRST_IN_CARE = ("11974069", date(2013, 3, 24), "Omar Coleman")


def cells(made: synth.SyntheticCouncil) -> dict[int, dict[str, list[object]]]:
    """Return a council's cells as plain lists."""
    return {n: {name: list(column) for name, column in columns.items()} for n, columns in made.cells.items()}


def test_the_same_arguments_give_the_same_council() -> None:
    """Two runs agree cell by cell and label by label."""
    one, two = (synth.council(children=300, seed=3, as_of=AS_OF, defects=0.05, late=0.1) for _ in range(2))
    assert cells(one) == cells(two)
    assert one.labels == two.labels


def test_another_seed_gives_another_council() -> None:
    """Seeds matter."""
    assert cells(synth.council(children=100, seed=1, as_of=AS_OF)) != cells(
        synth.council(children=100, seed=2, as_of=AS_OF)
    )


def test_a_known_council_stays_as_it_is() -> None:
    """The stream of chance is the same on every version of Python, so these figures are facts."""
    made = synth.council(children=500, seed=7, as_of=AS_OF)
    sizes = {number: made.rows(number) for number in made.cells}
    assert sizes == SIZES
    first = {name: column[0] for name, column in made.cells[8].items()}
    assert (first["child_unique_id"], first["date_of_birth"], first["allocated_worker"]) == FIRST_IN_CARE


def test_every_list_has_rows_under_every_official_column() -> None:
    """No list is empty and none lacks a column."""
    made = synth.council(children=400, seed=1, as_of=AS_OF)
    for number, listing in catalogue.lists().items():
        assert made.rows(number) > 0
        assert list(made.cells[number]) == [column.name for column in listing.columns]


def test_children_on_several_lists_are_the_same_children() -> None:
    """Everybody looked after or on a plan today is on the children in need list with the same birthday."""
    made = synth.council(children=800, seed=5, as_of=AS_OF)
    need = dict(zip(made.cells[6]["child_unique_id"], made.cells[6]["date_of_birth"], strict=True))
    for number, end in ((7, "cpp_end_date"), (8, "lac_end_date")):
        columns = made.cells[number]
        rows = list(zip(columns["child_unique_id"], columns["date_of_birth"], columns[end], strict=True))
        still = [(child, born) for child, born, ended in rows if ended is None]
        assert still
        assert all(need[child] == born for child, born in still)


def test_no_two_identifiers_are_a_mistake_apart() -> None:
    """Swapping two neighbouring figures of an identifier never gives another child's."""
    made = synth.council(children=3000, seed=2, as_of=AS_OF)
    names = {str(name) for number in range(1, 11) for name in made.cells[number]["child_unique_id"]}
    assert {len(name) for name in names} == {8}
    for name in names:
        for place in range(7):
            swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
            assert swapped == name or swapped not in names


def test_each_worker_sits_in_one_team() -> None:
    """A name belongs to one team on all lists."""
    made = synth.council(children=2000, seed=4, as_of=AS_OF)
    teams: dict[object, set[object]] = {}
    for number in range(3, 10):
        columns = made.cells[number]
        for worker, team in zip(columns["allocated_worker"], columns["allocated_team"], strict=True):
            teams.setdefault(worker, set()).add(team)
    assert len(teams) > 20
    assert all(len(found) == 1 for found in teams.values())


def test_frames_hold_dates_or_the_text_a_council_would_type() -> None:
    """A column of nothing but dates is typed; one with anything else is text, dates as day/month/year."""
    made = synth.seed_errors(
        synth.council(children=300, seed=1, as_of=AS_OF), per_seeder=1, rules=["AA-F-005"]
    )
    frame = made.tables[9]
    assert str(frame.schema["date_of_birth"]) == "Date"
    texts = frame["latest_date_of_contact"].drop_nulls().to_list()
    assert "last week" in texts
    assert all(datetime.strptime(text, "%d/%m/%Y") for text in texts if text != "last week")  # noqa: DTZ007


def test_a_council_shows_sizes_and_no_child() -> None:
    """The representation names counts only."""
    made = synth.council(children=50, seed=1, as_of=AS_OF)
    assert str(made.cells[1]["child_unique_id"][0]) not in repr(made)
    assert repr(made).startswith("SyntheticCouncil(as_of=")


@pytest.mark.parametrize("authority", ["Borsetshire", ""])
def test_an_unknown_authority_is_refused(authority: str) -> None:
    """Placements must be in or out of a real area, or the lists could not agree."""
    with pytest.raises(UnknownNameError):
        synth.council(children=10, as_of=AS_OF, authority=authority)


def test_a_list_date_without_known_bank_holidays_is_refused() -> None:
    """Working days would be guesses."""
    with pytest.raises(OutOfRangeError):
        synth.council(children=10, as_of=date(1999, 1, 4))


def test_an_unknown_story_is_refused() -> None:
    """A mix names the stories that there are."""
    with pytest.raises(UnknownNameError):
        synth.council(children=10, as_of=AS_OF, mix={"in kare": 1})


def test_a_mix_changes_what_a_council_is_made_of() -> None:
    """Only children in care and what belongs to them."""
    made = synth.council(children=60, as_of=AS_OF, mix={"in care": 1})
    assert made.rows(8) == 60
    assert made.rows(10) == 0


def test_an_even_mix_makes_lists_of_similar_length() -> None:
    """For measurements: none shorter than half the next, List 6 apart."""
    made = synth.council(children=2000, as_of=AS_OF, mix=synth.EVEN)
    sizes = [made.rows(number) for number in made.cells if number != 6]
    assert min(sizes) * 2 > max(sizes)
