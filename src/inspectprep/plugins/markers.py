"""The two marks that join plugins to hooks; everything that needs pluggy begins here."""

from __future__ import annotations

from pluggy import HookimplMarker, HookspecMarker

__all__ = ["PROJECT", "hookimpl", "hookspec"]

PROJECT = "inspectprep"
"""The name under which hooks are marked, and the entry-point group in which plugins are found."""

hookimpl = HookimplMarker(PROJECT)
"""Marks a function of a plugin as the implementation of the hook whose name it bears."""

hookspec = HookspecMarker(PROJECT)
"""Marks the specification of a hook; only inspectprep itself uses it."""
