"""The call in a workspace: the page for the desk, the empty sheet, and the inspection that begins with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from inspectprep import codec
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.call_sheet import CallPage, CallQuestion, CallSheet
from inspectprep.model.enquiry import RequestState
from inspectprep.model.representation import with_one_line
from inspectprep.model.workforce import RoleHolder, people_of
from inspectprep.planning.call_questions import call_questions
from inspectprep.planning.people.contacts import role_contacts
from inspectprep.planning.people.cover import who_takes_the_call
from inspectprep.workspace.state import imagined_inspection

if TYPE_CHECKING:
    from datetime import date

    from inspectprep.workspace.council_inspections import CouncilInspections
    from inspectprep.workspace.inspections import Begun
    from inspectprep.workspace.workspace import Workspace


@with_one_line
class CallTaken(NamedTuple):
    """An inspection that began with a call sheet.

    Attributes:
        begun: The inspection.
        requests: Ids of the requests that the sheet added.
    """

    begun: Begun
    requests: tuple[str, ...] = ()


def call_page(
    workspace: Workspace, day: date, *, variant: str = "", sheet: CallSheet | None = None
) -> CallPage:
    """Return everything that is on the desk when a call comes: the questions, and who to ring.

    Args:
        workspace: The workspace.
        day: The day of the call.
        variant: Id of the variant. Default: that of the workspace.
        sheet: The answers so far.

    Raises:
        UnknownNameError: if there is no such variant; the nearest is suggested.
    """
    timeline = workspace.schedule(imagined_inspection(workspace, day, variant))
    holders = workspace.records.all(RoleHolder)
    today = [task for task in workspace.checklist(timeline) if task.due == day]
    cover = who_takes_the_call(people_of(holders), day)
    return CallPage(
        day=day,
        title=timeline.title,
        authority=timeline.authority,
        takes_call=cover.why,
        taker=cover.name,
        contacts=role_contacts(holders, (owner for task in today for owner in task.owners), day),
        questions=call_questions(
            workspace.catalogue.find(timeline.variant, on=timeline.notified).variant, timeline
        ),
        sheet=sheet or CallSheet(),
    )


def take_call(workspace: CouncilInspections, sheet: CallSheet, *, by: str, why: str = "") -> CallTaken:
    """Begin the inspection of a filled call sheet. Other information to send becomes requests.

    Everything is recorded, or nothing.

    Args:
        workspace: The workspace.
        sheet: The sheet. Its variant is that of the workspace if it names none.
        by: The author.
        why: The reason, if any.

    Raises:
        InspectPrepError: if the day of the call is missing, or the same inspection has begun.
        UnknownNameError: if an answer is to an unknown question, or there is no such variant or milestone.
        PersonalDataError: if a text seems to contain a child's details.
    """
    if sheet.notified is None:
        raise InspectPrepError(
            "The day of the call is missing.", where="notified", remedy="Add it to the sheet."
        )
    inspection = sheet.inspection if sheet.variant else _with_variant(sheet, workspace.variant).inspection
    asks = [
        question.id.partition(".")[2]
        for question in call_questions(
            workspace.catalogue.find(inspection.variant, on=sheet.notified).variant
        )
        if question.council_asks
    ]
    for answer in sheet.answers:
        if answer.question not in asks:
            raise UnknownNameError("question", answer.question, asks, where="answers")
    with workspace.records.transaction():
        begun = workspace.begin(inspection, by=by, why=why)
        added = [
            workspace.records.add(
                RequestState(inspection=begun.entry.id, title=item.title, asked=sheet.notified, due=item.due),
                by=by,
                why="Asked for in the call",
            ).id
            for item in sheet.asked
        ]
    return CallTaken(begun, tuple(added))


def _with_variant(sheet: CallSheet, variant: str) -> CallSheet:
    document = {**codec.dump(sheet), "variant": variant}
    return codec.load(document, CallSheet)


def empty_sheet(page: CallPage) -> str:
    """Return an empty call sheet as TOML, with every question as a comment."""
    return "\n".join(_lines(page)) + "\n"


def _lines(page: CallPage) -> Iterator[str]:
    yield 'schema = "inspectprep/call-sheet/1"'
    groups: dict[str, list[CallQuestion]] = {}
    for question in page.questions:
        groups.setdefault(question.id.partition(".")[0], []).append(question)
    for name, questions in groups.items():
        yield ""
        if name == "notice":
            yield "notice = ["
            for question in questions:
                yield f"    # {_comment(question)}"
                milestone = question.id.partition(".")[2]
                day = page.day.isoformat()
                until = f", end = {day}" if milestone == "fieldwork" else ""
                yield f'    # {{ id = "{milestone}", start = {day}{until} }},'
            yield "]"
        elif name == "answers":
            yield "answers = ["
            for question in questions:
                yield f"    # {_comment(question)}"
                yield f'    {{ question = "{question.id.partition(".")[2]}", answer = "" }},'
            yield "]"
        else:
            yield f"# {_comment(questions[0])}"
            if name == "notified":
                yield f"notified = {page.day.isoformat()}"
            elif name == "asked":
                yield "asked = ["
                yield f'    # {{ title = "Structure charts", due = {page.day.isoformat()} }},'
                yield "]"
            elif name == "inspectors":
                yield "inspectors = []"
            else:
                yield f'{name} = ""'


def _comment(question: CallQuestion) -> str:
    return " ".join(f"{question.text} {question.known}".split())
