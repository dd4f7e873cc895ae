"""The base of records that belong to one inspection."""

from __future__ import annotations

from attrs import field

from inspectprep.model.values import frozen


@frozen(kw_only=True)
class InspectionRecord:
    """A record of one inspection.

    Attributes:
        id: Set by the workspace.
        inspection: Id of the inspection. Default: the only one that runs on the day of the record.
    """

    id: str = ""
    inspection: str = field(default="", metadata={"names": "inspection"})
