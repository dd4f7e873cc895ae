"""Sources of readiness reasons: found by their modules, and imported when their input is given."""

from __future__ import annotations

import subprocess
import sys

from inspectprep.model.checklist import Theme
from inspectprep.model.readiness import Rating
from inspectprep.model.record import RECORD_KINDS
from inspectprep.planning.readiness import CouncilState
from inspectprep.planning.readiness.council_state import inputs
from inspectprep.planning.readiness.reason_sources import reason_inputs, reason_sources
from tests.planning.asking import readiness
from tests.planning.readiness.test_assess import TIMELINE

NOTHING = CouncilState(timeline=TIMELINE, day=TIMELINE.notified)


def test_missing_inputs_give_reasons_only_where_every_council_has_them() -> None:
    """Annex A, people and tasks are always asked for; the plan has two sources of them."""
    themes = [source.theme for source in reason_sources(NOTHING)]
    assert themes == [Theme.ANNEX_A, Theme.PLAN, *Theme]


def test_every_module_reads_an_input_or_a_kind_of_record() -> None:
    """A module named after neither would never be imported."""
    assert set(reason_inputs()) - set(inputs()) <= RECORD_KINDS.keys()


def test_records_that_no_source_reads_change_nothing() -> None:
    """Reasons come from sources, never from the records alone."""
    assert readiness(TIMELINE, records={"unheard-of": (1, 2)}) == readiness(TIMELINE)


def test_a_question_without_records_imports_no_code_for_them() -> None:
    """Sources of inputs that are not given stay unloaded."""
    code = """
import sys
from datetime import date
import inspectprep as ip
timeline = ip.schedule(ip.Inspection(variant="ilacs-short", notified=date(2018, 4, 9)))
ip.assess(timeline, tasks=ip.checklist(timeline))
print(*sorted(name.rpartition(".")[2] for name in sys.modules if name.endswith("_reasons")))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["annexa_reasons", "people_reasons", "tasks_reasons"]


def test_a_source_without_its_input_is_left_out() -> None:
    """Lessons count once they are given, and an empty list of them is a gap."""
    debrief = {theme.theme: theme for theme in readiness(TIMELINE, lessons=()).themes}[Theme.DEBRIEF]
    assert ("lessons-unknown", Rating.AMBER) in [(reason.rule, reason.rating) for reason in debrief.reasons]
    assert "lessons_reasons" not in [source.reasons.__module__ for source in reason_sources(NOTHING)]
