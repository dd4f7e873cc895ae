"""The report of the embargo: where the outcome stands, and the register of who was told what and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.errors import RefusedError
from inspectprep.model.readiness import Rating
from inspectprep.model.release import EmbargoStage
from inspectprep.model.report import Audience, Paragraph, Report, Section, Tile, Tiles
from inspectprep.planning.communication.outcome import says_outcome
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import counted, day_words, role_words

if TYPE_CHECKING:
    from inspectprep.model.release import Embargo
    from inspectprep.reports.compose.context import ReportContext

__all__ = ["embargo_report"]

_KEEPERS = (Audience.INSPECTION_TEAM, Audience.LEADERS)
_STAGES = {
    EmbargoStage.NO_OUTCOME: ("No outcome yet", Rating.GREEN),
    EmbargoStage.HELD: ("Embargoed", Rating.RED),
    EmbargoStage.LIFTED: ("Published", Rating.GREEN),
}
_RULES = {
    EmbargoStage.NO_OUTCOME: "Nobody has been told an outcome. The embargo begins at the final feedback.",
    EmbargoStage.HELD: "Only the people in this register may know the outcome, and they may not pass it on. "
    "The embargo ends when somebody has seen the report published and recorded it, and not before.",
    EmbargoStage.LIFTED: "Publication is recorded. What the report says may be told.",
}


def embargo_report(embargo: Embargo, context: ReportContext) -> Report:
    """Return the report of the embargo and its register.

    Raises:
        RefusedError: if the audience may not see who was told.
    """
    if context.audience not in _KEEPERS:
        raise RefusedError(
            "The embargo register names people and what they were told.",
            who=tuple(each.value for each in _KEEPERS),
        )
    rows = [
        (each.on, each.time, each.person, _role(each.role), each.what, each.by, _yes(each.reminded))
        for each in embargo.register
    ]
    columns = ("Day", "Time", "Who", "Role", "Was told", "By", "Reminded")
    register = (
        table(columns, rows, caption="Who was told what, when and by whom")
        if rows
        else Paragraph(text="Nobody is in the register.")
    )
    return Report(
        kind="embargo",
        title=f"{embargo.authority or 'The council'}: embargo register",
        subtitle=f"As it stands on {day_words(embargo.on)}",
        prepared=context.prepared or embargo.on,
        classification=context.classification,
        audience=context.audience,
        outcome=embargo.stage is not EmbargoStage.LIFTED
        and says_outcome(*(each.what for each in embargo.register)),
        sections=(
            Section(title="Where it stands", blocks=(_tiles(embargo), Paragraph(text=_RULES[embargo.stage]))),
            Section(title="Who knows", blocks=(register,)),
        ),
        document=context.document_for(embargo),
    )


def _tiles(embargo: Embargo) -> Tiles:
    words, rating = _STAGES[embargo.stage]
    found = [Tile(title="The outcome", value=words, rating=rating)]
    if embargo.since:
        found.append(Tile(title="Known since", value=day_words(embargo.since)))
    if embargo.published:
        found.append(Tile(title="Published", value=day_words(embargo.published)))
    elif embargo.expected:
        expected = day_words(embargo.expected)
        found.append(
            Tile(title="Publication expected", value=expected, detail="An expected day lifts nothing")
        )
    people = {" ".join(each.person.split()).casefold() for each in embargo.register}
    found.append(Tile(title="People who know", value=counted(len(people), "person", "people")))
    return Tiles(tiles=tuple(found))


def _role(role: str) -> str:
    return role_words(role) if role else ""


def _yes(truth: bool) -> str:
    return "Yes" if truth else "Not yet"
