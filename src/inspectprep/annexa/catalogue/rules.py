"""Every rule: those built in, those of plugins and those of a council's own TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from inspectprep.annexa.catalogue.policy import thresholds
from inspectprep.annexa.catalogue.rule import Rule, rule_of
from inspectprep.errors import DocumentError, SourceError, UnknownNameError, closest
from inspectprep.model.finding import Nature, Severity

if TYPE_CHECKING:
    from inspectprep.plugins.providers import RuleProvider

__all__ = [
    "all_rules",
    "built_in",
    "built_in_rules",
    "provided",
    "read_rules",
    "rule",
    "rules_from",
    "rules_of",
]

# In the order in which a catalogue is read: the files, the cells, then the lists as they stand in the return.
MODULES = (
    "structure",
    "fields",
    "windows",
    "duplicates",
    "identity",
    "births",
    "front_door",
    "counts",
    "assessments",
    "enquiries",
    "need",
    "protection",
    "status",
    "care_status",
    "care_placement",
    "care_lists",
    "care_practice",
    "care_leavers",
    "adoption",
    "adopters",
    "workers",
    "measures",
)
_HOME = "inspectprep.annexa.catalogue.built_in"
_OUTCOME_KEYS = frozenset({"severity", "when", "each", "lists", "needs", "column"})
_RULE_KEYS = frozenset({
    "id", "lists", "at", "message", "guidance", "nature", "columns", "policy", "outcomes", "skip_when",
    "settings", "related", "reference", "basis", "note",
})  # fmt: skip


@cache
def built_in() -> Mapping[str, Rule]:
    """Return the rules that come with inspectprep, by id."""
    rules: dict[str, Rule] = {}
    for name in MODULES:
        for each in import_module(f"{_HOME}.{name}").RULES:
            made = each if isinstance(each, Rule) else rules_of((each,))[0]
            rules[made.id] = made
    return MappingProxyType(rules)


def built_in_rules() -> tuple[Rule, ...]:
    """Return the rules that come with inspectprep, in the order of the catalogue."""
    return tuple(built_in().values())


def rules_of(documents: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Build rules from plain values; a threshold may be the name of one in the policy."""
    known = thresholds()
    made = []
    for document in documents:
        policy = document.get("policy", {})
        if not isinstance(policy, Mapping):
            policy = {name: {"default": known[name].value, "local": known[name].local} for name in policy}
        made.append(rule_of({**document, "policy": policy}))
    return tuple(made)


def provided(providers: Iterable[RuleProvider]) -> tuple[Rule, ...]:
    """Return the rules that providers give.

    Args:
        providers: ``registry.rules``, or single providers.

    Raises:
        DocumentError: if a rule is not one.
        PluginError: if what a provider names cannot be imported.
    """
    resolve = getattr(providers, "resolve", _target)
    return tuple(rule for provider in providers for rule in rules_from(resolve(provider), provider.id))


def _target(provider: RuleProvider) -> Any:
    target: Any = provider.target
    if not isinstance(target, str):
        return target
    module, _, name = target.partition(":")
    return getattr(import_module(module), name)


def rules_from(target: Any, provider: str) -> tuple[Rule, ...]:
    """Return the rules of one provider's target: rules, plain values or paths, or a callable that gives them.

    Conditions are compiled later, by :mod:`inspectprep.annexa.engine.validate`.

    Raises:
        DocumentError: if a rule is not one.
    """
    given = target() if callable(target) else target
    found: list[Rule] = []
    for each in [given] if isinstance(given, str | Path) else given:
        if isinstance(each, str | Path):
            found += read_rules(each)
        elif isinstance(each, Rule):
            found.append(each)
        else:
            found += _checked([each], provider)
    return tuple(found)


def read_rules(path: Path | str) -> tuple[Rule, ...]:
    """Read a council's own rules from a TOML file, an array of tables ``rules``.

    Conditions are compiled later, by :mod:`inspectprep.annexa.engine.validate`.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with the path of everything that is not understood.
    """
    name = Path(path).name
    try:
        document = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(f"The rules cannot be read: {error.strerror}.", where=name) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DocumentError([("$", f"This is not TOML: {error}")], where=name) from error
    rules = document.get("rules", [])
    if not isinstance(rules, list) or set(document) - {"rules"}:
        raise DocumentError(
            [("$", "A file of rules holds an array of tables called rules, and nothing else.")], where=name
        )
    return _checked(rules, name)


def _checked(documents: list[Any], where: str) -> tuple[Rule, ...]:
    problems: list[tuple[str, str]] = []
    made: list[Rule] = []
    for place, document in enumerate(documents):
        path = f"$.rules[{place}]"
        faults = list(_faults(document, path))
        if faults:
            problems += faults
            continue
        made += rules_of(({"basis": "local", **document},))
    if problems:
        raise DocumentError(problems, where=where)
    return tuple(made)


def _faults(document: Any, path: str) -> Iterable[tuple[str, str]]:  # noqa: C901, PLR0912 - one check a key
    if not isinstance(document, Mapping):
        yield path, "A rule is a table."
        return
    for name in ("id", "lists", "message", "guidance", "outcomes"):
        if name not in document:
            yield path, f"A rule needs {name!r}."
    for name in document:
        if name not in _RULE_KEYS:
            yield f"{path}.{name}", _unknown(name, _RULE_KEYS)
    if document.get("nature", "data") not in [str(each) for each in Nature]:
        yield f"{path}.nature", _unknown(str(document["nature"]), [str(each) for each in Nature])
    lists = document.get("lists", [])
    if not isinstance(lists, list) or not all(isinstance(each, int) and 1 <= each <= 11 for each in lists):
        yield f"{path}.lists", "This must be an array of list numbers from 1 to 11."
    known = thresholds()
    policy = document.get("policy", {})
    if isinstance(policy, list):
        for name in policy:
            if name not in known:
                yield f"{path}.policy", _unknown(str(name), known)
    outcomes = document.get("outcomes", [])
    for place, outcome in enumerate(outcomes if isinstance(outcomes, list) else [None]):
        at = f"{path}.outcomes[{place}]"
        if not isinstance(outcome, Mapping) or "when" not in outcome or "severity" not in outcome:
            yield at, "An outcome is a table with 'severity' and 'when'."
            continue
        for name in outcome:
            if name not in _OUTCOME_KEYS:
                yield f"{at}.{name}", _unknown(name, _OUTCOME_KEYS)
        if outcome["severity"] not in [str(each) for each in Severity]:
            yield f"{at}.severity", _unknown(str(outcome["severity"]), [str(each) for each in Severity])


def _unknown(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    hint = closest(name, names)
    return f"{name!r} is not known here." + (
        f" Did you mean {hint!r}?" if hint else f" Known: {', '.join(names)}."
    )


def all_rules(extra: Iterable[Rule] = ()) -> Mapping[str, Rule]:
    """Return the built-in rules with others beside them, by id; one of the same id takes its place."""
    return MappingProxyType(dict(built_in()) | {each.id: each for each in extra})


def rule(name: str) -> Rule:
    """Return a built-in rule by id.

    Raises:
        UnknownNameError: if there is none; it suggests the closest.
    """
    found = built_in().get(name)
    if found is None:
        raise UnknownNameError("rule", name, built_in())
    return found
