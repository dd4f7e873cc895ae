"""Frameworks as data: reading, extending and finding the variants that can be planned.

The files themselves are in ``data/``. Import from the modules: :mod:`~inspectprep.frameworks.catalogue`
to find a variant, :mod:`~inspectprep.frameworks.loader` to read a file.
"""
