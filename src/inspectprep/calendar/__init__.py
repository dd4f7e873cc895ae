"""Dates: the working days of England, council closures, offsets between dates, and written dates.

Import from the modules: :mod:`~inspectprep.calendar.working`, :mod:`~inspectprep.calendar.offsets` and
:mod:`~inspectprep.calendar.written`.
"""
