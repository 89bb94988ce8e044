"""What a process that reads a stranger's file allows itself, set before it looks at the file. Python alone."""

import os
from pathlib import Path

MEGABYTE = 1024 * 1024
OPEN_FILES = 64


def limit(*, memory: int, seconds: int) -> None:
    """Bytes beyond what it has, seconds of the processor; no files written, no core.

    Where a system knows none of them, only the parent's clock is left.
    """
    try:
        import resource
    except ImportError:
        return
    limits = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": seconds,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": OPEN_FILES,
        "RLIMIT_DATA": memory,
        "RLIMIT_AS": _size() + memory,
    }
    for name, worth in limits.items():
        kind = getattr(resource, name, None)
        if kind is not None:
            _, hard = resource.getrlimit(kind)
            most = worth if hard == resource.RLIM_INFINITY else min(worth, hard)
            resource.setrlimit(kind, (most, most))


def _size() -> int:
    """How much memory this process has asked for so far, in bytes."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
