"""The catalogue of all variants that can be planned.

It has three layers: built-in variants, those of plugins, and those in a council's own files. A variant in a
file can extend any variant in a lower layer. If it has the same id, it replaces that variant. A file is
opened when one of its variants is first used.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from inspectprep.errors import DocumentError, InspectPrepError, PluginError
from inspectprep.frameworks.loader import complete, read_framework
from inspectprep.model.alteration import Alteration
from inspectprep.model.framework import Edition, Framework, Variant
from inspectprep.model.representation import with_one_line
from inspectprep.planning.notes import edition_notes, existence_notes
from inspectprep.plugins.given import is_plain_id
from inspectprep.plugins.lookup import Providers
from inspectprep.plugins.providers import FrameworkProvider

# Named tuples, because each attrs class costs every command about a millisecond to set up.


@with_one_line
class ListedVariant(NamedTuple):
    """One line of the catalogue.

    Attributes:
        id: The variant's id.
        title: Its title.
        framework: Id of its framework.
        origin: Its plugin or file.
    """

    id: str
    title: str
    framework: str
    origin: str


@with_one_line
class ResolvedVariant(NamedTuple):
    """A variant ready to be planned.

    Attributes:
        framework: Its framework, with everything that the file inherits.
        variant: The variant, with everything that it inherits.
        edition: The edition in force on the day. None before the first edition or without a day.
        origin: Its plugin or file.
        notes: Notes about the edition, and on a kind that does not exist on the day.
    """

    framework: Framework
    variant: Variant
    edition: Edition | None
    origin: str
    notes: tuple[str, ...] = ()


class Catalogue:
    """All variants that can be planned.

    Args:
        providers: The built-in frameworks and those of plugins, such as ``registry.frameworks``.
        files: A council's own TOML files. The last one is the top layer.
    """

    def __init__(self, providers: Providers[FrameworkProvider], *, files: tuple[Path, ...] = ()) -> None:
        self._providers = providers
        self._files = files
        self._provided: dict[str, Framework] = {}
        self._read: dict[int, Framework] = {}
        self._opening: list[str] = []

    def with_file(self, path: Path | str) -> "Catalogue":
        """Return the catalogue with a council's own file as the top layer."""
        catalogue = Catalogue(self._providers, files=(*self._files, Path(path)))
        catalogue._provided, catalogue._read = self._provided, dict(self._read)
        return catalogue

    def variants(self) -> tuple[ListedVariant, ...]:
        """Return all variants, built-in ones first. Frameworks that cannot be read are left out.

        Raises:
            DocumentError: if one of the council's own files has mistakes.
        """
        listed: dict[str, ListedVariant] = {}
        for framework, origin, provider in self._readable():
            for variant in framework.variants:
                if self._provider(variant.id, "") is provider:
                    listed[variant.id] = _listed(variant, framework, origin)
        for framework, origin in self._own(len(self._files)):
            for variant in framework.variants:
                listed[variant.id] = _listed(variant, framework, origin)
        return tuple(listed.values())

    @property
    def kinds(self) -> dict[str, tuple[str, ...]]:
        """The ids of the variants of each framework, as far as they are listed or their file was read."""
        listed = {provider.id: provider.variants for provider in self._providers}
        read = [*self._provided.values(), *(framework for framework, _ in self._own(len(self._files)))]
        return listed | {
            framework.id: tuple(variant.id for variant in framework.variants) for framework in read
        }

    def problems(self) -> tuple[InspectPrepError, ...]:
        """Return the errors of provided frameworks that cannot be read."""
        return tuple(error for _, error in self._attempts() if error is not None)

    def find(self, variant: str, *, on: date | None = None) -> ResolvedVariant:
        """Return a variant by its id.

        Args:
            variant: The id, such as ``ilacs-short``.
            on: The day of the call, which selects the edition and what exists then. None for everything.

        Raises:
            UnknownNameError: if there is none. The error suggests the nearest name.
            DocumentError: if its file has mistakes. The error names each with its path.
            PluginError: if several plugins provide it, or a plugin lists it but does not have it.
        """
        framework, resolved, origin = self._find(variant, below=len(self._files))
        if on is None:
            return ResolvedVariant(framework=framework, variant=resolved, edition=None, origin=origin)
        _, notes = edition_notes(on, framework, resolved)
        notes += existence_notes(on, framework, resolved)
        return ResolvedVariant(
            framework=framework,
            variant=resolved.on(on),
            edition=framework.edition_on(on),
            origin=origin,
            notes=tuple(notes),
        )

    def _find(self, name: str, *, below: int, without: str = "") -> tuple[Framework, Variant, str]:
        """Search the files below the layer `below`, from the top, then the providers other than `without`."""
        for framework, origin in reversed(list(self._own(below))):
            for variant in framework.variants:
                if variant.id == name:
                    return framework, variant, origin
        provider = self._provider(name, without)
        if provider is None:
            raise self._providers.unknown(name, self._names(below), kind="variant")
        framework = self._open(provider)
        found = next(variant for variant in framework.variants if variant.id == name)
        return framework, found, self._providers.origin(provider.id)

    def _parent(self, name: str, *, below: int, without: str = "") -> tuple[Framework, Variant]:
        framework, variant, _ = self._find(name, below=below, without=without)
        return framework, variant

    def _provider(self, name: str, without: str) -> FrameworkProvider | None:
        claimants = self._providers.claimants("variant", name)
        named = [provider for provider in claimants if provider.id != without][:1]
        if not named:
            unnamed = [
                provider
                for provider in self._providers
                if not provider.variants and provider.id != without and provider.id not in self._opening
            ]
            named = [
                provider
                for provider in unnamed
                if any(variant.id == name for variant in self._open(provider).variants)
            ]
        if len(named) > 1:
            first, second = (self._providers.origin(provider.id) for provider in named[:2])
            message = f"The variant {name!r} is provided by the plugins {first!r} and {second!r}."
            remedy = f"Leave out one of them, for example with `--without-plugin {second}`."
            raise PluginError(message, plugin=second, remedy=remedy)
        return named[0] if named else None

    def _own(self, below: int) -> Iterator[tuple[Framework, str]]:
        for level in range(below):
            if level not in self._read:
                parents = partial(self._parent, below=level)
                self._read[level] = read_framework(self._files[level], parents=parents)
            yield self._read[level], str(self._files[level])

    def _open(self, provider: FrameworkProvider) -> Framework:
        if provider.id in self._provided:
            return self._provided[provider.id]
        if provider.id in self._opening:
            circle = " -> ".join((*self._opening[self._opening.index(provider.id) :], provider.id))
            raise DocumentError([("$.variants", f"frameworks extend one another in a circle: {circle}")])
        self._opening.append(provider.id)
        try:
            framework = self._load(provider)
        finally:
            self._opening.pop()
        self._provided[provider.id] = framework
        return framework

    def _load(self, provider: FrameworkProvider) -> Framework:
        read = partial(self._read_provided, provider)
        framework = self._providers.attempt(provider, "giving its framework", read)
        builtin = self._providers.is_builtin(provider)
        if not builtin and (problem := self._clash(provider, framework)):
            raise self._providers.blame(provider, problem)
        return framework

    def _read_provided(self, provider: FrameworkProvider) -> Framework:
        target: Any = self._providers.resolve(provider.id)
        if callable(target):
            target = target()
        parents = partial(self._parent, below=0, without=provider.id)
        if isinstance(target, Framework):
            return complete(target, where=f"framework {provider.id!r}", parents=parents)
        if not isinstance(target, Path):
            kind = type(target).__name__
            raise self._providers.blame(provider, f"gave a {kind} in place of a Framework or a Path.")
        return read_framework(target, parents=parents)

    def _clash(self, provider: FrameworkProvider, framework: Framework) -> str:
        """Return what is wrong with the names in a framework, as the rest of a sentence."""
        own = {variant.id for variant in framework.variants}
        if absent := [name for name in provider.variants if name not in own]:
            return f"lists the variant {absent[0]!r}, which it does not have."
        if odd := [name for name in (framework.id, *sorted(own)) if not is_plain_id(name)]:
            return f"has the id {odd[0]!r}. An id has plain letters and figures, with hyphens between words."
        for name in sorted(own):
            first = next(iter(self._providers.claimants("variant", name)), provider)
            if first.id != provider.id and name not in provider.variants:
                owner = self._providers.origin(first)
                return (
                    f"has the variant {name!r}, which belongs to {owner!r}. Its author can choose another "
                    "id, or list it in variants= and in replaces=."
                )
            if provider.variants and name not in provider.variants:
                return f"has the variant {name!r}, which it does not list in variants=."
        others = [other.id for other in self._providers if other.id != provider.id]
        if framework.id in others and framework.id not in provider.replaces:
            return (
                f"has the id of the framework {framework.id!r}. Its author can choose another id, or say "
                f"replaces={framework.id!r}."
            )
        return ""

    def altered_by(self, variant: str) -> tuple[Alteration, ...]:
        """Return the plugins that provide a variant, or one that it extends. Raises as :meth:`find` does."""
        changes = []
        for name in dict.fromkeys((variant, *self.find(variant).variant.based_on)):
            provider = self._provider(name, "")
            if provider is not None and not self._providers.is_builtin(provider):
                does = "replaces" if name in provider.replaces else "provides"
                plugin = self._providers.origin(provider)
                changes.append(Alteration(plugin=plugin, what=f"{does} the variant {name!r}"))
        return tuple(changes)

    def _attempts(self) -> Iterator[tuple[FrameworkProvider, InspectPrepError | None]]:
        for provider in self._providers:
            try:
                self._open(provider)
            except InspectPrepError as error:
                if isinstance(error, PluginError):
                    self._providers.report(error)
                yield provider, error
            else:
                yield provider, None

    def _readable(self) -> Iterator[tuple[Framework, str, FrameworkProvider]]:
        for provider, error in self._attempts():
            if error is None:
                yield self._provided[provider.id], self._providers.origin(provider.id), provider

    def _names(self, below: int) -> list[str]:
        names = [variant.id for framework, _ in self._own(below) for variant in framework.variants]
        names += [
            name for provider in self._providers.named("variant").values() for name in provider.variants
        ]
        return names + [variant.id for framework in self._provided.values() for variant in framework.variants]


def _listed(variant: Variant, framework: Framework, origin: str) -> ListedVariant:
    return ListedVariant(id=variant.id, title=variant.title, framework=framework.id, origin=origin)
