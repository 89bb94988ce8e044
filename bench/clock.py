"""What a call costs: wall time, processor time of all its processes, instructions where the kernel counts them."""

import ctypes
import gc
import os
import resource
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")

# perf_event_open(2): the number of the call, the size of its first struct, what is counted.
_CALLS = {"x86_64": 298, "aarch64": 241}
_SIZE = 128
_HARDWARE, _INSTRUCTIONS = 0, 1
_INHERIT, _NO_KERNEL, _NO_HYPERVISOR = 1 << 1, 1 << 5, 1 << 6


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processors, millions of instructions (null where not counted)."""

    wall: float
    cpu: float
    instructions: float | None


def measure(call: Callable[[], object]) -> Cost:
    """What one call costs, without the rubbish that others left behind."""
    gc.collect()
    counted, cpu, wall = instructions(), processor_seconds(), time.perf_counter()
    call()
    wall = time.perf_counter() - wall
    cpu = processor_seconds() - cpu
    if counted is not None:
        counted = (instructions() - counted) / 1e6
    return Cost(wall, cpu, counted)


def processor_seconds() -> float:
    """Of this process, of its children that ended, and of everything that it started and still runs."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    living = sum(_ticks(pid) for pid in descendants(os.getpid())) / TICKS
    return time.process_time() + ended.ru_utime + ended.ru_stime + living


def _ticks(pid: int) -> int:
    """Of a process and of its children that ended."""
    stat = _stat(pid)
    return sum(map(int, stat[11:15])) if stat else 0


def descendants(pid: int) -> list[int]:
    """Every process that this one started, and those they started."""
    parents = {}
    for folder in Path("/proc").iterdir():
        stat = _stat(int(folder.name)) if folder.name.isdigit() else None
        if stat:
            parents.setdefault(int(stat[1]), []).append(int(folder.name))
    found = list(parents.get(pid, []))
    for one in found:
        found += parents.get(one, [])
    return found


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat from the state on; None when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def instructions() -> int | None:
    """Since the first call: instructions of this thread and of what it started since, kernel apart.

    None where the kernel or the machine does not let us count.
    """
    counter = _counter()
    return struct.unpack("Q", os.read(counter, 8))[0] if counter is not None else None


@cache
def _counter() -> int | None:
    call = _CALLS.get(os.uname().machine)
    if call is None:
        return None
    options = _INHERIT | _NO_KERNEL | _NO_HYPERVISOR
    wanted = struct.pack("IIQQQQQ", _HARDWARE, _SIZE, _INSTRUCTIONS, 0, 0, 0, options)
    counter = ctypes.CDLL(None).syscall(call, wanted.ljust(_SIZE, b"\0"), 0, -1, -1, 0)
    return counter if counter >= 0 else None
