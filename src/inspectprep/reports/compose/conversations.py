"""The report of the conversations with inspectors: open promises first, then each conversation."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.conversation import Conversation, ConversationLog, OpenPromise, Promise
from inspectprep.model.report import Block, Bullets, Paragraph, Report, Section
from inspectprep.model.report_blocks import Tag
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import day_words, joined, role_words, short_day

_PROMISES = ("Due", "Promise", "Owner", "State", "Made on")


def conversation_report(log: ConversationLog, context: ReportContext) -> Report:
    """Return the report of the conversations with inspectors.

    Raises:
        RefusedError: if it is not for the inspection team or leaders.
    """
    if context.audience not in INSIDE:
        raise RefusedError(
            f"Conversations with inspectors are not for the audience {context.audience.value!r}.",
            who=tuple(audience.value for audience in INSIDE),
        )
    texts = [text for each in log.conversations for text in (each.said, each.agreed)]
    lead = f" Lead inspector: {log.lead_inspector}." if log.lead_inspector else ""
    return Report(
        kind="conversation-log",
        title=f"{log.authority or 'The council'}: conversations with inspectors",
        subtitle=f"{log.title}. As of {day_words(log.on)}.{lead}".removeprefix(". "),
        prepared=context.prepared or log.on,
        classification=context.classification,
        audience=context.audience,
        outcome=log.outcome or says_outcome(*texts),
        sections=tuple(_sections(log, context)),
        document=context.document_for(log),
    )


def _sections(log: ConversationLog, context: ReportContext) -> Iterator[Section]:
    if log.open:
        days = {each.id: each.on for each in log.conversations}
        rows = [
            (
                open_.promise.due or "No day",
                open_.promise.text,
                role_words(open_.promise.owner, context.people) if open_.promise.owner else "",
                _state(open_, log),
                days.get(open_.conversation, open_.conversation),
            )
            for open_ in log.open
        ]
        promises = table(_PROMISES, rows, caption="Promises that are still to be done, by last day")
        yield Section(title="What we promised", blocks=(promises,))
    for each in log.conversations:
        when = f"{day_words(each.on)}{f', {each.at}' if each.at else ''}"
        yield Section(title=f"{when} ({each.id})" if each.id else when, blocks=tuple(_blocks(each, log)))
    if not log.conversations:
        nothing = Paragraph(text="No conversation is recorded.")
        yield Section(title="Conversations", blocks=(nothing,))


def _state(open_: OpenPromise, log: ConversationLog) -> Tag | None:
    if open_.late:
        return Tag(word="late")
    return Tag(word="due today") if open_.promise.due == log.on else None


def _blocks(each: Conversation, log: ConversationLog) -> Iterator[Block]:
    inspector = each.inspector or log.lead_inspector or "the lead inspector"
    with_us = f"With {inspector}." + (f" For us: {joined(each.took_part)}." if each.took_part else "")
    about = [log.names.get(id_, id_) for id_ in (each.enquiry, each.challenge, each.request) if id_]
    yield Paragraph(text=f"{with_us}{f' About {joined(about)}.' if about else ''}")
    yield Paragraph(text=each.said)
    if each.agreed:
        yield Paragraph(text=f"Agreed: {each.agreed}")
    if each.promises:
        yield Bullets(items=tuple(_promise(promise, log) for promise in each.promises))


def _promise(promise: Promise, log: ConversationLog) -> str:
    until = f" by {short_day(promise.due)}" if promise.due else ""
    done = f" Done on {short_day(promise.done)}." if promise.done and promise.done <= log.on else ""
    return f"Promised{until}: {promise.text.removesuffix('.')}.{done}"
