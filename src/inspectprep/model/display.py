"""How values show themselves in a notebook, without this package knowing how they are drawn."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["shown_by"]


def shown_by(target: str) -> Callable[[Any], str | None]:
    """Return a method that draws its value with the function that `target` names.

    The function is imported on first use. Where it needs a package that is not installed, the
    method returns None and a notebook falls back on the plain text of the value.

    Args:
        target: ``"module:function"``; the function takes the value and returns markup.
    """
    module, _, name = target.partition(":")

    def show(self: Any) -> str | None:
        try:
            draw = getattr(import_module(module), name)
            return str(draw(self))
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("inspectprep"):
                raise
            return None

    show.__doc__ = "Show the value in a notebook."
    return show
