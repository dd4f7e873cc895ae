"""Check a return: read it, run every rule, return one result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from inspectprep.annexa.catalogue.added_codes import codes_for
from inspectprep.annexa.catalogue.policy import Policy, check_policy, read_policy
from inspectprep.annexa.catalogue.read import built_in, rules_from
from inspectprep.annexa.catalogue.values import Rule
from inspectprep.annexa.checks.run_rules import run_rules
from inspectprep.annexa.engine.validate import read_rules, validate_all
from inspectprep.annexa.reading.dataset import AnnexAData
from inspectprep.annexa.reading.placeholder_ids import with_placeholders
from inspectprep.annexa.reading.read import ReturnSource, read
from inspectprep.annexa.results.result import CheckResult
from inspectprep.errors import DocumentError, InspectPrepError
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.finding import SkippedRule
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.plugins.registry import Registry
from inspectprep.sources.limits import Limits


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
    catalogue, broken = catalogue_for(registry, rules)
    chosen = _policy(policy, catalogue, registry)
    codes = codes_for(registry, chosen.codes)
    dataset = read(
        paths, registry=registry, as_of=as_of, limits=limits_of(chosen), codes=codes, progress=progress
    )
    result = _check(dataset, chosen, catalogue, broken, lists=lists, progress=progress)
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
        InspectPrepError: if the return was read without the codes of the policy.
    """
    catalogue, broken = catalogue_for(registry, rules)
    return _check(
        dataset, _policy(policy, catalogue, registry), catalogue, broken, lists=lists, progress=progress
    )


def limits_of(policy: Policy) -> Limits:
    """Return the sizes beyond which a council refuses a file."""
    values = policy.values(built_in()[_TOO_LARGE])
    return Limits(
        max_unpacked_mb=values["max_unpacked_mb"],
        max_parts=values["max_parts"],
        max_ratio=values["max_ratio"],
        ratio_from_mb=values["ratio_from_mb"],
    )


_TOO_LARGE = "AA-S-013"
"""The rule about files that are larger than is allowed."""


def _policy(
    policy: Policy | Path | str | None, catalogue: Mapping[str, Rule], registry: Registry | None
) -> Policy:
    if isinstance(policy, Path | str):
        chosen, where = read_policy(policy, rules=catalogue), Path(policy).name
    else:
        chosen, where = policy or Policy(), "policy"
    codes = codes_for(registry, chosen.codes)
    check_policy(chosen, rules=catalogue, codes=codes.sets, where=where)
    return chosen


def _check(
    dataset: AnnexAData,
    chosen: Policy,
    catalogue: Mapping[str, Rule],
    broken: tuple[SkippedRule, ...],
    *,
    lists: Iterable[int] | None,
    progress: Callable[[str], None] | None,
) -> CheckResult:
    codes = {(added.codes, added.code.code) for added in dataset.codes.added}
    if {(name, code.code) for name, added in chosen.codes.items() for code in added} - codes:
        raise InspectPrepError(
            "The return was read without the codes that the policy adds.",
            remedy="Read it with codes=codes_for(registry, policy.codes).",
        )
    dataset = with_placeholders(dataset, chosen["placeholder_ids"])
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
        from_file = read_rules(rules)
        _refuse_taken(from_file, rules_by_id, where=Path(rules).name)
        rules_by_id.update((rule.id, rule) for rule in from_file)
    return FrozenMapping(rules_by_id), tuple(broken)


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
