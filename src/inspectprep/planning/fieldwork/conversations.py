"""The log of conversations with inspectors, and the promises that are still to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from inspectprep.model.conversation import Conversation, ConversationLog, OpenPromise
from inspectprep.model.enquiry import Fieldwork
from inspectprep.model.release import Embargo, EmbargoStage
from inspectprep.planning.wording import claim_name, enquiry_name, quoted


def open_promises(conversations: Iterable[Conversation], on: date) -> tuple[OpenPromise, ...]:
    """Return the promises that are not done on a day, by last day. Those without a day come last.

    Args:
        conversations: The conversations. Those after `on` are left out.
        on: The day. A promise is late from the day after its last day.
    """
    found = [
        OpenPromise(
            conversation=conversation.id,
            promise=promise,
            late=promise.due is not None and promise.due < on,
        )
        for conversation in conversations
        if conversation.on <= on
        for promise in conversation.promises
        if promise.done is None or promise.done > on
    ]
    return tuple(sorted(found, key=lambda open_: (open_.promise.due is None, open_.promise.due or on)))


def conversation_log(
    conversations: Iterable[Conversation],
    *,
    on: date,
    authority: str = "",
    title: str = "",
    lead_inspector: str = "",
    fieldwork: Fieldwork | None = None,
    embargo: Embargo | None = None,
) -> ConversationLog:
    """Return the log of conversations up to a day.

    During an embargo, a conversation from the day of feedback on counts as revealing the outcome unless it is
    marked as revealing none.
    """
    past = [conversation for conversation in conversations if conversation.on <= on]
    return ConversationLog(
        authority=authority,
        title=title,
        on=on,
        lead_inspector=lead_inspector,
        open=open_promises(past, on),
        conversations=tuple(sorted(past, key=lambda each: (each.on, each.at), reverse=True)),
        names=dict(_names(past, fieldwork or Fieldwork())),
        outcome=any(_reveals(conversation, embargo) for conversation in past),
    )


def _names(past: Iterable[Conversation], fieldwork: Fieldwork) -> Iterator[tuple[str, str]]:
    """Yield the id and the name of each thing that a conversation is about, if the reader may have it."""
    about = {id_ for each in past for id_ in (each.enquiry, each.challenge, each.request)}
    for enquiry in fieldwork.enquiries:
        if enquiry.id in about:
            yield enquiry.id, enquiry_name(enquiry)
    for claim in fieldwork.challenges:
        if claim.id in about:
            yield claim.id, claim_name(claim)
    for request in fieldwork.requests:
        if request.id in about:
            yield request.id, f"the request {quoted(request.title)}"


def _reveals(conversation: Conversation, embargo: Embargo | None) -> bool:
    if conversation.outcome is not None or embargo is None:
        return bool(conversation.outcome)
    held = embargo.stage is EmbargoStage.HELD
    return held and (embargo.since is None or embargo.since <= conversation.on)
