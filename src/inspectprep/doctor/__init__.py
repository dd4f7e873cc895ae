"""The doctor: it uses every plugin as a council will, so that nothing fails for the first time on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.doctor.examination import Examination as Examination, examine as examine

__all__, __getattr__, __dir__ = lazy_names(__name__, {"examination": "Examination examine"})
