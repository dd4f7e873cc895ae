"""The contract of codes for Annex A lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from inspectprep.annexa.catalogue import CodeSet
from inspectprep.annexa.catalogue.added_codes import CodeSets, codes_from, with_codes
from inspectprep.annexa.reading.codes import matcher
from inspectprep.errors import DocumentError
from inspectprep.testing.contracts.base import require
from inspectprep.testing.contracts.steady import SteadyContract
from inspectprep.testing.contracts.whole import whole


class CodesContract(SteadyContract):
    """The contract of a set of codes from ``inspectprep_codes``.

    Example:
        >>> class TestCodes(CodesContract):
        ...     plugin = "council.plugin"
    """

    kind: ClassVar[str] = "codes"

    def code_sets(self) -> Iterator[tuple[str, CodeSet]]:
        """Yield the code sets under test, each with the id of its provider."""
        registry = self.registry()
        for provider in self.providers(registry):
            for added in codes_from(registry.codes.resolve(provider.id)):
                yield provider.id, added

    def facts(self) -> Iterator[tuple[str, str]]:
        """Yield every code."""
        for name, added in self.code_sets():
            for code in added.codes:
                yield f"The code {code.name!r} of {name!r}", whole(code)

    def test_codes_are_complete(self) -> None:
        """Each set has codes, and each code has a label."""
        for name, added in self.code_sets():
            require(added.codes, f"{name!r} adds no codes to {added.name}.")
            for code in added.codes:
                require(code.label.strip(), f"{name!r}: {code.name} has no label.")

    def test_codes_can_be_added(self) -> None:
        """Each set has the name of a code set. No text means two codes, and groups and successors exist."""
        for name, added in self.code_sets():
            self._extended(name, added)

    def test_codes_are_read_in_every_spelling(self) -> None:
        """A cell with the code, its short code or a variant is read as the code."""
        for name, added in self.code_sets():
            extended = self._extended(name, added)
            match = matcher(extended).match
            for code in added.codes:
                for text in (code.code, code.name, *code.other_codes, *code.variants):
                    found = match(text)
                    read = "nothing" if found is None or found.code is None else found.code.name
                    require(
                        read == code.name, f"{name!r}: {text!r} is read as {read} instead of {code.name}."
                    )

    def _extended(self, name: str, added: CodeSet) -> CodeSet:
        try:
            return with_codes(CodeSets(), added.name, added.codes, by=name).sets[added.name]
        except DocumentError as error:
            problems = "; ".join(f"{path}: {message}" for path, message in error.problems)
            message = f"{name!r} cannot add its codes to {added.name}. {problems}"
            raise AssertionError(message) from None
