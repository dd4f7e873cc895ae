"""Dates: working days of England, council closures on top, and offsets between dates.

Import from the modules: :mod:`~inspectprep.calendar.working` and :mod:`~inspectprep.calendar.offsets`.
"""
