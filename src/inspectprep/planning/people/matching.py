"""Questions about names: two spellings that may be one worker, or one name that may be two.

Only a person can answer them. Names are never merged automatically.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from inspectprep.model.preparation import MatchKind, PossibleMatch, Workforce
from inspectprep.planning.people.names import initial_of, name_key, not_a_person, worker_key


def workforce_of(pairs: Iterable[tuple[str, str]], *, notes: Sequence[str] = ()) -> Workforce:
    """Return the teams and workers in pairs of a worker's name and a team's name, and questions about them.

    A worker with one team belongs to it. A worker with several teams belongs to none until a person
    decides. Names of rotas and trays are not workers and give a question.
    """
    teams_of: dict[str, set[str]] = defaultdict(set)
    teams: set[str] = set()
    for name, team in pairs:
        plain, group = " ".join(name.split()), " ".join(team.split())
        if group:
            teams.add(group)
        if plain:
            teams_of[plain].update({group} if group else ())
    people = {name: groups for name, groups in teams_of.items() if not not_a_person(name)}
    trays = sorted(set(teams_of) - set(people))
    return Workforce(
        teams=tuple(sorted(teams, key=str.casefold)),
        workers=tuple(
            (name, next(iter(groups)) if len(groups) == 1 else "")
            for name, groups in sorted(people.items(), key=lambda item: item[0].casefold())
        ),
        questions=(*possible_matches(people), *_team_questions(teams), *map(_tray, trays)),
        notes=tuple(notes),
    )


def possible_matches(teams_of: Mapping[str, Iterable[str]]) -> tuple[PossibleMatch, ...]:
    """Return the questions about workers' names, in order of name.

    Args:
        teams_of: Every name as written, with its teams.
    """
    keys = {name: worker_key(name) for name in sorted(teams_of, key=str.casefold)}
    return (*_same(keys, teams_of), *_initials(keys, teams_of), *_movers(teams_of))


def _same(keys: Mapping[str, str], teams_of: Mapping[str, Iterable[str]]) -> Iterator[PossibleMatch]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name, key in keys.items():
        groups[key].append(name)
    for names in groups.values():
        if len(names) > 1:
            yield PossibleMatch(
                kind=MatchKind.SAME_NAME,
                names=tuple(names),
                teams=_teams(names, teams_of),
                question=f"Are {_quoted(names)} one person, written in different ways?",
            )


def _initials(keys: Mapping[str, str], teams_of: Mapping[str, Iterable[str]]) -> Iterator[PossibleMatch]:
    by_last: dict[str, list[str]] = defaultdict(list)
    for name, key in keys.items():
        if key:
            by_last[key.split()[-1]].append(name)
    for names in by_last.values():
        for short in names:
            for full in names:
                if initial_of(keys[short], keys[full]):
                    yield PossibleMatch(
                        kind=MatchKind.INITIAL,
                        names=(short, full),
                        teams=_teams((short, full), teams_of),
                        question=f"Is {short!r} the same person as {full!r}?",
                    )


def _movers(teams_of: Mapping[str, Iterable[str]]) -> Iterator[PossibleMatch]:
    for name in sorted(teams_of, key=str.casefold):
        teams = _teams((name,), teams_of)
        if len(teams) > 1:
            yield PossibleMatch(
                kind=MatchKind.TWO_TEAMS,
                names=(name,),
                teams=teams,
                question=f"{name!r} is in {_quoted(teams)}: "
                "one person (in which team now?), or several people?",
            )


def _team_questions(teams: Iterable[str]) -> Iterator[PossibleMatch]:
    groups: dict[str, list[str]] = defaultdict(list)
    for team in sorted(teams, key=str.casefold):
        groups[name_key(team)].append(team)
    for names in groups.values():
        if len(names) > 1:
            yield PossibleMatch(
                kind=MatchKind.SAME_NAME,
                names=tuple(names),
                teams=tuple(names),
                question=f"Are {_quoted(names)} one team, written in different ways?",
            )


def _tray(name: str) -> PossibleMatch:
    return PossibleMatch(
        kind=MatchKind.NOT_A_PERSON,
        names=(name,),
        question=f"{name!r} does not look like a person's name and was left out. Who does that work?",
    )


def _teams(names: Iterable[str], teams_of: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({team for name in names for team in teams_of[name] if team}, key=str.casefold))


def _quoted(names: Sequence[str]) -> str:
    words = [repr(name) for name in names]
    return f"{', '.join(words[:-1])} and {words[-1]}"
