"""The code sets of one check: the specification's, with the codes that a council or plugins add."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve, field

from inspectprep.annexa.catalogue.codes import Code, CodeSet
from inspectprep.annexa.catalogue.files import read_code_set
from inspectprep.annexa.catalogue.specification import code_sets
from inspectprep.errors import DocumentError, PluginError, closest
from inspectprep.model.alteration import Alteration
from inspectprep.model.frozen_mapping import FrozenMapping
from inspectprep.model.representation import frozen
from inspectprep.plugins.given import bounded
from inspectprep.plugins.providers import CodesProvider
from inspectprep.plugins.registry import Registry

COUNCIL = "the council's policy"
"""The origin of the codes of a policy."""

_MARKS = str.maketrans({
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys("\u201c\u201d", '"'),
})  # fmt: skip


@frozen(kw_only=True)
class AddedCode:
    """A code that the specification does not have.

    Attributes:
        codes: The code set to which it was added.
        code: The code.
        by: The origin, such as ``the council's policy`` or ``plugin avon``.
    """

    codes: str
    code: Code
    by: str

    def __str__(self) -> str:
        """Return the sentence for people."""
        return f"code {self.code.name} added to {self.codes} by {self.by}"


@frozen(kw_only=True, unsafe_hash=False)
class CodeSets:
    """The code sets of one check.

    Attributes:
        sets: The code sets by name.
        added: The codes that the specification does not have.
        problems: For each plugin whose codes cannot be used, the id of its provider and the reason.
        altered_by: The codes that plugins add.
    """

    sets: Mapping[str, CodeSet] = field(factory=code_sets)
    added: tuple[AddedCode, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    altered_by: tuple[Alteration, ...] = ()


def codes_for(
    registry: Registry | None = None, codes: Mapping[str, tuple[Code, ...]] | None = None
) -> CodeSets:
    """Return the code sets with the codes of plugins and of a council.

    Args:
        registry: The plugins. Where a plugin's codes cannot be used, the result says why.
        codes: The codes that the council's policy adds, by code set.

    Raises:
        DocumentError: if a code of the council cannot be added.
    """
    sets = CodeSets() if registry is None else _with_plugins(CodeSets(), registry)
    for name, added in (codes or {}).items():
        sets = with_codes(sets, name, added, by=COUNCIL, path=f"$.codes.{name}", where="policy")
    return sets


def _with_plugins(before: CodeSets, registry: Registry) -> CodeSets:
    for provider in registry.codes:
        try:
            before = registry.codes.attempt(
                provider, "giving its codes", partial(_with_plugin, before, registry, provider)
            )
        except PluginError as error:
            registry.codes.report(error)
            reason = f"The plugin's codes cannot be used. {error}"
            before = evolve(before, problems=(*before.problems, (provider.id, reason)))
    return before


def _with_plugin(before: CodeSets, registry: Registry, provider: CodesProvider) -> CodeSets:
    plugin = registry.codes.origin(provider)
    after = before
    for entry in codes_from(registry.codes.resolve(provider)):
        after = with_codes(after, entry.name, entry.codes, by=f"plugin {plugin}", where=provider.id)
    added = [
        Alteration(plugin=plugin, what=f"adds the code {code.code.name!r} to {code.codes}")
        for code in after.added[len(before.added) :]
    ]
    return evolve(after, altered_by=(*before.altered_by, *added))


def codes_from(target: Any) -> tuple[CodeSet, ...]:
    """Return the codes of one provider's target, grouped by the set to which they are added.

    Raises:
        DocumentError: if a file of codes is not understood.
    """
    given = target() if callable(target) else target
    entries = [given] if isinstance(given, str | Path | CodeSet) else bounded(given)
    return tuple(entry if isinstance(entry, CodeSet) else read_code_set(entry) for entry in entries)


def with_codes(
    before: CodeSets, name: str, codes: Iterable[Code], *, by: str, path: str = "$.codes", where: str = ""
) -> CodeSets:
    """Return code sets with codes added to one of them.

    Args:
        before: The code sets as they are.
        name: The code set to extend.
        codes: The codes to add. A code that is one word is its own short code.
        by: The origin, such as ``the council's policy``.
        path: The place of the codes in their document, for messages.
        where: The name of their file, for messages.

    Raises:
        DocumentError: if there is no such code set, a text already means another code, a group or a
            successor is unknown, or the last day is before the first.
    """
    known = before.sets.get(name)
    if known is None:
        raise DocumentError([(path, _unknown("code set", name, before.sets))], where=where)
    own = tuple(evolve(code, short=code.short or _word(code.code)) for code in codes)
    problems = [*_collisions(known, own, path), *_faults(known, own, path)]
    if problems:
        raise DocumentError(problems, where=where)
    sets = {**before.sets, name: evolve(known, codes=(*known.codes, *own))}
    added = tuple(AddedCode(codes=name, code=code, by=by) for code in own)
    return evolve(before, sets=FrozenMapping(sets), added=(*before.added, *added))


def _collisions(known: CodeSet, codes: Iterable[Code], path: str) -> Iterator[tuple[str, str]]:
    taken = {text: code.name for code in known.codes for text in _texts(code)}
    for index, code in enumerate(codes):
        for text in sorted(_texts(code) & taken.keys()):
            already = f"{text!r} already means {taken[text]} in {known.name}"
            yield f"{path}[{index}]", f"{already}. Choose another code, label or variant"
        taken |= dict.fromkeys(_texts(code), code.name)


def _faults(known: CodeSet, codes: tuple[Code, ...], path: str) -> Iterator[tuple[str, str]]:
    names = [code.name for code in (*known.codes, *codes)]
    for index, code in enumerate(codes):
        for successor in code.successors:
            if successor not in names:
                yield f"{path}[{index}].successors", _unknown("code", successor, names)
        for group in code.groups:
            if group not in known.groups:
                yield f"{path}[{index}].groups", _unknown("group", group, known.groups)
        if code.valid_from and code.valid_until and code.valid_until < code.valid_from:
            yield f"{path}[{index}].valid_until", "is before valid_from"


def _texts(code: Code) -> set[str]:
    """Return the keys of the texts that mean a code."""
    texts = (code.code, code.name, code.label, *code.other_codes, *code.variants)
    return {text_key(text) for text in texts}


def text_key(text: str) -> str:
    """Return a text in one form of case, spaces, quotation marks and dashes."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_MARKS).split()).casefold()


def _word(code: str) -> str:
    return code if code.isalnum() else ""


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = closest(name, names)
    hint = f"Did you mean {near!r}?" if near else f"Known: {', '.join(names) or 'none'}."
    return f"{name!r} is not a {kind}. {hint}"
