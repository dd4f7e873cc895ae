"""Evidence on a day: its freshness, its coverage, and the changes in surveys."""

from inspectprep.planning.evidence.coverage import (
    AreaCoverage,
    EnquiryCoverage,
    EvidenceCoverage,
    evidence_coverage,
)
from inspectprep.planning.evidence.evidence_policy import DEFAULT_MONTHS, EvidencePolicy
from inspectprep.planning.evidence.freshness import freshness, good_until, speaks_until
from inspectprep.planning.evidence.survey import (
    Share,
    SurveyChange,
    Verdict,
    as_evidence,
    changes,
    compare_surveys,
    newest,
    share,
)

__all__ = [
    "DEFAULT_MONTHS",
    "AreaCoverage",
    "EnquiryCoverage",
    "EvidenceCoverage",
    "EvidencePolicy",
    "Share",
    "SurveyChange",
    "Verdict",
    "as_evidence",
    "changes",
    "compare_surveys",
    "evidence_coverage",
    "freshness",
    "good_until",
    "newest",
    "share",
    "speaks_until",
]
