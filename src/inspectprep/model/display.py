"""Displays of values in a notebook, named by text so that this package does not import them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def shown_by(target: str) -> Callable[..., str | None]:
    """Return a method that draws its value with the function that `target` names.

    The function is imported on first use. If it needs a package that is not installed, the
    method returns None, and the notebook shows the value as plain text.

    Args:
        target: ``"module:function"``; the function takes the value, and what the notebook gives the method,
            and returns markup.
    """
    module, _, name = target.partition(":")

    def show(self: Any, *given: Any) -> str | None:
        try:
            draw = getattr(import_module(module), name)
            return str(draw(self, *given))
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("inspectprep"):
                raise
            return None

    show.__doc__ = "Show the value in a notebook."
    return show
