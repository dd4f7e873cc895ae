"""The code sets of one check: the specification's, with the codes that a council or a plugin adds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

from inspectprep.annexa.catalogue.codes import Code, CodeSet
from inspectprep.annexa.catalogue.specification import code_sets
from inspectprep.errors import DocumentError, closest

__all__ = ["AddedCode", "CodeSets", "with_codes"]


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
        """Return the sentence for people, without the full stop."""
        return f"code {self.code.name} added to {self.codes} by {self.by}"


@frozen(kw_only=True, eq=False)
class CodeSets:
    """The code sets of one check.

    Attributes:
        sets: The code sets by name.
        added: The codes that the specification does not have.
    """

    sets: Mapping[str, CodeSet] = field(factory=code_sets)
    added: tuple[AddedCode, ...] = ()


def with_codes(
    before: CodeSets, name: str, codes: Iterable[Code], *, by: str, path: str = "$", where: str = ""
) -> CodeSets:
    """Return code sets with codes added to one of them.

    Args:
        before: The code sets as they are.
        name: The code set to extend.
        codes: The codes to add.
        by: The origin, such as ``the council's policy``.
        path: The place of the codes in their document, for messages.
        where: The name of their file, for messages.

    Raises:
        DocumentError: if there is no such code set, a code is one already or reads like one, a
            successor is unknown, or a last day is before a first day.
    """
    known = before.sets.get(name)
    if known is None:
        raise DocumentError([(path, _unknown("code set", name, before.sets))], where=where)
    codes = tuple(codes)
    problems = list(_collisions(known, codes, path))
    names = {code.name for code in (*known.codes, *codes)}
    for index, code in enumerate(codes):
        problems += [
            (f"{path}[{index}].successors", _unknown("code", successor, names))
            for successor in code.successors
            if successor not in names
        ]
        if code.valid_from and code.valid_until and code.valid_until < code.valid_from:
            problems.append((f"{path}[{index}].valid_until", "is before valid_from"))
    if problems:
        raise DocumentError(problems, where=where)
    sets = {**before.sets, name: evolve(known, codes=(*known.codes, *codes))}
    added = tuple(AddedCode(codes=name, code=code, by=by) for code in codes)
    return CodeSets(sets=MappingProxyType(sets), added=(*before.added, *added))


def _collisions(known: CodeSet, codes: Iterable[Code], path: str) -> Iterator[tuple[str, str]]:
    taken = {text: code.name for code in known.codes for text in _texts(code)}
    for index, code in enumerate(codes):
        for text in _texts(code):
            if text in taken:
                message = f"{text!r} already means {taken[text]} in {known.name}. Use another code or variant"
                yield f"{path}[{index}]", message
        taken |= dict.fromkeys(_texts(code), code.name)


def _texts(code: Code) -> set[str]:
    """Return the texts that are read as a code, folded as they are compared."""
    texts = (code.code, code.name, code.label, *code.other_codes, *code.variants)
    return {" ".join(text.split()).casefold() for text in texts}


def _unknown(kind: str, name: str, known: Iterable[str]) -> str:
    near = closest(name, known)
    return f"There is no {kind} {name!r}." + (
        f" Did you mean {near!r}?" if near else f" Known: {', '.join(sorted(known))}."
    )
