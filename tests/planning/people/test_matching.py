"""Names that may be one person are questions, never merged."""

from __future__ import annotations

from hypothesis import given, strategies as st

from inspectprep.model.preparation import MatchKind
from inspectprep.planning.people.matching import possible_matches, workforce_of


def test_surname_and_initial_beside_a_full_name_is_a_question() -> None:
    """``Hazlett, D`` may be Dustin Hazlett, or somebody else: both stay."""
    found = workforce_of([("Hazlett, D", "North"), ("Dustin Hazlett", "North")])
    assert [name for name, _ in found.workers] == ["Dustin Hazlett", "Hazlett, D"]
    [question] = found.questions
    assert question.kind is MatchKind.INITIAL
    assert question.names == ("Hazlett, D", "Dustin Hazlett")


def test_other_initials_are_no_question() -> None:
    """An initial that does not fit asks nothing."""
    assert workforce_of([("Hazlett, M", "North"), ("Dustin Hazlett", "North")]).questions == ()


def test_one_name_written_in_different_ways_is_a_question() -> None:
    """Case, order and punctuation do not merge people by themselves."""
    found = workforce_of([("O'Neill, Sam", "A"), ("Sam ONeill", "A"), ("SAM O\u2019NEILL", "A")])
    assert len(found.workers) == 3
    [question] = found.questions
    assert question.kind is MatchKind.SAME_NAME
    assert set(question.names) == {"O'Neill, Sam", "Sam ONeill", "SAM O\u2019NEILL"}


def test_only_spaces_are_no_difference() -> None:
    """Doubled or trailing spaces are one spelling."""
    found = workforce_of([("Ann  Avon ", "North"), ("Ann Avon", "North")])
    assert found.workers == (("Ann Avon", "North"),)
    assert found.questions == ()


def test_a_name_in_two_teams_belongs_to_none_until_somebody_says() -> None:
    """A worker who stands with two teams may have moved, or be two people."""
    found = workforce_of([("Ann Avon", "North"), ("Ann Avon", "South")])
    assert found.workers == (("Ann Avon", ""),)
    [question] = found.questions
    assert (question.kind, question.teams) == (MatchKind.TWO_TEAMS, ("North", "South"))


def test_trays_and_rotas_are_no_workers() -> None:
    """``Duty Inbox`` is asked about and not listed."""
    found = workforce_of([("Duty Inbox", "MASH"), ("Unallocated", "North"), ("Ann Avon", "North")])
    assert [name for name, _ in found.workers] == ["Ann Avon"]
    assert {each.kind for each in found.questions} == {MatchKind.NOT_A_PERSON}


def test_teams_written_in_different_ways_are_a_question() -> None:
    """Two spellings of one team are both kept."""
    found = workforce_of([("Ann Avon", "North Team 1"), ("Ben Brent", "north team-1")])
    assert len(found.teams) == 2
    assert [each.kind for each in found.questions] == [MatchKind.SAME_NAME]


NAMES = st.sampled_from(
    ["Hazlett, D", "Dustin Hazlett", "D Hazlett", "Hazlett, Dustin", "Ann Avon", "AVON, ANN", "Avon", "", " "]
)


@given(st.lists(st.tuples(NAMES, st.sampled_from(["North", "South", ""])), max_size=12))
def test_nobody_is_lost_and_nobody_is_merged(pairs: list[tuple[str, str]]) -> None:
    """Every spelling that is a name stands among the workers, once."""
    found = workforce_of(pairs)
    names = [name for name, _ in found.workers]
    assert sorted(names) == sorted({" ".join(name.split()) for name, _ in pairs if name.strip()})


@given(st.lists(NAMES, max_size=8))
def test_questions_do_not_depend_on_order(names: list[str]) -> None:
    """The same names raise the same questions however they are listed."""
    teams = {name: ("North",) for name in names if name.strip()}
    back = dict(reversed(teams.items()))
    assert possible_matches(teams) == possible_matches(back)
