"""What is said of the self-declared shares: whose they are, and what they are not."""

from __future__ import annotations

from collections.abc import Iterator

from bot.attendance.rate import Line
from bot.attendance.rules import SMALLEST_GROUP, Share
from bot.attendance.suppression import WHOLE
from bot.digest.on_time import DeclaredMonths, OnTimePicture
from bot.texts import Translator


def declared_lines(picture: OnTimePicture, declared: DeclaredMonths) -> Iterator[tuple[Line, list[Share | None]]]:
    """The lines of the report that have a self-declared share in any month, with those of all months."""
    for line in (picture.report.rates.whole, *picture.report.rates.lines):
        shares = [month.get(line.unit.id if line.unit else WHOLE) for month in declared.values()]
        if any(shares):
            yield line, shares


def declared_notes(picture: OnTimePicture, t: Translator) -> Iterator[str]:
    """What these shares mean, whom they leave out, and where they come from (R-RATE)."""
    yield t("Source: self-declared. What people answered to the cards of no-overtime days, as counts of their units.")
    yield t(
        "These are no clock-outs: they join no number above, and are told only of whole months that are over and of "
        "units without imported attendance in the month, from {smallest} answers a day on.",
        smallest=SMALLEST_GROUP,
    )
    if picture.cannot_answer:
        yield t.n(
            "Not counted: {count} person without Slack, who cannot answer.",
            "Not counted: {count} people without Slack, who cannot answer.",
            picture.cannot_answer,
        )
