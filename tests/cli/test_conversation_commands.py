"""The log of conversations with inspectors, and the record of who received a briefing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.cli.test_room_commands import CALL, FEEDBACK, TODAY, TUESDAY, room

__all__ = ["room"]

BY = ("--by", "Ben")


def _talk(room: Any, *more: object) -> Any:
    said = ("--said", "They asked for the audit.", "--took-part", "Ann Avon", "--took-part", "Ben Brent")
    return room("conversation", "add", "--on", TUESDAY, "--at", "16:30", *said, *more, *BY)


def test_the_log_has_each_conversation_and_the_promises_first(room: Any) -> None:
    """Who took part, what was said and what is still to be done."""
    promise = f"text=Send the audit,due={TUESDAY + timedelta(days=1)},owner=qa"
    assert _talk(room, "--agreed", "A visit on Thursday.", "--promises", promise).code == 0
    assert _talk(room, "--promises", f"text=Ring back,due={TUESDAY},done={TUESDAY}").code == 0
    found = room("conversation", "log")
    assert found.code == 0
    for text in ("16:30", "Ann Avon and Ben Brent", "They asked for the audit.", "A visit on Thursday."):
        assert text in found.out
    assert found.out.index("What we promised") < found.out.index("They asked for the audit.")
    log = room("conversation", "log", "--json").json
    assert [(entry["promise"]["text"], entry["late"]) for entry in log["open"]] == [("Send the audit", True)]


def test_a_late_promise_is_a_gap_with_an_owner(room: Any) -> None:
    """The answer names the promise and its conversation, until it is done."""
    promise = f"text=Send the audit,due={TUESDAY},owner=qa"
    _talk(room, "--promises", promise)
    reasons = [reason for theme in room("ready", "--json").json["themes"] for reason in theme["reasons"]]
    [late] = [reason for reason in reasons if reason["rule"] == "promise-late"]
    assert (late["rating"], late["owner"]) == ("red", "qa")
    assert "“Send the audit”" in late["text"]
    done = f"{promise},done={TUESDAY}"
    assert room("conversation", "update", "conv-1", "--promises", done, *BY).code == 0
    assert "promise-late" not in room("ready", "--json").out


def test_a_conversation_names_only_what_exists(room: Any) -> None:
    """A claim, a request and a line of enquiry are checked when recorded."""
    for field, id_ in (("challenge", "chal-9"), ("request", "req-9"), ("enquiry", "enq-9")):
        refused = _talk(room, f"--{field}", id_)
        assert refused.code == 2
        assert id_ in refused.err
    early = _talk(room, "--promises", f"text=Ring,due={TUESDAY - timedelta(days=1)}")
    assert early.code == 2
    assert "before" in early.err


def test_the_log_names_what_each_conversation_was_about(room: Any) -> None:
    """Things are named, with their ids beside them, and a promise has the day on which it was made."""
    room("enquiry", "add", "--statement", "Help comes early", "--stated", CALL, *BY)
    room("challenge", "add", "--claim", "Decisions take too long", "--heard", TUESDAY, *BY)
    room("request", "add", "--title", "Re-audits", "--asked", CALL, *BY)
    about = ("--enquiry", "enq-1", "--challenge", "chal-1", "--request", "req-1")
    assert _talk(room, *about, "--promises", "text=Send the audit").code == 0
    page = " ".join(room("conversation", "log").out.split())
    assert (
        "About the line of enquiry “Help comes early”, the claim “Decisions take too long” and the request "
        "“Re-audits”." in page
    )
    assert f"| {TUESDAY:%a} {TUESDAY.day} {TUESDAY:%b} {TUESDAY.year} |" in page
    assert "conv-1 |" not in page


def test_a_conversation_at_feedback_waits_for_publication(room: Any) -> None:
    """It counts as telling the outcome unless it is marked as telling none."""
    room("conversation", "add", "--on", FEEDBACK, "--said", "The meeting was warm.", *BY)
    unmarked = room("conversation", "log")
    assert "warm" not in unmarked.out
    room("conversation", "update", "conv-1", "--no-outcome", *BY)
    assert "warm" in room("conversation", "log").out


def test_the_log_is_not_for_staff(room: Any) -> None:
    """It is for the inspection team and leaders."""
    refused = room("conversation", "log", "--audience", "staff")
    assert (refused.code, refused.out) == (2, "")


def test_who_received_a_briefing_is_recorded_only_if_it_is_said(room: Any) -> None:
    """A preview records nothing."""
    room("brief", "--day", TUESDAY, "--audience", "staff")
    assert room("sending", "list", "--json").json == []
    to = ("--sent-to", "All staff", "--sent-to", "Partners' board")
    found = room("brief", "--day", TUESDAY, "--audience", "staff", *to, *BY)
    assert (found.code, "Recorded as sent: send-1." in found.err) == (0, True)
    [sent] = room("sending", "list", "--json").json
    assert sent["to"] == ["All staff", "Partners' board"]
    assert (sent["on"], sent["day"], sent["audience"]) == (f"{TODAY}", f"{TUESDAY}", "staff")
    assert sent["inspection"] == "ins-1"


def test_a_briefing_that_is_refused_is_not_recorded_as_sent(room: Any) -> None:
    """Nor one that was sent before its day."""
    refused = room("brief", "--day", TUESDAY, "--audience", "staf", "--sent-to", "All", *BY)
    assert refused.code == 2
    early = room("sending", "add", "--on", CALL, "--day", TUESDAY, "--audience", "staff", "--to", "All", *BY)
    assert early.code == 2
    assert room("sending", "list", "--json").json == []
