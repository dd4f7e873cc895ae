"""Compiles rules against the whole specification, so that mistakes are found before any data is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from inspectprep.annexa.catalogue.policy import Policy
from inspectprep.annexa.catalogue.rule import Rule
from inspectprep.annexa.engine.compile_rule import compile_rules
from inspectprep.annexa.engine.return_facts import ReturnFacts, column_types
from inspectprep.errors import DocumentError

__all__ = ["validate", "validate_all"]

# Any date and any name will do: they are only put in where a condition asks for them.
_AS_OF = date(2026, 1, 31)
_AUTHORITY = "Anywhere"


def validate(rule: Rule) -> None:
    """Compile one rule.

    Raises:
        DocumentError: if a condition, a column or a threshold is not understood.
    """
    columns = {number: frozenset(types) for number, types in column_types().items()}
    compile_rules([rule], ReturnFacts(as_of=_AS_OF, columns=columns), Policy(own_la=_AUTHORITY), pl)


def validate_all(rules: Iterable[Rule], *, where: str) -> None:
    """Compile the rules of one document and report all their mistakes together.

    Args:
        rules: In the order of the document.
        where: The name of the document, for the error.

    Raises:
        DocumentError: with the path of every condition, column or threshold that is not understood.
    """
    problems: list[tuple[str, str]] = []
    for index, rule in enumerate(rules):
        try:
            validate(rule)
        except DocumentError as error:
            problems += [(f"$.rules[{index}].{path}", text) for path, text in error.problems]
    if problems:
        raise DocumentError(problems, where=where)
