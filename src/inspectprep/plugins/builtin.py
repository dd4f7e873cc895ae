"""The built-in plugins and the hooks that each implements.

The hooks are listed here so that a request for one kind of provider imports only the modules that have it.
Writing a timeline must not import Annex A. A test compares the table with the modules.
"""

from __future__ import annotations

BUILTINS = {
    "inspectprep.frameworks.plugin": ("inspectprep_frameworks", "inspectprep_tasks"),
    "inspectprep.sources.plugin": ("inspectprep_sources",),
    "inspectprep.annexa.plugin": ("inspectprep_rules", "inspectprep_indicators"),
    "inspectprep.reports.plugin": ("inspectprep_reports",),
    "inspectprep.store.plugin": ("inspectprep_stores",),
}
"""The modules, in the order in which their providers are listed."""
