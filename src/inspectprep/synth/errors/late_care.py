"""Seeders for late or missing practice for children in care (AA-I-050 to 065)."""

from __future__ import annotations

from inspectprep.synth.errors.case import Case, Seeder, late
from inspectprep.synth.population import members

_ADOPTION = members("placement_type", "adoption")
_LONG_TERM = members("placement_type", "long-term fostering")
_SHORT_TERM = members("placement_type", "fostering that is not long-term")


def _open(c: Case) -> bool:
    return c.blank("lac_end_date")


def _kind(c: Case, *kinds: str) -> bool:
    return c.short("placement_type") in kinds


def _young(c: Case) -> bool:
    return c.age(c.today) < 5


def _seen_lately(c: Case) -> bool:
    """Return whether the last visit keeps even the shortest interval."""
    return c.has("date_last_sw_visit") and c["date_last_sw_visit"] >= c.ago(c.threshold("care_visit_days"))


def _in_care_for(c: Case, number: int) -> bool:
    return _open(c) and c["lac_start_date"] <= c.ago(number)


def _review(c: Case) -> bool:
    if (
        not _in_care_for(c, 35)
        or not c.has("date_latest_review")
        or (_kind(c, "P1") and c.short("legal_status") == "C1")
        or _kind(c, *_ADOPTION)
    ):
        return False
    older = c.ago(c.random.between(190, 280))
    return c.put(date_latest_review=older if older > c.working(c["lac_start_date"], 21) else None)


def _visit(c: Case) -> bool:
    older = c.ago(c.random.between(96, 150))
    return _open(c) and c["placement_start_date"] <= older and c.put(date_last_sw_visit=older)


def _health(c: Case) -> bool:
    older = c.ago(c.random.between(190, 300) if _young(c) else c.random.between(372, 520))
    fits = _in_care_for(c, 40) and c.has("date_last_health_assessment")
    return fits and c.put(date_last_health_assessment=older if older > c["lac_start_date"] else None)


def _dental(c: Case) -> bool:
    older = c.ago(c.random.between(372, 700))
    fits = _in_care_for(c, 100) and c.has("date_last_dental_check")
    fits = fits and c["date_of_birth"] <= c.months(c.today, -19)
    return fits and c.put(date_last_dental_check=older if older > c["lac_start_date"] else None)


def _moves(c: Case) -> bool:
    return _open(c) and c.put(placements_last_12_months=c.random.between(3, 6))


def _moved_lately(c: Case) -> bool:
    moved = c.ago(c.random.between(45, 650))
    fits = _in_care_for(c, 920) and c.age(c.today) < 16 and _seen_lately(c)
    if not fits or c.on(10) or _kind(c, "P1") or moved >= c["date_last_sw_visit"]:
        return False
    return c.put(placement_start_date=moved, placements_last_12_months=2)


def _no_permanence(c: Case) -> bool:
    fits = _in_care_for(c, 130) and c.has("permanence_plan") and not c.on(10)
    return (
        fits
        and c.short("legal_status") != "V2"
        and (_kind(c, *_LONG_TERM) or _seen_lately(c))
        and c.put(permanence_plan=None)
    )


def _missing(c: Case) -> bool:
    return bool(c["missing_episodes_12_months"] > 0)


def _not_offered(c: Case) -> bool:
    offered = c.code("return_interview_offered", "No")
    return _missing(c) and c.put(return_interview_offered=offered, return_interview_accepted=None)


def _declined(c: Case) -> bool:
    return _missing(c) and c.put(return_interview_accepted=c.code("return_interview_accepted", "No"))


def _officer(c: Case) -> bool:
    older = c.ago(c.random.between(190, 300))
    fits = _open(c) and c["lac_start_date"] < older
    return fits and c.put(date_last_iro_visit=older)


def _unregulated(c: Case) -> bool:
    fits = _open(c) and _kind(c, "U6", "K2") and c.age(c.today) < 16 and not c.on(10)
    across = c.short("placement_provider") == "PR1" and c.short("placement_location") == "Out"
    return fits and not across and c.put(placement_type=c.code("placement_type", "Z1"), placement_urn=None)


def _agreed_long(c: Case) -> bool:
    fits = _open(c) and c.short("legal_status") == "V2" and c.short("uasc") == "No" and _seen_lately(c)
    long = fits and c["legal_status_start_date"] < c.ago(372)
    return long and c.put(permanence_plan=c.code("permanence_plan", "RF"))


def _long_proceedings(c: Case) -> bool:
    fits = _open(c) and c.short("legal_status") == "C2" and not _kind(c, "P1") and not c.on(10)
    long = fits and c["legal_status_start_date"] < c.ago(190) and c.short("uasc") == "No"
    return long and c.put(legal_status=c.code("legal_status", "C1"))


def _long_at_home(c: Case) -> bool:
    """Place a child with a full order at home since care began."""
    fits = _in_care_for(c, 385) and _kind(c, "P1", *_SHORT_TERM) and c.short("legal_status") == "C2"
    start = c["lac_start_date"]
    return (
        fits
        and _seen_lately(c)
        and not c.on(10)
        and c.put(
            placement_type=c.code("placement_type", "P1"),
            placement_provider=c.code("placement_provider", "PR0"),
            permanence_plan=c.code("permanence_plan", "RF"),
            placement_urn=None,
            placement_start_date=start,
            legal_status_start_date=start,
        )
    )


SEEDERS: tuple[Seeder, ...] = (
    late("AA-I-050", 8, "date_latest_review", _review),
    late("AA-I-051", 8, "date_last_sw_visit", _visit),
    late("AA-I-052", 8, "date_last_health_assessment", _health),
    late("AA-I-053", 8, "date_last_dental_check", _dental),
    late("AA-I-054", 8, "placements_last_12_months", _moves),
    late("AA-I-055", 8, "placement_start_date", _moved_lately),
    late("AA-I-056", 8, "permanence_plan", _no_permanence),
    late("AA-I-057", 8, "return_interview_offered", _not_offered),
    late("AA-I-058", 8, "return_interview_accepted", _declined),
    late("AA-I-059", 8, "date_last_iro_visit", _officer),
    late("AA-I-062", 8, "placement_type", _unregulated),
    late("AA-I-063", 8, "permanence_plan", _agreed_long),
    late("AA-I-064", 8, "legal_status", _long_proceedings),
    late("AA-I-065", 8, "legal_status_start_date", _long_at_home),
)
