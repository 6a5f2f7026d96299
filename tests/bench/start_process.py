"""`python -m tests.bench.start_process MODULE[,MODULE…] [ARGUMENTS]`: import, run `kaeru ARGUMENTS` if there are any.

Its last line on standard output is the most memory that it held, in MB. Linux only: what `getrusage` says of a child
includes its parent.
"""

from __future__ import annotations

import atexit
import sys
from importlib import import_module
from pathlib import Path


def tell_memory() -> None:
    """Print the high water mark of this process."""
    status = Path("/proc/self/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"{int(kilobytes) / 1024}\n")


def main(modules: str, *arguments: str) -> None:
    atexit.register(tell_memory)
    for name in modules.split(","):
        import_module(name)
    if arguments:
        sys.argv = ["kaeru", *arguments]
        sys.modules["bot.cli"].main()


if __name__ == "__main__":
    main(*sys.argv[1:])
