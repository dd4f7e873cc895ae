"""The classes of the model, for tests that go through them all."""

from __future__ import annotations

import importlib
import pkgutil

import attrs

from inspectprep import model
from inspectprep.model.document import DocumentKind, Layout, is_never_written
from inspectprep.model.offset import Offset

__all__ = ["model_classes"]

_NOT_WRITTEN = (DocumentKind, Layout, Offset)
"""What describes documents is in none, and an offset is text."""


def model_classes() -> list[type]:
    """Return every attrs class of the model that documents may carry as a table."""
    found = []
    for module in pkgutil.iter_modules(model.__path__):
        loaded = importlib.import_module(f"inspectprep.model.{module.name}")
        found += [
            cls
            for cls in vars(loaded).values()
            if isinstance(cls, type) and attrs.has(cls) and cls.__module__ == loaded.__name__
        ]
    return [cls for cls in found if not is_never_written(cls) and cls not in _NOT_WRITTEN]
