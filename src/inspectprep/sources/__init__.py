"""Readers of every kind of file that a council has; each file becomes raw sheets.

===================  ==================================================================
``files``            one file of any kind; the files of a folder
``file_kind``        the kind of a file, by its content
``limits``           the size at which a file is refused
``problems``         the errors for files that cannot be read
``failures``         the line between such a file and an error in inspectprep
``workbook``         Excel and OpenDocument workbooks
``package``          a first look into a zipped workbook, with ``sheetscan``, ``xlsb``, ``ods``
``biff``             a first look into an .xls workbook
``parsed``           the choice of the library: ``with_fastexcel``, ``with_calamine``
``raw_sheet``        a sheet's cells and their kinds, with ``cell_types``, ``stored_values``
``far_cells``        stray cells far from all others, with ``filled_cells``
``shared_texts``     texts that would take too much memory
``repair``           copies of workbooks that a library cannot read as they are
``memory_limit``     the memory that is free
``text``             delimited text, with ``encoding``
``html``             tables of web pages
``spreadsheet_xml``  the spreadsheet XML of 2003
``frame``            frames in memory, parquet files
``rows``             frames made of rows of cells
``instants``         days in England
``result``           a file as it was read
``plugin``           the readers as providers
===================  ==================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.sources import html as html, spreadsheet_xml as spreadsheet_xml
    from inspectprep.sources.file_content import BinaryFile as BinaryFile
    from inspectprep.sources.file_kind import FileKind as FileKind
    from inspectprep.sources.files import (
        find_files as find_files,
        read_file as read_file,
        read_sheets as read_sheets,
    )
    from inspectprep.sources.frame import read_frame as read_frame
    from inspectprep.sources.limits import Limits as Limits
    from inspectprep.sources.memory_file import MemoryFile as MemoryFile
    from inspectprep.sources.result import FileRead as FileRead

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "files": "find_files read_file read_sheets",
        "frame": "read_frame",
        "limits": "Limits",
        "result": "FileRead",
        "file_content": "BinaryFile",
        "file_kind": "FileKind",
        "memory_file": "MemoryFile",
    },
    internal="html spreadsheet_xml",
)
