"""A council's policy: its name, changed thresholds and rules, its codes, headings and translations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import field

from inspectprep.annexa.catalogue.added_codes import COUNCIL, CodeSets, with_codes
from inspectprep.annexa.catalogue.chosen_headings import ChosenHeadings, heading_faults
from inspectprep.annexa.catalogue.codes import Code, CodeSet
from inspectprep.annexa.catalogue.lists import ListSpec
from inspectprep.annexa.catalogue.read import built_in, read_file, read_plain, thresholds
from inspectprep.annexa.catalogue.specification import lists as official_lists
from inspectprep.annexa.catalogue.thresholds import Threshold, frozen_value
from inspectprep.annexa.catalogue.translations import Translations, translation_faults
from inspectprep.annexa.catalogue.values import IndicatorSpec, Rule
from inspectprep.errors import DocumentError, closest
from inspectprep.model.arguments import checked_arguments
from inspectprep.model.document import document
from inspectprep.model.finding import Nature, Severity
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.model.representation import frozen


def _frozen(values: Mapping[str, Any]) -> Mapping[str, Any]:
    return FrozenMapping({name: frozen_value(value) for name, value in values.items()})


def _by_list(entries: Mapping[Any, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return entries of lists whose numbers are text, as in a document, and that cannot be changed."""
    return FrozenMapping({str(number): _unchanging(columns) for number, columns in entries.items()})


def _unchanging(entry: Any) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    return FrozenMapping({name: _unchanging(value) for name, value in entry.items()})


def _numbers(values: Iterable[int]) -> tuple[int, ...]:
    return tuple(values)


@frozen(kw_only=True)
class RuleChange:
    """The changes that a council makes to one rule.

    Attributes:
        off: True to switch it off.
        severity: The severity of all its findings, instead of its own.
        thresholds: Thresholds for this rule alone.
    """

    off: bool = False
    severity: Severity | None = None
    thresholds: Mapping[str, Any] = field(factory=dict, converter=_frozen)


_UNCHANGED = RuleChange()
_OURS = "AA-"
"""The beginning of the ids of the rules that come with inspectprep."""


@document("policy")
@frozen(kw_only=True)
class Policy:
    """A council's policy; ``policy["window_months"]`` is a threshold as the council has it.

    Attributes:
        own_la: The council's own name.
        contact: Who to ask about a submission, for its front sheet.
        thresholds: The thresholds that the council changes for all rules, by name.
        rules: The changes to single rules, by id.
        codes: The codes that the council adds, by code set.
        headings: The columns that headings in its lists mean: by the number of a list and the heading.
        translations: The codes that texts in its lists mean: by the number of a list, the canonical name of a
            column, and the text. An empty code means a blank cell.
        indicators: The share above which an indicator stands out, by the id of the indicator.
        join: The lists whose sheets are joined. Otherwise a list on sheets that differ is not used.
    """

    own_la: str | None = None
    contact: str | None = None
    thresholds: Mapping[str, Any] = field(factory=dict, converter=_frozen)
    rules: Mapping[str, RuleChange] = field(factory=dict)
    codes: Mapping[str, tuple[Code, ...]] = field(factory=dict)
    headings: ChosenHeadings = field(factory=dict, converter=_by_list)
    translations: Translations = field(factory=dict, converter=_by_list)
    indicators: Mapping[str, float] = field(factory=dict, converter=_frozen)
    join: tuple[int, ...] = field(default=(), converter=_numbers)

    def __getitem__(self, name: str) -> Any:
        """Return the value of a threshold: the council's, or the default.

        Raises:
            KeyError: if there is no such threshold.
        """
        return self.thresholds[name] if name in self.thresholds else thresholds()[name].default

    def values(self, rule: Rule) -> dict[str, Any]:
        """Return every threshold that a rule can read, by name, and the council's own name.

        A change for this rule alone wins over one for all rules, and that over the default.
        """
        defaults = {threshold.name: threshold.default for threshold in rule.thresholds}
        own = {"own_la": self.own_la}
        return {**_defaults(), **defaults, **self.thresholds, **self.change(rule.id).thresholds, **own}

    def change(self, rule: str) -> RuleChange:
        """Return what is changed about a rule; nothing for most."""
        return self.rules.get(rule, _UNCHANGED)

    def changed(self) -> dict[str, tuple[Any, Any]]:
        """Return the thresholds that differ from their defaults: default and present value by name."""
        defaults = _defaults()
        return {
            name: (defaults[name], value)
            for name, value in self.thresholds.items()
            if name in defaults and value != defaults[name]
        }


@cache
def _defaults() -> Mapping[str, Any]:
    return {name: threshold.default for name, threshold in thresholds().items()}


@checked_arguments
def read_policy(
    path: Path | str,
    *,
    rules: Mapping[str, Rule] | None = None,
    lists: Mapping[int, ListSpec] | None = None,
) -> Policy:
    """Read a council's policy from a TOML file. Its ``schema`` line may be left out.

    Args:
        path: The file.
        rules: All rules by id. Without them, what it changes about rules that do not come with inspectprep
            is checked only when lists are.
        lists: The lists with the columns of plugins. Without them, those of the specification.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of every name or value that is not understood.
    """
    policy = read_file(path, Policy)
    check_policy(policy, rules=rules, lists=lists, where=Path(path).name)
    return policy


@checked_arguments
def policy_of(plain: Mapping[str, Any], *, where: str = "") -> Policy:
    """Build a policy from plain values, as :func:`read_policy` does from a file.

    Raises:
        DocumentError: with the path of every name or value that is not understood.
    """
    policy = read_plain(plain, Policy, where=where)
    check_policy(policy, where=where)
    return policy


