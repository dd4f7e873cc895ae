"""Check a return: read it, run every rule, return one result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from inspectprep.annexa.catalogue import ListSpec
from inspectprep.annexa.catalogue.added_codes import codes_for
from inspectprep.annexa.catalogue.policy import Policy, check_policy, read_policy
from inspectprep.annexa.catalogue.read import built_in, rules_from
from inspectprep.annexa.catalogue.values import IndicatorSpec, Rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.validate import read_rules, validate_all
from inspectprep.annexa.reading.added_columns import lists_for
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.placeholder_ids import with_placeholders
from inspectprep.annexa.reading.read import ReturnSource, read
from inspectprep.annexa.results.indicator_specs import indicators_for
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import DocumentError, InspectPrepError
from inspectprep.model.alteration import Alteration
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.finding import SkippedRule
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.plugins.contents import contents_of
from inspectprep.plugins.providers import RuleProvider
from inspectprep.plugins.registry import Registry


@checked_arguments
def check(
    paths: ReturnSource | Iterable[ReturnSource],
    *,
    as_of: date | None = None,
    policy: Policy | Path | str | None = None,
    registry: Registry | None = None,
    rules: Path | str | None = None,
    lists: Iterable[int] | None = None,
    progress: Callable[[str], None] | None = None,
) -> CheckResult:
    """Check a return with every rule.

    Args:
        paths: A file or folder, a data frame, a mapping of list number to frame or of file name to content,
            or several of these. Content is bytes, or a file object in binary mode.
        as_of: The list date; without it the newest event is used, and the result says so.
        policy: The council's policy, or its TOML file.
        registry: Plugins, for their readers and rules. Those that observe checks get the counts.
        rules: A council's own rules, a TOML file.
        lists: Only findings of these lists. The other lists are still read, for rules that compare.
        progress: Called with one sentence before each step.

    Returns:
        The result, with findings, counts and rules that could not be run.

    Raises:
        SourceError: if nothing could be read.
        DocumentError: if a council's rule is not understood, or the policy changes what does not exist.

    Example:
        >>> from inspectprep import annexa
        >>> result = annexa.check(["annex-a.xlsx"])  # doctest: +SKIP
    """
    catalogue = catalogue_for(registry, rules)
    chosen = _policy(policy, catalogue, registry)
    dataset = read(paths, registry=registry, as_of=as_of, policy=chosen, progress=progress)
    result = _check(dataset, chosen, catalogue, lists=lists, progress=progress)
    if registry is not None:
        registry.check_finished(lambda: result.summary)
    return result


@checked_arguments
def check_dataset(
    dataset: AnnexAData,
    *,
    policy: Policy | Path | str | None = None,
    registry: Registry | None = None,
    rules: Path | str | None = None,
    lists: Iterable[int] | None = None,
    progress: Callable[[str], None] | None = None,
) -> CheckResult:
    """Check a return that was read before. :func:`check` explains the arguments.

    Raises:
        DocumentError: if a council's rule is not understood, or the policy changes what does not exist.
        InspectPrepError: if the return was read without the codes or choices of the policy.
    """
    catalogue = catalogue_for(registry, rules)
    chosen = _policy(policy, catalogue, registry)
    return _check(dataset, chosen, catalogue, lists=lists, progress=progress)


def _policy(
    policy: Policy | Path | str | None, catalogue: RuleCatalogue, registry: Registry | None
) -> Policy:
    lists = lists_for(registry).lists
    if isinstance(policy, Path | str):
        chosen, where = read_policy(policy, rules=catalogue.rules, lists=lists), Path(policy).name
    else:
        chosen, where = policy or Policy(), "policy"
    codes = codes_for(registry, chosen.codes)
    check_policy(
        chosen,
        rules=catalogue.rules,
        codes=codes.sets,
        lists=lists,
        indicators=catalogue.indicators,
        where=where,
    )
    return chosen


def _check(
    dataset: AnnexAData,
    chosen: Policy,
    catalogue: RuleCatalogue,
    *,
    lists: Iterable[int] | None,
    progress: Callable[[str], None] | None,
) -> CheckResult:
    codes = {(added.codes, added.code.code) for added in dataset.codes.added}
    if {(name, code.code) for name, added in chosen.codes.items() for code in added} - codes:
        raise InspectPrepError(
            "The return was read without the codes that the policy adds.",
            remedy="Read it with the same policy.",
        )
    before = dataset.policy
    other_texts = chosen.translations and chosen.translations != before.translations
    if other_texts or (chosen.headings and chosen.headings != before.headings):
        raise InspectPrepError(
            "The return was read without the choices of the policy.", remedy="Read it with the same policy."
        )
    if set(chosen.join) & dataset.copies_agree.keys():
        raise InspectPrepError(
            "The return was read without joining the sheets of the lists that the policy joins.",
            remedy="Read it with the same policy.",
        )
    dataset = with_placeholders(dataset, chosen["placeholder_ids"])
    report = None if progress is None else _sentences(progress)
    ran = run_rules(dataset, catalogue.rules.values(), chosen, progress=report)
    problems = (*dataset.codes.problems, *dataset.lists.problems)
    unused = (SkippedRule(rule=name, reason=reason) for name, reason in problems)
    result = CheckResult(
        findings=ran.findings,
        dataset=dataset,
        rules=catalogue.rules,
        indicators=catalogue.indicators,
        policy=chosen,
        skipped=(*ran.skipped, *catalogue.broken, *unused),
        altered_by=(*catalogue.altered_by, *dataset.altered_by),
    )
    return result if lists is None else result.filter(list=tuple(lists))


class RuleCatalogue(NamedTuple):
    """The rules of one check.

    Attributes:
        rules: The rules by id.
        broken: For each plugin whose rules or indicators cannot be used, its provider and the reason.
        altered_by: What plugins add and replace.
        indicators: The indicators.
    """

    rules: Mapping[str, Rule]
    broken: tuple[SkippedRule, ...] = ()
    altered_by: tuple[Alteration, ...] = ()
    indicators: tuple[IndicatorSpec, ...] = ()


def catalogue_for(registry: Registry | None = None, rules: Path | str | None = None) -> RuleCatalogue:
    """Return the built-in rules, those of plugins and those of a council's own file, with the indicators.

    Raises:
        DocumentError: if the council's own file is not understood.
    """
    found = RuleCatalogue(built_in()) if registry is None else _with_plugins(registry)
    lists = lists_for(registry).lists
    own = indicators_for(registry, found.rules)
    found = found._replace(
        broken=(*found.broken, *own.broken),
        altered_by=(*found.altered_by, *own.altered_by),
        indicators=own.specs,
    )
    if rules is None:
        return found
    from_file = read_rules(rules, lists)
    _refuse_taken(from_file, found.rules, where=Path(rules).name)
    every = dict(found.rules) | {rule.id: rule for rule in from_file}
    return found._replace(rules=FrozenMapping(every))


def _with_plugins(registry: Registry) -> RuleCatalogue:
    lists = lists_for(registry).lists
    found = contents_of(registry.rules, "rule", lambda provider: _rules_of(registry, provider, lists))
    return RuleCatalogue(
        rules=FrozenMapping({rule.id: rule for rule in found.values}),
        broken=tuple(
            SkippedRule(rule=name, reason=f"The plugin's rules cannot be used. {reason}")
            for name, reason in found.unused.items()
        ),
        altered_by=found.altered_by,
    )


def _rules_of(registry: Registry, provider: RuleProvider, lists: Mapping[int, ListSpec]) -> tuple[Rule, ...]:
    given = rules_from(registry.rules.resolve(provider), provider.id)
    own = [rule for rule in given if built_in().get(rule.id) is not rule]
    validate_all(own, where=provider.id, lists=lists)
    return given


def _refuse_taken(own: tuple[Rule, ...], found: Mapping[str, Rule], *, where: str) -> None:
    """Refuse a council's rule with the id of another: what an id means never changes."""
    problems = [
        (f"$.rules[{index}].id", f"{rule.id!r} is the id of another rule. Choose a new one.")
        for index, rule in enumerate(own)
        if rule.id in found
    ]
    if problems:
        raise DocumentError(problems, where=where)


def _sentences(progress: Callable[[str], None]) -> Callable[[str, int, int], None]:
    def report(step: str, done: int, steps: int) -> None:
        progress(f"Checking ({done} of {steps}): {step}" if done < steps else "Checked.")

    return report
