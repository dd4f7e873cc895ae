"""Lists of a record are changed entry by entry, and replaced only as a whole."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, has
from hypothesis import given, reject, settings, strategies as st

from inspectprep.cli.fields import Option, options_of
from inspectprep.cli.list_changes import changed_lists
from inspectprep.cli.output import cell_text
from inspectprep.codec import build, plain
from inspectprep.errors import InspectPrepError, InvalidValueError
from inspectprep.model.record import RECORD_KINDS
from inspectprep.testing.strategies import values

LISTS = [
    pytest.param(kind.cls, option, id=f"{kind.word}.{option.name}")
    for kind in RECORD_KINDS.values()
    for option in options_of(kind.cls, kind.word)
    if option.many
]


@pytest.fixture
def room(cli: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a workspace and go there."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Borsetshire", "--variant", "ilacs-short").code == 0
    monkeypatch.chdir(folder)
    return folder


def written(entry: Any) -> str:
    """Return an entry as it is typed."""
    return json.dumps(plain(entry, full=True)) if has(type(entry)) else f"{entry}"


def with_entries(value: Any, option: Option, entries: list[Any]) -> Any:
    """Return a value with another list, if it can be right beside its other fields."""
    try:
        return evolve(value, **{option.name: tuple(entries)})
    except InvalidValueError:
        reject()


def different(option: Option) -> st.SearchStrategy[list[Any]]:
    """Return different entries of a list, none of which is a number."""
    kind = option.kind
    if has(kind):
        return st.lists(values(kind), min_size=2, max_size=3, unique_by=_shown)
    words = (
        st.sampled_from(kind) if issubclass(kind, StrEnum) else st.from_regex(r"[a-z]{1,6}", fullmatch=True)
    )
    return st.lists(words, min_size=2, max_size=3, unique=True)


def _shown(entry: Any) -> str:
    return cell_text(plain(entry, full=True))


@pytest.mark.parametrize(("cls", "option"), LISTS)
@settings(max_examples=6)
@given(data=st.data())
def test_an_entry_of_every_list_is_removed_and_added_again(
    cls: type[Any], option: Option, data: st.DataObject
) -> None:
    """By its text or its number; the other entries stay in their order."""
    found = data.draw(different(option))
    value = with_entries(data.draw(values(cls)), option, found)
    place = data.draw(st.integers(0, len(found) - 1))
    rest = found[:place] + found[place + 1 :]
    for text in (written(found[place]), f"{place + 1}"):
        document = changed_lists([option], value, {f"remove_{option.name}": [text]})
        without = build(document, cls, base=value)
        assert getattr(without, option.name) == tuple(rest)
    again = changed_lists([option], without, {f"add_{option.name}": [written(found[place])]})
    assert getattr(build(again, cls, base=without), option.name) == (*rest, found[place])
    both = {f"remove_{option.name}": ["1"], f"add_{option.name}": [written(found[0])]}
    turned = build(changed_lists([option], value, both), cls, base=value)
    assert getattr(turned, option.name) == (*found[1:], found[0])


@pytest.mark.parametrize(("cls", "option"), LISTS)
@settings(max_examples=2)
@given(data=st.data())
def test_an_entry_that_is_not_there_or_there_already_is_refused(
    cls: type[Any], option: Option, data: st.DataObject
) -> None:
    """The message shows what is there."""
    found = data.draw(different(option))
    value = with_entries(data.draw(values(cls)), option, found)
    with pytest.raises(InspectPrepError, match="is not in the list") as caught:
        changed_lists([option], value, {f"remove_{option.name}": ["no such entry"]})
    assert "1. " in str(caught.value)
    with pytest.raises(InspectPrepError, match="is in the list already"):
        changed_lists([option], value, {f"add_{option.name}": [written(found[0])]})
    with pytest.raises(InspectPrepError, match="replaces the whole list"):
        changed_lists([option], value, {option.name: [], f"add_{option.name}": ["x"]})
    try:
        empty = evolve(value, **{option.name: ()})
    except InvalidValueError:
        return  # the list is never empty
    with pytest.raises(InspectPrepError, match="The list is empty"):
        changed_lists([option], empty, {f"remove_{option.name}": ["1"]})


@pytest.mark.usefixtures("room")
def test_attendance_grows_and_shrinks_without_being_typed_again(cli: Any) -> None:
    """The other names stay, and show numbers them."""
    for name in ("Ann Avon", "Ben Brook", "Cy Cole"):
        assert cli("worker", "add", "--name", name).code == 0
    attended = ("--attended", "wkr-1", "--attended", "wkr-2")
    assert cli("session", "add", "--title", "Workshop", "--on", "7 September 2026", *attended).code == 0
    done = cli("session", "update", "ses-1", "--add-attended", "wkr-3", "--remove-attended", "wkr-1")
    assert (done.code, done.out) == (0, "Changed: ses-1, revision 2.\n"), done.err
    (session,) = cli("session", "list", "--json").json
    assert session["attended"] == ["wkr-2", "wkr-3"]
    assert "  attended:\n    1. wkr-2\n    2. wkr-3\n" in cli("session", "show", "ses-1").out
    assert cli("session", "update", "ses-1", "--attended", "wkr-1").code == 0
    (session,) = cli("session", "list", "--json").json
    assert session["attended"] == ["wkr-1"]
    refused = cli("session", "update", "ses-1", "--remove-attended", "wkr-3")
    assert (refused.code, refused.out) == (2, "")
    assert "--remove-attended: 'wkr-3' is not in the list. The list has: 1. wkr-1." in refused.err


@pytest.mark.usefixtures("room")
def test_leave_is_added_and_removed_by_number_or_by_its_parts(cli: Any) -> None:
    """Dates are read as people write them, and echoed."""
    done = cli(
        "person",
        "add",
        "--role",
        "dcs",
        "--name",
        "Ann Avon",
        "--leave",
        "starting=5 October 2026,until=9/10/2026",
    )
    assert "leave starting Monday 5 October 2026, leave until Friday 9 October 2026" in done.out
    more = "starting=Mon 21 December 2026,until=24.12.2026,cover=deputy"
    assert cli("person", "update", "per-1", "--add-leave", more).code == 0
    shown = cli("person", "show", "per-1").out
    assert "    2. starting 2026-12-21, until 2026-12-24, cover deputy\n" in shown
    assert cli("person", "update", "per-1", "--remove-leave", "starting=5 October 2026").code == 0
    (person,) = cli("person", "list", "--json").json
    assert [leave["starting"] for leave in person["leave"]] == ["2026-12-21"]
    assert (
        "2 entries"
        not in cli(
            "person", "update", "per-1", "--add-leave", "starting=1 May 2027,until=2 May 2027,cover=deputy"
        ).err
    )
    both = cli("person", "update", "per-1", "--remove-leave", "cover=deputy")
    assert "matches 2 entries" in both.err
    assert "Use the number" in both.err
    assert cli("person", "update", "per-1", "--remove-leave", "1", "--remove-leave", "2").code == 0
    (person,) = cli("person", "list", "--json").json
    assert person["leave"] == []


@pytest.mark.usefixtures("room")
def test_help_says_that_an_option_replaces_the_list(cli: Any) -> None:
    """And names the options that change it."""
    text = " ".join(cli("session", "update", "--help").out.replace("│", " ").split())
    assert "--add-attended" in text
    assert "--remove-attended" in text
    assert "replace the whole list" in text
    assert "--add-attended" not in cli("session", "add", "--help").out
