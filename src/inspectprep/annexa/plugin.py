"""The built-in rules and indicators, registered as any plugin's would be."""

from __future__ import annotations

from inspectprep.plugins.markers import hookimpl
from inspectprep.plugins.providers import IndicatorProvider, RuleProvider


@hookimpl
def inspectprep_rules() -> tuple[RuleProvider, ...]:
    """Provide the rules of the catalogue."""
    return (
        RuleProvider(
            id="annex-a",
            summary="Rules for all eleven lists of Annex A",
            target="inspectprep.annexa.catalogue.read:built_in_rules",
        ),
    )


@hookimpl
def inspectprep_indicators() -> tuple[IndicatorProvider, ...]:
    """Provide the indicators of the catalogue."""
    return (
        IndicatorProvider(
            id="annex-a",
            summary="Indicators of Annex A",
            target="inspectprep.annexa.catalogue.read:indicator_specs",
        ),
    )
