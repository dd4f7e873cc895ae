"""What the records of evidence, earlier inspections and the room say about readiness, theme by theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.model.checklist import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from inspectprep.model.enquiry import Fieldwork
    from inspectprep.model.evidence import EvidenceBase
    from inspectprep.model.history import AreaForImprovement
    from inspectprep.model.readiness import Reason
    from inspectprep.planning.evidence.evidence_policy import EvidencePolicy

__all__ = ["record_reasons"]


def record_reasons(
    evidence: EvidenceBase | None,
    areas: Iterable[AreaForImprovement] | None,
    room: Fieldwork | None,
    day: date,
    policy: EvidencePolicy | None = None,
) -> dict[Theme, tuple[Reason, ...]]:
    """Return the reasons that are known of: evidence and claims for challenge, the rest for the plan.

    Whatever is None gives no reason at all; whatever is empty gives the reason that it is.
    """
    # Imported here, because most questions about readiness are asked without a workspace.
    from inspectprep.model.evidence import EvidenceBase  # noqa: PLC0415
    from inspectprep.planning.evidence.evidence_policy import EvidencePolicy  # noqa: PLC0415
    from inspectprep.planning.readiness.areas_reasons import area_reasons  # noqa: PLC0415
    from inspectprep.planning.readiness.claims_reasons import challenge_reasons  # noqa: PLC0415
    from inspectprep.planning.readiness.evidence_reasons import evidence_reasons  # noqa: PLC0415
    from inspectprep.planning.readiness.requests_reasons import request_reasons  # noqa: PLC0415

    policy = policy or EvidencePolicy()
    base = evidence or EvidenceBase()
    challenge: list[Reason] = []
    plan: list[Reason] = []
    if evidence is not None:
        enquiries = room.enquiries if room else ()
        challenge += evidence_reasons(evidence, day, enquiries=enquiries, policy=policy)
    if room is not None:
        challenge += challenge_reasons(room, base, day, policy)
        plan += request_reasons(room.requests, day, referrals=room.referrals, policy=policy)
    if areas is not None:
        plan += area_reasons(areas, base, day, policy)
    return {Theme.CHALLENGE: tuple(challenge), Theme.PLAN: tuple(plan)}
