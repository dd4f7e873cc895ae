"""Dates: the working days of England, council closures, and offsets between dates.

Import from the modules: :mod:`~inspectprep.calendar.working` and :mod:`~inspectprep.calendar.offsets`.
"""
