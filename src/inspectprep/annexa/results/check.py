"""Check a return: read it, run every rule, return one result."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.rules import built_in, read_rules, rules_from
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.validate import validate_all
from inspectprep.annexa.reading.placeholder_ids import with_placeholders
from inspectprep.annexa.reading.read import read
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import InspectPrepError, UnknownNameError
from inspectprep.model.finding import SkippedRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectprep.annexa.catalogue.rule import Rule
    from inspectprep.annexa.reading.dataset import AnnexAData
    from inspectprep.plugins.registry import Registry

__all__ = ["catalogue_for", "check", "check_dataset"]


def check(
    paths: Any,
    *,
    as_of: date | None = None,
    policy: Policy | None = None,
    registry: Registry | None = None,
    rules: Path | str | None = None,
    lists: Iterable[int] | None = None,
    progress: Callable[[str], None] | None = None,
) -> CheckResult:
    """Check a return with every rule.

    Args:
        paths: A file or folder, a data frame, a mapping of list number to frame, or several of these.
        as_of: The list date; without it the newest event is used, and the result says so.
        policy: Thresholds, the council's name, and rules changed or switched off.
        registry: Plugins, for their readers and rules. Those that observe checks get the counts.
        rules: A council's own rules, a TOML file.
        lists: Only findings of these lists. The other lists are still read, for rules that compare.
        progress: Called with one sentence before each step.

    Returns:
        The result: findings, counts, and rules that could not be run.

    Raises:
        SourceError: if nothing could be read.
        DocumentError: if a plugin's or council's rule is not understood.

    Example:
        >>> from inspectprep import annexa
        >>> result = annexa.check(["annex-a.xlsx"])  # doctest: +SKIP
    """
    dataset = read(paths, registry=registry, as_of=as_of, progress=progress)
    result = check_dataset(
        dataset, policy=policy, registry=registry, rules=rules, lists=lists, progress=progress
    )
    if registry is not None:
        registry.check_finished(lambda: result.summary)
    return result


def check_dataset(
    dataset: AnnexAData,
    *,
    policy: Policy | None = None,
    registry: Registry | None = None,
    rules: Path | str | None = None,
    lists: Iterable[int] | None = None,
    progress: Callable[[str], None] | None = None,
) -> CheckResult:
    """Check a return that was read before. :func:`check` explains the arguments.

    Raises:
        DocumentError: if a plugin's or council's rule is not understood.
        UnknownNameError: if the policy changes a rule that does not exist.
    """
    chosen = policy if policy is not None else Policy()
    catalogue, broken = catalogue_for(registry, rules)
    for name in chosen.rules:
        if name not in catalogue:
            raise UnknownNameError("rule", name, catalogue, where="policy")
    dataset = with_placeholders(dataset, chosen.placeholder_ids)
    report = None if progress is None else _sentences(progress)
    ran = run_rules(dataset, catalogue.values(), chosen, progress=report)
    without_codes = (SkippedRule(rule=name, reason=reason) for name, reason in dataset.codes.problems)
    result = CheckResult(
        findings=ran.findings,
        dataset=dataset,
        rules=catalogue,
        policy=chosen,
        skipped=(*ran.skipped, *broken, *without_codes),
    )
    return result if lists is None else result.filter(list=tuple(lists))


def catalogue_for(
    registry: Registry | None = None, rules: Path | str | None = None
) -> tuple[Mapping[str, Rule], tuple[SkippedRule, ...]]:
    """Return the built-in rules, those of plugins and those of a council's own file, by id.

    Returns:
        The rules; and for each plugin whose rules cannot be used, its id and the reason.

    Raises:
        DocumentError: if the council's own file is not understood.
    """
    rules_by_id: dict[str, Rule] = {}
    broken: list[SkippedRule] = []
    if registry is None:
        rules_by_id.update(built_in())
    else:
        for provider in registry.rules:
            try:
                with registry.rules.attribute_errors_to(provider, "giving its rules"):
                    given = rules_from(registry.rules.resolve(provider), provider.id)
                    own = [rule for rule in given if built_in().get(rule.id) is not rule]
                    validate_all(own, where=provider.id)
            except InspectPrepError as error:
                broken.append(
                    SkippedRule(rule=provider.id, reason=f"The plugin's rules cannot be used. {error}")
                )
            else:
                rules_by_id.update((rule.id, rule) for rule in given)
    if rules is not None:
        given = read_rules(rules)
        validate_all(given, where=Path(rules).name)
        rules_by_id.update((rule.id, rule) for rule in given)
    return MappingProxyType(rules_by_id), tuple(broken)


def _sentences(progress: Callable[[str], None]) -> Callable[[str, int, int], None]:
    def report(step: str, done: int, steps: int) -> None:
        progress(f"Checking ({done} of {steps}): {step}" if done < steps else "Checked.")

    return report
