"""`python -m tests.bench [NAME …]`: run all benchmarks or the named ones, and print one table of ratios."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from bot.clock import SystemClock
from tests.bench import digests, leave, page, planning, press, pulses, rates, results, sending, starting, taps
from tests.bench.figures import Figure

#: The presses and taps come last: they leave this process one processor.
BENCHES: Mapping[str, Callable[[], Iterator[Figure]]] = {
    "planning": planning.measure,
    "sending": sending.measure,
    "starting": starting.measure,
    "rates": rates.measure,
    "leave": leave.measure,
    "digest": digests.measure,
    "results": results.measure,
    "page": page.measure,
    "press": press.measure,
    "taps": taps.measure,
    "pulse": pulses.measure,
}


def main(names: Sequence[str]) -> None:
    """Measure and print; each number is also said as soon as it is there, for those who wait."""
    if unknown := set(names) - set(BENCHES):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
    waiting, found = Console(stderr=True), []
    for name in [one for one in BENCHES if one in names or not names]:
        for figure in BENCHES[name]():
            waiting.print(f"{name}: {figure.what}: {figure.shown}")
            found.append(figure)
    Console(width=None if sys.stdout.isatty() else 150).print(table(found))


def table(figures: Sequence[Figure]) -> Table:
    """What was measured, against what, and how it stands to the aim."""
    made = Table(title=f"{SystemClock().now():%Y-%m-%d}", title_justify="left")
    made.add_column("what")
    for name in ("measured", "reference", "ratio", "aim"):
        made.add_column(name, justify="right")
    for one in figures:
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        made.add_row(one.what, one.shown, one.reference_shown, ratio, one.aim)
    return made


if __name__ == "__main__":
    main(sys.argv[1:])
