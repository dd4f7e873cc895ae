"""The support of a date or fact: its text, the trust that this deserves, and the end of what is known."""

from enum import StrEnum

from inspectprep.model.values import frozen_by_type


class Basis(StrEnum):
    """The kind of knowledge that a date or fact rests on.

    Attributes:
        LAW: A statute, regulation or statutory guidance.
        INSPECTORATE: The inspectorate's own published text.
        ACCOUNT: A text of a council, a partner or a newspaper.
        MEASURED: Observed in published reports, with a spread.
        NOTICE: Only the notification letter can say.
        PLANNING: Our default, which a council may change. It is never an inspectorate's rule.
    """

    LAW = "law"
    INSPECTORATE = "inspectorate"
    ACCOUNT = "account"
    MEASURED = "measured"
    NOTICE = "notice"
    PLANNING = "planning"


class Confidence(StrEnum):
    """The trust that a source deserves.

    Attributes:
        OFFICIAL: The official text was read.
        RELIABLE: A council, a partner, a page of law or the sector's own working code says it.
        WEAK: It is indirect, incomplete or from memory.
    """

    OFFICIAL = "official"
    RELIABLE = "reliable"
    WEAK = "weak"


class Ending(StrEnum):
    """The knowledge of the last day of an edition or a measured period.

    Attributes:
        REPLACED: Another follows it in the same list.
        ANNOUNCED: A successor is announced, and it may start after this day.
        READ: It was still in force when it was last read. No successor is known.
        OLDER_TEXT: The text that was read is of this time. It is not known what applied after it.
    """

    REPLACED = "replaced"
    ANNOUNCED = "announced"
    READ = "read"
    OLDER_TEXT = "older-text"


@frozen_by_type(kw_only=True)
class Source:
    """The source of a rule or figure.

    Attributes:
        id: Short name that milestones and facts cite.
        title: The text that was read, as a citation that a reader could look up.
        url: A public address, if one is known.
        kind: Whose text it is: ``law``, ``inspectorate``, ``account`` or ``measured``. What cites it can be
            no surer.
        read: The day or month on which it was read, such as ``2026-11-29`` or ``2026-11``.
        confidence: The trust that it deserves. None if the file does not say.
        note: How much of it was read, if not all.
    """

    id: str
    title: str
    url: str = ""
    kind: Basis = Basis.ACCOUNT
    read: str = ""
    confidence: Confidence | None = None
    note: str = ""
