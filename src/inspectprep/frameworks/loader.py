"""Reading framework files. Variants are complete, and every problem has its path in the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve

from inspectprep.codec import build, dump, open_document, plain, read_document
from inspectprep.errors import DocumentError, UnknownNameError, closest
from inspectprep.frameworks.checks import EntryProblem, framework_problems, variant_problems
from inspectprep.frameworks.extend import ENTRIES, OWN, claim, extend, inherit
from inspectprep.model.basis import Source
from inspectprep.model.framework import Framework, Variant

_DATA = Path(__file__).parent / "data"

Parents = Callable[[str], tuple[Framework, Variant]]
"""A function that finds a variant of another file, with its framework, or raises UnknownNameError."""


def _no_parent(name: str) -> tuple[Framework, Variant]:
    raise UnknownNameError("variant", name, ())


def read_framework(path: Path | str, *, parents: Parents = _no_parent) -> Framework:
    """Read a framework file and complete its variants.

    Args:
        path: A TOML file.
        parents: Finds the variants of other files that this one extends.

    Raises:
        SourceError: if the file cannot be read.
        DocumentError: with every problem found in it.
    """
    path = Path(path)
    if path.parent == _DATA:
        return _built_in(path)
    return load_framework(read_document(path), where=str(path), parents=parents)


@cache
def _built_in(path: Path) -> Framework:
    """Read a file of this package once in a process: it never changes, and extends only itself."""
    return load_framework(read_document(path), where=str(path))


def complete(framework: Framework, *, where: str = "", parents: Parents = _no_parent) -> Framework:
    """Complete the variants of a framework made in Python, and check its structure.

    A variant that extends another replaces whole milestones, requests and facts, because a value has all
    of its fields.

    Raises:
        DocumentError: with every problem found.
    """
    document = dump(framework)
    for written, variant in zip(document.get("variants", ()), framework.variants, strict=True):
        whole = {name: [plain(entry, full=True) for entry in getattr(variant, name)] for name in ENTRIES}
        written.update(whole)
    return load_framework(document, where=where, parents=parents)


def load_framework(document: object, *, where: str = "", parents: Parents = _no_parent) -> Framework:
    """Make a framework from a document with its ``schema``.

    Args:
        document: The document. It is not changed.
        where: The file's name, for messages.
        parents: Finds the variants of other files that this one extends.

    Raises:
        DocumentError: with every problem found.
    """
    content = open_document(document, Framework, where=where)
    return _Reading(content, where, parents).framework()


class _Reading:
    """The reading of one framework document."""

    def __init__(self, content: Mapping[str, Any], where: str, parents: Parents) -> None:
        self.content = content
        self.where = where
        self.parents = parents
        given = content.get("variants", [])
        self.raw: list[Any] = given if isinstance(given, list) else []
        self.index = {
            entry["id"]: number
            for number, entry in reversed(list(enumerate(self.raw)))
            if isinstance(entry, Mapping) and isinstance(entry.get("id"), str)
        }
        self.problems: list[tuple[str, str]] = []
        self.variants: dict[int, Variant | None] = {}
        self.borrowed: set[int] = set()
        self.origin: Framework | None = None

    def framework(self) -> Framework:
        """Return the framework, or raise an error with all problems."""
        own = self._head()
        for number in range(len(self.raw)):
            self._resolve(number)
        variants = tuple(
            variant for variant in (self.variants[number] for number in range(len(self.raw))) if variant
        )
        self._raise()
        framework = inherit(own, self.origin, self.content) if self.origin else own
        framework = evolve(framework, variants=variants)
        self.problems += framework_problems(framework, own)
        if any(_claims(variant) for variant in variants):
            source = Source(id=OWN, title=f"{framework.title}: the council's own file")
            framework = evolve(
                framework, sources=(*(source for source in framework.sources if source.id != OWN), source)
            )
        self._check_variants(framework)
        self._raise()
        return framework

    def _raise(self) -> None:
        if self.problems:
            raise DocumentError(self.problems, where=self.where)

    def _head(self) -> Framework:
        head = (
            {**self.content, "variants": []}
            if isinstance(self.content.get("variants", []), list)
            else self.content
        )
        for number, name in enumerate(self._names()):
            if name is not None and self.index[name] != number:
                self.problems.append((f"$.variants[{number}].id", f"{name!r} is in this list twice"))
        try:
            return build(head, Framework, where=self.where)
        except DocumentError as error:
            self.problems += error.problems
            return Framework(id="", title="")

    def _names(self) -> list[str | None]:
        names = [entry.get("id") if isinstance(entry, Mapping) else None for entry in self.raw]
        return [name if isinstance(name, str) else None for name in names]

    def _resolve(self, number: int) -> None:
        """Complete a variant, and before it those that it extends in this file, first the uppermost.

        A chain of any length is followed without a call inside a call.
        """
        trail: dict[int, None] = {}
        current: int | None = number
        while current is not None and current not in self.variants:
            trail[current] = None
            above = self._local_parent(current)
            if above in trail:
                names = self._names()
                within = [*trail][[*trail].index(above) :]
                circle = _shortened([str(names[place]) for place in (*within, above)])
                message = f"variants extend one another in a circle: {circle}"
                self.problems.append((f"$.variants[{current}].extends", message))
                self.variants[current] = above = None
            current = above
        for place in reversed(trail):
            if place not in self.variants:
                self.variants[place] = self._completed(place)

    def _local_parent(self, number: int) -> int | None:
        """Return the place of the variant of this file that a variant extends. None without one."""
        raw = self.raw[number]
        name = raw.get("extends") if isinstance(raw, Mapping) else None
        local = self.index.get(name) if isinstance(name, str) else None
        return None if local == number else local

    def _completed(self, number: int) -> Variant | None:
        raw = self.raw[number]
        path = f"$.variants[{number}]"
        try:
            if not isinstance(raw, Mapping) or "extends" not in raw:
                variant = build(raw, Variant, path=path)
                if variant.remove:
                    message = "there is nothing to remove from: this variant extends no other"
                    self.problems.append((f"{path}.remove", message))
                return variant
            local = self._local_parent(number)
            parent = (
                self._outside(raw["extends"], f"{path}.extends") if local is None else self.variants[local]
            )
            if parent is None:
                return None
            variant = extend(parent, raw, path=path)
            if local is None or local in self.borrowed:
                self.borrowed.add(number)
                variant = claim(parent, variant, raw)
        except DocumentError as error:
            self.problems += error.problems
            return None
        return variant

    def _outside(self, name: object, place: str) -> Variant:
        if not isinstance(name, str):
            raise DocumentError([(place, "should be the id of a variant")])
        try:
            framework, variant = self.parents(name)
        except UnknownNameError as error:
            own = [variant for variant in self.index if variant != name]
            near = closest(name, [*own, *error.known])
            hint = f" Did you mean {near!r}?" if near else ""
            raise DocumentError([(place, f"there is no variant {name!r} to extend.{hint}")]) from None
        if self.origin is not None and self.origin.id != framework.id:
            message = (
                f"{name!r} belongs to the framework {framework.id!r}, and this file extends "
                f"{self.origin.id!r} too; give each a file of its own"
            )
            raise DocumentError([(place, message)])
        self.origin = framework
        return variant

    def _check_variants(self, framework: Framework) -> None:
        """Add the problems of each variant, parents first. A variant does not repeat those of its parent."""
        reported: dict[int | None, set[EntryProblem]] = {None: set()}
        for number, variant in self.variants.items():
            if variant is None:
                continue
            parent = self.index.get(self.raw[number].get("extends", ""))
            before = reported[None if parent == number else parent]
            problems = dict.fromkeys(variant_problems(framework, variant))
            reported[number] = set(problems)
            self.problems += [self._placed(number, problem) for problem in problems if problem not in before]

    def _placed(self, number: int, problem: EntryProblem) -> tuple[str, str]:
        path = f"$.variants[{number}]"
        if not problem.id:
            return f"{path}.{problem.list}", problem.message
        for index, entry in enumerate(self.raw[number].get(problem.list, ())):
            if entry.get("id") == problem.id:
                return f"{path}.{problem.list}[{index}]{problem.key}", problem.message
        return path, f"{problem.id!r}, inherited in {problem.list}{problem.key}: {problem.message}"


def _claims(variant: Variant) -> bool:
    """Return whether any entry of a variant has the file itself as its source."""
    return any(OWN in entry.source for name in ENTRIES for entry in getattr(variant, name))


def _shortened(names: list[str]) -> str:
    """Return the names of a circle, those in the middle left out if there are many."""
    shown = names if len(names) <= _MOST_NAMES else [*names[:3], "...", *names[-3:]]
    return " -> ".join(shown)


_MOST_NAMES = 12
