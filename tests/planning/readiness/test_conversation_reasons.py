"""Reasons from the promises that were made to inspectors."""

from __future__ import annotations

from datetime import date

import pytest

from inspectprep.model.conversation import Conversation, Promise
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.readiness.conversation_reasons import SOURCES
from inspectprep.planning.readiness.council_state import CouncilState
from tests.planning.test_readiness import TIMELINE

DAY = date(2018, 4, 17)


def reasons(*promises: Promise) -> list[Reason]:
    """Return the reasons from one conversation before with these promises."""
    talk = Conversation(id="conv-1", on=date(2018, 4, 13), said="About audits.", promises=promises)
    [source] = SOURCES
    return list(source.reasons(CouncilState(timeline=TIMELINE, day=DAY, records={"conversation": (talk,)})))


@pytest.mark.parametrize(
    ("due", "rule", "rating", "words"),
    [
        (date(2018, 4, 15), "promise-late", Rating.RED, "was due 2 calendar days ago."),
        (date(2018, 4, 16), "promise-late", Rating.RED, "was due 1 calendar day ago."),
        (DAY, "promise-due-today", Rating.AMBER, "is due today."),
        (None, "promise-undated", Rating.AMBER, "has no last day."),
    ],
)
def test_a_promise_is_late_from_the_day_after_its_last_day(
    due: date | None, rule: str, rating: Rating, words: str
) -> None:
    """The deputy director answers for a promise without an owner."""
    [reason] = reasons(Promise(text="Send the audits", due=due))
    assert (reason.rule, reason.rating, reason.owner) == (rule, rating, "deputy")
    assert "Send the audits" in reason.text
    assert reason.text.endswith(words)
    [owned] = reasons(Promise(text="Send the audits", due=due, owner="psw"))
    assert owned.owner == "psw"


def test_a_promise_that_has_time_gives_no_reason() -> None:
    """It is open, so the promises are not all done either."""
    assert reasons(Promise(text="Send the audits", due=date(2018, 4, 18))) == []


def test_conversations_without_an_open_promise_are_green() -> None:
    """Without any conversation there is nothing to say."""
    for promises in ((), (Promise(text="Send the audits", due=DAY, done=DAY),)):
        [reason] = reasons(*promises)
        assert (reason.rule, reason.rating) == ("promises-done", Rating.GREEN)
        assert reason.text == "1 conversation with inspectors, and no promise is open."
    [source] = SOURCES
    nothing = CouncilState(timeline=TIMELINE, day=DAY, records={"conversation": ()})
    assert list(source.reasons(nothing)) == []
