"""The personnel section's part of the home tab, a sentence for each thing: messages, people, modes, surveys, rates."""

from __future__ import annotations

from collections.abc import Iterator

from bot.delivery import telling
from bot.digest.personnel import CityToday
from bot.digest.wording import NONE, percent
from bot.people.mode_blocks import mode_line
from bot.texts import Translator

_MOST_MODES = 5


def city_words(t: Translator, found: CityToday) -> str:
    """How the city stands, a line each."""
    return "\n".join(_lines(t, found))


def _lines(t: Translator, found: CityToday) -> Iterator[str]:
    yield t("Messages of today: {line}", line=telling.today(t, found.states, is_stopped=found.is_stopped))
    yield t.n(
        "{count} person on the staff list has no Slack account yet.",
        "{count} people on the staff list have no Slack account yet.",
        found.without_slack,
    )
    yield from (t("In force: {mode}", mode=mode_line(t, one)) for one in found.modes[:_MOST_MODES])
    if (more := len(found.modes) - _MOST_MODES) > 0:
        yield t.n("{count} more special mode is in force.", "{count} more special modes are in force.", more)
    for one in found.surveys:
        answered = NONE if one.percent is None else t("{percent}%", percent=one.percent)
        yield t(
            "Survey since {day}: {percent} of all who were asked have answered.",
            day=t.day(one.opened_on),
            percent=answered,
        )
    yield t("On-time rate of the city, {month}: {rate}", month=t.month(found.month), rate=percent(t, found.rate))
    if held := found.meetings:
        values = {"month": t.month(held.month), "held": held.held, "expected": held.expected}
        yield t("Workplace meetings, {month}: {held} of {expected} held", **values)
    if not found.is_approved:
        yield t("The leave report of the quarter from {month} waits for you.", month=t.month(found.quarter))
    yield t("Files are behind the buttons of this page: overtime reports, survey results, the leave report.")
