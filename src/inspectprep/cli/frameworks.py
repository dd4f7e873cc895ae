"""``inspectprep frameworks``: the inspection variants and their details."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from inspectprep.cli import screen
from inspectprep.cli.arguments import FrameworkFiles, Json, OptionalDay, VariantId
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.codec import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectprep.frameworks.catalogue import ResolvedVariant
    from inspectprep.model.framework import Framework, Milestone

app = App(name="frameworks", help="List inspection variants, or show one.")


@app.default
@app.command(name="list")
def list_(*, framework: FrameworkFiles = None, json: Json = False) -> int:
    """List the inspection variants."""
    catalogue = make_workspace(frameworks=framework or ()).catalogue
    resolved_variants = [catalogue.find(entry.id) for entry in catalogue.variants()]
    if json:
        variants = [
            {
                "variant": resolved.variant.id,
                "title": resolved.variant.title,
                "framework": resolved.framework.id,
                "default_for": list(resolved.variant.default_for),
                "summary": resolved.variant.summary,
                "editions": [edition.id for edition in resolved.framework.editions],
            }
            for resolved in resolved_variants
        ]
        emit_json({"schema": "inspectprep/variants/1", "variants": variants})
        return 0
    table(
        "Variants",
        ("Variant", "Title", "Framework", "Usual for a previous grade of", "Editions"),
        [
            (
                resolved.variant.id,
                resolved.variant.title,
                resolved.framework.title,
                ", ".join(resolved.variant.default_for),
                ", ".join(edition.id for edition in resolved.framework.editions),
            )
            for resolved in resolved_variants
        ],
    )
    say("The notification names the variant. The previous grade only suggests it.")
    return 0


@app.command
def show(
    variant: VariantId,
    /,
    *,
    on: Annotated[
        OptionalDay, Parameter(help="The day of the call. It chooses the edition. Default: today.")
    ] = None,
    framework: FrameworkFiles = None,
    json: Json = False,
) -> int:
    """Show the details of a variant, with the basis and source of each."""
    called = on or today()
    resolved = make_workspace(frameworks=framework or ()).catalogue.find(variant, on=called)
    if json:
        edition = resolved.edition
        emit_json(
            {
                "schema": "inspectprep/variant/1",
                "framework": resolved.framework.id,
                "on": called.isoformat(),
                "edition": plain(edition) if edition else None,
                "sources": [plain(source) for source in resolved.framework.sources],
                **plain(resolved.variant),
            }
        )
        return 0
    _show(resolved, called)
    return 0


def _show(resolved: ResolvedVariant, called: date) -> None:
    screen.show_all()
    variant, framework, edition = resolved.variant, resolved.framework, resolved.edition
    say(
        f"{variant.title} ({variant.id})",
        *([variant.summary] if variant.summary else []),
        f"{framework.title}, {', '.join(framework.inspectorates)}. {framework.legal_basis}",
    )
    if variant.default_for:
        say(f"Usual for councils with a previous grade of {' or '.join(variant.default_for)}.")
    if edition is None:
        say(f"There is no known edition for {day(called)}.")
    else:
        say(f"Edition for a call on {day(called)}: {edition.title}. {edition.note}".strip())
        if variant.graded and edition.judgements:
            judgements = [(judgement.id, judgement.title) for judgement in edition.judgements]
            table("Judgements", ("Id", "Judgement"), judgements)
            say(f"Scale: {' / '.join(edition.scale)}")
        elif variant.graded:
            say("The judgements of this edition are not known.")
        else:
            say("This variant has no grades.")
    table(
        "Milestones",
        ("Milestone", "When", "Basis", "Source", "Note"),
        [
            (
                milestone.title,
                _when(milestone),
                milestone.basis.value,
                _cite(milestone.source, framework),
                milestone.note,
            )
            for milestone in variant.milestones
        ],
    )
    if variant.requests:
        table(
            "Information requests",
            ("Id", "Request", "Basis", "Source", "Note"),
            [
                (
                    request.id,
                    request.title,
                    request.basis.value,
                    _cite(request.source, framework),
                    request.note,
                )
                for request in variant.requests
            ],
        )
    if variant.facts:
        table(
            "Other facts",
            ("Fact", "Value", "Basis", "Source", "Note"),
            [
                (
                    fact.title,
                    fact.value or (f"not known. Ask: {fact.ask}" if fact.ask else "not known"),
                    fact.basis.value,
                    _cite(fact.source, framework),
                    fact.note,
                )
                for fact in variant.facts
            ],
        )


def _when(milestone: Milestone) -> str:
    text = _start(milestone)
    if milestone.end_ask:
        text += f" Last day not known. Ask: {milestone.end_ask}"
    if milestone.end_offset is not None:
        text += f", to {milestone.end_offset}"
        text += f" after {milestone.end_anchor}" if milestone.end_anchor else ""
    return text + (", each working day" if milestone.daily else "")


def _start(milestone: Milestone) -> str:
    if milestone.windows:
        window = milestone.windows[-1]
        bounds = f"from {window.earliest} to {window.latest}" if window.latest else f"from {window.earliest}"
        text = f"{window.expected} after {milestone.anchor} ({bounds})"
    elif milestone.offset is not None:
        text = f"{milestone.offset} after {milestone.anchor}" if milestone.anchor else f"{milestone.offset}"
    elif milestone.anchor is None and milestone.id == "notification":
        return "day 0"
    else:
        return f"not known. Ask: {milestone.ask}" if milestone.ask else "in the letter"
    return f"{text}. To confirm: {milestone.ask}" if milestone.ask else text


def _cite(ids: Sequence[str], framework: Framework) -> str:
    titles = {source.id: source.title for source in framework.sources}
    return "; ".join(titles.get(id_, id_) for id_ in ids)
