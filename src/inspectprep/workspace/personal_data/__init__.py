"""The check of texts and files for the personal data of children, before anything is stored or sent.

====================  ==========================================================
``detection``         a child's numbers and dates of birth in free text
``folding``           text in one plain form
``identity_numbers``  NHS numbers and unique pupil numbers
``births``, ``dates``  dates of birth, and dates in every form
``known_children``    the children in loaded lists, as ``keyed_hashes`` of
                      ``known_ids`` and ``known_names``
``name_list``         a list of names, as a council loads it
``refusal``           the refusal of records, file names and imports
``record_import``     the import of records
``file_scan``         a file that is about to be sent; ``file_texts`` reads it
====================  ==========================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.workspace.personal_data import (
        adults as adults,
        file_scan as file_scan,
        record_import as record_import,
        refusal as refusal,
    )

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {},
    internal="adults file_scan record_import refusal",
)
