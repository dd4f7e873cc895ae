"""Settings for every test of the project."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Time limits of single examples fail on a busy machine and say nothing about the code.
settings.register_profile(
    "inspectprep", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("inspectprep")
# Every mutant runs all tests (scripts/mutation.py): few examples, the same every time.
settings.register_profile(
    "mutation", settings.get_profile("inspectprep"), max_examples=15, derandomize=True, database=None
)

# Westhaven's plugin is installed for its own tests; no other result may depend on its tasks and rules.
os.environ.setdefault("INSPECTPREP_PLUGINS", "-example-council")
