"""Commands during an embargo: what they show, to whom, and what they say about it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

TODAY = date.today()  # noqa: DTZ011  # commands speak of the reader's own day
CALL = TODAY - timedelta(days=TODAY.weekday() + 14)
FEEDBACK = CALL + timedelta(days=11)
TEXT = "They were kinder to us than anybody dared to hope."


@pytest.fixture
def room(cli: Any, tmp_path: Path) -> Any:
    """Make a workspace whose inspection has had its feedback, and run commands in it."""
    folder = tmp_path / "room"
    assert cli("init", folder, "--authority", "Westhaven", "--variant", "ilacs-short").code == 0
    begun = cli("inspection", "begin", "--notified", CALL, "--by", "Ben", "--workspace", folder)
    assert begun.code == 0

    def call(*arguments: object) -> Any:
        return cli(*arguments, "--workspace", folder)

    return call


def add(room: Any, *more: str) -> Any:
    """Add a note with the sentence for staff."""
    note = ("note", "add", "--day", TODAY, "--text", TEXT, "--audiences", "staff")
    return room(*note, "--by", "Ben", "--why", TEXT, *more)


def test_add_says_that_an_unmarked_text_counts(room: Any) -> None:
    """With the day of feedback and the option; a mark of either kind is not commented on."""
    feedback = f"{FEEDBACK.day} {FEEDBACK:%B %Y}"
    said = add(room).err
    assert f"because final feedback was given on {feedback}" in said
    assert "Mark it with --no-outcome if it reveals none." in said
    assert "counts as revealing" not in add(room, "--outcome").err
    assert "counts as revealing" not in add(room, "--no-outcome").err
    claim = room("challenge", "add", "--claim", TEXT, "--heard", TODAY, "--by", "Ben")
    assert "--no-reveals-outcome" in claim.err


@pytest.mark.parametrize(
    "command",
    [
        ("note", "list"),
        ("note", "list", "--json"),
        ("note", "show", "note-1"),
        ("note", "show", "note-1", "--json"),
        ("note", "show", "note-1", "--revision", "1"),
        ("workspace", "history", "note-1"),
        ("workspace", "history", "note-1", "--json"),
    ],
)
def test_commands_of_records_withhold_the_text(room: Any, command: tuple[str, ...]) -> None:
    """Only a person on the register sees it, and that is recorded."""
    add(room)
    room("note", "update", "note-1", "--kind", "liked", "--by", "Ben", "--why", TEXT)
    hidden = room(*command)
    assert (hidden.code, TEXT in hidden.out) == (0, False)
    assert "(withheld until publication)" in hidden.out
    room("embargo", "tell", "Ann Avon", "--by", "Ben")
    assert TEXT not in room(*command, "--reader", "Bea Born").out
    assert room("showing", "list", "--json").json == []
    shown = " ".join(room(*command, "--reader", "Ann Avon").out.split())
    assert TEXT[:40] in shown
    assert [line["reader"] for line in room("showing", "list", "--json").json] == ["Ann Avon"]


def test_an_earlier_revision_is_withheld_when_the_mark_is_corrected(room: Any) -> None:
    """A wrong mark does not leave the text open in the history."""
    add(room, "--no-outcome")
    assert TEXT in room("note", "show", "note-1", "--json").out
    assert room("note", "update", "note-1", "--outcome", "--by", "Ben").code == 0
    for command in (("note", "show", "note-1", "--revision", "1"), ("workspace", "history", "note-1")):
        assert TEXT[:30] not in room(*command, "--json").out


def test_a_conflict_and_a_wrong_entry_show_no_text(room: Any) -> None:
    """Error texts are a way out too."""
    add(room)
    room("note", "update", "note-1", "--kind", "liked", "--by", "Ann")
    clash = room("note", "update", "note-1", "--kind", "concern", "--expect", "1", "--by", "Ben")
    assert (clash.code, TEXT in clash.err) == (2, False)
    entry = f"on={TODAY},text={TEXT}"
    room("enquiry", "add", "--statement", "Decisions", "--notes", entry, "--outcome", "--by", "Ben")
    wrong = room("enquiry", "update", "enq-1", "--remove-notes", "another", "--by", "Ben")
    assert (wrong.code, TEXT in wrong.err) == (2, False)


def test_unmarked_work_counts_inside_and_goes_to_nobody_else(room: Any) -> None:
    """Evidence recorded after the feedback stays in the answers of the team, and out of those for staff."""
    what = ("--title", "Audit", "--kind", "audit", "--says", TEXT, "--until", TODAY, "--by", "Ben")
    room("evidence", "add", *what, "--judgements", "help_and_protection")
    assert TEXT in room("selfeval").out
    assert TEXT not in room("selfeval", "--audience", "staff").out
    room("evidence", "update", "ev-1", "--no-outcome", "--by", "Ben")
    assert TEXT in room("selfeval", "--audience", "staff").out


@pytest.mark.parametrize(
    "text", ["G G G RI", "Still Good!", "RI", "Three goods and one requires improvement."]
)
def test_no_unmarked_text_reaches_staff_however_short(room: Any, text: str) -> None:
    """Work that the team goes on with is left out of the pages for staff, and not only looked for there."""
    audit = ("--kind", "audit", "--says", text, "--until", TODAY, "--judgements", "help_and_protection")
    room("evidence", "add", "--title", text, *audit, "--by", "Ben")
    room("worker", "add", "--name", "Ada Ash", "--proud-of", f"title={text}", "--by", "Ben")
    room("area", "add", "--title", text, "--found", TODAY, "--by", "Ben")
    for command in (("selfeval", "--audience", "staff"), ("handout",), ("debrief", "--audience", "staff")):
        page = room(*command)
        assert page.code == 0, page.err
        assert text not in page.out


def test_a_shared_place_or_person_stops_no_page_for_staff(room: Any) -> None:
    """Names of places and people are in many records. The title of the unmarked visit is still withheld."""
    room("team", "add", "--name", "North", "--by", "Ben")
    room("worker", "add", "--name", "Ada May Ash", "--team", "North", "--by", "Ben", "--no-outcome")
    where = ("--day", TODAY, "--place", "Civic Centre, room 2", "--people", "Ada May Ash", "--by", "Ben")
    room("visit", "add", "--title", TEXT, *where)
    room("visit", "add", "--title", "Team meeting", *where, "--no-outcome")
    page = room("handout", "--team", "North")
    assert page.code == 0, page.err
    assert "Team meeting, Civic Centre, room 2 (Ada May Ash)" in page.out
    assert TEXT not in page.out


def test_answers_say_how_many_texts_are_withheld(room: Any) -> None:
    """On the screen beside the answer, and in JSON."""
    add(room)
    room("lesson", "add", "--learned", TEXT, "--on", TODAY, "--by", "Ben")
    for command in (("ready", "--json"), ("room",), ("selfeval",)):
        answer = room(*command)
        assert "2 recorded texts are withheld" in answer.out + answer.err
        assert TEXT not in answer.out + answer.err
    room("embargo", "tell", "Ann Avon", "--by", "Ben")
    assert "withheld" not in room("ready", "--json", "--reader", "Ann Avon").out
    assert TEXT not in room("ready", "--json").out
