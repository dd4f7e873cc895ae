"""The log of conversations: open promises first, and nothing lost without a word."""

from __future__ import annotations

from datetime import date, timedelta

from inspectprep.model.conversation import Conversation, ConversationLog, OpenPromise, Promise
from inspectprep.model.report import Fold, Paragraph, Table
from inspectprep.model.report_blocks import Answer
from inspectprep.reports.compose import report_of

DAY, LONG = date(2026, 10, 14), "word " * 2000


def log(conversations: int, promises: int) -> ConversationLog:
    """Return a log with long texts."""
    return ConversationLog(
        on=DAY,
        conversations=tuple(
            Conversation(
                id=f"conv-{number}", on=DAY - timedelta(days=number), said="word " * 2000, took_part=("dcs",)
            )
            for number in range(conversations)
        ),
        open=tuple(
            OpenPromise(
                conversation="conv-0",
                promise=Promise(text=f"Send paper {number}", due=DAY - timedelta(days=1)),
                late=True,
            )
            for number in range(promises)
        ),
    )


def test_late_promises_are_the_answer() -> None:
    """The first three are steps, and the table has twelve and counts the others."""
    report = report_of(log(1, 20))
    (answer,) = (block for block in report.sections[0].blocks if isinstance(block, Answer))
    assert (answer.verdict, len(answer.steps), answer.more) == ("20 promises are late", 3, 17)
    table, more = report.sections[1].blocks
    assert isinstance(table, Table)
    assert isinstance(more, Paragraph)
    assert (len(table.rows), more.text[:19]) == (12, "And 8 more promises")


def test_earlier_conversations_are_folded_and_the_oldest_counted() -> None:
    """Long texts are cut, roles are in words, and no id of a record is shown."""
    report = report_of(log(20, 0))
    assert [section.title for section in report.sections[1:4]] == [
        "Wednesday 14 October 2026",
        "Tuesday 13 October 2026",
        "Monday 12 October 2026",
    ]
    *folds, last = report.sections[4].blocks
    assert [isinstance(fold, Fold) for fold in folds] == [True] * 12
    assert isinstance(last, Paragraph)
    assert last.text.startswith("And 5 earlier conversations")
    texts = [
        block.text for section in report.sections for block in section.blocks if isinstance(block, Paragraph)
    ]
    assert max(map(len, texts)) <= 600
    assert "Director of children's services" in texts[0]
    assert not [text for text in texts if "conv-" in text]
