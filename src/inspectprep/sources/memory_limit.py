"""The memory that this process may still take, where the system says."""

from __future__ import annotations

from pathlib import Path

try:
    import resource
except ImportError:  # neither Windows nor a browser has such limits
    _HAS_LIMITS = False
else:
    _HAS_LIMITS = True

_STATUS, _SYSTEM = Path("/proc/self/status"), Path("/proc/meminfo")
_KILOBYTE = 1024


def free_memory() -> int | None:
    """Return the bytes that are free by the process's own limit and in the system; None when unknown."""
    found = [free for free in (_left_to_process(), _field(_SYSTEM, "MemAvailable")) if free is not None]
    return min(found, default=None)


def _left_to_process() -> int | None:
    if not _HAS_LIMITS:
        return None
    most, _ = resource.getrlimit(resource.RLIMIT_AS)
    taken = _field(_STATUS, "VmSize")
    return None if most == resource.RLIM_INFINITY or taken is None else max(0, most - taken)


def _field(path: Path, name: str) -> int | None:
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    words = next((line.split() for line in lines if line.startswith(f"{name}:")), [])
    return int(words[1]) * _KILOBYTE if len(words) > 1 and words[1].isdigit() else None
