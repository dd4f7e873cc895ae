"""The roles of people in an inspection, by id, title and abbreviation."""

from __future__ import annotations

from inspectprep.model.values import frozen


@frozen(kw_only=True)
class Role:
    """A role in an inspection.

    Attributes:
        id: Short name used in tasks and files.
        title: Its full name.
        abbreviation: Its abbreviation in plans and minutes.
    """

    id: str
    title: str
    abbreviation: str


ROLES = (
    Role(id="dcs", title="Director of children's services", abbreviation="DCS"),
    Role(id="deputy", title="Deputy director", abbreviation="DEP"),
    Role(id="annex-a", title="Annex A owner", abbreviation="AXA"),
    Role(id="documents", title="Documents owner", abbreviation="DOC"),
    Role(id="audits", title="Audits owner", abbreviation="AUD"),
    Role(id="communications", title="Communications lead", abbreviation="COM"),
    Role(id="logistics", title="Logistics and IT lead", abbreviation="LOG"),
    Role(id="psw", title="Principal social worker", abbreviation="PSW"),
    Role(id="lead-member", title="Lead member for children's services", abbreviation="LM"),
    Role(id="chief-executive", title="Chief executive", abbreviation="CEX"),
    Role(id="leader", title="Leader of the council", abbreviation="LDR"),
    Role(id="qa", title="Quality assurance lead", abbreviation="QA"),
    Role(id="partnerships", title="Partnerships lead", abbreviation="PART"),
    Role(id="hr", title="Human resources lead", abbreviation="HR"),
    Role(id="send", title="Lead for special educational needs", abbreviation="SEND"),
    Role(id="registered-manager", title="Registered manager", abbreviation="RM"),
    Role(id="responsible-individual", title="Responsible individual", abbreviation="RI"),
    Role(id="head-teacher", title="Head teacher", abbreviation="HT"),
    Role(id="adult-services", title="Director of adult social services", abbreviation="DASS"),
    Role(id="youth-justice", title="Head of youth justice", abbreviation="YJS"),
    Role(id="governor", title="Governor of the establishment", abbreviation="GOV"),
)
"""The built-in roles. A council's own files may name others."""


def role_id(text: str) -> str | None:
    """Return the id of the role meant by an id, abbreviation or title, or None."""
    plain = " ".join(text.split()).casefold()
    for role in ROLES:
        if plain in (role.id, role.title.casefold(), role.abbreviation.casefold()):
            return role.id
    return None


def known_role(text: str) -> str:
    """Return the id of a role by its id, abbreviation or title. A council's own role stays as it is."""
    return role_id(text) or text


def role_title(role: str) -> str:
    """Return the title of a role, or its id for a council's own role."""
    return next((known.title for known in ROLES if known.id == role), role)


def role_name(role: str) -> str:
    """Return the title of a role for use in a sentence: ``director of children's services``."""
    title = role_title(role)
    return title if title.startswith("Annex") else title[:1].lower() + title[1:]
