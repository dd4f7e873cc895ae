"""A value finds its display by name."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from attrs import frozen

from inspectprep.errors import LibraryError
from inspectprep.model.display import shown_by


@frozen
class Shown:
    """A value whose display is in a module made by each test."""

    name: str

    _repr_html_ = shown_by("made_for_this_test:html")


@frozen
class Lost:
    """A value whose display does not exist."""

    _repr_html_ = shown_by("inspectprep.views.nowhere:html")


def module(monkeypatch: pytest.MonkeyPatch, **contents: object) -> None:
    """Put a module in place for one test."""
    made = ModuleType("made_for_this_test")
    vars(made).update(contents)
    monkeypatch.setitem(sys.modules, "made_for_this_test", made)


def test_the_display_is_found_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The value is what the function gets."""
    module(monkeypatch, html=lambda value: f"<b>{value.name}</b>")
    assert Shown("x")._repr_html_() == "<b>x</b>"


def test_without_its_library_a_value_shows_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing extra gives None, so that the notebook shows text, and no traceback."""

    def html(_: object) -> str:
        raise LibraryError("Not here.", libraries=["jinja2"], reason="missing")

    module(monkeypatch, html=html)
    assert Shown("x")._repr_html_() is None


def test_a_library_that_does_not_work_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed and broken is an error with its remedy, and not a missing extra."""

    def html(_: object) -> str:
        raise LibraryError("Broken.", libraries=["jinja2"], reason="unusable")

    module(monkeypatch, html=html)
    with pytest.raises(LibraryError, match="Broken"):
        Shown("x")._repr_html_()


def test_a_mistake_of_our_own_is_not_hidden() -> None:
    """A display that is named wrongly is a fault, not a missing extra."""
    with pytest.raises(ModuleNotFoundError, match="nowhere"):
        Lost()._repr_html_()


def test_a_display_is_not_a_field() -> None:
    """Two equal values stay equal, and the name of the display is in neither."""
    assert Shown("x") == Shown("x")
    assert repr(Shown("x")) == "Shown(name='x')"
