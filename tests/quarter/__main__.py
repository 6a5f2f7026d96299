"""`python -m tests.quarter`: the quarter of the whole city, told to the last message; fails where something is not."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.quarter.counting import is_balanced, told
from tests.quarter.ledger import PER_DAY, PER_WEEK, ledger_of
from tests.quarter.playing import play
from tests.quarter.town import town_of


def main() -> int:
    """The exit code: 0 where everything is explained and nobody got too much."""
    with tempfile.TemporaryDirectory(prefix="kaeru-quarter-") as folder:
        quarter = asyncio.run(play(Path(folder), town_of()))
        ledger = ledger_of(quarter)
        quarter.database.close()
    left = list(ledger.unexplained())
    most = ledger.busiest()
    lines = [*told(ledger), *(f"not explained: {one}" for one in left)]
    lines += [f"rows that nothing explains: {len(left)}; most messages of anybody: {most[0]} a day, {most[1]} a week"]
    sys.stdout.write("\n".join([*lines, f"{quarter.cpu_seconds:.0f} s of processor time", ""]))
    return 0 if not left and is_balanced(ledger) and most[0] <= PER_DAY and most[1] <= PER_WEEK else 1


if __name__ == "__main__":
    sys.exit(main())
