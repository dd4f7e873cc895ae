"""The report of the conversations with inspectors: open promises first, then each conversation."""

from __future__ import annotations

from collections.abc import Iterator

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.conversation import Conversation, ConversationLog, OpenPromise, Promise
from inspectprep.model.report import Block, Bullets, Fold, Paragraph, PlainBlock, Report, Section
from inspectprep.model.report_blocks import MOST_STEPS, Answer, Step, Tag
from inspectprep.model.roles import ROLES
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.planning.wording import counted, long_date, short_date
from inspectprep.reports.compose.answer import brief, who
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import joined, role_words

_PROMISES = ("Due", "Promise", "Owner", "State", "Made on")
_ROLES = frozenset(role.id for role in ROLES)
_PROMISED = "What we promised"
_OPEN, _FOLDED, _MOST = 3, 12, 12
"""The most conversations that are open, the most that are folded, and the most promises in the table."""

_TEXT, _PROMISE, _SUMMARY, _NAME = 600, 140, 90, 60
"""The most characters of what was said, of a promise, of a summary and of a name. The record has all."""


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
        subtitle=f"{log.title}. As of {long_date(log.on)}.{lead}".removeprefix(". "),
        prepared=context.prepared or log.on,
        classification=context.classification,
        audience=context.audience,
        outcome=log.outcome or says_outcome(*texts),
        sections=tuple(_sections(log, context)),
        document=context.document_for(log),
    )


def _sections(log: ConversationLog, context: ReportContext) -> Iterator[Section]:
    yield Section(title="The answer", blocks=(_answer(log, context),))
    if log.open:
        yield Section(title=_PROMISED, blocks=tuple(_promises(log, context)))
    newest = log.conversations
    for each in newest[:_OPEN]:
        yield Section(title=_when(each), blocks=tuple(_blocks(each, log, context)))
    folds: list[Block] = [
        Fold(title=_when(each), summary=brief(each.said, _SUMMARY), blocks=tuple(_blocks(each, log, context)))
        for each in newest[_OPEN : _OPEN + _FOLDED]
    ]
    if rest := newest[_OPEN + _FOLDED :]:
        earlier = f"And {counted(len(rest), 'earlier conversation')}: inspectprep conversation list."
        folds.append(Paragraph(text=earlier))
    if folds:
        yield Section(title="Earlier conversations", blocks=tuple(folds))


def _answer(log: ConversationLog, context: ReportContext) -> Answer:
    """Return how many promises are open, and those that are due first."""
    late = sum(open_.late for open_ in log.open)
    many = len(log.open)
    verdict = f"{counted(many, 'promise is', 'promises are')} open" if many else "No promise is open"
    if late:
        verdict = f"{counted(late, 'promise is', 'promises are')} late"
    talks = f"{counted(len(log.conversations), 'conversation is', 'conversations are')} recorded."
    said = f"{counted(many, 'promise is', 'promises are')} still to be done. " if late else ""
    first = log.open[:MOST_STEPS]
    return Answer(
        verdict=verdict,
        sentence=f"{said}{talks if log.conversations else 'No conversation is recorded.'}",
        steps=tuple(
            Step(
                action=brief(open_.promise.text, _PROMISE),
                who=who(open_.promise.owner, "", context),
                by=open_.promise.due,
                changes="It is late." if open_.late else "",
            )
            for open_ in first
        ),
        more=many - len(first),
        where=_PROMISED if many > len(first) else "",
    )


def _promises(log: ConversationLog, context: ReportContext) -> Iterator[Block]:
    days = {each.id: each.on for each in log.conversations}
    rows = [
        (
            open_.promise.due or "No day",
            brief(open_.promise.text, _PROMISE),
            role_words(open_.promise.owner, context.people) if open_.promise.owner else "",
            _state(open_, log),
            days.get(open_.conversation),
        )
        for open_ in log.open[:_MOST]
    ]
    yield table(_PROMISES, rows, caption="Promises that are still to be done, by last day")
    if rest := log.open[_MOST:]:
        yield Paragraph(text=f"And {counted(len(rest), 'more promise')}, later or without a day.")


def _when(each: Conversation) -> str:
    return f"{long_date(each.on)}{f', {each.at}' if each.at else ''}"


def _state(open_: OpenPromise, log: ConversationLog) -> Tag | None:
    if open_.late:
        return Tag(word="late")
    return Tag(word="due today") if open_.promise.due == log.on else None


def _blocks(each: Conversation, log: ConversationLog, context: ReportContext) -> Iterator[PlainBlock]:
    inspector = each.inspector or log.lead_inspector or "the lead inspector"
    ours = joined([_person(name, context) for name in each.took_part])
    with_us = f"With {brief(inspector, _NAME)}." + (f" For us: {ours}." if ours else "")
    about = [brief(log.names.get(id_, ""), _PROMISE) for id_ in (each.enquiry, each.challenge, each.request)]
    known = joined([name for name in about if name])
    yield Paragraph(text=f"{with_us}{f' About {known}.' if known else ''}")
    yield Paragraph(text=brief(each.said, _TEXT))
    if each.agreed:
        yield Paragraph(text=f"Agreed: {brief(each.agreed, _TEXT)}")
    if each.promises:
        yield Bullets(items=tuple(_promise(promise, log) for promise in each.promises))


def _person(written: str, context: ReportContext) -> str:
    """Return a person of the council, who is recorded by name or by role."""
    return who(written, "", context) if written in _ROLES else brief(written, _NAME)


def _promise(promise: Promise, log: ConversationLog) -> str:
    until = f" by {short_date(promise.due)}" if promise.due else ""
    done = f" Done on {short_date(promise.done)}." if promise.done and promise.done <= log.on else ""
    return f"Promised{until}: {brief(promise.text, _PROMISE).removesuffix('.')}.{done}"
