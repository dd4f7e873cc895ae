"""The built-in rules, a module a theme; :mod:`inspectprep.annexa.catalogue.rules` gathers them."""
