"""Sign-offs of release drafts: what was signed, who may sign, and whether a sign-off is still valid."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from inspectprep.errors import InspectPrepError
from inspectprep.model.offset import Offset
from inspectprep.model.release import ReleaseDraft, SignOff
from inspectprep.model.representation import with_one_line
from inspectprep.model.roles import role_title
from inspectprep.model.workforce import RoleHolder
from inspectprep.planning.freshness import freshness, lasts_until
from inspectprep.planning.wording import long_date

Files = Mapping[str, str]
"""The SHA-256 checksum of each file that can be read, by the location in a draft."""


@with_one_line
class MissingSignOff(NamedTuple):
    """A role whose valid sign-off is missing.

    Attributes:
        role: Role id.
        reason: The reason, in words.
    """

    role: str
    reason: str

    def __str__(self) -> str:
        """Return the role and the reason."""
        return f"{role_title(self.role)} ({self.reason})"


def checksum_of(draft: ReleaseDraft, files: Files) -> str:
    """Return the checksum of a draft: of its outcome, grades, channel, title, location and file."""
    signed = [draft.outcome, draft.channel.value, draft.title, draft.location, files.get(draft.location, "")]
    if draft.grades:
        signed += sorted(f"{grade.judgement}={grade.grade}" for grade in draft.grades)
    return hashlib.sha256(json.dumps(signed).encode()).hexdigest()


def missing_sign_offs(
    draft: ReleaseDraft, roles: Iterable[str], on: date, lasts: Offset, files: Files
) -> tuple[MissingSignOff, ...]:
    """Return the roles without a valid sign-off of a draft on a day, with the reasons.

    Args:
        draft: The draft.
        roles: Ids of the roles that must sign.
        on: The day.
        lasts: The time for which a sign-off counts.
        files: The checksums of the files of drafts.
    """
    by_role = {sign_off.role: sign_off for sign_off in draft.signed}
    current = checksum_of(draft, files)
    found = ((role, _fault(by_role.get(role), current, on, lasts)) for role in roles)
    return tuple(MissingSignOff(role, fault) for role, fault in found if fault)


def _fault(sign_off: SignOff | None, current: str, on: date, lasts: Offset) -> str:
    if sign_off is None:
        return "has not signed"
    who = f"{sign_off.name} signed on {long_date(sign_off.on)}"
    if not sign_off.checksum:
        return f"{who}, but what was signed is not recorded"
    if sign_off.checksum != current:
        return f"{who}, and the draft has changed since"
    if not freshness(sign_off.on, lasts_until(sign_off.on, lasts), on).counts:
        return f"{who}, and that is out of date"
    return ""


def signer_of(role: str, name: str, holders: Iterable[RoleHolder], on: date) -> str:
    """Return the name of the person who signs for a role on a day.

    Args:
        role: Role id.
        name: The name that was given; empty for the holder of the role.
        holders: The role holders on record.
        on: The day.

    Raises:
        InspectPrepError: if the role is vacant on the day, if several people share it and none is named, or
            if another person would sign.
    """
    title = role_title(role)
    in_role = [holder for holder in holders if holder.role == role and holder.in_role(on)]
    names = list(dict.fromkeys(holder.name for holder in in_role))
    if not names:
        raise InspectPrepError(
            f"No person is in the role {title!r} on {long_date(on)}, so no person can sign for it.",
            where="--role",
            remedy=f"Record the person: inspectprep person add --role {role} --name NAME.",
        )
    if not name:
        if len(names) == 1:
            return names[0]
        raise InspectPrepError(
            f"Several people are in the role {title!r} on {long_date(on)}: {', '.join(names)}.",
            remedy="Say who signs: --name NAME.",
        )
    for known in names:
        if _plain(known) == _plain(name):
            return known
    raise InspectPrepError(
        f"{name} is not in the role {title!r} on {long_date(on)}. It is the role of {', '.join(names)}.",
        where="--name",
        remedy="The person in the role must sign. If the role has changed hands, correct the people first.",
    )


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
