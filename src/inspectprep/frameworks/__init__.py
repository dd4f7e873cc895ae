"""Frameworks as data: reading, extending and finding the variants that can be planned.

The files themselves are in ``data/``. The modules are imported on first use:
:mod:`~inspectprep.frameworks.catalogue` finds a variant, :mod:`~inspectprep.frameworks.loader` and
:mod:`~inspectprep.frameworks.tasks` read files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.frameworks import catalogue as catalogue, loader as loader, tasks as tasks

__all__, __getattr__, __dir__ = lazy_names(__name__, {"": "catalogue loader tasks"})
