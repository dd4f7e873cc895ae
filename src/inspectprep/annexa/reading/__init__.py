"""From raw sheets to typed lists.

=================  ==================================================================
``headings``       which row holds the headings, which list they belong to
``column``         one column read, by type: ``ids``, ``dates``, ``codes``, ``numbers``
``distinct``       each distinct text once
``text``           white space, quotes, null tokens, spreadsheet errors
``marks``          hidden rows and merged cells
``spare``          columns of no list, and copies
``parts``          several lists one under the other
``rows``           totals, notes, headings, blank rows
``sheet``          one sheet
``assemble``       all sheets together
``authorities``    which council the files come from
=================  ==================================================================
"""
