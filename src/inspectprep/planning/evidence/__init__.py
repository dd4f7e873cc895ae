"""Evidence on a day: its freshness, its coverage, and the changes in surveys."""

from inspectprep.planning.evidence.coverage import (
    AreaCoverage as AreaCoverage,
    EnquiryCoverage as EnquiryCoverage,
    EvidenceCoverage as EvidenceCoverage,
    evidence_coverage as evidence_coverage,
)
from inspectprep.planning.evidence.evidence_policy import (
    DEFAULT_MONTHS as DEFAULT_MONTHS,
    EvidencePolicy as EvidencePolicy,
)
from inspectprep.planning.evidence.freshness import (
    freshness as freshness,
    good_until as good_until,
    speaks_until as speaks_until,
)
from inspectprep.planning.evidence.survey import (
    Share as Share,
    SurveyChange as SurveyChange,
    Verdict as Verdict,
    as_evidence as as_evidence,
    changes as changes,
    compare_surveys as compare_surveys,
    newest as newest,
    share as share,
)
