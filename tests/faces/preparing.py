"""The chapters before a call: people, evidence and earlier answers."""

from __future__ import annotations

from datetime import date

from inspectprep.model import (
    AreaForImprovement,
    Channel,
    Decision,
    EvidenceItem,
    EvidenceKind,
    Inspection,
    Leave,
    Lesson,
    PreparationSession,
    ProudWork,
    ReleaseDraft,
    RoleHolder,
    SessionKind,
    Showcase,
    Stance,
    Status,
    SurveyMeasure,
    TaskState,
    Team,
    Theme,
    Worker,
)
from tests.faces.council import (
    CARE,
    COMMS,
    DCS,
    DEPUTY,
    HELP,
    LEADING,
    LEAVERS,
    TEAMS,
    Council,
)


def people(council: Council) -> None:
    """Roles, leave with and without cover, teams, workers and their preparation."""
    council.today = date(2026, 8, 3)
    away = {
        "dcs": (Leave(starting=date(2026, 10, 1), until=date(2026, 10, 8), cover="deputy"),),
        "annex-a": (
            Leave(starting=date(2026, 10, 5), until=date(2026, 10, 9)),
            Leave(starting=date(2026, 10, 26), until=date(2026, 10, 30), cover="deputy"),
        ),
        "psw": (Leave(starting=date(2026, 10, 19), until=date(2026, 10, 23)),),
    }
    named = {
        "dcs": DCS,
        "deputy": DEPUTY,
        "annex-a": "Chloe Nguyen",
        "documents": "Dev Patel",
        "audits": "Ewa Kowalska",
        "communications": COMMS,
        "logistics": "Grace Thompson",
        "psw": "Hannah Price",
        "qa": "Isaac Bello",
        "partnerships": "Joanna Reid",
        "lead-member": "Mel Mole",
        "leader": "Lou Leigh",
    }
    council.record(
        *(
            RoleHolder(
                role=role,
                name=name,
                deputy="deputy" if role == "dcs" else "",
                leave=away.get(role, ()),
                contact=f"01632 9601{number:02}" if number % 4 else "",
            )
            for number, (role, name) in enumerate(named.items())
        ),
        *(Team(name=name, service="Children's social care", place="Civic Centre") for name in TEAMS),
        *workers(38),
    )
    everyone = workers(38)
    council.record(
        PreparationSession(
            title="What to expect, what you may be asked, what you are proud of",
            on=date(2026, 8, 3),
            kind=SessionKind.WORKSHOP,
            teams=TEAMS,
            attended=tuple(worker.name for worker in everyone[4:]),
        ),
        PreparationSession(
            title="Briefing for the court team", on=date(2026, 7, 6), teams=("Court",), attendance_taken=False
        ),
    )


def workers(number: int) -> tuple[Worker, ...]:
    """Return workers with names of their own, spread over the teams."""
    first = ("Ada", "Bea", "Cas", "Dee", "Eli", "Fay", "Gil", "Hal", "Ira", "Joy", "Kit", "Liv", "Max")
    last = ("Marsh", "Brook", "Hill", "Dale", "Ford", "Lane", "Moor", "Thorne", "Wells", "York", "Ash")
    marks = ("", " A", " B", " C")
    names = [f"{one}{mark} {two}" for mark in marks for two in last for one in first]
    return tuple(
        Worker(
            name=name,
            team=TEAMS[place % len(TEAMS)],
            job="Social worker",
            joined=date(2026, 9, 1) if place % 19 == 0 else None,
            proud_of=(ProudWork(title=f"Reunification of two brothers, plan {place}", reference=f"A{place}"),)
            if place % 5 == 0
            else (),
        )
        for place, name in enumerate(names[:number])
    )


def evidence(council: Council) -> None:
    """Evidence for most judgements, an old area for improvement, a showcase, lessons and drafts."""
    council.today = date(2026, 9, 1)
    council.record(
        Inspection(
            title="Short inspection, May 2023",
            authority="Borsetshire",
            actual={"fieldwork": (date(2023, 5, 15), date(2023, 5, 19)), "publication": date(2023, 7, 4)},
            ended=date(2023, 9, 1),
            location="https://example.org/2023",
        ),
        EvidenceItem(
            title="Audit of decisions at the front door, July 2026",
            kind=EvidenceKind.AUDIT,
            says="Nine in ten decisions were made within a day.",
            judgements=(HELP,),
            owner="audits",
            until=date(2026, 7, 31),
            recorded=date(2026, 8, 20),
        ),
        EvidenceItem(
            title="Supervision audit, May 2025",
            kind=EvidenceKind.AUDIT,
            stance=Stance.DEVELOPMENT,
            says="Supervision is regular in five of six teams. It is not always reflective.",
            judgements=(HELP, LEADING),
            owner="qa",
            until=date(2025, 5, 31),
            recorded=date(2025, 6, 15),
        ),
        EvidenceItem(
            title="Peer review of the leaving care service",
            kind=EvidenceKind.PEER_REVIEW,
            says="Personal advisers know their young people well.",
            judgements=(LEAVERS,),
            owner="qa",
            until=date(2026, 3, 31),
            recorded=date(2026, 4, 10),
        ),
        SurveyMeasure(
            question="I know who my social worker is",
            population="children in care aged 8 to 17",
            starting=date(2026, 6, 1),
            until=date(2026, 6, 30),
            n=120,
            count=108,
            judgements=(CARE,),
            owner="qa",
            recorded=date(2026, 7, 10),
        ),
        AreaForImprovement(
            title="The quality of plans for children who need help",
            found=date(2023, 5, 19),
            judgements=(HELP,),
            owner="deputy",
            measure="Two of three audited plans are rated good",
        ),
        Showcase(
            service="Locality and community support service",
            why="Families get help early, near home, before a referral.",
            judgements=(HELP,),
            owner="psw",
            innovation=True,
        ),
        Showcase(service="Mockingbird hub of foster families", judgements=(CARE,), owner="qa"),
        Lesson(
            learned="Annex A is the benchmark for everything they ask, and there is very little time.",
            next_time="Run Annex A every month and correct it at source.",
            theme=Theme.ANNEX_A,
            owner="annex-a",
            on=date(2023, 6, 1),
            acted_on=date(2023, 9, 1),
        ),
        Lesson(
            learned="The call came while the director was abroad.",
            next_time="Name cover for every leave before it begins.",
            owner="deputy",
            on=date(2023, 6, 1),
        ),
    )


def before(council: Council) -> None:
    """Answers of three earlier Mondays, tasks that are done, and the answer of the Friday before."""
    council.ask(date(2026, 8, 31), date(2026, 9, 7), date(2026, 9, 14))
    always = [task.id for task in council.workspace.checklist() if task.phase == "always-on"]
    states = [TaskState(task=name, status=Status.DONE) for place, name in enumerate(always) if place % 3]
    council.record(*states)
    council.record(
        Decision(
            about="readiness",
            decided="The workshop for Assessment is on Thursday.",
            person=DCS,
            reason="Four workers have been to none.",
            on=council.today,
        ),
        *(
            ReleaseDraft(outcome=grade, channel=channel, title=f"Our services are {grade}", location="S:/rel")
            for grade in ("outstanding", "good", "requires improvement to be good")
            for channel in Channel
        ),
    )
    council.ask(date(2026, 9, 21))
    council.today = date(2026, 10, 2)
