"""The report of the embargo: its state, and the register of the people who have been told."""

from __future__ import annotations

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.release import Embargo, EmbargoStage
from inspectprep.model.report import Paragraph, Report, Section, Tile, Tiles
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import bounds_words, counted, day_words, role_words

_STAGES = {
    EmbargoStage.NO_OUTCOME: "No outcome yet",
    EmbargoStage.HELD: "Embargoed",
    EmbargoStage.LIFTED: "Published",
}
_RULES = {
    EmbargoStage.NO_OUTCOME: "No outcome has been given. The embargo begins at the final feedback.",
    EmbargoStage.HELD: "Only the people in this register may know the outcome, and they may not pass it on. "
    "The embargo ends when someone sees the published report and records it, and not before.",
    EmbargoStage.LIFTED: "Publication is recorded. The outcome can be shared.",
}


def embargo_report(embargo: Embargo, context: ReportContext) -> Report:
    """Return the report of the embargo and its register.

    Raises:
        RefusedError: if the register is not for this audience.
    """
    if context.audience not in INSIDE:
        raise RefusedError(
            "The embargo register names people and what they were told.",
            who=tuple(audience.value for audience in INSIDE),
        )
    rows = [
        (
            disclosure.on,
            disclosure.time,
            disclosure.person,
            _role(disclosure.role),
            disclosure.what,
            disclosure.by,
            _yes(disclosure.reminded),
        )
        for disclosure in embargo.register
    ]
    columns = ("Day", "Time", "Person", "Role", "What they were told", "By", "Reminded")
    register = (
        table(columns, rows, caption="Who was told what, when and by whom")
        if rows
        else Paragraph(text="The register is empty.")
    )
    return Report(
        kind="embargo",
        title=f"{embargo.authority or 'The council'}: embargo register",
        subtitle=f"As of {day_words(embargo.on)}",
        prepared=context.prepared or embargo.on,
        classification=context.classification,
        audience=context.audience,
        outcome=embargo.stage is not EmbargoStage.LIFTED
        and any(disclosure.what for disclosure in embargo.register),
        sections=(
            Section(
                title="State of the embargo", blocks=(_tiles(embargo), Paragraph(text=_RULES[embargo.stage]))
            ),
            Section(title="People who know the outcome", blocks=(register,)),
        ),
        document=context.document_for(embargo),
    )


def _tiles(embargo: Embargo) -> Tiles:
    tiles = [Tile(title="The outcome", value=_STAGES[embargo.stage])]
    if embargo.since:
        known = embargo.since_recorded or embargo.stage is EmbargoStage.LIFTED
        tiles.append(
            Tile(
                title="Known since" if known else "May be known from",
                value=day_words(embargo.since),
                detail="" if known else "The planned day of final feedback. It is not recorded",
            )
        )
    if embargo.published:
        tiles.append(Tile(title="Published", value=day_words(embargo.published)))
    elif embargo.expected:
        bounds = bounds_words(embargo.earliest, embargo.latest, embargo.by_8_in_10, short=True)
        rule = "The embargo does not end on the expected day"
        tiles.append(
            Tile(
                title="Publication expected",
                value=day_words(embargo.expected),
                detail=f"{bounds[:1].upper()}{bounds[1:]}. {rule}" if bounds else rule,
            )
        )
    people = {" ".join(disclosure.person.split()).casefold() for disclosure in embargo.register}
    tiles.append(Tile(title="People who know", value=counted(len(people), "person", "people")))
    return Tiles(tiles=tuple(tiles))


def _role(role: str) -> str:
    return role_words(role) if role else ""


def _yes(truth: bool) -> str:
    return "Yes" if truth else "Not yet"
