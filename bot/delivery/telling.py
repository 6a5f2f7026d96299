"""What is told about messages as a whole: stopped, started, how today went."""

from __future__ import annotations

from collections import Counter

from bot.delivery.rules import State
from bot.texts import Translator


def stopped(t: Translator, halted: int) -> str:
    """The answer to `/kaeru stop`."""
    return t.n(
        "Everything is stopped. {count} message that was not sent yet will not be sent.",
        "Everything is stopped. {count} messages that were not sent yet will not be sent.",
        halted,
    )


def started(t: Translator, *, is_new: bool) -> str:
    """The answer to `/kaeru start`."""
    if is_new:
        return t("Messages go out again from now on. What was halted stays unsent.")
    return t("Nothing is stopped: messages go out as planned.")


def today(t: Translator, states: Counter[State], *, is_stopped: bool) -> str:
    """The personnel section's line about the messages of today."""
    line = t(
        "{sent} sent, {waiting} waiting, {skipped} skipped, {failed} failed",
        sent=states[State.SENT] + states[State.MERGED],
        waiting=states[State.PENDING] + states[State.CLAIMED] + states[State.DOUBTFUL],
        skipped=states[State.SKIPPED],
        failed=states[State.FAILED],
    )
    return t("Everything is stopped. {line}", line=line) if is_stopped else line
