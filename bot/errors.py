"""The one tree of errors. Each carries a whole English sentence (a msgid) that says what would work, and its values.

KaeruError                    somebody has to read this
├── Refused                   what was asked cannot be; nothing was changed
│   ├── NotAllowed            the person may not see or do this
│   ├── OldButton             the button or window belongs to something that is over
│   ├── BadPolicy             a city policy that contradicts itself or cannot be read
│   └── BadFile               a file that cannot be taken over; carries every problem found
├── SetupFault                the installation cannot run like this; the operator must act
│   └── DatabaseBehind        the tables are older than the code
└── SlackFault                Slack did not do it; carries Slack's error code
    ├── PermanentFault        trying again cannot help (archived channel, unknown user, …)
    ├── TransientFault        trying again later can help; may carry a wait in seconds
    └── DoubtfulFault         the answer was lost: it may or may not have happened
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class KaeruError(Exception):
    """`message` is a literal English sentence with named placeholders, `values` fill them."""

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message, values)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format_map(self.values)


class Refused(KaeruError):
    """What was asked cannot be; nothing was changed."""


class NotAllowed(Refused):
    """The person may not see or do this."""


class OldButton(Refused):
    """The button or window belongs to something that is over."""


class BadPolicy(Refused):
    """A city policy that contradicts itself or cannot be read."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a file: where, and a msgid with values that says why and what is expected."""

    file: str
    line: int
    column: str
    message: str
    values: dict[str, object]


class BadFile(Refused):
    """A file that cannot be taken over as it is; `problems` lists every fault that was found."""

    def __init__(self, message: str, /, *, problems: Sequence[Problem] = (), **values: object) -> None:
        super().__init__(message, **values)
        self.problems = tuple(problems)


class SetupFault(KaeruError):
    """The installation cannot run like this; the operator must act."""


class DatabaseBehind(SetupFault):
    """The tables are older than the code."""


class SlackFault(KaeruError):
    """Slack did not do it. `code` is Slack's own word for why (`is_archived`, `ratelimited`, …)."""

    def __init__(self, code: str, /) -> None:
        super().__init__("Slack answered “{code}”.", code=code)
        self.code = code


class PermanentFault(SlackFault):
    """Trying again cannot help."""


class TransientFault(SlackFault):
    """Trying again can help, not before `wait_seconds` where Slack named a wait."""

    def __init__(self, code: str, /, *, wait_seconds: float | None = None) -> None:
        super().__init__(code)
        self.wait_seconds = wait_seconds


class DoubtfulFault(SlackFault):
    """The answer was lost: it may or may not have happened."""
