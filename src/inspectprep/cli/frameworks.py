"""``inspectprep frameworks``: which inspections can be planned, and what is known of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from inspectprep.cli.arguments import Day, FrameworkFiles, Json
from inspectprep.cli.invocation import make_workspace
from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.codec import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectprep.frameworks.catalogue import ResolvedVariant
    from inspectprep.model.framework import Framework, Milestone

__all__ = ["app"]

app = App(name="frameworks", help="List the inspection variants, or show what is known of one.")


@app.default
@app.command(name="list")
def list_(*, framework: FrameworkFiles = None, json: Json = False) -> int:
    """List every variant that can be planned."""
    catalogue = make_workspace(frameworks=framework or ()).catalogue
    found = [catalogue.find(entry.id) for entry in catalogue.variants()]
    if json:
        variants = [
            {
                "variant": each.variant.id,
                "title": each.variant.title,
                "framework": each.framework.id,
                "default_for": list(each.variant.default_for),
                "summary": each.variant.summary,
                "editions": [edition.id for edition in each.framework.editions],
            }
            for each in found
        ]
        emit_json({"schema": "inspectprep/variants/1", "variants": variants})
        return 0
    table(
        "Variants",
        ("Variant", "Title", "Framework", "Usual for councils judged", "Editions"),
        [
            (
                each.variant.id,
                each.variant.title,
                each.framework.title,
                ", ".join(each.variant.default_for),
                ", ".join(edition.id for edition in each.framework.editions),
            )
            for each in found
        ],
    )
    say("The previous grade suggests a variant and never decides it: the notification says which it is.")
    return 0


@app.command
def show(
    variant: str,
    /,
    *,
    on: Annotated[
        Day | None, Parameter(help="The day of the call, which chooses the edition; today if left out.")
    ] = None,
    framework: FrameworkFiles = None,
    json: Json = False,
) -> int:
    """Show all that is known of a variant, with basis and source, and what is not known."""
    called = on or date.today()  # noqa: DTZ011  # the reader's own day is meant
    found = make_workspace(frameworks=framework or ()).catalogue.find(variant, on=called)
    if json:
        edition = found.edition
        emit_json(
            {
                "schema": "inspectprep/variant/1",
                "framework": found.framework.id,
                "on": called.isoformat(),
                "edition": plain(edition) if edition else None,
                "sources": [plain(each) for each in found.framework.sources],
                **plain(found.variant),
            }
        )
        return 0
    _show(found, called)
    return 0


def _show(found: ResolvedVariant, called: date) -> None:
    variant, framework, edition = found.variant, found.framework, found.edition
    say(
        f"{variant.title} ({variant.id})",
        *([variant.summary] if variant.summary else []),
        f"{framework.title}, {', '.join(framework.inspectorates)}. {framework.legal_basis}",
    )
    if variant.default_for:
        say(f"Usual for councils judged {' or '.join(variant.default_for)}: a default, never a rule.")
    if edition is None:
        say(f"No known edition was in force on {day(called)}.")
    else:
        say(f"Edition for a call on {day(called)}: {edition.title}. {edition.note}".strip())
        if variant.graded and edition.judgements:
            table("Judgements", ("Judgement",), [(each.title,) for each in edition.judgements])
            say(f"Scale: {' / '.join(edition.scale)}")
        elif not variant.graded:
            say("Nothing is graded.")
    table(
        "Milestones",
        ("Milestone", "When", "How we know", "Source", "Note"),
        [
            (each.title, _when(each), each.basis.value, _cite(each.source, framework), each.note)
            for each in variant.milestones
        ],
    )
    if variant.requests:
        table(
            "Information requests",
            ("What is asked for", "How we know", "Source", "Note"),
            [
                (each.title, each.basis.value, _cite(each.source, framework), each.note)
                for each in variant.requests
            ],
        )
    if variant.facts:
        table(
            "What else is known, and what is not",
            ("", "", "How we know", "Source", "Note"),
            [
                (
                    each.title,
                    each.value or "not known: ask",
                    each.basis.value,
                    _cite(each.source, framework),
                    each.note,
                )
                for each in variant.facts
            ],
        )


def _when(milestone: Milestone) -> str:
    if milestone.windows:
        window = milestone.windows[-1]
        return f"{window.expected} after {milestone.anchor} (from {window.earliest} to {window.latest})"
    if milestone.offset is None:
        return "day 0" if milestone.anchor is None and milestone.id == "notification" else "the letter says"
    text = f"{milestone.offset} after {milestone.anchor}" if milestone.anchor else f"{milestone.offset}"
    if milestone.end_offset is not None:
        text += f", to {milestone.end_offset}"
        text += f" after {milestone.end_anchor}" if milestone.end_anchor else ""
    return text + (", each working day" if milestone.daily else "")


def _cite(ids: Sequence[str], framework: Framework) -> str:
    titles = {source.id: source.title for source in framework.sources}
    return "; ".join(titles.get(each, each) for each in ids)
