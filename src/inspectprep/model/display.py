"""Displays of values in a notebook, named by text so that this package does not import them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from inspectprep.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

_Class = TypeVar("_Class", bound=type)

_DISPLAYS = {
    "_repr_html_": "inspectprep.views.notebook:html",
    "_repr_markdown_": "inspectprep.views.notebook:markdown",
    "_repr_pretty_": "inspectprep.views.displayed:print_text",
}


def with_displays(cls: _Class) -> _Class:
    """Give a class the displays of a notebook. This is a class decorator.

    Each value that is shown has the same displays, so none shows an outcome.
    """
    for method, target in _DISPLAYS.items():
        setattr(cls, method, shown_by(target))
    return cls


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
        except LibraryError as error:
            if error.reason != "missing":
                raise
            return None

    show.__doc__ = "Show the value in a notebook."
    return show
