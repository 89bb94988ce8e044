"""Processes that this one starts, and that must not outlive it."""

import signal
import subprocess
import sys


def dying_with_us(by: str = "TERM") -> list[str]:
    """A prefix that ends a child by a signal even when this process is killed outright; empty off Linux."""
    prefix = ["setpriv", "--pdeathsig", by]
    try:
        able = subprocess.call([*prefix, "true"], stderr=subprocess.DEVNULL) == 0
    except OSError:
        able = False
    return prefix if able else []


def exit_on_signals() -> None:
    """Turns a signal to end into an exit, so that `finally` stops the children.

    A signal that is ignored already stays so: nohup and the shell's & mean it.
    """
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, lambda number, frame: sys.exit(128 + number))
