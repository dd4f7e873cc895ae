"""From raw sheets to typed lists.

========================  =================================================================================
``read``                  everything that was given: files, folders and frames
``files``                 one file or frame
``sheet``                 one sheet: headings, columns, rows
``sheet_names``           the list that a sheet is named after
``headings``              the row of headings; ``known_headings`` has the headings that the lists know
``hidden_and_merged``     hidden rows and merged cells
``unrecognised_columns``  columns that are left out
``column``                one column by its type: ``ids``, ``codes``, ``numbers``, ``typed_dates``, ``dates``
``unique_texts``          each different text of a column
``text``                  white space, quotes, null tokens, spreadsheet errors
``rows``                  totals, notes, headings and blank rows
``split_sheets``          several lists, one under the other
``assemble``              all sheets together
``authorities``           the councils that the files name
``placeholder_ids``       a council's own placeholders for identifiers
``dataset``               the result: typed lists and facts about files and sheets
========================  =================================================================================
"""
