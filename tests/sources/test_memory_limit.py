"""What the system tells about memory that is left."""

from __future__ import annotations

import subprocess
import sys

import pytest

from inspectprep.sources.memory_limit import free_memory


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system tells it on Linux only")
def test_the_limit_of_the_process_counts() -> None:
    """Whoever runs under a limit of one gigabyte has less than that left, whatever the machine has."""
    free = free_memory()
    assert free is not None
    assert free > 0
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
        "from inspectprep.sources.memory_limit import free_memory; print(free_memory())"
    )
    limited = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert 0 < int(limited.stdout) < 1 << 30
