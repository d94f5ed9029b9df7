"""How long the command line takes to answer at all, in CPU seconds of the whole process; the bound is 0.4.

The baseline is the interpreter alone. Run: `python benchmarks/cold_start.py`.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys

import bounds

BOUND_S = 0.4
RUNS = 7


def cpu_s(*words: str) -> float:
    """The median CPU time, user and system, of a command."""
    times = []
    for _ in range(RUNS + 1):  # the first fills the caches
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times[1:])


if __name__ == "__main__":
    bare = cpu_s(sys.executable, "-c", "pass")
    found = cpu_s(sys.executable, "-m", "testigo.cli", "query", "--list")
    print(f"python -c pass         {bare:.3f} CPU s")
    print(f"testigo query --list   {found:.3f} CPU s, {found / bare:.1f} times the bare interpreter")
    bounds.at_most("CPU of testigo query --list", found, BOUND_S, "s")
    bounds.end()
