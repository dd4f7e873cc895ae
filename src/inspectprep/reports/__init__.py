"""Reports: a value becomes a report without a format, and a writer renders it.

``compose`` chooses the content and its order, ``drawing`` lays out timelines, and each format has a
module. :func:`inspectprep.write` uses them all.
"""
