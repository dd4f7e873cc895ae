"""The decorators that mark hooks and their implementations."""

from __future__ import annotations

from pluggy import HookimplMarker, HookspecMarker

PROJECT = "inspectprep"
"""The name of the project in pluggy."""

hookimpl = HookimplMarker(PROJECT)
"""Marks a function of a plugin as the implementation of the hook of the same name."""

hookspec = HookspecMarker(PROJECT)
"""Marks the specification of a hook. Only inspectprep uses it."""
