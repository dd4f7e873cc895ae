"""The report of the embargo: its position, and the register of the people who have been told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspectprep.errors import RefusedError
from inspectprep.model.audience import INSIDE
from inspectprep.model.release import Disclosure, Embargo, EmbargoStage
from inspectprep.model.report import Block, Fold, Paragraph, Report, Section, Table, Tile, Tiles
from inspectprep.model.roles import known_role
from inspectprep.planning.standing.release import embargo_standing, not_reminded, people_who_know
from inspectprep.planning.wording import counted, long_date, person_name, short_date
from inspectprep.reports.compose.context import ReportContext
from inspectprep.reports.compose.standing import standing_section
from inspectprep.reports.compose.tables import table
from inspectprep.reports.words import bounds_words

_REGISTER = "People who know the outcome"
_REMINDED = "Reminded that nothing is public"
_MANY = 12
_RULES = {
    EmbargoStage.NO_OUTCOME: "No outcome has been given. The embargo begins at the final feedback.",
    EmbargoStage.HELD: "Only the people in this register may know the outcome.",
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
    return Report(
        kind="embargo",
        title=f"{embargo.authority or 'The council'}: embargo register",
        subtitle=f"As of {long_date(embargo.on)}",
        prepared=context.prepared or embargo.on,
        classification=context.classification,
        audience=context.audience,
        outcome=embargo.stage is not EmbargoStage.LIFTED
        and any(disclosure.what for disclosure in embargo.register),
        sections=(
            standing_section(
                embargo_standing(embargo),
                context,
                where=_REGISTER,
                beside=(_tiles(embargo), Paragraph(text=_RULES[embargo.stage])),
            ),
            Section(title=_REGISTER, blocks=tuple(_register(embargo))),
        ),
        document=context.document_for(embargo),
    )


def _register(embargo: Embargo) -> Iterator[Block]:
    """Yield the entries: first those of people who were not reminded, and the others folded if many."""
    if not embargo.register:
        yield Paragraph(text="The register is empty.")
        return
    names = {entry.person for entry in not_reminded(embargo)}
    waiting = [entry for entry in embargo.register if entry.person in names]
    others = [entry for entry in embargo.register if entry.person not in names]
    if waiting:
        yield _table(waiting, "Not reminded yet that nothing is public")
    if len(others) > _MANY:
        summary = counted(len(others), "entry", "entries")
        yield Fold(title=_REMINDED, summary=summary, blocks=(_table(others, _REMINDED),))
    elif others:
        yield _table(others, _REMINDED)


def _table(entries: Sequence[Disclosure], caption: str) -> Table:
    rows = [
        (
            " ".join(filter(None, (short_date(entry.on), entry.time))),
            person_name(known_role(entry.role), entry.person) if entry.role else entry.person,
            entry.what,
            entry.by,
        )
        for entry in entries
    ]
    return table(("Day", "Person", "What they know", "By"), rows, caption=caption)


def _tiles(embargo: Embargo) -> Tiles:
    tiles = []
    if embargo.since:
        known = embargo.since_recorded or embargo.stage is EmbargoStage.LIFTED
        tiles.append(
            Tile(
                title="Known since" if known else "May be known from",
                value=short_date(embargo.since),
                detail="" if known else "The planned day of final feedback. It is not recorded",
            )
        )
    if embargo.published:
        tiles.append(Tile(title="Published", value=short_date(embargo.published)))
    elif embargo.expected:
        bounds = bounds_words(embargo.earliest, embargo.latest, embargo.by_8_in_10, short=True)
        tiles.append(
            Tile(
                title="Publication expected",
                value=short_date(embargo.expected),
                detail=f"{bounds[:1].upper()}{bounds[1:]}",
            )
        )
    tiles.append(
        Tile(title="People who know", value=counted(len(people_who_know(embargo)), "person", "people"))
    )
    return Tiles(tiles=tuple(tiles))
