"""Progress bars on a terminal's standard error; silent where nobody watches."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress, TaskID

from bot.people.roster import Step
from bot.texts import N_, Translator

_NAMES = {Step.CHECKING: N_("Checking rows"), Step.WRITING: N_("Writing rows")}
_ACCOUNTS = N_("Slack accounts")


class Bars:
    """A bar for each step of an import, and a count for what has no known end. Gone when the work is done."""

    def __init__(self, t: Translator) -> None:
        console = Console(stderr=True)
        self._progress = Progress(console=console, transient=True, disable=not console.is_terminal)
        self._tasks: dict[str, TaskID] = {}
        self._t = t

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def tell(self, step: Step, done: int, total: int) -> None:
        """Show how far a step is."""
        self._progress.update(self._task(self._t(_NAMES[step])), completed=done, total=total)

    def count(self, done: int) -> None:
        """Show how many accounts were read."""
        name = self._t(_ACCOUNTS)
        self._progress.update(self._task(name), description=f"{name} {done:,}")

    def _task(self, name: str) -> TaskID:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=None)
        return self._tasks[name]
