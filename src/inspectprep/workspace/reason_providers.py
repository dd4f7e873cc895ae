"""Reasons of readiness from plugins. A source that fails is itself a reason, so a gap is never hidden."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING

from attrs import evolve

from inspectprep.errors import InspectPrepError, PluginError
from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating, Reason
from inspectprep.planning.readiness.council_state import CouncilState, Shared
from inspectprep.planning.readiness.reason_sources import ReasonSource
from inspectprep.plugins.given import LOWER_CASE_ID, is_lower_case_id

if TYPE_CHECKING:
    from inspectprep.plugins import Providers, ReasonProvider, Registry

_HOOK = "inspectprep_reasons"
_MISSING = "plugin-reasons-missing"
_OWNER = "deputy"
"""The role that sees to a plugin that fails."""


def sources_of(registry: Registry) -> tuple[ReasonSource, ...]:
    """Return the sources of reasons that plugins add, and one for each plugin whose source cannot be used.

    Args:
        registry: The plugins.
    """
    providers = registry.reasons
    known = {providers.origin(provider) for provider in providers}
    known |= {plugin for conflict in providers.conflicts for plugin in conflict.plugins}
    unused = [(conflict.plugins[-1], str(conflict), conflict.remedy) for conflict in providers.conflicts]
    # The problem itself may quote an exception, and readiness is shared.
    failed = [problem.plugin for problem in registry.problems if problem.hook == _HOOK]
    unused += [
        (plugin, f"Its hook {_HOOK} cannot be used.", "Run `inspectprep plugins doctor`.")
        for plugin in dict.fromkeys((*failed, *registry.lost(_HOOK)))
        if plugin not in known
    ]
    return (
        *(_source(providers, provider) for provider in providers),
        *(_unused(plugin, what, remedy) for plugin, what, remedy in unused),
    )


def reasons_of(
    providers: Providers[ReasonProvider], provider: ReasonProvider, state: CouncilState
) -> tuple[Reason, ...]:
    """Return the reasons of one source. Each has a rule that begins with the id of the provider.

    Args:
        providers: The sources, ``registry.reasons``.
        provider: One of them.
        state: The state of the council.

    Raises:
        PluginError: if it fails, gives anything but reasons, or gives one that cannot be shown.
    """
    if _theme(provider) is None:
        remedy = f"Its author can name one of {', '.join(Theme)}."
        raise providers.blame(provider, "names no theme.", remedy=remedy)
    given = providers.values(provider, "giving its reasons", Reason, state)
    for reason in given:
        for problem in _problems(reason):
            raise providers.blame(provider, f"gave a reason that cannot be shown: {problem}.")
    return tuple(evolve(reason, rule=f"{provider.id}/{reason.rule}") for reason in given)


def _problems(reason: Reason) -> Iterator[str]:
    """Yield what is wrong with a reason, and quote none of its text."""
    if not is_lower_case_id(reason.rule):
        yield f"its rule {LOWER_CASE_ID}"
    if any(len(text.splitlines()) > 1 for text in (reason.text, reason.action)):
        yield "its text and its action must be one line each"
    if reason.action and not reason.owner:
        yield "its action has no owner"


def _theme(provider: ReasonProvider) -> Theme | None:
    """Return the theme that a source names, which may be written as a word. None for any other word."""
    return next((theme for theme in Theme if theme == provider.theme), None)


def _source(providers: Providers[ReasonProvider], provider: ReasonProvider) -> ReasonSource:
    return ReasonSource(
        theme=_theme(provider) or Theme.PLAN,
        reasons=partial(_contained, providers, provider),
        plugin=providers.origin(provider),
    )


def _contained(
    providers: Providers[ReasonProvider], provider: ReasonProvider, state: CouncilState
) -> tuple[Reason, ...]:
    """Return the reasons of a source, which is given a copy, or the reason that they are missing."""
    copied = deepcopy(evolve(state, shared=Shared()))
    try:
        return reasons_of(providers, provider, copied)
    except PluginError as error:
        failed = error
    except InspectPrepError as error:
        failed = providers.blame(provider, f"cannot be used: {error.what}", remedy=error.remedy)
    providers.report(failed)
    plugin = providers.origin(provider)
    return (_gap(plugin, failed.what, failed.remedy),)


def _unused(plugin: str, what: str, remedy: str) -> ReasonSource:
    """Return a source that says that the reasons of a plugin are missing. Their theme is not known."""
    gap = _gap(plugin, what, remedy)
    return ReasonSource(theme=Theme.PLAN, reasons=lambda _: (gap,), plugin=plugin)


def _gap(plugin: str, what: str, remedy: str) -> Reason:
    return Reason(
        rating=Rating.AMBER,
        rule=_MISSING,
        text=f"Reasons of the plugin {plugin!r} are missing. {what}",
        owner=_OWNER,
        action=f"Get the reasons of the plugin {plugin!r} back. {remedy}".rstrip(),
    )
