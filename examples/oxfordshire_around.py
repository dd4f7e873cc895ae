"""The months before and after the inspection: preparation and follow-up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from attrs import evolve
from oxfordshire_facts import (
    CALL,
    COMMS,
    DCS,
    DEPUTY,
    FEEDBACK,
    HELP,
    PUBLISHED,
)
from story import Story, quote, say, show

from inspectprep.model import (
    AreaForImprovement,
    Audience,
    EvidenceItem,
    EvidenceKind,
    Inspection,
    Leave,
    Lesson,
    PreparationSession,
    PressItem,
    ProudWork,
    Rating,
    RoleHolder,
    SessionKind,
    Showcase,
    Thanks,
    ThanksKind,
    Theme,
    Wellbeing,
    people_of,
)
from inspectprep.planning import debrief, who_takes_the_call
from inspectprep.workspace import read_workforce, records_of

__all__ = ["afterwards", "six_years_later", "the_friday_before", "the_year_begins"]


def the_year_begins(story: Story, folder: Path) -> None:
    """Hold the workshops of January."""
    show(
        "January 2018: an inspection year begins",
        "Dates, grades and the course of events are as published. Names and words are fictional.",
    )
    file = folder / "workers.csv"
    file.write_bytes(
        "Name;Team;Job\nEve Evenlode;North;Social worker\nHazlett, D;North;Social worker\n"
        "Dustin Hazlett;North;Social worker\nFay O\u2019Frome;South;Social worker\n".encode("cp1252")
    )
    workforce_file = read_workforce(file)
    teams, _ = records_of(workforce_file.workforce)
    workers = [
        evolve(worker, proud_of=(ProudWork(title="Work with two brothers", reference="audit 12"),))
        if worker.name == "Eve Evenlode"
        else worker
        for worker in workforce_file.workers
    ]
    story.record(*teams, *workers, why=f"From {file.name}")
    say(
        f"- {workforce_file.notes[0]}",
        *(f"- Question: {match.question}" for match in workforce_file.workforce.questions),
    )
    story.today = date(2018, 1, 15)
    attended = ("Eve Evenlode", "Dustin Hazlett", "Fay O\u2019Frome")
    story.record(
        PreparationSession(
            title="What to expect, what you may be asked, what you are proud of",
            on=story.today,
            kind=SessionKind.WORKSHOP,
            teams=("North", "South"),
            attended=attended,
        )
    )
    covered = story.workspace.preparation(story.today)
    say(*(f"- {team.team}: {team.prepared} of {team.workers} prepared" for team in covered.teams))
    story.record(
        AreaForImprovement(
            title="The multi-agency safeguarding hub decides in time",
            found=date(2016, 5, 31),
            judgements=(HELP,),
            owner="deputy",
            note="From the joint targeted area inspection reported in May 2016.",
        ),
        Showcase(
            service="Locality and community support service",
            why="Families get help early, near home, before a referral.",
            judgements=(HELP,),
            owner="psw",
            innovation=True,
        ),
        EvidenceItem(
            title="Audit of decisions in the hub, February 2018",
            kind=EvidenceKind.AUDIT,
            says="Decisions were made within a day in most cases looked at.",
            judgements=(HELP,),
            owner="audits",
            starting=date(2018, 2, 1),
            until=date(2018, 2, 28),
            recorded=date(2018, 3, 5),
        ),
    )


def the_friday_before(story: Story) -> None:
    """Ask whether the council would be ready, and who would take the call."""
    story.today = date(2018, 4, 6)
    show("Friday 6 April 2018: if the call came on Monday?")
    abroad = Leave(starting=date(2018, 4, 5), until=date(2018, 4, 11), cover="deputy")
    story.record(
        RoleHolder(role="dcs", name=DCS, deputy="deputy", leave=(abroad,), contact="Barcelona, by mobile"),
        RoleHolder(role="deputy", name=DEPUTY, contact="mobile"),
        RoleHolder(role="communications", name=COMMS, contact="mobile"),
        RoleHolder(role="psw", name="Pat Pang"),
        RoleHolder(role="annex-a", name="Ali Ock"),
    )
    call = who_takes_the_call(people_of(story.workspace.records.all(RoleHolder)), CALL)
    say(f"Who takes it: {call.name}.", *(f"- {link.why}" for link in call.chain))
    ready = story.ready(CALL)
    say(*(f"- {theme.rating.value:5}  {theme.theme.heading}" for theme in ready.themes))


def afterwards(story: Story) -> None:
    """Check on staff, thank people, and record lessons for the next call."""
    story.today = date(2018, 6, 20)
    show("Afterwards: is everyone all right?")
    story.record(
        Wellbeing(
            team="Leadership",
            on=date(2018, 4, 23),
            how="Long hours on adrenaline; on Saturday a sense of loss, and weeks of email unread.",
            rating=Rating.AMBER,
            help="Two quiet weeks for everybody who ran the room",
            settled=date(2018, 5, 4),
        ),
        Lesson(
            learned="The call came while the director was abroad, and cover had been named.",
            next_time="Name cover for every leave before it begins.",
            theme=Theme.PLAN,
            owner="deputy",
            acted_on=date(2018, 6, 1),
        ),
        Lesson(
            learned="Annex A is the benchmark for everything they ask, and there is very little time.",
            next_time="Run Annex A every month and correct it at source.",
            theme=Theme.ANNEX_A,
            owner="annex-a",
        ),
        Thanks(to="Everybody in children's services", reason="for being open", by=DCS, on=FEEDBACK),
        Thanks(to="Everybody", kind=ThanksKind.CELEBRATION, reason="we laughed", on=story.today),
        PressItem(
            title="Children's services praised",
            outlet="A local paper",
            on=PUBLISHED,
            location="Wall",
            good=True,
        ),
    )
    records = story.workspace.records
    summary = debrief(
        on=story.today,
        authority="Oxfordshire",
        wellbeing=records.all(Wellbeing),
        lessons=records.all(Lesson),
        thanks=records.all(Thanks),
        press=records.all(PressItem),
    )
    quote(story.workspace.render(summary, "md", audience=Audience.LEADERS).decode())
    ready = story.ready(date(2018, 9, 3))
    [task] = [action.title for action in ready.actions if action.title.startswith("Run Annex A every month")][
        :1
    ]
    say(f"It is already on the list for the next call: {task}")
    story.workspace.end("ins-1", story.today, by=DEPUTY)
    head = story.workspace.store.head()
    say(f"Recorded: {head.number} changes, each with author, time and reason.")


def six_years_later(story: Story) -> None:
    """Plan the next inspection, which is a standard one."""
    show("Six years later")
    later = story.workspace.schedule(
        Inspection(variant="ilacs-standard", authority="Oxfordshire", notified=date(2024, 2, 5))
    )
    fieldwork, report = later["fieldwork"], later["publication"]
    say(
        f"Called on 5 February 2024, a standard inspection is on site from {fieldwork.date} to "
        f"{fieldwork.end}, and its report is expected on {report.date}. It came out on 9 April 2024: "
        "all judgements good."
    )
