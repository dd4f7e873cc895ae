"""The values: frozen, and checked when they are made. They are the input and output of all functions.

They import only attrs and the standard library. Each name is imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspectprep.lazy import lazy_names

if TYPE_CHECKING:
    from inspectprep.model.alteration import Alteration as Alteration
    from inspectprep.model.analyst_check import AnalystCheck as AnalystCheck
    from inspectprep.model.annexa_trend import (
        FindingCounts as FindingCounts,
        FindingTrend as FindingTrend,
        ListPoint as ListPoint,
        TeamPoint as TeamPoint,
        TrendPoint as TrendPoint,
        UnusedResult as UnusedResult,
    )
    from inspectprep.model.audience import Audience as Audience
    from inspectprep.model.backtest import (
        Backtest as Backtest,
        CalibrationBand as CalibrationBand,
        ModelScores as ModelScores,
        SetScores as SetScores,
    )
    from inspectprep.model.basis import (
        Basis as Basis,
        Confidence as Confidence,
        Ending as Ending,
        Source as Source,
    )
    from inspectprep.model.briefing import BriefingItem as BriefingItem, DailyBriefing as DailyBriefing
    from inspectprep.model.call_sheet import (
        AskedItem as AskedItem,
        CallAnswer as CallAnswer,
        CallPage as CallPage,
        CallQuestion as CallQuestion,
        CallSheet as CallSheet,
        RoleContact as RoleContact,
    )
    from inspectprep.model.checklist import (
        Cadence as Cadence,
        Checklist as Checklist,
        Status as Status,
        Task as Task,
        TaskTemplate as TaskTemplate,
        Theme as Theme,
    )
    from inspectprep.model.classification import Classification as Classification
    from inspectprep.model.comparison import Difference as Difference, PlanComparison as PlanComparison
    from inspectprep.model.configuration import (
        EmbargoPerson as EmbargoPerson,
        Period as Period,
        ReportSettings as ReportSettings,
        WorkspaceConfig as WorkspaceConfig,
    )
    from inspectprep.model.conversation import (
        Conversation as Conversation,
        ConversationLog as ConversationLog,
        OpenPromise as OpenPromise,
        Promise as Promise,
        Sending as Sending,
    )
    from inspectprep.model.debrief import (
        Action as Action,
        ActionPlan as ActionPlan,
        AreaActions as AreaActions,
        Deadline as Deadline,
        Debrief as Debrief,
        DebriefPart as DebriefPart,
        Lesson as Lesson,
        PressItem as PressItem,
        Thanks as Thanks,
        ThanksKind as ThanksKind,
        Wellbeing as Wellbeing,
    )
    from inspectprep.model.decision import (
        Decision as Decision,
        TaskState as TaskState,
        TaskStates as TaskStates,
    )
    from inspectprep.model.enquiry import (
        CaseReferredBack as CaseReferredBack,
        Challenge as Challenge,
        ClaimOutcome as ClaimOutcome,
        EnquiryNote as EnquiryNote,
        EnquiryStatus as EnquiryStatus,
        EntryKind as EntryKind,
        Fieldwork as Fieldwork,
        LineOfEnquiry as LineOfEnquiry,
        RequestState as RequestState,
        Showcase as Showcase,
        TimetableEntry as TimetableEntry,
        Tone as Tone,
    )
    from inspectprep.model.evidence import (
        CoverageState as CoverageState,
        EvidenceBase as EvidenceBase,
        EvidenceItem as EvidenceItem,
        EvidenceKind as EvidenceKind,
        FileCheck as FileCheck,
        FileState as FileState,
        Sensitivity as Sensitivity,
        Stance as Stance,
        SurveyMeasure as SurveyMeasure,
    )
    from inspectprep.model.finding import (
        CheckSummary as CheckSummary,
        Finding as Finding,
        FindingUnit as FindingUnit,
        LatePractice as LatePractice,
        LikelyLine as LikelyLine,
        ListSummary as ListSummary,
        Location as Location,
        Nature as Nature,
        RuleCount as RuleCount,
        Severity as Severity,
        SkippedRule as SkippedRule,
    )
    from inspectprep.model.finding_places import (
        EarlierErrors as EarlierErrors,
        ErrorChanges as ErrorChanges,
        ErrorPlace as ErrorPlace,
        ListErrors as ListErrors,
        TeamFindings as TeamFindings,
    )
    from inspectprep.model.forecast_figures import (
        ForecastFigures as ForecastFigures,
        WaitCurve as WaitCurve,
        WaitingCouncils as WaitingCouncils,
    )
    from inspectprep.model.framework import (
        CallPattern as CallPattern,
        Edition as Edition,
        Fact as Fact,
        Framework as Framework,
        InformationRequest as InformationRequest,
        Judgement as Judgement,
        Milestone as Milestone,
        Pause as Pause,
        Phase as Phase,
        Repeats as Repeats,
        Variant as Variant,
        Window as Window,
    )
    from inspectprep.model.freshness import DueSoon as DueSoon, Freshness as Freshness
    from inspectprep.model.handout import (
        ChosenWork as ChosenWork,
        Contact as Contact,
        HandoutDay as HandoutDay,
        HandoutVisit as HandoutVisit,
        StaffHandout as StaffHandout,
    )
    from inspectprep.model.history import (
        AreaForImprovement as AreaForImprovement,
        ImprovementAction as ImprovementAction,
    )
    from inspectprep.model.inspection import (
        Actual as Actual,
        Grade as Grade,
        Inspection as Inspection,
        Notice as Notice,
    )
    from inspectprep.model.inspection_calendar import (
        Clash as Clash,
        ClashKind as ClashKind,
        InspectionCalendar as InspectionCalendar,
    )
    from inspectprep.model.inspection_record import InspectionRecord as InspectionRecord
    from inspectprep.model.intervals import (
        CompletedInterval as CompletedInterval,
        IntervalFigures as IntervalFigures,
        OpenInterval as OpenInterval,
        PastIntervals as PastIntervals,
        SchedulingFacts as SchedulingFacts,
        WeekGroup as WeekGroup,
    )
    from inspectprep.model.next_inspection import (
        ForecastWindow as ForecastWindow,
        NextInspection as NextInspection,
        WeekChance as WeekChance,
    )
    from inspectprep.model.office import (
        Office as Office,
        OfficeCase as OfficeCase,
        OfficeCover as OfficeCover,
        OfficeTeam as OfficeTeam,
        OfficeVisit as OfficeVisit,
    )
    from inspectprep.model.offset import Offset as Offset, Roll as Roll, Unit as Unit
    from inspectprep.model.past_inspection import (
        GradeWord as GradeWord,
        InspectionKind as InspectionKind,
        PastInspection as PastInspection,
    )
    from inspectprep.model.preparation import (
        CallCover as CallCover,
        CoverLink as CoverLink,
        MatchKind as MatchKind,
        PossibleMatch as PossibleMatch,
        PreparationCoverage as PreparationCoverage,
        TeamCoverage as TeamCoverage,
        Workforce as Workforce,
    )
    from inspectprep.model.readiness import (
        NextAction as NextAction,
        Rating as Rating,
        Readiness as Readiness,
        Reason as Reason,
        ThemeReadiness as ThemeReadiness,
    )
    from inspectprep.model.readiness_policy import ReadinessPolicy as ReadinessPolicy
    from inspectprep.model.record import (
        RECORD_KINDS as RECORD_KINDS,
        RecordKind as RecordKind,
        Scope as Scope,
    )
    from inspectprep.model.region import (
        DueState as DueState,
        LikelyCouncil as LikelyCouncil,
        PastWindow as PastWindow,
        RegionCouncil as RegionCouncil,
        RegionView as RegionView,
        RegionWeek as RegionWeek,
        RegionWindow as RegionWindow,
    )
    from inspectprep.model.release import (
        Channel as Channel,
        CommunicationState as CommunicationState,
        DailyNote as DailyNote,
        Disclosure as Disclosure,
        Duty as Duty,
        Embargo as Embargo,
        EmbargoStage as EmbargoStage,
        NoteKind as NoteKind,
        PublicationRecorded as PublicationRecorded,
        Refused as Refused,
        ReleaseDraft as ReleaseDraft,
        ReleasePlan as ReleasePlan,
        ReleaseStep as ReleaseStep,
        Showing as Showing,
        SignOff as SignOff,
    )
    from inspectprep.model.report import (
        Block as Block,
        Bullets as Bullets,
        CalendarEntry as CalendarEntry,
        Cell as Cell,
        DrawnBlock as DrawnBlock,
        Fold as Fold,
        Paragraph as Paragraph,
        PlainBlock as PlainBlock,
        Ranges as Ranges,
        Report as Report,
        Section as Section,
        Span as Span,
        Table as Table,
        Tile as Tile,
        Tiles as Tiles,
        TimelineChart as TimelineChart,
    )
    from inspectprep.model.report_blocks import (
        Agenda as Agenda,
        AgendaItem as AgendaItem,
        Answer as Answer,
        Balance as Balance,
        Bar as Bar,
        Change as Change,
        Companion as Companion,
        Files as Files,
        History as History,
        Matrix as Matrix,
        MatrixRow as MatrixRow,
        Point as Point,
        Shift as Shift,
        Side as Side,
        Step as Step,
        Tag as Tag,
    )
    from inspectprep.model.review import (
        AnswerKind as AnswerKind,
        CaseLine as CaseLine,
        ClaimBalance as ClaimBalance,
        DayOfClaims as DayOfClaims,
        EnquiryLine as EnquiryLine,
        EvidenceTitle as EvidenceTitle,
        FieldworkReview as FieldworkReview,
        OpenAnswer as OpenAnswer,
        RequestLine as RequestLine,
        RequestStatus as RequestStatus,
        Suggestion as Suggestion,
        SuggestionKind as SuggestionKind,
    )
    from inspectprep.model.roles import ROLES as ROLES, Role as Role
    from inspectprep.model.selfeval import (
        Gap as Gap,
        PlannedAction as PlannedAction,
        Progress as Progress,
        Question as Question,
        SelfEvaluation as SelfEvaluation,
        SelfEvaluationArea as SelfEvaluationArea,
        Statement as Statement,
        SurveyTrend as SurveyTrend,
    )
    from inspectprep.model.sheet import (
        CellKind as CellKind,
        MergedCells as MergedCells,
        RawSheet as RawSheet,
        SheetNote as SheetNote,
        Visibility as Visibility,
    )
    from inspectprep.model.timeline import (
        Event as Event,
        OpenQuestion as OpenQuestion,
        Timeline as Timeline,
    )
    from inspectprep.model.tracker import (
        RunningInspection as RunningInspection,
        TaskTime as TaskTime,
        Today as Today,
        TrackedTask as TrackedTask,
    )
    from inspectprep.model.trend import (
        Direction as Direction,
        ReadinessTrend as ReadinessTrend,
        ThemeTrend as ThemeTrend,
    )
    from inspectprep.model.unreadable import UnreadableRecord as UnreadableRecord
    from inspectprep.model.workforce import (
        Leave as Leave,
        People as People,
        Person as Person,
        PreparationSession as PreparationSession,
        ProudWork as ProudWork,
        RoleHolder as RoleHolder,
        SessionKind as SessionKind,
        Team as Team,
        Worker as Worker,
        people_of as people_of,
    )

__all__, __getattr__, __dir__ = lazy_names(
    __name__,
    {
        "audience": "Audience",
        "backtest": "Backtest CalibrationBand ModelScores SetScores",
        "basis": "Basis Confidence Ending Source",
        "briefing": "BriefingItem DailyBriefing",
        "call_sheet": "AskedItem CallAnswer CallPage CallQuestion CallSheet RoleContact",
        "alteration": "Alteration",
        "analyst_check": "AnalystCheck",
        "annexa_trend": "FindingCounts FindingTrend ListPoint TeamPoint TrendPoint UnusedResult",
        "classification": "Classification",
        "checklist": "Cadence Checklist Status Task TaskTemplate Theme",
        "comparison": "Difference PlanComparison",
        "configuration": "EmbargoPerson Period ReportSettings WorkspaceConfig",
        "conversation": "Conversation ConversationLog OpenPromise Promise Sending",
        "debrief": (
            "Action ActionPlan AreaActions Deadline Debrief DebriefPart Lesson PressItem Thanks "
            "ThanksKind Wellbeing"
        ),
        "decision": "Decision TaskState TaskStates",
        "enquiry": (
            "CaseReferredBack Challenge ClaimOutcome EnquiryNote EnquiryStatus EntryKind Fieldwork "
            "LineOfEnquiry RequestState Showcase TimetableEntry Tone"
        ),
        "evidence": (
            "CoverageState EvidenceBase EvidenceItem EvidenceKind FileCheck FileState Sensitivity "
            "Stance SurveyMeasure"
        ),
        "finding": (
            "CheckSummary Finding FindingUnit LatePractice LikelyLine ListSummary Location Nature RuleCount "
            "Severity SkippedRule"
        ),
        "finding_places": "EarlierErrors ErrorChanges ErrorPlace ListErrors TeamFindings",
        "forecast_figures": "ForecastFigures WaitCurve WaitingCouncils",
        "framework": (
            "CallPattern Edition Fact Framework InformationRequest Judgement Milestone Pause Phase Repeats "
            "Variant Window"
        ),
        "freshness": "DueSoon Freshness",
        "handout": "ChosenWork Contact HandoutDay HandoutVisit StaffHandout",
        "history": "AreaForImprovement ImprovementAction",
        "inspection": "Actual Grade Inspection Notice",
        "inspection_calendar": "Clash ClashKind InspectionCalendar",
        "inspection_record": "InspectionRecord",
        "intervals": (
            "CompletedInterval IntervalFigures OpenInterval PastIntervals SchedulingFacts WeekGroup"
        ),
        "next_inspection": "ForecastWindow NextInspection WeekChance",
        "office": "Office OfficeCase OfficeCover OfficeTeam OfficeVisit",
        "offset": "Offset Roll Unit",
        "past_inspection": "GradeWord InspectionKind PastInspection",
        "preparation": (
            "CallCover CoverLink MatchKind PossibleMatch PreparationCoverage TeamCoverage Workforce"
        ),
        "readiness": "NextAction Rating Readiness Reason ThemeReadiness",
        "readiness_policy": "ReadinessPolicy",
        "record": "RECORD_KINDS RecordKind Scope",
        "region": ("DueState LikelyCouncil PastWindow RegionCouncil RegionView RegionWeek RegionWindow"),
        "release": (
            "Channel CommunicationState DailyNote Disclosure Duty "
            "Embargo EmbargoStage NoteKind PublicationRecorded Refused ReleaseDraft ReleasePlan "
            "ReleaseStep Showing SignOff"
        ),
        "report": (
            "Block Bullets CalendarEntry Cell DrawnBlock Fold Paragraph PlainBlock Ranges Report Section "
            "Span Table Tile Tiles TimelineChart"
        ),
        "report_blocks": (
            "Agenda AgendaItem Answer Balance Bar Change Companion Files History Matrix MatrixRow Point "
            "Shift Side Step Tag"
        ),
        "review": (
            "AnswerKind CaseLine ClaimBalance DayOfClaims EnquiryLine EvidenceTitle FieldworkReview "
            "OpenAnswer RequestLine RequestStatus Suggestion SuggestionKind"
        ),
        "roles": "ROLES Role",
        "selfeval": (
            "Gap PlannedAction Progress Question SelfEvaluation SelfEvaluationArea Statement SurveyTrend"
        ),
        "sheet": "CellKind MergedCells RawSheet SheetNote Visibility",
        "timeline": "Event OpenQuestion Timeline",
        "tracker": "RunningInspection TaskTime Today TrackedTask",
        "trend": "Direction ReadinessTrend ThemeTrend",
        "unreadable": "UnreadableRecord",
        "workforce": (
            "Leave People Person PreparationSession ProudWork RoleHolder SessionKind Team Worker people_of"
        ),
    },
)
