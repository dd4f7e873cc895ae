"""Settings for every test of the project."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Time limits of single examples fail on a busy machine and say nothing about the code. A change passes or
# fails for what it changed: the examples are the same every time. `make slow` searches among new ones.
settings.register_profile(
    "inspectprep",
    deadline=None,
    max_examples=100,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "search", settings.get_profile("inspectprep"), max_examples=1000, derandomize=False, print_blob=True
)
# Every mutant runs all tests (scripts/mutation.py): few examples.
settings.register_profile("mutation", settings.get_profile("inspectprep"), max_examples=15)
settings.load_profile("inspectprep")

# Westhaven's plugin is installed for its own tests; no other result may depend on its tasks and rules.
os.environ.setdefault("INSPECTPREP_PLUGINS", "-example-council")
