"""The plugins that inspectprep brings along, and the hooks that each implements.

The hooks are named here so that asking for one kind of thing imports only the modules that provide
it: writing a timeline must not import the Annex A side. A test holds the table true.
"""

from __future__ import annotations

__all__ = ["BUILTINS"]

BUILTINS = {
    "inspectprep.frameworks.plugin": ("inspectprep_frameworks", "inspectprep_tasks"),
    "inspectprep.sources.plugin": ("inspectprep_sources",),
    "inspectprep.annexa.plugin": ("inspectprep_rules",),
    "inspectprep.reports.plugin": ("inspectprep_reports",),
    "inspectprep.store.plugin": ("inspectprep_stores",),
}
"""Modules in the order in which what they provide is listed."""
