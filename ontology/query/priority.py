"""How far a worker stands back behind others who want the processor."""

import contextlib
import os
import sys
import time
from pathlib import Path

PROMPT, BEHIND, PATIENT = 0, 10, 19
"""Niceness of workers: as the server, behind it, behind everything else."""
SESSION = 5
"""Niceness of a patient worker's session: behind what else the machine does, without starving there."""
TRIES, PAUSE = 10, 0.1


def stand_back(pid: int, niceness: int) -> None:
    """Let a process with a session of its own give way from now on; without privileges there is no way back.

    On Linux a patient one runs only while none of its neighbours wants to.
    """
    with contextlib.suppress(ProcessLookupError):  # it has ended: whoever waits for it finds out
        os.setpriority(os.PRIO_PROCESS, pid, niceness)
        if niceness == PATIENT and sys.platform == "linux":
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))
            _let_session_stand_back(pid)


def _let_session_stand_back(pid: int) -> None:
    """Where Linux shares the processor among sessions, then among their processes (sched(7), autogroup).

    All but root may change that every tenth of a second only.
    """
    group = Path(f"/proc/{pid}/autogroup")
    for _ in range(TRIES):
        try:
            group.write_text(str(SESSION))
        except BlockingIOError:
            time.sleep(PAUSE)
        except FileNotFoundError:  # this kernel has no such groups, or the process has ended
            return
        else:
            return
