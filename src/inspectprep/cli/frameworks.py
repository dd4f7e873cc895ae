"""``inspectprep frameworks``: the inspection variants and their details."""

from __future__ import annotations

from datetime import date
from json import loads
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from inspectprep.cli import screen
from inspectprep.cli.arguments import FrameworkFiles, Json, OptionalDay, VariantId
from inspectprep.cli.invocation import make_workspace, today
from inspectprep.cli.output import day, emit_json, say, table
from inspectprep.codec import build, plain
from inspectprep.errors import DocumentError, SourceError
from inspectprep.frameworks.facts import RegisteredFact, changes, register, when_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspectprep.frameworks.catalogue import ResolvedVariant
    from inspectprep.model.framework import Framework

app = App(name="frameworks", help="List inspection variants, show one, or list what they rest on.")


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
        OptionalDay,
        Parameter(
            help="The day of the call. It chooses the edition, and the steps that exist. Default: today."
        ),
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
                "notes": list(resolved.notes),
                "sources": [plain(source) for source in resolved.framework.sources],
                **plain(resolved.variant),
            }
        )
        return 0
    _show(resolved, called)
    return 0


@app.command
def facts(
    *,
    unknown: Annotated[
        bool,
        Parameter(negative=(), help="Only what is not published, and the questions to ask."),
    ] = False,
    since: Annotated[
        Path | None,
        Parameter(help="A register that --json wrote before. Lists what was added, changed or removed."),
    ] = None,
    framework: FrameworkFiles = None,
    json: Json = False,
) -> int:
    """List every fact of the frameworks, with its basis, sources and the day they were read."""
    catalogue = make_workspace(frameworks=framework or ()).catalogue
    frameworks = {
        found.id: found for found in (catalogue.find(entry.id).framework for entry in catalogue.variants())
    }
    registered = register(frameworks.values())
    if since is not None:
        lines = changes(_stored(since), registered)
        if json:
            emit_json({"schema": "inspectprep/fact-changes/1", "changes": list(lines)})
        else:
            say(*lines or ["No fact has changed."])
        return 0
    shown = [fact for fact in registered if fact.is_unknown or not unknown]
    if json:
        facts = [{**plain(fact, full=True), "unknown": fact.is_unknown} for fact in shown]
        emit_json({"schema": "inspectprep/facts/1", "facts": facts})
        return 0
    for found in frameworks.values():
        own = [fact for fact in shown if fact.framework == found.id]
        if own:
            table(found.title, _UNKNOWN if unknown else _REGISTER, [_row(fact, unknown) for fact in own])
    if unknown:
        say(
            "Ask these on the day. If the letter or the inspector answers one, the maintainers of "
            "inspectprep would like to know the words and the date."
        )
    return 0


_REGISTER = ("Kind", "Id", "Fact", "Known", "Basis", "Confidence", "Read", "Source", "Used in")
_UNKNOWN = ("Kind", "Id", "Not published", "Ask", "Note", "Used in")


def _row(fact: RegisteredFact, unknown: bool) -> tuple[str, ...]:
    used_in = ", ".join(fact.used_in) + (f" (calls {fact.applies})" if fact.applies else "")
    if unknown:
        return fact.kind, fact.id, fact.title, fact.ask or "Take it from the letter.", fact.note, used_in
    return (
        fact.kind,
        fact.id,
        fact.title,
        fact.value or "not known",
        fact.basis.value,
        fact.confidence.value if fact.confidence else "",
        fact.read,
        "; ".join(fact.source),
        used_in,
    )


def _stored(path: Path) -> list[RegisteredFact]:
    """Return a register that was written before.

    Raises:
        SourceError: if the file is not a register.
    """
    try:
        document = loads(path.read_text("utf-8"))
        return [
            build({key: value for key, value in fact.items() if key != "unknown"}, RegisteredFact)
            for fact in document["facts"]
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, DocumentError) as error:
        raise SourceError(
            "This file is not a register of facts.",
            where=str(path),
            remedy="Write one with inspectprep frameworks facts --json.",
        ) from error


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
        say(f"There is no known edition for {day(called)}.", *resolved.notes)
    else:
        say(f"Edition for a call on {day(called)}: {edition.title}. {' '.join(resolved.notes)}".strip())
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
                when_words(milestone),
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


def _cite(ids: Sequence[str], framework: Framework) -> str:
    titles = {source.id: source.title for source in framework.sources}
    return "; ".join(titles.get(id_, id_) for id_ in ids)
