"""The laws of ``extends``, whatever the variant and whatever is changed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import attrs
from hypothesis import given, settings, strategies as st

from inspectprep.codec import plain
from inspectprep.frameworks.extend import ENTRIES, extend
from inspectprep.model.framework import Variant
from inspectprep.testing.strategies import ids, texts, values

FEW = settings(max_examples=60)


def entries(variant: Variant) -> list[tuple[str, Any]]:
    """Return every entry of a variant with the name of its list."""
    return [(name, each) for name in ENTRIES for each in getattr(variant, name)]


def known(variant: Variant) -> set[str]:
    """Return the ids of every entry."""
    return {each.id for _, each in entries(variant)}


def unordered(variant: Variant) -> tuple[Any, ...]:
    """Return a variant so that the order of its entries does not matter."""
    lists = dict.fromkeys(ENTRIES, ())
    return attrs.evolve(variant, **lists), {(name, each.id): each for name, each in entries(variant)}


def parents() -> st.SearchStrategy[Variant]:
    """Draw variants with nothing left to inherit."""
    return values(Variant).map(lambda each: attrs.evolve(each, extends=None, remove=()))


@st.composite
def changes(draw: st.DrawFn, parent: Variant, *, removing: bool) -> dict[str, Any]:
    """Draw what an extending variant may say: some keys of some entries, some new entries, some removals."""
    change: dict[str, Any] = {"id": draw(ids())}
    if draw(st.booleans()):
        change["summary"] = draw(texts())
    if removing and known(parent):
        change["remove"] = draw(st.lists(st.sampled_from(sorted(known(parent))), unique=True, max_size=3))
    for name, cls in ENTRIES.items():
        said = []
        for each in getattr(parent, name):
            if draw(st.booleans()):
                other = plain(draw(values(cls)), full=True)
                whole = each.id in change.get("remove", ())
                keys = other if whole else draw(st.sets(st.sampled_from(sorted(other))))
                said.append({**{key: other[key] for key in other if key in keys}, "id": each.id})
        fresh = draw(st.lists(values(cls), max_size=2, unique_by=lambda each: each.id))
        said += [plain(each) for each in fresh if each.id not in known(parent)]
        if said:
            change[name] = said
    return change


def unnamed(variant: Variant) -> Variant:
    """Return a variant without the names of those that it extends."""
    return attrs.evolve(variant, based_on=())


def merged(parent: Variant, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Return the one change that says what two say one after the other."""
    dropped = set(second.get("remove", ()))
    change = {**first, **second, "remove": sorted(dropped & known(parent))}
    for name in ENTRIES:
        said = {each["id"]: each for each in first.get(name, ()) if each["id"] not in dropped}
        for each in second.get(name, ()):
            said[each["id"]] = {**said.get(each["id"], {}), **each}
        change[name] = list(said.values())
    return change


@FEW
@given(parents(), ids(), texts())
def test_an_empty_extension_is_its_parent_under_another_name(parent: Variant, name: str, title: str) -> None:
    """Nothing differs but the id and the title."""
    made = extend(parent, {"id": name, "title": title, "extends": parent.id})
    assert made.based_on == (parent.id, *parent.based_on)
    assert unnamed(made) == unnamed(attrs.evolve(parent, id=name, title=title))


@FEW
@given(st.data())
def test_overriding_twice_is_overriding_once(data: st.DataObject) -> None:
    """The same change applied to its own result changes nothing more."""
    parent = data.draw(parents())
    change = data.draw(changes(parent, removing=False))
    once = extend(parent, change)
    assert unnamed(extend(once, change)) == unnamed(once)


@FEW
@given(st.data())
def test_extending_an_extension_is_extending_once_with_both(data: st.DataObject) -> None:
    """Two steps of extension give what the one merged change gives."""
    parent = data.draw(parents())
    first = data.draw(changes(parent, removing=False))
    middle = extend(parent, first)
    second = data.draw(changes(middle, removing=True))
    twice, both = extend(middle, second), extend(parent, merged(parent, first, second))
    assert unordered(unnamed(twice)) == unordered(unnamed(both))


@FEW
@given(parents().filter(known), st.data())
def test_what_is_removed_and_given_again_stands_where_it_stood(parent: Variant, data: st.DataObject) -> None:
    """Removing an entry and giving it as it was leaves the variant as it was."""
    name, entry = data.draw(st.sampled_from(entries(parent)))
    others = {other for other, each in entries(parent) if each.id == entry.id} - {name}
    again = {
        other: [plain(each)] for other, each in entries(parent) if other in others and each.id == entry.id
    }
    change = {"id": parent.id, "remove": [entry.id], name: [plain(entry)], **again}
    assert unnamed(extend(parent, change)) == unnamed(parent)


@FEW
@given(parents().filter(known), st.data())
def test_what_is_removed_is_gone_until_it_is_added(parent: Variant, data: st.DataObject) -> None:
    """After a removal the id is new, and adding it needs the whole entry."""
    name, entry = data.draw(st.sampled_from(entries(parent)))
    bare = extend(parent, {"id": parent.id, "remove": [entry.id]})
    assert known(bare) == known(parent) - {entry.id}
    back = extend(bare, {"id": parent.id, name: [plain(entry)]})
    assert {each.id: each for each in getattr(back, name)} == {
        each.id: each for each in getattr(parent, name)
    }


@FEW
@given(st.data())
def test_neither_parent_nor_change_is_touched(data: st.DataObject) -> None:
    """Extending returns something new and leaves what it was given alone."""
    parent = data.draw(parents())
    change = data.draw(changes(parent, removing=True))
    before = deepcopy((parent, change))
    extend(parent, change)
    assert (parent, change) == before


@FEW
@given(st.data())
def test_only_what_is_named_differs(data: st.DataObject) -> None:
    """An override keeps every key of the inherited entry that it does not name."""
    parent = data.draw(parents())
    change = data.draw(changes(parent, removing=False))
    made = extend(parent, change)
    for name, before in entries(parent):
        said = next((each for each in change.get(name, ()) if each["id"] == before.id), {})
        after = next(each for each in getattr(made, name) if each.id == before.id)
        expected = {**plain(before, full=True), **said}
        assert plain(after, full=True) == expected