def check_policy(
    policy: Policy,
    *,
    rules: Mapping[str, Rule] | None = None,
    codes: Mapping[str, CodeSet] | None = None,
    lists: Mapping[int, ListSpec] | None = None,
    indicators: Iterable[IndicatorSpec] | None = None,
    where: str = "policy",
) -> None:
    """Check the names and values of a policy.

    Args:
        policy: The policy.
        rules: All rules by id. Without them those that come with inspectprep, and other ids are not checked.
        codes: All code sets. Without them, the codes in thresholds and translations are not checked.
        lists: The lists with the columns of plugins. Without them, those of the specification.
        indicators: All indicators. Without them, only their shares are checked.
        where: The name of the policy's file, for errors.

    Raises:
        DocumentError: with the path of every rule, indicator or threshold that does not exist, is not read by
            the rule or cannot have the value given, of every code that cannot be added or meant, and of every
            heading that cannot mean the column given.
    """
    chosen = official_lists() if lists is None else lists
    problems = [
        *_faults(policy.thresholds, thresholds(), "$.thresholds"),
        *(problem for name, change in policy.rules.items() for problem in _rule_faults(name, change, rules)),
        *(problem for name, added in policy.codes.items() for problem in _code_faults(name, added)),
        *(_codes_of_thresholds(policy, codes) if codes is not None else ()),
        *_indicator_faults(policy.indicators, indicators),
        *translation_faults(policy.translations, codes, chosen),
        *(
            (f"$.join[{index}]", f"{number!r} is not a list. Lists are numbered from 1 to 11.")
            for index, number in enumerate(policy.join)
            if number not in official_lists()
        ),
        *heading_faults(policy.headings, chosen),
    ]
    if problems:
        raise DocumentError(problems, where=where)


def _codes_of_thresholds(policy: Policy, codes: Mapping[str, CodeSet]) -> Iterator[tuple[str, str]]:
    tables = {"$.thresholds": policy.thresholds}
    tables |= {f"$.rules.{name}.thresholds": change.thresholds for name, change in policy.rules.items()}
    for path, values in tables.items():
        for name, value in values.items():
            threshold = thresholds().get(name)
            if threshold is None or not threshold.codes:
                continue
            known = {code.name for code in codes[threshold.codes].codes} | set(codes[threshold.codes].groups)
            for code in value:
                if code not in known:
                    near = closest(code, known)
                    hint = f" Did you mean {near!r}?" if near else ""
                    yield f"{path}.{name}", f"{code!r} is not a code of {threshold.codes}.{hint}"


def _indicator_faults(
    shares: Mapping[str, float], indicators: Iterable[IndicatorSpec] | None
) -> Iterator[tuple[str, str]]:
    known = None if indicators is None else {spec.id: spec for spec in indicators}
    for name, share in shares.items():
        if not 0 <= share <= 1:
            yield f"$.indicators.{name}", "should be a number from 0 to 1"
        elif known is not None and name not in known:
            near = closest(name, known)
            hint = f" Did you mean {near!r}?" if near else ""
            yield f"$.indicators.{name}", f"is not an indicator.{hint}"
        elif known is not None and (reason := _fixed(known[name])):
            yield f"$.indicators.{name}", reason


def _fixed(spec: IndicatorSpec) -> str:
    """Return why a council cannot give an indicator a threshold; nothing where it can."""
    measure = built_in()[spec.measure].measure if spec.measure else None
    if spec.law:
        return f"cannot be changed: the law allows none ({spec.law})."
    if measure is not None and measure.flag_above:
        return f"is the threshold {measure.flag_above}. Change it under [thresholds]."
    return "" if spec.likely else "has no effect: the indicator raises no line of enquiry."


def _code_faults(name: str, codes: tuple[Code, ...]) -> tuple[tuple[str, str], ...]:
    try:
        with_codes(CodeSets(), name, codes, by=COUNCIL, path=f"$.codes.{name}")
    except DocumentError as error:
        return error.problems
    return ()


def _rule_faults(id: str, change: RuleChange, rules: Mapping[str, Rule] | None) -> Iterator[tuple[str, str]]:
    path = f"$.rules.{id}"
    rule = (built_in() if rules is None else rules).get(id)
    if rule is None:
        near = closest(id, built_in() if rules is None else rules)
        if rules is not None or id.upper().startswith(_OURS):
            yield path, "is not a rule." + (f" Did you mean {near!r}?" if near else "")
        return
    if change.severity is not None and rule.nature is Nature.MEASURE:
        yield f"{path}.severity", "cannot be changed: a measure has figures and no findings."
    read = rule.threshold_names
    known = {**thresholds(), **{threshold.name: threshold for threshold in rule.thresholds}}
    yield from _faults(
        change.thresholds,
        {name: known[name] for name in read if name in known},
        f"{path}.thresholds",
        rule=id,
    )


def _faults(
    values: Mapping[str, Any], known: Mapping[str, Threshold], path: str, *, rule: str = ""
) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if name in known:
            problem = known[name].problem(value)
            if problem:
                yield f"{path}.{name}", problem
        else:
            near = closest(name, known)
            hint = f" Did you mean {near!r}?" if near else ""
            there = f" It reads {', '.join(sorted(known)) or 'none'}." if rule and not near else ""
            yield f"{path}.{name}", f"is not a threshold{f' that {rule} reads' if rule else ''}.{hint}{there}"
