"""Three weeks in April 2018: the short inspection of Oxfordshire, from the call to the debrief.

    python examples/oxfordshire_2018.py [FOLDER]

The dates, the grades and the course of events are as published in 2018. The names of people, teams and
newspapers, the inspectors' words and the date in the letter are fictional. Everything is recorded in a
workspace and printed as its readers would see it. Without FOLDER, the workspace is temporary.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from attrs import evolve
from oxfordshire_around import afterwards, six_years_later, the_friday_before, the_year_begins
from oxfordshire_facts import (
    CALL,
    COMMS,
    DCS,
    DEPUTY,
    DISCLOSED_TO,
    EVERYBODY,
    FEEDBACK,
    HELP,
    PUBLISHED,
    VISIT,
)
from story import Story, quote, say, show

from inspectprep.errors import InspectPrepError, RefusedError
from inspectprep.model import (
    Action,
    AreaForImprovement,
    Audience,
    Challenge,
    Channel,
    ClaimOutcome,
    Disclosure,
    EvidenceItem,
    LineOfEnquiry,
    NoteKind,
    PublicationRecorded,
    ReleaseDraft,
    RequestState,
    RoleHolder,
    Showcase,
    Tone,
    people_of,
)
from inspectprep.planning import PlannedArea, action_plan, who_takes_the_call


def the_call(story: Story) -> None:
    """Take the call while the director is abroad. She travels back that night."""
    story.today = CALL
    show(
        "Monday 9 April 2018: the call",
        f"{DEPUTY} takes it and texts {DCS} in Barcelona: the call has come, I will ring when it is over. "
        "She travels back that night.",
    )
    holder = next(entry for entry in story.workspace.records.entries(RoleHolder) if entry.value.role == "dcs")
    back = evolve(holder.value.leave[0], until=CALL)
    story.workspace.records.update(
        evolve(holder.value, leave=(back,)), expect=holder.revision, by=DEPUTY, why="Travels back tonight"
    )
    tomorrow = who_takes_the_call(people_of(story.workspace.records.all(RoleHolder)), date(2018, 4, 10))
    say(f"From tomorrow the lead inspector speaks to {tomorrow.name}.")
    story.workspace.begin(VISIT, by=DEPUTY)
    days = story.workspace.timeline()
    for name in ("annex_a_due", "fieldwork", "final_feedback", "publication"):
        event = days[name]
        window = f" (between {event.earliest} and {event.latest})" if event.earliest else ""
        print(f"  {event.date}  {event.title}{window}")
    story.note(NoteKind.NEWS, "Inspectors come on Monday. Hide nothing, and show them the good.", *EVERYBODY)
    quote(story.briefing(Audience.STAFF))


def the_off_site_week(story: Story) -> None:
    """Record lines of enquiry on Tuesday, and send Annex A by the date in the letter."""
    story.today = date(2018, 4, 10)
    show("Tuesday 10 April 2018: the lead inspector already has lines of enquiry")
    lines = (
        "Has the hub moved since the joint inspection of 2016?",
        "Did the restructure of 2017 help social workers assess in time, as demand rose?",
    )
    story.record(
        *(
            LineOfEnquiry(statement=text, judgement=HELP, stated=story.today, owner="deputy")
            for text in lines
        ),
        by=DCS,
    )
    [annex_a] = story.record(
        RequestState(
            title="Annex A: child-level data in eleven lists",
            request="annex_a",
            asked=CALL,
            due=date(2018, 4, 11),
            owner="annex-a",
        )
    )
    say(*(f"- {text}" for text in lines))
    story.today = date(2018, 4, 11)
    story.workspace.records.change(annex_a, {"sent": story.today}, by="Ali Ock", why="Checked and signed off")
    say("On Wednesday 11 April, the day in the letter, Annex A is sent.")


def only_negatives(story: Story) -> list[str]:
    """Record three criticisms on Monday, and raise the balance with the lead inspector."""
    story.today = date(2018, 4, 16)
    show("Monday 16 April 2018: on site, and only negatives")
    claims = story.record(
        *(
            Challenge(
                claim=claim, judgement=HELP, heard=story.today, where="keep-in-touch meeting", owner="deputy"
            )
            for claim in (
                "Decisions in the hub take too long.",
                "Supervision of social workers is thin.",
                "Parents do not understand their plans.",
            )
        ),
        by=DCS,
    )
    review = story.workspace.review()
    for balance in review.balances:
        if balance.tipped:
            say(f"{balance.title}: {balance.negatives} negatives, {balance.positives} positives.")
    say(*(f"- Not seen yet: {suggestion.title}" for suggestion in review.suggestions))
    story.note(
        NoteKind.NEWS,
        "Inspectors spoke to every social worker of a team.",
        *EVERYBODY,
    )
    story.note(NoteKind.CONCERN, "Three criticisms and not one strength so far. I said so this evening.")
    story.note(
        NoteKind.CHALLENGED,
        "The lead inspector says: she goes quickly, to leave us as much time as possible for putting things "
        "right with evidence.",
    )
    story.note(NoteKind.THANKS, "Thank you for being open. Tell them what you are proud of.", Audience.STAFF)
    say("The blog to the whole service, sent immediately:")
    quote(story.briefing(Audience.STAFF))
    say("The full briefing for the leader, the lead member and the chief executive:")
    quote(story.briefing(Audience.LEADERS))
    return claims


def the_good_is_seen(story: Story, claims: list[str]) -> None:
    """Answer with evidence and positive examples. Inspectors visit a service and like it."""
    story.today = date(2018, 4, 17)
    show("Tuesday to Thursday: evidence, and the good is seen")
    records = story.workspace.records
    [audit] = [item.id for item in records.all(EvidenceItem)]
    records.change(
        claims[0],
        {
            "evidence": (audit,),
            "replied": story.today,
            "outcome": ClaimOutcome.WITHDRAWN,
            "settled": story.today,
        },
        by=DEPUTY,
        why="The audit of February answered it",
    )
    positives = (
        "Social workers know their children well.",
        "Some very positive examples of direct work were found.",
        "The new way of working is welcomed.",
    )
    story.record(
        *(Challenge(claim=text, tone=Tone.POSITIVE, judgement=HELP, heard=story.today) for text in positives)
    )
    [service] = records.entries(Showcase)
    records.change(service.id, {"offered": date(2018, 4, 16)}, by=DCS)
    story.today = date(2018, 4, 18)
    records.change(
        service.id,
        {"visited": story.today, "said": "They liked it, and asked how it began."},
        by="Pat Pang",
    )
    story.note(
        NoteKind.LIKED,
        "Inspectors went to the locality and community support service, and liked it.",
        *EVERYBODY,
    )
    story.note(NoteKind.CHALLENGED, "The criticism of the hub is withdrawn: our audit answered it.")
    for balance in story.workspace.review().balances:
        if balance.positives or balance.negatives:
            say(
                f"{balance.title}: {balance.negatives} negatives, {balance.positives} positives, "
                f"{balance.withdrawn} withdrawn."
            )
    quote(story.briefing(Audience.PARTNERS))


def final_feedback(story: Story) -> None:
    """Hear the provisional outcome. From now on only people on the register can read it."""
    story.today = FEEDBACK
    show("Friday 20 April 2018: final feedback, and the embargo")
    story.record(
        *(
            Disclosure(
                person=name,
                role=role,
                on=FEEDBACK,
                time="16:30",
                what="provisional grades",
                by=DCS,
                reminded=True,
            )
            for name, role in DISCLOSED_TO
        ),
        by=COMMS,
    )
    story.note(
        NoteKind.NEWS,
        "Overall: good. Leaders: good. Children in care and care leavers: good. Help and protection: "
        "requires improvement to be good. The areas are the right ones.",
        *EVERYBODY,
        outcome=True,
    )
    thanks = "They have left. Thank you, every one of you. Go home."
    story.note(NoteKind.THANKS, thanks, *EVERYBODY, outcome=False)
    say("What staff get:")
    quote(story.briefing(Audience.STAFF))
    say("What the leader gets, who is on the register:")
    quote(story.briefing(Audience.LEADERS, reader="Lou Leigh"))
    story.record(
        AreaForImprovement(
            title="Assessments and plans that lead to timely change",
            found=FEEDBACK,
            judgements=(HELP,),
            owner="deputy",
        )
    )
    try:
        story.workspace.render(plan_of_action(story), "md", audience=Audience.STAFF)
    except RefusedError as refusal:
        say(f"The action plan for all staff, today? Refused: {refusal}")


def plan_of_action(story: Story) -> object:
    """Return the current action plan."""
    records = story.workspace.records
    areas = [
        PlannedArea(id=area.id, title=area.title, priority=area.priority, open=area.closed is None)
        for area in records.all(AreaForImprovement)
        if area.found == FEEDBACK
    ]
    received = next((report.received for report in records.all(PublicationRecorded)), None)
    return action_plan(
        areas, records.all(Action), on=story.today, timeline=story.workspace.timeline(), received=received
    )


def waiting_for_publication(story: Story) -> None:
    """Draft the messages for each grade, sign them off, and wait."""
    story.today = date(2018, 5, 1)
    show("23 April to 21 May 2018: prepared for every outcome, and silent")
    plan = story.workspace.release_plan()
    story.record(
        RoleHolder(role="lead-member", name="Mel Mole"),
        RoleHolder(role="chief-executive", name="Chris Cherwell"),
    )
    drafts = story.record(
        *(
            ReleaseDraft(outcome=grade, channel=channel, location="communications/release")
            for grade in plan.outcomes
            for channel in Channel
        ),
        by=COMMS,
    )
    for draft in drafts:
        for role in ("dcs", "communications", "lead-member", "chief-executive"):
            story.workspace.sign(draft, role=role, by=COMMS)
    story.today = date(2018, 5, 21)
    plan = story.workspace.release_plan()
    say(
        *(
            f"- {step.title}: signed for {len(step.ready)} of {len(plan.outcomes)} grades"
            for step in plan.steps
        )
    )
    try:
        story.workspace.release(drafts[0], by=COMMS)
    except InspectPrepError as refusal:
        say(f"May it go on {story.today:%A} 21 May? No. {refusal}")


def publication(story: Story) -> None:
    """Record that the report is published, and tell staff first."""
    story.today = PUBLISHED
    show("Tuesday 22 May 2018: published")
    story.workspace.lift_embargo(
        where="https://reports.ofsted.gov.uk", on=PUBLISHED, received=PUBLISHED, by=COMMS
    )
    drafts = [draft for draft in story.workspace.records.all(ReleaseDraft) if draft.outcome == "good"]
    for draft in drafts:
        story.workspace.release(draft.id, by=COMMS)
    say(
        f"Released in this order: {', '.join(draft.channel for draft in drafts)}.",
        "The blog of 20 April may now be read in full:",
    )
    quote(story.briefing(Audience.STAFF, day=FEEDBACK))
    area = next(
        area
        for area in story.workspace.records.all(AreaForImprovement)
        if area.title == "Assessments and plans that lead to timely change"
    )
    story.record(
        Action(
            area=area.id,
            title="Practice week on plans that parents understand",
            owner="psw",
            measure="Two of three audited plans are understood by the parents",
            due=date(2018, 9, 28),
        )
    )
    for duty in story.workspace.release_plan(on=PUBLISHED).duties:
        print(f"  {duty.due}  {duty.title}")
    quote(story.workspace.render(plan_of_action(story), "md", audience=Audience.STAFF).decode())


def main(folder: Path) -> None:
    """Run the whole inspection in a workspace in this folder."""
    story = Story(folder / "workspace", first=date(2018, 1, 8), director=DCS, deputy=DEPUTY)
    with story.workspace:
        the_year_begins(story, folder)
        the_friday_before(story)
        the_call(story)
        the_off_site_week(story)
        claims = only_negatives(story)
        the_good_is_seen(story, claims)
        final_feedback(story)
        waiting_for_publication(story)
        publication(story)
        afterwards(story)
        six_years_later(story)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
