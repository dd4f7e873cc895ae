"""Adapters in: every kind of file a council has, as raw sheets.

=================  ====================================================================
``files``          one file by what it is; the files of a folder
``workbook``       Excel and OpenDocument workbooks, with ``package`` and ``sheetscan``
``typed_text``       text, numbers and dates told apart by a sheet's XML, with ``stored``
``mend``             sheets whose reader stumbles over a single cell
``biff``           error cells of .xls workbooks; ``xlsb`` and ``ods`` those of their formats
``text``           delimited text
``html``           tables of web pages
``spreadsheet_xml``  the spreadsheet XML of 2003
``frame``          frames in memory, parquet files
``file_kind``          what a file really is
``limits``         how much is read before a file is refused
``plugin``         the readers as providers
=================  ====================================================================
"""
