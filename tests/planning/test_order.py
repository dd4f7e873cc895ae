"""The order of milestones: each after its anchors, and otherwise as written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from inspectprep.errors import PlanError
from inspectprep.planning.order import in_order
from tests.planning.plans import milestone


def names(*pairs: tuple[str, str | None]) -> list[str]:
    """Return the ids in order, from pairs of an id and its anchor."""
    return [each.id for each in in_order([milestone(name, anchor) for name, anchor in pairs])]


def test_milestones_keep_their_order_where_their_anchors_allow_it() -> None:
    """Only a milestone that is written before its anchor moves."""
    written = (("c", "b"), ("notification", None), ("a", "notification"), ("b", "notification"))
    assert names(*written) == ["notification", "a", "b", "c"]


def test_the_path_of_a_circle_follows_the_anchors() -> None:
    """Each milestone of the path is anchored on the next, and the last is the first."""
    written = (("notification", None), ("a", "c.end"), ("b", "a"), ("c", "b"))
    with pytest.raises(PlanError) as caught:
        names(*written)
    path = caught.value.path
    assert path[0] == path[-1]
    assert all(dict(written)[name].removesuffix(".end") == after for name, after in pairwise(path))


@given(st.permutations(range(8)), st.data())
def test_every_milestone_comes_after_its_anchor(order: list[int], data: st.DataObject) -> None:
    """However they are written."""
    anchors = {
        f"m{number}": data.draw(st.sampled_from(["notification", *(f"m{n}" for n in range(number))]))
        for number in order
    }
    ordered = names(*anchors.items(), ("notification", None))
    assert all(ordered.index(anchor) < ordered.index(name) for name, anchor in anchors.items())
