"""Published inspection reports: reading them, and learning from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep_published.council_history import (
        ReportImported as ReportImported,
        import_report as import_report,
    )
    from inspectprep_published.learning.choice import Choice as Choice
    from inspectprep_published.learning.counts import ThemeCounts as ThemeCounts, count_themes as count_themes
    from inspectprep_published.learning.index import open_index as open_index
    from inspectprep_published.learning.search import SearchResult as SearchResult, search as search
    from inspectprep_published.learning.themes import Themes as Themes, read_themes as read_themes
    from inspectprep_published.parallel import read_reports as read_reports
    from inspectprep_published.parquet import parquet_line as parquet_line, write_parquet as write_parquet
    from inspectprep_published.read import read_report as read_report
    from inspectprep_published.report import (
        Certainty as Certainty,
        Fieldwork as Fieldwork,
        Place as Place,
        PublishedReport as PublishedReport,
        ReportKind as ReportKind,
        UnreadFile as UnreadFile,
    )
    from inspectprep_published.report_answers import Answers as Answers

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "council_history": "ReportImported import_report",
        "learning.choice": "Choice",
        "learning.counts": "ThemeCounts count_themes",
        "learning.index": "open_index",
        "learning.search": "SearchResult search",
        "learning.themes": "Themes read_themes",
        "parallel": "read_reports",
        "parquet": "parquet_line write_parquet",
        "read": "read_report",
        "report": "Certainty Fieldwork Place PublishedReport ReportKind UnreadFile",
        "report_answers": "Answers",
    },
)
