"""A hidden survey figure cannot be calculated from the figures that are shown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations, product

import pytest
from attrs import evolve
from hypothesis import given, strategies as st

from inspectprep.model.audience import Audience
from inspectprep.model.evidence import EvidenceBase, Sensitivity, SurveyMeasure
from inspectprep.model.framework import Judgement
from inspectprep.planning.evidence.disclosure import hidden_measures
from inspectprep.planning.evidence.evidence_policy import EvidencePolicy
from inspectprep.planning.evidence.selfeval import self_evaluation
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.selfeval import selfeval_report
from tests.whole import whole

POLICY = EvidencePolicy()
YEAR = {"starting": date(2025, 4, 1), "until": date(2026, 3, 31)}


def measure(
    id_: str, n: int, count: int, *, of: str = "", question: str = "I feel safe", **more: object
) -> SurveyMeasure:
    """Make one result of the survey of the year."""
    dated = {**YEAR, **more}
    return SurveyMeasure(
        id=id_, question=question, population=of, n=n, count=count, judgements=("care",), **dated
    )  # type: ignore[arg-type]


def hidden(*measures: SurveyMeasure) -> set[str]:
    """Return the ids of those that are hidden."""
    return set(hidden_measures(measures, POLICY))


def test_a_small_group_is_not_found_by_subtraction() -> None:
    """The smallest other group is hidden too, and the total is shown."""
    total = measure("sur-1", 60, 40, of="all")
    homes, foster, kin = (
        measure("sur-2", 31, 20, of="homes"),
        measure("sur-3", 21, 14, of="foster"),
        measure("sur-4", 8, 6, of="kin"),
    )
    assert hidden(total, homes, foster, kin) == {"sur-3", "sur-4"}
    assert hidden(total, homes, foster) == set()
    assert hidden(homes, foster, kin) == {"sur-4"}


def test_percentages_give_it_away_as_counts_do() -> None:
    """They are rounded, and the number of people is shown beside them."""
    parts = [
        measure("sur-2", 31, 20, of="homes"),
        measure("sur-3", 21, 14, of="foster"),
        measure("sur-4", 8, 6, of="kin"),
    ]
    rounded = [
        evolve(part, count=None, percent=round(100 * part.count / part.n, 1))
        for part in parts
        if part.count and part.n
    ]
    total = evolve(measure("sur-1", 60, 40, of="all"), count=None, percent=66.7)
    assert hidden(total, *rounded) == {"sur-3", "sur-4"}


def test_a_quarter_is_not_found_from_the_year() -> None:
    """The same people are asked over the year and in each quarter."""
    quarters = [
        measure(
            f"sur-{place}",
            n,
            count,
            starting=date(2025 + (place > 3), month, 1),
            until=date(2025 + (place > 3), month + 2, 28),
        )
        for place, (month, n, count) in enumerate(((4, 20, 12), (7, 30, 15), (10, 40, 30), (1, 9, 4)), 1)
    ]
    year = measure("sur-5", 99, 61)
    assert hidden(year, *quarters) == {"sur-4", "sur-1"}


def test_the_last_answer_is_not_found_from_the_others() -> None:
    """Everybody gave one answer to the question."""
    answers = [
        measure(f"sur-{place}", 40, count, question=f"How safe do you feel? {answer}")
        for place, (answer, count) in enumerate((("Always", 20), ("Sometimes", 17), ("Never", 3)), 1)
    ]
    assert hidden(*answers) == {"sur-2", "sur-3"}
    others = [evolve(answer, question=f"{answer.id} is a question of its own") for answer in answers]
    assert hidden(*others) == {"sur-3"}


def test_a_restricted_answer_is_not_found_from_the_others() -> None:
    """However many gave it, it is the number of people less the other answers."""
    answers = [
        measure(f"sur-{place}", 60, count, question=f"How safe do you feel? {answer}")
        for place, (answer, count) in enumerate((("Always", 25), ("Sometimes", 20), ("Never", 15)), 1)
    ]
    assert hidden(*answers) == set()
    secret = evolve(answers[2], sensitivity=Sensitivity.RESTRICTED)
    assert hidden(*answers[:2], secret) == {"sur-2", "sur-3"}


def test_the_same_result_recorded_without_its_number_is_hidden_too() -> None:
    """A percentage alone says the same."""
    small = measure("sur-1", 8, 2)
    bare = evolve(small, id="sur-2", n=None, count=None, percent=25.0)
    assert hidden(small, bare) == {"sur-1", "sur-2"}
    beside = evolve(bare, question="I feel happy")
    assert hidden(small, beside) == {"sur-1", "sur-2"}
    assert hidden(evolve(beside, population="others"), small) == {"sur-1"}


def test_a_restricted_result_is_not_found_by_subtraction() -> None:
    """It is large enough, and not for everybody."""
    secret = measure("sur-3", 30, 15, of="secure home", sensitivity=Sensitivity.RESTRICTED)
    assert hidden(measure("sur-1", 80, 45, of="all"), measure("sur-2", 50, 30, of="others"), secret) == {
        "sur-2",
        "sur-3",
    }


def test_many_groups_are_decided_in_time() -> None:
    """There are more sums than can be tried, and the sum of all groups counts."""
    groups = [measure(f"sur-{place}", 40 + place, 20 + place, of=f"team {place}") for place in range(30)]
    few = measure("sur-30", 6, 3, of="team 30")
    total = measure(
        "sur-31",
        sum(group.n or 0 for group in (*groups, few)),
        sum(group.count or 0 for group in (*groups, few)),
        of="all",
    )
    found = hidden(*groups, few, total)
    assert "sur-31" not in found
    assert {"sur-30", "sur-0"} <= found
    assert len(found) < 10


FIGURES = st.integers(1, 14).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@given(st.lists(st.lists(FIGURES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_every_hidden_figure_has_at_least_two_possible_values(branches: list[list[tuple[int, int]]]) -> None:
    """A reader knows which groups make which totals, and everything that is shown."""
    figures: dict[str, tuple[int, int]] = {}
    sums: list[tuple[str, list[str]]] = []
    tops = []
    for place, leaves in enumerate(branches):
        names = [f"{place}-{leaf}" for leaf in range(len(leaves))]
        figures |= dict(zip(names, leaves, strict=True))
        if len(names) > 1:
            figures[f"{place}"] = (sum(n for n, _ in leaves), sum(yes for _, yes in leaves))
            sums.append((f"{place}", names))
        tops.append(f"{place}" if len(names) > 1 else names[0])
    if len(tops) > 1:
        figures["all"] = (sum(figures[top][0] for top in tops), sum(figures[top][1] for top in tops))
        sums.append(("all", tops))
    concealed = hidden(*(measure(name, n, yes, of=name) for name, (n, yes) in figures.items()))
    for name in concealed:
        assert ambiguous(name, figures, sums, concealed), (name, concealed, figures)


def ambiguous(
    name: str,
    figures: dict[str, tuple[int, int]],
    sums: Iterable[tuple[str, list[str]]],
    concealed: set[str],
) -> bool:
    """Return whether this figure can be another one while everything that is shown stays as it is.

    Up to two hidden groups change by one person or one answer, and the totals with them.
    """
    totals = dict(sums)
    groups = [group for group in concealed if group not in totals]
    moves = [(n, yes) for n, yes in product((-1, 0, 1), repeat=2) if (n, yes) != (0, 0)]
    for changed in [*combinations(groups, 1), *combinations(groups, 2)]:
        for steps in product(moves, repeat=len(changed)):
            now = dict(figures)
            for group, (n, yes) in zip(changed, steps, strict=True):
                now[group] = (now[group][0] + n, now[group][1] + yes)
            for total, parts in totals.items():  # "all" is the last
                now[total] = (sum(now[part][0] for part in parts), sum(now[part][1] for part in parts))
            possible = all(number >= 1 and 0 <= count <= number for number, count in now.values())
            same = all(now[shown] == figures[shown] for shown in figures if shown not in concealed)
            if possible and same and now[name] != figures[name]:
                return True
    return False


JUDGEMENT = Judgement(id="care", title="Care")


@pytest.mark.parametrize("audience", [Audience.LEADERS, Audience.STAFF])
def test_a_report_shows_neither_the_figures_nor_the_direction(audience: Audience) -> None:
    """The inspection team sees both."""
    later = [
        measure("sur-1", 60, 40, of="all"),
        measure("sur-2", 52, 34, of="others"),
        measure("sur-3", 8, 6, of="kin"),
    ]
    earlier = [
        evolve(each, id=f"{each.id}0", starting=date(2024, 4, 1), until=date(2025, 3, 31)) for each in later
    ]
    draft = self_evaluation(
        EvidenceBase(judgements=(JUDGEMENT,), measures=(*earlier, *later)), (), date(2026, 6, 1)
    )
    texts = {
        reader: whole(selfeval_report(draft, ReportContext(audience=reader)))
        for reader in (audience, Audience.INSPECTION_TEAM)
    }
    for figure in ("n=8", "n=52", "75%", "65.4%"):
        assert figure in texts[Audience.INSPECTION_TEAM]
        assert figure not in texts[audience]
    assert "n=60" in texts[audience]
    assert "'better': None, 'few': True" in texts[audience]
