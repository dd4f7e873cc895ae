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


def test_the_question_gives_every_spelling_and_every_team() -> None:
    """Whoever answers sees the names and the teams that may be one."""
    found = possible_matches({"Brown, Zoe": ("south",), "ZOE BROWN": ("", "North"), "Zoe Brown": ("North",)})
    [question] = found
    assert question.names == ("Brown, Zoe", "ZOE BROWN", "Zoe Brown")
    assert question.teams == ("North", "south")
    assert question.question == (
        "Are 'Brown, Zoe', 'ZOE BROWN' and 'Zoe Brown' one person, written in different ways?"
    )


def test_an_initial_gives_one_question_for_each_full_name() -> None:
    """``D Hazlett`` may be either of two people, and nobody is asked whether those two are one."""
    found = possible_matches(dict.fromkeys(("D Hazlett", "Dawn Hazlett", "Dustin Hazlett"), ("A",)))
    assert [each.names for each in found] == [("D Hazlett", "Dawn Hazlett"), ("D Hazlett", "Dustin Hazlett")]
    assert found[0].question == "Is 'D Hazlett' the same person as 'Dawn Hazlett'?"
    assert found[0].teams == ("A",)


def test_a_worker_in_three_teams_is_one_question_with_all_of_them() -> None:
    """The teams are in order, and a missing team is none."""
    [question] = possible_matches({"Ann Avon": ("south", "North", "", "East")})
    assert question.names == ("Ann Avon",)
    assert question.teams == ("East", "North", "south")
    assert question.question == (
        "'Ann Avon' is in 'East', 'North' and 'south': one person (in which team now?), or several people?"
    )
    assert possible_matches({"Ann Avon": ("North", "")}) == ()


def test_workers_and_teams_are_in_order_of_name_without_regard_to_case() -> None:
    """A worker without a team is listed, and so is a team without a worker."""
    found = workforce_of(
        [("ben Brent", ""), ("Ann Avon", "south"), ("", "North"), ("Cy Dee", "south")], notes=["n"]
    )
    assert found.workers == (("Ann Avon", "south"), ("ben Brent", ""), ("Cy Dee", "south"))
    assert found.teams == ("North", "south")
    assert found.questions == ()
    assert found.notes == ("n",)


def test_questions_about_teams_and_trays_name_them() -> None:
    """A team written in two ways, and a tray among the workers."""
    found = workforce_of([("Ann Avon", "North Team"), ("Duty Inbox", "NORTH TEAM"), ("Cy Dee", "South")])
    teams, tray = found.questions
    assert teams.names == teams.teams
    assert set(teams.names) == {"North Team", "NORTH TEAM"}
    assert teams.question.endswith(" one team, written in different ways?")
    assert (tray.kind, tray.names) == (MatchKind.NOT_A_PERSON, ("Duty Inbox",))
    assert tray.question.startswith("'Duty Inbox' does not look like a person's name")


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
