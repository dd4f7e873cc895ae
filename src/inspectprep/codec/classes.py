"""Classes as the codec sees them: their fields with resolved types."""

from __future__ import annotations

from typing import Any

from attrs import Attribute, Factory, fields, resolve_types

_FACTORY: type[Any] = type(Factory(list))


def fields_of(cls: type[Any]) -> tuple[Attribute[Any], ...]:
    """Return the fields of a class, types that are written as text resolved."""
    attributes: tuple[Attribute[Any], ...] = fields(cls)
    if any(isinstance(attribute.type, str) for attribute in attributes):
        resolve_types(cls)
    return attributes


def is_factory(default: object) -> bool:
    """Return whether the default of a field is a function that makes it."""
    return isinstance(default, _FACTORY)
