"""Adapters out: a value becomes a report in no format yet, and a writer renders it.

``compose`` says what is told and in which order, ``drawing`` lays out dates, and each format has a module
of its own. :func:`inspectprep.write` brings them together.
"""
